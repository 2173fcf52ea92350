//! What the pages of money say where something is out of the ordinary: a new period, a plan that others use too, a
//! quota that is spent, fetches that brought nothing.

use super::{admin, two_people};
use crate::support::app::{TestApp, list};
use chrono::TimeDelta;
use jobfill::models::saving::Purchases;
use jobfill::sources::Source;
use jobfill::sources::sandbox::{Fault, How};

/// A number as pages write it.
fn number(value: u64) -> String {
    jobfill::web::text::number(value.cast_signed())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_reset_the_new_plan_is_shown_everywhere_before_the_first_purchase() {
    let app = two_people().await;
    let rows = app.count("meters").await;
    app.pass(TimeDelta::days(14));
    let admin = admin(&app).await;
    let reset = "2027-01-03T00:00:00Z";
    admin.get("/admin").await.is(200).hides("nothing is counted").shows(reset);
    let quota = admin.get("/admin/quota").await;
    quota
        .is(200)
        .shows("has bought nothing in this period: all 20,000 requests are left until it resets on 3 January.");
    quota.shows("from its first purchase on").hides("name=\"credits\"");
    let metrics = app.visitor().get("/metrics").await;
    metrics.is(200).shows(r#"jobfill_credits{source="jsearch",unit="requests",is="left"} 20000"#);
    let at = app.clock.now().to_rfc3339();
    let told = app.command(&["quota", "--json", "--at", &at]).await.ended_with(0).json();
    let meters = told["meters"].as_array().unwrap();
    assert!(meters.len() == 3 && meters.iter().all(|one| one["resets_at"] == reset && one["left"] == one["limit"]));
    assert_eq!(app.count("meters").await, rows, "looking writes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_took_of_a_plan_is_told_and_the_plan_stays_the_limit() {
    let app = two_people().await;
    app.execute(
        "UPDATE meters SET provider_limit = 20000, provider_remaining = 0, provider_ceiling = spent
          WHERE source = 'jsearch'",
    )
    .await;
    let spent = app.account(Source::JSearch).requests;
    let elsewhere = jobfill::web::text::number(20_000 - spent.cast_signed());
    let admin = admin(&app).await;
    let page = admin.get("/admin/quota").await;
    page.is(200).shows(&format!("0 of 20,000 left: {elsewhere} are gone elsewhere, by the provider"));
    page.shows("Nothing is left: nothing more is bought here until 3 December.").shows("class=\"elsewhere\"");
    page.shows(&format!("<td class=\"num\">20,000</td>\n        <td class=\"num\">{spent}</td>"));
    admin.get("/admin").await.shows("class=\"elsewhere\"").shows("quota spent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_whose_quota_is_spent_shows_until_when_it_waits_and_its_refused_call() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.sandbox.fail(Fault::once(How::QuotaSpent).at(Source::JSearch));
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let page = admin(&app).await.get("/admin").await;
    page.is(200).shows("quota spent").hides("last call failed").shows("in 9 days, 2026-12-03 00:00 UTC");
    page.shows("title=\"1 of 1 calls\">100 %");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_names_the_same_local_day_of_a_reset() {
    let app = TestApp::with([("JSEARCH_PLAN", "0"), ("JOBFILL_TIMEZONE", "America/New_York")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let admin = admin(&app).await;
    admin.get("/admin/fetches?state=put_off").await.is(200).shows("resets on 30 November");
    admin.get("/admin/quota").await.is(200).shows("nothing more is bought here until 30 November");
}

#[tokio::test]
async fn fetches_that_brought_nothing_and_those_by_hand_are_no_reuse() {
    let app = two_people().await;
    let of_jsearch = async || {
        let all = Purchases::by_source(&mut *app.conn().await).await.unwrap();
        all.into_iter().find(|one| one.source == Source::JSearch).unwrap()
    };
    let before = of_jsearch().await;
    assert_eq!((before.fetches, before.for_people), (5, 5));
    let one = "fetches JOIN requests ON requests.id = request_id WHERE source = 'jsearch'";
    app.execute(&format!("UPDATE fetches SET pages = 0 WHERE id = (SELECT min(fetches.id) FROM {one})")).await;
    app.execute(&format!("UPDATE fetches SET purpose = 'by_hand' WHERE id = (SELECT max(fetches.id) FROM {one})"))
        .await;
    let after = of_jsearch().await;
    assert_eq!((after.fetches, after.for_people, after.credits), (4, 3, before.credits));
}

#[tokio::test]
async fn the_scarcer_plan_says_how_many_people_fit() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/quota?people=5&overlap=50").await;
    page.is(200).shows("It fits: 5 new people").shows("of Active Jobs DB, which would run out first");
    page.shows("What a daily run takes is not measured yet").shows("not measured yet: 17");
    let page = admin.get("/admin/quota?jsearch_plan=10&people=5&overlap=50").await;
    page.shows("requests of JSearch, ").shows("more than its plan has");
}

#[tokio::test]
async fn today_comes_first_then_the_meters_and_the_chart_and_everything_else_is_folded_away() {
    let app = two_people().await;
    let page = admin(&app).await.get("/admin/quota").await;
    let parts = ["id=\"today\"", "id=\"meters\"", "id=\"chart\"", "class=\"ways\"", "id=\"capacity\"", "id=\"adjust\""];
    let places: Vec<_> = parts.iter().map(|part| page.is(200).body.find(part).expect(part)).collect();
    assert!(places.is_sorted(), "{places:?}");
    page.shows("what today took so far")
        .shows("full days, today ends at ")
        .shows("a day like the last ones ends at ")
        .hides("the average of the last")
        .hides("<details class=\"fold\" id=\"adjust\" open>");
    page.shows("/admin/ledger?from=2026-11-23&#38;to=2026-11-23").hides("style=");
}

#[tokio::test]
async fn the_chart_and_the_calculation_keep_what_the_other_was_asked() {
    let app = two_people().await;
    let page = admin(&app).await.get("/admin/quota?people=5&overlap=50&days=7&by=source&odd=%22%3E").await;
    let form = |action: &str| {
        let part = page.is(200).body.split(&format!("action=\"/admin/quota{action}\"")).nth(1).expect(action);
        part.split("</form>").next().unwrap().to_owned()
    };
    let hidden = |form: &str| form.matches("type=\"hidden\"").count();
    let (chart, calculation) = (form("#chart"), form("#capacity"));
    assert!(chart.contains("name=\"people\" value=\"5\"") && chart.contains("name=\"overlap\" value=\"50\""));
    assert!(calculation.contains("name=\"days\" value=\"7\"") && calculation.contains("name=\"by\" value=\"source\""));
    assert_eq!((hidden(&chart), hidden(&calculation)), (2, 2), "nothing else is carried along");
}

#[tokio::test]
async fn the_chart_shows_the_days_sources_and_purposes_that_are_asked_for() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let columns = async |query: &str| {
        let page = admin.get(&format!("/admin/quota?{query}")).await;
        page.is(200).body.matches("class=\"column\"").count()
    };
    assert_eq!([columns("days=7").await, columns("").await, columns("days=90").await], [7, 30, 90]);
    let spent = number(app.charged());
    let page = admin.get("/admin/quota").await;
    page.shows(&format!("aria-label=\"23 Nov: {spent} (sign-up {spent})\"")).shows("an even pace, ");
    page.shows("<td class=\"num\">0</td>").shows("checked>sign-up");
    let page = admin.get("/admin/quota?by=source&source=jsearch").await;
    let requests = number(app.account(Source::JSearch).requests);
    page.shows(&format!("aria-label=\"23 Nov: {requests} (JSearch {requests})\""));
    page.shows("value=\"jsearch\" checked>").hides("value=\"active_jobs\" checked>");
    admin.get("/admin/quota?purpose=audit").await.is(200).shows("Nothing of this was bought in these days");
    // To the end of the period, with what is to come.
    let page = admin.get("/admin/quota?days=period").await;
    page.is(200).shows("class=\"bar ahead\"").shows("aria-label=\"2 Dec: ").shows("if it goes on like this");
}
