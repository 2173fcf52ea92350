//! A job as a person sees it.

use super::Job;
use super::copy::JobCopy;
use crate::db::{Connection, Prepare as _};
use crate::fits::is_of_another_language;
use crate::models::listing::FITS;
use crate::models::user_job::UserJob;
use crate::schema::jobs;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// A job, and the facts for all of its copies: the person's marks, and the person's searches that see a copy.
pub struct Sight {
    /// The posting.
    pub job: Job,
    /// Marks of the person, the latest of each kind.
    pub marks: UserJob,
    /// Searches of the person that see a copy.
    pub searches: Vec<SeeingSearch>,
    /// All copies, the job among them unless there are very many.
    pub copies: Vec<JobCopy>,
}

/// A search that sees a job: on the person's list, paused, or retired.
#[derive(Debug, QueryableByName)]
pub struct SeeingSearch {
    /// Title as typed.
    #[diesel(sql_type = Text)]
    pub title_keyword: String,
    /// Place as typed.
    #[diesel(sql_type = Text)]
    pub location: String,
    /// True on the person's list, false for a past search.
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
}

impl Sight {
    /// Fails for a missing job, and in the same way for a job without a copy marked by the person or ever seen by a
    /// search of the person, past searches included.
    ///
    /// # Errors
    ///
    /// `NotFound` as said; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, user_id: i32, job_id: i64) -> QueryResult<Self> {
        let job: Job = jobs::table.find(job_id).select(Job::as_select()).first(conn).await?;
        let marks = UserJob::of_group(conn, user_id, job.group_id).await?;
        let mut searches = searches(conn, user_id, job.group_id).await?;
        searches.retain(|search| !is_of_another_language(&search.title_keyword, &job.title));
        if searches.is_empty() && marks.is_none() {
            return Err(diesel::result::Error::NotFound);
        }
        let copies = JobCopy::of_group(conn, job.group_id).await?;
        Ok(Self { job, marks: marks.unwrap_or_default(), searches, copies })
    }
}

/// From a job to the searches of person `$1` that see the job, past searches included: by fit, or by a request that
/// brought the job.
fn seeing() -> String {
    format!(
        "FROM (SELECT link.combination_id FROM request_jobs brought
                 JOIN combination_requests link ON link.request_id = brought.request_id WHERE brought.job_id = job.id
               UNION
               SELECT link.combination_id FROM topic_jobs
                 JOIN combination_topics link USING (topic_id) WHERE topic_jobs.job_id = job.id) link
         JOIN backfill_tracking wish ON wish.id = link.combination_id
         JOIN user_search_queries search ON search.combination_id = wish.id AND search.user_id = $1
        WHERE {FITS}"
    )
}

async fn searches(conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<Vec<SeeingSearch>> {
    diesel::sql_query(format!(
        "SELECT seeing.title_keyword, seeing.location, bool_or(seeing.is_active) AS is_active
           FROM jobs job, LATERAL (SELECT search.* {}) seeing
          WHERE job.group_id = $2
          GROUP BY seeing.title_keyword, seeing.location ORDER BY min(seeing.id)",
        seeing()
    ))
    .bind::<Int4, _>(user_id)
    .bind::<Int8, _>(group_id)
    .prepared()
    .load(conn)
    .await
}
