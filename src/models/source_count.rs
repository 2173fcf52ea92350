//! Counts by a source's own word: how many postings a question that was never bought has.

use crate::coverage::window::Window;
use crate::db::{Connection, Prepare as _};
use crate::schema::counts;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Time for which a count says what a purchase would bring.
const GOOD_FOR: TimeDelta = TimeDelta::days(1);

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Text)]
    key: String,
}

/// A counted question. A row of `counts`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = counts)]
pub struct SourceCount {
    /// The source.
    pub source: Source,
    /// Key of the question, as requests have it.
    pub key: String,
    /// Start of the counted posting time, inclusive.
    pub window_from: DateTime<Utc>,
    /// End of the counted posting time, exclusive.
    pub window_to: DateTime<Utc>,
    /// Postings.
    pub jobs: i64,
    /// Time of the answer.
    pub counted_at: DateTime<Utc>,
}

impl SourceCount {
    /// Notes an answer, in place of an earlier answer.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::insert_into(counts::table)
            .values(self)
            .on_conflict((counts::source, counts::key))
            .do_update()
            .set((
                counts::window_from.eq(self.window_from),
                counts::window_to.eq(self.window_to),
                counts::jobs.eq(self.jobs),
                counts::counted_at.eq(self.counted_at),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Questions, out of the given, that were never bought, nor counted within a day, in their order.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn missing(
        conn: &mut Connection,
        source: Source,
        keys: &[String],
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<String>> {
        let missing: Vec<Key> = diesel::sql_query(
            "SELECT one.key FROM unnest($2::text[]) WITH ORDINALITY AS one (key, number)
              WHERE NOT EXISTS (SELECT FROM requests WHERE requests.source = $1 AND requests.key = one.key
                                   AND NOT isempty(requests.held))
                AND NOT EXISTS (SELECT FROM counts WHERE counts.source = $1 AND counts.key = one.key AND counted_at > $3)
              ORDER BY one.number",
        )
        .bind::<Text, _>(source)
        .bind::<Array<Text>, _>(keys)
        .bind::<Timestamptz, _>(now - GOOD_FOR)
        .prepared()
        .load(conn)
        .await?;
        Ok(missing.into_iter().map(|one| one.key).collect())
    }
}

/// True where a count of a window says what another window would bring: both begin and end on about the same day.
pub fn is_of(counted: Window, asked: Window) -> bool {
    let is_near = |one: DateTime<Utc>, other: DateTime<Utc>| (one - other).abs() <= GOOD_FOR;
    is_near(counted.from, asked.from) && is_near(counted.to, asked.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_of_the_same_days() {
        let now: DateTime<Utc> = "2026-11-23T09:15:00Z".parse().unwrap();
        let window = |from: i64, to: i64| Window::new(now - TimeDelta::hours(from), now - TimeDelta::hours(to));
        for (is_so, from, to) in [(true, 168, 0), (true, 150, -20), (false, 168, -30), (false, 24, 0), (false, 300, 0)]
        {
            assert_eq!(is_of(window(168, 0), window(from, to)), is_so, "{from} {to}");
        }
    }
}
