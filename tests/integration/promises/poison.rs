//! P6: a task that kills its worker is tried so many times, and then no more; its answer is kept, and others go on.

use crate::support::app::{TestApp, list};
use crate::support::books;

/// More deaths than a task has tries end here.
const MOST_DEATHS: usize = 40;

/// Every worker that takes up the task dies with its answer kept and unread.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_kills_every_worker_is_bought_once_and_given_up_and_its_answer_is_kept() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    // One source alone, so that there is one task to take up.
    app.execute("DELETE FROM tasks WHERE kind <> 'fetch'").await;
    app.execute("UPDATE tasks SET due_at = due_at + interval '1 day' WHERE id > (SELECT min(id) FROM tasks)").await;
    let task = books::number(&app, "SELECT min(id) AS number FROM tasks").await;
    let alive = format!("SELECT count(*) AS number FROM tasks WHERE id = {task} AND state IN ('queued', 'running')");
    let mut deaths = 0;
    for _ in 0..MOST_DEATHS {
        if books::number(&app, &alive).await == 0 {
            break;
        }
        let settings = [("JOBFILL_CRASH_AT", "kept"), ("JOBFILL_WORKERS", "1")];
        let mut program = app.program(&["work"], &settings);
        books::watch(&app, "the death of a worker", program.is_killed()).await;
        deaths += 1;
        app.rescue().await;
        app.hurry().await;
    }
    let tries = books::number(&app, &format!("SELECT max_attempts::int8 AS number FROM tasks WHERE id = {task}")).await;
    assert_eq!(deaths, tries, "as many deaths as it has tries");
    let lost = format!("tasks WHERE id = {task} AND state = 'failed' AND error LIKE '%lost too often%'");
    assert_eq!(app.count(&lost).await, 1);
    assert_eq!(app.count("fetches WHERE state = 'failed' AND error_code = 'gave_up'").await, 1);
    // Paid for once, kept, and read by whoever can read it.
    let calls =
        app.account(jobfill::sources::Source::JSearch).calls + app.account(jobfill::sources::Source::ActiveJobs).calls;
    assert_eq!((calls, app.count("answers WHERE stored_at IS NULL").await), (1, 1));
    books::no_page_was_bought_twice(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killing_page_brought_is_read_later_and_others_lose_nothing() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let (ada, bob) = (app.person("ada@example.com").await, app.person("bob@example.com").await);
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    for _ in 0..2 {
        let settings = [("JOBFILL_CRASH_AT", "kept"), ("JOBFILL_WORKERS", "1")];
        let mut program = app.program(&["work"], &settings);
        books::watch(&app, "the death of a worker", program.is_killed()).await;
        app.rescue().await;
        app.hurry().await;
    }
    app.wants(&bob, &list(&["Teacher"], &["Hamburg"])).await;
    app.drain().await;
    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
}
