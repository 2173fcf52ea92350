//! P12: machines whose clocks are off change nothing about leases, fences and money.

use crate::support::app::{TestApp, list};
use crate::support::{books, wait};
use chrono::TimeDelta;
use jobfill::app::{App, SharedApp};
use jobfill::clock::Clock;
use jobfill::queue::{self, Rooms};
use jobfill::worker;

/// Another process over the same database, whose clock is off by so much.
async fn off_by(app: &TestApp, by: TimeDelta) -> SharedApp {
    let other = app.another().await;
    let clock = Clock::fixed(app.clock.now() + by);
    App::new(other.config.clone(), other.db.clone(), clock, other.extractor.program().to_owned()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_that_are_an_hour_off_take_no_lease_away_and_buy_nothing_twice() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Teacher"], &["Berlin", "Hamburg"])).await;
    let (ahead, behind) = (off_by(&app, TimeDelta::hours(1)).await, off_by(&app, -TimeDelta::hours(1)).await);
    // Whoever is behind finds no work that was enqueued in its future; it is due for the others.
    let claimed = {
        let mut conn = app.conn().await;
        let claims = queue::claim(&mut conn, &Rooms::anywhere(1), app.config.lease, app.clock.now()).await.unwrap();
        claims.into_iter().next().expect("due")
    };
    for other in [&ahead, &behind] {
        assert_eq!(worker::rescue(other).await.unwrap(), 0, "a lease that runs is nobody else's");
    }
    let fence = format!("tasks WHERE id = {} AND fence = {} AND state = 'running'", claimed.id, claimed.fence);
    assert_eq!(app.count(&fence).await, 1);
    app.leases_run_out().await;
    assert_eq!(worker::rescue(&behind).await.unwrap(), 1, "a lease that is over is over for everybody");
    let drains =
        async { tokio::join!(worker::drain(&ahead, 2), worker::drain(&behind, 2), worker::drain(&app.app, 2)) };
    let (first, second, third) = wait::end_of("the end of all tasks", drains).await;
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
}
