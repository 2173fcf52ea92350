//! Asking a source how many postings it has, before anything is bought: a call and no row, where its host tells. The call is
//! in the ledger before it goes out; what is proven free is taken back.

use crate::app::App;
use crate::combination::Combination;
use crate::config::SourceConfig;
use crate::coverage::reach::Ask;
use crate::coverage::window::Spans;
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::source_count::SourceCount;
use crate::models::source_state::{SourceState, Turn};
use crate::quota::ledger;
use crate::quota::meter::Meter;
use crate::sources::{Charge, Dialect, ErrorKind, PageAsk, Position, Request, Source, SourceError, Unit};
use chrono::TimeDelta;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::HashSet;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// The one source that counts, at its own host.
const SOURCE: Source = Source::ActiveJobs;

/// Questions that are counted for one price: whoever waits for it shall not wait for long.
const MOST: usize = 4;

/// How long answers are waited for, all together. Without one the price is made from averages.
const PATIENCE: Duration = Duration::from_secs(3);

/// Of a plan's calls, the part that counts may take on a day: a tenth in a month.
const SHARE_OF_PLAN: i64 = 300;

const DAY: TimeDelta = TimeDelta::days(1);

/// Counts what some combinations would be bought for the first time, as far as that is not known: a few questions at most,
/// and none where the source does not tell, is stopped, or has few calls left. What fails is left out.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn ask(app: &App, combinations: &[&Combination]) -> anyhow::Result<()> {
    let Some(config) = app.config.source(SOURCE) else { return Ok(()) };
    if config.settings.dialect(SOURCE) != Dialect::Direct {
        return Ok(());
    }
    let begun = Instant::now();
    for request in missing(app, combinations).await? {
        let patience = PATIENCE.saturating_sub(begun.elapsed());
        if patience.is_zero() || !ask_one(app, config, &request, patience).await? {
            break;
        }
    }
    Ok(())
}

async fn missing(app: &App, combinations: &[&Combination]) -> anyhow::Result<Vec<Request>> {
    let keys: Vec<String> = combinations.iter().map(|one| Request::of(SOURCE, one).key()).collect();
    let mut conn = app.db.conn().await?;
    let known = Capability::find(&mut conn, SOURCE, CapabilityName::Counts).await?;
    if Capability::is_so(known.map(|known| known.state)) == Some(false) {
        return Ok(Vec::new());
    }
    let missing = SourceCount::missing(&mut conn, SOURCE, &keys, app.clock.now()).await?;
    let mut seen = HashSet::new();
    let each = missing.iter().filter(|key| seen.insert(key.as_str()));
    Ok(each.take(MOST).filter_map(|key| Request::from_key(SOURCE, key)).collect())
}

/// False: no more is to be asked now.
async fn ask_one(app: &App, config: &SourceConfig, request: &Request, patience: Duration) -> anyhow::Result<bool> {
    let (Some(client), Some(reach)) = (app.client(SOURCE), app.reach(SOURCE)) else { return Ok(false) };
    let now = app.clock.now();
    let Some(gap) = reach.gap(&Spans::default(), now) else { return Ok(false) };
    let ask = reach.ask_since(gap.from, false, now);
    let booked = app.db.conn().await?.transaction(async |conn| book(conn, app, config, patience).await).await?;
    let Some(Booked { meter_id, slot_in }) = booked else { return Ok(false) };
    // No transaction is open, and no connection is held.
    tokio::time::sleep(slot_in).await;
    let counted = timeout(patience, client.count(&page(request, ask))).await;
    let mut conn = app.db.conn().await?;
    match &counted {
        Ok(Ok(jobs)) => note(&mut conn, app, (request, ask), i64::try_from(*jobs).unwrap_or(i64::MAX)).await?,
        Ok(Err(error)) => refused(&mut conn, app, meter_id, error).await?,
        Err(_) => {}
    }
    Ok(matches!(counted, Ok(Ok(_))))
}

fn page(request: &Request, ask: Ask) -> PageAsk<'_> {
    PageAsk {
        request,
        or_titles: &[],
        span: ask.span,
        position: &Position::Start,
        limit: 1,
        created_since: ask.created_since,
        created_before: None,
    }
}

/// A call that is in the ledger.
struct Booked {
    meter_id: i32,
    /// Until it may go out.
    slot_in: Duration,
}

/// Writes the call into the ledger. None: it must not be made now.
async fn book(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    patience: Duration,
) -> QueryResult<Option<Booked>> {
    let now = app.clock.now();
    let turn = Turn::lock(conn, SOURCE).await?;
    let is_stopped = turn.is_spending_stopped || turn.state.stopped_code.is_some() || turn.state.out_since.is_some();
    let slot_in = turn.slot_in();
    if is_stopped || slot_in >= patience {
        return Ok(None);
    }
    let meters = Meter::lock_current(conn, config, now).await?;
    let Some(meter) = meters.iter().find(|meter| meter.unit == Unit::Requests) else { return Ok(None) };
    let most = meter.limit() / SHARE_OF_PLAN;
    if meter.left() < 1 || ledger::counted_since(conn, meter.id, now - DAY).await? >= most {
        return Ok(None);
    }
    SourceState::take_slot(conn, SOURCE, config.per_second).await?;
    ledger::count(conn, meter.id, 1, (app.today(), "asks for a number of postings"), now).await?;
    Ok(Some(Booked { meter_id: meter.id, slot_in }))
}

async fn note(conn: &mut Connection, app: &App, (request, ask): (&Request, Ask), jobs: i64) -> QueryResult<()> {
    let now = app.clock.now();
    let (window_from, window_to) = (ask.window.from, ask.window.to);
    SourceCount { source: SOURCE, key: request.key(), window_from, window_to, jobs, counted_at: now }
        .note(conn)
        .await?;
    let counts = (SOURCE, CapabilityName::Counts);
    if !Capability::is(conn, counts, CapabilityState::On).await? {
        Capability::note(conn, counts, CapabilityState::On, "it told how many postings there are", now).await?;
    }
    Ok(())
}

/// What was not charged is taken back. A host that refuses to tell is not asked for a week.
async fn refused(conn: &mut Connection, app: &App, meter_id: i32, error: &SourceError) -> QueryResult<()> {
    let now = app.clock.now();
    if error.charge == Charge::None {
        ledger::count(conn, meter_id, -1, (app.today(), "the call was not charged"), now).await?;
    }
    // There is no such route; one question that is refused says nothing of others.
    if matches!(error.kind, ErrorKind::Misconfigured { .. }) {
        let evidence = "it refused to tell how many postings there are";
        Capability::note(conn, (SOURCE, CapabilityName::Counts), CapabilityState::Off, evidence, now).await?;
    }
    Ok(())
}
