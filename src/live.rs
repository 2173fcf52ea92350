//! Tells open pages that something changed, without a database connection for each of them.
//!
//! One listener per process feeds this counter; every stream of server-sent events watches it.

use tokio::sync::watch;

/// A counter that moves whenever what people see may have changed.
#[derive(Clone, Debug)]
pub struct Live(watch::Sender<u64>);

impl Default for Live {
    fn default() -> Self {
        Self(watch::channel(0).0)
    }
}

impl Live {
    /// Something changed.
    pub fn touch(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// For one open page.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
