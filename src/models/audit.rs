//! Audit trail: acts of admins, with their reasons. Rows are only ever added.

use crate::db::Connection;
use crate::schema::{audit, users};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

/// Action of an entry that says that somebody looked at a person, and did nothing.
pub const LOOK: &str = "look at person";

/// An act of an admin, to be recorded.
#[derive(Clone, Debug)]
pub struct NewEntry<'a> {
    /// The admin's number; None: the command line.
    pub subject: Option<i64>,
    /// Act in one or two words: "pause source".
    pub action: &'a str,
    /// Object of the act: "jsearch", "combination 12".
    pub target: String,
    /// The admin's reason, as typed.
    pub reason: &'a str,
    /// Figures before and after, as JSON; `{}` where there are none.
    pub details: Value,
}

/// A recorded act.
#[derive(Clone, Debug, Queryable)]
pub struct Entry {
    /// Number of the entry; later entries have higher ones.
    pub id: i64,
    /// Time of the act, by the App's clock.
    pub at: DateTime<Utc>,
    /// Number that stands for the admin; None: the command line. Deleting the account leaves the number.
    pub subject: Option<i64>,
    /// Act in one or two words: "pause source".
    pub action: String,
    /// Object of the act: "jsearch", "combination 12".
    pub target: String,
    /// The admin's reason, as typed.
    pub reason: String,
    /// Figures before and after, as JSON.
    pub details: Value,
    /// Address of the admin. None: the command line, or an account deleted since.
    pub email: Option<String>,
}

impl NewEntry<'_> {
    /// Records the act in the caller's transaction: an undone act leaves no entry, and no act goes without.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn record(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::insert_into(audit::table)
            .values((
                audit::at.eq(now),
                audit::subject.eq(self.subject),
                audit::action.eq(self.action),
                audit::target.eq(&self.target),
                audit::reason.eq(self.reason),
                audit::details.eq(&self.details),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }
}

impl Entry {
    /// Newest entries, or the entries before a given entry.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, before: Option<i64>, limit: i64) -> QueryResult<Vec<Self>> {
        Self::newest(conn, None, before, limit).await
    }

    /// The last act on an object. A look at a person is none.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_of(conn: &mut Connection, target: &str) -> QueryResult<Option<Self>> {
        Ok(Self::newest(conn, Some(target), None, 1).await?.pop())
    }

    async fn newest(
        conn: &mut Connection,
        target: Option<&str>,
        before: Option<i64>,
        limit: i64,
    ) -> QueryResult<Vec<Self>> {
        let all = audit::table
            .left_join(users::table.on(users::subject.nullable().eq(audit::subject)))
            .filter(audit::id.lt(before.unwrap_or(i64::MAX)))
            .order(audit::id.desc())
            .limit(limit)
            .select((
                audit::id,
                audit::at,
                audit::subject,
                audit::action,
                audit::target,
                audit::reason,
                audit::details,
                users::email.nullable(),
            ))
            .into_boxed();
        match target {
            Some(target) => all.filter(audit::target.eq(target).and(audit::action.ne(LOOK))).load(conn).await,
            None => all.load(conn).await,
        }
    }

    /// The details, each with its name.
    pub fn facts(&self) -> Vec<(&str, String)> {
        let facts = self.details.as_object().into_iter().flatten();
        facts.map(|(name, value)| (name.as_str(), in_words(value))).collect()
    }

    /// Name of the actor.
    pub fn who(&self) -> &str {
        match (&self.email, self.subject) {
            (Some(email), _) => email,
            (None, Some(_)) => "somebody who was deleted since",
            (None, None) => "the command line",
        }
    }
}

/// A fact for people to read.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
