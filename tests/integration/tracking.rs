//! The list of all combinations and what admins do to one of them.

use crate::admin::{REASON, admin, admin_called, two_people};
use crate::support::app::{TestApp, list};
use crate::support::books::number;
use jobfill::models::tracking::{Criteria, Cursor, Part, Sort};
use std::collections::HashSet;

/// More than any count tells. One in ten was never loaded, one in a thousand failed.
const MANY: &str =
    "INSERT INTO backfill_tracking (title_keyword, location, title_key, place_key, backfilled_date, jobs_found,
                                    users, credits, state, created_at)
     SELECT 'Title ' || n, 'Place ' || n % 1000, 'title ' || n, 'place ' || n % 1000,
            CASE WHEN n % 10 > 0 THEN timestamptz '2026-11-01' + n * interval '1 second' END,
            n % 300, n % 50, n % 700, CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'loaded' END, now()
       FROM generate_series(1, 12000) n";

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_a_long_list_hold_every_combination_once_both_ways() {
    let app = TestApp::start().await;
    app.execute(MANY).await;
    for sort in Sort::ALL {
        let criteria = Criteria { sort, ..Criteria::default() };
        let (mut forward, mut part) = (Vec::new(), Part::First);
        for _ in 0..=12 {
            let rows = criteria.page(&mut *app.conn().await, part, 1_000).await.unwrap();
            let Some(last) = rows.last() else { break };
            part = Part::After(Cursor::of(last, sort));
            forward.extend(rows.iter().map(|row| row.id));
        }
        assert_eq!(forward.iter().collect::<HashSet<_>>().len(), 12_000, "{sort:?}");
        assert_eq!(forward.len(), 12_000, "{sort:?}");
        // Back from the last one: everything before it, in the same order.
        let (mut backward, Part::After(last)) = (vec![forward[11_999]], part) else { unreachable!("it had pages") };
        let mut part = Part::Before(last);
        for _ in 0..=12 {
            let rows = criteria.page(&mut *app.conn().await, part, 1_000).await.unwrap();
            let Some(first) = rows.first() else { break };
            part = Part::Before(Cursor::of(first, sort));
            backward.splice(0..0, rows.iter().map(|row| row.id));
        }
        assert_eq!(backward, forward, "{sort:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_goes_through_a_long_list_and_back() {
    let app = TestApp::start().await;
    app.execute(MANY).await;
    let admin = admin(&app).await;
    let first = admin.get("/admin/tracking?sort=jobs").await;
    first.is(200).shows("10,000+ combinations").hides("rel=\"prev\"");
    let link = |page: &str, rel: &str| {
        let link = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
        Some(link.split('"').next()?.replace("&#38;", "&").replace("&amp;", "&"))
    };
    let second = admin.get(&link(&first.body, "next").unwrap()).await;
    let third = admin.get(&link(&second.is(200).body, "next").unwrap()).await;
    let back = admin.get(&link(&third.is(200).body, "prev").unwrap()).await;
    let rows = |page: &str| page.matches("href=\"/admin/tracking/").count();
    let table = |page: &str| page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap().to_owned();
    assert_eq!((rows(&second.body), rows(&third.body)), (50, 50));
    assert_eq!(table(&back.body), table(&second.body));
    let beginning = admin.get(&link(&back.body, "prev").unwrap()).await;
    assert_eq!(table(&beginning.body), table(&first.body));
    assert_eq!(admin.get("/admin/tracking.csv").await.is(200).body.lines().count(), 12_001);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_by_place_source_and_day() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let count = async |query: &str, many: &str| {
        admin.get(&format!("/admin/tracking?{query}")).await.is(200).shows(many).hides("could not be read");
    };
    count("place=ham", "2 combinations").await;
    count("place=ham&q=ml", "1 combination").await;
    count("place=M%C3%BCnchen", "1 combination").await;
    count("source=jsearch", "5 combinations").await;
    count("from=2026-11-23&to=2026-11-23", "5 combinations").await;
    count("to=2026-11-22", "Nothing fits all of that").await;
    app.execute("DELETE FROM combination_requests WHERE source = 'jsearch' AND combination_id = 1").await;
    count("source=jsearch", "4 combinations").await;
    count("source=active_jobs&state=loaded", "5 combinations").await;
    // An area has a request at this source for each of its countries.
    let ada = app.person("eve@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["DACH"])).await;
    count("source=jsearch", "5 combinations").await;
    admin.get("/admin/matrix?source=jsearch").await.is(200).shows("DACH");
    admin.get("/admin/matrix.csv?source=jsearch").await.is(200).shows("DACH");
    let page = admin.get("/admin/tracking?from=someday&place=ham&source=odd").await;
    page.is(200).shows("“from” could not be read").shows("“Source” could not be read").shows("2 combinations");
    admin.get("/admin/tracking.csv?place=munich").await.shows("Munich").hides("Hamburg");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_admins_is_told_what_the_first_did() {
    let app = two_people().await;
    let (first, second) = (admin(&app).await, admin_called(&app, "second@example.com").await);
    let charged = app.charged();
    // Both have seen the page before anybody did anything.
    let seen = ("seen", "0");
    first.post("/admin/tracking/1/pause", &[("reason", "too broad"), seen]).await.is(303);
    first.get("/admin/tracking/1").await.shows("Paused").shows("name=\"seen\" value=\"1\"");
    for act in ["load", "again", "forget", "priority"] {
        let form = [REASON, seen, ("priority", "5")];
        second.post(&format!("/admin/tracking/1/{act}"), &form).await.goes_to("/admin/tracking/1");
        let page = second.get("/admin/tracking/1").await;
        page.shows("Nothing was done. Meanwhile root@example.com: pause, just now (too broad).");
    }
    second.post("/admin/tracking/1/pause", &[REASON, seen]).await.is(303);
    second.get("/admin/tracking/1").await.shows("somebody has paused it already. Last: root@example.com: pause");
    app.drain().await;
    assert_eq!(app.charged(), charged);
    // Having seen it, the second one decides.
    second.post("/admin/tracking/1/resume", &[REASON, ("seen", "1")]).await.is(303);
    second.post("/admin/tracking/1/again", &[REASON, ("seen", "2")]).await.is(303);
    second.get("/admin/tracking/1").await.shows("2 fetches are queued");
    first.post("/admin/tracking/1/again", &[REASON, ("seen", "1")]).await.is(303);
    first.get("/admin/tracking/1").await.shows("Meanwhile second@example.com: load again");

    first.post("/admin/sources/jsearch/pause", &[("reason", "bills look odd")]).await.is(303);
    second.post("/admin/sources/jsearch/pause", &[REASON]).await.is(303);
    second.get("/admin").await.shows("JSearch is stopped already").shows("root@example.com: pause source");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admins_priority_holds_for_the_queue_now_and_later() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    let wanted = jobfill::searches::List { priority: 7, ..list(&["Data Scientist"], &["Berlin", "Hamburg"]) };
    app.wants(&ada, &wanted).await;
    let waiting =
        "SELECT coalesce(max(priority), 0)::int8 AS number FROM tasks WHERE state = 'queued' AND kind = 'fetch'";
    assert_eq!(number(&app, waiting).await, 7);
    admin.post("/admin/tracking/2/priority", &[REASON, ("priority", "50")]).await.is(303);
    admin.get("/admin/tracking/2").await.shows("2 fetches have a new place in the queue").shows("value=\"50\"");
    assert_eq!(number(&app, waiting).await, 57);
    let moved = "SELECT count(*) AS number FROM tasks WHERE priority = 57";
    assert_eq!(number(&app, moved).await, 2);
    admin.post("/admin/tracking/2/priority", &[REASON, ("priority", "5000")]).await.is(303);
    admin.get("/admin/tracking/2").await.shows("a priority is a whole number");
    admin.get("/admin/audit").await.shows("was: 0").shows("is: 50");

    // What is started later has it too: the daily run of the next morning among them.
    app.drain().await;
    app.pass(chrono::TimeDelta::hours(40));
    let one = jobfill::refresh::OneRun::begin(&app.app).await.unwrap();
    let id = jobfill::refresh::queue_now(&mut *app.conn().await, &app.app).await.unwrap().unwrap();
    let run = jobfill::refresh::start(&one, &app.app, id, None).await.unwrap();
    assert_eq!(run.requests, 4);
    let first = format!(
        "SELECT count(*) AS number FROM fetches JOIN combination_requests link USING (request_id)
          WHERE fetches.id IN ({}, {}) AND link.combination_id = 2",
        run.fetch_ids[0], run.fetch_ids[1]
    );
    assert_eq!(number(&app, &first).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_combination_shows_its_days_its_fetches_and_its_refreshes() {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    admin.get("/admin/tracking/1").await.is(200).shows("Each of the last 30 days stands here").shows("waiting");
    app.drain().await;
    let page = admin.get("/admin/tracking/1").await;
    page.is(200).shows("<svg").shows("Jobs per day").shows("First asked for").shows("<dt>People</dt><dd>1</dd>");
    page.hides("ada@example.com").shows("Load everything again").hides("Retry what failed");
    let jobs = number(&app, "SELECT count(*) AS number FROM request_jobs").await;
    page.shows(&format!("{} in the last 30 days.", jobfill::web::text::count(jobs, "job", "jobs")));
    // Who wants it stands on the person's own page, and looking there is kept.
    let path = format!("/admin/users/{}", ada.id);
    admin.get(&path).await.is(200).shows("ada@example.com").shows("Data Scientist</a>");
    admin.get("/admin/audit").await.shows("look at person").shows(&format!("person {}", ada.id));

    app.execute("UPDATE fetches SET purpose = 'refresh' WHERE id = 1").await;
    app.execute("UPDATE fetches SET state = 'failed', error_code = 'refused' WHERE id = 2").await;
    app.execute("UPDATE requests SET held = '{}' WHERE id = 2").await;
    admin.get("/admin/tracking/1").await.shows("Retry what failed").shows("<dt>Next refresh</dt><dd><time");
    admin.get("/admin/tracking").await.is(200).hides("<span class=\"note\">not yet</span>");
    admin.post("/admin/tracking/1/pause", &[REASON]).await.is(303);
    admin.get("/admin/tracking").await.shows("<span class=\"note\">rests</span>");
}
