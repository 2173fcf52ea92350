//! P4: what a dead process had under way is taken up when its lease is over, not before, and without anybody's help.

use crate::support::app::{TestApp, list};
use crate::support::books;

/// The shortest lease, and the longest deadlines that it outlives.
const SHORT: [(&str, &str); 4] = [
    ("JOBFILL_LEASE_SECONDS", "30"),
    ("JSEARCH_DEADLINE_SECONDS", "10"),
    ("ACTIVE_JOBS_DEADLINE_SECONDS", "10"),
    ("JOBFILL_REFRESH_AT", "23:59"),
];

/// Writes down when a running task was taken from its holder, and when its lease was over, by the database's clock.
const TAKEN: [&str; 3] = [
    "CREATE TABLE taken (at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), lease_until TIMESTAMPTZ NOT NULL)",
    "CREATE FUNCTION taken() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN INSERT INTO taken (lease_until) VALUES (OLD.lease_until); RETURN NULL; END $$",
    "CREATE TRIGGER taken AFTER UPDATE ON tasks FOR EACH ROW
     WHEN (OLD.state = 'running' AND (NEW.state <> 'running' OR NEW.fence <> OLD.fence)) EXECUTE FUNCTION taken()",
];

#[tokio::test(flavor = "multi_thread")]
async fn work_of_a_dead_process_is_taken_up_once_its_lease_is_over_and_not_before() {
    let app = TestApp::on_system_clock(SHORT).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    let own = [SHORT.as_slice(), &[("JOBFILL_CRASH_AT", "kept"), ("JOBFILL_WORKERS", "1")]].concat();
    let mut holder = app.program(&["work"], &own);
    books::watch(&app, "the death of the holder", holder.is_killed()).await;
    let held = "SELECT count(*) AS number FROM tasks WHERE state = 'running' AND lease_until > now()";
    assert_eq!(books::number(&app, held).await, 1, "a lease that runs, and nobody who works");
    for statement in TAKEN {
        app.execute(statement).await;
    }
    let lost = books::number(&app, "SELECT id AS number FROM tasks WHERE state = 'running'").await;
    let other = app.program(&["work"], &SHORT);
    let done = format!("SELECT count(*) AS number FROM tasks WHERE id = {lost} AND state = 'done'");
    books::reaches(&app, "the lost task's end", &done, |done| *done == 1).await;
    other.stop().await;
    // The first row is the holder's: nobody prolonged it. The others are ends of tasks by their holders, in time.
    let first = "(SELECT * FROM taken ORDER BY lease_until LIMIT 1) first";
    assert_eq!(app.count(&format!("{first} WHERE at >= lease_until")).await, 1, "not before");
    // Ten seconds and what a busy machine takes: far from a second lease.
    assert_eq!(app.count(&format!("{first} WHERE at < lease_until + interval '25 seconds'")).await, 1, "and then soon");
    books::no_page_was_bought_twice(&app).await;
}
