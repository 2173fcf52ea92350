//! Limits that an admin changes on a page: looked up by every process, and changed with all that follows.

use super::period;
use crate::app::App;
use crate::config::{Cap, Caps};
use crate::db::Connection;
use crate::models::audit::NewEntry;
use crate::models::cap::ChangedCap;
use crate::models::fetch::{ErrorCode, Fetch};
use crate::models::installation::Installation;
use crate::queue;
use diesel::QueryResult;
use std::collections::BTreeMap;

/// Name of the limits in the audit.
pub const TARGET: &str = "limits";

/// A wish to change a limit. None: the default is to hold again.
pub type Wish = (Cap, Option<i64>);

/// A changed limit: what held before, and what holds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The limit.
    pub cap: Cap,
    /// Value before.
    pub was: i64,
    /// Value from now on.
    pub is: i64,
}

/// Looks up the limits. True: another one holds than this process knew.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn look(conn: &mut Connection, app: &App) -> QueryResult<bool> {
    let now = app.clock.now();
    let changed = ChangedCap::values(conn).await?.into_iter().collect();
    Ok(app.limits.take(&app.config.caps, &changed, now))
}

/// Looks up the limits where this process has not done so lately: before they decide anything.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn keep_fresh(conn: &mut Connection, app: &App) -> QueryResult<()> {
    if !app.limits.is_fresh(app.clock.now()) {
        look(conn, app).await?;
    }
    Ok(())
}

/// One admin at a time: what was is what the audit says. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn lock(conn: &mut Connection) -> QueryResult<()> {
    Installation::lock(conn).await.map(drop)
}

/// Changes limits, and has what waits for one of them looked at again. The audit keeps what was and what is. Limits that
/// the environment sets stay. The caller opens the transaction, and looks the limits up after it.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn change(
    conn: &mut Connection,
    app: &App,
    wishes: &[Wish],
    (subject, reason): (Option<i64>, &str),
) -> QueryResult<Vec<Change>> {
    lock(conn).await?;
    let before = in_force(conn, app).await?;
    // A limit that is sent along as it stands keeps its default, or whoever set it.
    let is_new = |(cap, value): &&Wish| value.is_none_or(|value| value != before.of(*cap));
    for &(cap, value) in wishes.iter().filter(|(cap, _)| app.config.caps.fixed(*cap).is_none()).filter(is_new) {
        match value {
            Some(value) => ChangedCap::set(conn, cap, value, subject, app.clock.now()).await?,
            None => ChangedCap::clear(conn, cap).await?,
        }
    }
    let changes = differences(&before, &in_force(conn, app).await?);
    if changes.is_empty() {
        return Ok(changes);
    }
    let details = changes.iter().map(|one| (one.cap.to_string(), format!("{} → {}", one.was, one.is).into())).collect();
    let details = serde_json::Value::Object(details);
    let entry = NewEntry { subject, action: "change limits", target: TARGET.to_owned(), reason, details };
    entry.record(conn, app.clock.now()).await?;
    for change in changes.iter().filter(|change| allows_more(change)) {
        wake(conn, app, *change).await?;
    }
    queue::tell_limits(conn).await?;
    queue::wake(conn).await?;
    Ok(changes)
}

async fn in_force(conn: &mut Connection, app: &App) -> QueryResult<Caps> {
    let changed: BTreeMap<_, _> = ChangedCap::values(conn).await?.into_iter().collect();
    Ok(app.config.caps.with(&changed))
}

fn differences(before: &Caps, after: &Caps) -> Vec<Change> {
    let all = Cap::ALL.iter().map(|&cap| Change { cap, was: before.of(cap), is: after.of(cap) });
    all.filter(|change| change.was != change.is).collect()
}

/// What is left to new searches is what a run may not take: the less, the more it may.
fn allows_more(change: &Change) -> bool {
    if change.cap == Cap::SignUpShare { change.is < change.was } else { change.is > change.was }
}

/// Makes fetches due that a limit has put off, now that it allows more. Whether they are bought is decided as ever.
async fn wake(conn: &mut Connection, app: &App, change: Change) -> QueryResult<()> {
    let codes: &[ErrorCode] = match change.cap {
        Cap::DailyCredits => &[ErrorCode::DailyCredits, ErrorCode::FirstDay],
        Cap::FirstDayShare => &[ErrorCode::FirstDay],
        Cap::PersonCredits => &[ErrorCode::PersonCredits],
        Cap::PersonCombinations => {
            return Fetch::wake_within(
                conn,
                period::this_local_day(app.clock.now(), app.config.timezone),
                change.is,
                None,
                app.clock.now(),
            )
            .await;
        }
        Cap::SignUpShare => &[ErrorCode::DailyCredits, ErrorCode::Quota],
        // Pages and days hold for what is begun from now on.
        Cap::RefreshDays | Cap::JSearchPages | Cap::CountryPages | Cap::ActiveJobsPages => &[],
    };
    for code in codes {
        Fetch::wake_put_off(conn, *code, app.clock.now()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::CapSettings;

    #[test]
    fn only_what_really_changes_is_a_change() {
        let settings = CapSettings::default();
        let before = settings.with(&BTreeMap::new());
        let after = settings.with(&BTreeMap::from([(Cap::DailyCredits, 2_000), (Cap::PersonCredits, 7)]));
        assert_eq!(differences(&before, &after), [Change { cap: Cap::PersonCredits, was: 1_000, is: 7 }]);
    }

    #[test]
    fn a_smaller_share_for_new_searches_allows_more() {
        let change = |cap, was, is| allows_more(&Change { cap, was, is });
        assert!(change(Cap::SignUpShare, 25, 10) && !change(Cap::SignUpShare, 10, 25));
        assert!(change(Cap::DailyCredits, 10, 25) && !change(Cap::DailyCredits, 25, 10));
    }
}
