//! Doing a portion of an act. Each thing is looked at once more: what has changed since it was proposed counts.

use super::price;
use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::backfill::deeper::{self, Deeper};
use crate::db::Connection;
use crate::models::act::{Act, ActKind};
use crate::models::combination::{Standing, Tracked};
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState};
use crate::models::password_link::PasswordLink;
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
    /// Fetches that were begun.
    pub(super) fetches: i32,
}

impl Done {
    fn only(changed: Vec<i64>) -> Self {
        Self { changed, fetches: 0 }
    }
}

pub(super) async fn all(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    (kind, act): (ActKind, &Act),
    items: &[i64],
) -> QueryResult<Done> {
    let now = app.clock.now();
    match kind {
        ActKind::Pause => rest(conn, items, Some(now)).await,
        ActKind::Resume => rest(conn, items, None).await,
        ActKind::LoadMissing => load(conn, app, claims, items, Extent::Missing).await,
        ActKind::LoadAgain => load(conn, app, claims, items, Extent::Everything).await,
        ActKind::LoadDeeper => {
            let all = price::of_combinations(conn, app, items).await?;
            let begun = deepen(conn, app, claims, all).await?;
            let changed = of_requests(conn, items, &begun).await?;
            Ok(Done { changed, fetches: count(begun.len()) })
        }
        ActKind::DeepenFetch => {
            let all = price::of_fetches(conn, app, items).await?;
            let begun = deepen(conn, app, claims, all).await?;
            Ok(Done { fetches: count(begun.len()), changed: begun.into_iter().map(|one| one.fetch.id).collect() })
        }
        ActKind::CancelFetch => end(conn, app, items, act.reason.as_deref().unwrap_or_default()).await,
        ActKind::Disable => keep_out(conn, act, items, Some(now)).await,
        ActKind::Enable => keep_out(conn, act, items, None).await,
        ActKind::Invite => invite(conn, app, items).await,
    }
}

fn count(things: usize) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

async fn rest(conn: &mut Connection, items: &[i64], at: Option<DateTime<Utc>>) -> QueryResult<Done> {
    let mut changed = Vec::new();
    for id in price::small(items) {
        if Tracked::set_paused(conn, id, at).await? {
            changed.push(id.into());
        }
    }
    Ok(Done::only(changed))
}

async fn load(conn: &mut Connection, app: &App, claims: &Claims, items: &[i64], extent: Extent) -> QueryResult<Done> {
    let ids = price::wanted(conn, items).await?;
    let started = again::start(conn, app, claims, &ids, extent, None).await?;
    let bought = started.preview.planned.iter().filter(|one| one.why.ask().is_some());
    let changed: HashSet<i64> = bought.map(|one| one.combination_id.into()).collect();
    Ok(Done { changed: changed.into_iter().collect(), fetches: count(started.fetches.len()) })
}

/// Those of some fetches that really go on.
async fn deepen(conn: &mut Connection, app: &App, claims: &Claims, all: Vec<Deeper>) -> QueryResult<Vec<Deeper>> {
    let mut begun = Vec::new();
    for one in all {
        if deeper::start(conn, app, claims, &one.fetch).await?.is_ok() {
            begun.push(one);
        }
    }
    Ok(begun)
}

/// Combinations whose requests go deeper.
async fn of_requests(conn: &mut Connection, items: &[i64], begun: &[Deeper]) -> QueryResult<Vec<i64>> {
    let requests: HashSet<i64> = begun.iter().map(|one| one.fetch.request_id).collect();
    let standings = Tracked::standings(conn, &price::small(items)).await?;
    let own = standings.iter().filter_map(Standing::cell).filter(|cell| requests.contains(&cell.request_id));
    let own: HashSet<i64> = own.map(|cell| cell.combination_id.into()).collect();
    Ok(own.into_iter().collect())
}

/// Tasks are locked before their fetches, in the order of their numbers, as purchases do.
async fn end(conn: &mut Connection, app: &App, items: &[i64], reason: &str) -> QueryResult<Done> {
    let (now, why) = (app.clock.now(), say!("admin-fetches-cancelled-why", reason = reason));
    let mut changed = Vec::new();
    for fetch in Fetch::with_ids(conn, items).await? {
        if !fetch.is_live() || !Fetch::lock_with_task(conn, fetch.id).await?.is_live() {
            continue;
        }
        let cause = Cause { code: ErrorCode::Cancelled, why: &why };
        Fetch::end(conn, fetch.id, FetchState::Cancelled, cause, now).await?;
        Fetch::end_task(conn, fetch.id, &why).await?;
        Tracked::judge_sharers(conn, fetch.id, &app.reaches(), now).await?;
        changed.push(fetch.id);
    }
    Ok(Done::only(changed))
}

async fn keep_out(conn: &mut Connection, act: &Act, items: &[i64], at: Option<DateTime<Utc>>) -> QueryResult<Done> {
    let (mut changed, mut combinations) = (Vec::new(), Vec::new());
    for person in User::with_ids(conn, &price::small(items)).await? {
        let is_meant = at.is_none() || person.role != Role::Admin && person.subject != act.subject;
        if !is_meant || !User::set_disabled(conn, person.id, at).await? {
            continue;
        }
        combinations.extend(Search::active_combinations(conn, person.id).await?);
        if at.is_some() {
            Session::end_all(conn, person.id).await?;
            PasswordLink::void(conn, person.id).await?;
        }
        changed.push(person.id.into());
    }
    combinations.sort_unstable();
    combinations.dedup();
    Tracked::recount(conn, &combinations).await?;
    Ok(Done::only(changed))
}

async fn invite(conn: &mut Connection, app: &App, items: &[i64]) -> QueryResult<Done> {
    let mut changed = Vec::new();
    for person in User::with_ids(conn, &price::small(items)).await? {
        if price::can_be_invited(&person) && links::invite(conn, app, person.id).await? == Asked::Now {
            changed.push(person.id.into());
        }
    }
    Ok(Done::only(changed))
}
