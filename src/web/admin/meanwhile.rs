//! Optimistic locking for two admins at one target: the second is told of the first's act, instead of acting twice.

use crate::db::Connection;
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
    let last = Entry::last_of(conn, target).await?;
    let last = last.filter(|entry| seen.is_some_and(|seen| entry.id > seen));
    Ok(last.map(|entry| say!("admin-meanwhile", told = told(&entry, now))))
}

/// The last act on a target as a further sentence, with a space before; empty without any act.
pub(super) async fn last(conn: &mut Connection, target: &str, now: DateTime<Utc>) -> QueryResult<String> {
    let last = Entry::last_of(conn, target).await?;
    Ok(last.map(|entry| format!(" {}", say!("admin-last", told = told(&entry, now)))).unwrap_or_default())
}

/// "root@example.com: pause, 2 minutes ago (invoice disputed)."
fn told(entry: &Entry, now: DateTime<Utc>) -> String {
    let with_fact =
        |action, (name, value): &(&str, String)| say!("admin-told-fact", action = action, name = name, value = value);
    let what: String = entry.facts().iter().fold(entry.action.clone(), with_fact);
    let ago = text::ago(&entry.at, &now);
    say!("admin-told", who = entry.who(), what = what, ago = ago, reason = entry.reason)
}
