//! `/cv`: upload a CV or paste its text, and see which CVs are there.

pub mod profile;
mod upload;

use self::upload::{Chosen, UploadRefusal};
use super::error::AppResult;
use super::page::{self, Chrome};
use super::session::SignedIn;
use super::text;
use crate::app::App;
use crate::db::Connection;
use crate::models::cv::{Cv, CvLine};
use crate::reading::{self, NotTaken};
use actix_multipart::Multipart;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

#[derive(Template)]
#[template(path = "cv/index.html")]
struct CvIndex {
    chrome: Chrome,
    cvs: Vec<CvLine>,
    refusal: Option<UploadRefusal>,
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
    let taken = match sent.chosen {
        Ok(chosen) => take_in(&app, person.user.id, chosen).await?,
        Err(refusal) => Err(refusal),
    };
    match taken {
        Ok(cv) => Ok(page::redirect(&next(&app, &cv), "Your CV is here.")),
        Err(refusal) => {
            let refusal = UploadRefusal { text: sent.text, ..refusal };
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

/// The CV, or what is said beside the field that its file came from.
async fn take_in(app: &App, user_id: i32, chosen: Chosen) -> AppResult<Result<Cv, UploadRefusal>> {
    match reading::take_in(app, user_id, &chosen.file).await {
        Ok(cv) => Ok(Ok(cv)),
        Err(NotTaken::TooManyToday) => Ok(Err(chosen.refused(TOO_MANY))),
        Err(NotTaken::Unreadable(error)) => Ok(Err(chosen.refused(error.message()))),
        Err(NotTaken::NoConnection(error)) => Err(error.into()),
        Err(NotTaken::Database(error)) => Err(error.into()),
    }
}

const TOO_MANY: &str = "You have uploaded five CVs today. The next one is possible tomorrow.";

impl CvIndex {
    async fn load(
        conn: &mut Connection,
        app: &App,
        person: &SignedIn,
        refusal: Option<UploadRefusal>,
    ) -> QueryResult<Self> {
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
