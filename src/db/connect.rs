//! Connections to PostgreSQL: a pool, and single ones for listening.
//!
//! Pooled connections live on the runtime that opened them, and the web server's own threads come and go; so all are
//! opened on the main runtime.

use super::address::{Address, RawConnection};
use super::away::Away;
use super::connection::Connection;
use super::line::{Exchange, Line};
use super::seats::Seats;
use super::tally::Tally;
use diesel::ConnectionError;
use diesel_async::pooled_connection::bb8::{Pool, PooledConnection, RunError};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::FutureExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::timeout;

/// Wait for a free connection of a reachable database.
const WAIT: Duration = Duration::from_secs(10);

/// Extra time on this side beyond PostgreSQL's own limit for a statement.
const MARGIN: Duration = Duration::from_secs(5);

/// A connection from the pool.
pub type Pooled<'a> = PooledConnection<'a, Connection>;

/// Terms of using a database.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Most connections of the pool.
    pub max_connections: u32,
    /// Time limit of a statement; PostgreSQL ends longer statements.
    pub statement: Duration,
    /// True for reproducible data: a commit does not wait for the disk. A crash of the server loses the last moments,
    /// and leaves no half-done transaction.
    pub is_hurried: bool,
}

impl Terms {
    /// Usual terms.
    pub fn new(max_connections: u32) -> Self {
        Self { max_connections, statement: Duration::from_secs(30), is_hurried: false }
    }

    /// Settings of every connection. The server stops statements that run longer, and transactions left open.
    pub fn settings(&self) -> String {
        let hurry = if self.is_hurried { "; SET synchronous_commit = off" } else { "" };
        let millis = self.statement.as_millis();
        format!(
            "SET statement_timeout = {millis}; SET idle_in_transaction_session_timeout = '10s'; SET TIME ZONE 'UTC'{hurry}"
        )
    }
}

/// Opens connections to one database, all on the same terms.
struct Opener {
    address: Address,
    terms: Terms,
    exchange: Arc<Exchange>,
    away: Away,
    tally: Arc<Tally>,
}

impl Opener {
    fn new(url: &str, terms: Terms) -> anyhow::Result<Self> {
        let (exchange, away, tally) = (Arc::new(Exchange::new()), Away::new(), Arc::default());
        Ok(Self { address: Address::parse(url)?, terms, exchange, away, tally })
    }

    async fn open(&self) -> diesel::ConnectionResult<Connection> {
        let line = Line::new(self.exchange.clone(), self.terms.statement + MARGIN);
        let opened = async {
            let (client, driver) =
                self.address.connect().await.map_err(|error| ConnectionError::BadConnection(format!("{error:#}")))?;
            let mut conn = AsyncPgConnection::try_from_client_and_connection(client, driver).await?;
            // After connecting, not as start-up options: poolers refuse start-up options.
            conn.batch_execute(&self.terms.settings()).await.map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(Connection::new(conn, line))
        };
        let silent = || ConnectionError::BadConnection(format!("PostgreSQL did not answer within {WAIT:?}"));
        let opened = timeout(WAIT, opened).await.unwrap_or_else(|_| Err(silent()));
        match &opened {
            Ok(_) => self.away.opened(),
            Err(error) => self.away.failed(&error.to_string()),
        }
        opened
    }
}

/// The database: its address and a pool of connections.
#[derive(Clone)]
pub struct Database {
    url: String,
    pool: Pool<Connection>,
    seats: Arc<Seats>,
    opener: Arc<Opener>,
}

impl Database {
    /// Prepares a pool; must be called on the main runtime.
    ///
    /// # Errors
    ///
    /// Fails when the address is not readable, or no server answers there.
    pub async fn open(url: &str, terms: Terms) -> anyhow::Result<Self> {
        let opener = Arc::new(Opener::new(url, terms)?);
        let main = Handle::current();
        let opens = opener.clone();
        let mut config = ManagerConfig::default();
        config.recycling_method =
            RecyclingMethod::CustomFunction(Box::new(|conn: &mut Connection| conn.check().boxed()));
        config.custom_setup = Box::new(move |_| {
            let opener = opens.clone();
            let opening = main.spawn(async move {
                let mut conn = opener.open().await?;
                opener.tally.clone().count(&mut conn);
                Ok(conn)
            });
            async move { opening.await.map_err(|error| ConnectionError::BadConnection(error.to_string()))? }.boxed()
        });
        let manager = AsyncDieselConnectionManager::new_with_config(url, config);
        let pool = Pool::builder().max_size(terms.max_connections).min_idle(Some(1)).connection_timeout(WAIT);
        // Opened by hand first: the pool would try again and again.
        drop(opener.open().await?);
        let seats = Arc::new(Seats::of(terms.max_connections));
        Ok(Self { url: url.to_owned(), pool: pool.build(manager).await?, seats, opener })
    }

    /// Database address, for `psql` and for listening.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A connection outside the pool, for a private lock. Closed when dropped.
    ///
    /// # Errors
    ///
    /// When no connection can be opened within the deadline.
    pub async fn own(&self) -> anyhow::Result<Connection> {
        Ok(self.opener.open().await?)
    }

    /// Statements of the pool's connections so far, including those around transactions.
    pub fn statements(&self) -> u64 {
        self.opener.tally.statements()
    }

    /// Commits of the pool's connections so far, with single statements among them.
    pub fn commits(&self) -> u64 {
        self.opener.tally.commits()
    }

    /// A connection from the pool. Waits a few seconds for a free connection, and not at all while the database is
    /// away. Pages and tasks leave some of the connections to each other ([`for_pages`](super::for_pages),
    /// [`for_tasks`](super::for_tasks)).
    ///
    /// # Errors
    ///
    /// [`PoolError`] when no connection came free in time, or PostgreSQL does not answer.
    pub async fn conn(&self) -> Result<Pooled<'_>, PoolError> {
        let away = &self.opener.away;
        tokio::select! {
            biased;
            got = self.seated() => got.map_err(|error| match (error, away.why()) {
                (RunError::User(error), _) => PoolError::Away(error.to_string()),
                (RunError::TimedOut, Some(why)) => PoolError::Away(why),
                (RunError::TimedOut, None) => PoolError::Busy,
            }),
            why = away.is_certain(&self.opener.exchange) => Err(PoolError::Away(why)),
        }
    }
}

impl Database {
    async fn seated(&self) -> Result<Pooled<'_>, RunError> {
        let Ok(seat) = timeout(WAIT, self.seats.take()).await else { return Err(RunError::TimedOut) };
        let mut conn = self.pool.get().await?;
        conn.sit(seat);
        Ok(conn)
    }
}

/// Failure to get a connection from the pool in time.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    /// Every connection of the pool was in use.
    #[error("no database connection came free")]
    Busy,
    /// No connection can be opened, for this reason.
    #[error("no database connection: {0}")]
    Away(String),
}

/// Raw connection outside the pool.
///
/// # Errors
///
/// When no connection can be opened within the deadline.
pub async fn connect_raw(url: &str) -> anyhow::Result<(tokio_postgres::Client, RawConnection)> {
    let address = Address::parse(url)?;
    let opened = timeout(WAIT, address.connect()).await;
    opened.unwrap_or_else(|_| anyhow::bail!("no connection to PostgreSQL: it did not answer within {WAIT:?}"))
}

/// A connection on the usual terms.
pub(super) async fn establish(url: &str) -> diesel::ConnectionResult<Connection> {
    let opener =
        Opener::new(url, Terms::new(1)).map_err(|error| ConnectionError::BadConnection(format!("{error:#}")))?;
    opener.open().await
}
