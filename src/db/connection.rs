//! A connection with a time limit for every statement.
//!
//! PostgreSQL's own `statement_timeout` ends long work. It cannot end the wait on a silent connection, as behind a
//! firewall that forgot it; so each statement has a bound on this side too. Past the bound the connection is cut: every
//! later statement on it fails at once, and the pool throws it away. The pool also throws away a connection whose
//! caller stopped waiting for a statement.

use super::line::Line;
use super::seats::Seat;
use diesel::connection::{CacheSize, Instrumentation};
use diesel::pg::Pg;
use diesel::query_builder::{AsQuery, QueryFragment, QueryId};
use diesel::{ConnectionResult, QueryResult};
use diesel_async::pooled_connection::PoolableConnection;
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncConnectionCore, AsyncPgConnection, SimpleAsyncConnection,
    TransactionManager,
};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use futures_util::{FutureExt, StreamExt};
use std::sync::Arc;
use std::time::Duration;

/// A row as PostgreSQL sent it.
type Row = <AsyncPgConnection as AsyncConnectionCore>::Row<'static, 'static>;
type Rows = BoxStream<'static, QueryResult<Row>>;

/// A connection to PostgreSQL with a bound for each statement.
pub struct Connection {
    inner: AsyncPgConnection,
    line: Arc<Line>,
    /// Held while the connection is out of the pool.
    seat: Option<Seat>,
}

impl Connection {
    pub(super) fn new(inner: AsyncPgConnection, line: Line) -> Self {
        Self { inner, line: Arc::new(line), seat: None }
    }

    /// Holds a seat until the connection is back in the pool.
    pub(super) fn sit(&mut self, seat: Option<Seat>) {
        self.seat = seat;
    }

    /// Sets another bound for later statements, for long work.
    pub(super) fn set_bound(&mut self, bound: Duration) {
        self.line = Arc::new(self.line.with_bound(bound));
    }

    /// Checks that the connection can be handed out: at once where an answer came lately, else by asking. Asking each
    /// time would make two more statements for every page.
    pub(super) async fn check(&mut self) -> QueryResult<()> {
        if self.is_broken() || self.line.is_suspect() {
            return Err(diesel::result::Error::BrokenTransactionManager);
        }
        if self.line.was_heard_lately() {
            return Ok(());
        }
        let line = self.line.clone();
        line.ask(self.inner.batch_execute("")).await
    }
}

impl SimpleAsyncConnection for Connection {
    async fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        let line = self.line.clone();
        line.bounded(self.inner.batch_execute(query)).await
    }
}

impl AsyncConnectionCore for Connection {
    type LoadFuture<'conn, 'query> = BoxFuture<'conn, QueryResult<Rows>>;
    type ExecuteFuture<'conn, 'query> = BoxFuture<'conn, QueryResult<usize>>;
    type Stream<'conn, 'query> = Rows;
    type Row<'conn, 'query> = Row;
    type Backend = Pg;

    fn load<'conn, 'query, T>(&'conn mut self, source: T) -> Self::LoadFuture<'conn, 'query>
    where
        T: AsQuery + 'query,
        T::Query: QueryFragment<Pg> + QueryId + 'query,
    {
        let line = self.line.clone();
        let loading = self.inner.load(source);
        async move { line.bounded(loading).await.map(|rows| bounded_rows(rows, line)) }.boxed()
    }

    fn execute_returning_count<'conn, 'query, T>(&'conn mut self, source: T) -> Self::ExecuteFuture<'conn, 'query>
    where
        T: QueryFragment<Pg> + QueryId + 'query,
    {
        let line = self.line.clone();
        let executing = self.inner.execute_returning_count(source);
        async move { line.bounded(executing).await }.boxed()
    }
}

/// Rows of an answer, with the bound between each row and the next.
fn bounded_rows(rows: Rows, line: Arc<Line>) -> Rows {
    let bounded = stream::unfold(Some((rows, line)), async |open| {
        let (mut rows, line) = open?;
        match line.next(rows.next()).await {
            Ok(row) => row.map(|row| (row, Some((rows, line)))),
            Err(silent) => Some((Err(silent), None)),
        }
    });
    bounded.boxed()
}

impl AsyncConnection for Connection {
    type TransactionManager = AnsiTransactionManager;

    async fn establish(database_url: &str) -> ConnectionResult<Self> {
        super::connect::establish(database_url).await
    }

    fn transaction_state(&mut self) -> &mut AnsiTransactionManager {
        self.inner.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.inner.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.inner.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.inner.set_prepared_statement_cache_size(size);
    }
}

impl PoolableConnection for Connection {
    /// Asked whenever the connection comes back to the pool: then its seat is free.
    fn is_broken(&mut self) -> bool {
        self.seat = None;
        let is_half_done = AnsiTransactionManager::is_broken_transaction_manager(self);
        is_half_done || self.line.is_unfinished() || self.inner.is_broken()
    }
}
