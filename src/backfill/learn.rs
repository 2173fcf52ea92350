//! Capabilities of a source, learnt from answers paid for anyway. Unshown capabilities stay unknown and unused. The end
//! of each list shows whether lists are taken (`trial`), each answer whether dates are (`buy::date`).

mod facts;
mod numbers;
mod probe;
mod ranked;

pub use self::probe::probe;
pub use self::ranked::{WIDER, take_back};

use self::facts::{Fact, Titles, Values};
use super::days;
use crate::app::App;
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState, Checks, Compared, PaidPosting};
use crate::models::fetch::Fetch;
use crate::models::lexemes;
use crate::models::request::RequestRow;
use crate::place::{Area, Place};
use crate::sources::{Request, Source};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::{BTreeMap, BTreeSet};

/// The only source with all of the rest to learn. JSearch ranks its results, whatever the question: there only days
/// ([`days`]) and wider questions ([`ranked`]) can be learnt.
const SOURCE: Source = Source::ActiveJobs;

/// How far back checks count.
const CHECKED: TimeDelta = TimeDelta::days(7);

/// How far back lists are taken back that no check ever found good: as far as the source can be asked at all.
const AS_FAR_AS_ASKED: TimeDelta = TimeDelta::days(30);

/// A posting with its request.
type Paid = (Request, PaidPosting);

/// Looks at the newest answers, and notes the capabilities they show.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn look(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let now = app.clock.now();
    Capability::forget_old(conn, now).await?;
    if app.config.source(Source::JSearch).is_some() {
        days::look(conn, Source::JSearch, app.config.timezone, now).await?;
        ranked::look(conn, now).await?;
    }
    if app.config.source(SOURCE).is_none() {
        return Ok(());
    }
    judge_checks(conn, now).await?;
    let postings = PaidPosting::newest(conn, SOURCE).await?.into_iter();
    let paid: Vec<Paid> = postings.filter_map(|one| Some((one.request()?, one))).collect();
    let facts = [
        (CapabilityName::Endings, titles(conn, &paid).await?.shown()),
        (CapabilityName::UnknownValues, values(&paid).shown()),
        (CapabilityName::SeveralPlaces, facts::several_places(&areas(&paid))),
        (CapabilityName::Places, facts::in_countries(Compared::newest(conn, SOURCE).await?)),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            Capability::note_shown(conn, (SOURCE, name), fact.state, &fact.evidence, now).await?;
        }
    }
    Ok(())
}

/// How the wanted words stand in titles, by postings of requests bought singly.
async fn titles(conn: &mut Connection, paid: &[Paid]) -> QueryResult<Titles> {
    let alone = || paid.iter().filter(|(_, one)| one.is_alone);
    let wanted: Vec<&str> = alone().map(|(request, _)| request.title()).collect();
    let found: Vec<&str> = alone().map(|(_, one)| one.title.as_str()).collect();
    let (wanted, found) = (lexemes::words(conn, &wanted).await?, lexemes::words(conn, &found).await?);
    let mut titles = Titles::default();
    for (wanted, found) in wanted.iter().zip(&found) {
        titles.count(wanted.simple.is_run_in(&found.simple), wanted.english.is_run_in(&found.english));
    }
    Ok(titles)
}

/// How often postings state nothing on a filtered fact, and on facts without a filter.
fn values(paid: &[Paid]) -> Values {
    let mut values = Values::default();
    for (request, one) in paid {
        let asked = request.filters().names().map(|name| name.is_some());
        let unstated = one.stated().unstated();
        // Remote work in a country is asked for by a filter, too.
        let is_remote = request.place().is_remote();
        for (is_filtered, is_unstated) in asked.into_iter().zip(unstated).skip(usize::from(is_remote)) {
            values.count(is_filtered, is_unstated);
        }
    }
    values
}

/// For each area asked for: the number of places with a posting in no other place of the area, and the number of
/// postings.
fn areas(paid: &[Paid]) -> Vec<(usize, usize)> {
    let mut areas: BTreeMap<&str, (BTreeSet<String>, usize)> = BTreeMap::new();
    for (request, one) in paid {
        let Some(area) = area(request) else { continue };
        let (places, postings) = areas.entry(area.key).or_default();
        let stated = one.stated();
        let within = area.members().map(|member| member.key()).filter(|key| stated.places().always.contains(key));
        *postings += 1;
        if let [only] = &within.collect::<Vec<_>>()[..] {
            places.insert(only.clone());
        }
    }
    areas.into_values().map(|(places, postings)| (places.len(), postings)).collect()
}

fn area(request: &Request) -> Option<&'static Area> {
    match request.place() {
        Place::Area(area) | Place::RemoteIn(area) => Some(area),
        _ => None,
    }
}

/// Switches off capabilities disproved by checks, and takes back the coverage that rested on them.
async fn judge_checks(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let since = now - CHECKED;
    for name in [CapabilityName::Lists, CapabilityName::Places] {
        let capability = (SOURCE, name);
        if !Capability::is(conn, capability, CapabilityState::On).await? {
            continue;
        }
        let Some(fact) = facts::is_wrong(Checks::since(conn, name, since).await?) else { continue };
        revoke(conn, name, &fact, now).await?;
    }
    Ok(())
}

/// Switches a capability off, and takes back the coverage that lists gave since the last check that found them good.
async fn revoke(conn: &mut Connection, name: CapabilityName, fact: &Fact, now: DateTime<Utc>) -> QueryResult<()> {
    conn.transaction(async |conn| -> QueryResult<()> {
        let good = Checks::last_good(conn, name, now - CHECKED).await?;
        Capability::note(conn, (SOURCE, name), fact.state, &fact.evidence, now).await?;
        Fetch::note_judged(conn, (SOURCE, name)).await?;
        // Coverage by countries is derived by each plan, and ends by itself.
        if name == CapabilityName::Lists {
            RequestRow::strike_all_lists(conn, SOURCE, good.unwrap_or(now - AS_FAR_AS_ASKED)).await?;
        }
        Ok(())
    })
    .await?;
    tracing::warn!(capability = %name, evidence = fact.evidence, "a source cannot do this any more");
    Ok(())
}
