//! Alerts: which causes begin and end, and what is to be told of it. Told is each cause once on each way, and its end once.

use super::{Need, load};
use crate::app::App;
use crate::db::Connection;
use crate::models::alert::{Alert, AlertMessage, AlertWay, NewAlert};
use crate::queue::{Kind, Lane, NewTask};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// A cause is told at most once in this time, however often it comes and goes.
const RARELY: TimeDelta = TimeDelta::hours(1);

/// A cause that was not seen for so long is over.
const OVER: TimeDelta = TimeDelta::minutes(5);

/// Tries to send a message: with the waits between them some hours.
const TRIES: i32 = 10;

/// Steps of alerts after a look.
#[derive(Debug, Default, PartialEq, Eq)]
struct Steps {
    begin: Vec<NewAlert>,
    end: Vec<i64>,
    /// Open and not seen.
    gone: Vec<i64>,
    /// Open and seen.
    here: Vec<i64>,
}

/// Looks for causes that begin or end, and has them told. Without a way for alerts, nothing is looked for.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn look(app: &App) -> anyhow::Result<()> {
    if !app.config.alerts.has_ways() {
        return Ok(());
    }
    let mut conn = app.db.conn().await?;
    let needs = load(&mut conn, app).await?;
    Ok(conn.transaction(async |conn| take(conn, app, &needs).await).await?)
}

async fn take(conn: &mut Connection, app: &App, needs: &[Need]) -> QueryResult<()> {
    let now = app.clock.now();
    let known = Alert::open_or_since(conn, now - RARELY).await?;
    let steps = steps(&known, needs, now);
    for alert in &steps.begin {
        if let Some(id) = alert.begin(conn).await? {
            tell(conn, app, id, false).await?;
        }
    }
    Alert::note(conn, &steps.gone, &steps.here, now).await?;
    for id in steps.end {
        if Alert::end(conn, id, now).await? {
            tell(conn, app, id, true).await?;
        }
    }
    Ok(())
}

/// Only what needs somebody is an alert. Pure.
fn steps(known: &[Alert], needs: &[Need], now: DateTime<Utc>) -> Steps {
    let urgent = || needs.iter().filter(|need| need.is_urgent);
    let is_of = |alert: &Alert, need: &Need| alert.cause == need.cause.as_str() && alert.which == need.which;
    let begins = |need: &&Need| !known.iter().any(|alert| is_of(alert, need));
    let (here, gone): (Vec<&Alert>, Vec<&Alert>) = known
        .iter()
        .filter(|alert| alert.ended_at.is_none())
        .partition(|alert| urgent().any(|need| is_of(alert, need)));
    let is_over = |alert: &&&Alert| alert.gone_since.is_some_and(|since| since <= now - OVER);
    Steps {
        begin: urgent().filter(begins).map(|need| new(need, now)).collect(),
        end: gone.iter().filter(is_over).map(|alert| alert.id).collect(),
        gone: gone.iter().map(|alert| alert.id).collect(),
        here: here.iter().map(|alert| alert.id).collect(),
    }
}

fn new(need: &Need, now: DateTime<Utc>) -> NewAlert {
    NewAlert {
        cause: need.cause.to_string(),
        which: need.which.clone(),
        what: need.what.clone(),
        link: need.link.to_owned(),
        count: need.count,
        since: need.since,
        began_at: now,
    }
}

/// The ways of alerts, each with its address; the webhook's stands in the settings alone.
pub(super) fn ways(app: &App) -> Vec<(AlertWay, String)> {
    let ways = &app.config.alerts;
    let mails = ways.mails.iter().map(|to| (AlertWay::Mail, to.to_string()));
    let webhook = ways.webhook.iter().map(|_| (AlertWay::Webhook, String::new()));
    mails.chain(webhook).collect()
}

/// Writes down a message for each way, with its task.
async fn tell(conn: &mut Connection, app: &App, alert_id: i64, is_end: bool) -> QueryResult<()> {
    let now = app.clock.now();
    for (way, recipient) in ways(app) {
        if let Some(id) = AlertMessage::make(conn, (alert_id, is_end), (way, &recipient), now).await? {
            task(id, now).enqueue(conn, now).await?;
        }
    }
    Ok(())
}

fn task(message_id: i64, now: DateTime<Utc>) -> NewTask {
    NewTask {
        kind: Kind::Alert,
        lane: Lane::Mail,
        source: None,
        unique_key: message_id.to_string(),
        fetch_id: None,
        payload: serde_json::json!({ "message_id": message_id }),
        rank: 0,
        priority: 100,
        max_attempts: TRIES,
        due_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::needs::Cause;

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:15:00Z".parse().unwrap()
    }

    fn ago(minutes: i64) -> DateTime<Utc> {
        now() - TimeDelta::minutes(minutes)
    }

    fn need(which: &str, is_urgent: bool) -> Need {
        let what = "It is stopped".to_owned();
        let (since, count, what_to_do, link) = (None, 1, String::new(), "/admin");
        Need { cause: Cause::SourceStopped, which: which.to_owned(), is_urgent, since, count, what, what_to_do, link }
    }

    fn alert(id: i64, which: &str) -> Alert {
        let NewAlert { cause, which, what, link, count, since, .. } = new(&need(which, true), now());
        Alert { id, cause, which, what, link, count, since, began_at: ago(120), gone_since: None, ended_at: None }
    }

    #[test]
    fn what_needs_somebody_begins_once_and_each_of_its_kind_by_itself() {
        let needs = [need("jsearch", true), need("active_jobs", true), need("other", false)];
        let begun = steps(&[], &needs, now()).begin;
        assert_eq!(begun.iter().map(|one| one.which.as_str()).collect::<Vec<_>>(), ["jsearch", "active_jobs"]);
        let known = [alert(1, "jsearch")];
        let steps = steps(&known, &needs, now());
        assert_eq!((steps.begin.len(), steps.here, steps.gone), (1, vec![1], vec![]));
    }

    #[test]
    fn it_is_over_when_it_was_not_seen_for_five_minutes() {
        for (gone_since, ends) in [(None, false), (Some(ago(4)), false), (Some(ago(5)), true)] {
            let known = [Alert { gone_since, ..alert(1, "jsearch") }];
            let steps = steps(&known, &[], now());
            assert_eq!((steps.gone, steps.end), (vec![1], if ends { vec![1] } else { vec![] }), "{gone_since:?}");
        }
        let back = [Alert { gone_since: Some(ago(9)), ..alert(1, "jsearch") }];
        let steps = steps(&back, &[need("jsearch", true)], now());
        assert_eq!((steps.here, steps.end), (vec![1], vec![]));
    }

    /// The database leaves out what ended and began more than an hour ago.
    #[test]
    fn what_comes_back_within_the_hour_is_not_told_again_before_that_is_over() {
        let ended = Alert { began_at: ago(59), ended_at: Some(ago(30)), ..alert(1, "jsearch") };
        assert_eq!(steps(&[ended], &[need("jsearch", true)], now()), Steps::default());
        assert_eq!(steps(&[], &[need("jsearch", true)], now()).begin.len(), 1);
    }
}
