//! A provider that counts otherwise than we do: buying stops, somebody is told, and a word of an admin lets it go on.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use futures_util::future::join_all;
use jobfill::queue::Choice;
use jobfill::quota::ledger;
use jobfill::quota::meter::Meter;
use jobfill::sources::sandbox::{Control, Plan};
use jobfill::sources::{Source, Unit};
use jobfill::worker;

const PAGES: [&str; 10] = [
    "/admin",
    "/admin/quota",
    "/admin/savings",
    "/admin/tracking",
    "/admin/fetches",
    "/admin/overlaps",
    "/admin/sources",
    "/admin/users",
    "/admin/settings",
    "/admin/audit",
];

/// More rounds of sixteen tasks than any of these tests needs.
const MOST_ROUNDS: usize = 200;

/// What each provider counts its credits in.
const CREDITS: [(Source, Unit); 2] = [(Source::JSearch, Unit::Requests), (Source::ActiveJobs, Unit::Jobs)];

/// What is used of the provider's plan, by its own count.
fn counted(app: &TestApp, (source, unit): (Source, Unit)) -> u64 {
    let (plan, account) = (Plan::default(), app.account(source));
    match (source, unit) {
        (Source::JSearch, _) => plan.jsearch_requests - account.requests_left,
        (_, Unit::Requests) => plan.active_jobs_requests - account.requests_left,
        (_, Unit::Jobs) => plan.active_jobs_jobs - account.jobs_left.unwrap(),
    }
}

/// From now on the provider counts so many credits more, or fewer, than it has charged.
fn miscount(app: &TestApp, of: (Source, Unit), credits: i64) {
    let account = app.account(of.0);
    let left = if of.1 == Unit::Jobs { account.jobs_left.unwrap() } else { account.requests_left };
    let left = left.checked_add_signed(-credits).unwrap();
    app.sandbox.control(Control::SetRemaining { source: of.0, unit: of.1, left });
}

async fn meter(app: &TestApp, (source, unit): (Source, Unit)) -> Meter {
    let meters = Meter::all_current(&mut *app.conn().await, app.clock.now()).await.unwrap();
    meters.into_iter().find(|meter| meter.source == source && meter.unit == unit).unwrap()
}

async fn admin(app: &TestApp) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up("admin@example.com").await.is(303);
    app.execute("UPDATE users SET role = 'admin' WHERE email = 'admin@example.com'").await;
    visitor
}

/// Somebody's first search, bought while all figures agreed.
async fn agreed() -> (TestApp, Visitor) {
    let app = TestApp::start().await;
    let admin = admin(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    (app, admin)
}

/// Somebody wants nine combinations, which take more than three answers of each source.
async fn bob_wants_more(app: &TestApp) {
    let bob = app.person("bob@example.com").await;
    app.wants(&bob, &list(&["Nurse", "Teacher", "Electrician"], &["Berlin", "Hamburg", "Munich"])).await;
    app.drain().await;
}

async fn not_done(app: &TestApp) -> Vec<String> {
    books::texts(app, "SELECT state AS text FROM fetches WHERE state <> 'done'").await
}

async fn stopped(app: &TestApp) -> Vec<String> {
    books::texts(app, "SELECT source AS text FROM sources WHERE stopped_code IS NOT NULL").await
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_credits_that_nobody_knows_of_stop_a_source_within_three_answers_until_an_admin_explains_them() {
    for of in CREDITS {
        let (app, admin) = agreed().await;
        let ada = app.visitor();
        ada.sign_up("eve@example.com").await.is(303);
        let calls = app.account(of.0).calls;
        miscount(&app, of, 7);
        bob_wants_more(&app).await;

        assert_eq!(app.account(of.0).calls - calls, 3, "{of:?}");
        assert_eq!(stopped(&app).await, [of.0.as_str()]);
        let left = not_done(&app).await;
        assert!(!left.is_empty() && left.iter().all(|state| state == "put_off"), "{left:?}");
        let sentence = format!("{} is stopped: the provider has counted", of.0.label());
        for page in PAGES {
            admin.get(page).await.is(200).shows(&sentence);
        }
        ada.get("/home").await.is(200).hides("is stopped");

        let meter_id = meter(&app, of).await.id.to_string();
        let form = [("meter", meter_id.as_str()), ("seen", "0"), ("credits", "7"), ("reason", " ")];
        admin.post("/admin/quota/adjust", &form).await.is(422).shows("Give a reason");
        let form = [form[0], form[1], form[2], ("reason", "a script of a colleague's")];
        admin.post("/admin/quota/adjust", &form).await.goes_to("/admin/quota");
        app.drain().await;
        assert_eq!(not_done(&app).await, [""; 0], "{of:?}");
        assert_eq!(stopped(&app).await, [""; 0]);
        assert_eq!(meter(&app, of).await.spent.cast_unsigned(), counted(&app, of));
        admin.get("/admin").await.is(200).hides(&sentence);
        assert!(ledger::imbalances(&mut *app.conn().await).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_credits_that_the_provider_gives_back_are_tolerated() {
    for of in CREDITS {
        let (app, admin) = agreed().await;
        miscount(&app, of, -3);
        bob_wants_more(&app).await;
        assert_eq!((not_done(&app).await.len(), stopped(&app).await.len()), (0, 0), "{of:?}");
        let meter = meter(&app, of).await;
        assert_eq!(meter.spent.cast_unsigned(), counted(&app, of) + 3, "we count what we were charged");
        admin.get("/admin/quota").await.is(200).hides("is stopped");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_spent_elsewhere_is_no_drift_however_many_calls_are_under_way() {
    let app = TestApp::start().await;
    for of in CREDITS {
        miscount(&app, of, 500);
    }
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Teacher", "Electrician"], &["Berlin", "Hamburg", "Munich"])).await;
    sixteen_at_once_until_all_is_bought(&app).await;
    assert_eq!(stopped(&app).await, [""; 0]);
    // An answer that comes alone tells it to the credit.
    app.wants(&ada, &list(&["Chef"], &["Berlin"])).await;
    app.drain().await;
    for of in CREDITS {
        assert_eq!(meter(&app, of).await.spent.cast_unsigned(), counted(&app, of), "{of:?}");
    }
    assert_eq!(not_done(&app).await, [""; 0]);
}

/// Rounds of sixteen tasks, until one finds nothing to do.
async fn sixteen_at_once_until_all_is_bought(app: &TestApp) {
    for _ in 0..MOST_ROUNDS {
        if sixteen_at_once(app).await {
            return;
        }
    }
    panic!("after {MOST_ROUNDS} rounds there is still something to do");
}

/// Runs a task on each of sixteen workers; true: there was none.
async fn sixteen_at_once(app: &TestApp) -> bool {
    app.hurry().await;
    let all = Choice::default();
    join_all((0..16).map(|_| worker::step(app, &all))).await.into_iter().all(|one| one.unwrap().is_none())
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_were_reserved_before_a_reset_and_are_counted_after_it_are_no_drift() {
    let before = "2026-12-02T23:59:58Z".parse().unwrap();
    let app =
        TestApp::beginning(before, Plan::default(), [("JSEARCH_PER_SECOND", "8"), ("JSEARCH_CONCURRENCY", "8")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    app.wants(&ada, &list(&["Nurse", "Teacher", "Electrician"], &["Berlin", "Hamburg", "Munich"])).await;
    // All are reserved before the period ends, and none reaches its provider before the next has begun.
    app.gate.hold_calls();
    let turning = async {
        let reserved = "SELECT count(*) AS number FROM attempts WHERE state IN ('reserved', 'sending')";
        books::reaches(&app, "ten reservations at one moment", reserved, |reserved| *reserved >= 10).await;
        app.pass(TimeDelta::seconds(3));
        app.gate.open();
    };
    tokio::join!(sixteen_at_once(&app), turning);
    app.drain().await;
    assert_eq!((stopped(&app).await, not_done(&app).await), (vec![], vec![]));
    for of in CREDITS {
        let (ours, theirs) = (meter(&app, of).await.spent.cast_unsigned(), counted(&app, of));
        assert_eq!(ours, theirs, "{of:?}: the new period, to the credit");
    }
    books::look(&app).await;
}
