//! `/cv`: a form for a CV as file or pasted text, and the list of the person's CVs.

pub(super) mod acts;
pub(super) mod profile;
pub(super) mod upload;
pub(super) mod waiting;

use self::upload::{Remedy, Sent, Unfit, UploadRefusal};
use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use super::session::SignedIn;
use super::{filters, kept};
use crate::app::App;
use crate::config::ANTHROPIC_COUNTRY;
use crate::db::Connection;
use crate::models::cv::{Cv, CvLine};
use crate::reading::{self, NotTaken, Taken, Turn};
use actix_multipart::Multipart;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;

/// Time until the next look whether the upload under way has ended.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(10);

#[derive(Template)]
#[template(path = "cv/index.html")]
struct CvIndex {
    chrome: Chrome,
    cvs: Vec<CvLine>,
    refusal: Option<UploadRefusal>,
    /// The file name of the last CV that has searches on a list.
    last: Option<String>,
    is_live: bool,
    /// The readers of an upload, and their place; shown before any upload.
    readers: String,
    /// Whether a model would read an upload, unless the person says otherwise.
    has_model: bool,
    /// Searches that begin at once, and searches that wait for a click.
    rule: String,
    /// Days that a text is kept after it was read; 0: for good.
    days: i64,
    now: DateTime<Utc>,
}

/// Shows the form and the CVs.
pub(super) async fn index(app: Data<App>, request: HttpRequest, person: SignedIn) -> AppResult {
    let pasted = kept::fields(&request).await?.map(|fields| UploadRefusal::of_kept(&fields));
    let mut conn = app.db.conn().await?;
    let index = CvIndex::load(&mut conn, &app, &person, pasted).await?;
    page::page(&index.chrome, &index)
}

/// Takes in a CV. A refused CV is not kept and was shown to no model; the reason stands beside the field.
pub(super) async fn create(app: Data<App>, person: SignedIn, form: Multipart) -> AppResult {
    match take_in(&app, person.user.id, form).await? {
        Ok(Taken { cv, is_known: true }) => {
            let told = say!("cv-known", file = cv.file_name.as_str());
            Ok(page::redirect(&format!("/cv/{}", cv.id), &told))
        }
        Ok(Taken { cv, is_known: false }) => Ok(page::redirect(&next(&app, &cv), &say!("cv-taken-in"))),
        Err(refusal) => {
            let remedy = refusal.remedy;
            let index = CvIndex::load(&mut *app.db.conn().await?, &app, &person, Some(refusal)).await?;
            match remedy {
                Remedy::Other => page::invalid(&index.chrome, &index),
                Remedy::Later => page::busy(&index.chrome, &index),
                Remedy::Wait => page::slowed(&index.chrome, &index, UNDER_WAY),
            }
        }
    }
}

/// Path of the page that shows progress or, where no search is loaded by itself, of the page with the offers.
fn next(app: &App, cv: &Cv) -> String {
    if app.config.is_reviewed || app.config.auto_titles == 0 || app.config.auto_places == 0 {
        return format!("/cv/{}", cv.id);
    }
    "/home".to_owned()
}

/// The CV taken in, or a refusal beside its field. The turn begins before a byte is read; without a turn only the text
/// is kept, for the form.
async fn take_in(app: &Data<App>, user_id: i32, form: Multipart) -> AppResult<Result<Taken, UploadRefusal>> {
    let turn = match Turn::begin(app, user_id).await {
        Ok(turn) => turn,
        Err(not) => {
            let sent = upload::receive_without_file(form).await?;
            let is_of_text = sent.chosen.is_ok();
            return refused(not, sent, is_of_text).map(Err);
        }
    };
    let mut sent = match upload::receive(form).await {
        Ok(sent) => sent,
        Err(error) => {
            turn.end(matches!(error, AppError::Busy(_))).await;
            return Err(error);
        }
    };
    let nothing = Err(Unfit { is_of_text: false, sentence: String::new() });
    match std::mem::replace(&mut sent.chosen, nothing) {
        Ok(chosen) => {
            let is_of_text = chosen.is_text();
            match reading::take_in(app, turn, chosen.file).await {
                Ok(taken) => Ok(Ok(taken)),
                Err(not) => refused(not, sent, is_of_text).map(Err),
            }
        }
        Err(Unfit { is_of_text, sentence }) => {
            turn.end(false).await;
            Ok(Err(sent.refused(is_of_text, Remedy::Other, sentence)))
        }
    }
}

fn refused(not: NotTaken, sent: Sent, is_of_text: bool) -> AppResult<UploadRefusal> {
    let (remedy, sentence) = match not {
        NotTaken::TooManyToday => (Remedy::Other, say!("cv-refused-five")),
        NotTaken::TooManyTries => (Remedy::Other, say!("cv-refused-tries")),
        NotTaken::UnderWay => (Remedy::Wait, say!("cv-refused-under-way")),
        NotTaken::Unreadable(error) if error.is_ours() => (Remedy::Later, error.message()),
        NotTaken::Unreadable(error) => (Remedy::Other, error.message()),
        NotTaken::NoConnection(error) => return Err(error.into()),
        NotTaken::Database(error) => return Err(error.into()),
    };
    Ok(sent.refused(is_of_text, remedy, sentence))
}

/// The readers of an upload, and their country, as the settings say.
pub(super) fn readers(app: &App) -> String {
    let Some(claude) = &app.config.claude else { return say!("cv-readers-none") };
    let host = claude.base_url.host_str().unwrap_or_default();
    let country = claude.country.as_deref().map(|country| match country {
        ANTHROPIC_COUNTRY => say!("cv-country-of-claude"),
        stated => stated.to_owned(),
    });
    match country {
        Some(country) => say!("cv-readers-model", model = claude.model, host = host, country = country),
        None => say!("cv-readers-model-somewhere", model = claude.model, host = host),
    }
}

/// The rule for an upload: searches that begin by themselves, and searches that wait for a click.
fn rule(app: &App) -> String {
    let is_all_by_hand = app.config.auto_titles == 0 || app.config.auto_places == 0;
    if app.config.is_reviewed || is_all_by_hand { say!("cv-rule-review") } else { say!("cv-rule") }
}

impl CvIndex {
    async fn load(
        conn: &mut Connection,
        app: &App,
        person: &SignedIn,
        refusal: Option<UploadRefusal>,
    ) -> QueryResult<Self> {
        let cvs = Cv::all_of_user(conn, person.user.id).await?;
        let last = reading::last_standing(conn, person.user.id, i32::MAX).await?;
        Ok(Self {
            last: cvs.iter().find(|cv| Some(cv.id) == last).map(|cv| cv.file_name.clone()),
            chrome: person.chrome.clone(),
            is_live: cvs.iter().any(|cv| cv.searches_made_at.is_none()),
            cvs,
            refusal,
            readers: readers(app),
            has_model: app.config.claude.is_some(),
            rule: rule(app),
            days: app.config.cv_days,
            now: app.clock.now(),
        })
    }

    /// The kept parts of an upload, and for how long.
    fn kept(&self) -> String {
        if self.days == 0 { say!("cv-privacy") } else { say!("cv-privacy-days", days = self.days) }
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

    fn is_kept_here(&self) -> bool {
        self.refusal.as_ref().is_some_and(|refusal| refusal.is_kept_here)
    }

    fn replaces(&self) -> bool {
        self.refusal.as_ref().is_some_and(|refusal| refusal.replaces)
    }

    /// "2 titles, 1 place"
    fn found(&self, cv: &CvLine) -> String {
        let Some(profile) = cv.profile.parsed() else { return say!("cv-being-read") };
        say!("cv-found-count", titles = profile.titles.len(), places = profile.places.len())
    }
}
