//! Live pages: news of changes for all open pages, without a database connection for each.
//!
//! One listener per process feeds a counter, watched by every stream of server-sent events.

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// A counter that moves whenever pages may have changed.
#[derive(Clone, Debug)]
pub struct Live {
    changes: watch::Sender<u64>,
    end: CancellationToken,
}

impl Default for Live {
    fn default() -> Self {
        Self { changes: watch::channel(0).0, end: CancellationToken::new() }
    }
}

impl Live {
    /// Moves the counter after a change.
    pub fn touch(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Watches the counter, for one open page.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Ends all open streams, since the server stops.
    pub fn close(&self) {
        self.end.cancel();
    }

    /// Token that is cancelled when the server stops.
    pub fn ended(&self) -> CancellationToken {
        self.end.clone()
    }
}
