//! `/admin`: spending, savings, failures and switches. For all people but admins these pages do not exist.

pub(super) mod acts;
pub(super) mod audit;
mod choices;
pub(super) mod copies;
pub(super) mod csv;
pub(super) mod fetches;
pub(super) mod ledger;
pub(super) mod limits;
mod meanwhile;
pub(super) mod overlaps;
pub(super) mod overview;
pub(super) mod quota;
mod reason;
pub(super) mod refreshes;
pub(super) mod savings;
pub(super) mod settings;
pub(super) mod sources;
pub(super) mod switches;
pub(super) mod tracking;
pub(super) mod users;
mod words;

use crate::clock::Clock;
use crate::models::audit::NewEntry;
use crate::models::user::User;
use crate::text;
use chrono::{DateTime, Utc};

/// Rows on a page of a list.
const PAGE_SIZE: usize = 50;

/// Rows of a file per reading.
const PORTION: usize = 1_000;

/// Counts stop here: counting a million rows takes long, for a figure of no use.
pub(super) const MOST_COUNTED: i64 = 10_000;

/// A count in words; a count at its bound ends in a plus.
pub(super) fn capped(count: i64) -> String {
    if count > MOST_COUNTED { say!("admin-count-capped", count = MOST_COUNTED) } else { text::number(count) }
}

/// An entry of the admins' navigation.
pub(super) struct NavEntry {
    pub path: &'static str,
    pub name: String,
    /// The first of those that belong together.
    pub begins_group: bool,
}

/// The admins' pages: money first, then what is bought for it, then people and the house.
pub(super) fn entries() -> Vec<NavEntry> {
    let all = [
        ("/admin", say!("admin-overview-title")),
        ("/admin/quota", say!("admin-quota-title")),
        ("/admin/ledger", say!("admin-ledger-title")),
        ("/admin/savings", say!("admin-savings-title")),
        ("/admin/overlaps", say!("admin-overlaps-title")),
        ("/admin/copies", say!("admin-copies-title")),
        ("/admin/tracking", say!("admin-tracking-title")),
        ("/admin/matrix", say!("admin-matrix-title")),
        ("/admin/fetches", say!("admin-fetches-title")),
        ("/admin/refreshes", say!("admin-refreshes-title")),
        ("/admin/sources", say!("admin-sources-title")),
        ("/admin/users", say!("admin-users-title")),
        ("/admin/limits", say!("admin-limits-title")),
        ("/admin/settings", say!("admin-settings-title")),
        ("/admin/acts", say!("admin-acts-title")),
        ("/admin/audit", say!("admin-audit-title")),
    ];
    let entry = |(path, name)| NavEntry { path, name, begins_group: BEGINNINGS.contains(&path) };
    all.into_iter().map(entry).collect()
}

/// Pages with which a group begins.
const BEGINNINGS: [&str; 3] = ["/admin/quota", "/admin/tracking", "/admin/users"];

/// Whether an entry of the navigation leads to the page at `current` or above. Every page is below the overview, whose
/// entry leads to that page alone.
pub(super) fn is_at(current: &str, entry: &str) -> bool {
    let below = current.strip_prefix(entry);
    below.is_some_and(|rest| rest.is_empty() || entry != "/admin" && rest.starts_with('/'))
}

/// An entry for the audit about an act of an admin.
fn entry<'a>(admin: &User, action: &'a str, target: impl Into<String>, reason: &'a str) -> NewEntry<'a> {
    NewEntry { subject: Some(admin.subject), action, target: target.into(), reason, details: serde_json::json!({}) }
}

/// The next daily run, by the settings.
fn next_run(config: &crate::config::Config, clock: &Clock) -> DateTime<Utc> {
    crate::refresh::schedule::next(clock.now(), config.refresh_at, config.timezone).at
}

/// The first moment of the local month.
fn month_start(config: &crate::config::Config, clock: &Clock) -> DateTime<Utc> {
    use chrono::Datelike;
    let today = clock.now().with_timezone(&config.timezone).date_naive();
    let first = today.with_day(1).unwrap_or(today);
    crate::quota::period::local_moment(first, chrono::NaiveTime::MIN, config.timezone)
}
