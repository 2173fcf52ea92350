//! Acts of admins on many things at once. An act is proposed, with a count and a price, and begun by hand. Few things are
//! done at once; many are a task with progress, in portions that each commit with what they did, so that a death in the
//! middle repeats and loses nothing. What can be taken back can for a minute; what costs something begins after that
//! minute, so that taking it back costs nothing.

mod perform;
mod price;

use self::perform::Done;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::act::{Act, ActItem, ActKind, ActState, ItemState, NewAct};
use crate::models::audit::NewEntry;
use crate::models::user::User;
use crate::queue::{Claim, Kind, Lane, NewTask, Snooze, TaskError};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::{Duration, Instant};

/// Most things of one act.
pub const MOST: usize = 10_000;

/// Most things of one act that buys: a plan is worked out for all of them at once.
pub const MOST_BOUGHT: usize = 1_000;

/// Time in which an act can be taken back.
pub const MINUTE: TimeDelta = TimeDelta::seconds(60);

/// A proposal holds for so long: what it says of counts and prices grows old.
const HOLDS: TimeDelta = TimeDelta::hours(1);

/// Things up to which an act is done in the request that begins it.
const AT_ONCE: i32 = 50;

/// Things of a portion, which is one transaction.
const PORTION: i64 = 50;

/// Time after which a task lets others have its place.
const TURN: Duration = Duration::from_secs(1);

/// Outcome of a wish to begin, end or take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// A task does it; it begins at the act's time.
    Queued,
    /// Ended before anything was done.
    NothingDone,
    /// The act is no longer as it was shown.
    NotAsShown,
    /// The proposal is too old: counts and prices are to be looked at again.
    TooOld,
    /// The minute is over, or it cannot be taken back.
    TooLate,
}

/// Proposes an act on some things: counts and prices it, and writes it down. Does nothing else.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn propose(conn: &mut Connection, app: &App, kind: ActKind, admin: &User, items: &[i64]) -> QueryResult<i64> {
    let price = price::of(conn, app, kind, admin.id, items).await?;
    let count = |things: usize| i32::try_from(things).unwrap_or(i32::MAX);
    let new = NewAct {
        kind,
        subject: admin.subject,
        items: count(items.len()),
        affected: count(price.affected),
        expected_credits: price.expected,
        most_credits: price.most,
        made_at: app.clock.now(),
    };
    conn.transaction(async |conn| new.propose(conn, items).await).await
}

/// Begins a proposed act: at once, or as a task. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn begin(conn: &mut Connection, app: &App, id: i64, admin: &User, reason: &str) -> QueryResult<Outcome> {
    // As in every transaction that claims, the claims lock comes first.
    let claims = Claims::lock(conn).await?;
    let (act, now) = (Act::lock(conn, id).await?, app.clock.now());
    if act.state != ActState::Proposed {
        return Ok(Outcome::NotAsShown);
    }
    if now - act.made_at > HOLDS {
        return Ok(Outcome::TooOld);
    }
    audit(&act, admin, "act on many", reason).record(conn, now).await?;
    // What cannot be taken back once it is done begins after the minute.
    let starts_at = if act.kind.opposite().is_some() { now } else { now + MINUTE };
    act.begin(conn, reason, starts_at).await?;
    if starts_at > now || act.items > AT_ONCE {
        task(id, starts_at).enqueue(conn, now).await?;
        return Ok(Outcome::Queued);
    }
    while portion(conn, app, &claims, &act, Way::Forward).await? {}
    act.set_state(conn, ActState::Done, Some(now)).await?;
    Ok(Outcome::Done)
}

/// Ends an act before its end: what is done stays done. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn cancel(conn: &mut Connection, app: &App, id: i64, admin: &User) -> QueryResult<Outcome> {
    let (act, now) = (Act::lock(conn, id).await?, app.clock.now());
    if !matches!(act.state, ActState::Waiting | ActState::Running) {
        return Ok(Outcome::NotAsShown);
    }
    audit(&act, admin, "cancel act on many", act.reason.as_deref().unwrap_or_default()).record(conn, now).await?;
    act.set_state(conn, ActState::Cancelled, Some(now)).await?;
    Ok(if act.state == ActState::Waiting { Outcome::NothingDone } else { Outcome::Done })
}

/// Takes an act back within its minute. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn undo(conn: &mut Connection, app: &App, id: i64, admin: &User) -> QueryResult<Outcome> {
    let claims = Claims::lock(conn).await?;
    let (act, now) = (Act::lock(conn, id).await?, app.clock.now());
    if act.state == ActState::Waiting {
        audit(&act, admin, "undo act on many", act.reason.as_deref().unwrap_or_default()).record(conn, now).await?;
        act.set_state(conn, ActState::Cancelled, Some(now)).await?;
        return Ok(Outcome::NothingDone);
    }
    if !can_be_undone(&act, now) {
        return Ok(Outcome::TooLate);
    }
    audit(&act, admin, "undo act on many", act.reason.as_deref().unwrap_or_default()).record(conn, now).await?;
    act.set_state(conn, ActState::Undoing, None).await?;
    if act.items > AT_ONCE {
        task(id, now).enqueue(conn, now).await?;
        return Ok(Outcome::Queued);
    }
    while portion(conn, app, &claims, &act, Way::Back).await? {}
    act.set_state(conn, ActState::Undone, Some(now)).await?;
    Ok(Outcome::Done)
}

/// Whether what an act has done can be taken back.
pub fn can_be_undone(act: &Act, now: DateTime<Utc>) -> bool {
    let has_ended = matches!(act.state, ActState::Done | ActState::Cancelled);
    has_ended && act.kind.opposite().is_some() && act.ended_at.is_some_and(|at| now - at < MINUTE)
}

/// Works off an act, a portion after the other, for a turn.
///
/// # Errors
///
/// [`TaskError`] says whether it goes on.
pub async fn work(app: &App, claim: &Claim, id: i64) -> Result<(), TaskError> {
    let begun = Instant::now();
    let mut conn = app.db.conn().await?;
    while conn.transaction(async |conn| step(conn, app, claim, id).await).await? {
        if begun.elapsed() > TURN {
            return Err(TaskError::Snooze(Snooze::wait(Duration::ZERO)));
        }
    }
    Ok(())
}

/// A portion, or the end. False: nothing is left to be done.
async fn step(conn: &mut Connection, app: &App, claim: &Claim, id: i64) -> Result<bool, TaskError> {
    let claims = Claims::lock(conn).await?;
    if !claim.is_held(conn).await? {
        return Err(TaskError::LeaseLost);
    }
    let act = Act::lock(conn, id).await?;
    let (way, end) = match act.state {
        ActState::Waiting | ActState::Running => (Way::Forward, ActState::Done),
        ActState::Undoing => (Way::Back, ActState::Undone),
        ActState::Proposed | ActState::Done | ActState::Cancelled | ActState::Undone => return Ok(false),
    };
    if portion(conn, app, &claims, &act, way).await? {
        if act.state == ActState::Waiting {
            act.set_state(conn, ActState::Running, None).await?;
        }
        return Ok(true);
    }
    act.set_state(conn, end, Some(app.clock.now())).await?;
    Ok(false)
}

/// Direction of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Forward,
    Back,
}

/// Does the next portion, or takes it back. False: none was left.
async fn portion(conn: &mut Connection, app: &App, claims: &Claims, act: &Act, way: Way) -> QueryResult<bool> {
    let (from, to, kind) = match way {
        Way::Forward => (ItemState::Open, ItemState::Done, Some(act.kind)),
        Way::Back => (ItemState::Done, ItemState::Undone, act.kind.opposite()),
    };
    let items = ActItem::next(conn, act.id, from, PORTION).await?;
    let Some(kind) = kind.filter(|_| !items.is_empty()) else { return Ok(false) };
    let Done { changed, fetches } = perform::all(conn, app, claims, (kind, act), &items).await?;
    let others: Vec<i64> = items.iter().copied().filter(|item| !changed.contains(item)).collect();
    ActItem::note(conn, act.id, &changed, to).await?;
    ActItem::note(conn, act.id, &others, ItemState::Skipped).await?;
    act.add_fetches(conn, fetches).await?;
    Ok(true)
}

/// One entry for all things of an act.
fn audit<'a>(act: &Act, admin: &User, action: &'a str, reason: &'a str) -> NewEntry<'a> {
    NewEntry {
        subject: Some(admin.subject),
        action,
        target: format!("act {}", act.id),
        reason,
        details: serde_json::json!({
            "what": act.kind,
            "things": act.items,
            "affected": act.affected,
            "expected_credits": act.expected_credits,
        }),
    }
}

fn task(act_id: i64, due_at: DateTime<Utc>) -> NewTask {
    NewTask {
        kind: Kind::Act,
        lane: Lane::ByHand,
        source: None,
        unique_key: act_id.to_string(),
        fetch_id: None,
        payload: serde_json::json!({ "act_id": act_id }),
        rank: 0,
        priority: 0,
        max_attempts: 10,
        due_at,
    }
}
