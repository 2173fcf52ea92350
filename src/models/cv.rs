//! Uploaded CVs: text, and the profile read from it.

mod profile;
mod uploads;

pub use self::profile::{NewReading, ProfileRow};

use crate::cv::Kind;
use crate::db::Connection;
use crate::models::deletion::{Deletion, Mark};
use crate::schema::{cvs, profiles};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
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
    /// File name as the person gave it, for showing.
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
    /// Time at which the CV's searches were made. None: still to be read.
    pub searches_made_at: Option<DateTime<Utc>>,
    /// Time of the upload.
    pub uploaded_at: DateTime<Utc>,
    /// True: the CV's searches take the place of the last CV's, instead of standing beside them.
    pub replaces: bool,
}

/// A CV with its profile, without its text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = cvs)]
pub struct CvLine {
    /// Number of the CV.
    pub id: i32,
    /// File name as the person gave it, for showing.
    pub file_name: String,
    /// Time at which the CV's searches were made. None: still to be read.
    pub searches_made_at: Option<DateTime<Utc>>,
    /// Time of the upload.
    pub uploaded_at: DateTime<Utc>,
    /// Profile of the text.
    #[diesel(embed)]
    pub profile: ProfileRow,
}

/// A CV to be taken in.
#[derive(Insertable)]
#[diesel(table_name = cvs)]
pub struct NewCv<'a> {
    /// Owner of the CV.
    pub user_id: i32,
    /// File name as the person gave it, for showing.
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
    /// True: the CV's searches take the place of the last CV's.
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
    /// A person's own CV; another person's CV does not exist here.
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

    /// Whether a CV of this person is still to be read.
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

    /// Text of any CV of a profile: as sent, all their texts are equal. None: no such CV is left, or none with a text.
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

    /// Deletes a CV with its searches, and with its profile unless another CV has the same. The deleted CV's number
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

    /// Owner of a CV, if the CV is there.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn owner(conn: &mut Connection, id: i32, uploaded_at: DateTime<Utc>) -> QueryResult<Option<i32>> {
        let cv = cvs::table.find(id).filter(cvs::uploaded_at.eq(uploaded_at));
        cv.select(cvs::user_id).first(conn).await.optional()
    }

    /// Deletes the texts of CVs that were read before `read_before`. Deletes also what was sent of a text, as soon as
    /// no CV with the same profile keeps a text or waits for reading. The profiles stay. Returns how many texts went.
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

    /// A person's CV with an equal text, read by the same reader.
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
}

/// Digest of a CV's text. Equal texts are the same CV, even after the text's deletion.
pub fn text_key(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
