//! Detection of poolers that give each transaction another connection to PostgreSQL. Jobfill needs locks held by a
//! connection, LISTEN, and a connection's settings; such a pooler breaks all three. A pooler is known by its behaviour,
//! whatever its name.

use super::connect::connect_raw;
use anyhow::{Context, ensure};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::{Client, SimpleQueryMessage};

/// Time limit of the whole look.
const BOUND: Duration = Duration::from_secs(20);

/// Rounds of two connections in turn: a pooler with round-robin connections is known in the second.
const ROUNDS: usize = 3;

const REFUSAL: &str = "DATABASE_URL leads to a pooler that gives each transaction another connection (as PgBouncer does with \
    pool_mode=transaction); Jobfill needs connections of its own: set pool_mode=session, or connect to PostgreSQL itself";

/// Checks that a connection stays the same from one transaction to the next.
///
/// # Errors
///
/// A sentence where connections do not stay; otherwise, when the database cannot be asked.
pub async fn refuse_pooler(url: &str) -> anyhow::Result<()> {
    let looking = timeout(BOUND, look(url)).await;
    let seen = looking.with_context(|| format!("PostgreSQL did not answer within {BOUND:?}"))??;
    ensure!(!is_shared(&seen), REFUSAL);
    Ok(())
}

/// Observation of one transaction.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// Number of our connection.
    connection: usize,
    /// PostgreSQL process that served the transaction.
    backend: i32,
    /// True when the connection's own setting was still there.
    is_mark_there: bool,
}

/// True when a connection had two processes or lost its setting, or two connections had one process.
fn is_shared(seen: &[Seen]) -> bool {
    let is_other = |one: &Seen, other: &Seen| (one.connection == other.connection) != (one.backend == other.backend);
    seen.iter().any(|one| !one.is_mark_there || seen.iter().any(|other| is_other(one, other)))
}

/// Lets two connections take turns: a pooler then has reason to give one the other's last backend.
async fn look(url: &str) -> anyhow::Result<Vec<Seen>> {
    let (first, second) = (Probe::connect(url, 0).await?, Probe::connect(url, 1).await?);
    let mut seen = Vec::new();
    for _ in 0..ROUNDS {
        for (one, other) in [(&first, &second), (&second, &first)] {
            one.begin().await?;
            seen.push(one.see().await?);
            if is_shared(&seen) {
                return Ok(seen);
            }
            // Ended first: a pooler with a single connection would let the other wait.
            one.end().await?;
            other.begin().await?;
            seen.push(other.see().await?);
            other.end().await?;
        }
    }
    Ok(seen)
}

/// A connection that leaves a mark on itself.
struct Probe {
    client: Client,
    driving: JoinHandle<Result<(), tokio_postgres::Error>>,
    number: usize,
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.driving.abort();
    }
}

impl Probe {
    async fn connect(url: &str, number: usize) -> anyhow::Result<Self> {
        let (client, driver) = connect_raw(url).await?;
        let probe = Self { client, driving: tokio::spawn(driver), number };
        probe.ask(&format!("SELECT set_config('jobfill.connection', '{number}', FALSE)")).await?;
        Ok(probe)
    }

    /// Begins a transaction. Poolers that give each statement another connection know none.
    async fn begin(&self) -> anyhow::Result<()> {
        self.client.batch_execute("BEGIN").await.context(REFUSAL)
    }

    async fn end(&self) -> anyhow::Result<()> {
        Ok(self.client.batch_execute("COMMIT").await?)
    }

    async fn see(&self) -> anyhow::Result<Seen> {
        let backend = self.ask("SELECT pg_backend_pid()").await?.parse()?;
        let mark = self.ask("SELECT current_setting('jobfill.connection', TRUE)").await?;
        Ok(Seen { connection: self.number, backend, is_mark_there: mark == self.number.to_string() })
    }

    /// The only field of the only row. Asked in the simple protocol, which poolers leave unchanged.
    async fn ask(&self, sql: &str) -> anyhow::Result<String> {
        let messages = self.client.simple_query(sql).await?;
        let field = messages.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        Ok(field.unwrap_or_default().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(all: &[(usize, i32, bool)]) -> Vec<Seen> {
        let one = |&(connection, backend, is_mark_there)| Seen { connection, backend, is_mark_there };
        all.iter().map(one).collect()
    }

    #[test]
    fn connections_that_stay_what_they_are_are_told_from_those_that_are_dealt_out_anew() {
        for own in [&[][..], &[(0, 7, true)], &[(0, 7, true), (1, 8, true), (0, 7, true), (1, 8, true)]] {
            assert!(!is_shared(&seen(own)), "{own:?}");
        }
        for shared in [
            &[(0, 7, true), (1, 7, true)][..],
            &[(0, 7, true), (1, 8, true), (0, 9, true)],
            &[(0, 7, true), (1, 8, true), (0, 8, true)],
            &[(0, 7, false)],
        ] {
            assert!(is_shared(&seen(shared)), "{shared:?}");
        }
    }
}
