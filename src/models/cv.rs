//! Uploaded CVs: text, and the profile read from it.

use crate::cv::profile::Profile;
use crate::cv::{CvReader, Kind, ReadingOutcome};
use crate::db::Connection;
use crate::models::deletion::{Deletion, Mark};
use crate::schema::{cv_uploads, cvs, profiles, readings};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use diesel_async::RunQueryDsl;
use sha2::{Digest, Sha256};

/// A CV with its text.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = cvs)]
pub struct Cv {
    /// Number of the CV.
    pub id: i32,
    /// Owner; nobody else sees the CV.
    pub user_id: i32,
    /// As the person named it, for showing.
    pub file_name: String,
    /// Format of the file.
    pub kind: Kind,
    /// Size of the file.
    pub size_bytes: i32,
    /// Whole text. None: deleted, some time after the reading.
    pub text: Option<String>,
    /// Time at which the text was deleted.
    pub text_gone_at: Option<DateTime<Utc>>,
    /// Digest of the text, see [`text_key`].
    pub text_key: String,
    /// Key of the profile.
    pub profile_key: String,
    /// When its searches were made. None: still to be read.
    pub searches_made_at: Option<DateTime<Utc>>,
    /// Time of the upload.
    pub uploaded_at: DateTime<Utc>,
    /// True: its searches take the place of the last CV's, instead of standing beside them.
    pub replaces: bool,
}

/// A CV with its profile, without its text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = cvs)]
pub struct CvLine {
    /// Number of the CV.
    pub id: i32,
    /// As the person named it, for showing.
    pub file_name: String,
    /// When its searches were made. None: still to be read.
    pub searches_made_at: Option<DateTime<Utc>>,
    /// Time of the upload.
    pub uploaded_at: DateTime<Utc>,
    /// Profile of the text.
    #[diesel(embed)]
    pub profile: ProfileRow,
}

/// A CV that is taken in.
#[derive(Insertable)]
#[diesel(table_name = cvs)]
pub struct NewCv<'a> {
    /// Owner of the CV.
    pub user_id: i32,
    /// As the person named it, for showing.
    pub file_name: &'a str,
    /// Format of the file.
    pub kind: Kind,
    /// Size of the file.
    pub size_bytes: i32,
    /// Whole text.
    pub text: &'a str,
    /// Digest of the text, see [`text_key`].
    pub text_key: String,
    /// Key of the profile.
    pub profile_key: &'a str,
    /// Time of the upload.
    pub uploaded_at: DateTime<Utc>,
    /// The searches take the place of the last CV's.
    pub replaces: bool,
}

impl NewCv<'_> {
    /// Keeps the CV.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or person or profile do not exist.
    pub async fn insert(&self, conn: &mut Connection) -> QueryResult<Cv> {
        diesel::insert_into(cvs::table).values(self).returning(Cv::as_returning()).get_result(conn).await
    }
}

impl Cv {
    /// A person's own CV; somebody else's does not exist.
    ///
    /// # Errors
    ///
    /// `NotFound` when the person has no such CV; otherwise, when the database cannot be asked.
    pub async fn of_user(conn: &mut Connection, user_id: i32, id: i32) -> QueryResult<Self> {
        cvs::table.find(id).filter(cvs::user_id.eq(user_id)).select(Self::as_select()).first(conn).await
    }

    /// A person's CVs with their profiles, newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all_of_user(conn: &mut Connection, user_id: i32) -> QueryResult<Vec<CvLine>> {
        cvs::table
            .inner_join(profiles::table.on(profiles::key.eq(cvs::profile_key)))
            .filter(cvs::user_id.eq(user_id))
            .order((cvs::uploaded_at.desc(), cvs::id.desc()))
            .select(CvLine::as_select())
            .load(conn)
            .await
    }

    /// Whether one of a person's CVs is still to be read.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_any_unread(conn: &mut Connection, user_id: i32) -> QueryResult<bool> {
        let unread = cvs::table.filter(cvs::user_id.eq(user_id).and(cvs::searches_made_at.is_null()));
        diesel::select(diesel::dsl::exists(unread)).get_result(conn).await
    }

    /// CVs of a read profile that still lack their searches.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn waiting_for(conn: &mut Connection, profile_key: &str) -> QueryResult<Vec<Self>> {
        cvs::table
            .filter(cvs::profile_key.eq(profile_key).and(cvs::searches_made_at.is_null()))
            .order(cvs::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// The text of any CV of a profile: as sent, their texts are equal. None: no such CV is left, or none with a text.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn any_text(conn: &mut Connection, profile_key: &str) -> QueryResult<Option<String>> {
        let texts = cvs::table.filter(cvs::profile_key.eq(profile_key)).select(cvs::text.assume_not_null());
        texts.filter(cvs::text.is_not_null()).first(conn).await.optional()
    }

    /// Marks a CV's searches as made; false: already made.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn mark_made(conn: &mut Connection, id: i32, now: DateTime<Utc>) -> QueryResult<bool> {
        let marked = diesel::update(cvs::table.find(id).filter(cvs::searches_made_at.is_null()))
            .set(cvs::searches_made_at.eq(now))
            .execute(conn)
            .await?;
        Ok(marked == 1)
    }

    /// Deletes a CV with its searches, and with its profile unless another CV has the same. The number of the deleted CV
    /// stays known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or this person has no such CV.
    pub async fn delete(conn: &mut Connection, user_id: i32, id: i32, now: DateTime<Utc>) -> QueryResult<()> {
        let (profile_key, uploaded_at): (String, DateTime<Utc>) =
            diesel::delete(cvs::table.find(id).filter(cvs::user_id.eq(user_id)))
                .returning((cvs::profile_key, cvs::uploaded_at))
                .get_result(conn)
                .await?;
        Deletion::note(conn, Mark::Cv { id, uploaded_at }, now).await?;
        ProfileRow::delete_if_unused(conn, &profile_key).await
    }

    /// Whose CV this is, if it is there.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn owner(conn: &mut Connection, id: i32, uploaded_at: DateTime<Utc>) -> QueryResult<Option<i32>> {
        let cv = cvs::table.find(id).filter(cvs::uploaded_at.eq(uploaded_at));
        cv.select(cvs::user_id).first(conn).await.optional()
    }

    /// Takes the texts away of CVs that were read before `read_before`, and what was sent of them, as soon as nobody's
    /// CV that says the same keeps a text. The profiles stay. Returns how many texts went.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_texts(
        conn: &mut Connection,
        read_before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> QueryResult<usize> {
        let texts =
            diesel::update(cvs::table.filter(cvs::text.is_not_null()).filter(cvs::searches_made_at.le(read_before)))
                .set((cvs::text.eq(None::<String>), cvs::text_gone_at.eq(now)))
                .execute(conn)
                .await?;
        let kept = cvs::table.filter(cvs::profile_key.eq(profiles::key).and(cvs::text.is_not_null()));
        let unread = cvs::table.filter(cvs::profile_key.eq(profiles::key).and(cvs::searches_made_at.is_null()));
        diesel::update(profiles::table)
            .filter(profiles::sent.is_not_null().and(profiles::read_at.le(read_before)))
            .filter(diesel::dsl::not(diesel::dsl::exists(kept)).and(diesel::dsl::not(diesel::dsl::exists(unread))))
            .set((profiles::sent.eq(None::<String>), profiles::sent_gone_at.eq(now)))
            .execute(conn)
            .await?;
        Ok(texts)
    }

    /// A person's CV that says the same, read by the same reader.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_text(
        conn: &mut Connection,
        user_id: i32,
        profile_key: &str,
        text: &str,
    ) -> QueryResult<Option<Self>> {
        cvs::table
            .filter(cvs::user_id.eq(user_id).and(cvs::profile_key.eq(profile_key)))
            .filter(cvs::text_key.eq(text_key(text)))
            .order(cvs::id.desc())
            .select(Self::as_select())
            .first(conn)
            .await
            .optional()
    }

    /// Makes a person's uploads of a day wait for each other, until the transaction ends.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_uploads(conn: &mut Connection, user_id: i32, day: NaiveDate) -> QueryResult<()> {
        diesel::insert_into(cv_uploads::table)
            .values((cv_uploads::user_id.eq(user_id), cv_uploads::day.eq(day), cv_uploads::uploads.eq(0)))
            .on_conflict((cv_uploads::user_id, cv_uploads::day))
            .do_update()
            .set(cv_uploads::uploads.eq(cv_uploads::uploads))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Uploads of a person on a day, for refusing one before any work is done.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn uploads(conn: &mut Connection, user_id: i32, day: NaiveDate) -> QueryResult<i32> {
        let found = cv_uploads::table.find((user_id, day)).select(cv_uploads::uploads).first(conn).await.optional()?;
        Ok(found.unwrap_or(0))
    }

    /// Counts an upload today. False: over the day's limit.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count_upload(conn: &mut Connection, user_id: i32, day: NaiveDate, limit: i32) -> QueryResult<bool> {
        let uploads: i32 = diesel::insert_into(cv_uploads::table)
            .values((cv_uploads::user_id.eq(user_id), cv_uploads::day.eq(day), cv_uploads::uploads.eq(1)))
            .on_conflict((cv_uploads::user_id, cv_uploads::day))
            .do_update()
            .set(cv_uploads::uploads.eq(cv_uploads::uploads + 1))
            .returning(cv_uploads::uploads)
            .get_result(conn)
            .await?;
        Ok(uploads <= limit)
    }
}

/// Digest of a CV's text. Equal texts are the same CV, even after the text's deletion.
pub fn text_key(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

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

    /// Makes room for a reading, with what Claude is going to be given; an equal text that was read before keeps its
    /// profile, and what was sent of it is known again.
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

    /// Deletes a profile that no CV has any more.
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
    /// When.
    pub at: DateTime<Utc>,
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
