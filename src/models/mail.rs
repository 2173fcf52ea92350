//! Mails: an outbox. A row says what is to go out to whom; its text is made when it goes.

mod end;
mod failing;
mod new;

pub use self::failing::Failing;
pub use self::new::NewMail;

use super::session::{new_token, token_hash};
use crate::closed_list;
use crate::db::Connection;
use crate::mail::MailError;
use crate::models::user::User;
use crate::schema::{mails, users};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

closed_list! {
    "a kind of mail";
    /// What a mail is for.
    pub enum MailKind {
        /// A link that confirms the address.
        Confirmation = "confirmation",
        /// A link that sets a new password.
        Reset = "reset",
        /// A link that sets the first one.
        Invitation = "invitation",
        /// New jobs.
        Digest = "digest",
    }
}

closed_list! {
    "a state of a mail";
    /// How far a mail is.
    pub enum MailState {
        /// To be sent, or tried again.
        Waiting = "waiting",
        /// Its text goes out: whether the server has taken it in is known when the answer is written down.
        Sending = "sending",
        /// The server has taken it in.
        Sent = "sent",
        /// Its text went out and no answer came: it is taken for sent.
        Unknown = "unknown",
        /// Not taken in, and not tried again.
        Failed = "failed",
        /// Nobody was to get it any more.
        Dropped = "dropped",
    }
}

impl MailKind {
    /// Whether it may go out again where nobody knows if it came: a link that comes twice does no harm, and one that never
    /// comes leaves somebody waiting. News come once.
    pub fn may_come_twice(self) -> bool {
        self != Self::Digest
    }
}

/// A mail that is to go out. A row of `mails`.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mails)]
pub struct Mail {
    /// Number of the mail.
    pub id: i64,
    /// To whom; None: to nobody.
    pub user_id: Option<i32>,
    /// What for.
    pub kind: MailKind,
    /// How far it is.
    pub state: MailState,
    /// The jobs of a digest.
    pub content: Option<Value>,
    /// What was here before then is told by it.
    pub tells_to: Option<DateTime<Utc>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Why it was last not taken in.
    pub error: Option<MailError>,
}

/// How many mails of late ended in a state.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct MailCount {
    /// What for.
    pub kind: MailKind,
    /// How they stand.
    pub state: MailState,
    /// How many.
    pub mails: i64,
}

impl Mail {
    /// Loads a mail, locked to the end of the transaction, with its person kept; None: it went with its person.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Option<Self>> {
        let person: Option<Option<i32>> = mails::table.find(id).select(mails::user_id).first(conn).await.optional()?;
        if let Some(person) = person.flatten() {
            User::keep(conn, person).await?;
        }
        mails::table.find(id).select(Self::as_select()).for_no_key_update().first(conn).await.optional()
    }

    /// When a person was last sent such a mail, or is to be; what was never taken in does not count.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_of(conn: &mut Connection, user_id: i32, kind: MailKind) -> QueryResult<Option<DateTime<Utc>>> {
        let all = mails::table.filter(mails::user_id.eq(user_id).and(mails::kind.eq(kind)));
        let lost = [MailState::Failed, MailState::Dropped];
        all.filter(mails::state.ne_all(lost))
            .order(mails::made_at.desc())
            .select(mails::made_at)
            .first(conn)
            .await
            .optional()
    }

    /// True while such a mail to a person is on its way.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_under_way(conn: &mut Connection, user_id: i32, kind: MailKind) -> QueryResult<bool> {
        let all = mails::table.filter(mails::user_id.eq(user_id).and(mails::kind.eq(kind)));
        diesel::select(diesel::dsl::exists(all.filter(mails::ended_at.is_null()))).get_result(conn).await
    }

    /// Makes the token of the link in a digest that switches digests off; an earlier try's is void.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn make_stop(&self, conn: &mut Connection) -> QueryResult<String> {
        let token = new_token();
        diesel::update(mails::table.find(self.id)).set(mails::stop_hash.eq(token_hash(&token))).execute(conn).await?;
        Ok(token)
    }

    /// Person of a link that switches digests off; None: of no mail that is still known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn person_of_stop(conn: &mut Connection, token: &str) -> QueryResult<Option<User>> {
        mails::table
            .inner_join(users::table.on(users::id.nullable().eq(mails::user_id)))
            .filter(mails::stop_hash.eq(token_hash(token)))
            .select(User::as_select())
            .first(conn)
            .await
            .optional()
    }

    /// Mails that ended within the last day, by kind and state.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn counts(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<MailCount>> {
        mails::table
            .filter(mails::ended_at.ge(now - TimeDelta::days(1)))
            .group_by((mails::kind, mails::state))
            .select((mails::kind, mails::state, count_star()))
            .order((mails::kind, mails::state))
            .load(conn)
            .await
    }
}
