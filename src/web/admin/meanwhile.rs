//! Optimistic locking for two admins at one target: the second is told of the first's act, instead of acting twice.

use crate::db::Connection;
use crate::models::act::{ActItem, Things};
use crate::models::audit::Entry;
use crate::text;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// A sentence about the last act on a target since the page was shown. `seen` is the last entry of the audit on that
/// page, 0 for none at all. None: no act since, or a form without `seen`.
pub(super) async fn since(
    conn: &mut Connection,
    target: &str,
    seen: Option<i64>,
    now: DateTime<Utc>,
) -> QueryResult<Option<String>> {
    let last = last_of(conn, target).await?;
    let last = last.filter(|entry| seen.is_some_and(|seen| entry.id > seen));
    Ok(last.map(|entry| say!("admin-meanwhile", told = told(&entry, now))))
}

/// The last act on a target as a further sentence, with a space before; empty without any act.
pub(super) async fn last(conn: &mut Connection, target: &str, now: DateTime<Utc>) -> QueryResult<String> {
    let last = last_of(conn, target).await?;
    Ok(last.map(|entry| format!(" {}", say!("admin-last", told = told(&entry, now)))).unwrap_or_default())
}

/// The last act on a target, be it by itself or with many others.
async fn last_of(conn: &mut Connection, target: &str) -> QueryResult<Option<Entry>> {
    let (own, many) = (Entry::last_of(conn, target).await?, of_many(conn, target).await?);
    Ok(own.into_iter().chain(many).max_by_key(|entry| entry.id))
}

/// The last act on many things that has changed a target.
async fn of_many(conn: &mut Connection, target: &str) -> QueryResult<Option<Entry>> {
    let Some((things, item)) = thing(target) else { return Ok(None) };
    match ActItem::last_on(conn, things, item).await? {
        Some(act) => Entry::last_of(conn, &format!("act {act}")).await,
        None => Ok(None),
    }
}

/// A target that acts on many may be about: "combination 12".
fn thing(target: &str) -> Option<(Things, i64)> {
    let (kind, number) = target.split_once(' ')?;
    let things = match kind {
        "combination" => Things::Combinations,
        "fetch" => Things::Fetches,
        "person" => Things::People,
        _ => return None,
    };
    Some((things, number.parse().ok()?))
}

/// "root@example.com: pause, 2 minutes ago (invoice disputed)."
fn told(entry: &Entry, now: DateTime<Utc>) -> String {
    let with_fact =
        |action, (name, value): &(&str, String)| say!("admin-told-fact", action = action, name = name, value = value);
    let what: String = entry.facts().iter().fold(entry.action.clone(), with_fact);
    let ago = text::ago(&entry.at, &now);
    say!("admin-told", who = entry.who(), what = what, ago = ago, reason = entry.reason)
}
