//! The steps of a mail: its text goes out, and it is taken in, put back, or given up.

use super::{Mail, MailState};
use crate::db::Connection;
use crate::mail::MailError;
use crate::models::digest::Digest;
use crate::models::told;
use crate::schema::mails;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

impl Mail {
    /// Notes, before the first byte of its text, that it goes out. False: it is not waiting any more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn goes_out(&self, conn: &mut Connection) -> QueryResult<bool> {
        let waiting = mails::table.filter(mails::id.eq(self.id).and(mails::state.eq(MailState::Waiting)));
        let begun = diesel::update(waiting).set(mails::state.eq(MailState::Sending)).execute(conn).await?;
        Ok(begun == 1)
    }

    /// It is to be tried again, by whoever still holds its task.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn put_back(&self, conn: &mut Connection, why: MailError) -> QueryResult<()> {
        let back = (mails::state.eq(MailState::Waiting), mails::error.eq(why));
        diesel::update(mails::table.find(self.id).filter(mails::ended_at.is_null())).set(back).execute(conn).await?;
        Ok(())
    }

    /// It was taken in, or is taken for that (`Unknown`): what it tells is told.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_told(
        &self,
        conn: &mut Connection,
        state: MailState,
        why: Option<MailError>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        self.end(conn, state, why, now).await?;
        match self.user_id.zip(self.tells_to) {
            Some((user_id, to)) => Digest::told_to(conn, user_id, to).await,
            None => Ok(()),
        }
    }

    /// It was not taken in, and is not tried again: what it was to tell is news still.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_lost(
        &self,
        conn: &mut Connection,
        state: MailState,
        why: Option<MailError>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        self.end(conn, state, why, now).await?;
        told::take_back(conn, self.id).await
    }

    async fn end(
        &self,
        conn: &mut Connection,
        state: MailState,
        why: Option<MailError>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let end = (mails::state.eq(state), mails::ended_at.eq(now), mails::content.eq(None::<Value>));
        diesel::update(mails::table.find(self.id).filter(mails::ended_at.is_null()))
            .set((end, mails::error.eq(why)))
            .execute(conn)
            .await?;
        Ok(())
    }
}
