//! `GET /jobs`: the list.

use super::empty::{self, Empty};
use super::tags::Stated;
use super::view::{AGES, Age, View};
use crate::app::App;
use crate::db::Connection;
use crate::models::job::source_label;
use crate::models::listing::{Cursor, Links, List, Listed, Listing, PAGE_SIZE, Remote, SearchAtSource};
use crate::models::refresh::LastUpdate;
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::text::{self, Moment};
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::BTreeSet;

pub async fn index(app: Data<App>, signed_in: SignedIn, request: HttpRequest) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let searches = SearchAtSource::of_user(&mut conn, user.id).await?;
    let view = View::parse(request.query_string(), app.config.country, &searches);
    let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
    let update = LastUpdate::of(&mut conn, &combinations).await?;
    let criteria = view.criteria(now, LastUpdate::new_since(update.as_ref(), now));
    let listing = Listing { user_id: user.id, links: Links::of(&searches, view.search), criteria: &criteria };
    let paged = Paged::of(listing.page(&mut conn, &view.cursor).await?, &view.cursor);
    let total = total(&mut conn, &listing, &paged).await?;
    let empty = if paged.jobs.is_empty() { Some(explain(&mut conn, &listing, &view, &searches).await?) } else { None };
    drop(conn);
    let rows = rows(&paged.jobs, &searches, criteria.new_since);
    let new_since = criteria.new_since;
    let (newer, older) = (paged.newer, paged.older);
    let index = JobIndex { chrome, now, new_since, searches, rows, total, empty, newer, older, view };
    page::page(&index.chrome, &index)
}

/// One page of jobs, and where the pages beside it begin.
struct Paged {
    jobs: Vec<Listed>,
    newer: Option<Cursor>,
    older: Option<Cursor>,
}

impl Paged {
    /// One job more than fits on the page says that there are more in the direction of the cursor.
    fn of(mut jobs: Vec<Listed>, cursor: &Cursor) -> Self {
        let has_more = jobs.len() > PAGE_SIZE;
        if has_more && cursor.is_back {
            jobs.remove(0);
        }
        jobs.truncate(PAGE_SIZE);
        let (has_newer, has_older) =
            if cursor.is_back { (has_more, true) } else { (*cursor != Cursor::newest(), has_more) };
        Self {
            newer: jobs.first().filter(|_| has_newer).map(|job| Cursor::newer_than(job.cursor())),
            older: jobs.last().filter(|_| has_older).map(|job| Cursor::older_than(job.cursor())),
            jobs,
        }
    }
}

/// Counted only where the page does not show everything.
async fn total(conn: &mut Connection, listing: &Listing<'_>, paged: &Paged) -> QueryResult<i64> {
    if paged.newer.is_none() && paged.older.is_none() {
        return Ok(i64::try_from(paged.jobs.len()).unwrap_or(i64::MAX));
    }
    listing.count(conn).await
}

async fn explain(
    conn: &mut Connection,
    listing: &Listing<'_>,
    view: &View,
    searches: &[SearchAtSource],
) -> QueryResult<Empty> {
    Ok(if view.cursor != Cursor::newest() {
        Empty::beyond()
    } else if view.list.is_marked() {
        Empty::of_marks(view.list)
    } else if searches.is_empty() {
        Empty::without_searches()
    } else {
        Empty::of_searches(view, &listing.tally(conn).await?)
    })
}

/// One job with what is to be said about it.
struct Row {
    job: Listed,
    tags: Vec<String>,
    left_open: Vec<&'static str>,
    is_new: bool,
    /// The row that stands in its place when it goes.
    next_id: i64,
}

fn rows(jobs: &[Listed], searches: &[SearchAtSource], new_since: DateTime<Utc>) -> Vec<Row> {
    let row = |(index, job): (usize, &Listed)| {
        let stated = Stated::from(job);
        let seen_by = searches.iter().filter(|search| job.combination_ids.contains(&search.combination_id));
        let next = jobs.get(index + 1).or_else(|| jobs.get(index.checked_sub(1)?));
        Row {
            tags: stated.tags(),
            left_open: stated.left_open(seen_by),
            is_new: job.first_seen_at >= new_since,
            next_id: next.map_or(job.id, |next| next.id),
            job: job.clone(),
        }
    };
    let mut rows: Vec<_> = jobs.iter().enumerate().map(row).collect();
    // Where everything is new, saying it of each job says nothing.
    if rows.iter().all(|row| row.is_new) {
        rows.iter_mut().for_each(|row| row.is_new = false);
    }
    rows
}

#[derive(Template)]
#[template(path = "jobs/index.html")]
struct JobIndex {
    chrome: Chrome,
    now: DateTime<Utc>,
    /// What was first seen since then is marked as new.
    new_since: DateTime<Utc>,
    view: View,
    searches: Vec<SearchAtSource>,
    rows: Vec<Row>,
    total: i64,
    empty: Option<Empty>,
    newer: Option<Cursor>,
    older: Option<Cursor>,
}

/// An entry of a choice.
struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

impl JobIndex {
    /// "143 jobs of the last 30 days"
    fn heading(&self) -> String {
        let jobs = empty::jobs(self.total);
        match self.view.effective_age() {
            Age::Days(1) => format!("{jobs} of the last 24 hours"),
            Age::Days(days) => format!("{jobs} of the last {days} days"),
            Age::All => jobs,
        }
    }

    /// Something on the page carries the mark.
    fn has_new(&self) -> bool {
        self.rows.iter().any(|row| row.is_new)
    }

    fn lists(&self) -> Vec<(String, &'static str, bool)> {
        let name = |list: List| match list {
            List::Shown => "All",
            List::New => "New",
            List::Saved => "Saved",
            List::Applied => "Applied",
            List::Hidden => "Hidden",
        };
        let entry = |list: List| (self.view.url_with("list", list.as_str()), name(list), list == self.view.list);
        List::ALL.into_iter().map(entry).collect()
    }

    fn remotes(&self) -> Vec<Choice> {
        let label = |remote: Remote| match remote {
            Remote::Possible => "Remote, or not stated",
            Remote::Stated => "Says that it is remote",
        };
        let choice = |one: Remote| Choice {
            value: one.as_str().to_owned(),
            label: label(one).to_owned(),
            is_chosen: self.view.remote == Some(one),
        };
        Remote::ALL.into_iter().map(choice).collect()
    }

    fn ages(&self) -> Vec<Choice> {
        let days = AGES.into_iter().map(|days| {
            let label = if days == 1 { "24 hours".to_owned() } else { format!("{days} days") };
            (days.to_string(), label, Age::Days(days))
        });
        let all = days.chain([("all".to_owned(), "Any age".to_owned(), Age::All)]);
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
        let combinations = |is_counted: &dyn Fn(&SearchAtSource) -> bool| {
            let ids = self.searches.iter().filter(|search| is_counted(search)).map(|search| search.combination_id);
            ids.collect::<BTreeSet<_>>().len()
        };
        let loading = combinations(&|search| matches!(search.state.as_str(), "waiting" | "loading"));
        let all = combinations(&|_| true);
        match loading {
            0 => None,
            1 if all == 1 => Some("Your search is still loading; more jobs come by themselves.".to_owned()),
            1 => Some(format!("1 of your {all} searches is still loading; more jobs come by themselves.")),
            _ => Some(format!("{loading} of your {all} searches are still loading; more jobs come by themselves.")),
        }
    }

    /// What a source could not bring, each reason once.
    fn failures(&self) -> BTreeSet<String> {
        let failed =
            self.searches.iter().filter(|one| matches!(one.fetch_state.as_deref(), Some("failed" | "put_off")));
        let reason = |search: &SearchAtSource| {
            let (source, error) = (source_label(search.source.as_deref()?), search.error.as_deref()?);
            Some(if error.starts_with(source) { error.to_owned() } else { format!("{source}: {error}") })
        };
        failed.filter_map(reason).collect()
    }

    fn time(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }

    fn current_url(&self) -> String {
        self.view.url_at(&self.view.cursor)
    }
}
