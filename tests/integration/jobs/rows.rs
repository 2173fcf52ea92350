//! One job, one row: copies on lists, and what is done to them.

use super::{Person, job_id, posting, titles};
use crate::admin::{REASON, admin};
use crate::support::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::filters::StatedArrangement;
use jobfill::schema::jobs;
use jobfill::sources::{Posting, Source};

/// The same cook at both sources: JSearch's from a board, two days old, and the employer's own.
fn board(app: &TestApp) -> Posting {
    Posting {
        publisher: Some("Indeed".to_owned()),
        apply_url: Some("https://de.indeed.com/viewjob?jk=1".to_owned()),
        work_arrangement: Some(StatedArrangement::Hybrid),
        ..posting("board", "Cook", app.clock.now() - TimeDelta::days(2))
    }
}

fn own(app: &TestApp) -> Posting {
    Posting {
        apply_url: Some("https://acme.jobs.personio.de/job/1".to_owned()),
        salary: Some("40,000 EUR a year".to_owned()),
        location: Some("Berlin, Germany; Munich, Germany".to_owned()),
        ..posting("own", "Cook (m/w/d)", app.clock.now())
    }
}

fn waiter(app: &TestApp) -> Posting {
    posting("waiter", "Waiter", app.clock.now() - TimeDelta::days(1))
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_both_sources_are_one_row_with_what_each_states() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &[board(&app), waiter(&app)]).await;
    assert_eq!(ada.sees("/jobs").await, ["Waiter", "Cook"]);
    ada.is_brought(&app, Source::ActiveJobs, &[own(&app)]).await;
    let page = ada.visitor.get("/jobs").await;
    // It stands where it was first listed: a copy is no news.
    assert_eq!(titles(&page.body), ["Waiter", "Cook"]);
    page.shows("JSearch (Indeed), Active Jobs DB")
        .shows("40,000 EUR a year")
        .shows("Hybrid")
        .shows("2 jobs of the last");
    page.shows("Berlin, Germany; Munich, Germany");
    for (path, seen) in
        [("/jobs?source=jsearch", vec!["Waiter", "Cook"]), ("/jobs?source=active_jobs", vec!["Cook (m/w/d)"])]
    {
        assert_eq!(ada.sees(path).await, seen, "{path}");
    }
    ada.visitor.get("/home").await.shows("data-unit=\"jobs\">2<");
    let job = ada.visitor.get(&format!("/jobs/{}", job_id(&app, "Cook").await)).await;
    job.shows("Apply at acme.jobs.personio.de");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_a_job_that_was_here_is_not_new_and_does_not_make_it_young() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let old = |days| posting("old", "Cook", app.clock.now() - TimeDelta::days(days));
    ada.is_brought(&app, Source::JSearch, &[old(20), waiter(&app)]).await;
    app.pass(TimeDelta::hours(40));
    ada.is_brought(&app, Source::ActiveJobs, &[posting("young", "Cook", app.clock.now())]).await;
    assert!(ada.sees("/jobs?list=new").await.is_empty());
    assert_eq!(ada.sees("/jobs?age=7").await, ["Waiter"]);
    assert_eq!(ada.sees("/jobs").await, ["Waiter", "Cook"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_posted_again_moves_up_and_says_so() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &[board(&app), waiter(&app)]).await;
    ada.is_brought(&app, Source::ActiveJobs, &[own(&app)]).await;
    ada.visitor.get("/jobs").await.hides("Posted again");
    app.pass(TimeDelta::days(10));
    ada.is_brought(&app, Source::JSearch, &[board(&app)]).await;
    let bob = Person::cook(&app, "bob@example.com").await;
    assert_eq!(bob.sees("/jobs").await, ["Cook", "Waiter"]);
    bob.visitor.get("/jobs").await.shows("Posted again");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mark_holds_for_all_copies_also_for_those_that_come_later() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &[board(&app)]).await;
    let first = job_id(&app, "Cook").await;
    for action in ["save", "apply"] {
        ada.visitor.post(&format!("/jobs/{first}/{action}"), &[]).await.is(303);
    }
    ada.is_brought(&app, Source::ActiveJobs, &[own(&app)]).await;
    let second = job_id(&app, "Cook (m/w/d)").await;
    ada.visitor
        .get(&format!("/jobs/{second}"))
        .await
        .shows(&format!("/jobs/{second}/unsave"))
        .shows("You noted your application");
    for list in ["saved", "applied"] {
        assert_eq!(ada.sees(&format!("/jobs?list={list}")).await, ["Cook"], "{list}");
    }
    ada.visitor.post(&format!("/jobs/{second}/hide"), &[]).await.is(303);
    assert!(ada.sees("/jobs").await.is_empty());
    assert_eq!(ada.sees("/jobs?list=hidden").await, ["Cook"]);
    // Taken back by whichever copy.
    ada.visitor.post(&format!("/jobs/{second}/unsave"), &[]).await.is(303);
    assert!(ada.sees("/jobs?list=saved").await.is_empty());
    ada.visitor.post(&format!("/jobs/{first}/unhide"), &[]).await.is(303);
    assert_eq!(ada.sees("/jobs").await, ["Cook"]);
    ada.visitor.get("/jobs").await.shows(&format!("/jobs/{first}/unapply"));
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_on_two_jobs_that_turn_out_to_be_one_are_all_kept_and_part_with_them() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let berlin = posting("berlin", "Cook", app.clock.now());
    let munich =
        Posting { location: Some("Munich, Germany".to_owned()), ..posting("munich", "Cook.", app.clock.now()) };
    ada.is_brought(&app, Source::JSearch, &[berlin, munich]).await;
    let (one, other) = (job_id(&app, "Cook").await, job_id(&app, "Cook.").await);
    ada.visitor.post(&format!("/jobs/{one}/save"), &[]).await.is(303);
    ada.visitor.post(&format!("/jobs/{other}/apply"), &[]).await.is(303);
    assert_eq!((ada.sees("/jobs?list=saved").await.len(), ada.sees("/jobs?list=applied").await.len()), (1, 1));
    // A posting in both towns holds them together.
    ada.is_brought(&app, Source::ActiveJobs, &[own(&app)]).await;
    let groups: Vec<i64> = jobs::table.select(jobs::group_id).distinct().load(&mut *app.conn().await).await.unwrap();
    assert_eq!(groups.len(), 1);
    for list in ["saved", "applied"] {
        assert_eq!(ada.sees(&format!("/jobs?list={list}")).await, ["Cook"], "{list}");
    }
    assert_eq!(ada.sees("/jobs").await.len(), 1);
    // It is in one town, after all.
    let hamburg = Posting { location: Some("Hamburg, Germany".to_owned()), ..own(&app) };
    ada.is_brought(&app, Source::ActiveJobs, &[hamburg]).await;
    assert_eq!(ada.sees("/jobs?list=saved").await, ["Cook"]);
    assert_eq!(ada.sees("/jobs?list=applied").await, ["Cook."]);
    assert_eq!(ada.sees("/jobs").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_admin_takes_apart_stays_apart_when_the_copies_come_again() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &[board(&app)]).await;
    let first = job_id(&app, "Cook").await;
    ada.visitor.post(&format!("/jobs/{first}/save"), &[]).await.is(303);
    ada.is_brought(&app, Source::ActiveJobs, &[own(&app)]).await;
    assert_eq!(ada.sees("/jobs").await.len(), 1);

    let admin = admin(&app).await;
    admin.get("/admin/copies").await.is(200).shows("1 are copies of others").shows(&format!("?job={first}\""));
    let page = admin.get(&format!("/admin/copies?job={}", job_id(&app, "Cook (m/w/d)").await)).await;
    page.shows("de.indeed.com").shows("acme.jobs.personio.de").shows(&format!("/admin/copies/{first}/apart"));
    admin.post(&format!("/admin/copies/{first}/apart"), &[]).await.is(400);
    let apart = admin.post(&format!("/admin/copies/{first}/apart"), &[REASON]).await;
    apart.goes_to(&format!("/admin/copies?job={first}"));
    admin.get("/admin/audit").await.shows("take apart").shows(&format!("job {first}"));
    admin.post(&format!("/admin/copies/{first}/apart"), &[REASON]).await.is(303);
    admin.get("/admin/copies").await.shows("no copy of another job");
    admin.get("/admin/copies?job=987654").await.is(404);

    for _ in 0..2 {
        let mut seen = ada.sees("/jobs").await;
        seen.sort_unstable();
        assert_eq!(seen, ["Cook", "Cook (m/w/d)"]);
        assert_eq!(ada.sees("/jobs?list=saved").await, ["Cook"], "a mark stays with its copy");
        app.pass(TimeDelta::hours(1));
        ada.is_brought(&app, Source::JSearch, &[board(&app)]).await;
        ada.is_brought(&app, Source::ActiveJobs, &[Posting { salary: None, ..own(&app) }]).await;
    }

    // What has come meanwhile is among them when that is taken back.
    ada.is_brought(&app, Source::JSearch, &[Posting { source_id: "again".to_owned(), ..own(&app) }]).await;
    admin.get("/admin/copies").await.shows(&format!("/admin/copies/{first}/together"));
    admin.post(&format!("/admin/copies/{first}/together"), &[]).await.is(400);
    let together = admin.post(&format!("/admin/copies/{first}/together"), &[REASON]).await;
    together.goes_to(&format!("/admin/copies?job={first}"));
    assert_eq!(ada.sees("/jobs").await.len(), 1);
    assert_eq!(ada.sees("/jobs?list=saved").await.len(), 1);
    admin.get("/admin/audit").await.shows("put together");
    admin.get("/admin/copies").await.lacks(&format!("/admin/copies/{first}/together"));
    admin.post(&format!("/admin/copies/{first}/together"), &[REASON]).await.is(303);
    admin.get("/admin/copies").await.shows("not taken apart");
}
