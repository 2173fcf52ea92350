//! Wherever jobs are counted, the page says whether copies of one job count once or each.

use super::{admin, two_people};
use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use chrono::TimeDelta;
use jobfill::models::user::{Email, User};

/// Counts of what was bought and paid for: each posting counts.
const POSTINGS: [&str; 9] = [
    "/admin",
    "/admin/fetches",
    "/admin/fetches/1",
    "/admin/refreshes",
    "/admin/refreshes/1",
    "/admin/overlaps",
    "/admin/savings",
    "/admin/tracking",
    "/admin/tracking/1",
];

/// Counts of what people see: a group counts once.
const GROUPS: [&str; 2] = ["/home", "/searches"];

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_what_was_bought_say_that_they_count_copies() {
    let app = two_people().await;
    let root = admin(&app).await;
    app.pass(TimeDelta::days(1));
    jobfill::refresh::queue_now(&mut *app.conn().await, &app.app).await.unwrap();
    app.drain().await;
    for path in POSTINGS {
        let page = root.get(path).await;
        assert!(page.is(200).body.contains("copies included"), "{path}:\n{}", page.body);
    }
}

/// A person for whom something was loaded, with the pages that count it.
async fn says(app: &TestApp, person: &Visitor, email: &str, sentence: &str) {
    person.sign_up(email).await.is(303);
    let user = User::find_by_email(&mut *app.conn().await, &Email::parse(email).unwrap()).await.unwrap().unwrap();
    app.wants(&user, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    for path in GROUPS {
        person.get(path).await.is(200).shows(sentence);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_lists_say_that_copies_count_once() {
    let app = TestApp::start().await;
    says(&app, &app.visitor(), "ada@example.com", "What is listed more than once counts as one job.").await;
    says(&app, &app.german(), "bob@example.com", "Was mehrfach ausgeschrieben ist, zählt als eine Stelle.").await;
}
