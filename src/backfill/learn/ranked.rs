//! Whether JSearch, a ranking source, returns a narrower question's postings for a wider question, too: a town's
//! postings for the country, a longer title's postings for a shorter title within.

mod countries;
mod titles;

use super::CHECKED;
use super::facts::{self, A_FEW, Fact};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState, Checks, TownChecks};
use crate::models::fetch::Fetch;
use crate::models::request::RequestRow;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

const SOURCE: Source = Source::JSearch;

/// Capabilities to learn of JSearch.
pub const WIDER: [CapabilityName; 2] = [CapabilityName::Places, CapabilityName::Titles];

/// How far back a question for a week will reach the next morning.
const A_WEEK: TimeDelta = TimeDelta::days(6);

/// How long knowledge stays good without a check.
const GOOD_FOR: TimeDelta = TimeDelta::days(14);

/// How far back purchases are compared.
const COMPARED: TimeDelta = TimeDelta::days(14);

/// How long jobs may have been lost before a check saw the first loss.
const UNSEEN: TimeDelta = TimeDelta::days(2);

/// Notes capabilities shown by purchases and checks.
pub(super) async fn look(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    for name in WIDER {
        match Capability::shown(conn, (SOURCE, name)).await? {
            Some(true) => judge(conn, name, now).await?,
            Some(false) => {}
            None => learn(conn, name, now).await?,
        }
    }
    Ok(())
}

async fn learn(conn: &mut Connection, name: CapabilityName, now: DateTime<Utc>) -> QueryResult<()> {
    let since = now - COMPARED;
    let fact = match name {
        CapabilityName::Titles => facts::in_titles(titles::bought(conn, since).await?),
        _ => facts::in_countries(countries::sampled(conn, since).await?),
    };
    let Some(fact) = fact else { return Ok(()) };
    if fact.state == CapabilityState::Off {
        // The next trial takes other requests.
        Fetch::note_judged(conn, (SOURCE, name)).await?;
    }
    Capability::note_shown(conn, (SOURCE, name), fact.state, &fact.evidence, now).await
}

/// Takes back time given to narrower requests since `since`, as far as a question for a week reaches back tomorrow.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn take_back(
    conn: &mut Connection,
    name: CapabilityName,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let since = since.max(now - A_WEEK);
    if name == CapabilityName::Titles {
        RequestRow::keep_given_to_titles(conn, since).await?;
    }
    RequestRow::strike_given(conn, name == CapabilityName::Places, since).await?;
    Ok(())
}

/// Switches a capability off where checks show it to be wrong, and takes back time given to narrower requests of late.
/// Good checks are noted with their figures.
async fn judge(conn: &mut Connection, name: CapabilityName, now: DateTime<Utc>) -> QueryResult<()> {
    let TownChecks { jobs, missed, missed_from, .. } = TownChecks::since(conn, name, now - CHECKED).await?;
    let Some(Fact { state, evidence }) = facts::is_wrong(Checks { jobs, missed }) else {
        if jobs < A_FEW {
            return forget_old(conn, name, now).await;
        }
        let evidence = format!("checks of a week brought {jobs} postings, and {missed} of them alone");
        return Capability::note_shown(conn, (SOURCE, name), CapabilityState::On, &evidence, now).await;
    };
    conn.transaction(async |conn| -> QueryResult<()> {
        Fetch::note_judged(conn, (SOURCE, name)).await?;
        Capability::note(conn, (SOURCE, name), state, &evidence, now).await?;
        take_back(conn, name, missed_from.unwrap_or(now) - UNSEEN, now).await?;
        Ok(())
    })
    .await?;
    tracing::warn!(capability = %name, evidence, "JSearch does not hold for wider questions what it was known to");
    Ok(())
}

async fn forget_old(conn: &mut Connection, name: CapabilityName, now: DateTime<Utc>) -> QueryResult<()> {
    let known = Capability::find(conn, SOURCE, name).await?;
    if known.is_none_or(|known| now - known.checked_at <= GOOD_FOR) {
        return Ok(());
    }
    conn.transaction(async |conn| {
        if name == CapabilityName::Titles {
            RequestRow::keep_given_to_titles(conn, now).await?;
        }
        Capability::forget_learnt(conn, (SOURCE, name)).await
    })
    .await
}
