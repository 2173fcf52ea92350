//! Places around a town, as JSearch counts them: its lists for a town alone bring nearby places, too, as storing a page
//! notes. By these places postings of a country's list are given to its towns.

use crate::db::Connection;
use crate::schema::near_places::{self, dsl};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::{HashMap, HashSet};

/// Keys of places near some towns, by the town's own.
#[derive(Clone, Debug, Default)]
pub struct Near(HashMap<String, HashMap<String, DateTime<Utc>>>);

impl Near {
    /// Places known to be near these towns. A place counts once three of its postings have come, if they are one in a
    /// hundred of the town's: a few may be errors.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, towns: &HashSet<String>) -> QueryResult<Self> {
        let rows: Vec<(String, String, i32, Option<DateTime<Utc>>)> = near_places::table
            .filter(dsl::place.eq_any(towns))
            .select((dsl::place, dsl::near, dsl::postings, dsl::known_since))
            .load(conn)
            .await?;
        let mut all: HashMap<&str, i64> = HashMap::new();
        for (town, _, postings, _) in &rows {
            *all.entry(town).or_default() += i64::from(*postings);
        }
        let is_usual =
            |town: &str, postings: i32| i64::from(postings) * 100 >= all.get(town).copied().unwrap_or_default();
        let mut near = Self::default();
        for (town, place, postings, since) in &rows {
            if let Some(since) = since.filter(|_| is_usual(town, *postings)) {
                near.0.entry(town.clone()).or_default().insert(place.clone(), since);
            }
        }
        Ok(near)
    }

    /// Places known to be near every town that any of `places` is near to.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn around(conn: &mut Connection, places: &HashSet<String>) -> QueryResult<Self> {
        let towns: Vec<String> = near_places::table
            .filter(dsl::near.eq_any(places).and(dsl::known_since.is_not_null()))
            .select(dsl::place)
            .distinct()
            .load(conn)
            .await?;
        Self::load(conn, &towns.into_iter().collect()).await
    }

    /// Towns that a place is near to.
    pub fn towns(&self, place: &str) -> impl Iterator<Item = &str> {
        let is_near = move |(_, near): &(&String, &HashMap<_, _>)| near.contains_key(place);
        self.0.iter().filter(is_near).map(|(town, _)| town.as_str())
    }

    /// True when a place was known at `at` to be near a town.
    pub fn holds(&self, town: &str, place: &str, at: DateTime<Utc>) -> bool {
        self.0.get(town).and_then(|near| near.get(place)).is_some_and(|since| *since <= at)
    }
}
