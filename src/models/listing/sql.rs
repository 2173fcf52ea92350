//! The statements behind the list. All of them bind `$1` the person, `$2` the links, `$3` to `$12` the criteria;
//! pages and counts also `$13` and `$14` the cursor and `$15` the limit.

use super::criteria::List;

/// Whether `job` fits the filters of `wish`: the job states a match for each, or states nothing on it. The pairs are
/// those of [`crate::filters`]; a test holds both together.
pub const FITS: &str = "(wish.ai_work_arrangement IS NULL OR job.work_arrangement IS NULL
         OR (wish.ai_work_arrangement, job.work_arrangement) IN (('On-site', 'On-site'), ('Hybrid', 'Hybrid'),
             ('Remote OK', 'Remote'), ('Remote OK', 'Remote OK'), ('Remote OK', 'Remote Solely'),
             ('Remote Solely', 'Remote'), ('Remote Solely', 'Remote Solely')))
    AND (wish.ai_employment_type IS NULL OR job.employment_types = '{}'
         OR wish.ai_employment_type = ANY (job.employment_types))
    AND (wish.ai_seniority IS NULL OR job.seniority IS NULL
         OR (wish.ai_seniority, job.seniority) IN (('Junior', 'Junior'), ('Mid', 'Mid'), ('Senior', 'Senior'),
             ('Senior', 'Lead'), ('Lead', 'Lead')))
    AND (wish.ai_industry IS NULL OR job.industries = '{}' OR wish.ai_industry = ANY (job.industries))";

/// The person's combinations, a row for each request and one for each topic, with filters.
const WISHES: &str = "wish AS (
    SELECT * FROM jsonb_to_recordset($2) AS one (combination_id int, request_id bigint, topic_id bigint, is_chosen boolean,
        ai_work_arrangement text, ai_employment_type text, ai_seniority text, ai_industry text))";

/// Jobs of a wish: what its request brought, or what is of its topic.
const SHELF: &str = "(SELECT job_id, listed_at FROM request_jobs WHERE request_jobs.request_id = wish.request_id
                        UNION ALL
                        SELECT job_id, listed_at FROM topic_jobs WHERE topic_jobs.topic_id = wish.topic_id)";

const MARKS: &str = "LEFT JOIN user_jobs mine ON mine.user_id = $1 AND mine.job_id = job.id";

const WORDS: &str = "($3::text IS NULL OR job.words @@ $3::text::tsquery)";
const PLACE: &str = "(cardinality($4::text[]) = 0 OR job.place_words LIKE ANY ($4::text[])
                     OR coalesce(job.country = $5::text, FALSE))";
const REMOTE: &str = "($6::text IS NULL
     OR coalesce(job.work_arrangement IN ('Remote', 'Remote OK', 'Remote Solely'), $6::text = 'yes'))";
/// A short age asks for fresh jobs, and a job without a date has no proof of being fresh.
const AGE: &str = "(job.listed_at >= $7::timestamptz AND (job.posted_at IS NOT NULL OR NOT $12::boolean))";
const SOURCE: &str = "($8::text IS NULL OR job.source = $8::text)";
const NEW: &str = "(job.first_seen_at >= $9::timestamptz AND job.posted_at IS NOT NULL)";
const OPEN: &str = "(job.valid_through IS NULL OR job.valid_through >= $11::timestamptz)";

/// A page of a list: towards older jobs, or back towards newer ones.
pub(super) fn page(list: List, is_back: bool) -> String {
    let listed = listed(list, is_back);
    format!(
        "WITH {WISHES}, listed AS ({listed})
         SELECT job.id, job.source, job.title, job.company, job.location, job.work_arrangement, job.employment_types,
                job.seniority, job.industries, job.publisher, job.salary, job.posted_at, job.valid_through,
                job.first_seen_at, job.listed_at, mine.hidden_at, mine.saved_at, mine.applied_at, listed.combination_ids,
                listed.fitting_ids
           FROM listed JOIN jobs job ON job.id = listed.id {MARKS}
          ORDER BY job.listed_at DESC, job.id DESC"
    )
}

/// How many jobs are on a list, up to the limit.
pub(super) fn count(list: List) -> String {
    let listed = listed(list, false);
    format!("WITH {WISHES}, listed AS ({listed}) SELECT count(*) AS jobs FROM listed")
}

/// Combinations of which a job is one, whoever brought it.
const FITTING: &str =
    "coalesce(array_agg(DISTINCT wish.combination_id) FILTER (WHERE wish.topic_id IS NOT NULL), '{}')";

fn listed(list: List, is_back: bool) -> String {
    let order =
        if is_back { Order { beyond: ">", direction: "ASC" } } else { Order { beyond: "<", direction: "DESC" } };
    if list.is_marked() { marked(list, order) } else { seen(list, order) }
}

#[derive(Clone, Copy)]
struct Order {
    beyond: &'static str,
    direction: &'static str,
}

/// What the searches see. The newest of each request and topic, merged: however many jobs one has, only as many are
/// looked at as the page may need.
fn seen(list: List, order: Order) -> String {
    let (found, direction) = (found(list, FITS, order), order.direction);
    format!(
        "SELECT top.id, top.listed_at, array_agg(DISTINCT wish.combination_id) AS combination_ids,
                {FITTING} AS fitting_ids
           FROM wish CROSS JOIN LATERAL (
                {found}) top
          WHERE wish.is_chosen
          GROUP BY top.id, top.listed_at
          ORDER BY top.listed_at {direction}, top.id {direction} LIMIT $15"
    )
}

/// The newest jobs of a wish's request or topic that are on the list and pass `fit`.
fn found(list: List, fit: &str, Order { beyond, direction }: Order) -> String {
    let criteria = criteria(list);
    format!(
        "SELECT job.id, job.listed_at
                  FROM {SHELF} brought JOIN jobs job ON job.id = brought.job_id {MARKS}
                 WHERE brought.listed_at >= $7::timestamptz
                   AND (brought.listed_at, brought.job_id) {beyond} ($13, $14)
                   AND {fit} AND {criteria}
                 ORDER BY brought.listed_at {direction}, brought.job_id {direction} LIMIT $15"
    )
}

/// How many jobs each combination's list has, and how many its filters alone leave out; the row without a combination is
/// of all together. Of each request and topic no more is looked at than a page of that size would need.
pub(super) fn numbers(list: List) -> String {
    let newest = Order { beyond: "<", direction: "DESC" };
    let (seen, left_out) = (found(list, FITS, newest), found(list, &format!("({FITS}) IS NOT TRUE"), newest));
    format!(
        "WITH {WISHES}, listed AS (
            SELECT wish.combination_id, top.id, TRUE AS is_seen FROM wish CROSS JOIN LATERAL ({seen}) top
            UNION ALL
            SELECT wish.combination_id, top.id, FALSE FROM wish CROSS JOIN LATERAL ({left_out}) top
             WHERE num_nonnulls(wish.ai_work_arrangement, wish.ai_employment_type, wish.ai_seniority, wish.ai_industry) > 0)
         SELECT combination_id, count(DISTINCT id) FILTER (WHERE is_seen) AS jobs,
                count(DISTINCT id) FILTER (WHERE NOT is_seen) AS left_out
           FROM listed GROUP BY GROUPING SETS ((combination_id), ())"
    )
}

/// Jobs marked by the person, seen by a search or not; with a chosen search, only those of the search.
fn marked(list: List, Order { beyond, direction }: Order) -> String {
    let criteria = criteria(list);
    format!(
        "SELECT job.id, job.listed_at, coalesce(seen.ids, '{{}}') AS combination_ids,
                coalesce(seen.fitting, '{{}}') AS fitting_ids
           FROM user_jobs mine JOIN jobs job ON job.id = mine.job_id
           LEFT JOIN LATERAL (
                SELECT array_agg(DISTINCT wish.combination_id) AS ids, {FITTING} AS fitting
                  FROM wish
                 WHERE wish.is_chosen AND {FITS}
                   AND (EXISTS (SELECT FROM request_jobs brought
                                 WHERE brought.request_id = wish.request_id AND brought.job_id = job.id)
                        OR EXISTS (SELECT FROM topic_jobs
                                    WHERE topic_jobs.topic_id = wish.topic_id AND topic_jobs.job_id = job.id))) seen ON TRUE
          WHERE mine.user_id = $1 AND (job.listed_at, job.id) {beyond} ($13, $14)
            AND ($10::int IS NULL OR seen.ids IS NOT NULL) AND {criteria}
          ORDER BY job.listed_at {direction}, job.id {direction} LIMIT $15"
    )
}

fn criteria(list: List) -> String {
    let of_list = match list {
        List::Shown => &format!("mine.hidden_at IS NULL AND {OPEN}"),
        List::New => &format!("mine.hidden_at IS NULL AND {OPEN} AND {NEW}"),
        List::Saved => "mine.saved_at IS NOT NULL",
        List::Applied => "mine.applied_at IS NOT NULL",
        List::Hidden => "mine.hidden_at IS NOT NULL",
    };
    format!("{of_list} AND {WORDS} AND {PLACE} AND {REMOTE} AND {AGE} AND {SOURCE}")
}

/// Causes that keep jobs off a list of the searches: for each, the jobs that fail it alone.
pub(super) fn tally(list: List) -> String {
    let new = if list == List::New { NEW } else { "TRUE" };
    format!(
        "WITH {WISHES}, judged AS (
            SELECT bool_or(wish.is_chosen) AS chosen, bool_or({FITS}) AS fits, bool_or(wish.is_chosen AND {FITS}) AS seen,
                   {WORDS} AS words, {PLACE} AS place, {REMOTE} AS remote, {AGE} AS age, {SOURCE} AS source,
                   {new} AS new, {OPEN} AS open, bool_or(mine.hidden_at IS NULL) AS shown
              FROM wish CROSS JOIN LATERAL (
                   SELECT job_id FROM {SHELF} brought ORDER BY listed_at DESC, job_id DESC LIMIT 1000) brought
              JOIN jobs job ON job.id = brought.job_id {MARKS}
             GROUP BY job.id
         ), counted AS (
            SELECT *, 8 - (words::int + place::int + remote::int + age::int + source::int + new::int + open::int
                           + shown::int) AS misses
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
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT shown) AS hidden,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT new) AS new,
                count(*) FILTER (WHERE misses = 1 AND seen AND NOT open) AS closed
           FROM counted"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::{Seniority, StatedArrangement, WorkArrangement};

    /// Names of filters and of their matches, as SQL writes pairs.
    fn pairs<F: Copy, S: Copy>(
        filters: &[F],
        stated: &[S],
        is_met: fn(F, S) -> bool,
        names: fn(F, S) -> String,
    ) -> String {
        let all = filters.iter().flat_map(|filter| stated.iter().map(move |stated| (*filter, *stated)));
        all.filter(|(filter, stated)| is_met(*filter, *stated))
            .map(|(filter, stated)| names(filter, stated))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn a_list_judges_as_filters_mean() {
        let one_line = FITS.split_whitespace().collect::<Vec<_>>().join(" ");
        let arrangements =
            pairs(WorkArrangement::ALL, StatedArrangement::ALL, WorkArrangement::is_met_by, |filter, stated| {
                format!("('{filter}', '{stated}')")
            });
        assert!(one_line.contains(&format!("job.work_arrangement) IN ({arrangements})")), "{arrangements}");
        let levels = pairs(Seniority::ALL, Seniority::ALL, Seniority::is_met_by, |filter, stated| {
            format!("('{filter}', '{stated}')")
        });
        assert!(one_line.contains(&format!("job.seniority) IN ({levels})")), "{levels}");
    }

    #[test]
    fn what_narrows_a_list_to_remote_jobs_means_what_the_filter_means() {
        let stated = StatedArrangement::ALL.iter().filter(|stated| WorkArrangement::RemoteOk.is_met_by(**stated));
        let names: Vec<_> = stated.map(|stated| format!("'{stated}'")).collect();
        assert!(REMOTE.contains(&format!("IN ({})", names.join(", "))), "{names:?}");
    }
}
