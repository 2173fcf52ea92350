//! Hiding, saving, applying.

use super::{Person, job_id, postings};
use crate::support::app::TestApp;
use jobfill::sources::Source;

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_job_leaves_the_list_and_can_be_brought_back() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 2)).await;
    let (first, second) = (job_id(&app, "Job 1").await, job_id(&app, "Job 2").await);
    ada.visitor.get("/jobs").await.shows(&format!("/jobs/{first}/hide\" name=\"at\" value=\"{second}\""));

    let form = [("back", "/jobs?age=7"), ("at", &second.to_string())];
    let hidden = ada.visitor.post(&format!("/jobs/{first}/hide"), &form).await;
    hidden.goes_to(&format!("/jobs?age=7&done=hide.{first}#job-{second}"));
    assert_eq!(ada.sees("/jobs").await, ["Job 2"]);
    assert_eq!(ada.sees("/jobs?list=hidden").await, ["Job 1"]);

    let brought_back = ada.visitor.post(&format!("/jobs/{first}/unhide"), &[]).await;
    let since = app.clock.now().timestamp_micros();
    brought_back.goes_to(&format!("/jobs/{first}?done=unhide.{first}..{first}%3A{since}"));
    assert_eq!(ada.sees("/jobs").await, ["Job 1", "Job 2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_or_applied_for_stays_when_the_search_is_gone() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 3)).await;
    for (title, action) in [("Job 1", "save"), ("Job 2", "apply"), ("Job 3", "save"), ("Job 3", "unsave")] {
        let path = format!("/jobs/{}/{action}", job_id(&app, title).await);
        ada.visitor.post(&path, &[]).await.is(303);
    }
    app.wants_no_longer(&ada.user, &crate::support::app::list(&[], &[]).name).await;
    assert!(ada.sees("/jobs").await.is_empty());
    assert_eq!(ada.sees("/jobs?list=saved").await, ["Job 1"]);
    assert_eq!(ada.sees("/jobs?list=applied").await, ["Job 2"]);
    assert_eq!(ada.sees("/jobs?list=saved&q=job&age=7&source=jsearch").await, ["Job 1"]);
    assert!(ada.sees("/jobs?list=saved&q=other").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_persons_marks_are_not_anothers() {
    let app = TestApp::start().await;
    let (ada, bob) = (Person::cook(&app, "ada@example.com").await, Person::cook(&app, "bob@example.com").await);
    ada.is_brought(&app, Source::JSearch, &postings(&app, 1)).await;
    ada.visitor.post(&format!("/jobs/{}/hide", job_id(&app, "Job 1").await), &[]).await.is(303);
    assert_eq!(bob.sees("/jobs").await, ["Job 1"]);
    assert!(bob.sees("/jobs?list=hidden").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_a_person_sees_can_be_marked_and_only_from_our_own_pages() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &postings(&app, 1)).await;
    let id = job_id(&app, "Job 1").await;
    let stranger = app.visitor();
    stranger.sign_up("eve@example.com").await;
    let (unseen, missing) =
        (stranger.post(&format!("/jobs/{id}/save"), &[]).await, stranger.post("/jobs/987654/save", &[]).await);
    assert_eq!((unseen.status.as_u16(), &unseen.body), (404, &missing.body));
    ada.visitor.post(&format!("/jobs/{id}/burn"), &[]).await.is(404);
    ada.visitor.post("/jobs/x/save", &[]).await.is(404);
    ada.visitor.get(&format!("/jobs/{id}/save")).await.is(405);
    ada.visitor.post_from_elsewhere(&format!("/jobs/{id}/hide"), &[]).await.is(403);
    assert_eq!(ada.sees("/jobs").await, ["Job 1"]);
}
