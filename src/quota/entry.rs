//! Entries of the ledger, for reading: a page at a time, however many there are.
//!
//! A page walks an index from its beginning, the last day first, and looks at a bounded number of entries. Where few of
//! them are meant, it ends before it is full, and the next one goes on from where it stopped.

use super::ledger::Kind;
use crate::db::Connection;
use crate::models::fetch::Purpose;
use crate::sources::Source;
use crate::sources::Unit;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::fmt;
use std::str::FromStr;

/// Most entries that a page looks at.
pub const MOST_WALKED: i64 = 5_000;

/// An entry with its meter and its fetch. The payer stays out.
#[derive(Clone, Debug, QueryableByName)]
pub struct Entry {
    /// Number of the entry; higher is later.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Time of writing, by the App's clock.
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    /// Source of the meter.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Unit of the meter.
    #[diesel(sql_type = Text)]
    pub unit: Unit,
    /// Reason for the entry.
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    /// Credits added to the reserved ones.
    #[diesel(sql_type = Int8)]
    pub reserved: i64,
    /// Credits added to the spent ones.
    #[diesel(sql_type = Int8)]
    pub spent: i64,
    /// Credits moved among those of unknown fate.
    #[diesel(sql_type = Int8)]
    pub unknown: i64,
    /// Occasion of the purchase; None: a correction.
    #[diesel(sql_type = Nullable<Text>)]
    pub purpose: Option<Purpose>,
    /// Local day charged.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// An admin's reason, for an entry by hand.
    #[diesel(sql_type = Nullable<Text>)]
    pub reason: Option<String>,
    /// Fetch whose page was bought; None: a correction, or swept out since.
    #[diesel(sql_type = Nullable<Int8>)]
    pub fetch_id: Option<i64>,
}

/// Choice of entries; what is None leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryCriteria {
    /// Source of the meter.
    pub source: Option<Source>,
    /// Unit of the meter.
    pub unit: Option<Unit>,
    /// Occasion of the purchase.
    pub purpose: Option<Purpose>,
    /// Kind of the entry.
    pub kind: Option<Kind>,
    /// First local day charged.
    pub from: Option<NaiveDate>,
    /// Last local day charged.
    pub to: Option<NaiveDate>,
    /// Subject of the payer.
    pub subject: Option<i64>,
    /// Combination that the fetch bought.
    pub combination_id: Option<i32>,
    /// Fetch whose pages were bought.
    pub fetch_id: Option<i64>,
}

/// Position of an entry in the order of pages: by day, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct Position {
    /// Local day charged.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// Number of the entry.
    #[diesel(sql_type = Int8)]
    pub id: i64,
}

/// A page of entries.
#[derive(Clone, Debug)]
pub struct EntryPage {
    /// The entries, the last day first.
    pub entries: Vec<Entry>,
    /// Position from which older entries follow; None: there are none.
    pub next: Option<Position>,
}

/// SQL for everybody's entries.
const OF_ALL: &str = "ledger";

/// SQL for the entries of a payer.
const OF_PERSON: &str = "(SELECT * FROM ledger WHERE subject = $4)";

/// SQL for the entries of a fetch, looked up before anything is put in order.
const OF_FETCH: &str =
    "(SELECT * FROM ledger WHERE attempt_id = ANY(ARRAY(SELECT id FROM attempts WHERE fetch_id = $5)) OFFSET 0)";

/// SQL for the entries of a combination's newest fetches.
const OF_COMBINATION: &str = "(SELECT * FROM ledger WHERE attempt_id = ANY(ARRAY(
        SELECT id FROM attempts WHERE fetch_id IN (
            SELECT cell.fetch_id FROM fetch_cells cell JOIN combination_requests link USING (request_id)
             WHERE link.combination_id = $6 AND cell.is_own ORDER BY cell.fetch_id DESC LIMIT 1000))) OFFSET 0)";

impl EntryCriteria {
    /// A page of at most `limit` entries after `after`, or from the beginning.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(&self, conn: &mut Connection, after: Option<Position>, limit: usize) -> QueryResult<EntryPage> {
        let after = after.unwrap_or_else(|| self.beginning());
        let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut entries = self.entries(conn, after, most).await?;
        let has_more = entries.len() > limit;
        entries.truncate(limit);
        let next = match entries.last().filter(|_| has_more) {
            Some(last) => Some(Position { day: last.day, id: last.id }),
            None => self.end_of_walk(conn, after).await?,
        };
        Ok(EntryPage { entries, next })
    }

    /// True when something may be left out.
    pub fn is_narrowed(&self) -> bool {
        *self != Self::default()
    }

    async fn entries(&self, conn: &mut Connection, after: Position, limit: i64) -> QueryResult<Vec<Entry>> {
        let entries = self.meant();
        let sql = format!(
            "SELECT entry.id, entry.at, meters.source, meters.unit, entry.kind, entry.reserved, entry.spent,
                    entry.unknown, entry.purpose, entry.day, entry.reason, attempts.fetch_id
               FROM (SELECT * FROM {entries} meant WHERE (day, id) < ($1, $2) AND day >= $3
                      ORDER BY day DESC, id DESC LIMIT $7) entry
               JOIN meters ON meters.id = entry.meter_id
               LEFT JOIN attempts ON attempts.id = entry.attempt_id
              WHERE ($8::text IS NULL OR meters.source = $8) AND ($9::text IS NULL OR meters.unit = $9)
                AND ($10::text IS NULL OR entry.purpose = $10) AND ($11::text IS NULL OR entry.kind = $11)
                AND ($4::bigint IS NULL OR entry.subject = $4) AND ($5::bigint IS NULL OR attempts.fetch_id = $5)
              ORDER BY entry.day DESC, entry.id DESC LIMIT $12"
        );
        diesel::sql_query(sql)
            .bind::<Date, _>(after.day)
            .bind::<Int8, _>(after.id)
            .bind::<Date, _>(self.first_day())
            .bind::<Nullable<Int8>, _>(self.subject)
            .bind::<Nullable<Int8>, _>(self.fetch_id)
            .bind::<Nullable<Int4>, _>(self.combination_id)
            .bind::<Int8, _>(MOST_WALKED)
            .bind::<Nullable<Text>, _>(self.source)
            .bind::<Nullable<Text>, _>(self.unit)
            .bind::<Nullable<Text>, _>(self.purpose)
            .bind::<Nullable<Text>, _>(self.kind)
            .bind::<Int8, _>(limit)
            .load(conn)
            .await
    }

    /// The last entry that a page looked at; None: it looked at all that there are.
    async fn end_of_walk(&self, conn: &mut Connection, after: Position) -> QueryResult<Option<Position>> {
        let entries = self.meant();
        let sql = format!(
            "SELECT day, id FROM {entries} meant WHERE (day, id) < ($1, $2) AND day >= $3
              ORDER BY day DESC, id DESC OFFSET $7 LIMIT 1"
        );
        diesel::sql_query(sql)
            .bind::<Date, _>(after.day)
            .bind::<Int8, _>(after.id)
            .bind::<Date, _>(self.first_day())
            .bind::<Nullable<Int8>, _>(self.subject)
            .bind::<Nullable<Int8>, _>(self.fetch_id)
            .bind::<Nullable<Int4>, _>(self.combination_id)
            .bind::<Int8, _>(MOST_WALKED - 1)
            .get_result(conn)
            .await
            .optional()
    }

    /// The fewest entries that an index finds.
    fn meant(&self) -> &'static str {
        match (self.combination_id, self.fetch_id, self.subject) {
            (Some(_), _, _) => OF_COMBINATION,
            (None, Some(_), _) => OF_FETCH,
            (None, None, Some(_)) => OF_PERSON,
            (None, None, None) => OF_ALL,
        }
    }

    /// The place before the last entry of the last day that is meant.
    fn beginning(&self) -> Position {
        Position { day: self.to.unwrap_or(LAST_DAY), id: i64::MAX }
    }

    fn first_day(&self) -> NaiveDate {
        self.from.unwrap_or(FIRST_DAY)
    }
}

/// Days before and after all that are charged, within a table's range.
const FIRST_DAY: NaiveDate = day_of(2000);
const LAST_DAY: NaiveDate = day_of(9999);

const fn day_of(year: i32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.day, self.id)
    }
}

/// Error: text that is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionError;

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (day, id) = text.split_once('.').ok_or(PositionError)?;
        let day: NaiveDate = day.parse().map_err(|_| PositionError)?;
        let is_fit = (FIRST_DAY..=LAST_DAY).contains(&day);
        let id = id.parse().map_err(|_| PositionError)?;
        if is_fit { Ok(Self { day, id }) } else { Err(PositionError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_survives_its_address_and_nothing_else_is_one() {
        let position = Position { day: day_of(2026), id: 7 };
        assert_eq!(position.to_string().parse(), Ok(position));
        for text in ["", "2026-01-01", "2026-01-01.", ".7", "2026-13-01.7", "0001-01-01.7", "99999-01-01.7"] {
            assert_eq!(text.parse::<Position>(), Err(PositionError), "{text}");
        }
    }

    #[test]
    fn the_fewest_entries_are_looked_at() {
        let meant = |subject, fetch_id, combination_id| {
            EntryCriteria { subject, fetch_id, combination_id, ..EntryCriteria::default() }.meant()
        };
        assert_eq!(meant(None, None, None), OF_ALL);
        assert_eq!(meant(Some(1), None, None), OF_PERSON);
        assert_eq!(meant(Some(1), Some(1), None), OF_FETCH);
        assert_eq!(meant(Some(1), Some(1), Some(1)), OF_COMBINATION);
    }
}
