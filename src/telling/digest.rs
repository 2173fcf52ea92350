//! Digests, new jobs by mail after the morning's run: for people who want them and have some. A job is told once.

use super::why;
use crate::app::App;
use crate::db::Connection;
use crate::models::address::Address;
use crate::models::digest::{Digest, Every};
use crate::models::listing::{Criteria, Cursor, Links, Listed, Listing, PAGE_SIZE, SearchAtSource};
use crate::models::mail::{Mail, MailKind, NewMail};
use crate::models::refresh::Refresh;
use crate::models::request::is_anything_coming;
use crate::models::told::{self, Way};
use crate::models::user::User;
use crate::refresh::schedule;
use crate::text;
use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::{Deserialize, Serialize};

/// Jobs shown in a digest; the rest is only counted.
const SHOWN: usize = 20;

/// Pages of the list that are searched for new jobs.
const MOST_PAGES: usize = 6;

/// People per step: other upkeep waits no longer than for them.
const PORTION: i64 = 50;

/// Longest wait for lists that are still loading.
const PATIENCE: TimeDelta = TimeDelta::hours(3);

/// Age of a due time after which the day's run is not waited for any more.
const LATEST_RUN: TimeDelta = TimeDelta::hours(12);

/// Time between two looks at lists that are still loading.
const LOOK: TimeDelta = TimeDelta::minutes(5);

/// Time after which a digest that could not be made is tried again.
const AFTER_FAILURE: TimeDelta = TimeDelta::hours(1);

/// Jobs stored while the last digest was made may have been missed, so this much time is looked at again. A job once
/// told is not told again.
const OVERLAP: TimeDelta = TimeDelta::hours(48);

/// Content of a digest, kept until the digest is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// The newest jobs, as many as are shown.
    pub(super) jobs: Vec<Job>,
    /// Number of all new jobs.
    pub(super) count: usize,
    /// True: there may be more jobs than were counted.
    pub(super) is_more: bool,
    /// True for a week's jobs.
    #[serde(default)]
    pub(super) is_weekly: bool,
}

/// A new job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Job {
    pub(super) id: i64,
    pub(super) title: String,
    /// The employer, here and below: empty when not stated.
    employer: String,
    place: String,
    /// Reason why the job is on the list.
    pub(super) why: String,
}

/// The next morning after which a digest is made.
pub fn next_due(app: &App, every: Every, now: DateTime<Utc>) -> DateTime<Utc> {
    let (at, timezone) = (app.config.refresh_at, app.config.timezone);
    let mut next = schedule::next(now, at, timezone);
    while every == Every::Week && next.date.weekday() != Weekday::Mon {
        next = schedule::next(next.at, at, timezone);
    }
    next.at
}

/// Makes a portion of the digests that are due. True: more are due. A digest that cannot be made is put off, and keeps
/// nobody else waiting.
///
/// # Errors
///
/// When the database is away.
pub async fn make_due(conn: &mut Connection, app: &App) -> QueryResult<bool> {
    let due = Digest::due(conn, app.clock.now(), PORTION).await?;
    for user_id in &due {
        if let Err(error) = conn.transaction(async |conn| make(conn, app, *user_id).await).await {
            Digest::look_again(conn, *user_id, app.clock.now() + AFTER_FAILURE).await?;
            tracing::error!(user.id = user_id, error = %error, "a digest could not be made: it is tried again in an hour");
        }
    }
    Ok(due.len() >= usize::try_from(PORTION).unwrap_or(usize::MAX))
}

/// Makes a person's digest, or says when to look again.
async fn make(conn: &mut Connection, app: &App, user_id: i32) -> QueryResult<()> {
    let now = app.clock.now();
    if !User::keep(conn, user_id).await? {
        return Ok(());
    }
    let Some(digest) = Digest::lock_due(conn, user_id, now).await? else { return Ok(()) };
    let next = next_due(app, digest.every, now);
    let user = User::find(conn, user_id).await?;
    if user.disabled_at.is_some() || Address::confirmed_at(conn, user_id).await?.is_none() {
        return digest.next(conn, next).await;
    }
    let searches = SearchAtSource::of_user(conn, user_id).await?;
    if is_loading(conn, app, &digest, &searches).await? {
        return Digest::look_again(conn, user_id, now + LOOK).await;
    }
    // A digest that is not sent yet holds the same jobs.
    if !Mail::is_under_way(conn, user_id, MailKind::Digest).await? {
        text::speaking(super::language(app, &user), tell(conn, &digest, &searches, now)).await?;
    }
    digest.next(conn, next).await
}

/// The morning's run has not begun all its fetches, or results of the searches are on their way; both for a bounded time.
async fn is_loading(
    conn: &mut Connection,
    app: &App,
    digest: &Digest,
    searches: &[SearchAtSource],
) -> QueryResult<bool> {
    let now = app.clock.now();
    let Some(begun_at) = Refresh::begun_all_at(conn, app.local_date(digest.due_at)).await? else {
        return Ok(now < digest.due_at + LATEST_RUN);
    };
    if now >= begun_at + PATIENCE {
        return Ok(false);
    }
    let requests: Vec<i64> = searches.iter().filter_map(|search| search.request_id).collect();
    is_anything_coming(conn, &requests).await
}

/// Enqueues a mail with the new jobs, and notes them as told. No new jobs: no mail.
async fn tell(
    conn: &mut Connection,
    digest: &Digest,
    searches: &[SearchAtSource],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let (new, is_more) = news(conn, digest, searches, now).await?;
    // After a full mail, the rest is on the list, and no news tomorrow.
    let tells_to = if is_more && new.len() > SHOWN { now } else { now - OVERLAP };
    if new.is_empty() {
        return Digest::told_to(conn, digest.user_id, tells_to).await;
    }
    let jobs = new.iter().take(SHOWN).map(|job| Job::of(job, searches)).collect();
    let is_more = is_more && new.len() > SHOWN;
    let content =
        serde_json::to_value(Content { jobs, count: new.len(), is_more, is_weekly: digest.every == Every::Week }).ok();
    let mail = NewMail { content, tells_to: Some(tells_to) };
    let mail_id = mail.enqueue(conn, MailKind::Digest, Some(digest.user_id), now).await?;
    let ids: Vec<i64> = new.iter().map(|job| job.id).collect();
    told::note(conn, (digest.user_id, Way::Mail), Some(mail_id), &ids, now).await
}

/// Open jobs since the last digest: not told, and neither hidden nor applied for by the person. True: there may be
/// more.
async fn news(
    conn: &mut Connection,
    digest: &Digest,
    searches: &[SearchAtSource],
    now: DateTime<Utc>,
) -> QueryResult<(Vec<Listed>, bool)> {
    let criteria = Criteria::new_jobs(digest.since, now);
    let listing = Listing { user_id: digest.user_id, links: Links::of(searches, None), criteria: &criteria };
    let (mut new, mut cursor) = (Vec::new(), Cursor::newest());
    for _ in 0..MOST_PAGES {
        let mut page = listing.page(conn, &cursor).await?;
        page.jobs.truncate(PAGE_SIZE);
        let full = (page.jobs.len() == PAGE_SIZE).then(|| page.jobs.last().map(|job| Cursor::older_than(job.cursor())));
        let next = page.stopped.or(full.flatten());
        let ids: Vec<i64> = page.jobs.iter().map(|job| job.id).collect();
        let told = told::known(conn, digest.user_id, Way::Mail, &ids).await?;
        new.extend(page.jobs.into_iter().filter(|job| job.applied_at.is_none() && !told.contains_key(&job.id)));
        match next {
            Some(next) => cursor = next,
            None => return Ok((new, false)),
        }
    }
    Ok((new, true))
}

impl Job {
    fn of(job: &Listed, searches: &[SearchAtSource]) -> Self {
        Self {
            id: job.id,
            title: job.title.clone(),
            employer: job.company.clone(),
            place: job.together().place,
            why: why::sentence(job, searches).unwrap_or_default(),
        }
    }

    /// The number of jobs not shown. None: all are shown.
    pub(super) fn where_it_is(&self) -> String {
        let parts = [self.employer.as_str(), self.place.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Content {
    /// Subject of the mail: "5 new jobs"
    pub(super) fn subject(&self) -> String {
        match self.is_more {
            true => say!("mail-digest-subject-more", count = self.count),
            false => say!("mail-digest-subject", count = self.count),
        }
    }

    pub(super) fn heading(&self) -> String {
        match self.is_more {
            true => say!("mail-digest-heading-more", count = self.count),
            false => say!("mail-digest-heading", count = self.count),
        }
    }

    /// Path of the list with all of them.
    pub(super) fn list(&self) -> &'static str {
        if self.is_weekly { "/jobs?age=7" } else { "/jobs?list=new" }
    }

    /// Number of jobs not shown. None: all are shown.
    pub(super) fn rest(&self) -> Option<String> {
        let rest = self.count.saturating_sub(self.jobs.len());
        match (rest, self.is_more) {
            (0, false) => None,
            (_, true) => Some(say!("mail-digest-rest-more", count = rest)),
            (_, false) => Some(say!("mail-digest-rest", count = rest)),
        }
    }
}
