//! `GET /jobs/{id}`: one job.

use super::pay;
use super::tags::{Stated, employment_type};
use crate::app::App;
use crate::models::job::{ClosedWhy, Closing, JobCopy, Sight, Together};
use crate::text::{self, Html};
use crate::tongue::Tongue;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{filters, labels};
use crate::words::text_of;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

/// Shows a job that a search of the person found.
pub(crate) async fn show(app: Data<App>, signed_in: SignedIn, path: Path<i64>) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let mut conn = app.db.conn().await?;
    let sight = Sight::find(&mut conn, user.id, path.into_inner()).await?;
    drop(conn);
    let together = Together::of(&sight.copies);
    let show = JobShow { chrome, now: app.clock.now(), sight, together };
    page::page(&show.chrome, &show)
}

fn published(source: &str, publisher: Option<&str>) -> String {
    match publisher {
        Some(publisher) => say!("jobs-fact-published", source = source, publisher = publisher),
        None => source.to_owned(),
    }
}

/// A stated language by its name; unknown ones keep the spelling of the provider.
fn language_name(stated: &str) -> String {
    Tongue::named(stated).map_or_else(|| stated.to_owned(), Tongue::name)
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
struct JobShow {
    chrome: Chrome,
    now: DateTime<Utc>,
    sight: Sight,
    /// What its copies state together.
    together: Together,
}

impl JobShow {
    /// Facts besides employer and place, by name; None: the job does not state the fact.
    fn facts(&self) -> Vec<(String, Option<String>)> {
        let stated = Stated::from(&self.together);
        let list = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
        vec![
            (say!("jobs-fact-arrangement"), stated.work_arrangement.map(labels::filter)),
            (
                say!("jobs-fact-employment"),
                list(stated.employment_types.iter().map(|name| employment_type(name)).collect()),
            ),
            (say!("jobs-fact-seniority"), stated.seniority.map(labels::filter)),
            (say!("jobs-fact-industry"), list(stated.industries.iter().map(|name| labels::filter(name)).collect())),
            (say!("jobs-fact-salary"), self.together.salary.as_deref().map(pay::in_language)),
            (say!("jobs-fact-language"), self.sight.job.language.as_deref().map(language_name)),
        ]
    }

    /// The tag of the description's language: as its source states it, else as its text tells. None: nobody knows.
    fn lang(&self) -> Option<&'static str> {
        let job = &self.sight.job;
        let stated = job.language.as_deref().and_then(Tongue::named);
        stated.or_else(|| Tongue::of(&text_of(&job.description))).map(Tongue::tag)
    }

    /// When the job was closed, and by what; None: it is open.
    fn closed(&self) -> Option<Html> {
        let Closing { at, why } = JobCopy::closing_of_all(&self.sight.copies, self.now)?;
        Some(match why {
            ClosedWhy::Employer => say_html!("jobs-closed-banner-html", at = self.time(&at)),
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

    /// The other copies.
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
