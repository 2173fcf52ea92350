//! What a wider purchase or a list saved is what a purchase of its own would have cost: a second installation makes it.

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::TimeDelta;
use jobfill::filters::{Filters, Seniority};
use jobfill::models::capability::{Capability, CapabilityName, CapabilityState};
use jobfill::searches::List;
use jobfill::sources::Source;
use jobfill::sources::sandbox::API_KEY;

async fn app() -> TestApp {
    let app = TestApp::with([("RAPIDAPI_KEY", ""), ("ACTIVE_JOBS_API_KEY", API_KEY)]).await;
    let lists = (Source::ActiveJobs, CapabilityName::Lists);
    Capability::note(&mut *app.conn().await, lists, CapabilityState::On, "a test", app.clock.now()).await.unwrap();
    app
}

async fn savings(app: &TestApp) -> Vec<String> {
    books::texts(app, "SELECT concat_ws(' ', reason, method, credits) AS text FROM savings ORDER BY id").await
}

/// What one person pays who wants this alone.
async fn alone(wanted: &List) -> u64 {
    let app = app().await;
    let person = app.person("carl@example.com").await;
    app.wants(&person, wanted).await;
    app.drain().await;
    app.charged()
}

fn senior(title: &str) -> List {
    List {
        filters: Filters { seniority: Some(Seniority::Senior), ..Filters::default() },
        ..list(&[title], &["Berlin"])
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_wider_purchase_holds_saves_what_it_would_have_cost_itself() {
    for narrow in
        [list(&["Senior Data Engineer"], &["Berlin"]), senior("Data Engineer"), senior("Senior Data Engineer")]
    {
        let app = app().await;
        let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
        app.wants(&ada, &list(&["Data Engineer"], &["Berlin"])).await;
        app.drain().await;
        app.wants(&bob, &narrow).await;
        let cost = alone(&narrow).await;
        assert!(cost > 5, "{cost} for {narrow:?}");
        assert_eq!(savings(&app).await, [format!("contained measured {cost}")]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_a_wider_purchase_saves_what_it_brought() {
    let app = app().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Engineer"], &["Berlin"])).await;
    app.wants(&bob, &senior("Data Engineer")).await;
    app.drain().await;
    assert_eq!(savings(&app).await, [format!("being_bought measured {}", alone(&senior("Data Engineer")).await)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_in_flight_brings_saves_what_it_would_have_cost_itself() {
    let app = app().await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Data Engineer", "Nurse", "Recruiter", "Teacher"], &["Berlin"])).await;
    let nurse = list(&["Nurse"], &["Berlin"]);
    app.wants(&bob, &nurse).await;
    assert!(savings(&app).await[0].starts_with("in_list estimate "), "{:?}", savings(&app).await);
    app.drain().await;
    assert!(books::number(&app, "SELECT max(pages)::int8 AS number FROM fetches").await > 1, "a list of several pages");
    let measured = [format!("in_list measured {}", alone(&nurse).await)];
    assert_eq!(savings(&app).await, measured);
    // What comes later is the later purchases'.
    app.pass(TimeDelta::days(1));
    let carl = app.person("dora@example.com").await;
    app.wants(&carl, &list(&["Product Owner"], &["Berlin"])).await;
    app.drain().await;
    assert_eq!(savings(&app).await, measured);
}
