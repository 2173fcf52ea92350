//! Readiness of the database: whether it takes changes, and waiting for a PostgreSQL that starts later than Jobfill.

use super::address::Address;
use super::connect::{Database, connect_raw};
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use rand::RngExt;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_postgres::SimpleQueryMessage;
use tokio_postgres::error::SqlState;

/// Pauses between two looks: the first, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Time limit for an open connection to say whether it is writable.
const ANSWER: Duration = Duration::from_secs(10);

/// Waits until the database answers and takes changes. Logs the wait once, and goes on until the caller stops waiting.
///
/// # Errors
///
/// At once for lasting faults: an unreadable address, a wrong password, a missing database, a certificate without
/// trust.
pub async fn until_ready(url: &str) -> anyhow::Result<()> {
    Address::parse(url)?;
    let mut pause = FIRST_PAUSE;
    let mut has_told = false;
    loop {
        let why = match look(url).await {
            Ok(true) => return Ok(()),
            Ok(false) => "it takes no changes: it is a standby, or read-only".to_owned(),
            Err(error) if may_pass(&error) => format!("{error:#}"),
            Err(error) => return Err(error),
        };
        if !has_told {
            tracing::warn!(why, "waiting for PostgreSQL");
            has_told = true;
        }
        sleep(pause.mul_f64(rand::rng().random_range(0.8..1.2))).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

impl Database {
    /// True when the database takes changes; a standby takes none.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_writable(&self) -> anyhow::Result<bool> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = Bool)]
            is_writable: bool,
        }
        let asked = diesel::sql_query("SELECT NOT current_setting('transaction_read_only')::bool AS is_writable");
        Ok(asked.get_result::<Row>(&mut *self.conn().await?).await?.is_writable)
    }
}

/// True when the database takes changes.
async fn look(url: &str) -> anyhow::Result<bool> {
    let (client, driver) = connect_raw(url).await?;
    let driving = tokio::spawn(driver);
    let answer = timeout(ANSWER, client.simple_query("SHOW transaction_read_only")).await;
    driving.abort();
    let Ok(answer) = answer else { return Ok(false) };
    Ok(answer?.iter().any(|message| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("off"))))
}

/// True when the address, which was readable, may answer later.
fn may_pass(error: &anyhow::Error) -> bool {
    let Some(error) = error.chain().find_map(|cause| cause.downcast_ref::<tokio_postgres::Error>()) else {
        // No answer in time.
        return true;
    };
    if let Some(code) = error.code() {
        let starting = [
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
        ];
        return starting.contains(code);
    }
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    match cause {
        // The two sides do not agree on TLS.
        Some(ErrorKind::InvalidData | ErrorKind::InvalidInput) => false,
        Some(_) => true,
        None => error.is_closed() || error.to_string().starts_with("timeout"),
    }
}
