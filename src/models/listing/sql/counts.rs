//! Statements that count, of the newest jobs of the searches: for numbers beside them, and to say why a list is empty.

use super::{
    AGE, BROUGHT, EMPLOYERS, FACTS, FITS, FITTING_JOBS, MARKS, NEW, OPEN, PLACE, REMOTE, SAME_LANGUAGE, SOURCE, Shelf,
    WISHES, WORDS, criteria, of_each_wish,
};
use crate::models::listing::List;

/// Counts for each combination's list: its jobs, copies as one, jobs left out by its filters alone, and whether there
/// may be more. The row without a combination is for all together. The newest `$20` of each request and topic are
/// looked at.
pub(in crate::models::listing) fn numbers(list: List) -> String {
    let (brought, fitting) = (counted(BROUGHT, list), counted(FITTING_JOBS, list));
    let looked_at =
        of_each_wish("wish.combination_id, top.group_id, top.fits, top.is_last", &brought, &fitting, "TRUE");
    format!(
        "WITH {WISHES}, looked_at AS ({looked_at})
         SELECT combination_id, count(DISTINCT group_id) FILTER (WHERE fits) AS jobs,
                count(DISTINCT group_id) - count(DISTINCT group_id) FILTER (WHERE fits) AS left_out, coalesce(bool_or(is_last), FALSE) AS is_more
           FROM looked_at GROUP BY GROUPING SETS ((combination_id), ())"
    )
}

/// The newest entries of a wish's request or topic, each with its job where the job is on the list or left out by the
/// wish's filters alone. Each job is looked up by itself (OFFSET 0).
fn counted(Shelf { table, own }: Shelf, list: List) -> String {
    let criteria = criteria(list);
    format!(
        "SELECT job.group_id, job.fits, brought.nth = $20 AS is_last
           FROM (SELECT job_id, row_number() OVER (ORDER BY listed_at DESC, job_id DESC) AS nth FROM {table} brought
                  WHERE {own} AND listed_at >= $7::timestamptz ORDER BY listed_at DESC, job_id DESC LIMIT $20) brought
           LEFT JOIN LATERAL (SELECT job.group_id, ({FITS}) IS TRUE AS fits
                                FROM (SELECT * FROM jobs WHERE jobs.id = brought.job_id OFFSET 0) job {MARKS}
                               WHERE {SAME_LANGUAGE} AND {criteria}) job ON TRUE"
    )
}

/// Causes that keep jobs off a list of the searches: for each cause, the jobs failing it alone, with all their copies.
/// Each job is looked up by itself (OFFSET 0), lest all jobs be read for some thousand.
pub(in crate::models::listing) fn tally(list: List) -> String {
    let new = if list == List::New { NEW } else { "TRUE" };
    let (brought, fitting) = (newest(BROUGHT), newest(FITTING_JOBS));
    let brought = of_each_wish("wish.*, top.job_id", &brought, &fitting, "TRUE");
    format!(
        "WITH {WISHES}, judged AS (
            SELECT bool_or(wish.is_chosen) AS chosen, bool_or({FITS}) AS fits, bool_or(wish.is_chosen AND {FITS}) AS seen,
                   bool_or({WORDS}) AS words, bool_or({PLACE}) AS place, bool_or({REMOTE}) AS remote, bool_or({AGE}) AS age,
                   bool_or({SOURCE}) AS source, bool_or({new}) AS new, bool_or({OPEN}) AS open, bool_or({FACTS}) AS facts,
                   bool_or(mine.hidden_at IS NULL) AS shown, bool_or({EMPLOYERS}) AS employers
              FROM ({brought}) wish
             CROSS JOIN LATERAL (SELECT * FROM jobs WHERE jobs.id = wish.job_id OFFSET 0) job {MARKS}
             WHERE {SAME_LANGUAGE}
             GROUP BY job.group_id
         ), counted AS (
            SELECT *, 10 - (words::int + place::int + remote::int + age::int + source::int + new::int + open::int
                            + facts::int + shown::int + employers::int) AS misses
              FROM judged
         )
         SELECT count(*) AS bought,
                count(*) FILTER (WHERE misses = 0 AND NOT seen AND chosen) AS filters,
                count(*) FILTER (WHERE misses = 0 AND NOT seen AND fits) AS search,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT words) AS words,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT place) AS place,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT remote) AS remote,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT age) AS age,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT source) AS source,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT facts) AS facts,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT shown) AS hidden,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT employers) AS employers,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT new) AS new,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT open) AS closed
           FROM counted"
    )
}

fn newest(Shelf { table, own }: Shelf) -> String {
    format!(
        "SELECT brought.job_id FROM {table} brought WHERE {own} ORDER BY brought.listed_at DESC, brought.job_id DESC LIMIT $20"
    )
}
