//! `/home`: the best new jobs, work under way and in hand, and the state of the searches; live while a search is
//! waiting or loading.

mod best;
mod update;

use self::best::Best;
use self::update::Update;
use super::cv::waiting::WaitingCv;
use super::error::AppResult;
use super::page::{self, Chrome};
use super::session::SignedIn;
use super::{filters, jobs, labels};
use crate::app::App;
use crate::coverage::reach::Reach;
use crate::cv::profile::{Found, Profile};
use crate::db::Connection;
use crate::models::cv::{Cv, CvLine};
use crate::status::{CombinationStatus, Receipt, Status, Sums, Times};
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

#[derive(Template)]
#[template(path = "home/index.html")]
struct Home {
    chrome: Chrome,
    status: Status,
    /// The jobs to begin with.
    best: Best,
    /// The latest CV.
    cv: Option<CvLine>,
    /// The profile of the latest CV; None: not read yet.
    profile: Option<Profile>,
    /// The last update; None: no run has asked for this person yet.
    update: Option<Update>,
    /// Searches that wait for a click, by CV.
    waiting: Vec<WaitingCv>,
    /// Windows of the sources: "JSearch: 30 days".
    windows: Vec<String>,
    times: Times,
    now: DateTime<Utc>,
}

/// Shows how the person's searches stand.
pub(super) async fn index(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let home = Home::load(&mut conn, &app, person).await?;
    page::page(&home.chrome, &home)
}

impl Home {
    async fn load(conn: &mut Connection, app: &App, person: SignedIn) -> QueryResult<Self> {
        let SignedIn { user, chrome } = person;
        let status = Status::load(conn, app, &user).await?;
        let cv = Cv::all_of_user(conn, user.id).await?.into_iter().next();
        let waiting = WaitingCv::of_user(conn, app, &user).await?;
        let best = Best::load(conn, app, user.id, &status.searches).await?;
        let now = app.clock.now();
        Ok(Self {
            chrome,
            status,
            update: best.last.as_ref().map(|last| Update::of(last, best.new, now, app.config.timezone)),
            best,
            waiting,
            profile: cv.as_ref().and_then(|cv| cv.profile.parsed()),
            cv,
            windows: windows(app),
            times: Times::of(app),
            now,
        })
    }

    /// The person has no searches yet.
    fn is_first_visit(&self) -> bool {
        self.cv.is_none() && self.status.combinations.is_empty() && self.status.paused == 0
    }

    /// The latest CV was read, but makes no search by itself.
    fn needs_help(&self) -> bool {
        let is_incomplete = |profile: &Profile| profile.titles.is_empty() || profile.places.is_empty();
        self.profile.as_ref().is_some_and(is_incomplete)
    }

    fn receipt(&self) -> String {
        told(&self.status.sums, &self.status.receipt, &self.times)
    }

    /// Found words, strongest first.
    fn names(&self, found: &[Found]) -> String {
        if found.is_empty() {
            return say!("home-found-none");
        }
        found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" · ")
    }

    fn cv_url(&self, cv: &CvLine) -> String {
        format!("/cv/{}", cv.id)
    }

    /// "12 more left out by its filters"
    fn left_out(&self, one: &CombinationStatus) -> String {
        say!("home-left-out", count = jobs::figure(one.jobs_left_out))
    }

    fn filters(&self, one: &CombinationStatus) -> Vec<String> {
        labels::filters(one.filters())
    }

    fn under_way(&self) -> String {
        let (ended, all) = (self.status.ended(), self.status.combinations.len());
        say!("home-under-way", ended = ended, all = all, jobs = jobs::counted(self.status.receipt.jobs))
    }

    /// Progress of all searches together.
    fn percent(&self) -> i32 {
        let all = &self.status.combinations;
        let sum: i32 = all.iter().map(percent).sum();
        sum / i32::try_from(all.len()).unwrap_or(1).max(1)
    }
}

fn percent(one: &CombinationStatus) -> i32 {
    if one.goes_on_today { one.progress.percent } else { 100 }
}

/// "Your 6 searches: 4 were already here, 2 loaded. 143 jobs."
fn told(sums: &Sums, receipt: &Receipt, times: &Times) -> String {
    let searches = match (sums.all, sums.here, sums.bought) {
        (1, 1, _) => say!("home-receipt-one-here"),
        (1, _, 1) => say!("home-receipt-one-loaded"),
        (all, here, _) if here == all => say!("home-receipt-all-here", all = all),
        (all, _, bought) if bought == all => say!("home-receipt-all-loaded", all = all),
        (all, ..) => say!("home-receipt-some", all = all, parts = parts(sums, times).join(", ")),
    };
    say!("home-receipt-jobs", searches = searches, jobs = jobs::counted(receipt.jobs))
}

/// Counts of searches here, bought, on their way, put off and failed, without the empty ones.
fn parts(sums: &Sums, times: &Times) -> Vec<String> {
    let parts = [
        (sums.here, say!("home-part-here", count = sums.here)),
        (sums.bought, say!("home-part-loaded", count = sums.bought)),
        (sums.coming + sums.joined, say!("home-part-coming", count = sums.coming + sums.joined)),
        (sums.waits, waits(sums, times)),
        (sums.failed, say!("home-part-failed", count = sums.failed)),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect()
}

fn waits(sums: &Sums, times: &Times) -> String {
    match sums.waits_until {
        Some(until) => say!("home-part-waits", count = sums.waits, when = times.when(until)),
        None => say!("home-part-waits-somebody", count = sums.waits),
    }
}

/// Reach of each source on this installation.
fn windows(app: &App) -> Vec<String> {
    let now = app.clock.now();
    let days = |reach: &Reach| reach.wanted(now).length().num_days();
    app.reaches().iter().map(|one| say!("home-reach-of", source = one.source.label(), days = days(one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(sums: Sums) -> String {
        let now: DateTime<Utc> = "2026-11-23T09:15:00Z".parse().unwrap();
        let at = |text: &str| text.parse().unwrap();
        let (tomorrow, next_run) = (at("2026-11-23T23:00:00Z"), at("2026-11-24T05:00:00Z"));
        let times = Times { now, tomorrow, next_run, timezone: chrono_tz::Europe::Berlin };
        let receipt = Receipt { jobs: 143.into(), spent: Vec::new(), saved: 900 };
        told(&sums, &receipt, &times)
    }

    #[test]
    fn the_receipt_says_what_was_here() {
        let sums = Sums { all: 6, here: 4, bought: 2, ..Sums::default() };
        assert_eq!(told_of(sums), "Your 6 searches: 4 were already here, 2 loaded. 143 jobs.");
    }

    #[test]
    fn the_receipt_is_plain_in_every_case() {
        let one = Sums { all: 1, bought: 1, ..Sums::default() };
        assert_eq!(told_of(one), "Your search was loaded. 143 jobs.");
        let here = Sums { all: 4, here: 4, ..Sums::default() };
        assert_eq!(told_of(here), "Your 4 searches: all were already here. 143 jobs.");
        let some = Sums { all: 3, here: 1, bought: 2, ..Sums::default() };
        assert!(told_of(some).starts_with("Your 3 searches: 1 was already here, 2 loaded."));
    }

    #[test]
    fn what_was_put_off_is_neither_here_nor_loaded_nor_failed() {
        let until = "2026-11-23T23:00:00Z".parse().ok();
        let waits = Sums { all: 6, waits: 6, waits_until: until, ..Sums::default() };
        assert_eq!(told_of(waits), "Your 6 searches: 6 wait and come tomorrow. 143 jobs.");
        let one = Sums { all: 1, waits: 1, ..Sums::default() };
        assert_eq!(told_of(one), "Your search: 1 waits for whoever runs this. 143 jobs.");
        let mixed = Sums { all: 4, here: 1, bought: 1, waits: 1, failed: 1, waits_until: until, ..Sums::default() };
        assert!(
            told_of(mixed).starts_with(
                "Your 4 searches: 1 was already here, 1 loaded, 1 waits and comes tomorrow, 1 could not be loaded."
            ),
            "{}",
            told_of(mixed)
        );
    }
}
