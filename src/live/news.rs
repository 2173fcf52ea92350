//! What this process has changed and has told nobody yet.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// Collects changes until somebody tells them.
#[derive(Debug, Default)]
pub struct News {
    changes: Mutex<Changes>,
    noted: Notify,
}

/// Changes, by what they happened to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fetches that went on or ended.
    pub fetches: BTreeSet<i64>,
    /// Topics that got jobs.
    pub topics: BTreeSet<i64>,
    /// Keys of CVs' texts that were read.
    pub profiles: BTreeSet<String>,
    /// Something that may concern everybody.
    pub is_general: bool,
    /// Something that admins see.
    pub is_there: bool,
}

impl News {
    /// Notes changes.
    pub fn note(&self, note: impl FnOnce(&mut Changes)) {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        changes.is_there = true;
        note(&mut changes);
        drop(changes);
        self.noted.notify_one();
    }

    /// Waits until something is noted.
    pub async fn noted(&self) {
        self.noted.notified().await;
    }

    /// All that was noted since the last time; None: nothing.
    pub fn take(&self) -> Option<Changes> {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        Some(std::mem::take(&mut *changes)).filter(|changes| changes.is_there)
    }
}
