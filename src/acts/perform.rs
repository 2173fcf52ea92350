//! Doing a portion of an act. Each thing is looked at once more: what has changed since it was proposed counts.

use super::{load, price};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::deeper;
use crate::db::Connection;
use crate::models::act::{Act, ActKind};
use crate::models::combination::{Standing, Tracked};
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState};
use crate::models::search::Search;
use crate::models::session::Session;
use crate::models::user::{Role, User};
use crate::telling::links::{self, Asked};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::HashSet;

/// What was done.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Things that changed.
    pub(super) changed: Vec<i64>,
    /// Things whose turn has come, and that stay as they were.
    pub(super) left: Vec<i64>,
    /// Fetches that were begun.
    pub(super) fetches: i32,
}

impl Done {
    /// The turn of all these things has come.
    fn of(items: &[i64], changed: Vec<i64>, fetches: i32) -> Self {
        let left = items.iter().copied().filter(|item| !changed.contains(item)).collect();
        Self { changed, left, fetches }
    }
}

pub(super) async fn all(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    act: &Act,
    items: &[i64],
) -> QueryResult<Done> {
    let now = app.clock.now();
    let changed = match act.kind {
        ActKind::Pause => rest(conn, items, Some(now)).await?,
        ActKind::Resume => rest(conn, items, None).await?,
        ActKind::LoadMissing | ActKind::LoadAgain => return load::portion(conn, app, claims, act).await,
        ActKind::LoadDeeper | ActKind::DeepenFetch => return deepen(conn, app, claims, act, items).await,
        ActKind::CancelFetch => end(conn, app, items, act.reason.as_deref().unwrap_or_default()).await?,
        ActKind::Disable => keep_out(conn, act, items, Some(now)).await?,
        ActKind::Enable => keep_out(conn, act, items, None).await?,
        ActKind::Invite => invite(conn, app, items).await?,
    };
    Ok(Done::of(items, changed, 0))
}

pub(super) fn count(things: usize) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

async fn rest(conn: &mut Connection, items: &[i64], at: Option<DateTime<Utc>>) -> QueryResult<Vec<i64>> {
    let mut changed = Vec::new();
    for id in price::small(items) {
        if Tracked::set_paused(conn, id, at).await? {
            changed.push(id.into());
        }
    }
    Ok(changed)
}

/// Only lists that were cut when the act was proposed go on, and each once: what goes on ends later.
async fn deepen(conn: &mut Connection, app: &App, claims: &Claims, act: &Act, items: &[i64]) -> QueryResult<Done> {
    let kind = act.kind;
    let mut all = match kind {
        ActKind::DeepenFetch => price::of_fetches(conn, app, items).await?,
        _ => price::of_combinations(conn, app, items).await?,
    };
    all.retain(|one| one.fetch.ended_at.is_some_and(|at| at <= act.made_at));
    let mut begun = Vec::new();
    for one in all {
        if deeper::start(conn, app, claims, &one.fetch).await?.is_ok() {
            begun.push(one.fetch.id);
        }
    }
    let fetches = count(begun.len());
    let changed = if kind == ActKind::DeepenFetch { begun } else { bought_by(conn, items, &begun).await? };
    Ok(Done::of(items, changed, fetches))
}

/// Combinations with a request that one of some fetches buys, alone or in its list.
async fn bought_by(conn: &mut Connection, items: &[i64], fetches: &[i64]) -> QueryResult<Vec<i64>> {
    let mut requests = HashSet::new();
    for fetch in fetches {
        requests.extend(Fetch::own_cells(conn, *fetch).await?);
    }
    let standings = Tracked::standings(conn, &price::small(items)).await?;
    let own = standings.iter().filter_map(Standing::cell).filter(|cell| requests.contains(&cell.request_id));
    let own: HashSet<i64> = own.map(|cell| cell.combination_id.into()).collect();
    Ok(own.into_iter().collect())
}

/// Tasks are locked before their fetches, all of them by number, as purchases do; combinations come last.
async fn end(conn: &mut Connection, app: &App, items: &[i64], reason: &str) -> QueryResult<Vec<i64>> {
    let (now, why) = (app.clock.now(), say!("admin-fetches-cancelled-why", reason = reason));
    let mut live = Fetch::lock_with_tasks(conn, items).await?;
    live.retain(Fetch::is_live);
    let changed: Vec<i64> = live.iter().map(|fetch| fetch.id).collect();
    for id in &changed {
        let cause = Cause { code: ErrorCode::Cancelled, why: &why };
        Fetch::end(conn, *id, FetchState::Cancelled, cause, now).await?;
        Fetch::end_task(conn, *id, &why).await?;
    }
    Tracked::lock_sharers(conn, &changed).await?;
    for id in &changed {
        Tracked::judge_sharers(conn, *id, &app.reaches(), now).await?;
    }
    Ok(changed)
}

/// Admins are kept out and let in one by one. Links stay: they open nothing as long as their person is kept out.
async fn keep_out(conn: &mut Connection, act: &Act, items: &[i64], at: Option<DateTime<Utc>>) -> QueryResult<Vec<i64>> {
    let (mut changed, mut combinations) = (Vec::new(), Vec::new());
    for person in User::with_ids(conn, &price::small(items)).await? {
        let is_meant = person.role != Role::Admin && person.subject != act.subject;
        if !is_meant || !User::set_disabled(conn, person.id, at).await? {
            continue;
        }
        combinations.extend(Search::active_combinations(conn, person.id).await?);
        if at.is_some() {
            Session::end_all(conn, person.id).await?;
        }
        changed.push(person.id.into());
    }
    combinations.sort_unstable();
    combinations.dedup();
    Tracked::recount(conn, &combinations).await?;
    Ok(changed)
}

async fn invite(conn: &mut Connection, app: &App, items: &[i64]) -> QueryResult<Vec<i64>> {
    let mut changed = Vec::new();
    for person in User::with_ids(conn, &price::small(items)).await? {
        if price::can_be_invited(&person) && links::invite(conn, app, &person).await? == Asked::Now {
            changed.push(person.id.into());
        }
    }
    Ok(changed)
}
