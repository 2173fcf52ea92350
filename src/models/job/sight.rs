//! A job as a person sees it.

use super::Job;
use crate::db::{Connection, Prepare as _};
use crate::fits::is_of_another_language;
use crate::models::listing::FITS;
use crate::models::user_job::UserJob;
use crate::schema::{jobs, user_jobs};
use crate::sources::Source;
use crate::words;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A job, the person's marks, and the person's searches that see it.
pub struct Sight {
    /// The posting.
    pub job: Job,
    /// Marks of the person.
    pub marks: UserJob,
    /// Searches of the person that see the job.
    pub searches: Vec<SeeingSearch>,
}

/// A search that sees a job: on the person's list, paused, or retired.
#[derive(Debug, QueryableByName)]
pub struct SeeingSearch {
    /// As typed.
    #[diesel(sql_type = Text)]
    pub title_keyword: String,
    /// As typed.
    #[diesel(sql_type = Text)]
    pub location: String,
    /// True on the person's list, false for a past search.
    #[diesel(sql_type = Bool)]
    pub is_active: bool,
}

/// A twin: an equal title of the same employer at the other source.
#[derive(Debug, QueryableByName)]
pub struct Twin {
    /// Number of the posting.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// The other source.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Place of the other posting, as stated.
    #[diesel(sql_type = Text)]
    pub location: String,
    /// The latest moment that the stated date allows.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub posted_at: Option<DateTime<Utc>>,
}

impl Sight {
    /// Fails for a missing job, and in the same way for a job that the person neither marked nor ever saw by a search,
    /// past searches included.
    ///
    /// # Errors
    ///
    /// `NotFound` as said; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, user_id: i32, job_id: i64) -> QueryResult<Self> {
        let of_person = user_jobs::job_id.eq(jobs::id).and(user_jobs::user_id.eq(user_id));
        let (job, marks): (Job, Option<UserJob>) = jobs::table
            .left_join(user_jobs::table.on(of_person))
            .filter(jobs::id.eq(job_id))
            .select((Job::as_select(), Option::<UserJob>::as_select()))
            .first(conn)
            .await?;
        let mut searches = searches(conn, user_id, job_id).await?;
        searches.retain(|search| !is_of_another_language(&search.title_keyword, &job.title));
        if searches.is_empty() && marks.is_none() {
            return Err(diesel::result::Error::NotFound);
        }
        Ok(Self { job, marks: marks.unwrap_or_default(), searches })
    }

    /// Very likely the same job at the other source, if the person sees it there, too.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn twin(&self, conn: &mut Connection, user_id: i32) -> QueryResult<Option<Twin>> {
        let Some(query) = words::query(&format!("{} {}", self.job.company, self.job.title)) else { return Ok(None) };
        diesel::sql_query(format!(
            "SELECT job.id, job.source, job.location, job.posted_at FROM jobs job
              WHERE job.words @@ $2::tsquery AND job.source <> $3
                AND lower(job.company) = lower($4) AND lower(job.title) = lower($5)
                AND EXISTS (SELECT 1 {})
              ORDER BY job.listed_at DESC LIMIT 1",
            seeing()
        ))
        .bind::<Int4, _>(user_id)
        .bind::<Text, _>(query)
        .bind::<Text, _>(&self.job.source)
        .bind::<Text, _>(&self.job.company)
        .bind::<Text, _>(&self.job.title)
        .prepared()
        .get_result(conn)
        .await
        .optional()
    }
}

/// From a job to the searches of person `$1` that see it, past ones included: those that it fits, and those whose request
/// brought it.
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

async fn searches(conn: &mut Connection, user_id: i32, job_id: i64) -> QueryResult<Vec<SeeingSearch>> {
    diesel::sql_query(format!(
        "SELECT seeing.title_keyword, seeing.location, bool_or(seeing.is_active) AS is_active
           FROM jobs job, LATERAL (SELECT search.* {}) seeing
          WHERE job.id = $2
          GROUP BY seeing.title_keyword, seeing.location ORDER BY min(seeing.id)",
        seeing()
    ))
    .bind::<Int4, _>(user_id)
    .bind::<Int8, _>(job_id)
    .prepared()
    .load(conn)
    .await
}
