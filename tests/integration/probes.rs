//! A host that counts is asked for numbers of postings, which show what it can do before anything is bought.

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::backfill::learn;
use jobfill::models::capability::{CapabilityName, CapabilityState};
use jobfill::sources::Source;
use jobfill::sources::sandbox::{API_KEY, Fault, How, Manners};

const ALONE: [(&str, &str); 2] = [("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY)];

const ON: Option<CapabilityState> = Some(CapabilityState::On);
const OFF: Option<CapabilityState> = Some(CapabilityState::Off);

/// What numbers show of the plainest source.
const PLAIN: [(CapabilityName, Option<CapabilityState>); 9] = [
    (CapabilityName::Lists, ON),
    (CapabilityName::Dates, ON),
    (CapabilityName::Places, OFF),
    (CapabilityName::Endings, OFF),
    (CapabilityName::UnknownValues, OFF),
    (CapabilityName::SeveralPlaces, ON),
    (CapabilityName::Exclusion, ON),
    (CapabilityName::ClosedFeed, ON),
    (CapabilityName::Counts, ON),
];

async fn host(manners: Manners) -> TestApp {
    let app = TestApp::at_own_host(ALONE).await;
    app.sandbox.behave(manners);
    app
}

/// Probes until nothing is due, as housekeeping does over a few days.
async fn probes(app: &TestApp) {
    for _ in 0..4 {
        learn::probe(app).await.unwrap();
        app.pass(TimeDelta::days(1));
    }
}

fn calls(app: &TestApp) -> u64 {
    app.account(Source::ActiveJobs).requests
}

/// Numbers cost calls, which are in the ledger, and no row.
async fn books_are_right(app: &TestApp) {
    let spent = "SELECT coalesce(sum(spent), 0)::int8 AS number FROM meters WHERE unit = 'requests'";
    assert_eq!(u64::try_from(books::number(app, spent).await).unwrap(), calls(app));
    books::look(app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_show_what_a_source_can_do() {
    let plain = Manners::default();
    for (manners, name, shown) in [
        (plain, CapabilityName::Counts, ON),
        (Manners { cuts_endings: true, ..plain }, CapabilityName::Endings, ON),
        (Manners { places_in_places: true, ..plain }, CapabilityName::Places, ON),
        (Manners { places_in_places: true, countries_leave_out: 0.2, ..plain }, CapabilityName::Places, OFF),
        (Manners { finds_unknown: true, ..plain }, CapabilityName::UnknownValues, ON),
        (Manners { lists_leave_out: 0.2, ..plain }, CapabilityName::Lists, OFF),
        (Manners { in_two_towns: 0.2, ..plain }, CapabilityName::SeveralPlaces, ON),
    ] {
        let app = host(manners).await;
        probes(&app).await;
        for (other, usual) in PLAIN {
            // Two titles in one question say nothing of endings where some postings are missing then.
            if name == CapabilityName::Lists && other == CapabilityName::Endings {
                continue;
            }
            let expected = if other == name { shown } else { usual };
            assert_eq!(app.known(other).await, expected, "{other} of {manners:?}");
        }
        assert_eq!(app.account(Source::ActiveJobs).jobs, 0);
        books_are_right(&app).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_asked_for_weekly_and_take_back_what_turns_wrong() {
    let app = host(Manners::default()).await;
    probes(&app).await;
    let asked = calls(&app);
    learn::probe(&app).await.unwrap();
    assert_eq!(calls(&app), asked, "what they showed is good for a week");

    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Engineer", "Nurse", "Teacher"], &["Berlin"])).await;
    app.drain().await;
    let in_a_list = "SELECT count(*) AS number FROM fetches WHERE cells > 1";
    assert_eq!(books::number(&app, in_a_list).await, 1, "the first purchase is a list");
    let held = "SELECT count(*) AS number FROM requests WHERE NOT isempty(held)";
    assert_eq!(books::number(&app, held).await, 3);

    app.sandbox.behave(Manners { lists_leave_out: 0.3, ..Manners::default() });
    app.pass(TimeDelta::days(4));
    probes(&app).await;
    assert_eq!(app.known(CapabilityName::Lists).await, OFF);
    assert_eq!(books::number(&app, held).await, 0, "what a list has covered of late is not relied on");
    books_are_right(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_tell_is_asked_once_and_a_failure_again_the_next_day() {
    let silent = host(Manners::default()).await;
    silent.sandbox.fail(Fault::once(How::NotFound).at(Source::ActiveJobs).times(100));
    let sent = || silent.account(Source::ActiveJobs).calls;
    learn::probe(&silent).await.unwrap();
    assert_eq!((silent.known(CapabilityName::Counts).await, sent()), (OFF, 1));
    learn::probe(&silent).await.unwrap();
    assert_eq!(sent(), 1, "for a week");
    assert_eq!(silent.known(CapabilityName::Lists).await, None);

    let broken = host(Manners::default()).await;
    // One for each capability.
    broken.sandbox.fail(Fault::once(How::ServerError).at(Source::ActiveJobs).times(8));
    learn::probe(&broken).await.unwrap();
    assert_eq!(broken.known(CapabilityName::Lists).await, Some(CapabilityState::Unknown));
    let asked = broken.account(Source::ActiveJobs).calls;
    learn::probe(&broken).await.unwrap();
    assert_eq!(broken.account(Source::ActiveJobs).calls, asked, "not the same day");
    broken.pass(TimeDelta::days(1));
    probes(&broken).await;
    assert_eq!(broken.known(CapabilityName::Lists).await, ON);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_for_and_what_was_counted_say_the_same() {
    let app = host(Manners { places_in_places: true, ..Manners::default() }).await;
    probes(&app).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Engineer", "Nurse"], &["Berlin", "Hamburg", "Germany"])).await;
    app.drain().await;
    for _ in 0..8 {
        learn::look(&mut *app.conn().await, &app).await.unwrap();
        learn::probe(&app).await.unwrap();
        app.pass(TimeDelta::days(1));
    }
    for (name, shown) in [(CapabilityName::Places, ON), (CapabilityName::Lists, ON), (CapabilityName::Endings, OFF)] {
        assert_eq!(app.known(name).await, shown, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_is_too_small_for_all_of_it_spends_nothing_on_a_half() {
    let app = TestApp::at_own_host([ALONE[0], ALONE[1], ("ACTIVE_JOBS_PLAN_REQUESTS", "1500")]).await;
    learn::probe(&app).await.unwrap();
    assert_eq!((app.known(CapabilityName::Lists).await, calls(&app)), (ON, 3));
    probes(&app).await;
    assert_eq!(app.known(CapabilityName::Endings).await, None, "six calls are never left on a day");
    books_are_right(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_switched_off_is_not_asked_about_and_the_gateway_never() {
    let app = host(Manners::default()).await;
    app.knows(CapabilityName::Lists, Some(CapabilityState::OffByHand)).await;
    probes(&app).await;
    assert_eq!(app.known(CapabilityName::Lists).await, Some(CapabilityState::OffByHand));
    assert_eq!(app.known(CapabilityName::Exclusion).await, ON);
    let gateway = TestApp::with(ALONE).await;
    learn::probe(&gateway).await.unwrap();
    assert_eq!(gateway.account(Source::ActiveJobs).calls, 0);
}
