//! Combinations made by an older version, before there were topics.

use super::Tracked;
use crate::combination::{Combination, Title};
use crate::db::{Connection, Prepare as _};
use crate::fits::languages;
use crate::place::{CountryCode, Place};
use crate::schema::backfill_tracking::{self, dsl};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Text};
use diesel_async::RunQueryDsl;

impl Tracked {
    /// Combinations without topics, `most` at most; None: place or title cannot be read any more.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn without_topics(conn: &mut Connection, most: i64) -> QueryResult<Vec<(i32, Option<Combination>)>> {
        let rows: Vec<(Self, String)> = backfill_tracking::table
            .filter(dsl::has_topics.eq(false))
            .order(dsl::id)
            .limit(most)
            .select((Self::as_select(), dsl::title_key))
            .for_no_key_update()
            .load(conn)
            .await?;
        Ok(rows.into_iter().map(|(row, title_key)| (row.id, row.read(&title_key))).collect())
    }

    fn read(&self, title_key: &str) -> Option<Combination> {
        let place =
            Place::from_key(&self.place_key).or_else(|| Place::parse(&self.location, CountryCode::GERMANY).ok())?;
        Some(Combination::of(Title::parse(title_key).ok()?, place, self.filters()))
    }

    /// Notes that combinations have their topics, and which languages their titles name.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_topics(conn: &mut Connection, combinations: &[(i32, Option<Combination>)]) -> QueryResult<()> {
        let named = |one: &Option<Combination>| one.as_ref().map_or(Vec::new(), |one| languages(one.title_key()));
        let (ids, named): (Vec<i32>, Vec<String>) =
            combinations.iter().map(|(id, one)| (*id, named(one).join(" "))).unzip();
        diesel::sql_query(
            "UPDATE backfill_tracking SET has_topics = TRUE, languages = string_to_array(one.languages, ' ')
               FROM unnest($1::int[], $2::text[]) AS one (id, languages) WHERE backfill_tracking.id = one.id",
        )
        .bind::<Array<Int4>, _>(ids)
        .bind::<Array<Text>, _>(named)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
