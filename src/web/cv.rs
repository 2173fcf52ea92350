//! `/cv`: upload a CV or paste its text, and see which CVs are there.

pub mod profile;
mod upload;

use self::upload::{Refusal, Upload};
use super::error::AppResult;
use super::page::{self, Chrome};
use super::session::SignedIn;
use super::text;
use crate::app::App;
use crate::cv::{self, CvError, Extracted};
use crate::db::Connection;
use crate::models::cv::{Cv, CvLine};
use crate::reading::{self, UPLOADS_A_DAY};
use actix_multipart::Multipart;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

#[derive(Template)]
#[template(path = "cv/index.html")]
struct CvIndex {
    chrome: Chrome,
    cvs: Vec<CvLine>,
    refusal: Option<Refusal>,
    is_live: bool,
    now: DateTime<Utc>,
}

pub async fn index(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let index = CvIndex::load(&mut conn, &app, &person, None).await?;
    page::page(&index.chrome, &index)
}

/// Takes in a CV. Whatever is wrong with it is said beside the field; then nothing is kept and no model has seen it.
pub async fn create(app: Data<App>, person: SignedIn, form: Multipart) -> AppResult {
    let sent = upload::receive(form).await?;
    let taken = match sent.upload {
        Ok(upload) => take_in(&app, person.user.id, upload).await?,
        Err(refusal) => Err(refusal),
    };
    match taken {
        Ok(cv) => Ok(page::redirect(&next(&app, &cv), "Your CV is here.")),
        Err(refusal) => {
            let refusal = Refusal { text: sent.text, ..refusal };
            let mut conn = app.db.conn().await?;
            let index = CvIndex::load(&mut conn, &app, &person, Some(refusal)).await?;
            page::invalid(&index.chrome, &index)
        }
    }
}

/// Where the person sees what comes of it; where nothing is loaded by itself, where they decide.
fn next(app: &App, cv: &Cv) -> String {
    if app.config.auto_titles == 0 || app.config.auto_places == 0 {
        return format!("/cv/{}", cv.id);
    }
    "/home".to_owned()
}

async fn take_in(app: &App, user_id: i32, upload: Upload) -> AppResult<Result<Cv, Refusal>> {
    let mut conn = app.db.conn().await?;
    if Cv::uploads(&mut conn, user_id, app.today()).await? >= UPLOADS_A_DAY {
        return Ok(Err(upload.refused(TOO_MANY)));
    }
    drop(conn);
    let extracted = match read(app, &upload).await {
        Ok(extracted) => extracted,
        Err(error) => return Ok(Err(upload.refused(error.message()))),
    };
    let mut conn = app.db.conn().await?;
    let accepting = conn.transaction(async |conn| accept(conn, app, user_id, &upload, &extracted).await);
    let accepted = accepting.await?;
    Ok(accepted.ok_or_else(|| upload.refused(TOO_MANY)))
}

const TOO_MANY: &str = "You have uploaded five CVs today. The next one is possible tomorrow.";

/// The text of a file, if it is one that a reader should see. No connection is held meanwhile.
async fn read(app: &App, upload: &Upload) -> Result<Extracted, CvError> {
    let extracted = cv::extract(&app.program, upload.bytes.clone()).await?;
    cv::quality::check(&extracted)?;
    Ok(extracted)
}

/// None: the day's uploads were used up in the meantime.
async fn accept(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    upload: &Upload,
    extracted: &Extracted,
) -> QueryResult<Option<Cv>> {
    if !Cv::count_upload(conn, user_id, app.today(), UPLOADS_A_DAY).await? {
        return Ok(None);
    }
    let upload = reading::Upload { file_name: &upload.file_name, size_bytes: upload.bytes.len(), extracted };
    reading::accept(conn, app, user_id, &upload).await.map(Some)
}

impl CvIndex {
    async fn load(conn: &mut Connection, app: &App, person: &SignedIn, refusal: Option<Refusal>) -> QueryResult<Self> {
        let cvs = Cv::all_of_user(conn, person.user.id).await?;
        Ok(Self {
            chrome: person.chrome.clone(),
            is_live: cvs.iter().any(|cv| cv.searches_made_at.is_none()),
            cvs,
            refusal,
            now: app.clock.now(),
        })
    }

    fn file_error(&self) -> Option<&str> {
        self.refusal.as_ref().filter(|refusal| !refusal.is_of_text).map(|refusal| refusal.sentence)
    }

    fn text_error(&self) -> Option<&str> {
        self.refusal.as_ref().filter(|refusal| refusal.is_of_text).map(|refusal| refusal.sentence)
    }

    fn pasted(&self) -> &str {
        self.refusal.as_ref().map_or("", |refusal| &refusal.text)
    }

    /// What was found in a CV, in a few words.
    fn found(&self, cv: &CvLine) -> String {
        let Some(profile) = cv.profile.parsed() else { return "being read".to_owned() };
        let titles = text::count(profile.titles.len() as i64, "title", "titles");
        format!("{titles}, {}", text::count(profile.places.len() as i64, "place", "places"))
    }
}
