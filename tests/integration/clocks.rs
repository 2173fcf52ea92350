//! A machine whose clock is wrong begins no run early and charges no other day: the database's clock decides.

use crate::support::app::{TestApp, list};
use crate::support::books;
use chrono::Timelike;
use jobfill::clock::Clock;

/// A time zone in which it is now between noon and one.
fn where_it_is_noon() -> String {
    // Names of these zones count to the west.
    format!("Etc/GMT{:+}", i64::from(Clock::System.now().hour()) - 12)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_two_hours_ahead_begins_no_run() {
    let zone = where_it_is_noon();
    let own = [("JOBFILL_TIMEZONE", zone.as_str()), ("JOBFILL_REFRESH_AT", "13:59"), ("JOBFILL_CLOCK_AHEAD", "7200")];
    let app = TestApp::on_system_clock([]).await;
    let worker = app.program(&["work"], &own);
    worker.logs("going by the database's").await;
    let housekeeping = "SELECT count(*) AS number FROM tasks WHERE kind = 'housekeeping'";
    books::reaches(&app, "the daily work that is due", housekeeping, |tasks| *tasks == 1).await;
    assert_eq!(books::number(&app, "SELECT count(*) AS number FROM refreshes").await, 0);
    let early = "SELECT count(*) AS number FROM tasks WHERE due_at > now() + interval '61 minutes'";
    assert_eq!(books::number(&app, early).await, 0);
    worker.stop().await;

    // The same with a clock that is right, and a run that is due.
    let due = [("JOBFILL_TIMEZONE", zone.as_str()), ("JOBFILL_REFRESH_AT", "11:59"), ("JOBFILL_CLOCK_AHEAD", "-7200")];
    let worker = app.program(&["work"], &due);
    books::reaches(&app, "the run", "SELECT count(*) AS number FROM refreshes", |runs| *runs == 1).await;
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_a_day_ahead_charges_the_databases_day() {
    let zone = where_it_is_noon();
    let quiet = [("JOBFILL_TIMEZONE", zone.as_str()), ("JOBFILL_REFRESH_AT", "23:59")];
    let app = TestApp::on_system_clock(quiet).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    let worker = app.program(&["work"], &[quiet[0], quiet[1], ("JOBFILL_CLOCK_AHEAD", "90000")]);
    books::nothing_is_alive(&app).await;
    worker.stop().await;
    books::everything_is_bought(&app).await;
    let other_days =
        format!("SELECT count(*) AS number FROM allowances WHERE day <> (now() AT TIME ZONE '{zone}')::date");
    assert_eq!(books::number(&app, &other_days).await, 0);
}
