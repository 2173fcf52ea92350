//! `GET /jobs/{id}`: one job.

use super::tags::{Stated, employment_type};
use crate::app::App;
use crate::models::job::{Sight, Twin, is_closed};
use crate::text::{self, Html};
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{filters, labels};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Shows a job that a search of the person found.
pub(crate) async fn show(app: Data<App>, signed_in: SignedIn, path: Path<i64>) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let mut conn = app.db.conn().await?;
    let sight = Sight::find(&mut conn, user.id, path.into_inner()).await?;
    let twin = sight.twin(&mut conn, user.id).await?;
    drop(conn);
    let show = JobShow { chrome, now: app.clock.now(), sight, twin };
    page::page(&show.chrome, &show)
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
struct JobShow {
    chrome: Chrome,
    now: DateTime<Utc>,
    sight: Sight,
    twin: Option<Twin>,
}

impl JobShow {
    /// Facts besides employer and place, by name; None: the job does not state the fact.
    fn facts(&self) -> Vec<(String, Option<String>)> {
        let job = &self.sight.job;
        let stated = Stated::from(job);
        let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
        vec![
            (say!("jobs-fact-arrangement"), stated.work_arrangement.map(labels::filter)),
            (
                say!("jobs-fact-employment"),
                list(stated.employment_types.iter().map(|name| employment_type(name)).collect()),
            ),
            (say!("jobs-fact-seniority"), stated.seniority.map(labels::filter)),
            (say!("jobs-fact-industry"), list(stated.industries.iter().map(|name| labels::filter(name)).collect())),
            (say!("jobs-fact-salary"), job.salary.clone()),
            (say!("jobs-fact-language"), job.language.clone()),
        ]
    }

    /// When a closed job ended, by its own account.
    fn closed(&self) -> Option<Html> {
        let end = self.sight.job.valid_through.filter(|end| is_closed(Some(*end), self.now))?;
        Some(say_html!("jobs-closed-banner-html", at = self.time(&end)))
    }

    fn source(&self) -> String {
        let job = &self.sight.job;
        match &job.publisher {
            Some(publisher) => say!("jobs-fact-published", source = job.source_label(), publisher = publisher),
            None => job.source_label().to_owned(),
        }
    }

    /// The person's searches that see the job.
    fn found_by(&self) -> String {
        let searches = self.sight.searches.iter().map(|search| {
            let name = format!("{} · {}", search.title_keyword, search.location);
            if search.is_active { name } else { say!("jobs-fact-not-active", search = name) }
        });
        searches.collect::<Vec<_>>().join("; ")
    }

    /// "JSearch lists the same title of the same employer, too: Berlin, posted 3 days ago."
    fn twin_sentence(&self, twin: &Twin) -> Html {
        let (source, job) = (twin.source.label(), format!("/jobs/{}", twin.id));
        let place = Some(&twin.location).filter(|place| !place.is_empty());
        match (place, twin.posted_at.as_ref().map(|at| self.time(at))) {
            (Some(place), Some(at)) => {
                say_html!("jobs-twin-place-posted-html", source = source, job = job, place = place, at = at)
            }
            (Some(place), None) => say_html!("jobs-twin-place-html", source = source, job = job, place = place),
            (None, Some(at)) => say_html!("jobs-twin-posted-html", source = source, job = job, at = at),
            (None, None) => say_html!("jobs-twin-html", source = source, job = job),
        }
    }

    fn time(&self, at: &DateTime<Utc>) -> Html {
        text::moment(at, &self.now)
    }
}
