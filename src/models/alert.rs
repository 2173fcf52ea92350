//! Alerts: causes of "needs you" from their beginning to their end, and what goes out about them on each way.

mod message;

pub use self::message::{AlertMessage, AlertWay, MessageState, Undelivered};

use crate::db::{Connection, Prepare as _};
use crate::schema::alerts;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// An alert. A row of `alerts`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = alerts)]
pub struct Alert {
    /// Number of the alert.
    pub id: i64,
    /// Name of the cause.
    pub cause: String,
    /// What it is about: a source, a limit, a reason; or empty.
    pub which: String,
    /// The cause in a sentence, as it was first seen.
    pub what: String,
    /// Page on which it can be dealt with.
    pub link: String,
    /// How many things it was about at first.
    pub count: i64,
    /// Beginning of the cause; None: unknown.
    pub since: Option<DateTime<Utc>>,
    /// First sight.
    pub began_at: DateTime<Utc>,
    /// Not seen since then; None: it is there.
    pub gone_since: Option<DateTime<Utc>>,
    /// Its end; None: it is open.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A new alert.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = alerts)]
pub struct NewAlert {
    /// Name of the cause.
    pub cause: String,
    /// What it is about.
    pub which: String,
    /// The cause in a sentence.
    pub what: String,
    /// Page on which it can be dealt with.
    pub link: String,
    /// How many things it is about.
    pub count: i64,
    /// Beginning of the cause; None: unknown.
    pub since: Option<DateTime<Utc>>,
    /// First sight.
    pub began_at: DateTime<Utc>,
}

impl Alert {
    /// Open alerts, and those that began after a moment.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn open_or_since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        let some = alerts::table.filter(alerts::ended_at.is_null().or(alerts::began_at.gt(since)));
        some.order(alerts::id).select(Self::as_select()).load(conn).await
    }

    /// An alert by its number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is none; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        alerts::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// Notes which open alerts were not seen, and which are there (again).
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(conn: &mut Connection, gone: &[i64], back: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE alerts SET gone_since = CASE WHEN id = ANY($1) THEN coalesce(gone_since, $3) END
              WHERE ended_at IS NULL AND (id = ANY($1) OR id = ANY($2) AND gone_since IS NOT NULL)",
        )
        .bind::<Array<Int8>, _>(gone)
        .bind::<Array<Int8>, _>(back)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Ends an alert. False: another process has just done so, or has seen the cause again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(conn: &mut Connection, id: i64, now: DateTime<Utc>) -> QueryResult<bool> {
        let open = alerts::table.find(id).filter(alerts::ended_at.is_null().and(alerts::gone_since.is_not_null()));
        let ended = diesel::update(open).set(alerts::ended_at.eq(now)).execute(conn).await?;
        Ok(ended == 1)
    }
}

impl NewAlert {
    /// Begins the alert. Returns its number; None: another process has just begun it.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(&self, conn: &mut Connection) -> QueryResult<Option<i64>> {
        let new = diesel::insert_into(alerts::table).values(self).on_conflict_do_nothing();
        new.returning(alerts::id).get_result(conn).await.optional()
    }
}
