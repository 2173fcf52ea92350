//! A person's marks on jobs: hidden, saved, applied.

use crate::db::Connection;
use crate::schema::user_jobs;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// What a person did with a job, and when.
#[derive(Clone, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = user_jobs)]
pub struct UserJob {
    /// Never NULL in a row, so that a missing row reads as None.
    pub job_id: i64,
    /// When it was taken off the list.
    pub hidden_at: Option<DateTime<Utc>>,
    /// Time of saving.
    pub saved_at: Option<DateTime<Utc>>,
    /// When an application was noted.
    pub applied_at: Option<DateTime<Utc>>,
}

/// A mark of a person on a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Off the list.
    Hidden,
    /// Kept, also when no search sees it any more.
    Saved,
    /// An application was noted.
    Applied,
}

impl Mark {
    /// Sets the mark; without `at`, takes it back.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set(
        self,
        conn: &mut Connection,
        user_id: i32,
        job_id: i64,
        at: Option<DateTime<Utc>>,
    ) -> QueryResult<()> {
        use user_jobs::dsl;
        let row = diesel::insert_into(user_jobs::table);
        let key = (dsl::user_id.eq(user_id), dsl::job_id.eq(job_id));
        let conflict = (dsl::user_id, dsl::job_id);
        match self {
            Self::Hidden => {
                let mark = dsl::hidden_at.eq(at);
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
            Self::Saved => {
                let mark = dsl::saved_at.eq(at);
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
            Self::Applied => {
                let mark = dsl::applied_at.eq(at);
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
        }?;
        Ok(())
    }
}
