//! Two transactions never wait for each other in a circle, and what the database does on its own account uses up no
//! try of a task.

use crate::support::app::{TestApp, list};
use crate::support::books;
use jobfill::queue::Choice;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::worker;
use std::time::Duration;

/// Caps that nobody reaches, and no daily run in between.
const PLENTY: [(&str, &str); 3] =
    [("JOBFILL_PERSON_CREDITS", "100000"), ("JOBFILL_DAILY_CREDITS", "100000"), ("JOBFILL_REFRESH_AT", "23:59")];

const ROUNDS: usize = 100;

/// The first inserts into `attempts` fail as if PostgreSQL had chosen them to end a circle.
async fn first_reservations_fail(app: &TestApp, how_many: usize) {
    for statement in [
        "CREATE SEQUENCE circles".to_owned(),
        format!(
            "CREATE FUNCTION end_circle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                 IF nextval('circles') <= {how_many} THEN
                     RAISE 'deadlock detected' USING ERRCODE = 'deadlock_detected';
                 END IF;
                 RETURN NEW; END $$"
        ),
        "CREATE TRIGGER circle BEFORE INSERT ON attempts FOR EACH ROW EXECUTE FUNCTION end_circle()".to_owned(),
    ] {
        books::execute(app, &statement).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_rounds_of_lost_leases_beside_reservations_wait_in_no_circle() {
    let app = TestApp::with(PLENTY).await;
    let other = app.another().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse", "Teacher"], &["Berlin", "Hamburg", "Munich"])).await;
    // Answers come late enough that their leases are gone, and some are lost and resolved by a later answer.
    app.sandbox.fail(Fault::once(How::Slow).times(10_000).after(Duration::from_millis(15)));
    app.sandbox.fail(Fault::once(How::HalfBody).times(30).matching("Nurse"));
    let any = Choice::default();
    for _ in 0..ROUNDS {
        app.hurry().await;
        let rescuing = async {
            app.leases_run_out().await;
            worker::rescue(&other).await
        };
        let (one, two, third, rescued) =
            tokio::join!(worker::step(&app, &any), worker::step(&other, &any), worker::step(&app, &any), rescuing);
        let ended: Result<Vec<_>, _> = [one, two, third].into_iter().collect();
        assert!(ended.is_ok() && rescued.is_ok(), "{ended:?} {rescued:?}");
        books::look(&app).await;
    }
    let rounds_with_calls = "SELECT count(*) AS number FROM attempts";
    assert!(books::number(&app, rounds_with_calls).await > ROUNDS as i64 / 2, "hardly anything was tried");
    assert_eq!(app.database.deadlocks().await, 0);
}

#[tokio::test]
async fn more_errors_of_the_database_than_a_task_has_tries_cost_none_of_them() {
    let app = TestApp::with(PLENTY).await;
    first_reservations_fail(&app, 12).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    app.drain().await;
    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
    let tried = "SELECT coalesce(max(attempt), 0)::int8 AS number FROM tasks WHERE kind = 'fetch'";
    assert_eq!(books::number(&app, tried).await, 1);
}

#[tokio::test]
async fn a_task_that_always_meets_an_error_of_the_database_waits_longer_and_longer_and_lives() {
    let app = TestApp::with(PLENTY).await;
    first_reservations_fail(&app, 1_000).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    for _ in 0..40 {
        app.hurry().await;
        worker::step(&app, &Choice::default()).await.unwrap();
    }
    app.hurry().await;
    worker::step(&app, &Choice::default()).await.unwrap();
    let waits = "SELECT count(*) AS number FROM tasks
                  WHERE error LIKE '%deadlock%' AND database_errors > 30
                    AND retry_at - now() BETWEEN interval '20 s' AND interval '60 s'";
    assert_eq!(books::number(&app, waits).await, 1);
    let alive = "SELECT count(*) AS number FROM tasks WHERE kind = 'fetch' AND state = 'queued' AND attempt = 0";
    assert_eq!(books::number(&app, alive).await, 2);
}
