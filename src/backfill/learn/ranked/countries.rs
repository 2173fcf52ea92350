//! Whether JSearch returns a town's postings for its country: the share of postings from towns' own lists that people
//! would still see had only the country been asked.

use crate::db::Connection;
use crate::models::capability::{Compared, Sampled};
use crate::models::near::Near;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::{HashMap, HashSet};

/// Compares postings brought by samples since a time.
pub(super) async fn sampled(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Compared> {
    let sampled = Sampled::newest(conn, since).await?;
    let towns = sampled.iter().filter(|one| !one.is_of_country).filter_map(Sampled::asked_place).collect();
    let near = Near::load(conn, &towns).await?;
    Ok(compared(&sampled, &near))
}

/// Postings from towns' own lists, and how many the country's list would have shown: postings in that list which would
/// have been given to the town by the knowledge of the time.
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
        compared.with_wider += i64::from(is_given && is_there);
    }
    compared
}
