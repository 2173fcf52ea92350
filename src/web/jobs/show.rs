//! `GET /jobs/{id}`: one job.

use super::done::Done;
use super::follow::FollowUp;
use super::mark::is_list;
use super::note::{NoteErrors, NoteForm};
use super::tags::Stated;
use super::view::JobView;
use super::{note, pay};
use crate::app::App;
use crate::models::job::{ClosedWhy, Closing, JobCopy, Sight, Together};
use crate::text::{self, Html};
use crate::tongue::Tongue;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::SignedIn;
use crate::web::{filters, labels};
use crate::words::text_of;
use actix_web::HttpRequest;
use actix_web::http::header::REFERER;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use url::Url;

/// Shows a job that a search of the person found.
pub(crate) async fn show(app: Data<App>, signed_in: SignedIn, path: Path<i64>, request: HttpRequest) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let mut conn = app.db.conn().await?;
    let sight = Sight::find(&mut conn, user.id, path.into_inner()).await?;
    drop(conn);
    let mut fields = Fields::parse(request.query_string());
    let done = Done::parse(&fields.text_of("done", MAX_ADDRESS));
    let from = fields.text_of("from", MAX_ADDRESS);
    let from = if is_list(&from) { from } else { list_before(&request).unwrap_or_default() };
    let list = JobView::parse(from.split_once('?').map_or("", |(_, query)| query), app.config.country, &[]);
    let follow = FollowUp::of(done.as_ref(), &list, &[]);
    let show = JobShow { done, follow, ..JobShow::new(&app, chrome, sight, &from) };
    page::page(&show.chrome, &show)
}

/// Longest address of the list with all its choices, in bytes.
const MAX_ADDRESS: usize = 2_000;

/// The list with the link to this page, by the browser's word (Referer), which our pages allow within this site.
fn list_before(request: &HttpRequest) -> Option<String> {
    let referer = Url::parse(request.headers().get(REFERER)?.to_str().ok()?).ok()?;
    let kept: Vec<_> = referer.query_pairs().filter(|(name, _)| name != "done").collect();
    let mut list = referer.clone();
    list.query_pairs_mut().clear().extend_pairs(kept);
    let query = list.query().filter(|query| !query.is_empty()).map(|query| format!("?{query}"));
    let list = format!("{}{}", referer.path(), query.unwrap_or_default());
    is_list(&list).then_some(list)
}

fn published(source: &str, publisher: Option<&str>) -> String {
    match publisher {
        Some(publisher) => say!("jobs-fact-published", source = source, publisher = publisher),
        None => source.to_owned(),
    }
}

/// A stated language by its name; unknown languages keep the provider's spelling.
fn language_name(stated: &str) -> String {
    Tongue::named(stated).map_or_else(|| stated.to_owned(), Tongue::name)
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
pub(super) struct JobShow {
    pub(super) chrome: Chrome,
    now: DateTime<Utc>,
    sight: Sight,
    /// Facts that the copies state together.
    together: Together,
    /// The list from which the page was opened; empty: none.
    from: String,
    /// The act of the button just pressed.
    done: Option<Done>,
    follow: FollowUp,
    note: NoteForm,
    errors: NoteErrors,
}

impl JobShow {
    pub(super) fn new(app: &App, chrome: Chrome, sight: Sight, from: &str) -> Self {
        let day = note::day(app, sight.marks.applied_at, sight.marks.applied_on);
        let note = NoteForm::of(day, sight.marks.note.as_deref());
        Self {
            chrome,
            now: app.clock.now(),
            together: Together::of(&sight.copies),
            sight,
            from: from.to_owned(),
            done: None,
            follow: FollowUp::default(),
            note,
            errors: NoteErrors::default(),
        }
    }

    /// The page with the typed note, and its faults.
    pub(super) fn typed(self, note: NoteForm, errors: NoteErrors) -> Self {
        Self { note, errors, ..self }
    }

    /// The page shows a note that could not be kept.
    fn is_typed(&self) -> bool {
        self.errors != NoteErrors::default()
    }

    /// The row in the list from which the page was opened.
    fn back_url(&self) -> String {
        match self.from.as_str() {
            "" => "/jobs".to_owned(),
            from => format!("{from}#job-{}", self.sight.job.id),
        }
    }

    /// Facts besides employer and place, by name; None: the job does not state the fact.
    fn facts(&self) -> Vec<(String, Option<String>)> {
        let stated = Stated::from(&self.together);
        let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
        vec![
            (say!("jobs-fact-arrangement"), stated.work_arrangement.map(labels::filter)),
            (
                say!("jobs-fact-employment"),
                list(stated.employment_types.iter().map(|name| labels::filter(name)).collect()),
            ),
            (say!("jobs-fact-seniority"), stated.seniority.map(labels::filter)),
            (say!("jobs-fact-industry"), list(stated.industries.iter().map(|name| labels::filter(name)).collect())),
            (say!("jobs-fact-salary"), self.together.salary.as_deref().map(pay::in_language)),
            (say!("jobs-fact-language"), self.sight.job.language.as_deref().map(language_name)),
        ]
    }

    /// The tag of the description's language: as its source states it, else by its text. None: unknown.
    fn lang(&self) -> Option<&'static str> {
        let job = &self.sight.job;
        let stated = job.language.as_deref().and_then(Tongue::named);
        stated.or_else(|| Tongue::of(&text_of(&job.description))).map(Tongue::tag)
    }

    /// When the job was closed, and by which sign; None: the job is open.
    fn closed(&self) -> Option<Html> {
        let Closing { at, why } = JobCopy::closing_of_all(&self.sight.copies, self.now)?;
        Some(match why {
            ClosedWhy::Employer | ClosedWhy::Ended => say_html!("jobs-closed-banner-html", at = self.time(&at)),
            ClosedWhy::NotSeen => say_html!("jobs-not-seen-banner-html", at = self.time(&at)),
        })
    }

    fn source(&self) -> String {
        let job = &self.sight.job;
        published(job.source_label(), job.publisher.as_deref())
    }

    /// The person's searches that see the job.
    fn found_by(&self) -> String {
        let searches = self.sight.searches.iter().map(|search| {
            let name = format!("{} · {}", search.title_keyword, search.location);
            if search.is_active { name } else { say!("jobs-fact-not-active", search = name) }
        });
        searches.collect::<Vec<_>>().join("; ")
    }

    /// The job's other copies.
    fn others(&self) -> Vec<&JobCopy> {
        self.sight.copies.iter().filter(|copy| copy.id != self.sight.job.id).collect()
    }

    fn published(&self, copy: &JobCopy) -> String {
        published(copy.source_label(), copy.publisher.as_deref())
    }

    fn seen(&self, copy: &JobCopy) -> Html {
        say_html!("jobs-found-html", at = self.time(&copy.first_seen_at))
    }

    fn time(&self, at: &DateTime<Utc>) -> Html {
        text::moment(at, &self.now)
    }
}
