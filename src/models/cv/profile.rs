//! Profiles: results of reading a text, shared by all CVs with that text; and the tokens that readings took.

use crate::cv::profile::Profile;
use crate::cv::{CvReader, ReadingOutcome};
use crate::db::Connection;
use crate::schema::{cvs, profiles, readings};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_async::RunQueryDsl;

/// A profile: the reading of a text, shared by all CVs with that text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = profiles)]
pub struct ProfileRow {
    /// Digest of what is sent, prompt and model.
    pub key: String,
    /// Reader of the text, present or future.
    pub reader: CvReader,
    /// The model's name, or the offline reader's with its version.
    pub model: String,
    /// Titles, places and filters. None: still to be read.
    pub profile: Option<serde_json::Value>,
    /// Text sent to Claude, to the letter. None: nothing left the house, or the text is kept no longer.
    pub sent: Option<String>,
    /// Time at which the sent text was deleted.
    pub sent_gone_at: Option<DateTime<Utc>>,
    /// Cause of the last failed try.
    pub error: Option<String>,
    /// Time of reading.
    pub read_at: Option<DateTime<Utc>>,
}

impl ProfileRow {
    /// Profile with a key.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such profile; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, key: &str) -> QueryResult<Self> {
        profiles::table.find(key).select(Self::as_select()).first(conn).await
    }

    /// The profile's content; None: still unread.
    pub fn parsed(&self) -> Option<Profile> {
        serde_json::from_value(self.profile.clone()?).ok()
    }

    /// Whether the offline reader read the text, or is going to.
    pub fn is_offline(&self) -> bool {
        self.reader == CvReader::Offline
    }

    /// Makes room for a reading, with the text that Claude is going to be given. An equal text that was read before
    /// keeps its profile, and its sent text is known again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(
        conn: &mut Connection,
        key: &str,
        reader: CvReader,
        model: &str,
        sent: Option<&str>,
        now: DateTime<Utc>,
    ) -> QueryResult<Self> {
        diesel::insert_into(profiles::table)
            .values((
                profiles::key.eq(key),
                profiles::reader.eq(reader),
                profiles::model.eq(model),
                profiles::sent.eq(sent),
                profiles::created_at.eq(now),
            ))
            .on_conflict(profiles::key)
            .do_update()
            .set((
                profiles::sent.eq(sql::<Nullable<Text>>(
                    "CASE WHEN profiles.sent_gone_at IS NULL THEN profiles.sent ELSE excluded.sent END",
                )),
                profiles::sent_gone_at.eq(None::<DateTime<Utc>>),
            ))
            .returning(Self::as_returning())
            .get_result(conn)
            .await
    }

    /// Keeps a reader's result.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn keep(
        conn: &mut Connection,
        key: &str,
        (reader, model): (CvReader, &str),
        profile: &serde_json::Value,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::update(profiles::table.find(key))
            .set((
                profiles::reader.eq(reader),
                profiles::model.eq(model),
                profiles::profile.eq(profile),
                profiles::read_at.eq(now),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Deletes a profile without a CV.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn delete_if_unused(conn: &mut Connection, key: &str) -> QueryResult<()> {
        diesel::delete(
            profiles::table
                .find(key)
                .filter(diesel::dsl::not(diesel::dsl::exists(cvs::table.filter(cvs::profile_key.eq(profiles::key))))),
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}

/// Tokens of a reading.
#[derive(Insertable)]
#[diesel(table_name = readings)]
pub struct NewReading<'a> {
    /// Time of the reading.
    pub at: DateTime<Utc>,
    /// Local day of `at`.
    pub day: NaiveDate,
    /// Model of the reading.
    pub model: &'a str,
    /// Tokens read.
    pub input_tokens: i64,
    /// Tokens written.
    pub output_tokens: i64,
    /// End of the reading.
    pub outcome: ReadingOutcome,
}

impl NewReading<'_> {
    /// Records the tokens.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or person or profile do not exist.
    pub async fn insert(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::insert_into(readings::table).values(self).execute(conn).await?;
        Ok(())
    }
}
