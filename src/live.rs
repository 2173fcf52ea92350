//! Tells open pages that something changed, without a database connection for each of them.
//!
//! One listener per process feeds this counter; every stream of server-sent events watches it.

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// A counter that moves whenever what people see may have changed.
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
    /// Something changed.
    pub fn touch(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// For one open page.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The server stops: open streams end.
    pub fn close(&self) {
        self.end.cancel();
    }

    /// Resolves when the server stops.
    pub fn ended(&self) -> CancellationToken {
        self.end.clone()
    }
}
