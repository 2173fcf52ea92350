//! Postings of a country, given to its towns, at JSearch. A country's list brings postings of the title from all towns:
//! each goes to the towns around or near the posting, whatever the posting's own title: the source has judged titles.

use super::titles;
use crate::answers::around;
use crate::backfill::held::Held;
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName};
use crate::models::job::{NearTown, StoredPage, Whereabouts};
use crate::models::near::Near;
use crate::models::request::RequestRow;
use crate::place::Place;
use crate::sources::{Posting, Request};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// Single request of a fetch at a ranking source.
fn asked(held: &Held) -> Option<Request> {
    match &held.keys[..] {
        [key] if held.source.ranks() => Request::from_key(held.source, key),
        _ => None,
    }
}

/// Single request of a fetch at a ranking source, if for a town.
fn asked_of_town(held: &Held) -> Option<Request> {
    asked(held).filter(|request| around(request.place()).is_some())
}

fn lies(posting: &Posting) -> Whereabouts {
    Whereabouts::read(posting.location.as_deref().unwrap_or_default(), posting.country)
}

/// Gives postings to narrower requests, where the source is known to return narrower requests' postings for the wider.
pub(super) async fn add(
    conn: &mut Connection,
    held: &Held,
    postings: &[Posting],
    each: &mut [Vec<i64>],
) -> QueryResult<()> {
    let Some(request) = asked(held).filter(|_| held.gives && !postings.is_empty()) else { return Ok(()) };
    if around(request.place()).is_some() {
        return titles::add_in_town(conn, held, (postings, request.place()), each).await;
    }
    if !matches!(request.place(), Place::Country(_)) {
        return Ok(());
    }
    let lie: Vec<Whereabouts> = postings.iter().map(lies).collect();
    add_to_towns(conn, held, &lie, each).await?;
    if Capability::shown(conn, (held.source, CapabilityName::Titles)).await? == Some(true) {
        titles::add_in_country(conn, held, (postings, request.place(), &lie), each).await?;
    }
    Ok(())
}

/// Gives a country's postings to its towns.
async fn add_to_towns(
    conn: &mut Connection,
    held: &Held,
    lie: &[Whereabouts],
    each: &mut [Vec<i64>],
) -> QueryResult<()> {
    let towns = RequestRow::in_country(conn, held.fetch.request_id).await?;
    let towns: Vec<(i64, String)> = towns.into_iter().map(|(id, town)| (id, town.place().key())).collect();
    let near = Near::load(conn, &towns.iter().map(|(_, key)| key.clone()).collect()).await?;
    let at = DateTime::<Utc>::MAX_UTC;
    for (lies, given) in lie.iter().zip(each) {
        let is_for = |town: &str| lies.is_in(town) || lies.named.iter().any(|place| near.holds(town, place, at));
        given.extend(towns.iter().filter(|(_, town)| is_for(town)).map(|(id, _)| *id));
        given.sort_unstable();
    }
    Ok(())
}

/// Place of each posting from a town's own list: in the town itself, or near.
pub(in crate::backfill) fn near(held: &Held, postings: &[Posting]) -> Option<NearTown> {
    let town = asked_of_town(held)?.place().key();
    let place = |posting: &Posting| {
        let lies = lies(posting);
        match &lies.named[..] {
            _ if lies.is_in(&town) => Some(town.clone()),
            [only] => Some(only.clone()),
            _ => None,
        }
    };
    Some(NearTown { places: postings.iter().map(place).collect(), town })
}

/// Notes, for a check, postings that had not come with the country, or with a wider title.
pub(in crate::backfill) async fn note_compared(
    conn: &mut Connection,
    held: &Held,
    postings: &[Posting],
    stored: &StoredPage,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let is_compared = match held.fetch.checks {
        Some(CapabilityName::Places) => asked_of_town(held).is_some(),
        Some(CapabilityName::Titles) => asked(held).is_some(),
        _ => false,
    };
    if !is_compared {
        return Ok(());
    }
    let new: Vec<i64> = stored.linked.iter().map(|(_, job)| *job).collect();
    // Times as listed.
    let posted = postings.iter().map(|posting| posting.posted_at.unwrap_or(now).min(now));
    held.fetch.note_compared(conn, posted, &new).await
}
