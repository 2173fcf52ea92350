//! Two admins at the same thing: the second is told what the first did, before anything is done twice.

use crate::db::Connection;
use crate::models::audit::Entry;
use crate::text;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// What was done to a thing since a page showed it that had `seen` this entry of the audit, 0 for none at all.
/// None: nothing, or no page says what it showed.
pub async fn since(
    conn: &mut Connection,
    target: &str,
    seen: Option<i64>,
    now: DateTime<Utc>,
) -> QueryResult<Option<String>> {
    let last = Entry::last_of(conn, target).await?;
    let last = last.filter(|entry| seen.is_some_and(|seen| entry.id > seen));
    Ok(last.map(|entry| say!("admin-meanwhile", told = told(&entry, now))))
}

/// Who did what to a thing last, as a sentence of its own after another one; empty when nobody did anything.
pub async fn last(conn: &mut Connection, target: &str, now: DateTime<Utc>) -> QueryResult<String> {
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
