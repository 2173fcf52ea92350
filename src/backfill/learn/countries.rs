//! Whether JSearch returns for a country what it returns for its towns: of what towns' own lists have brought, how much
//! people would still see had only the country been asked.

use super::CHECKED;
use super::facts::{self, A_FEW, Fact};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState, Checks, Compared, Sampled, TownChecks};
use crate::models::fetch::Fetch;
use crate::models::near::Near;
use crate::models::request::RequestRow;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::{HashMap, HashSet};

const PLACES: (Source, CapabilityName) = (Source::JSearch, CapabilityName::Places);

/// A question for a week, of the next morning, reaches back so far.
const A_WEEK: TimeDelta = TimeDelta::days(6);

/// What no check has seen for so long is not known any more.
const GOOD_FOR: TimeDelta = TimeDelta::days(14);

/// How far back samples count.
const SAMPLED: TimeDelta = TimeDelta::days(14);

/// A country may have lost jobs for so long before a check saw the first.
const UNSEEN: TimeDelta = TimeDelta::days(2);

/// Notes what samples and checks show.
pub(super) async fn look(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    match Capability::shown(conn, PLACES).await? {
        Some(true) => judge(conn, now).await,
        Some(false) => Ok(()),
        None => learn(conn, now).await,
    }
}

async fn learn(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let sampled = Sampled::newest(conn, now - SAMPLED).await?;
    let towns = sampled.iter().filter(|one| !one.is_of_country).filter_map(Sampled::asked_place).collect();
    let near = Near::load(conn, &towns).await?;
    let Some(fact) = facts::in_countries(compared(&sampled, &near)) else { return Ok(()) };
    if fact.state == CapabilityState::Off {
        // It is tried with other ones.
        Fetch::note_judged(conn, PLACES).await?;
    }
    Capability::note_shown(conn, PLACES, fact.state, &fact.evidence, now).await
}

/// Takes back what towns were given since a time, as far as a question for a week reaches back tomorrow.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn take_back(conn: &mut Connection, since: DateTime<Utc>, now: DateTime<Utc>) -> QueryResult<()> {
    RequestRow::strike_given(conn, since.max(now - A_WEEK)).await?;
    Ok(())
}

/// What towns' own lists have brought, and how much of it the country's list would have shown: what is in it, and would have
/// been given to the town by what was known then.
fn compared(sampled: &[Sampled], near: &Near) -> Compared {
    let mut of_countries: HashMap<i64, HashSet<(String, String, String)>> = HashMap::new();
    for one in sampled.iter().filter(|one| one.is_of_country) {
        of_countries.entry(one.sample).or_default().insert(one.identity());
    }
    let mut compared = Compared::default();
    for one in sampled.iter().filter(|one| !one.is_of_country) {
        let Some(town) = one.asked_place() else { continue };
        let lies = one.whereabouts();
        let is_near = |place: &String| near.holds(&town, place, one.asked_at);
        let is_given = lies.is_in(&town) || lies.named.iter().any(is_near);
        let is_there = of_countries.get(&one.sample).is_some_and(|country| country.contains(&one.identity()));
        compared.jobs += 1;
        compared.with_country += i64::from(is_given && is_there);
    }
    compared
}

/// Switches it off where checks show that it is not so, and takes back what towns were given of late. What was good is noted
/// with its figures.
async fn judge(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let TownChecks { jobs, missed, missed_from, .. } = TownChecks::since(conn, now - CHECKED).await?;
    let Some(Fact { state, evidence }) = facts::is_wrong(Checks { jobs, missed }) else {
        if jobs < A_FEW {
            return forget_old(conn, now).await;
        }
        let evidence = format!("checks of a week brought {jobs} postings of towns, and {missed} of them alone");
        return Capability::note_shown(conn, PLACES, CapabilityState::On, &evidence, now).await;
    };
    conn.transaction(async |conn| -> QueryResult<()> {
        Fetch::note_judged(conn, PLACES).await?;
        Capability::note(conn, PLACES, state, &evidence, now).await?;
        take_back(conn, missed_from.unwrap_or(now) - UNSEEN, now).await?;
        Ok(())
    })
    .await?;
    tracing::warn!(evidence, "JSearch's countries do not hold their towns any more");
    Ok(())
}

async fn forget_old(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let known = Capability::find(conn, PLACES.0, PLACES.1).await?;
    if known.is_some_and(|known| now - known.checked_at > GOOD_FOR) {
        Capability::forget_learnt(conn, PLACES).await?;
    }
    Ok(())
}
