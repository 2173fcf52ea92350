//! How one person's searches stand: every combination once, with its state, why, and what sharing saved.

mod receipt;
mod why;

pub use self::receipt::{Receipt, Spent};

use self::why::{Facts, Origin};
use crate::app::App;
use crate::coverage::reach::Reach;
use crate::db::Connection;
use crate::models::combination::{Standing, State, Tracked, state_of};
use crate::models::cv::Cv;
use crate::models::demand::{Demand, Saving};
use crate::models::search::Search;
use crate::models::user::User;
use crate::place::Place;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// What `jobfill status --json` prints, and what the person's own page shows.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// E-mail address.
    pub user: String,
    /// In the order of the person's lists; a combination under two names stands here once.
    pub combinations: Vec<CombinationStatus>,
    /// Nothing waits or loads, and no CV is still to be read.
    pub done: bool,
    #[serde(skip)]
    pub receipt: Receipt,
}

/// One combination, in the words that the person typed first.
#[derive(Clone, Debug, Serialize)]
pub struct CombinationStatus {
    pub title_keyword: String,
    pub location: String,
    pub ai_work_arrangement: Option<String>,
    pub ai_employment_type: Option<String>,
    pub ai_seniority: Option<String>,
    pub ai_industry: Option<String>,
    pub state: State,
    /// Distinct jobs to date, all sources.
    pub jobs_found: i32,
    /// When every source held it for the first time.
    pub backfilled_at: Option<DateTime<Utc>>,
    /// A sentence without its full stop.
    pub why: String,
    #[serde(skip)]
    pub combination_id: i32,
    #[serde(skip)]
    pub progress: Progress,
    /// A source had more than the pages that are bought at a time.
    #[serde(skip)]
    pub is_cut: bool,
    /// Others want it too.
    #[serde(skip)]
    pub is_shared: bool,
    /// Its place is in the table of places; otherwise it is asked for as typed.
    #[serde(skip)]
    pub is_place_known: bool,
}

/// How far the sources are with a combination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages that the last fetches have brought so far.
    pub pages: i32,
    /// Percent of what they bring at most; a source that has no more is at 100.
    pub percent: i32,
}

impl Status {
    /// Loads everything in a fixed number of statements, however many searches there are.
    pub async fn load(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Self> {
        let searches = distinct(Search::of_user(conn, user.id).await?);
        let ids: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
        let known = Known::load(conn, user.subject, &ids).await?;
        let combinations: Vec<_> = searches.iter().filter_map(|search| known.combination(app, user, search)).collect();
        let is_reading = Cv::is_any_unread(conn, user.id).await?;
        let receipt = Receipt::load(conn, app, user.subject, &ids, &known.demands, &known.savings).await?;
        let done = !is_reading && !combinations.iter().any(|one| one.state.is_under_way());
        Ok(Self { user: user.email.clone(), combinations, done, receipt })
    }

    /// How many of the combinations nothing waits or loads for.
    pub fn ended(&self) -> usize {
        self.combinations.iter().filter(|one| !one.state.is_under_way()).count()
    }
}

/// Active searches, the first of each combination.
fn distinct(searches: Vec<Search>) -> Vec<Search> {
    let mut seen = HashSet::new();
    searches.into_iter().filter(|search| search.is_active && seen.insert(search.combination_id)).collect()
}

/// What the database knows of some combinations, from one person's point of view.
struct Known {
    tracked: HashMap<i32, Tracked>,
    standings: Vec<Standing>,
    demands: Vec<Demand>,
    savings: Vec<Saving>,
}

impl Known {
    async fn load(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Self> {
        let tracked = Tracked::with_ids(conn, ids).await?;
        Ok(Self {
            tracked: tracked.into_iter().map(|one| (one.id, one)).collect(),
            standings: Tracked::standings(conn, ids).await?,
            demands: Demand::of_subject(conn, subject, ids).await?,
            savings: Saving::of_subject(conn, subject, ids).await?,
        })
    }

    fn combination(&self, app: &App, user: &User, search: &Search) -> Option<CombinationStatus> {
        let id = search.combination_id;
        let tracked = self.tracked.get(&id)?;
        let standings: Vec<_> = self.standings.iter().filter(|one| one.combination_id == id).collect();
        let reaches = &app.reaches;
        let now = app.clock.now();
        let state = state(tracked, &standings, reaches, now);
        let cut = why::cut_sources(&standings, reaches, now);
        let facts = Facts {
            state,
            subject: user.subject,
            is_paused: !tracked.is_open(),
            has_jobs: tracked.jobs_found > 0,
            origin: self.origin(id),
            cut: &cut,
            standings: &standings,
            reaches,
            refresh_at: app.config.refresh_at,
            now,
        };
        let why = why::sentence(&facts);
        Some(CombinationStatus {
            title_keyword: search.title_keyword.clone(),
            location: search.location.clone(),
            ai_work_arrangement: search.ai_work_arrangement.clone(),
            ai_employment_type: search.ai_employment_type.clone(),
            ai_seniority: search.ai_seniority.clone(),
            ai_industry: search.ai_industry.clone(),
            state,
            jobs_found: tracked.jobs_found,
            backfilled_at: tracked.backfilled_date,
            why,
            combination_id: id,
            progress: Progress::of(&standings),
            is_cut: !cut.is_empty(),
            is_shared: tracked.users > 1,
            is_place_known: Place::from_key(&tracked.place_key).is_none_or(|place| place.is_known()),
        })
    }

    /// How this person came by a combination: bought for them, or for somebody else.
    fn origin(&self, id: i32) -> Origin {
        if self.demands.iter().any(|demand| demand.combination_id == id && demand.bought_at.is_some()) {
            return Origin::Bought;
        }
        let savings = self.savings.iter().filter(|saving| saving.combination_id == id);
        savings.map(|saving| Origin::of(&saving.reason)).min().unwrap_or(Origin::OwnBefore)
    }
}

/// Where no source is set up there is nothing to judge by: the last judgement stands.
fn state(tracked: &Tracked, standings: &[&Standing], reaches: &[Reach], now: DateTime<Utc>) -> State {
    let last = State::from_name(&tracked.state).filter(|_| reaches.is_empty());
    last.unwrap_or_else(|| state_of(standings, reaches, now))
}

impl CombinationStatus {
    /// What it is narrowed by: arrangement, employment, seniority, industry.
    pub fn filters(&self) -> [Option<&str>; 4] {
        [
            self.ai_work_arrangement.as_deref(),
            self.ai_employment_type.as_deref(),
            self.ai_seniority.as_deref(),
            self.ai_industry.as_deref(),
        ]
    }
}

impl Progress {
    fn of(standings: &[&Standing]) -> Self {
        let pages = standings.iter().filter_map(|one| one.pages).sum();
        let percents = standings.iter().map(|one| match (one.is_live(), one.pages, one.max_pages) {
            (true, Some(pages), Some(max)) if max > 0 => (100 * pages / max).min(100),
            _ => 100,
        });
        let percent = percents.sum::<i32>() / i32::try_from(standings.len()).unwrap_or(1).max(1);
        Self { pages, percent }
    }
}
