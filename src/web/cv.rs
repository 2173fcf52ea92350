//! `/cv`: a form for a CV as file or pasted text, and the list of the person's CVs.

pub mod profile;
mod upload;

use self::upload::{Refusal, Upload};
use super::error::AppResult;
use super::filters;
use super::page::{self, Chrome};
use super::session::SignedIn;
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

/// Shows the form and the CVs.
pub async fn index(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let index = CvIndex::load(&mut conn, &app, &person, None).await?;
    page::page(&index.chrome, &index)
}

/// Takes in a CV. A refused one is not kept and was shown to no model; the reason stands beside the field.
pub async fn create(app: Data<App>, person: SignedIn, form: Multipart) -> AppResult {
    let sent = upload::receive(form).await?;
    let taken = match sent.upload {
        Ok(upload) => take_in(&app, person.user.id, upload).await?,
        Err(refusal) => Err(refusal),
    };
    match taken {
        Ok(cv) => Ok(page::redirect(&next(&app, &cv), &say!("cv-taken-in"))),
        Err(refusal) => {
            let refusal = Refusal { text: sent.text, ..refusal };
            let mut conn = app.db.conn().await?;
            let index = CvIndex::load(&mut conn, &app, &person, Some(refusal)).await?;
            page::invalid(&index.chrome, &index)
        }
    }
}

/// The page that shows progress or, where nothing is loaded by itself, the page with the offers.
fn next(app: &App, cv: &Cv) -> String {
    if app.config.auto_titles == 0 || app.config.auto_places == 0 {
        return format!("/cv/{}", cv.id);
    }
    "/home".to_owned()
}

async fn take_in(app: &App, user_id: i32, upload: Upload) -> AppResult<Result<Cv, Refusal>> {
    let mut conn = app.db.conn().await?;
    if Cv::uploads(&mut conn, user_id, app.today()).await? >= UPLOADS_A_DAY {
        return Ok(Err(upload.refused(say!("cv-refused-five"))));
    }
    drop(conn);
    let extracted = match read(app, &upload).await {
        Ok(extracted) => extracted,
        Err(error) => return Ok(Err(upload.refused(error.message()))),
    };
    let mut conn = app.db.conn().await?;
    let accepting = conn.transaction(async |conn| accept(conn, app, user_id, &upload, &extracted).await);
    let accepted = accepting.await?;
    Ok(accepted.ok_or_else(|| upload.refused(say!("cv-refused-five"))))
}

/// The text of a file that is fit for a reader. No connection is held meanwhile.
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
        self.refusal.as_ref().filter(|refusal| !refusal.is_of_text).map(|refusal| refusal.sentence.as_str())
    }

    fn text_error(&self) -> Option<&str> {
        self.refusal.as_ref().filter(|refusal| refusal.is_of_text).map(|refusal| refusal.sentence.as_str())
    }

    fn pasted(&self) -> &str {
        self.refusal.as_ref().map_or("", |refusal| &refusal.text)
    }

    /// "2 titles, 1 place"
    fn found(&self, cv: &CvLine) -> String {
        let Some(profile) = cv.profile.parsed() else { return say!("cv-being-read") };
        say!("cv-found-count", titles = profile.titles.len(), places = profile.places.len())
    }
}
