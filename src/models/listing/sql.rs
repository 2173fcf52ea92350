//! SQL statements behind the list. All bind `$1` the person, `$2` the links, `$3` to `$18` the criteria, `$19` words of
//! the person's CV; pages also `$20` and `$21` the cursor and `$22` the limit.

mod counts;

pub(super) use self::counts::{numbers, tally};

use super::criteria::List;
use crate::models::job::MOST_COPIES;

/// Whether `job` fits the filters of `wish`: for each filter the job states a match, or nothing. The pairs come from
/// [`crate::filters`]; a test holds both together.
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

/// Whether a job brought for `wish` names the same language: sources take C, C++ and C# for one word. A job naming none
/// of the three contradicts nothing. A test holds the names to [`crate::fits::ALIKE`].
pub const SAME_LANGUAGE: &str = "(wish.languages <> '{}' AND job.title_runs && ARRAY['c', 'c++', 'c#']
         AND NOT job.title_runs && wish.languages) IS NOT TRUE";

/// The person's combinations, a row for each request and one for each topic, with filters.
pub(super) const WISHES: &str = "wish AS (
    SELECT * FROM jsonb_to_recordset($2) AS one (nth int, combination_id int, request_id bigint, topic_id bigint,
        is_chosen boolean, languages text[], ai_work_arrangement text, ai_employment_type text, ai_seniority text, ai_industry text))";

/// Where jobs of a wish are: a table, as `brought`, and the condition on its rows.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    pub(super) table: &'static str,
    pub(super) own: &'static str,
}

/// Jobs brought by a wish's request.
pub(super) const BROUGHT: Shelf = Shelf { table: "request_jobs", own: "brought.request_id = wish.request_id" };
/// Jobs of a wish's topic.
pub(super) const FITTING_JOBS: Shelf = Shelf { table: "topic_jobs", own: "brought.topic_id = wish.topic_id" };

/// For each wish that meets a condition: the rows of its two shelves, each shelf by itself, so that its index is read
/// in order and only as far as needed.
pub(super) fn of_each_wish(columns: &str, brought: &str, fitting: &str, condition: &str) -> String {
    format!(
        "SELECT {columns} FROM wish CROSS JOIN LATERAL ({brought}) top WHERE wish.request_id IS NOT NULL AND {condition}
         UNION ALL
         SELECT {columns} FROM wish CROSS JOIN LATERAL ({fitting}) top WHERE wish.topic_id IS NOT NULL AND {condition}"
    )
}

/// Facts for all copies of `job`: when the person marked one, the latest of each kind, and when the first copy, and the
/// first open copy, was here.
pub(super) const MARKS: &str = "CROSS JOIN LATERAL (
    SELECT max(own.hidden_at) AS hidden_at, max(own.saved_at) AS saved_at, max(own.applied_at) AS applied_at,
           min(copy.first_seen_at) AS first_seen_at,
           min(copy.listed_at) FILTER (WHERE copy.closed_at IS NULL AND (copy.valid_through IS NULL OR copy.valid_through >= $11::timestamptz))
             AS listed_at
      FROM (SELECT id, first_seen_at, listed_at, valid_through, closed_at FROM jobs WHERE jobs.group_id = job.group_id OFFSET 0) copy
      LEFT JOIN LATERAL (SELECT * FROM user_jobs WHERE user_id = $1 AND job_id = copy.id OFFSET 0) own ON TRUE) mine";

/// Words are matched by the index's column; phrases, wanted and not wanted, by the text itself, of jobs with the words
/// alone: a text takes a thousand times as long (CASE).
pub(super) const WORDS: &str = "(($3::text IS NULL OR job.words @@ $3::text::tsquery)
     AND CASE WHEN cardinality($13::text[]) + cardinality($18::text[]) = 0 THEN TRUE
              WHEN $3::text IS NOT NULL AND NOT job.words @@ $3::text::tsquery THEN FALSE
              ELSE (SELECT own.text ~ ALL ($13::text[]) AND NOT own.text ~ ANY ($18::text[])
                      FROM (SELECT lower(concat_ws(' ', job.title, job.company, job.location, job.description)) AS text OFFSET 0) own) END)";
/// Stated facts chosen by the person: a job without a chosen fact is left out.
const FACTS: &str = "((($14::text IS NULL OR job.seniority = $14::text)
     AND ($15::text IS NULL OR $15::text = ANY (job.employment_types))
     AND ($16::text IS NULL OR lower(job.company) ~ $16::text)
     AND ($17::bigint IS NULL OR job.pay_yearly >= $17::bigint)) IS TRUE)";
/// Employers whose jobs the person does not want to see. The statement looks for them by itself, so that no page, mail or
/// feed can forget them.
pub(super) const EMPLOYERS: &str =
    "NOT (lower(job.company) = ANY (coalesce((SELECT employers_off FROM users WHERE users.id = $1), '{}')))";
/// A job's few keys are looked up among the wanted ones, which are hundreds around a city: PostgreSQL hashes these for
/// `= ANY`, while `&&` compares each with each, thirty times as long.
pub(super) const PLACE: &str = "(cardinality($4::text[]) = 0
                     OR CASE WHEN cardinality($5::text[]) = 0 OR job.place_keys IS NULL
                             THEN job.place_words LIKE ANY ($4::text[])
                             ELSE EXISTS (SELECT FROM unnest(job.place_keys) stated (key) WHERE stated.key = ANY ($5::text[])) END)";
/// A known place is looked for by its key, in a form that an index answers.
pub(super) const PLACE_BY_KEY: &str = "job.place_keys && $5::text[]";
/// Hundreds of keys are hidden in a subquery. PostgreSQL would count the jobs under each, believe that a scan comes upon
/// enough of them soon, and compare each job with each key: 25 seconds among 600,000 jobs instead of half of one.
pub(super) const PLACE_BY_MANY_KEYS: &str = "job.place_keys && (SELECT $5::text[])";
/// Words are looked for by their key, in a form that an index answers.
pub(super) const WORDS_BY_KEY: &str = "job.words @@ $3::text::tsquery";
const REMOTE: &str = "($6::text IS NULL
     OR coalesce(job.work_arrangement IN ('Remote', 'Remote OK', 'Remote Solely'), $6::text = 'yes'))";
/// A short age asks for fresh jobs, and a job without a date has no proof of being fresh. A job is as old as its oldest
/// copy that is open, unless it was posted again.
const AGE: &str = "(job.listed_at >= $7::timestamptz AND (job.posted_at IS NOT NULL OR NOT $12::boolean)
     AND (job.posted_again_at IS NOT NULL OR coalesce(mine.listed_at >= $7::timestamptz, TRUE)))";
const SOURCE: &str = "($8::text IS NULL OR job.source = $8::text)";
/// No copy was here before.
const NEW: &str = "(mine.first_seen_at >= $9::timestamptz AND job.posted_at IS NOT NULL)";
/// Whether a copy is open. A group is, where one of its copies is.
pub(super) const OPEN: &str =
    "(job.closed_at IS NULL AND (job.valid_through IS NULL OR job.valid_through >= $11::timestamptz))";

/// Rank of a copy, for the row of its group: the copy listed first, or a copy posted again.
const RANK: &str = "extract(epoch FROM job.listed_at) * CASE WHEN job.posted_again_at IS NULL THEN -1 ELSE 1 END";

/// No other copy of `job` on the list comes before `job`. `seen`: the condition by which the list sees a copy. A copy's
/// age, and whether a copy is new, make no other copy the first.
pub(super) fn is_first(seen: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM (SELECT job.id, job.group_id, {RANK} AS rank) shown
                       JOIN jobs job ON job.group_id = shown.group_id AND job.id <> shown.id
                      WHERE ({RANK}, -job.id) > (shown.rank, -shown.id) AND {WORDS} AND {PLACE} AND {REMOTE} AND {SOURCE} AND {FACTS}
                        AND {seen} OFFSET 0)"
    )
}

/// A chosen search sees `job`.
pub(super) fn is_seen() -> String {
    format!("{OPEN} AND EXISTS (SELECT FROM wish WHERE wish.is_chosen AND {SAME_LANGUAGE} AND {FITS} AND {ON_SHELF})")
}

/// `job` is on a shelf of `wish`.
const ON_SHELF: &str = "(EXISTS (SELECT FROM request_jobs brought
                                 WHERE brought.request_id = wish.request_id AND brought.job_id = job.id)
                        OR EXISTS (SELECT FROM topic_jobs
                                    WHERE topic_jobs.topic_id = wish.topic_id AND topic_jobs.job_id = job.id))";

/// What the person wrote down with a mark: on the copy of `job` that was marked last.
fn written(column: &str, mark: &str) -> String {
    format!(
        "CASE WHEN mine.{mark} IS NOT NULL
              THEN (SELECT own.{column} FROM (SELECT id FROM jobs WHERE jobs.group_id = job.group_id OFFSET 0) copy
                     CROSS JOIN LATERAL (SELECT * FROM user_jobs WHERE user_id = $1 AND job_id = copy.id OFFSET 0) own
                     WHERE own.{mark} IS NOT NULL ORDER BY own.{mark} DESC, own.job_id LIMIT 1) END AS {column}"
    )
}

/// Words of the CV in `job`, by their place among the CV's words. The column is taken apart once, not for each word.
const OWN_WORDS: &str = "ARRAY(SELECT own.nth FROM (SELECT job.words || ''::tsvector AS words OFFSET 0) here
               CROSS JOIN unnest($19::text[]) WITH ORDINALITY AS own (word, nth) WHERE here.words @@ own.word::tsquery ORDER BY own.nth)";

/// Columns of a job in a list, and further columns.
pub(super) fn rows(further: &str) -> String {
    let (why, on, note) =
        (written("hidden_why", "hidden_at"), written("applied_on", "applied_at"), written("note", "applied_at"));
    format!(
        "job.id, job.source, job.title, job.company, job.language, job.listed_at, mine.hidden_at, mine.saved_at, mine.applied_at,
                {why}, {on}, {note}, {further},
                coalesce(job.place_keys, '{{}}') AS place_keys, coalesce(job.remote_keys, '{{}}') AS remote_keys, {OWN_WORDS} AS own_words,
                (SELECT jsonb_agg(copy ORDER BY copy.id)
                   FROM (SELECT id, source, title, company, publisher, location, work_arrangement, employment_types, seniority, industries,
                                salary, apply_url, posted_at, posted_again_at, valid_through, first_seen_at,
                                closed_at, closed_why
                           FROM jobs WHERE jobs.group_id = job.group_id ORDER BY (jobs.closed_at IS NOT NULL), jobs.id LIMIT {MOST_COPIES}) copy) AS copies"
    )
}

/// A part of a list made by the person's marks, towards older jobs or back towards newer ones.
pub(super) fn of_marks(list: List, is_back: bool) -> String {
    let (marked, rows) = (marked(list, Order::of(is_back)), rows("marked.combination_ids, marked.fitting_ids"));
    format!(
        "WITH {WISHES}, marked AS ({marked})
         SELECT {rows} FROM marked JOIN jobs job ON job.id = marked.id {MARKS} ORDER BY job.listed_at DESC, job.id DESC"
    )
}

/// Combinations of which a job is one, whoever brought it.
pub(super) const FITTING: &str =
    "coalesce(array_agg(DISTINCT wish.combination_id) FILTER (WHERE wish.topic_id IS NOT NULL), '{}')";

/// The direction of a page.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) beyond: &'static str,
    pub(super) direction: &'static str,
}

impl Order {
    pub(super) fn of(is_back: bool) -> Self {
        match is_back {
            true => Self { beyond: ">", direction: "ASC" },
            false => Self { beyond: "<", direction: "DESC" },
        }
    }
}

/// Jobs with a copy marked by the person, seen by a search or not; with a chosen search, only jobs of the search.
fn marked(list: List, Order { beyond, direction }: Order) -> String {
    let criteria = criteria(list);
    let is_first = is_first("EXISTS (SELECT FROM user_jobs WHERE user_id = $1 AND job_id = job.id)");
    format!(
        "SELECT job.id, job.listed_at, coalesce(seen.ids, '{{}}') AS combination_ids,
                coalesce(seen.fitting, '{{}}') AS fitting_ids
           FROM user_jobs own JOIN jobs job ON job.id = own.job_id {MARKS}
           LEFT JOIN LATERAL (
                SELECT array_agg(DISTINCT wish.combination_id) AS ids, {FITTING} AS fitting
                  FROM wish
                 WHERE wish.is_chosen AND {SAME_LANGUAGE} AND {FITS} AND {ON_SHELF}) seen ON TRUE
          WHERE own.user_id = $1 AND (job.listed_at, job.id) {beyond} ($20, $21)
            AND ($10::int IS NULL OR seen.ids IS NOT NULL) AND {criteria} AND {is_first}
          ORDER BY job.listed_at {direction}, job.id {direction} LIMIT $22"
    )
}

pub(super) fn criteria(list: List) -> String {
    let is_open = if list.is_marked() { "TRUE" } else { OPEN };
    format!("{is_open} AND {}", criteria_but_open(list))
}

/// Jobs left out of a list as closed: no copy of `job` is open, and there is no other reason against the job.
pub(super) fn is_left_out(list: List) -> String {
    let is_closed = if list.is_marked() { "FALSE" } else { "mine.listed_at IS NULL" };
    format!("{is_closed} AND {}", criteria_but_open(list))
}

fn criteria_but_open(list: List) -> String {
    let of_list = match list {
        List::Shown => "mine.hidden_at IS NULL",
        List::New => &format!("mine.hidden_at IS NULL AND {NEW}"),
        List::Saved => "mine.saved_at IS NOT NULL",
        List::Applied => "mine.applied_at IS NOT NULL",
        List::Hidden => "mine.hidden_at IS NOT NULL",
    };
    let employers = if list.is_marked() { "TRUE" } else { EMPLOYERS };
    format!("{of_list} AND {WORDS} AND {PLACE} AND {REMOTE} AND {AGE} AND {SOURCE} AND {FACTS} AND {employers}")
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
    fn a_list_knows_the_languages_that_sources_take_for_one() {
        let alike: Vec<_> = crate::fits::ALIKE.iter().map(|name| format!("'{name}'")).collect();
        assert!(SAME_LANGUAGE.contains(&format!("ARRAY[{}]", alike.join(", "))));
    }

    #[test]
    fn what_narrows_a_list_to_remote_jobs_means_what_the_filter_means() {
        let stated = StatedArrangement::ALL.iter().filter(|stated| WorkArrangement::RemoteOk.is_met_by(**stated));
        let names: Vec<_> = stated.map(|stated| format!("'{stated}'")).collect();
        assert!(REMOTE.contains(&format!("IN ({})", names.join(", "))), "{names:?}");
    }
}
