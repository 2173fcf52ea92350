//! Mails to be sent, each with the task that sends it.

use super::MailKind;
use crate::db::Connection;
use crate::email::Email;
use crate::queue::{Kind, Lane, NewTask};
use crate::schema::{mails, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

/// Tries before a mail fails, over some hours.
const MAX_ATTEMPTS: i32 = 10;

/// What a mail says beside its kind.
#[derive(Clone, Debug, Default)]
pub struct NewMail {
    /// The jobs of a digest.
    pub content: Option<Value>,
    /// What was here before then is told by a digest.
    pub tells_to: Option<DateTime<Utc>>,
}

impl NewMail {
    /// Enqueues a mail to a person, in the caller's transaction. Returns its number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn enqueue(
        self,
        conn: &mut Connection,
        kind: MailKind,
        user_id: Option<i32>,
        now: DateTime<Utc>,
    ) -> QueryResult<i64> {
        let id = diesel::insert_into(mails::table)
            .values((
                mails::user_id.eq(user_id),
                mails::kind.eq(kind),
                mails::content.eq(self.content),
                mails::tells_to.eq(self.tells_to),
                mails::made_at.eq(now),
            ))
            .returning(mails::id)
            .get_result(conn)
            .await?;
        task(id, kind, now).enqueue(conn, now).await?;
        Ok(id)
    }

    /// Enqueues a mail to whoever has this address and may sign in. Where nobody has it, the same is written, and the
    /// mail goes to nobody: how long it takes tells nothing.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn enqueue_to(
        conn: &mut Connection,
        kind: MailKind,
        email: &Email,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let person = users::table.filter(users::email.eq(email.as_str()).and(users::disabled_at.is_null()));
        let user_id: Option<i32> = person.select(users::id).first(conn).await.optional()?;
        Self::default().enqueue(conn, kind, user_id, now).await.map(drop)
    }
}

/// News wait for what somebody waits for.
fn task(mail_id: i64, kind: MailKind, now: DateTime<Utc>) -> NewTask {
    NewTask {
        kind: Kind::Mail,
        lane: Lane::Mail,
        source: None,
        unique_key: mail_id.to_string(),
        fetch_id: None,
        payload: json!({ "mail_id": mail_id }),
        rank: i16::from(kind == MailKind::Digest),
        priority: 0,
        max_attempts: MAX_ATTEMPTS,
        due_at: now,
    }
}
