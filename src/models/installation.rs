//! Sandbox or live, and the switch that stops all spending.

use crate::closed_list;
use crate::db::Connection;
use crate::models::fetch::ErrorCode;
use crate::schema::installation;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "a mode";
    /// World that a database belongs to.
    pub enum Mode {
        /// Made-up jobs; no money is spent.
        Sandbox = "sandbox",
        /// Real providers.
        Live = "live",
    }
}

/// Facts about the whole installation: the only row of its table.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = installation)]
pub struct Installation {
    /// World of the database; None before the first start.
    pub mode: Option<Mode>,
    /// Time at which an admin stopped all spending; None: pages are bought.
    pub spending_stopped_at: Option<DateTime<Utc>>,
    /// Reason for the stop, in the admin's words.
    pub spending_stopped_why: Option<String>,
}

impl Installation {
    /// Loads the row.
    ///
    /// # Errors
    ///
    /// `NotFound` when the row was deleted; otherwise, when the database cannot be asked.
    pub async fn load(conn: &mut Connection) -> QueryResult<Self> {
        installation::table.select(Self::as_select()).first(conn).await
    }

    /// Loads the row, locked until the transaction ends.
    ///
    /// # Errors
    ///
    /// `NotFound` when the row was deleted; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection) -> QueryResult<Self> {
        installation::table.select(Self::as_select()).for_no_key_update().first(conn).await
    }

    /// True when all jobs of this database are made up.
    pub fn is_sandbox(&self) -> bool {
        self.mode == Some(Mode::Sandbox)
    }

    /// Makes this database a sandbox or live, for good. False: already of the other kind.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn claim_mode(conn: &mut Connection, is_sandbox: bool) -> QueryResult<bool> {
        let mode = if is_sandbox { Mode::Sandbox } else { Mode::Live };
        diesel::update(installation::table.filter(installation::mode.is_null()))
            .set(installation::mode.eq(mode))
            .execute(conn)
            .await?;
        Ok(Self::load(conn).await?.mode == Some(mode))
    }

    /// Stops all spending: calls under way end, and no page is bought.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn stop_spending(conn: &mut Connection, why: &str, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(installation::table)
            .set((installation::spending_stopped_at.eq(now), installation::spending_stopped_why.eq(why)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Lets spending go on; fetches put off because of the switch are due at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn resume_spending(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::update(installation::table)
            .set((
                installation::spending_stopped_at.eq(None::<DateTime<Utc>>),
                installation::spending_stopped_why.eq(None::<String>),
            ))
            .execute(conn)
            .await?;
        super::fetch::Fetch::wake_put_off(conn, ErrorCode::SpendingStopped, now).await
    }
}
