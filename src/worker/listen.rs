//! Listener: hears of new tasks and of changes by NOTIFY. Only a hint: polling is the truth.

use super::bell::Bell;
use crate::app::{App, SharedApp};
use crate::db;
use crate::live::Whom;
use crate::queue;
use futures_util::{StreamExt, stream};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client};
use tokio_util::sync::CancellationToken;

/// Wait before listening again after the connection was lost.
const RECONNECT: Duration = Duration::from_secs(2);

/// Interval at which PostgreSQL is told again that this process listens: by that alone a silent connection is known.
const AGAIN: Duration = Duration::from_secs(20);

/// Longest wait for PostgreSQL's answer to a subscription.
const ANSWER: Duration = Duration::from_secs(10);

/// Listens until stopped; a single connection per process.
pub(super) async fn listen(app: SharedApp, bell: Arc<Bell>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            outcome = listen_once(&app, &bell) => if let Err(error) = outcome {
                tracing::warn!(error = format!("{error:#}"), "not listening for new tasks; polling goes on");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep(RECONNECT) => {}
        }
    }
}

async fn listen_once(app: &SharedApp, bell: &Bell) -> anyhow::Result<()> {
    let (client, mut connection) = db::connect_raw(app.db.url()).await?;
    let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
    let hear = async {
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(word) = message? {
                heard(app, bell, word.payload());
            }
        }
        Ok(())
    };
    tokio::select! {
        outcome = subscribe(&client, bell) => outcome,
        outcome = hear => outcome.map_err(|error: tokio_postgres::Error| error.into()),
    }
}

fn heard(app: &App, bell: &Bell, word: &str) {
    if word == queue::TASK {
        bell.ring();
        // Admins see the tasks that wait to be claimed.
        app.live.touch(&Whom::People(BTreeSet::new()));
    } else if word == queue::LIMITS {
        app.limits.ring();
    } else if let Ok(whom) = word.parse() {
        app.live.touch(&whom);
    }
}

/// Subscribes until PostgreSQL does not answer, and holds the lock for as long as this process wants to be woken.
async fn subscribe(client: &Client, bell: &Bell) -> anyhow::Result<()> {
    let mut sleeping = bell.sleeping();
    let mut is_known = false;
    loop {
        let is_asleep = *sleeping.borrow_and_update();
        timeout(ANSWER, say(client, is_asleep, is_known)).await??;
        if is_asleep && !is_known {
            // Tasks enqueued before the line was known to be dead woke no worker.
            bell.ring();
        }
        is_known = is_asleep;
        tokio::select! {
            Ok(()) = sleeping.changed() => {}
            () = sleep(AGAIN) => {}
        }
    }
}

/// Subscribes last, since PostgreSQL shows the last statement of each connection: it marks the connection that listens.
async fn say(client: &Client, is_asleep: bool, is_known: bool) -> Result<(), tokio_postgres::Error> {
    if is_asleep && !is_known {
        client.execute("SELECT pg_advisory_lock_shared($1)", &[&queue::SLEEPING]).await?;
    } else if is_known && !is_asleep {
        client.execute("SELECT pg_advisory_unlock_shared($1)", &[&queue::SLEEPING]).await?;
    }
    client.batch_execute(&format!("LISTEN {}", queue::CHANNEL)).await
}
