//! Listener: hears of new tasks and of changes by NOTIFY. Only a hint: polling is the truth.

use crate::app::SharedApp;
use crate::db;
use crate::queue;
use futures_util::{StreamExt, stream};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tokio_postgres::{AsyncMessage, Client};
use tokio_util::sync::CancellationToken;

/// Wait before listening again after the connection was lost.
const RECONNECT: Duration = Duration::from_secs(2);

/// How often PostgreSQL is told again that somebody listens: a silent connection is known by that alone.
const AGAIN: Duration = Duration::from_secs(20);

/// How long the answer to that may take.
const ANSWER: Duration = Duration::from_secs(10);

/// Listens until stopped; one connection per process.
pub(super) async fn listen(app: SharedApp, ring: Arc<Notify>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            outcome = listen_once(&app, &ring) => if let Err(error) = outcome {
                tracing::warn!(error = format!("{error:#}"), "not listening for new tasks; polling goes on");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep(RECONNECT) => {}
        }
    }
}

async fn listen_once(app: &SharedApp, ring: &Notify) -> anyhow::Result<()> {
    let (client, mut connection) = db::connect_raw(app.db.url()).await?;
    let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
    let hear = async {
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(_) = message? {
                ring.notify_one();
                app.live.touch();
            }
        }
        Ok(())
    };
    tokio::select! {
        outcome = subscribe(&client) => outcome,
        outcome = hear => outcome.map_err(|error: tokio_postgres::Error| error.into()),
    }
}

/// Goes on until PostgreSQL does not answer.
async fn subscribe(client: &Client) -> anyhow::Result<()> {
    loop {
        timeout(ANSWER, client.batch_execute(&format!("LISTEN {}", queue::WAKE))).await??;
        sleep(AGAIN).await;
    }
}
