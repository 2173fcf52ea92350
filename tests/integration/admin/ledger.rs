//! The ledger's page: filters, pages by key, a bounded look at many entries, and the audit of looks at one person.

use super::{admin, two_people};
use crate::support::app::TestApp;
use crate::support::browser::Visitor;

async fn rows(admin: &Visitor, query: &str) -> usize {
    let page = admin.get(&format!("/admin/ledger.csv?{query}")).await;
    page.is(200).body.lines().count() - 1
}

#[tokio::test(flavor = "multi_thread")]
async fn every_filter_leaves_out_what_is_not_meant() {
    let app = two_people().await;
    let admin = admin(&app).await;
    let all = rows(&admin, "").await;
    assert_eq!(all as i64, app.count("ledger").await);
    let counted = [
        ("source=jsearch", "meter_id IN (SELECT id FROM meters WHERE source = 'jsearch')"),
        ("unit=jobs", "meter_id IN (SELECT id FROM meters WHERE unit = 'jobs')"),
        ("kind=settled", "kind = 'settled'"),
        ("purpose=sign_up", "purpose = 'sign_up'"),
        ("purpose=refresh", "purpose = 'refresh'"),
        ("from=2026-11-23&to=2026-11-23", "day = '2026-11-23'"),
        ("from=2026-11-24", "day >= '2026-11-24'"),
        ("fetch=1", "attempt_id IN (SELECT id FROM attempts WHERE fetch_id = 1)"),
        (
            "combination=1&source=jsearch",
            "meter_id IN (SELECT id FROM meters WHERE source = 'jsearch') AND attempt_id IN (
                 SELECT attempts.id FROM attempts JOIN fetch_cells USING (fetch_id) JOIN combination_requests USING (request_id)
                  WHERE combination_id = 1)",
        ),
        ("person=2", "subject = (SELECT subject FROM users WHERE id = 2)"),
        (
            "person=2&fetch=1",
            "subject = (SELECT subject FROM users WHERE id = 2) AND attempt_id IN (SELECT id FROM attempts WHERE fetch_id = 1)",
        ),
    ];
    for (query, condition) in counted {
        let meant = app.count(&format!("ledger WHERE {condition}")).await;
        assert_eq!(rows(&admin, query).await as i64, meant, "{query}");
    }
    assert!(rows(&admin, "person=2").await > 0 && rows(&admin, "person=2").await < all);
    assert!(rows(&admin, "combination=1&source=jsearch").await > 0);
    admin.get("/admin/ledger?kind=odd").await.is(200).shows("could not be read");
    admin.get("/admin/ledger?purpose=audit").await.is(200).shows("No entry fits all of that");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_at_one_persons_part_is_kept_in_the_audit() {
    let app = two_people().await;
    let admin = admin(&app).await;
    admin.get("/admin/ledger?person=1").await.is(200).hides("ada@example.com");
    assert_eq!(app.count("audit WHERE action = 'look at person' AND target = 'person 1'").await, 1);
    admin.get("/admin/ledger?person=99").await.is(200).shows("There is nobody with this number");
    assert_eq!(app.count("audit").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_a_gap_by_the_day_that_is_charged() {
    let app = two_people().await;
    // An entry that was written last and belongs to an earlier day, and a hundred more.
    app.execute(
        "INSERT INTO ledger (at, meter_id, kind, spent, day, reason)
         SELECT '2026-11-23', 1, 'adjusted', 1, date '2026-11-01' + n % 20, 'entry ' || n || '.' FROM generate_series(1, 100) n",
    )
    .await;
    let admin = admin(&app).await;
    let (mut path, mut seen) = ("/admin/ledger?kind=adjusted".to_owned(), Vec::new());
    for _ in 0..3 {
        let page = admin.get(&path).await;
        let reasons = page.is(200).body.split("entry ").skip(1).filter_map(|rest| rest.split('.').next());
        seen.extend(reasons.filter_map(|number| number.parse::<i32>().ok()));
        let Some(next) = page.body.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().unwrap().replace("&#38;", "&");
    }
    let days: Vec<_> = seen.iter().map(|number| number % 20).collect();
    assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
    seen.sort_unstable();
    assert_eq!(seen, (1..=100).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_looks_at_a_bounded_number_of_entries_and_goes_on_from_there() {
    let app = TestApp::start().await;
    app.execute(
        "INSERT INTO meters (source, unit, period_from, resets_at, credit_limit)
         VALUES ('jsearch', 'requests', '2026-11-01', '2026-12-01', 1000)",
    )
    .await;
    app.execute(
        "INSERT INTO ledger (at, meter_id, kind, spent, day, reason)
         SELECT '2026-11-23', 1, CASE n WHEN 1 THEN 'opening' ELSE 'adjusted' END, 1, '2026-11-20', 'entry ' || n
           FROM generate_series(1, 5010) n",
    )
    .await;
    let admin = admin(&app).await;
    let page = admin.get("/admin/ledger?kind=opening").await;
    page.is(200).shows("The last 5,000 entries were looked at, back to 20 November").hides("No entry fits");
    let next = page.body.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    admin.get(&next).await.is(200).shows("entry 1<").hides("were looked at");
    assert_eq!(rows(&admin, "kind=opening").await, 1, "the file looks at all of them");
}
