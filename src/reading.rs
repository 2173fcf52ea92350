//! From an uploaded file to searches: limited, extracted, judged, stripped of the person, read once for all people with
//! the same text, made into wishes.

mod begin;
pub mod choice;
pub mod corrections;
pub mod edited;
pub mod offers;
mod turn;

pub use self::begin::{everything, last_standing, make_searches, strongest};
pub use self::turn::{TRIES_A_DAY, Turn};

use crate::app::App;
use crate::cv::profile::Profile;
use crate::cv::{self, CvError, CvReader, Extracted, ReadingOutcome, claude, offline};
use crate::db::{Connection, PoolError};
use crate::models::cv::{Cv, NewCv, NewReading, ProfileRow, text_key};
use crate::queue::{Kind, Lane, NewTask};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Most CVs taken in for a person on a local day.
pub const UPLOADS_A_DAY: i32 = 5;

/// Name of the list for a CV's searches.
pub const LIST_NAME: &str = "From your CV";

/// The offline reader's name and version: a new version reads equal texts anew.
const OFFLINE_MODEL: &str = "offline-3";

/// Tries before the offline reader takes over from Claude.
const MAX_ATTEMPTS: i32 = 4;

/// A person's file, or pasted text.
#[derive(Debug)]
pub struct CvFile {
    /// Name of the file, for showing only.
    pub file_name: String,
    /// The content, at most [`cv::MAX_FILE_BYTES`].
    pub bytes: Vec<u8>,
    /// Whether this CV's searches replace the searches of the last CV; else both stand side by side.
    pub replaces: bool,
    /// The person wants no model to read the file.
    pub is_kept_here: bool,
}

/// A CV taken in.
#[derive(Debug)]
pub struct Taken {
    /// The CV.
    pub cv: Cv,
    /// The person has uploaded this text before: nothing was added or counted.
    pub is_known: bool,
}

/// Reason why a file was not taken in. Nothing of the file is kept then, and no reader has seen the text.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The day's uploads are used up.
    #[error("too many uploads today")]
    TooManyToday,
    /// The day's tries are used up, though fewer CVs were taken in.
    #[error("too many tries today")]
    TooManyTries,
    /// Another upload of this person is being taken in.
    #[error("another upload is under way")]
    UnderWay,
    /// The file has no text of a CV; [`CvError::message`] is the sentence for the person.
    #[error(transparent)]
    Unreadable(#[from] CvError),
    /// The database gave no connection.
    #[error(transparent)]
    NoConnection(#[from] PoolError),
    /// The database refused a statement.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// Takes a person's file in, in the person's turn: text, quality, acceptance. No connection is held while the child
/// reads.
///
/// # Errors
///
/// Tells a refused file ([`NotTaken::TooManyToday`], [`NotTaken::Unreadable`]) from a database out of order.
pub async fn take_in(app: &App, turn: Turn, file: CvFile) -> Result<Taken, NotTaken> {
    let taken = read_and_accept(app, turn.user_id(), file).await;
    turn.end(matches!(taken, Err(NotTaken::Unreadable(error)) if error.is_ours())).await;
    taken
}

async fn read_and_accept(app: &App, user_id: i32, file: CvFile) -> Result<Taken, NotTaken> {
    let size_bytes = file.bytes.len();
    let extracted = app.extractor.extract(file.bytes).await?;
    let (extracted, sent) = judged(extracted).await?;
    let upload = Upload {
        file_name: &file.file_name,
        size_bytes,
        extracted: &extracted,
        sent: &sent,
        replaces: file.replaces,
        is_kept_here: file.is_kept_here,
    };
    let mut conn = app.db.conn().await?;
    let accepting = conn.transaction(async |conn| count_and_accept(conn, app, user_id, &upload).await);
    accepting.await?.ok_or(NotTaken::TooManyToday)
}

/// Judges a text, and makes what a reader is given of it; on a thread for computing.
async fn judged(extracted: Extracted) -> Result<(Extracted, String), CvError> {
    let judging = tokio::task::spawn_blocking(move || {
        cv::quality::check(&extracted)?;
        let sent = cv::sent(&extracted.text);
        Ok((extracted, sent))
    });
    judging.await.unwrap_or(Err(CvError::Unavailable))
}

/// Takes a CV in; None: the day's uploads are used up. An equal text again is the person's CV already here.
async fn count_and_accept(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    upload: &Upload<'_>,
) -> QueryResult<Option<Taken>> {
    let text = &upload.extracted.text;
    let (_, model) = reader(app, upload.is_kept_here);
    if let Some(cv) = Cv::with_text(conn, user_id, &profile_key(upload.sent, &model), text).await? {
        return Ok(Some(Taken { cv, is_known: true }));
    }
    if !Cv::count_upload(conn, user_id, app.today(), UPLOADS_A_DAY).await? {
        return Ok(None);
    }
    let cv = accept(conn, app, user_id, upload).await?;
    Ok(Some(Taken { cv, is_known: false }))
}

/// A file with its extracted text.
pub struct Upload<'a> {
    /// Name of the file, for showing only.
    pub file_name: &'a str,
    /// Bytes of the file, not of its text.
    pub size_bytes: usize,
    /// Text and format.
    pub extracted: &'a Extracted,
    /// What a reader is given: [`cv::sent()`] of the text.
    pub sent: &'a str,
    /// Whether this CV's searches replace the searches of the last CV.
    pub replaces: bool,
    /// The person wants no model to read the file.
    pub is_kept_here: bool,
}

/// Takes in a CV: reuses the profile of an equal text, else queues the reading. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn accept(conn: &mut Connection, app: &App, user_id: i32, upload: &Upload<'_>) -> QueryResult<Cv> {
    let now = app.clock.now();
    let (reader, model) = reader(app, upload.is_kept_here);
    let key = profile_key(upload.sent, &model);
    let leaving = (reader == CvReader::Claude).then_some(upload.sent);
    let profile = ProfileRow::begin(conn, &key, reader, &model, leaving, now).await?;
    let new = NewCv {
        user_id,
        file_name: upload.file_name,
        kind: upload.extracted.kind,
        size_bytes: i32::try_from(upload.size_bytes).unwrap_or(i32::MAX),
        text: &upload.extracted.text,
        text_key: text_key(&upload.extracted.text),
        profile_key: &key,
        uploaded_at: now,
        replaces: upload.replaces,
    };
    let cv = new.insert(conn).await?;
    match profile.parsed() {
        Some(profile) => make_searches(conn, app, &cv, &profile).await?,
        None => queue_reading(conn, app, &key).await?,
    }
    Ok(cv)
}

async fn queue_reading(conn: &mut Connection, app: &App, key: &str) -> QueryResult<()> {
    let now = app.clock.now();
    let task = NewTask {
        kind: Kind::ReadCv,
        lane: Lane::Reading,
        source: None,
        unique_key: key.to_owned(),
        fetch_id: None,
        payload: serde_json::json!({ "profile_key": key }),
        rank: 0,
        priority: 100,
        max_attempts: MAX_ATTEMPTS,
        due_at: now,
    };
    task.enqueue(conn, now).await?;
    Ok(())
}

fn reader(app: &App, is_kept_here: bool) -> (CvReader, String) {
    match &app.config.claude {
        Some(config) if !is_kept_here => (CvReader::Claude, config.model.clone()),
        _ => (CvReader::Offline, OFFLINE_MODEL.to_owned()),
    }
}

/// Key of a shared profile: equal sent texts, read with the same prompt and model, are read once.
fn profile_key(sent: &str, model: &str) -> String {
    cv::masked_key(sent, claude::PROMPT_VERSION, model)
}

/// A reader's finding, and the price in tokens.
pub struct Read {
    /// Model or offline reader.
    pub reader: CvReader,
    /// Name of the model, or of the offline reader with its version.
    pub model: String,
    /// Titles, places and filters.
    pub profile: Profile,
    /// Tokens read; 0 offline.
    pub input_tokens: i64,
    /// Tokens written; 0 offline.
    pub output_tokens: i64,
}

/// Keeps a reading, and makes the searches of every CV waiting for the reading.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn finish(conn: &mut Connection, app: &App, key: &str, read: &Read) -> QueryResult<()> {
    let now = app.clock.now();
    let profile =
        serde_json::to_value(&read.profile).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    ProfileRow::keep(conn, key, (read.reader, &read.model), &profile, now).await?;
    if read.reader == CvReader::Claude {
        let reading = NewReading {
            at: now,
            day: app.local_date(now),
            model: &read.model,
            input_tokens: read.input_tokens,
            output_tokens: read.output_tokens,
            outcome: ReadingOutcome::Read,
        };
        reading.insert(conn).await?;
    }
    for cv in Cv::waiting_for(conn, key).await? {
        make_searches(conn, app, &cv, &read.profile).await?;
    }
    Ok(())
}

/// Reads offline the text that Claude would be given: profiles are shared by the sent text.
pub fn read_offline(text: &str) -> Read {
    Read {
        reader: CvReader::Offline,
        model: OFFLINE_MODEL.to_owned(),
        profile: Profile { skills: cv::skills(text), ..offline::read(&cv::sent(text)) },
        input_tokens: 0,
        output_tokens: 0,
    }
}
