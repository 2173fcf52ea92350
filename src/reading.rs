//! From an uploaded text to searches: masked, read once for everybody who has the same text, made into wishes.

pub mod offers;

use crate::app::App;
use crate::backfill::start::{self, Order};
use crate::cv::profile::Profile;
use crate::cv::{self, Extracted, claude, offline};
use crate::db::Connection;
use crate::models::cv::{Cv, NewCv, NewReading, ProfileRow};
use crate::models::search::Search;
use crate::queue::{NewTask, kind};
use crate::searches::{self, List, Wish};
use diesel::QueryResult;

/// Uploads a person may make on one local day.
pub const UPLOADS_A_DAY: i32 = 5;

/// The list that a CV's searches stand on.
pub const LIST_NAME: &str = "From your CV";

/// The offline reader's name and version: a new version reads equal texts anew.
const OFFLINE_MODEL: &str = "offline-1";

/// Tries before the offline reader takes over from Claude.
const MAX_ATTEMPTS: i32 = 4;

/// A file whose text has been extracted.
pub struct Upload<'a> {
    pub file_name: &'a str,
    pub size_bytes: usize,
    pub extracted: &'a Extracted,
}

/// Takes in a CV: reuses what was read from an equal text, else queues the reading. The caller opens the transaction.
pub async fn accept(conn: &mut Connection, app: &App, user_id: i32, upload: &Upload<'_>) -> QueryResult<Cv> {
    let now = app.clock.now();
    let (reader, model) = reader(app);
    let key = profile_key(app, &upload.extracted.text);
    let profile = ProfileRow::begin(conn, &key, reader, &model, now).await?;
    let new = NewCv {
        user_id,
        file_name: upload.file_name,
        kind: upload.extracted.kind.as_str(),
        size_bytes: i32::try_from(upload.size_bytes).unwrap_or(i32::MAX),
        text: &upload.extracted.text,
        profile_key: &key,
        uploaded_at: now,
    };
    let cv = new.insert(conn).await?;
    match profile.parsed() {
        Some(profile) => make_searches(conn, app, &cv, &profile).await?,
        None => queue_reading(conn, app, &key).await?,
    }
    Ok(cv)
}

async fn queue_reading(conn: &mut Connection, app: &App, key: &str) -> QueryResult<()> {
    let task = NewTask {
        kind: kind::READ_CV,
        unique_key: key.to_owned(),
        payload: serde_json::json!({ "profile_key": key }),
        rank: 0,
        priority: 100,
        max_attempts: MAX_ATTEMPTS,
        due_at: app.clock.now(),
    };
    task.enqueue(conn).await?;
    Ok(())
}

fn reader(app: &App) -> (&'static str, String) {
    match &app.config.claude {
        Some(config) => ("claude", config.model.clone()),
        None => ("offline", OFFLINE_MODEL.to_owned()),
    }
}

/// Equal masked text, read by the same prompt and model, gives the same profile.
fn profile_key(app: &App, text: &str) -> String {
    let (_, model) = reader(app);
    cv::masked_key(&cv::mask(text), claude::PROMPT_VERSION, &model)
}

/// Makes a CV's searches, and starts what is missing. Searches of earlier CVs retire; those made by hand stay.
pub async fn make_searches(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<()> {
    let now = app.clock.now();
    if !Cv::mark_made(conn, cv.id, now).await? {
        return Ok(());
    }
    start::lock_claims(conn).await?;
    retire_earlier(conn, app, cv).await?;
    let (list, wishes) = strongest(app, profile);
    for wish in &wishes {
        searches::add(conn, app, (cv.user_id, Some(cv.id)), &list, wish).await?;
    }
    start::for_person(conn, app, cv.user_id, Order::sign_up()).await?;
    Ok(())
}

async fn retire_earlier(conn: &mut Connection, app: &App, cv: &Cv) -> QueryResult<()> {
    let on_lists = Search::of_user(conn, cv.user_id).await?;
    let earlier: Vec<_> = on_lists.into_iter().filter(|search| search.cv_id.is_some()).collect();
    searches::retire(conn, app, cv.user_id, &earlier).await
}

/// The wishes that are loaded at once: the strongest titles × places, with the filters that the CV asks for in so many words.
pub fn strongest(app: &App, profile: &Profile) -> (List, Vec<Wish>) {
    let list = List {
        name: LIST_NAME.to_owned(),
        titles: profile.titles.iter().take(app.config.auto_titles).map(|found| found.text.clone()).collect(),
        locations: profile.places.iter().take(app.config.auto_places).map(|found| found.text.clone()).collect(),
        filters: profile.stated_filters(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).unwrap_or_default();
    (list, wishes)
}

/// Every title × place of a profile, strongest first.
pub fn everything(app: &App, profile: &Profile) -> (List, Vec<Wish>) {
    let list = List {
        name: LIST_NAME.to_owned(),
        titles: profile.titles.iter().map(|found| found.text.clone()).collect(),
        locations: profile.places.iter().map(|found| found.text.clone()).collect(),
        filters: profile.stated_filters(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).unwrap_or_default();
    (list, wishes)
}

/// What a reader found, and the tokens that it took.
pub struct Read {
    pub reader: &'static str,
    pub model: String,
    pub profile: Profile,
    pub input_tokens: i64,
    pub output_tokens: i64,
}

/// Keeps a reading, and makes the searches of every CV that waits for it.
pub async fn finish(conn: &mut Connection, app: &App, key: &str, read: &Read) -> QueryResult<()> {
    let now = app.clock.now();
    let profile =
        serde_json::to_value(&read.profile).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    ProfileRow::keep(conn, key, (read.reader, &read.model), &profile, now).await?;
    if read.reader == "claude" {
        let reading = NewReading {
            at: now,
            model: &read.model,
            input_tokens: read.input_tokens,
            output_tokens: read.output_tokens,
            outcome: "read",
        };
        reading.insert(conn).await?;
    }
    for cv in Cv::waiting_for(conn, key).await? {
        make_searches(conn, app, &cv, &read.profile).await?;
    }
    Ok(())
}

/// The offline reader's work on a text; contact details are masked for it too.
pub fn read_offline(text: &str) -> Read {
    Read {
        reader: "offline",
        model: OFFLINE_MODEL.to_owned(),
        profile: offline::read(&cv::mask(text)),
        input_tokens: 0,
        output_tokens: 0,
    }
}
