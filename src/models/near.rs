//! Places around a town, as JSearch counts them: its lists for a town alone bring what lies near. What comes with a country's
//! list is given to its towns by that.

use crate::db::{Connection, Prepare as _};
use crate::schema::near_places::{self, dsl};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Text, Timestamptz};
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

    /// Counts where postings lie that a town's own list has just brought, by the source's numbers of them, as far as they
    /// are among the jobs that it had not brought before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(
        conn: &mut Connection,
        town: &str,
        postings: &[(&str, String)],
        new: &[i64],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        if postings.is_empty() || new.is_empty() {
            return Ok(());
        }
        let (source_ids, places): (Vec<&str>, Vec<&str>) =
            postings.iter().map(|(source_id, place)| (*source_id, place.as_str())).unzip();
        diesel::sql_query(
            "INSERT INTO near_places AS known (place, near, postings, known_since)
             SELECT $1, one.near, count(*), CASE WHEN count(*) > 1 THEN $5 END
               FROM unnest($2::text[], $3::text[]) AS one (source_id, near)
               JOIN jobs ON jobs.source = 'jsearch' AND jobs.source_id = one.source_id AND jobs.id = ANY($4)
              GROUP BY one.near ORDER BY one.near
             ON CONFLICT (place, near) DO UPDATE
                    SET postings = known.postings + excluded.postings, known_since = coalesce(known.known_since, $5)",
        )
        .bind::<Text, _>(town)
        .bind::<Array<Text>, _>(source_ids)
        .bind::<Array<Text>, _>(places)
        .bind::<Array<Int8>, _>(new)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
