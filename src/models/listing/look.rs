//! A part of a list that searches make. However many jobs a search has, and however few of them are wanted, a part looks
//! at a bounded number: first at the newest of all searches together, then at more of them, then, where words or a place
//! are looked for that few jobs have, at those. What lies beyond is the next part.

use super::sql::{
    BROUGHT, FITS, FITTING, FITTING_JOBS, MARKS, Order, PLACE_BY_KEY, Shelf, WISHES, WORDS_BY_KEY, criteria,
    of_each_wish,
};
use super::{Criteria, Cursor, Listing};
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;

/// Jobs that are looked at, step by step, until the part is full.
const STEPS: [i64; 3] = [250, 2_000, 8_000];

/// Few jobs have a word, or lie in a place, when there are no more than these.
const FEW: i64 = 8_000;

/// Jobs of a list, in its order.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) found: Vec<Found>,
    /// Where the look ended with more to look at. None: it went to the end, or the part is full.
    pub(super) stopped: Option<Cursor>,
}

/// A job on a list, with the person's combinations that see it.
#[derive(Clone, Debug, QueryableByName)]
pub(super) struct Found {
    #[diesel(sql_type = Int8)]
    pub(super) id: i64,
    #[diesel(sql_type = Array<Int4>)]
    pub(super) combination_ids: Vec<i32>,
    #[diesel(sql_type = Array<Int4>)]
    pub(super) fitting_ids: Vec<i32>,
}

/// A row of a look: a job that was found, or none; and where the look ended.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Int8>)]
    id: Option<i64>,
    #[diesel(sql_type = Array<Int4>)]
    combination_ids: Vec<i32>,
    #[diesel(sql_type = Array<Int4>)]
    fitting_ids: Vec<i32>,
    /// Jobs that were looked at.
    #[diesel(sql_type = Int8)]
    looked: i64,
    /// The last of them.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    last_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Int8>)]
    last_id: Option<i64>,
}

/// The next `limit` jobs from the cursor on.
pub(super) async fn look(
    conn: &mut Connection,
    listing: &Listing<'_>,
    cursor: Cursor,
    limit: i64,
) -> QueryResult<Part> {
    let mut part = Part::default();
    let mut from = cursor;
    for step in STEPS {
        let order = Order::of(cursor.is_back);
        let rows = rows(conn, listing, (near(order), step), from, part.missing(limit)).await?;
        let Some(last) = rows.as_slice().first() else { return Ok(part) };
        let is_all = last.looked < step;
        let reached = last.last_at.zip(last.last_id).map(|(listed_at, id)| Cursor { listed_at, id, ..cursor });
        part.found.extend(rows.into_iter().filter_map(Row::found));
        let Some(reached) = reached.filter(|_| !is_all && part.missing(limit) > 0) else { return Ok(part) };
        from = reached;
    }
    if let Some(few) = few(listing.criteria, Order::of(cursor.is_back)) {
        let rows = rows(conn, listing, (few, FEW), from, part.missing(limit)).await?;
        if rows.as_slice().first().is_some_and(|row| row.looked < FEW) {
            part.found.extend(rows.into_iter().filter_map(Row::found));
            return Ok(part);
        }
    }
    part.stopped = Some(from);
    Ok(part)
}

/// Every statement of a look.
pub(super) fn statements(criteria: &Criteria, is_back: bool) -> Vec<String> {
    let order = Order::of(is_back);
    let nears = std::iter::once(near(order)).chain(few(criteria, order));
    nears.map(|near| judged(criteria, &near, order)).collect()
}

impl Part {
    fn missing(&self, limit: i64) -> i64 {
        limit - i64::try_from(self.found.len()).unwrap_or(limit)
    }
}

impl Row {
    fn found(self) -> Option<Found> {
        Some(Found { id: self.id?, combination_ids: self.combination_ids, fitting_ids: self.fitting_ids })
    }
}

async fn rows(
    conn: &mut Connection,
    listing: &Listing<'_>,
    (near, step): (String, i64),
    from: Cursor,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let query = listing.bind(judged(listing.criteria, &near, Order::of(from.is_back)));
    query
        .bind::<Timestamptz, _>(from.listed_at)
        .bind::<Int8, _>(from.id)
        .bind::<Int8, _>(limit)
        .bind::<Int8, _>(step)
        .load(conn)
        .await
}

/// Jobs that are near, as far as they are on the list: those that pass a filter of a search that sees them, and what the
/// person chose. At least one row, which says how far the look went. Each job is looked up by itself (OFFSET 0), lest all
/// jobs are read for a filter that few pass.
fn judged(criteria_: &Criteria, near: &str, Order { direction, .. }: Order) -> String {
    let (criteria, opposite) = (criteria(criteria_.list), if direction == "ASC" { "DESC" } else { "ASC" });
    format!(
        "WITH {WISHES}, near AS MATERIALIZED ({near}), found AS (
            SELECT job.id, job.listed_at, seeing.combination_ids, seeing.fitting_ids
              FROM near CROSS JOIN LATERAL (SELECT * FROM jobs WHERE jobs.id = near.job_id OFFSET 0) job {MARKS}
             CROSS JOIN LATERAL (
                   SELECT array_agg(DISTINCT wish.combination_id) AS combination_ids, {FITTING} AS fitting_ids
                     FROM wish WHERE wish.nth = ANY (near.nths) AND {FITS}) seeing
             WHERE seeing.combination_ids IS NOT NULL AND {criteria}
             ORDER BY near.listed_at {direction}, near.job_id {direction} LIMIT $15)
         SELECT found.id, coalesce(found.combination_ids, '{{}}') AS combination_ids,
                coalesce(found.fitting_ids, '{{}}') AS fitting_ids, looked.jobs AS looked, last.listed_at AS last_at,
                last.job_id AS last_id
           FROM (SELECT count(*) AS jobs FROM near) looked
           LEFT JOIN (SELECT listed_at, job_id FROM near ORDER BY listed_at {opposite}, job_id {opposite} LIMIT 1) last ON TRUE
           LEFT JOIN found ON TRUE
          ORDER BY found.listed_at {direction}, found.id {direction}"
    )
}

/// The newest of all searches together, from the shelves' indexes alone.
fn near(order: Order) -> String {
    let (brought, fitting) = (newest(BROUGHT, order), newest(FITTING_JOBS, order));
    let tops = of_each_wish("wish.nth, top.job_id, top.listed_at", &brought, &fitting, "wish.is_chosen");
    let direction = order.direction;
    format!(
        "SELECT job_id, listed_at, array_agg(nth) AS nths FROM ({tops}) tops GROUP BY job_id, listed_at
          ORDER BY listed_at {direction}, job_id {direction} LIMIT $16"
    )
}

fn newest(Shelf { table, own }: Shelf, Order { beyond, direction }: Order) -> String {
    format!(
        "SELECT brought.job_id, brought.listed_at FROM {table} brought
          WHERE {own} AND brought.listed_at >= $7::timestamptz
            AND (brought.listed_at, brought.job_id) {beyond} ($13, $14)
          ORDER BY brought.listed_at {direction}, brought.job_id {direction} LIMIT $16"
    )
}

/// Jobs with the words, or in the known place, of whichever search. None: neither is looked for.
fn few(criteria: &Criteria, Order { beyond, .. }: Order) -> Option<String> {
    let is_in_known_place = criteria.place.as_ref().is_some_and(|place| !place.keys().is_empty());
    let by_key = match (&criteria.words, is_in_known_place) {
        (Some(_), true) => format!("{WORDS_BY_KEY} AND {PLACE_BY_KEY}"),
        (Some(_), false) => WORDS_BY_KEY.to_owned(),
        (None, true) => PLACE_BY_KEY.to_owned(),
        (None, false) => return None,
    };
    Some(format!(
        "SELECT few.id AS job_id, few.listed_at,
                ARRAY(SELECT wish.nth FROM topic_jobs JOIN wish USING (topic_id)
                       WHERE topic_jobs.job_id = few.id AND wish.is_chosen
                      UNION ALL
                      SELECT wish.nth FROM request_jobs JOIN wish USING (request_id)
                       WHERE request_jobs.job_id = few.id AND wish.is_chosen) AS nths
           FROM (SELECT job.id, job.listed_at FROM jobs job
                  WHERE {by_key} AND job.listed_at >= $7::timestamptz AND (job.listed_at, job.id) {beyond} ($13, $14)
                  LIMIT $16) few"
    ))
}
