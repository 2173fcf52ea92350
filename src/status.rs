//! Standing of a person's searches: every combination once, with state, cause, jobs on its list, and savings. All comes
//! from a single account (`models::combination::Account`), so that every page and command says the same.

mod outdated;
mod overview;
mod reasons;
mod receipt;
mod sums;
mod why;

pub use self::outdated::judge_outdated;
pub use self::overview::Overview;
pub use self::reasons::{Answer, Expected, Piece, Reason, reasons, reasons_of};
pub use self::receipt::{Receipt, Spent};
pub use self::sums::Sums;
pub use self::why::{Times, troubles};

use self::why::{Facts, Origin};
use crate::app::App;
use crate::db::{self, Connection};
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::models::combination::{Account, Stand, Standing, State, Tracked};
use crate::models::cv::Cv;
use crate::models::demand::Demand;
use crate::models::fetch::FetchState;
use crate::models::listing::{Count, Criteria, Links, Listing, Numbers, SearchAtSource};
use crate::models::saving::Saving;
use crate::models::search::Search;
use crate::models::user::User;
use crate::place::Place;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Output of `jobfill status --json`, and of the person's own page.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// E-mail address.
    pub user: String,
    /// Combinations in the order of the person's lists; a combination under two names stands here once.
    pub combinations: Vec<CombinationStatus>,
    /// True when no more jobs can come today, and no CV is still to be read.
    pub done: bool,
    /// Cost of the searches.
    #[serde(skip)]
    pub receipt: Receipt,
    /// Numbers of searches by how they stand.
    #[serde(skip)]
    pub sums: Sums,
    /// The active searches with their requests, for lists of their jobs.
    #[serde(skip)]
    pub searches: Vec<SearchAtSource>,
    /// Number of the person's searches that are not active.
    #[serde(skip)]
    pub paused: usize,
}

/// A combination, in the words that the person typed first.
#[derive(Clone, Debug, Serialize)]
pub struct CombinationStatus {
    /// Title as typed.
    pub title_keyword: String,
    /// Place as typed.
    pub location: String,
    /// Work arrangement; None: no filter.
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type; None: no filter.
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority; None: no filter.
    pub ai_seniority: Option<Seniority>,
    /// Industry; None: no filter.
    pub ai_industry: Option<Industry>,
    /// State in a single word.
    pub state: State,
    /// End of the first wait; None: nothing waits, or the end is unknown.
    pub waits_until: Option<DateTime<Utc>>,
    /// Jobs on the person's list of this search; of many, the least that they are.
    pub jobs_found: Count,
    /// Jobs found for the combination and left out by its own filters, counted alike.
    pub jobs_left_out: Count,
    /// Time at which every source first held the combination.
    pub backfilled_at: Option<DateTime<Utc>>,
    /// Reason for the state: a sentence without its full stop.
    pub why: String,
    /// Number of the combination.
    #[serde(skip)]
    pub combination_id: i32,
    /// True when a part is on its way, not only deferred.
    #[serde(skip)]
    pub is_coming: bool,
    /// True when more comes today without an act.
    #[serde(skip)]
    pub goes_on_today: bool,
    /// True when a fetch was started for this person.
    #[serde(skip)]
    pub is_bought: bool,
    /// True when all fetches on their way were begun for another person.
    #[serde(skip)]
    pub is_for_others: bool,
    /// Progress of the sources.
    #[serde(skip)]
    pub progress: Progress,
    /// True when a source had more than the pages that are bought at a time.
    #[serde(skip)]
    pub is_cut: bool,
    /// True when other people want the combination, too.
    #[serde(skip)]
    pub is_shared: bool,
    /// True for a place in our table; unknown places are asked for as typed.
    #[serde(skip)]
    pub is_place_known: bool,
}

/// Progress of the sources with a combination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages that the fetches under way have brought so far.
    pub pages: i32,
    /// Percent of all pages at most; a source without more pages today is at 100.
    pub percent: i32,
}

impl Status {
    /// Loads the status as of one moment. A script that reads `done` finds no search that was loading a statement before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load_at_one_moment(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Self> {
        let reading = conn.transaction(async |conn| {
            db::read_one_moment(conn).await?;
            Self::load(conn, app, user).await
        });
        reading.await
    }

    /// Loads the status in a fixed number of statements, however many searches there are.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, app: &App, user: &User) -> QueryResult<Self> {
        let all = Search::of_user(conn, user.id).await?;
        let paused = all.iter().filter(|search| !search.is_active).count();
        let searches = distinct(all);
        let ids: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
        let known = Known::load(conn, app, user, &ids).await?;
        let combinations: Vec<_> = searches.iter().filter_map(|search| known.combination(app, user, search)).collect();
        let is_reading = Cv::is_any_unread(conn, user.id).await?;
        let receipt = Receipt::load(conn, app, user.subject, &ids, known.numbers.all, &known.savings).await?;
        let done = !is_reading && !combinations.iter().any(|one| one.goes_on_today);
        let sums = Sums::of(&combinations);
        Ok(Self { user: user.email.clone(), combinations, done, receipt, sums, searches: known.searches, paused })
    }

    /// Number of combinations for which nothing more comes today.
    pub fn ended(&self) -> usize {
        self.combinations.iter().filter(|one| !one.goes_on_today).count()
    }
}

/// Accounts of combinations, by number, in a single statement.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn accounts(conn: &mut Connection, app: &App, ids: &[i32]) -> QueryResult<HashMap<i32, Account>> {
    let standings = Tracked::standings(conn, ids).await?;
    let now = app.clock.now();
    // The statement keeps a combination's rows together.
    let by_combination = standings.chunk_by(|one, next| one.combination_id == next.combination_id);
    let account = |own: &[Standing]| {
        let own: Vec<&Standing> = own.iter().collect();
        Some((own.first()?.combination_id, Account::of(&own, &app.reaches(), now)))
    };
    let mut accounts: HashMap<i32, Account> = by_combination.filter_map(account).collect();
    ids.iter().for_each(|id| _ = accounts.entry(*id).or_default());
    Ok(accounts)
}

/// Active searches, the first of each combination.
fn distinct(searches: Vec<Search>) -> Vec<Search> {
    let mut seen = HashSet::new();
    searches.into_iter().filter(|search| search.is_active && seen.insert(search.combination_id)).collect()
}

/// States of a fetch that is about to begin, or runs.
const UNDER_WAY: [FetchState; 2] = [FetchState::Queued, FetchState::Running];

/// Standing of combinations, from a person's point of view.
struct Known {
    tracked: HashMap<i32, Tracked>,
    standings: Vec<Standing>,
    demands: Vec<Demand>,
    savings: Vec<Saving>,
    numbers: Numbers,
    searches: Vec<SearchAtSource>,
}

impl Known {
    async fn load(conn: &mut Connection, app: &App, user: &User, ids: &[i32]) -> QueryResult<Self> {
        let tracked = Tracked::with_ids(conn, ids).await?;
        let searches = SearchAtSource::of_user(conn, user.id).await?;
        let criteria = Criteria::usual(app.clock.now());
        let listing = Listing { user_id: user.id, links: Links::of(&searches, None), criteria: &criteria };
        let numbers = listing.numbers(conn).await?;
        Ok(Self {
            tracked: tracked.into_iter().map(|one| (one.id, one)).collect(),
            standings: Tracked::standings(conn, ids).await?,
            demands: Demand::of_subject(conn, user.subject, ids).await?,
            savings: Saving::of_subject(conn, user.subject, ids).await?,
            numbers,
            searches,
        })
    }

    fn combination(&self, app: &App, user: &User, search: &Search) -> Option<CombinationStatus> {
        let id = search.combination_id;
        let tracked = self.tracked.get(&id)?;
        let standings: Vec<_> = self.standings.iter().filter(|one| one.combination_id == id).collect();
        let times = Times::of(app);
        let account = Account::of(&standings, &app.reaches(), times.now);
        let number = self.numbers.of_combination(id);
        let facts = Facts {
            account: &account,
            subject: user.subject,
            is_paused: !tracked.is_open(),
            has_jobs: number.jobs.least() > 0,
            origin: self.origin(id),
            times,
        };
        Some(CombinationStatus {
            title_keyword: search.title_keyword.clone(),
            location: search.location.clone(),
            ai_work_arrangement: search.ai_work_arrangement,
            ai_employment_type: search.ai_employment_type,
            ai_seniority: search.ai_seniority,
            ai_industry: search.ai_industry,
            // Without a source that is set up nothing can be judged: the last judgement stands.
            state: if app.reaches().is_empty() { tracked.state } else { account.state() },
            waits_until: account.waits_until(times.next_run),
            jobs_found: number.jobs,
            jobs_left_out: number.left_out,
            backfilled_at: tracked.backfilled_date,
            why: why::sentence(&facts),
            combination_id: id,
            is_coming: account.is_coming(),
            goes_on_today: account.goes_on_before(times.tomorrow, times.next_run)
                // Another process may have keys that this process lacks, as the demo has.
                || app.reaches().is_empty() && standings.iter().any(|one| one.is_fetch(&UNDER_WAY)),
            is_bought: self.demands.iter().any(|demand| demand.combination_id == id && demand.bought_at.is_some()),
            is_for_others: why::is_for_others(&account, user.subject),
            progress: Progress::of(&account),
            is_cut: !account.cut_sources().is_empty(),
            is_shared: tracked.users > 1,
            is_place_known: Place::from_key(&tracked.place_key).is_none_or(|place| place.is_known()),
        })
    }

    /// Way of a combination to this person: bought for them, or for others.
    fn origin(&self, id: i32) -> Origin {
        if self.demands.iter().any(|demand| demand.combination_id == id && demand.bought_at.is_some()) {
            return Origin::Bought;
        }
        let savings = self.savings.iter().filter(|saving| saving.combination_id == id);
        savings.map(|saving| Origin::of(saving.reason)).min().unwrap_or(Origin::OwnBefore)
    }
}

impl CombinationStatus {
    /// Filters that narrow the combination.
    pub fn filters(&self) -> Filters {
        Filters {
            work_arrangement: self.ai_work_arrangement,
            employment_type: self.ai_employment_type,
            seniority: self.ai_seniority,
            industry: self.ai_industry,
        }
    }
}

impl Progress {
    fn of(account: &Account) -> Self {
        let coming = |stand: &Stand| match *stand {
            Stand::Coming { pages, of, .. } => (pages, if of > 0 { (100 * pages / of).min(100) } else { 0 }),
            _ => (0, 100),
        };
        let all: Vec<_> = account.stands.iter().map(|(_, stand)| coming(stand)).collect();
        let percent = all.iter().map(|(_, percent)| percent).sum::<i32>();
        Self {
            pages: all.iter().map(|(pages, _)| pages).sum(),
            percent: percent / i32::try_from(all.len()).unwrap_or(1).max(1),
        }
    }
}
