//! Changes by this process that open pages have not been told of.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// Collects changes until [`News::take`] takes them for telling.
#[derive(Debug, Default)]
pub struct News {
    changes: Mutex<Changes>,
    noted: Notify,
}

/// Changed rows, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Fetches that went on or ended.
    pub fetches: BTreeSet<i64>,
    /// Topics that got jobs.
    pub topics: BTreeSet<i64>,
    /// Keys of CVs' texts that were read.
    pub profiles: BTreeSet<String>,
    /// True for a change that may concern all people.
    pub is_general: bool,
    /// True once any change was noted; admins see them all.
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

    /// Waits until a change is noted.
    pub async fn noted(&self) {
        self.noted.notified().await;
    }

    /// Takes all changes noted since the last call; None: none noted.
    pub fn take(&self) -> Option<Changes> {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        Some(std::mem::take(&mut *changes)).filter(|changes| changes.is_there)
    }
}
