//! Fetches on the admins' lists, each with its source and its first combination.

use crate::db::Connection;
use crate::models::fetch::FetchState;
use crate::models::fetch::Purpose;
use crate::models::tracking::{Criteria, Found};
use crate::sources::Source;
use crate::sources::SpanName;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::ops::Range;

/// A fetch on a list.
#[derive(Clone, Debug, QueryableByName)]
pub struct FetchLine {
    /// Number of the fetch.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Source of the request.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Occasion of the start.
    #[diesel(sql_type = Text)]
    pub purpose: Purpose,
    /// Span by the source's own name.
    #[diesel(sql_type = Text)]
    pub span: SpanName,
    /// State of the fetch.
    #[diesel(sql_type = Text)]
    pub state: FetchState,
    /// True when a page limit ended the fetch.
    #[diesel(sql_type = Bool)]
    pub is_cut: bool,
    /// Pages bought and stored.
    #[diesel(sql_type = Int4)]
    pub pages: i32,
    /// Page limit, counted from the beginning of the list.
    #[diesel(sql_type = Int4)]
    pub max_pages: i32,
    /// Fetch whose list goes on here.
    #[diesel(sql_type = Nullable<Int8>)]
    pub continues: Option<i64>,
    /// Postings on the stored pages.
    #[diesel(sql_type = Int4)]
    pub jobs: i32,
    /// Postings among `jobs` that no earlier page had brought.
    #[diesel(sql_type = Int4)]
    pub new_jobs: i32,
    /// Settled cost so far, in the source's unit.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// Average cost of like fetches; a guess before there are any.
    #[diesel(sql_type = Int8)]
    pub expected_credits: i64,
    /// Cause of the last deferral, failure or end, in words.
    #[diesel(sql_type = Nullable<Text>)]
    pub error: Option<String>,
    /// Time of queueing.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    /// Time of the first page; None: not begun.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub started_at: Option<DateTime<Utc>>,
    /// Time of the end; None: live.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
    /// End of the deferral; None unless deferred.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub put_off_until: Option<DateTime<Utc>>,
    /// Number of requests that the fetch buys, in a single list.
    #[diesel(sql_type = Int4)]
    pub cells: i32,
    /// Postings of a list that none of the list's requests asks for.
    #[diesel(sql_type = Int4)]
    pub orphans: i32,
    /// First combination of the request; None: no combination is left.
    #[diesel(sql_type = Nullable<Int4>)]
    pub combination_id: Option<i32>,
    /// Title of the combination.
    #[diesel(sql_type = Nullable<Text>)]
    pub title_keyword: Option<String>,
    /// Place of the combination, by its English name.
    #[diesel(sql_type = Nullable<Text>)]
    pub location: Option<String>,
}

/// Newest fetches that are gone through for words that very many combinations hold.
pub const MOST_SEARCHED: i64 = 50_000;

/// Fetches of a request that are looked at, the newest first, where few combinations hold the words.
const OF_A_REQUEST: i64 = 1_000;

/// Combinations up to which the words' fetches are found by them.
const FEW: usize = 1_000;

/// Choice of fetches on a list.
#[derive(Clone, Debug, Default)]
pub struct FetchCriteria {
    /// Words that the title or place of a combination holds; empty: any. The list's own order does not count.
    pub words: Criteria,
    /// Fetches in this state only; None: all.
    pub state: Option<FetchState>,
    /// Fetches of this source only; None: all.
    pub source: Option<Source>,
    /// Fetches that ended in this time only; None: at any time, or not yet.
    pub ended: Option<Range<DateTime<Utc>>>,
    /// Only fetches older than this number.
    pub before: Option<i64>,
}

const COLUMNS: &str =
    "bought.id, request.source, bought.purpose, bought.span, bought.state, bought.is_cut, bought.pages,
    bought.max_pages - (bought.next_page - 1 - bought.pages) AS max_pages, bought.continues, bought.jobs,
    bought.new_jobs, bought.credits, bought.expected_credits, bought.error, bought.created_at, bought.started_at,
    bought.ended_at, bought.put_off_until, bought.cells, bought.orphans, first.id AS combination_id, first.title_keyword, first.location";

const TABLES: &str = "fetches bought JOIN requests request ON request.id = bought.request_id
    LEFT JOIN LATERAL (SELECT combination.id, combination.title_keyword, combination.location
                         FROM combination_requests link JOIN backfill_tracking combination ON combination.id = link.combination_id
                        WHERE link.request_id = request.id ORDER BY combination.id LIMIT 1) first ON TRUE";

impl FetchLine {
    /// A page of the list, the newest fetch first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, criteria: &FetchCriteria, limit: i64) -> QueryResult<Vec<Self>> {
        let words = criteria.words.narrowed(conn).await?;
        let by_words = match (&words.found, words.text.is_empty()) {
            (Found::NotLooked, true) => "",
            (Found::Few(ids), _) if ids.len() <= FEW => {
                "AND bought.id IN (
                    SELECT last.fetch_id FROM combination_requests link
                     CROSS JOIN LATERAL (SELECT fetch_id FROM fetch_cells cell
                                          WHERE cell.request_id = link.request_id AND cell.is_own AND cell.fetch_id < $1
                                          ORDER BY fetch_id DESC LIMIT $8) last
                     WHERE link.combination_id = ANY($5))"
            }
            _ => {
                "AND bought.id > least($1, (SELECT max(id) FROM fetches)) - $9 AND EXISTS (
                    SELECT FROM fetch_cells cell
                      JOIN combination_requests link USING (request_id)
                      JOIN combination_words one ON one.combination_id = link.combination_id
                     WHERE cell.fetch_id = bought.id AND cell.is_own
                       AND (position(lower($6) IN lower(one.words)) > 0
                            OR $7 <> '' AND position(lower($7) IN lower(one.words)) > 0))"
            }
        };
        let by_state = criteria.state.map_or("", |_| "AND bought.state = $2");
        let by_source = criteria.source.map_or("", |_| "AND request.source = $3");
        let by_end = criteria.ended.as_ref().map_or("", |_| {
            "AND bought.id IN (SELECT id FROM fetches WHERE ended_at >= $10 AND ended_at < $11
                                ORDER BY ended_at DESC LIMIT $9)"
        });
        let (since, until) = criteria.ended.as_ref().map(|ended| (ended.start, ended.end)).unzip();
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES}
              WHERE bought.id < $1 {by_state} {by_source} {by_end} {by_words} ORDER BY bought.id DESC LIMIT $4"
        );
        diesel::sql_query(sql)
            .bind::<Int8, _>(criteria.before.unwrap_or(i64::MAX))
            .bind::<Nullable<Text>, _>(criteria.state)
            .bind::<Nullable<Text>, _>(criteria.source)
            .bind::<BigInt, _>(limit)
            .bind::<Array<Int4>, _>(words.found.ids())
            .bind::<Text, _>(&words.text)
            .bind::<Text, _>(&words.text_means)
            .bind::<BigInt, _>(OF_A_REQUEST)
            .bind::<BigInt, _>(MOST_SEARCHED)
            .bind::<Nullable<Timestamptz>, _>(since)
            .bind::<Nullable<Timestamptz>, _>(until)
            .load(conn)
            .await
    }

    /// Loads a line by the fetch's number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such fetch; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        diesel::sql_query(format!("SELECT {COLUMNS} FROM {TABLES} WHERE bought.id = $1"))
            .bind::<Int8, _>(id)
            .get_result(conn)
            .await
    }

    /// Last fetches of these requests, the newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_requests(conn: &mut Connection, request_ids: &[i64], limit: i64) -> QueryResult<Vec<Self>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES}
              WHERE bought.id IN (SELECT fetch_id FROM fetch_cells WHERE request_id = ANY($1) AND is_own
                                   ORDER BY fetch_id DESC LIMIT $2)
              ORDER BY bought.id DESC LIMIT $2"
        );
        diesel::sql_query(sql).bind::<Array<Int8>, _>(request_ids).bind::<BigInt, _>(limit).load(conn).await
    }

    /// Pages bought, in percent of the most that the fetch may buy.
    pub fn percent(&self) -> i32 {
        self.pages * 100 / self.max_pages.max(1)
    }

    /// Likely end, at the pace so far and the usual length of like fetches; None before the first page.
    pub fn expected_end(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let took = now - self.started_at.filter(|_| self.pages > 0)?;
        Some(now + took * (self.expected_pages() - self.pages) / self.pages)
    }

    /// Pages that the expected credits buy at the price of the pages so far: at least a further page, at most the
    /// fetch's limit.
    fn expected_pages(&self) -> i32 {
        let pages = match self.credits {
            ..=0 => i64::from(self.max_pages),
            credits => (self.expected_credits * i64::from(self.pages) + credits - 1) / credits,
        };
        let pages = i32::try_from(pages).unwrap_or(i32::MAX);
        pages.max(self.pages + 1).min(self.max_pages.max(self.pages))
    }

    /// Number, title and place of the combination; None: no combination has the request any more.
    pub fn combination(&self) -> Option<(i32, &str, &str)> {
        Some((self.combination_id?, self.title_keyword.as_deref()?, self.location.as_deref()?))
    }

    /// True when queued, running or deferred: pages are still to come.
    pub fn is_live(&self) -> bool {
        self.state.is_live()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn running(pages: i32, credits: i64, expected_credits: i64) -> FetchLine {
        FetchLine {
            id: 1,
            source: Source::ActiveJobs,
            purpose: Purpose::SignUp,
            span: SpanName::Days7,
            state: FetchState::Running,
            is_cut: false,
            pages,
            max_pages: 10,
            continues: None,
            jobs: 0,
            new_jobs: 0,
            credits,
            expected_credits,
            error: None,
            created_at: at(0),
            started_at: Some(at(0)),
            ended_at: None,
            put_off_until: None,
            cells: 1,
            orphans: 0,
            combination_id: None,
            title_keyword: None,
            location: None,
        }
    }

    #[test]
    fn a_fetch_is_expected_to_go_on_at_its_pace() {
        // Two of four pages in two minutes: two more to go.
        assert_eq!(running(2, 200, 400).expected_end(at(2)), Some(at(4)));
        // Longer than expected: another page, within the page limit.
        assert_eq!(running(4, 400, 100).expected_end(at(4)), Some(at(5)));
        assert_eq!(running(5, 5, 1_000).expected_end(at(5)), Some(at(10)));
        assert_eq!(running(10, 10, 1_000).expected_end(at(10)), Some(at(10)));
        assert_eq!(running(0, 0, 100).expected_end(at(2)), None);
    }
}
