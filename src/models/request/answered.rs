//! Jobs here that answer a request: those that a purchase of its own would have brought.

use super::RequestRow;
use crate::answers::{Known, Words, answers};
use crate::db::{Connection, Prepare as _};
use crate::fits::Stated;
use crate::models::capability::Capability;
use crate::models::lexemes;
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// Jobs looked at per request, the newest first.
const LOOKED_AT: i64 = 1_000;

/// A job that this request, or a request of wider terms, has brought.
#[derive(QueryableByName)]
struct Brought {
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Bool)]
    is_own: bool,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    place_keys: Option<Vec<String>>,
    #[diesel(sql_type = Nullable<Text>)]
    work_arrangement: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    employment_types: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    seniority: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    industries: Vec<String>,
}

impl Brought {
    fn request(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    fn stated(&self) -> Stated {
        Stated::at(self.place_keys.clone().unwrap_or_default()).with_filters(
            self.work_arrangement.as_deref(),
            &self.employment_types,
            self.seniority.as_deref(),
            &self.industries,
        )
    }

    /// True when the job answers the request. Jobs that the source gave the request itself need no judging.
    fn is_answer(&self, request: &Request, wanted: &Words, title: &Words, known: Known) -> bool {
        self.is_own || answers(request, wanted, &self.stated(), title, known) == Some(true)
    }
}

impl RequestRow {
    /// Numbers of jobs that answer each request, among the jobs that it or requests of wider terms have brought since a
    /// time; up to 1,000 of each purchase.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn answered(conn: &mut Connection, ids: &[i64], since: DateTime<Utc>) -> QueryResult<HashMap<i64, i64>> {
        let brought: Vec<Brought> = diesel::sql_query(
            "SELECT request_id, source, key, is_own, title, place_keys, work_arrangement, employment_types, seniority,
                    industries
               FROM (SELECT one.id AS request_id, one.source, one.key, bool_or(around.id = one.id) AS is_own, link.job_id
                       FROM requests one
                      CROSS JOIN LATERAL (SELECT one.id
                                           UNION SELECT wide.id FROM unnest(marks_around(one.source, one.held, one.wider, one.wider_learnt, (SELECT sources_with_learnt()))) AS wider (mark)
                                           CROSS JOIN LATERAL (SELECT * FROM requests WHERE requests.mark = wider.mark
                                                               OFFSET 0) wide) around
                      CROSS JOIN LATERAL (SELECT job_id FROM request_jobs
                                           WHERE request_jobs.request_id = around.id AND listed_at >= $2
                                           ORDER BY listed_at DESC, job_id DESC LIMIT $3) link
                      -- Credits of a source that charges by the job.
                      WHERE one.id = ANY($1) AND one.source = 'active_jobs'
                      GROUP BY one.id, link.job_id) found
               CROSS JOIN LATERAL (SELECT jobs.title, jobs.place_keys, jobs.work_arrangement, jobs.employment_types,
                                          jobs.seniority, jobs.industries
                                     FROM jobs WHERE jobs.id = found.job_id) job",
        )
        .bind::<Array<Int8>, _>(ids)
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(LOOKED_AT)
        .prepared()
        .load(conn)
        .await?;
        count(conn, &brought).await
    }
}

async fn count(conn: &mut Connection, brought: &[Brought]) -> QueryResult<HashMap<i64, i64>> {
    let requests: HashMap<i64, Request> =
        brought.iter().filter_map(|one| Some((one.request_id, one.request()?))).collect();
    let asked: HashMap<i64, Vec<String>> = requests.iter().map(|(id, request)| (*id, request.titles())).collect();
    let wanted = asked.values().flatten().map(String::as_str);
    let mut titles: Vec<&str> = wanted.chain(brought.iter().map(|one| one.title.as_str())).collect();
    titles.sort_unstable();
    titles.dedup();
    let words: HashMap<&str, Words> = titles.iter().copied().zip(lexemes::words(conn, &titles).await?).collect();
    // Only requests of this source can be compared.
    let known = Capability::known(conn, Source::ActiveJobs).await?;
    let mut counts = HashMap::new();
    for one in brought {
        let Some(request) = requests.get(&one.request_id) else { continue };
        let Some(title) = words.get(one.title.as_str()) else { continue };
        let mut forms = asked.get(&one.request_id).into_iter().flatten().filter_map(|form| words.get(form.as_str()));
        if forms.any(|wanted| one.is_answer(request, wanted, title, known)) {
            *counts.entry(one.request_id).or_default() += 1;
        }
    }
    Ok(counts)
}
