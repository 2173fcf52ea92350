//! Connections to PostgreSQL: a pool, and single ones for listening.
//!
//! A pooled connection lives on the runtime that opened it, and the web server's own
//! threads come and go; so all of them are opened on the main runtime.

use super::Connection;
use super::address::{Address, RawConnection};
use diesel::connection::InstrumentationEvent;
use diesel::{ConnectionError, QueryResult};
use diesel_async::pooled_connection::bb8::{Pool, PooledConnection};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, PoolableConnection, RecyclingMethod,
};
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use futures_util::FutureExt;
use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;

/// How long a caller waits for a free connection.
const WAIT: Duration = Duration::from_secs(10);

/// Statements that run longer are stopped by the server; so are transactions left open.
const SESSION_SETTINGS: &str =
    "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '10s'; SET TIME ZONE 'UTC'";

/// Session settings without a wait for the disk at the end of every transaction: a crash of the server loses the last
/// moments, and leaves nothing half done.
const HURRIED_SETTINGS: &str = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '10s';
    SET TIME ZONE 'UTC'; SET synchronous_commit = off";

/// A connection from the pool.
pub type Pooled<'a> = PooledConnection<'a, Connection>;

/// The database: its address and a pool of connections.
#[derive(Clone)]
pub struct Database {
    url: String,
    pool: Pool<Connection>,
    statements: Arc<AtomicU64>,
}

impl Database {
    /// Prepares a pool of at most `max_connections`; must be called on the main runtime.
    ///
    /// # Errors
    ///
    /// Fails when the address is not readable, or nothing answers there.
    pub async fn open(url: &str, max_connections: u32) -> anyhow::Result<Self> {
        Self::open_with(url, max_connections, SESSION_SETTINGS).await
    }

    /// Opens a pool for data that can be made anew: a commit does not wait for the disk.
    ///
    /// # Errors
    ///
    /// Fails as [`Database::open`] does.
    pub async fn open_hurried(url: &str, max_connections: u32) -> anyhow::Result<Self> {
        Self::open_with(url, max_connections, HURRIED_SETTINGS).await
    }

    async fn open_with(url: &str, max_connections: u32, settings: &'static str) -> anyhow::Result<Self> {
        let address = Arc::new(Address::parse(url)?);
        let main = Handle::current();
        let statements = Arc::<AtomicU64>::default();
        let counter = statements.clone();
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::CustomFunction(Box::new(|conn| ready(still_open(conn)).boxed()));
        config.custom_setup = Box::new(move |_| {
            let (address, counter) = (address.clone(), counter.clone());
            let opening = main.spawn(async move {
                let mut conn = connect(&address, settings).await?;
                count_statements(&mut conn, counter);
                Ok(conn)
            });
            async move { opening.await.map_err(|error| ConnectionError::BadConnection(error.to_string()))? }.boxed()
        });
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool =
            Pool::builder().max_size(max_connections).min_idle(Some(1)).connection_timeout(WAIT).build(manager).await?;
        Ok(Self { url: url.to_owned(), pool, statements })
    }

    /// Where it is, for `psql` and for listening.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A connection outside the pool, for a lock of its own. Closed when dropped.
    ///
    /// # Errors
    ///
    /// When no connection can be opened within the deadline.
    pub async fn own(&self) -> anyhow::Result<Connection> {
        own(&self.url).await
    }

    /// Statements of the pool's connections so far, including those around transactions.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// A connection; waits a few seconds for a free one.
    ///
    /// # Errors
    ///
    /// [`PoolError`] when no connection came free in time, or PostgreSQL does not answer.
    pub async fn conn(&self) -> Result<Pooled<'_>, PoolError> {
        self.pool.get().await.map_err(|error| PoolError(error.to_string()))
    }
}

/// The database gave no connection in time.
#[derive(Debug, thiserror::Error)]
#[error("no database connection: {0}")]
pub struct PoolError(String);

/// Looks whether the server has hung up. Asking it with a statement would make two more of them for every page.
fn still_open(conn: &mut Connection) -> QueryResult<()> {
    if conn.is_broken() { Err(diesel::result::Error::BrokenTransactionManager) } else { Ok(()) }
}

fn count_statements(conn: &mut Connection, counter: Arc<AtomicU64>) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
}

async fn connect(address: &Address, settings: &str) -> diesel::ConnectionResult<Connection> {
    let (client, connection) =
        address.connect().await.map_err(|error| ConnectionError::BadConnection(format!("{error:#}")))?;
    let mut conn = Connection::try_from_client_and_connection(client, connection).await?;
    // After connecting, not as start-up options: poolers refuse those.
    conn.batch_execute(settings).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// A connection of its own, outside the pool.
///
/// # Errors
///
/// When no connection can be opened within the deadline.
pub async fn connect_raw(url: &str) -> anyhow::Result<(tokio_postgres::Client, RawConnection)> {
    Address::parse(url)?.connect().await
}

/// A diesel connection of its own, outside the pool.
pub(super) async fn own(url: &str) -> anyhow::Result<Connection> {
    Ok(connect(&Address::parse(url)?, SESSION_SETTINGS).await?)
}
