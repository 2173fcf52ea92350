//! Dry run of an act: how many of the chosen things it would change, and what it would cost. Reads only.

use crate::app::App;
use crate::backfill::again;
use crate::backfill::deeper::Deeper;
use crate::backfill::prices::Prices;
use crate::backfill::start::Preview;
use crate::db::Connection;
use crate::models::act::ActKind;
use crate::models::combination::{Standing, Tracked};
use crate::models::fetch::Fetch;
use crate::models::request::containers;
use crate::models::user::{Role, User};
use diesel::QueryResult;
use std::collections::HashSet;

/// Result of a dry run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Price {
    /// Things that would change.
    pub(super) affected: usize,
    /// Expected credits.
    pub(super) expected: i64,
    /// Most credits.
    pub(super) most: i64,
    /// Things for which something would be bought; None: each thing is looked at once more when its turn comes.
    bought: Option<HashSet<i64>>,
}

impl Price {
    /// Those of the things for which nothing is bought.
    pub(super) fn left(&self, items: &[i64]) -> Vec<i64> {
        let Some(bought) = &self.bought else { return Vec::new() };
        items.iter().copied().filter(|item| !bought.contains(item)).collect()
    }
}

/// Counts and prices an act of an admin, whom it never concerns.
pub(super) async fn of(
    conn: &mut Connection,
    app: &App,
    kind: ActKind,
    admin: i32,
    items: &[i64],
) -> QueryResult<Price> {
    let count = |affected| Price { affected, ..Price::default() };
    Ok(match kind {
        ActKind::Pause => count(combinations(conn, items).await?.iter().filter(|one| one.is_open()).count()),
        ActKind::Resume => count(combinations(conn, items).await?.iter().filter(|one| !one.is_open()).count()),
        ActKind::LoadMissing | ActKind::LoadAgain => loading(conn, app, kind, items).await?,
        ActKind::LoadDeeper => priced(&of_combinations(conn, app, items).await?),
        ActKind::DeepenFetch => {
            let deeper = of_fetches(conn, app, items).await?;
            let bought = deeper.iter().map(|one| one.fetch.id).collect();
            Price { bought: Some(bought), ..priced(&deeper) }
        }
        ActKind::CancelFetch => count(Fetch::with_ids(conn, items).await?.iter().filter(|one| one.is_live()).count()),
        ActKind::Disable => count(people(conn, items).await?.iter().filter(|one| can_be_disabled(one, admin)).count()),
        ActKind::Enable => count(people(conn, items).await?.iter().filter(|one| can_be_enabled(one)).count()),
        ActKind::Invite => count(people(conn, items).await?.iter().filter(|one| can_be_invited(one)).count()),
    })
}

/// Admins are never kept out with many others at once, and nobody keeps themselves out.
pub(super) fn can_be_disabled(person: &User, admin: i32) -> bool {
    person.disabled_at.is_none() && person.role != Role::Admin && person.id != admin
}

/// Nor are admins let in with many others at once.
fn can_be_enabled(person: &User) -> bool {
    person.disabled_at.is_some() && person.role != Role::Admin
}

/// Somebody who has a password needs no link.
pub(super) fn can_be_invited(person: &User) -> bool {
    person.disabled_at.is_none() && person.password_hash.is_none()
}

/// Numbers as their tables have them.
pub(super) fn small(items: &[i64]) -> Vec<i32> {
    items.iter().filter_map(|item| i32::try_from(*item).ok()).collect()
}

async fn people(conn: &mut Connection, items: &[i64]) -> QueryResult<Vec<User>> {
    User::with_ids(conn, &small(items)).await
}

async fn combinations(conn: &mut Connection, items: &[i64]) -> QueryResult<Vec<Tracked>> {
    Tracked::with_ids(conn, &small(items)).await
}

/// Combinations that are bought at all: not paused, and wanted by somebody.
pub(super) async fn wanted(conn: &mut Connection, items: &[i64]) -> QueryResult<Vec<i32>> {
    let all = combinations(conn, items).await?;
    Ok(all.into_iter().filter(|one| one.is_open() && one.users > 0).map(|one| one.id).collect())
}

async fn loading(conn: &mut Connection, app: &App, kind: ActKind, items: &[i64]) -> QueryResult<Price> {
    let ids = wanted(conn, items).await?;
    let standings = Tracked::standings(conn, &ids).await?;
    let cells = containers::attach(conn, standings.iter().filter_map(Standing::cell).collect()).await?;
    let mut prices = Prices::load(conn).await?;
    let offer = again::offer(conn, app, &mut prices, &cells).await?;
    Ok(previewed(if kind == ActKind::LoadAgain { &offer.everything } else { &offer.missing }))
}

/// What comes with another purchase of the act changes, too.
fn previewed(preview: &Preview) -> Price {
    let new = preview.planned.iter().filter(|one| one.why.is_new());
    let combinations: HashSet<i64> = new.map(|one| one.combination_id.into()).collect();
    let (affected, expected) = (combinations.len(), preview.expected_credits());
    Price { affected, expected, most: preview.most, bought: Some(combinations) }
}

/// Nothing is known of how long a list is behind its limit: all of it is expected.
fn priced(deeper: &[Deeper]) -> Price {
    let most = deeper.iter().map(|one| one.most).sum();
    Price { affected: deeper.len(), expected: most, most, bought: None }
}

/// What page limits cut off some combinations.
pub(super) async fn of_combinations(conn: &mut Connection, app: &App, items: &[i64]) -> QueryResult<Vec<Deeper>> {
    let ids = wanted(conn, items).await?;
    let standings = Tracked::standings(conn, &ids).await?;
    let requests: Vec<i64> = standings.iter().filter_map(Standing::cell).map(|cell| cell.request_id).collect();
    let mut deeper = Deeper::of_requests(conn, app, &requests).await?;
    let mut seen = HashSet::new();
    deeper.retain(|one| seen.insert(one.fetch.id));
    Ok(deeper)
}

/// What page limits cut off some fetches.
pub(super) async fn of_fetches(conn: &mut Connection, app: &App, items: &[i64]) -> QueryResult<Vec<Deeper>> {
    let fetches = Fetch::with_ids(conn, items).await?;
    Deeper::of_fetches(conn, app, &fetches).await
}
