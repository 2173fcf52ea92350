//! Mails that are not taken in: how many, and whether any is.

use super::MailState;
use crate::db::Connection;
use crate::schema::mails;
use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// So many failures in a row are no longer about one address.
const IN_A_ROW: i64 = 3;

/// Mails that failed of late.
#[derive(Clone, Debug, Default)]
pub struct Failing {
    /// How many.
    pub failed: i64,
    /// When the first of them did.
    pub failed_since: Option<DateTime<Utc>>,
    /// None of the last ones was taken in.
    pub are_last_ones: bool,
}

impl Failing {
    /// Counts them since a time.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Self> {
        let ended = mails::table.filter(mails::ended_at.ge(since));
        let (failed, failed_since) = ended
            .filter(mails::state.eq(MailState::Failed))
            .select((count_star(), min(mails::ended_at)))
            .first(conn)
            .await?;
        let tried = ended.filter(mails::state.ne(MailState::Dropped)).order(mails::ended_at.desc()).limit(IN_A_ROW);
        let last: Vec<MailState> = tried.select(mails::state).load(conn).await?;
        let are_last_ones = failed >= IN_A_ROW && last.iter().all(|state| *state == MailState::Failed);
        Ok(Self { failed, failed_since, are_last_ones })
    }
}
