//! Tally of statements and commits sent to PostgreSQL.

use diesel::connection::InstrumentationEvent;
use diesel_async::AsyncConnection;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Statements and commits of some connections so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    statements: AtomicU64,
    commits: AtomicU64,
}

impl Tally {
    pub(super) fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Counts a connection's statements and commits from now on. A statement outside a transaction commits by itself; a
    /// transaction that ends without success commits nothing.
    pub(super) fn count(self: Arc<Self>, conn: &mut super::Connection) {
        let (mut is_open, mut is_ending) = (false, false);
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::BeginTransaction { depth, .. } if depth.get() == 1 => is_open = true,
            InstrumentationEvent::CommitTransaction { depth, .. } if depth.get() == 1 => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                is_ending = true;
            }
            InstrumentationEvent::RollbackTransaction { depth, .. } if depth.get() == 1 => is_ending = true,
            InstrumentationEvent::StartQuery { .. } => {
                self.statements.fetch_add(1, Ordering::Relaxed);
                if !is_open {
                    self.commits.fetch_add(1, Ordering::Relaxed);
                }
                if std::mem::take(&mut is_ending) {
                    is_open = false;
                }
            }
            _ => {}
        });
    }
}
