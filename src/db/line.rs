//! The line to PostgreSQL: statements under way on one connection, and the last answer on all connections.

use diesel::QueryResult;
use diesel::result::{DatabaseErrorKind, Error};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Time for which an answer shows that a connection is alive.
const LATELY: Duration = Duration::from_secs(20);

/// Time limit for a silent connection to show that it is alive.
const ASKING: Duration = Duration::from_secs(2);

/// Common state of a process's connections to one database.
#[derive(Debug)]
pub(super) struct Exchange {
    begun: Instant,
    /// Raised when a connection has gone silent: connections of that age or older have taken the same way.
    generation: AtomicU64,
    /// Milliseconds from `begun` to the last answer.
    heard: AtomicU64,
}

impl Exchange {
    pub(super) fn new() -> Self {
        Self { begun: Instant::now(), generation: AtomicU64::new(0), heard: AtomicU64::new(0) }
    }

    /// True when any connection had an answer within this time.
    pub(super) fn was_heard_within(&self, time: Duration) -> bool {
        self.is_within(&self.heard, time)
    }

    /// Notes an answer, and returns its time.
    fn hear(&self) -> u64 {
        let now = self.now();
        self.heard.store(now, Ordering::Relaxed);
        now
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn is_within(&self, heard: &AtomicU64, time: Duration) -> bool {
        (self.begun + Duration::from_millis(heard.load(Ordering::Relaxed))).elapsed() < time
    }
}

/// State of one connection.
#[derive(Debug)]
pub(super) struct Line {
    exchange: Arc<Exchange>,
    generation: u64,
    bound: Duration,
    /// True while a statement is under way, or after its caller stopped waiting.
    is_waiting: AtomicBool,
    is_cut: AtomicBool,
    /// Milliseconds from the exchange's beginning to the last answer on this connection.
    heard: AtomicU64,
}

impl Line {
    pub(super) fn new(exchange: Arc<Exchange>, bound: Duration) -> Self {
        let generation = exchange.generation.load(Ordering::Relaxed);
        let heard = AtomicU64::new(exchange.now());
        let (is_waiting, is_cut) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { exchange, generation, bound, is_waiting, is_cut, heard }
    }

    pub(super) fn with_bound(&self, bound: Duration) -> Self {
        Self::new(self.exchange.clone(), bound)
    }

    /// True when a statement never came to its end here.
    pub(super) fn is_unfinished(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed) || self.is_waiting.load(Ordering::Relaxed)
    }

    /// True when another connection, no younger, has gone silent.
    pub(super) fn is_suspect(&self) -> bool {
        self.generation < self.exchange.generation.load(Ordering::Relaxed)
    }

    pub(super) fn was_heard_lately(&self) -> bool {
        self.exchange.is_within(&self.heard, LATELY)
    }

    /// Runs a statement, up to the bound.
    pub(super) async fn bounded<T>(&self, statement: impl Future<Output = QueryResult<T>>) -> QueryResult<T> {
        self.within(self.bound, statement).await
    }

    /// Runs a statement that only asks whether the server is there.
    pub(super) async fn ask<T>(&self, statement: impl Future<Output = QueryResult<T>>) -> QueryResult<T> {
        self.within(ASKING, statement).await
    }

    async fn within<T>(&self, bound: Duration, statement: impl Future<Output = QueryResult<T>>) -> QueryResult<T> {
        if self.is_unfinished() {
            return Err(silent("a statement before this one never came to its end"));
        }
        // Stays true when the caller stops waiting.
        self.is_waiting.store(true, Ordering::Relaxed);
        let outcome = timeout(bound, statement).await.unwrap_or_else(|_| Err(self.cut(bound)));
        self.is_waiting.store(false, Ordering::Relaxed);
        if !matches!(&outcome, Err(error) if is_lost(error)) {
            self.hear();
        }
        outcome
    }

    /// Awaits the next part of an answer, up to the bound.
    pub(super) async fn next<T>(&self, part: impl Future<Output = T>) -> QueryResult<T> {
        timeout(self.bound, part).await.map_err(|_| self.cut(self.bound))
    }

    fn hear(&self) {
        self.heard.store(self.exchange.hear(), Ordering::Relaxed);
    }

    fn cut(&self, bound: Duration) -> Error {
        self.is_cut.store(true, Ordering::Relaxed);
        self.exchange.generation.fetch_max(self.generation + 1, Ordering::Relaxed);
        tracing::warn!(?bound, "PostgreSQL was silent for too long; the connection is thrown away");
        silent(&format!("PostgreSQL did not answer within {bound:?}"))
    }
}

fn silent(why: &str) -> Error {
    Error::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new(why.to_owned()))
}

fn is_lost(error: &Error) -> bool {
    use DatabaseErrorKind::{ClosedConnection, UnableToSendCommand};
    matches!(error, Error::DatabaseError(ClosedConnection | UnableToSendCommand, _))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::future::{pending, ready};

    const BOUND: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn a_statement_without_an_answer_ends_and_takes_its_connection_and_older_ones_with_it() {
        let exchange = Arc::new(Exchange::new());
        let [line, older, broken_off] = [(); 3].map(|()| Line::new(exchange.clone(), BOUND));
        assert_eq!(line.bounded(ready(Ok(1))).await, Ok(1));
        assert!(!line.is_unfinished());
        assert!(line.bounded(pending::<QueryResult<()>>()).await.is_err());
        assert!(line.is_unfinished() && older.is_suspect() && !older.is_unfinished());
        assert!(line.bounded(ready(Ok(1))).await.is_err(), "nothing is asked on it any more");
        let younger = Line::new(exchange.clone(), BOUND);
        assert!(!younger.is_suspect());
        // Its caller stops waiting.
        let waiting = broken_off.bounded(pending::<QueryResult<()>>());
        assert!(waiting.now_or_never().is_none());
        assert!(broken_off.is_unfinished() && !younger.is_suspect());
    }

    #[tokio::test]
    async fn what_was_heard_lately_is_not_asked_again() {
        let begun = Instant::now().checked_sub(2 * LATELY).unwrap();
        let exchange = Arc::new(Exchange { begun, ..Exchange::new() });
        let line = Line::new(exchange.clone(), BOUND);
        assert!(line.was_heard_lately(), "it was opened just now");
        line.heard.store(0, Ordering::Relaxed);
        let lost = Error::DatabaseError(DatabaseErrorKind::UnableToSendCommand, Box::new("closed".to_owned()));
        assert!(line.bounded(ready(Err::<(), _>(lost))).await.is_err());
        assert!(!line.was_heard_lately(), "a lost connection says nothing");
        assert!(!exchange.was_heard_within(LATELY));
        assert_eq!(line.ask(ready(Ok(()))).await, Ok(()));
        assert!(line.was_heard_lately() && exchange.was_heard_within(LATELY));
    }
}
