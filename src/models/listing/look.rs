//! A part of a list made by searches, in one statement. However many jobs the searches have, and however few are
//! wanted, the statement looks at a bounded number: first at the newest of all searches together; where these do not
//! fill the part, at the jobs found by words or place in an index, or, where these are many, at more of the newest.
//! Jobs beyond are the next part.

use super::sql::{
    BROUGHT, EMPLOYERS, FITS, FITTING, FITTING_JOBS, MARKS, OPEN, Order, PLACE_BY_KEY, PLACE_BY_MANY_KEYS,
    SAME_LANGUAGE, Shelf, WISHES, WORDS_BY_KEY, is_first, is_seen, of_each_wish, rows,
};
use super::{Count, Criteria, Cursor, List, Listed, Listing, Page};
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::deserialize::{self, QueryableByName};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::row::NamedRow;
use diesel::sql_types::{Bool, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;

/// Jobs found by an index are few below this number.
const FEW: i64 = 2_000;

/// Keys of places are few up to this number, as many as somebody types by hand.
const FEW_KEYS: usize = 16;

/// Counts of jobs to look at. Each shelf is read so far by itself: the more shelves, the less of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Steps {
    near: i64,
    far: i64,
}

impl Steps {
    /// Entries of all shelves together, for the two steps.
    const NEAR: i64 = 5_000;
    const FAR: i64 = 60_000;

    /// Entries of the far step, where the text of each job with the words has to be read for a phrase.
    const FAR_WITH_PHRASES: i64 = 6_000;

    fn of(shelves: usize, has_phrases: bool) -> Self {
        let each = |all: i64| all / i64::try_from(shelves.max(1)).unwrap_or(all);
        let far = if has_phrases { Self::FAR_WITH_PHRASES } else { Self::FAR };
        Self { near: each(Self::NEAR).clamp(64, 250), far: each(far).clamp(250, 8_000.min(far / 3)) }
    }
}

/// A row of a look: a found job, or none; and the end of the look, where more jobs remain.
struct Row {
    job: Option<Listed>,
    end: End,
}

#[derive(QueryableByName)]
struct End {
    #[diesel(sql_type = Nullable<Timestamptz>)]
    end_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Int8>)]
    end_id: Option<i64>,
    /// Closed jobs among the newest of the list.
    #[diesel(sql_type = Int8)]
    closed: i64,
    /// More jobs remain to be looked at for the closed ones.
    #[diesel(sql_type = Bool)]
    is_closed_more: bool,
    /// New jobs among the newest.
    #[diesel(sql_type = Int8)]
    new: i64,
    /// More jobs remain to be looked at for the new ones.
    #[diesel(sql_type = Bool)]
    is_new_more: bool,
}

impl QueryableByName<Pg> for Row {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        let id: Option<i64> = NamedRow::get::<Nullable<Int8>, _>(row, "id")?;
        Ok(Self { job: id.map(|_| Listed::build(row)).transpose()?, end: End::build(row)? })
    }
}

/// The next `limit` jobs from the cursor on.
pub(super) async fn look(
    conn: &mut Connection,
    listing: &Listing<'_>,
    cursor: Cursor,
    limit: i64,
) -> QueryResult<Page> {
    let steps = Steps::of(listing.links.len(), listing.criteria.has_phrases());
    let rows: Vec<Row> = listing
        .bind(statement(listing.criteria, Part::of(cursor)))
        .bind::<Timestamptz, _>(cursor.listed_at)
        .bind::<Int8, _>(cursor.id)
        .bind::<Int8, _>(limit)
        .bind::<Int8, _>(steps.near)
        .bind::<Int8, _>(steps.far)
        .load(conn)
        .await?;
    let end = rows
        .as_slice()
        .first()
        .and_then(|row| Some(Cursor { listed_at: row.end.end_at?, id: row.end.end_id?, ..cursor }));
    let first = rows.as_slice().first().map(|row| &row.end);
    let closed = first.map(|end| Count::found(end.closed, end.is_closed_more)).unwrap_or_default();
    let new = first.map(|end| Count::found(end.new, end.is_new_more)).filter(|_| cursor == Cursor::newest());
    let jobs: Vec<Listed> = rows.into_iter().filter_map(|row| row.job).collect();
    let is_full = i64::try_from(jobs.len()).is_ok_and(|found| found >= limit);
    Ok(Page { jobs, stopped: end.filter(|_| !is_full), closed, new })
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The newest jobs.
    First,
    /// Jobs older than the cursor.
    Older,
    /// Jobs newer than the cursor.
    Newer,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::First, Self::Older, Self::Newer];

    fn of(cursor: Cursor) -> Self {
        match cursor.is_back {
            true => Self::Newer,
            false if cursor == Cursor::newest() => Self::First,
            false => Self::Older,
        }
    }
}

/// The statement of a look; `$23` and `$24` are the steps.
pub(super) fn statement(criteria: &Criteria, part: Part) -> String {
    let is_back = part == Part::Newer;
    let order = Order::of(is_back);
    let (direction, opposite) = (order.direction, Order::of(!is_back).direction);
    let near = newest(order, ["$20", "$21"], "$23", "TRUE");
    let few = few(criteria, order);
    // All jobs found by the index were read.
    let is_few = match few {
        Some(_) => format!("({IS_RARE} AND (SELECT count(*) FROM few) < {FEW})"),
        None => "FALSE".to_owned(),
    };
    let few = few.unwrap_or_else(|| "SELECT job_id, listed_at FROM near WHERE FALSE".to_owned());
    let far = newest(order, NEAR_END, "$24", &format!("{GOES_ON} AND NOT {is_few}"));
    let [near_found, few_found, far_found] = ["near", "seen", "far"].map(|from| judged(criteria, from, order));
    let rows = rows(
        "found.combination_ids, found.fitting_ids, far_end.listed_at AS end_at, far_end.job_id AS end_id,
                      (SELECT jobs FROM closed) AS closed, (SELECT count(*) FROM top) >= $23 AS is_closed_more,
                      (SELECT jobs FROM fresh) AS new,
                      (SELECT count(*) FROM near) >= $23 AND (SELECT listed_at FROM near_end) >= $9::timestamptz AS is_new_more",
    );
    let (top, closed, fresh) = (top(part), closed(criteria), fresh());
    format!(
        "WITH {WISHES}, near AS MATERIALIZED ({near}),
         near_end AS MATERIALIZED (SELECT listed_at, job_id FROM near
                                    ORDER BY listed_at {opposite}, job_id {opposite} LIMIT 1),
         near_found AS MATERIALIZED ({near_found}),
         top AS MATERIALIZED ({top}),
         closed AS MATERIALIZED ({closed}),
         fresh AS MATERIALIZED ({fresh}),
         few AS MATERIALIZED ({few}),
         seen AS MATERIALIZED (SELECT few.job_id, few.listed_at, {NTHS} AS nths FROM few WHERE {is_few}),
         far AS MATERIALIZED ({far}),
         far_end AS (SELECT listed_at, job_id FROM far WHERE (SELECT count(*) FROM far) >= $24
                      ORDER BY listed_at {opposite}, job_id {opposite} LIMIT 1),
         found AS (SELECT * FROM near_found UNION ALL ({few_found}) UNION ALL ({far_found})
                    ORDER BY listed_at {direction}, id {direction} LIMIT $22)
         SELECT {rows}
           FROM (VALUES (1)) AS one LEFT JOIN far_end ON TRUE LEFT JOIN found ON TRUE
           LEFT JOIN jobs job ON job.id = found.id {MARKS}
          ORDER BY job.listed_at DESC, job.id DESC"
    )
}

/// The near jobs did not fill the part, and there are more.
const GOES_ON: &str = "((SELECT count(*) FROM near) >= $23 AND (SELECT count(*) FROM near_found) < $22)";

/// Few of the near jobs are wanted. An index reads all jobs with a word before giving the first: of a common word, half
/// of all jobs.
const IS_RARE: &str = "((SELECT count(*) FROM near_found) * 10 < $23)";

/// The last of the near jobs.
const NEAR_END: [&str; 2] = ["(SELECT listed_at FROM near_end)", "(SELECT job_id FROM near_end)"];

/// Wishes with one of the few jobs on their shelves.
const NTHS: &str = "ARRAY(SELECT wish.nth FROM topic_jobs JOIN wish USING (topic_id)
                           WHERE topic_jobs.job_id = few.job_id AND wish.is_chosen
                          UNION ALL
                          SELECT wish.nth FROM request_jobs JOIN wish USING (request_id)
                           WHERE request_jobs.job_id = few.job_id AND wish.is_chosen)";

/// Looked-at jobs on the list: they pass a filter of a search that sees them, and the person's choices; one of several
/// copies. Each job is looked up by itself (OFFSET 0), lest all jobs are read for a filter that few pass.
fn judged(criteria: &Criteria, from: &str, Order { direction, .. }: Order) -> String {
    let seen = format!("{} AND {EMPLOYERS}", is_seen());
    let (chosen, is_first) = (super::sql::criteria(criteria.list), is_first(&seen));
    format!(
        "SELECT job.id, job.listed_at, seeing.combination_ids, seeing.fitting_ids
           FROM {from} CROSS JOIN LATERAL (SELECT * FROM jobs WHERE jobs.id = {from}.job_id OFFSET 0) job {MARKS}
          CROSS JOIN LATERAL (
                SELECT array_agg(DISTINCT wish.combination_id) AS combination_ids, {FITTING} AS fitting_ids
                  FROM wish WHERE wish.nth = ANY ({from}.nths) AND {SAME_LANGUAGE} AND {FITS}) seeing
          WHERE seeing.combination_ids IS NOT NULL AND {chosen} AND {is_first}
          ORDER BY {from}.listed_at {direction}, {from}.job_id {direction} LIMIT $22"
    )
}

/// The newest jobs of the whole list, whichever part is looked at, so that each says the same about the list.
fn top(part: Part) -> String {
    match part {
        Part::First => "SELECT * FROM near".to_owned(),
        Part::Older | Part::Newer => newest(Order::of(false), NEWEST, "$23", "TRUE"),
    }
}

/// Before the newest job of all.
const NEWEST: [&str; 2] = ["'infinity'::timestamptz", "9223372036854775807"];

/// Number of the list's newest jobs left out as closed.
fn closed(criteria: &Criteria) -> String {
    let is_left_out = super::sql::is_left_out(criteria.list);
    format!(
        "SELECT count(DISTINCT job.group_id) AS jobs
           FROM top CROSS JOIN LATERAL (SELECT * FROM jobs job WHERE job.id = top.job_id AND NOT {OPEN} OFFSET 0) job {MARKS}
          WHERE {is_left_out}
            AND EXISTS (SELECT FROM wish WHERE wish.nth = ANY (top.nths) AND {SAME_LANGUAGE} AND {FITS})"
    )
}

/// Number of near jobs on the list of new ones. Few were first seen lately, and only these are looked at closely.
fn fresh() -> String {
    let criteria = super::sql::criteria(List::New);
    format!(
        "SELECT count(DISTINCT job.group_id) AS jobs
           FROM near CROSS JOIN LATERAL (SELECT * FROM jobs job
                WHERE job.id = near.job_id AND job.first_seen_at >= $9::timestamptz OFFSET 0) job {MARKS}
          WHERE {criteria}
            AND EXISTS (SELECT FROM wish WHERE wish.nth = ANY (near.nths) AND {SAME_LANGUAGE} AND {FITS})"
    )
}

/// The newest of all searches together, from the shelves' indexes alone, beyond a job and if a condition is met.
fn newest(order: Order, from: [&str; 2], most: &str, condition: &str) -> String {
    let of_shelf = |shelf| newest_of_shelf(shelf, order, from, most);
    let condition = format!("wish.is_chosen AND {condition}");
    let columns = "wish.nth, top.job_id, top.listed_at";
    let tops = of_each_wish(columns, &of_shelf(BROUGHT), &of_shelf(FITTING_JOBS), &condition);
    let direction = order.direction;
    format!(
        "SELECT job_id, listed_at, array_agg(nth) AS nths FROM ({tops}) tops GROUP BY job_id, listed_at
          ORDER BY listed_at {direction}, job_id {direction} LIMIT {most}"
    )
}

fn newest_of_shelf(
    Shelf { table, own }: Shelf,
    Order { beyond, direction }: Order,
    [at, id]: [&str; 2],
    most: &str,
) -> String {
    format!(
        "SELECT brought.job_id, brought.listed_at FROM {table} brought
          WHERE {own} AND brought.listed_at >= $7::timestamptz AND (brought.listed_at, brought.job_id) {beyond} ({at}, {id})
          ORDER BY brought.listed_at {direction}, brought.job_id {direction} LIMIT {most}"
    )
}

/// Jobs with the words, or in the known place, of any search, where the near jobs do not suffice. None: neither words
/// nor a place are looked for.
fn few(criteria: &Criteria, order: Order) -> Option<String> {
    let keys = criteria.place.as_ref().map_or(0, |place| place.keys().len());
    let by_place = if keys > FEW_KEYS { PLACE_BY_MANY_KEYS } else { PLACE_BY_KEY };
    Some(match (&criteria.words, keys) {
        (None, 0) => return None,
        (None, _) => found_by(by_place, order),
        (Some(_), 0) => found_by(WORDS_BY_KEY, order),
        (Some(_), 1..=FEW_KEYS) => found_by(&format!("{WORDS_BY_KEY} AND {by_place}"), order),
        (Some(_), _) => by_words_or(by_place, order),
    })
}

/// Jobs with the words or, where these are many, jobs in the place: both are found by an index, and whichever are few
/// hold all that are wanted. How many jobs are in hundreds of places PostgreSQL cannot guess well enough to choose itself.
fn by_words_or(by_place: &str, order: Order) -> String {
    let (with_words, in_place) = (found_by(WORDS_BY_KEY, order), found_by(by_place, order));
    format!(
        "WITH with_words AS MATERIALIZED ({with_words})
         SELECT job_id, listed_at FROM with_words WHERE (SELECT count(*) FROM with_words) < {FEW}
          UNION ALL
         SELECT job_id, listed_at FROM ({in_place}) in_place WHERE (SELECT count(*) FROM with_words) >= {FEW}"
    )
}

/// Jobs that an index finds, beyond the near ones.
fn found_by(key: &str, Order { beyond, .. }: Order) -> String {
    let [at, id] = NEAR_END;
    format!(
        "SELECT job.id AS job_id, job.listed_at FROM jobs job
          WHERE {GOES_ON} AND {IS_RARE} AND {key} AND job.listed_at >= $7::timestamptz
            AND (job.listed_at, job.id) {beyond} ({at}, {id})
          LIMIT {FEW}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_many_searches_looks_less_far_at_each() {
        for (shelves, near, far) in
            [(0, 250, 8_000), (3, 250, 8_000), (20, 250, 3_000), (50, 100, 1_200), (300, 64, 250)]
        {
            assert_eq!(Steps::of(shelves, false), Steps { near, far }, "{shelves}");
        }
    }

    #[test]
    fn whoever_looks_for_a_phrase_looks_less_far() {
        for (shelves, near, far) in [(0, 250, 2_000), (3, 250, 2_000), (20, 250, 300), (300, 64, 250)] {
            assert_eq!(Steps::of(shelves, true), Steps { near, far }, "{shelves}");
        }
    }
}
