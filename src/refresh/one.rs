//! A lock against two runs at a time, which would buy the same requests.

use crate::app::App;
use crate::db::{Connection, Prepare as _};
use diesel::QueryResult;
use diesel::sql_types::{Bool, Int8};
use diesel_async::RunQueryDsl;

/// Key of the advisory lock that keeps two runs apart ("refresh" in ASCII).
const LOCK: i64 = 0x72_6566_7265_7368;

/// Another run is under way.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a daily run is under way already; two at a time would ask the same things")]
pub struct UnderWay;

/// Lock of a run under way. The database gives the lock back when this is dropped, however that happens.
pub struct OneRun {
    _conn: Connection,
}

#[derive(diesel::QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    is_so: bool,
}

impl OneRun {
    /// Takes the lock. Fails while another run of any process is under way, or a worker has a fetch of a run.
    ///
    /// # Errors
    ///
    /// A sentence for people when a run is under way already; otherwise, when the database cannot be asked.
    pub async fn begin(app: &App) -> anyhow::Result<Self> {
        let mut conn = app.db.own().await?;
        let lock: Answer = diesel::sql_query("SELECT pg_try_advisory_lock($1) AS is_so")
            .bind::<Int8, _>(LOCK)
            .prepared()
            .get_result(&mut conn)
            .await?;
        if !lock.is_so || is_at_work(&mut conn).await? {
            return Err(UnderWay.into());
        }
        Ok(Self { _conn: conn })
    }
}

/// True while a worker holds a fetch of a run. Waiting fetches do not count: perhaps no worker is there.
async fn is_at_work(conn: &mut Connection) -> QueryResult<bool> {
    let found: Answer = diesel::sql_query(
        "SELECT EXISTS (SELECT 1 FROM tasks JOIN fetches ON fetches.id = tasks.fetch_id
                         WHERE tasks.state = 'running' AND tasks.lease_until > now()
                           AND fetches.refresh_id IS NOT NULL) AS is_so",
    )
    .prepared()
    .get_result(conn)
    .await?;
    Ok(found.is_so)
}

/// True while a run holds the lock, works, or is about to: for a page with a button to start a run.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn is_under_way(conn: &mut Connection) -> QueryResult<bool> {
    let found: Answer = diesel::sql_query(
        "SELECT EXISTS (SELECT 1 FROM pg_locks
                         WHERE locktype = 'advisory' AND granted AND objsubid = 1
                           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                           AND classid::int8 = $1 >> 32 AND objid::int8 = $1 & 4294967295)
             OR EXISTS (SELECT 1 FROM tasks WHERE kind = 'refresh' AND state IN ('queued', 'running'))
             OR EXISTS (SELECT 1 FROM fetches WHERE refresh_id IS NOT NULL AND state IN ('queued', 'running')) AS is_so",
    )
    .bind::<Int8, _>(LOCK)
    .prepared()
    .get_result(conn)
    .await?;
    Ok(found.is_so)
}
