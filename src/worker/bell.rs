//! Bell of a pool: wakes the pool's dispatcher; and tells open pages of changes.

use crate::app::{App, SharedApp};
use crate::models::audience;
use crate::queue;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

/// Shortest time between two notifications of open pages, however much changes.
const PAUSE: Duration = Duration::from_secs(1);

/// Signals between dispatcher and listener of a process.
pub(super) struct Bell {
    ring: Notify,
    asleep: watch::Sender<bool>,
}

impl Bell {
    /// Bell of a process; `is_asleep`: wants to be woken from the beginning, and for good where no dispatcher says
    /// otherwise.
    pub(super) fn new(is_asleep: bool) -> Self {
        Self { ring: Notify::new(), asleep: watch::channel(is_asleep).0 }
    }

    /// Has the dispatcher look at the queue.
    pub(super) fn ring(&self) {
        self.ring.notify_one();
    }

    /// Waits for the bell.
    pub(super) async fn wait(&self, at_most: Duration, stop: &CancellationToken) {
        tokio::select! {
            () = self.ring.notified() => {}
            () = stop.cancelled() => {}
            () = tokio::time::sleep(at_most) => {}
        }
    }

    /// Sets whether other processes have to wake this process.
    pub(super) fn set_asleep(&self, is_asleep: bool) {
        self.asleep.send_if_modified(|before| std::mem::replace(before, is_asleep) != is_asleep);
    }

    /// Watches whether other processes have to wake this process.
    pub(super) fn sleeping(&self) -> watch::Receiver<bool> {
        self.asleep.subscribe()
    }
}

/// Tells open pages of changes, at once and then once a second at most.
pub(super) async fn tell(app: SharedApp, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = app.news.noted() => {}
            () = stop.cancelled() => return,
        }
        tell_pages(&app).await;
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Tells open pages of changes by this process: pages of this process, and of all others. Only a hint: a page that
/// hears nothing is a moment behind.
pub(super) async fn tell_pages(app: &App) {
    let Some(changes) = app.news.take() else { return };
    let telling = async {
        let mut conn = app.db.conn().await?;
        let whom = audience::of(&mut conn, &changes).await?;
        app.live.touch(&whom);
        anyhow::Ok(queue::tell_pages(&mut conn, &whom).await?)
    };
    if let Err(error) = telling.await {
        tracing::warn!(error = format!("{error:#}"), "open pages were not told of a change");
    }
}
