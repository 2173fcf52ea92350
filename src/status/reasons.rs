//! Reasons why a combination is bought at a source, or not: the plan's own decisions, with the facts that decided. For
//! admins and for `jobfill plan`.

use crate::app::App;
use crate::backfill::prices::{How, Prices};
use crate::backfill::start;
use crate::closed_list;
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{self, Cell, Planned, Why};
use crate::db::Connection;
use crate::models::combination::{Standing, Tracked};
use crate::models::request::RequestRow;
use crate::quota::price::Tariff;
use crate::sources::{Source, Unit};
use crate::text;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use serde::Serialize;
use std::collections::HashMap;

closed_list! {
    "an answer of the plan";
    /// Decision about a combination at a source.
    pub enum Answer {
        /// Held: bought, and here.
        Held = "held",
        /// Contained: here by coverage of wider requests.
        Contained = "contained",
        /// In a list: bought with other requests of the same plan.
        InList = "in_list",
        /// Being bought: on its way by a fetch that has begun.
        BeingBought = "being_bought",
        /// Partly: some of the window is here, the rest is to be bought.
        Partly = "partly",
        /// New: the whole window is to be bought.
        New = "new",
        /// Waits: the combination's fetch is put off.
        Waits = "waits",
        /// Rests: no active person wants the combination, or it is paused.
        Rests = "rests",
    }
}

/// Expected cost of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// Credits, in the source's own unit.
    pub credits: i64,
    /// Calls of the source.
    pub calls: i64,
    /// Origin of the figures.
    pub how: How,
}

/// A piece of posting time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Beginning, inclusive.
    pub from: DateTime<Utc>,
    /// End, exclusive.
    pub to: DateTime<Utc>,
}

/// A decision of the plan, in words.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The combination.
    pub combination_id: i32,
    /// The source.
    pub source: Source,
    /// Decision about the combination.
    pub answer: Answer,
    /// Requests that make a purchase needless, or are bought with it in the same list.
    pub by: Vec<String>,
    /// Posting time to be bought; None: nothing is bought.
    pub window: Option<Piece>,
    /// Price of the purchase.
    pub expected: Expected,
    /// Reason for the decision: a sentence without its full stop.
    pub why: String,
}

/// Reasons why each of these combinations is bought at each source or not, if all of them were planned now.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn reasons(conn: &mut Connection, app: &App, combinations: &[Tracked]) -> QueryResult<Vec<Reason>> {
    let (wanted, resting): (Vec<_>, Vec<_>) = combinations.iter().partition(|one| is_wanted(one));
    let ids: Vec<i32> = wanted.iter().map(|one| one.id).collect();
    let standings = Tracked::standings(conn, &ids).await?;
    let planned = start::plan_for(conn, app, &standings).await?;
    let mut prices = Prices::load(conn).await?;
    prices.look_at(conn, &planned).await?;
    let lists = start::lists::of(conn, app, &mut prices, &planned, |_| ()).await?;
    let mut reasons = told(conn, app, &prices, &planned, &lists, &standings).await?;
    reasons.extend(resting.into_iter().flat_map(|one| at_rest(app, one)));
    Ok(reasons)
}

/// Reasons for a combination whose facts were all loaded: its cells with their containers.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn reasons_of(
    conn: &mut Connection,
    app: &App,
    prices: &Prices,
    combination: &Tracked,
    cells: &[Cell],
) -> QueryResult<Vec<Reason>> {
    if !is_wanted(combination) {
        return Ok(at_rest(app, combination));
    }
    let planned = plan::plan(cells, &app.reaches(), app.clock.now());
    told(conn, app, prices, &planned, &[], &[]).await
}

fn is_wanted(combination: &Tracked) -> bool {
    combination.is_open() && combination.users > 0
}

fn at_rest(app: &App, combination: &Tracked) -> Vec<Reason> {
    app.enabled().into_iter().map(|source| rests(combination, source)).collect()
}

async fn told(
    conn: &mut Connection,
    app: &App,
    prices: &Prices,
    planned: &[Planned],
    lists: &[List],
    standings: &[Standing],
) -> QueryResult<Vec<Reason>> {
    let beside: HashMap<i64, Vec<i64>> = lists.iter().flat_map(beside).collect();
    let wider = planned.iter().filter_map(|one| one.why.wider());
    let named: Vec<i64> = wider.chain(beside.values().flatten().copied()).collect();
    let labels = labels(conn, &named).await?;
    let teller = Teller { app, prices, labels: &labels, beside: &beside };
    Ok(planned.iter().map(|one| teller.tell(one, standings)).collect())
}

/// Other requests of the list, for each of its requests.
fn beside(list: &List) -> Vec<(i64, Vec<i64>)> {
    let all = list.requests();
    if all.len() == 1 {
        return Vec::new();
    }
    all.iter().map(|one| (*one, all.iter().copied().filter(|other| other != one).collect())).collect()
}

async fn labels(conn: &mut Connection, named: &[i64]) -> QueryResult<HashMap<i64, String>> {
    if named.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = RequestRow::with_ids(conn, named).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.parsed()?.label()))).collect())
}

fn rests(combination: &Tracked, source: Source) -> Reason {
    let why = if combination.is_open() { say!("plan-rests") } else { say!("plan-paused") };
    Reason {
        combination_id: combination.id,
        source,
        answer: Answer::Rests,
        by: Vec::new(),
        window: None,
        expected: NOTHING,
        why,
    }
}

const NOTHING: Expected = Expected { credits: 0, calls: 0, how: How::Here };

struct Teller<'a> {
    app: &'a App,
    prices: &'a Prices,
    labels: &'a HashMap<i64, String>,
    /// Other requests of the list in which a request stands.
    beside: &'a HashMap<i64, Vec<i64>>,
}

impl Teller<'_> {
    fn tell(&self, planned: &Planned, standings: &[Standing]) -> Reason {
        let ask = planned.why.ask();
        let beside = self.beside.get(&planned.request_id).filter(|_| ask.is_some());
        let by = planned.why.wider().into_iter().chain(beside.into_iter().flatten().copied());
        let by: Vec<String> = by.filter_map(|id| self.labels.get(&id).cloned()).collect();
        let answer = match beside {
            Some(_) => Answer::InList,
            None if planned.is_put_off && planned.why.is_coming() => Answer::Waits,
            None => answer(planned.why),
        };
        let until = standings.iter().find(|one| one.request_id == planned.request_id).and_then(|one| one.put_off_until);
        Reason {
            combination_id: planned.combination_id,
            source: planned.source,
            answer,
            window: ask.map(|ask| Piece { from: ask.window.from, to: ask.window.to }),
            expected: ask.map_or(NOTHING, |_| self.price(planned)),
            why: match beside {
                Some(beside) => say!("plan-in-list", count = beside.len() + 1),
                None => sentence(answer, by.as_slice().first().map(String::as_str), until),
            },
            by,
        }
    }

    fn price(&self, planned: &Planned) -> Expected {
        let Some(config) = self.app.config.source(planned.source) else { return NOTHING };
        let tariff = Tariff::of(config);
        let (credits, how) = self.prices.of(tariff, planned);
        let calls = match tariff.main_unit() {
            Unit::Requests => credits,
            // An empty answer is a call, too.
            Unit::Jobs => (credits.max(1) + i64::from(tariff.page_size()) - 1) / i64::from(tariff.page_size()),
        };
        Expected { credits, calls, how }
    }
}

fn answer(why: Why) -> Answer {
    match why {
        Why::AlreadyHere => Answer::Held,
        Why::Contained(_) => Answer::Contained,
        Why::BeingBought | Why::BeingBoughtWider(_) => Answer::BeingBought,
        Why::SameRequest | Why::WithWider(_) => Answer::InList,
        Why::PartlyHeld(_) => Answer::Partly,
        Why::New(_) => Answer::New,
    }
}

fn sentence(answer: Answer, by: Option<&str>, until: Option<DateTime<Utc>>) -> String {
    match (answer, by) {
        (Answer::Contained, Some(by)) => say!("plan-contained", by = by),
        (Answer::Contained, None) => say!("plan-contained-in-some"),
        (Answer::InList, Some(by)) => say!("plan-with-wider", by = by),
        (Answer::InList, None) => say!("plan-same-request"),
        (Answer::BeingBought, Some(by)) => say!("plan-being-bought-wider", by = by),
        (Answer::Waits, _) => match until {
            Some(until) => say!("plan-waits", until = text::exact(&until)),
            None => say!("plan-waits-open"),
        },
        (Answer::Held, _) => say!("plan-held"),
        (Answer::BeingBought, None) => say!("plan-being-bought"),
        (Answer::Partly, _) => say!("plan-partly"),
        (Answer::New, _) => say!("plan-new"),
        (Answer::Rests, _) => say!("plan-rests"),
    }
}
