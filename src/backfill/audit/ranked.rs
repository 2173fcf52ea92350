//! Checks at JSearch, by buying both: does a wider question bring the postings of narrower questions? Until known of
//! countries, some are bought beside their towns (samples). Once in use, some towns are bought beside the country, and
//! some titles beside a shorter title within.

use super::{Share, begin};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::config::SourceConfig;
use crate::coverage::plan::countries::Instead;
use crate::coverage::reach::Ask;
use crate::db::Connection;
use crate::fits::asked;
use crate::models::capability::{Capability, CapabilityName, TownChecks};
use crate::models::fetch::{Fetch, FetchState, NewFetch, Purpose};
use crate::models::request::{LastBought, RequestRow};
use crate::quota::price::Tariff;
use crate::sources::{Request, Source};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use diesel::QueryResult;

const SOURCE: Source = Source::JSearch;
const PLACES: (Source, CapabilityName) = (SOURCE, CapabilityName::Places);

/// Samples of a morning cost at most this part of the checks' share of a period, and so last for some days.
const DAYS: i64 = 5;

/// Checks of a day cost at most this part of the checks' share of a period.
const DAYS_OF_A_PERIOD: i64 = 30;

/// Postings compared in a day that make the day's checks enough: in a week enough to see one missing of a hundred.
const ENOUGH: i64 = 30;

/// A day between runs, which are not to the minute.
const A_DAY: TimeDelta = TimeDelta::hours(20);

/// Towns checked of one country's list.
const OF_A_LIST: usize = 4;

/// Buys countries' lists beside their towns' lists, for a run that has begun the towns'. `lists`: most towns first.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn sample(conn: &mut Connection, app: &App, _claims: &Claims, lists: &[Instead]) -> QueryResult<()> {
    let Some(config) = app.config.source(SOURCE).filter(|_| app.config.check_one_in > 0) else { return Ok(()) };
    let (now, tariff) = (app.clock.now(), Tariff::of(config));
    let share = Share::of(conn, tariff, now).await?;
    let spent = Fetch::spent_on_checks(conn, PLACES, now - A_DAY).await?;
    let mut left = share.left.min((share.whole / DAYS).max(1) - spent);
    for list in lists {
        let Some(new) = check(config, PLACES.1, list.country, list.ask, (list.credits, app.caps().country_pages), left)
        else {
            continue;
        };
        if begin(conn, &new, now).await? {
            left -= tariff.most_for_pages(new.max_pages);
            // The country itself is unwanted: bought for whoever wants its towns.
            let waiting: Vec<(i64, i64)> = list.towns.iter().map(|town| (*town, list.country)).collect();
            Fetch::let_wait(conn, &waiting).await?;
        }
    }
    Ok(())
}

/// Buys some narrower requests of a wider question just brought whole, until enough postings have been compared today.
/// The caller holds the claims.
///
/// # Errors
///
/// When the database cannot be asked.
pub(in crate::backfill) async fn check_narrower(
    conn: &mut Connection,
    app: &App,
    fetch: &Fetch,
    contained: &[i64],
) -> QueryResult<()> {
    let is_whole = fetch.state == FetchState::Done && !fetch.is_cut && fetch.purpose != Purpose::Audit;
    if !is_whole || contained.is_empty() || app.config.check_one_in == 0 {
        return Ok(());
    }
    let asked = RequestRow::find(conn, fetch.request_id).await?;
    let Some(asked) = Request::from_key(SOURCE, &asked.key) else { return Ok(()) };
    let (mut towns, mut titles) = (Vec::new(), Vec::new());
    for one in RequestRow::last_bought(conn, contained).await? {
        match one.request() {
            Some(request) if request.place() == asked.place() => titles.push(one),
            Some(request) if asked::only_key(request.title()) == asked::only_key(asked.title()) => towns.push(one),
            // Another title in a town: titles are to blame for a missing posting, whatever the reason.
            Some(_) => titles.push(one),
            None => {}
        }
    }
    check_some(conn, app, (fetch, CapabilityName::Places), &towns).await?;
    check_some(conn, app, (fetch, CapabilityName::Titles), &titles).await
}

async fn check_some(
    conn: &mut Connection,
    app: &App,
    (fetch, name): (&Fetch, CapabilityName),
    last: &[LastBought],
) -> QueryResult<()> {
    let Some(config) = app.config.source(SOURCE).filter(|_| !last.is_empty()) else { return Ok(()) };
    if Capability::shown(conn, (SOURCE, name)).await? != Some(true) {
        return Ok(());
    }
    let (now, tariff) = (app.clock.now(), Tariff::of(config));
    let mut of_today = TownChecks::since(conn, name, now - A_DAY).await?;
    let share = Share::of(conn, tariff, now).await?;
    let spent = Fetch::spent_on_checks(conn, (SOURCE, name), now - A_DAY).await?;
    let mut left = share.left.min((share.whole / DAYS_OF_A_PERIOD).max(1) - spent);
    let ask = Ask { span: fetch.span(), window: fetch.window(), created_since: None };
    for (request_id, expected) in telling(last, ask, now) {
        let credits = (tariff.guess_for_jobs(expected).max(1), app.caps().pages(SOURCE));
        let new = check(config, name, request_id, ask, credits, left).filter(|_| of_today.jobs < ENOUGH);
        let Some(new) = new else { continue };
        if begin(conn, &new, now).await? {
            left -= tariff.most_for_pages(new.max_pages);
            of_today.jobs += expected;
        }
    }
    Ok(())
}

/// Requests to check, each with expected postings: the four with the most, and another each week. A request without
/// expected postings would show nothing.
fn telling(last: &[LastBought], ask: Ask, now: DateTime<Utc>) -> Vec<(i64, i64)> {
    let hours = ask.window.length().as_seconds_f64() / 3_600.0;
    let expected = last.iter().filter_map(|one| Some((one.request_id, (one.usual_per_hour? * hours).ceil() as i64)));
    let mut expected: Vec<(i64, i64)> = expected.filter(|(_, jobs)| *jobs > 0).collect();
    expected.sort_by_key(|(town, jobs)| (std::cmp::Reverse(*jobs), *town));
    let others = expected.split_off(expected.len().min(OF_A_LIST));
    let week = usize::try_from(now.iso_week().week()).unwrap_or_default();
    let another = week.checked_rem(others.len()).and_then(|nth| others.get(nth));
    expected.extend(another);
    expected
}

/// A check with an expected price and a page limit: twice the price at most, lest an error be dear. None: `left` does
/// not pay for a check.
fn check(
    config: &SourceConfig,
    name: CapabilityName,
    request_id: i64,
    ask: Ask,
    (expected_credits, most_pages): (i64, i32),
    left: i64,
) -> Option<NewFetch> {
    let a_page = Tariff::of(config).most_for_pages(1);
    let pages = |credits: i64| i32::try_from(credits / a_page).unwrap_or(i32::MAX);
    let max_pages = most_pages.min(pages(left)).min(pages(expected_credits * 2).max(2));
    (max_pages > 0 && expected_credits <= left).then(|| NewFetch {
        since: vec![ask.window.from],
        cells: vec![request_id],
        source: SOURCE,
        purpose: Purpose::Audit,
        ask,
        max_pages,
        expected_credits,
        started_for: None,
        is_one_pass: true,
        checks: Some(name),
        refresh_id: None,
    })
}
