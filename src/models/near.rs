//! Places around a town, as JSearch counts them: its lists for a town alone bring what lies near, as storing a page notes. What
//! comes with a country's list is given to its towns by that.

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
    /// What is known to be near these towns. A place counts once two postings of it have come: one may be an error.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, towns: &HashSet<String>) -> QueryResult<Self> {
        let rows: Vec<(String, String, Option<DateTime<Utc>>)> = near_places::table
            .filter(dsl::place.eq_any(towns).and(dsl::known_since.is_not_null()))
            .select((dsl::place, dsl::near, dsl::known_since))
            .load(conn)
            .await?;
        let mut near = Self::default();
        for (town, place, since) in rows {
            if let Some(since) = since {
                near.0.entry(town).or_default().insert(place, since);
            }
        }
        Ok(near)
    }

    /// True when a place is near a town, as was known at some time.
    pub fn holds(&self, town: &str, place: &str, at: DateTime<Utc>) -> bool {
        self.0.get(town).and_then(|near| near.get(place)).is_some_and(|since| *since <= at)
    }
}
