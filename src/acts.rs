//! Acts of admins on many things at once. An act is proposed, with a count and a price, and begun by hand. A minute later
//! a task does it, in portions that each commit with what they did, so that a death in the middle repeats and loses
//! nothing. Within the minute it is taken back: nothing was done, ended or spent, so nothing has to be made good.

mod load;
mod perform;
mod price;

use self::perform::Done;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::act::{Act, ActItem, ActKind, ActState, ItemState, NewAct, Things};
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

/// Time in which an act can be taken back, before it begins.
pub const MINUTE: TimeDelta = TimeDelta::seconds(60);

/// A proposal holds for so long: what it says of counts and prices grows old.
const HOLDS: TimeDelta = TimeDelta::hours(1);

/// Things of a portion, which is one transaction.
const PORTION: i64 = 50;

/// Time after which a task lets others have its place.
const TURN: Duration = Duration::from_secs(1);

/// Outcome of a wish to begin or to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Begun, or ended: the act's page says the rest.
    Done,
    /// Ended before anything was done.
    NothingDone,
    /// The act is no longer as it was shown.
    NotAsShown,
    /// The act has ended, and what it did stays.
    TooLate,
    /// The proposal is too old: counts and prices are to be looked at again.
    TooOld,
}

/// An act as chosen on a list: what is done, to which things, and the list's query string.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What is done.
    pub kind: ActKind,
    /// Numbers of the things.
    pub items: Vec<i64>,
    /// Query string of the list.
    pub query: String,
}

/// Proposes an act on some things: counts and prices it, and writes it down. Does nothing else.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn propose(conn: &mut Connection, app: &App, admin: &User, chosen: &Chosen) -> QueryResult<i64> {
    let Chosen { kind, items, query } = chosen;
    let price = price::of(conn, app, *kind, admin.id, items).await?;
    let count = |things: usize| i32::try_from(things).unwrap_or(i32::MAX);
    // A list of people may be chosen by an address, and an act is kept for longer than an account.
    let is_kept = kind.things() != Things::People;
    let new = NewAct {
        kind: *kind,
        subject: admin.subject,
        query: if is_kept { query.clone() } else { String::new() },
        items: count(items.len()),
        affected: count(price.affected),
        expected_credits: price.expected,
        most_credits: price.most,
        made_at: app.clock.now(),
    };
    conn.transaction(async |conn| {
        let id = new.propose(conn, items).await?;
        // What was not priced is not bought either, whatever comes of it until then.
        let left = price.left(items);
        ActItem::note(conn, id, &left, ItemState::Skipped).await?;
        Ok(id)
    })
    .await
}

/// Begins a proposed act: a task does it after its minute. The caller opens the transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn begin(conn: &mut Connection, app: &App, id: i64, admin: &User, reason: &str) -> QueryResult<Outcome> {
    let (act, now) = (Act::lock(conn, id).await?, app.clock.now());
    if act.state != ActState::Proposed {
        return Ok(Outcome::NotAsShown);
    }
    if now - act.made_at > HOLDS {
        return Ok(Outcome::TooOld);
    }
    audit(&act, Some(admin.subject), "act on many", reason).record(conn, now).await?;
    act.begin(conn, (admin.subject, reason), now + MINUTE).await?;
    task(id, now + MINUTE).enqueue(conn, now).await?;
    Ok(Outcome::Done)
}

/// Ends an act: within its minute before anything was done, later what is done stays done. The caller opens the
/// transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn cancel(conn: &mut Connection, app: &App, id: i64, admin: &User) -> QueryResult<Outcome> {
    let (act, now) = (Act::lock(conn, id).await?, app.clock.now());
    if !act.state.is_under_way() {
        return Ok(Outcome::TooLate);
    }
    audit(&act, Some(admin.subject), "end act on many", act.reason.as_deref().unwrap_or_default())
        .record(conn, now)
        .await?;
    act.set_state(conn, ActState::Cancelled, Some(now)).await?;
    Ok(if act.state == ActState::Waiting { Outcome::NothingDone } else { Outcome::Done })
}

/// Ends an act whose task failed for good: what is done stays done, and its page says what was not reached.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn give_up(conn: &mut Connection, app: &App, id: i64) -> QueryResult<()> {
    let act = Act::lock(conn, id).await?;
    match act.state.is_under_way() {
        true => act.set_state(conn, ActState::Cancelled, Some(app.clock.now())).await,
        false => Ok(()),
    }
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
    if !act.state.is_under_way() {
        return Ok(false);
    }
    if act.state == ActState::Waiting && !start(conn, app, &act).await? {
        return Ok(false);
    }
    if portion(conn, app, &claims, &act).await? {
        return Ok(true);
    }
    act.set_state(conn, ActState::Done, Some(app.clock.now())).await?;
    Ok(false)
}

/// The minute is over. Only now does the act take effect, and has its place in the audit among what others do to its
/// things. False: whoever began it may act no more, and it ends.
async fn start(conn: &mut Connection, app: &App, act: &Act) -> QueryResult<bool> {
    let (admin, now) = (User::find_by_subject(conn, act.subject).await?, app.clock.now());
    let reason = act.reason.as_deref().unwrap_or_default();
    if !admin.is_some_and(|admin| admin.role.may_act() && admin.disabled_at.is_none()) {
        audit(act, None, "end act on many", reason).record(conn, now).await?;
        act.set_state(conn, ActState::Cancelled, Some(now)).await?;
        return Ok(false);
    }
    audit(act, Some(act.subject), "start act on many", reason).record(conn, now).await?;
    act.set_state(conn, ActState::Running, None).await?;
    Ok(true)
}

/// Does the next portion. False: none was left.
async fn portion(conn: &mut Connection, app: &App, claims: &Claims, act: &Act) -> QueryResult<bool> {
    let items = ActItem::next(conn, act.id, PORTION).await?;
    if items.is_empty() {
        return Ok(false);
    }
    let Done { changed, left, fetches } = perform::all(conn, app, claims, act, &items).await?;
    ActItem::note(conn, act.id, &changed, ItemState::Done).await?;
    ActItem::note(conn, act.id, &left, ItemState::Skipped).await?;
    act.add_fetches(conn, fetches).await?;
    Ok(true)
}

/// One entry for all things of an act. `subject`: the admin's number; None: the app itself.
fn audit<'a>(act: &Act, subject: Option<i64>, action: &'a str, reason: &'a str) -> NewEntry<'a> {
    NewEntry {
        subject,
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
