//! The queue worked by hand, without a pool: for commands, the demo, and tests.

use super::dispatch::CLAIMING;
use super::{Ended, bell, run};
use crate::app::{App, SharedApp};
use crate::db::Connection;
use crate::queue::{self, Choice, Claim, Rooms};
use crate::quota::caps;
use anyhow::Context;
use diesel::QueryResult;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tracing::instrument::WithSubscriber;

/// Pause of a worker that drains the queue while others still have tasks in hand.
const LOOK: Duration = Duration::from_millis(50);

/// Claims and runs a due task; None: nothing is due. For commands that work the queue themselves, and for tests.
///
/// # Errors
///
/// Fails when the database cannot be reached; a task's own failure is an [`Ended`].
pub async fn step(app: &App, choice: &Choice) -> anyhow::Result<Option<Ended>> {
    let ended = step_unheard(app, choice).await?;
    if ended.is_some() {
        bell::tell_pages(app).await;
    }
    Ok(ended)
}

/// Takes a [`step`] that open pages of other processes do not hear of, as in a pool, which tells them once a second at
/// most.
///
/// # Errors
///
/// Fails when the database cannot be reached; a task's own failure is an [`Ended`].
pub async fn step_unheard(app: &App, choice: &Choice) -> anyhow::Result<Option<Ended>> {
    let claiming = async {
        let mut conn = app.db.conn().await?;
        caps::keep_fresh(&mut conn, app).await?;
        anyhow::Ok(claim(&mut conn, app, choice).await?)
    };
    let claim = timeout(CLAIMING, claiming).await.context("the queue did not answer")??;
    let Some(claim) = claim else { return Ok(None) };
    Ok(Some(run(app, &claim).await))
}

async fn claim(conn: &mut Connection, app: &App, choice: &Choice) -> QueryResult<Option<Claim>> {
    let (lease, now) = (app.config.lease, app.clock.now());
    if let Some(ids) = &choice.only {
        return queue::claim_one_of(conn, ids, lease, now).await;
    }
    let room = Rooms::anywhere(1);
    if let Some(claim) = queue::claim_at_once(conn, &room, lease, now).await?.pop() {
        return Ok(Some(claim));
    }
    while queue::promote(conn, now).await? {}
    Ok(queue::claim(conn, &room, lease, now).await?.pop())
}

/// Works on all tasks due by the App's clock, `at_once` at a time, until none is left. A task that waits for a moment,
/// as for its turn at a source, is waited for; a deferred task is left.
///
/// # Errors
///
/// Fails when the database cannot be reached; a task's own failure is written down with it.
pub async fn drain(app: &SharedApp, at_once: usize) -> anyhow::Result<()> {
    let mut workers = JoinSet::new();
    for _ in 0..at_once {
        // The workers log where the caller logs.
        workers.spawn(drain_alone(app.clone()).with_current_subscriber());
    }
    while let Some(ended) = workers.join_next().await {
        ended??;
    }
    Ok(())
}

async fn drain_alone(app: SharedApp) -> anyhow::Result<()> {
    loop {
        while step(&app, &Choice::default()).await?.is_some() {}
        if !queue::is_anything_due(&mut *app.db.conn().await?, app.clock.now()).await? {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}
