//! Deletions, remembered by numbers that lead to nobody, so that they can be repeated after a backup was restored.

use crate::db::Connection;
use crate::schema::deletions;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// Mark of a deletion, as a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An account, by the number that stands for its person in the ledger.
    Account(i64),
    /// A CV, by its number and its time: after a restore the number may be given again.
    Cv {
        /// Number of the CV.
        id: i32,
        /// Time of the upload, to the microsecond.
        uploaded_at: DateTime<Utc>,
    },
}

/// Error: a line that is no [`Mark`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no line of `jobfill forget --list`: expected “account NUMBER” or “cv NUMBER TIME”")]
pub struct NoMark(String);

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(subject) => write!(f, "account {subject}"),
            Self::Cv { id, uploaded_at } => {
                write!(f, "cv {id} {}", uploaded_at.to_rfc3339_opts(SecondsFormat::Micros, true))
            }
        }
    }
}

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(line: &str) -> Result<Self, NoMark> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mark = match words.as_slice() {
            ["account", subject] => subject.parse().ok().map(Self::Account),
            ["cv", id, at] => {
                let parsed = id.parse().ok().zip(at.parse().ok());
                parsed.map(|(id, uploaded_at)| Self::Cv { id, uploaded_at })
            }
            _ => None,
        };
        mark.ok_or_else(|| NoMark(line.chars().filter(|c| !c.is_control()).take(60).collect()))
    }
}

/// A deletion that happened here.
#[derive(Clone, Debug, Queryable, Selectable, Serialize)]
#[diesel(table_name = deletions)]
pub struct Deletion {
    /// A [`Mark`] in words.
    pub mark: String,
    /// Time of the deletion.
    pub at: DateTime<Utc>,
}

impl Deletion {
    /// Records a deletion, in the deleting transaction.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(conn: &mut Connection, mark: Mark, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::insert_into(deletions::table)
            .values((deletions::mark.eq(mark.to_string()), deletions::at.eq(now)))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        Ok(())
    }

    /// All recorded deletions, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        deletions::table.order((deletions::at, deletions::mark)).select(Self::as_select()).load(conn).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let uploaded_at = "2026-11-23T09:15:00.123456Z".parse().unwrap();
        for mark in [Mark::Account(i64::MAX), Mark::Cv { id: 17, uploaded_at }] {
            assert_eq!(mark.to_string().parse(), Ok(mark));
        }
        assert_eq!(" cv  17 2026-11-23T10:15:00.123456+01:00 ".parse(), Ok(Mark::Cv { id: 17, uploaded_at }));
    }

    #[test]
    fn anything_else_is_no_mark() {
        for line in ["", "account", "account x", "account 1 2", "cv 1", "cv 1 yesterday", "user 1", "ada@example.com"] {
            assert!(line.parse::<Mark>().is_err(), "{line}");
        }
    }
}
