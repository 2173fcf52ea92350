//! A portion of an act that loads combinations. It is planned over all of them, as its price was: what comes with a wider
//! purchase is not bought by itself, in whichever portion the wider one is.

use super::perform::{Done, count};
use super::{MOST_BOUGHT, PORTION, price};
use crate::app::App;
use crate::backfill::again::{self, Extent};
use crate::backfill::claims::Claims;
use crate::coverage::plan::{Planned, Why};
use crate::db::Connection;
use crate::models::act::{Act, ActItem, ActKind, ItemState};
use crate::models::fetch::Fetch;
use diesel::QueryResult;
use std::collections::{BTreeSet, HashSet};

/// Begins the next purchases of the act. Once nothing is left to be bought, the turn of all others has come.
pub(super) async fn portion(conn: &mut Connection, app: &App, claims: &Claims, act: &Act) -> QueryResult<Done> {
    let mut all = ActItem::page(conn, act.id, 0, MOST_BOUGHT as i64).await?;
    all.retain(|(_, state)| *state != ItemState::Skipped);
    let items: Vec<i64> = all.iter().map(|(item, _)| *item).collect();
    let open: BTreeSet<i64> =
        all.iter().filter(|(_, state)| *state == ItemState::Open).map(|(item, _)| *item).collect();
    let mut planned = plan(conn, app, act, &items).await?;
    let turn = turn(&planned, &open);
    if turn.is_empty() {
        return Ok(Done { left: open.into_iter().collect(), ..Done::default() });
    }
    let changed = changed(&planned, &turn, &open);
    planned.retain(|one| one.why.ask().is_none() || turn.contains(&one.combination_id.into()));
    let started = again::begin(conn, app, claims, extent(act), planned).await?;
    Ok(Done { changed, left: Vec::new(), fetches: count(started.fetches.len()) })
}

fn extent(act: &Act) -> Extent {
    if act.kind == ActKind::LoadAgain { Extent::Everything } else { Extent::Missing }
}

/// The plan over all things of the act, less what was bought as a whole since the act was proposed: by another admin, or
/// by this act for another combination.
async fn plan(conn: &mut Connection, app: &App, act: &Act, items: &[i64]) -> QueryResult<Vec<Planned>> {
    let ids = price::wanted(conn, items).await?;
    let mut planned = again::plan(conn, app, &ids, extent(act)).await?;
    if act.kind == ActKind::LoadAgain {
        let requests: Vec<i64> = planned.iter().map(|one| one.request_id).collect();
        let bought = Fetch::bought_since(conn, &requests, act.made_at).await?;
        let is_bought = |one: &Planned| {
            let reaches = |from| one.why.ask().is_some_and(|ask| from <= ask.window.from);
            bought.iter().any(|(request, from)| *request == one.request_id && reaches(*from))
        };
        planned.retain(|one| !is_bought(one));
    }
    Ok(planned)
}

/// The next combinations with something to buy, by number. Pure.
fn turn(planned: &[Planned], open: &BTreeSet<i64>) -> BTreeSet<i64> {
    let buying: HashSet<i64> =
        planned.iter().filter(|one| one.why.ask().is_some()).map(|one| one.combination_id.into()).collect();
    open.iter().copied().filter(|item| buying.contains(item)).take(PORTION as usize).collect()
}

/// Combinations of the turn, and those that come with them and have nothing else to be bought. Pure.
fn changed(planned: &[Planned], turn: &BTreeSet<i64>, open: &BTreeSet<i64>) -> Vec<i64> {
    let asks = || planned.iter().filter(|one| one.why.ask().is_some());
    let later: HashSet<i64> = asks().map(|one| one.combination_id.into()).collect();
    let bought = asks().filter(|one| turn.contains(&one.combination_id.into()));
    let bought: HashSet<i64> = bought.map(|one| one.request_id).collect();
    let comes = |one: &&Planned| match one.why {
        Why::SameRequest => bought.contains(&one.request_id),
        Why::WithWider(wider) => bought.contains(&wider),
        _ => false,
    };
    let coming = planned.iter().filter(comes).map(|one| i64::from(one.combination_id));
    let coming = coming.filter(|item| open.contains(item) && !later.contains(item));
    turn.iter().copied().chain(coming).collect::<BTreeSet<i64>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::reach::Ask;
    use crate::coverage::window::Window;
    use crate::sources::{Source, Span};

    fn cell(combination_id: i32, request_id: i64, why: Why) -> Planned {
        Planned { combination_id, source: Source::JSearch, request_id, why, is_put_off: false }
    }

    fn ask() -> Why {
        let now = "2026-11-23T09:15:00Z".parse().unwrap();
        Why::New(Ask { span: Span::Week, window: Window::new(now, now), created_since: None })
    }

    #[test]
    fn what_comes_with_a_wider_purchase_waits_for_it_in_whichever_portion_that_is() {
        let mut planned = vec![cell(1, 1, Why::WithWider(99)), cell(99, 99, ask()), cell(3, 99, Why::SameRequest)];
        planned.extend((100..200).map(|id| cell(id, id.into(), ask())));
        let open: BTreeSet<i64> = [1, 2, 3, 99].into_iter().chain(100..200).collect();
        let first = turn(&planned, &open);
        assert_eq!((first.len(), first.first(), first.last()), (50, Some(&99), Some(&148)));
        let changed = changed(&planned, &first, &open);
        assert_eq!(changed[..4], [1, 3, 99, 100], "each with the purchase that brings it, and none by itself");
        assert_eq!(changed.len(), 52);
    }

    #[test]
    fn who_has_something_else_to_be_bought_has_its_own_turn() {
        let planned = [cell(1, 1, ask()), cell(2, 1, Why::SameRequest), cell(2, 2, ask())];
        let open = BTreeSet::from([1, 2]);
        assert_eq!(changed(&planned, &BTreeSet::from([1]), &open), [1]);
    }
}
