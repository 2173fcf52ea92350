//! What people and admins see of a run.

use super::{app_with_ada, fetches, morning};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::chromium::Chromium;
use chrono::TimeDelta;
use jobfill::models::user::{Email, User};
use jobfill::refresh::OneRun;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};

async fn admin(app: &TestApp) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up("root@example.com").await.is(303);
    app.execute("UPDATE users SET role = 'admin' WHERE email = 'root@example.com'").await;
    visitor
}

/// The cells of the first row of a page's table, without their tags.
fn first_row(body: &str) -> Vec<String> {
    let row = body.split_once("<tbody>").unwrap().1.split_once("</tr>").unwrap().0;
    let cells = row.split(['<', '>']).enumerate().filter(|(index, _)| index % 2 == 0).map(|(_, text)| text.trim());
    cells.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_run_stands_on_its_page_with_its_figures_beside_the_days_before() {
    let app = app_with_ada().await;
    let root = admin(&app).await;
    root.get("/admin/refreshes").await.is(200).shows("There was none yet");
    morning(&app, 1).await;
    app.sandbox.fail(Fault::once(How::Refused).at(Source::JSearch).charged(false));
    let before = app.charged();
    morning(&app, 2).await;
    let credits = app.charged() - before;
    let page = root.get("/admin/refreshes").await;
    let row = first_row(&page.is(200).body);
    assert_eq!((row[0].as_str(), row[1].as_str()), ("2026-11-25", "06:00"));
    let sums = "SELECT sum(pages)::int8 * 1000000 + sum(jobs) * 1000 + sum(new_jobs) AS number FROM fetches
                 WHERE refresh_id = (SELECT max(id) FROM refreshes)";
    let sums = books::number(&app, sums).await;
    let figures = [1, 2, sums / 1_000_000, sums / 1_000 % 1_000, sums % 1_000].map(|figure: i64| figure.to_string());
    assert_eq!(row[2..7], figures);
    assert_eq!((row[8].clone(), row[10].as_str(), row[12].as_str()), (credits.to_string(), "1", "0 s"));
    page.shows("<svg");

    let id = super::newest(&app).await;
    root.get(&format!("/admin/refreshes/{id}")).await.is(200).shows("data scientist in Berlin").shows("refused");
    root.get("/admin/refreshes/999").await.is(404);
    let file = root.get("/admin/refreshes.csv").await;
    assert_eq!(file.is(200).body.lines().count(), 3);
    root.get("/admin/refreshes?before=x").await.is(200).shows("could not be read");
    root.get("/admin/refreshes?before=1").await.is(200).shows("no older runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_by_hand_shows_its_price_first_wants_a_reason_and_is_kept_in_the_audit() {
    let app = app_with_ada().await;
    let root = admin(&app).await;
    root.get("/admin/refreshes/now")
        .await
        .is(200)
        .shows("There is nothing to ask")
        .hides("<form class=\"actions\" method=\"post\" action=\"/admin/refreshes\"");
    app.pass(TimeDelta::hours(30));
    let page = root.get("/admin/refreshes/now").await;
    page.is(200)
        .shows("2 requests for 1 live combination, about")
        .shows("the last 3 days")
        .shows("the last 7 days")
        .shows("Run now</button>");
    assert_eq!(app.count("refreshes").await, 0, "looking costs nothing");
    root.sign_in("root@example.com").await.is(303);
    root.post("/admin/refreshes", &[("reason", " ")]).await.is(400);
    root.post("/admin/refreshes", &[("reason", "a fair today")]).await.goes_to("/admin/refreshes");
    root.get("/admin/refreshes").await.shows("by hand").shows("under way");
    // A second one, before the first has begun, and one while a process holds the lock.
    root.post("/admin/refreshes", &[("reason", "again")]).await.is(303);
    root.get("/admin/refreshes").await.shows("A run is under way.");
    root.get("/admin/refreshes/now").await.shows("A run is under way.").hides("Run now</button>");
    assert_eq!((app.count("refreshes").await, app.count("audit").await), (1, 1));
    app.drain().await;
    assert_eq!(fetches(&app).await.iter().filter(|one| one.refresh_id.is_some() && one.state == "done").count(), 2);
    root.get("/admin/audit").await.shows("run now").shows("a fair today");

    let one = OneRun::begin(&app).await.unwrap();
    app.pass(TimeDelta::hours(30));
    root.sign_in("root@example.com").await.is(303);
    root.post("/admin/refreshes", &[("reason", "again")]).await.is(303);
    assert_eq!(app.count("refreshes").await, 1, "a process holds the lock");
    drop(one);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_had_nothing_to_ask_is_no_day_to_compare_with() {
    let app = TestApp::start().await;
    let root = admin(&app).await;
    let run = "INSERT INTO refreshes (local_date, started_at, ended_at, requests, left_out)";
    app.execute(&format!("{run} VALUES ('2026-11-21', now(), now(), 0, 0), ('2026-11-22', now(), now(), 4, 2)")).await;
    let empty = "<td class=\"num note\"></td>";
    assert_eq!(root.get("/admin/refreshes").await.is(200).body.matches(empty).count(), 4);
    let page = root.get("/admin/refreshes/2").await;
    page.is(200).shows("the limits have no room for them; nothing is asked of JSearch and Active Jobs DB");
    app.execute(&format!("{run} VALUES ('2026-11-23', now(), now(), 4, 0)")).await;
    assert_eq!(root.get("/admin/refreshes").await.is(200).body.matches(empty).count(), 4, "the third has a day before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_what_the_morning_has_brought() {
    let app = TestApp::start().await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    let form = [("query_name", "Mine"), ("titles", "Data Scientist"), ("locations", "Berlin"), ("priority", "0")];
    ada.post("/searches", &form).await.is(303);
    app.drain().await;
    ada.get("/home").await.is(200).hides("Updated");
    ada.get("/jobs").await.hides("tag new");
    morning(&app, 1).await;
    app.pass(TimeDelta::hours(3));
    // A copy of what was here is no news.
    let groups = "(SELECT FROM jobs GROUP BY group_id HAVING min(first_seen_at) >= '2026-11-24T05:00:00Z') new";
    let new = app.count(groups).await;
    assert!(new > 0);
    let told = format!("Updated this morning, <a href=\"/jobs?list=new\">{new} new</a>.");
    ada.get("/home").await.shows(&told);
    let jobs = ada.get("/jobs").await;
    jobs.shows("<span class=\"tag new\" title=").shows("first found in the last daily update");
    let list = ada.get("/jobs?list=new").await;
    assert_eq!(i64::try_from(list.is(200).body.matches("<li class=\"job\"").count()).unwrap(), new.min(50));

    app.pass(TimeDelta::hours(20));
    ada.get("/home").await.shows("Updated yesterday morning");
    app.pass(TimeDelta::hours(40));
    ada.get("/home").await.shows("Last updated on 24 November.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_runs_fit_every_screen() {
    let app = TestApp::start().await;
    let browser = Chromium::start(false).await;
    browser.open(&format!("{}/signup", app.url)).await;
    browser.type_into("input[name=email]", "root@example.com").await;
    browser.type_into("input[name=password]", "correct horse battery").await;
    browser.click("main form button").await;
    browser.find("nav[aria-label=Account] form").await;
    app.execute("UPDATE users SET role = 'admin'").await;
    let root = User::find_by_email(&mut *app.conn().await, &Email::parse("root@example.com").unwrap()).await;
    app.wants(&root.unwrap().unwrap(), &list(&["Data Scientist", "Nurse"], &["Berlin", "Hamburg"])).await;
    app.drain().await;
    for day in 1..=9 {
        let how = if day % 4 == 0 { How::Refused } else { How::Slow };
        app.sandbox.fail(Fault::once(how).at(Source::JSearch));
        morning(&app, day).await;
        browser.open(&format!("{}/home", app.url)).await;
        browser.sees("Updated this morning").await;
    }
    for (name, path) in [
        ("home-updated", "/home"),
        ("jobs-new", "/jobs"),
        ("refreshes", "/admin/refreshes"),
        ("refresh", "/admin/refreshes/8"),
    ] {
        browser.open(&format!("{}{path}", app.url)).await;
        browser.find("main h1").await;
        browser.pictures(name).await;
    }
    app.pass(TimeDelta::hours(25));
    browser.open(&format!("{}/admin/refreshes/now", app.url)).await;
    browser.sees("Run now</button>").await;
    browser.pictures("refresh-now").await;
    browser.close().await;
}
