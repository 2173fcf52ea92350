//! `/admin/fetches`: every purchase, and failures by cause.

pub(crate) mod acts;
mod file;
mod show;

pub(crate) use self::file::index as csv;
pub(crate) use self::show::show;

use super::acts::Many;
use super::ledger::day;
use super::tracking::meaning;
use super::{PAGE_SIZE, choices, words};
use crate::app::App;
use crate::config::Config;
use crate::models::act::Things;
use crate::models::fetch::FetchState;
use crate::models::fetch::failure::{Failure, MOST_RETRIED};
use crate::models::fetch::line::{FetchCriteria, FetchLine, MOST_SEARCHED};
use crate::models::tracking::Criteria;
use crate::quota::period::local_day;
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
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Template)]
#[template(path = "admin/fetches/index.html")]
struct FetchIndex {
    chrome: Chrome,
    criteria: FetchCriteria,
    /// Day that the fetches ended on; None: whenever.
    ended_on: Option<NaiveDate>,
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
    let Read { criteria, ended_on, complaints } = read(request.query_string(), &app.config);
    let mut conn = app.db.conn().await?;
    let mut fetches = FetchLine::page(&mut conn, &criteria, PAGE_SIZE as i64 + 1).await?;
    let has_more = fetches.len() > PAGE_SIZE;
    fetches.truncate(PAGE_SIZE);
    let next = fetches.last().filter(|_| has_more).map(|fetch| fetch.id);
    let failures = Failure::causes(&mut conn).await?;
    let many = Many::of(Things::Fetches, request.query_string(), None);
    let (chrome, now) = (viewer.chrome, app.clock.now());
    let index = FetchIndex { chrome, criteria, ended_on, complaints, fetches, failures, next, many, now };
    page::page(&index.chrome, &index)
}

/// The fetches that a query string of the list stands for, from the newest on.
pub(super) fn criteria(query: &str, config: &Config) -> FetchCriteria {
    FetchCriteria { before: None, ..read(query, config).criteria }
}

/// The filters of the list, with complaints about unreadable ones.
struct Read {
    criteria: FetchCriteria,
    ended_on: Option<NaiveDate>,
    complaints: Vec<String>,
}

fn read(query: &str, config: &Config) -> Read {
    let mut fields = Fields::parse(query);
    let text = fields.text("q");
    let ended_on = fields.choice("ended", day);
    let criteria = FetchCriteria {
        words: Criteria { text_means: meaning(&text, config.country), text, ..Criteria::default() },
        state: fields.choice("state", |text| text.parse().ok()),
        source: fields.choice("source", |text| text.parse().ok()),
        ended: ended_on.map(|day| local_day(day, config.timezone)),
        before: fields.choice("before", |text| text.parse().ok()),
    };
    Read { criteria, ended_on, complaints: fields.complaints }
}

impl FetchIndex {
    fn address(&self, path: &str, before: Option<i64>) -> String {
        address(
            path,
            &[
                ("q", self.criteria.words.text.clone()),
                ("state", self.criteria.state.map_or("", FetchState::as_str).to_owned()),
                ("source", self.criteria.source.map_or("", Source::as_str).to_owned()),
                ("ended", self.ended_on.map(|day| day.to_string()).unwrap_or_default()),
                ("before", before.map(|id| id.to_string()).unwrap_or_default()),
            ],
        )
    }

    fn is_narrowed(&self) -> bool {
        let criteria = &self.criteria;
        criteria.state.is_some()
            || criteria.source.is_some()
            || !criteria.words.text.is_empty()
            || self.ended_on.is_some()
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
    use crate::config::Env;

    #[test]
    fn a_filter_that_cannot_be_read_shows_everything_with_a_message() {
        let config = Config::from_env(&Env::of([("JOBFILL_TIMEZONE", "Europe/Berlin")])).unwrap();
        let Read { criteria, ended_on, complaints } = read("state=odd&source=jsearch&ended=2026-11-23", &config);
        assert_eq!((criteria.state, criteria.source, complaints.len()), (None, Some(Source::JSearch), 1));
        assert_eq!(ended_on.unwrap().to_string(), "2026-11-23");
        let ended = criteria.ended.unwrap();
        assert_eq!(
            (ended.start.to_rfc3339(), ended.end.to_rfc3339()),
            ("2026-11-22T23:00:00+00:00".to_owned(), "2026-11-23T23:00:00+00:00".to_owned())
        );
    }
}
