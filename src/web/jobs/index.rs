//! `GET /jobs`: the list.

use super::empty::Empty;
use super::paged::Paged;
use super::row::{JobRow, rows};
use super::view::{AGES, Age, JobView};
use crate::app::App;
use crate::db::Connection;
use crate::models::combination::{Account, Stand};
use crate::models::job::{ClosedWhy, Closing, JobCopy, Together};
use crate::models::listing::{Cursor, Links, List, Listing, Remote, SearchAtSource};
use crate::models::refresh::LastUpdate;
use crate::sources::Source;
use crate::status::{self, Times};
use crate::text::{self, Html};
use crate::web::AppResult;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::HashMap;

/// Shows a page of the list, or says why it is empty.
pub(crate) async fn index(app: Data<App>, signed_in: SignedIn, request: HttpRequest) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let searches = SearchAtSource::of_user(&mut conn, user.id).await?;
    let mut view = JobView::parse(request.query_string(), app.config.country, &searches);
    let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
    let accounts = status::accounts(&mut conn, &app, &combinations).await?;
    let update = LastUpdate::of(&mut conn, &combinations).await?;
    let criteria = view.criteria(now, LastUpdate::new_since(update.as_ref(), now));
    let listing = Listing { user_id: user.id, links: Links::of(&searches, view.search), criteria: &criteria };
    if let Some(number) = view.number {
        view.cursor = listing.beginning_of(&mut conn, number).await?;
    }
    let paged = Paged::of(listing.page(&mut conn, &view.cursor).await?, &view.cursor);
    let counted = paged.counted();
    let empty =
        if paged.jobs.is_empty() { Some(explain(&mut conn, &listing, &view, &paged, &searches).await?) } else { None };
    drop(conn);
    let rows = rows(&paged.jobs, &searches, criteria.new_since);
    let new_since = criteria.new_since;
    let (newer, older, closed) = (paged.newer, paged.older, paged.closed);
    let is_since_update = update.is_some_and(|update| update.is_recent(now));
    let times = Times::of(&app);
    let index = JobIndex {
        chrome,
        now,
        new_since,
        is_since_update,
        searches,
        accounts,
        times,
        rows,
        counted,
        closed,
        empty,
        newer,
        older,
        view,
    };
    page::page(&index.chrome, &index)
}

async fn explain(
    conn: &mut Connection,
    listing: &Listing<'_>,
    view: &JobView,
    paged: &Paged,
    searches: &[SearchAtSource],
) -> QueryResult<Empty> {
    Ok(if paged.older.is_some() && !view.cursor.is_back {
        Empty::so_far()
    } else if view.cursor != Cursor::newest() {
        Empty::beyond()
    } else if view.list.is_marked() {
        Empty::of_marks(view.list)
    } else if searches.is_empty() {
        Empty::without_searches()
    } else {
        Empty::of_searches(view, &listing.tally(conn).await?)
    })
}

#[derive(Template)]
#[template(path = "jobs/index.html")]
struct JobIndex {
    chrome: Chrome,
    now: DateTime<Utc>,
    /// What was first seen since then is marked as new.
    new_since: DateTime<Utc>,
    /// That is when the first run of the last day of runs began.
    is_since_update: bool,
    view: JobView,
    searches: Vec<SearchAtSource>,
    /// How each combination stands, by its number.
    accounts: HashMap<i32, Account>,
    times: Times,
    rows: Vec<JobRow>,
    /// How many jobs there are, in words.
    counted: String,
    closed: i64,
    empty: Option<Empty>,
    newer: Option<Cursor>,
    older: Option<Cursor>,
}

impl JobIndex {
    /// "143 jobs of the last 30 days, newest first."
    fn heading(&self) -> String {
        let jobs = self.counted.as_str();
        match self.view.effective_age() {
            Age::Days(1) => say!("jobs-heading-day", jobs = jobs),
            Age::Days(days) => say!("jobs-heading-days", jobs = jobs, days = days),
            Age::All => say!("jobs-heading-all", jobs = jobs),
        }
    }

    /// Meaning of the mark "new" on this page.
    fn marked(&self) -> Html {
        match self.is_since_update {
            true => say_html!("jobs-marked-since-html", at = self.time(&self.new_since)),
            false => say!("jobs-marked-today").into(),
        }
    }

    fn new_why(&self) -> String {
        say!("jobs-new-why", since = text::exact(&self.new_since))
    }

    /// When a job was closed; None: it is open.
    fn closed(&self, row: &JobRow) -> Option<Html> {
        let Closing { at, why } = JobCopy::closing_of_all(&row.job.copies.0, self.now)?;
        Some(match why {
            ClosedWhy::Employer => say_html!("jobs-closed-html", at = self.time(&at)),
            ClosedWhy::NotSeen => say_html!("jobs-not-seen-html", at = self.time(&at)),
        })
    }

    /// How many jobs are left out because they are closed; None: none.
    fn left_out(&self) -> Option<String> {
        (self.closed > 0).then(|| say!("jobs-left-out-closed", count = self.closed))
    }

    /// When a job was posted, or posted again, or, where no source knows, first seen here.
    fn dated(&self, job: &Together) -> Html {
        match (&job.posted_again_at, &job.posted_at) {
            (Some(at), _) => say_html!("jobs-posted-again-html", at = self.time(at)),
            (None, Some(at)) => say_html!("jobs-posted-html", at = self.time(at)),
            (None, None) => say_html!("jobs-found-html", at = self.time(&job.first_seen_at)),
        }
    }

    /// Something on the page carries the mark.
    fn has_new(&self) -> bool {
        self.rows.iter().any(|row| row.is_new)
    }

    /// Something on the page is listed more than once.
    fn has_copies(&self) -> bool {
        self.rows.iter().any(|row| row.job.copies.0.len() > 1)
    }

    /// The lists to choose from: address, name, whether shown now.
    fn lists(&self) -> Vec<(String, String, bool)> {
        let name = |list: List| match list {
            List::Shown => say!("jobs-list-shown"),
            List::New => say!("jobs-list-new"),
            List::Saved => say!("jobs-list-saved"),
            List::Applied => say!("jobs-list-applied"),
            List::Hidden => say!("jobs-list-hidden"),
        };
        let entry = |list: List| (self.view.url_with("list", list.as_str()), name(list), list == self.view.list);
        List::ALL.into_iter().map(entry).collect()
    }

    fn remotes(&self) -> Vec<Choice> {
        let label = |remote: Remote| match remote {
            Remote::Possible => say!("jobs-remote-possible"),
            Remote::Stated => say!("jobs-remote-stated"),
        };
        let choice = |one: Remote| Choice {
            value: one.as_str().to_owned(),
            label: label(one),
            is_chosen: self.view.remote == Some(one),
        };
        Remote::ALL.into_iter().map(choice).collect()
    }

    fn ages(&self) -> Vec<Choice> {
        let days = AGES.into_iter().map(|days| {
            let label = if days == 1 { say!("jobs-age-hours") } else { say!("jobs-age-days", days = days) };
            (days.to_string(), label, Age::Days(days))
        });
        let all = days.chain([("all".to_owned(), say!("jobs-age-any"), Age::All)]);
        all.map(|(value, label, age)| Choice { value, label, is_chosen: self.view.effective_age() == age }).collect()
    }

    fn sources(&self) -> Vec<Choice> {
        let choice = |one: &Source| Choice {
            value: one.as_str().to_owned(),
            label: one.label().to_owned(),
            is_chosen: self.view.source == Some(*one),
        };
        Source::ALL.iter().map(choice).collect()
    }

    fn search_choices(&self) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for search in &self.searches {
            let value = search.search_id.to_string();
            if choices.last().is_none_or(|last| last.value != value) {
                let label = format!("{} · {}", search.title_keyword, search.location);
                choices.push(Choice { value, label, is_chosen: self.view.search == Some(search.search_id) });
            }
        }
        choices
    }

    /// "2 of your 6 searches are still loading"
    fn loading(&self) -> Option<String> {
        let goes_on = |one: &&Account| one.goes_on_before(self.times.tomorrow, self.times.next_run);
        let (loading, all) = (self.accounts.values().filter(goes_on).count(), self.accounts.len());
        match loading {
            0 => None,
            1 if all == 1 => Some(say!("jobs-loading-only")),
            _ => Some(say!("jobs-loading-some", loading = loading, all = all)),
        }
    }

    /// What is not here and why, each reason once: the look and the word of how it stands, and the reason.
    fn lacks(&self) -> Vec<(&'static str, String, String)> {
        let mut ids: Vec<i32> = self.accounts.keys().copied().collect();
        ids.sort_unstable();
        let stands = ids.iter().filter_map(|id| self.accounts.get(id)).flat_map(|account| &account.stands);
        let mut lacks = Vec::new();
        for one in stands {
            let (look, word) = match one.1 {
                Stand::Waits { .. } => ("waiting", say!("list-state-waiting")),
                _ => ("partly", say!("jobs-incomplete")),
            };
            let alone = Account { stands: vec![*one] };
            for why in status::troubles(&alone, &self.times) {
                let lack = (look, word.clone(), why);
                if !lacks.contains(&lack) {
                    lacks.push(lack);
                }
            }
        }
        lacks
    }

    fn time(&self, at: &DateTime<Utc>) -> Html {
        text::moment(at, &self.now)
    }

    fn current_url(&self) -> String {
        self.view.url_at(&self.view.cursor)
    }
}
