//! `/admin/fetches`: every purchase, and failures by cause.

pub(crate) mod acts;
mod file;
mod show;

pub(crate) use self::file::index as csv;
pub(crate) use self::show::show;

use super::acts::Many;
use super::tracking::meaning;
use super::{PAGE_SIZE, choices, words};
use crate::app::App;
use crate::models::act::Things;
use crate::models::fetch::FetchState;
use crate::models::fetch::failure::{Failure, MOST_RETRIED};
use crate::models::fetch::line::{FetchCriteria, FetchLine, MOST_SEARCHED};
use crate::models::tracking::Criteria;
use crate::place::CountryCode;
use crate::sources::Source;
use crate::text;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::query::{Fields, address};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "admin/fetches/index.html")]
struct FetchIndex {
    chrome: Chrome,
    criteria: FetchCriteria,
    complaints: Vec<String>,
    fetches: Vec<FetchLine>,
    failures: Vec<Failure>,
    /// Last fetch of the page; None: there are no older ones.
    next: Option<i64>,
    many: Many,
    now: DateTime<Utc>,
}

/// The page of fetches.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let (criteria, complaints) = read(request.query_string(), app.config.country);
    let mut conn = app.db.conn().await?;
    let mut fetches = FetchLine::page(&mut conn, &criteria, PAGE_SIZE as i64 + 1).await?;
    let has_more = fetches.len() > PAGE_SIZE;
    fetches.truncate(PAGE_SIZE);
    let next = fetches.last().filter(|_| has_more).map(|fetch| fetch.id);
    let failures = Failure::causes(&mut conn).await?;
    let many = Many::of(Things::Fetches, request.query_string(), None);
    let (chrome, now) = (viewer.chrome, app.clock.now());
    let index = FetchIndex { chrome, criteria, complaints, fetches, failures, next, many, now };
    page::page(&index.chrome, &index)
}

/// The fetches that a query string of the list stands for, from the newest on.
pub(super) fn criteria(query: &str, country: CountryCode) -> FetchCriteria {
    FetchCriteria { before: None, ..read(query, country).0 }
}

/// The filters of the list, with complaints about unreadable ones.
fn read(query: &str, country: CountryCode) -> (FetchCriteria, Vec<String>) {
    let mut fields = Fields::parse(query);
    let text = fields.text("q");
    let criteria = FetchCriteria {
        words: Criteria { text_means: meaning(&text, country), text, ..Criteria::default() },
        state: fields.choice("state", |text| text.parse().ok()),
        source: fields.choice("source", |text| text.parse().ok()),
        before: fields.choice("before", |text| text.parse().ok()),
    };
    (criteria, fields.complaints)
}

impl FetchIndex {
    fn address(&self, path: &str, before: Option<i64>) -> String {
        address(
            path,
            &[
                ("q", self.criteria.words.text.clone()),
                ("state", self.criteria.state.map_or("", FetchState::as_str).to_owned()),
                ("source", self.criteria.source.map_or("", Source::as_str).to_owned()),
                ("before", before.map(|id| id.to_string()).unwrap_or_default()),
            ],
        )
    }

    fn is_narrowed(&self) -> bool {
        self.criteria.state.is_some() || self.criteria.source.is_some() || !self.criteria.words.text.is_empty()
    }

    /// Words that are looked for among the newest fetches only, where very many combinations hold them.
    fn searched(&self) -> String {
        say!("admin-fetches-searched", most = MOST_SEARCHED)
    }

    /// The filter by state.
    fn states(&self) -> Vec<Choice> {
        let chosen = self.criteria.state.map(FetchState::as_str);
        FetchState::ALL.iter().map(|state| choices::choice(state.as_str(), words::state(state), chosen)).collect()
    }

    /// The filter by source.
    fn sources(&self) -> Vec<Choice> {
        choices::sources(self.criteria.source)
    }

    /// Button that retries the fetches of a cause.
    fn retry(&self, failure: &Failure) -> String {
        match failure.fetches {
            ..=MOST_RETRIED => say!("admin-fetches-retry", count = failure.fetches),
            more => say!("admin-fetches-retry-last", most = MOST_RETRIED, count = more),
        }
    }

    fn is_under_way(&self) -> bool {
        self.fetches.iter().any(FetchLine::is_live)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_cannot_be_read_shows_everything_with_a_message() {
        let (criteria, complaints) = read("state=odd&source=jsearch", CountryCode::GERMANY);
        assert_eq!((criteria.state, criteria.source, complaints.len()), (None, Some(Source::JSearch), 1));
    }
}
