//! A person's feed: the newest jobs of their lists as Atom (RFC 4287). An entry keeps its id for good, whatever copies
//! of the job come and go, so that a reader shows each job once. The feed does not say whose it is.

use super::{site, why};
use crate::app::App;
use crate::db::Connection;
use crate::models::feed::Feed;
use crate::models::listing::{Criteria, Cursor, Links, Listed, Listing, PAGE_SIZE, SearchAtSource};
use crate::models::told::{self, Told, Way};
use crate::models::user::User;
use crate::text;
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::QueryResult;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The document as sent.
#[derive(Clone, Debug)]
pub struct Document {
    /// The feed as Atom.
    pub xml: String,
    /// Time of the last addition to the feed.
    pub changed_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "feed/atom.xml")]
struct Atom {
    site: String,
    id: String,
    changed_at: DateTime<Utc>,
    entries: Vec<Entry>,
}

/// One job of the feed.
struct Entry {
    id: String,
    title: String,
    employer: String,
    updated: DateTime<Utc>,
    published: Option<DateTime<Utc>>,
    page: String,
    apply: Option<String>,
    summary: String,
}

/// Makes the document of a feed. Jobs that are new to the feed are noted, under the ids that they keep.
///
/// # Errors
///
/// When the database cannot be asked, or the document cannot be written.
pub async fn document(conn: &mut Connection, app: &App, feed: &Feed, user: &User) -> anyhow::Result<Document> {
    let searches = SearchAtSource::of_user(conn, user.id).await?;
    let jobs = newest(conn, app, user.id, &searches).await?;
    let told = told(conn, user.id, &jobs, app.clock.now()).await?;
    let (site, host) = (site(app), host(app));
    let entry = |job: &Listed| told.get(&job.id).map(|told| entry(job, told, &searches, (&site, &host)));
    let entries: Vec<Entry> = jobs.iter().filter_map(entry).collect();
    let newest = entries.iter().map(|entry| entry.updated).max();
    let changed_at = newest.unwrap_or(feed.made_at).max(feed.made_at);
    let atom = Atom { id: format!("tag:{host},2026:feed/{}", mark(user)), site, changed_at, entries };
    Ok(Document { xml: atom.render()?, changed_at })
}

/// The newest jobs, as the list shows them at first.
async fn newest(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    searches: &[SearchAtSource],
) -> QueryResult<Vec<Listed>> {
    let criteria = Criteria::usual(app.clock.now());
    let listing = Listing { user_id, links: Links::of(searches, None), criteria: &criteria };
    let mut jobs = listing.page(conn, &Cursor::newest()).await?.jobs;
    jobs.truncate(PAGE_SIZE);
    Ok(jobs)
}

/// Entry ids under which jobs were told; jobs that are new here are told under their own.
async fn told(
    conn: &mut Connection,
    user_id: i32,
    jobs: &[Listed],
    now: DateTime<Utc>,
) -> QueryResult<HashMap<i64, Told>> {
    let ids: Vec<i64> = jobs.iter().map(|job| job.id).collect();
    let mut told = told::known(conn, user_id, Way::Feed, &ids).await?;
    let new: Vec<i64> = ids.into_iter().filter(|id| !told.contains_key(id)).collect();
    if !new.is_empty() {
        told::note(conn, (user_id, Way::Feed), None, &new, now).await?;
    }
    told.extend(new.into_iter().map(|id| (id, Told { job_id: id, told_as: id, told_at: now })));
    Ok(told)
}

fn entry(job: &Listed, told: &Told, searches: &[SearchAtSource], (site, host): (&str, &str)) -> Entry {
    let together = job.together();
    let parts = [Some(job.company.clone()), Some(together.place.clone()), why::sentence(job, searches)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Entry {
        id: format!("tag:{host},2026:job/{}", told.told_as),
        title: plain(&job.title),
        employer: plain(&job.company),
        updated: together.posted_again_at.map_or(told.told_at, |at| at.max(told.told_at)),
        published: together.posted_at,
        page: format!("{site}/jobs/{}", job.id),
        apply: together.apply_link().map(|(url, _)| plain(url)),
        summary: plain(&parts.join(" · ")),
    }
}

impl Atom {
    fn title(&self) -> String {
        say!("news-feed-title")
    }

    fn language(&self) -> &'static str {
        text::language_tag()
    }

    fn time(&self, at: &DateTime<Utc>) -> String {
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// The host name in ids (RFC 4151).
fn host(app: &App) -> String {
    let public = app.config.public_url.as_ref().and_then(url::Url::host_str).map(str::to_owned);
    public.unwrap_or_else(|| app.config.bind.ip().to_string())
}

/// A mark in ids that tells one person's feed from another's without naming the person.
fn mark(user: &User) -> String {
    let digest = Sha256::digest(format!("feed of {}", user.subject));
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// XML takes no control characters, escaped or not.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !['\u{fffe}', '\u{ffff}'].contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_anything_in_it_is_still_xml() {
        assert_eq!(plain("C\u{0}o\u{b}ok\u{ffff} <&>"), "Cook <&>");
    }
}
