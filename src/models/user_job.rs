//! Marks of a person on jobs: hidden, saved, applied. Each mark stays with the copy that it was made on, and is read
//! for all of the copy's group, so that no mark is lost when groups join or part.

use crate::db::Connection;
use crate::schema::{jobs, user_jobs};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Marks of a person on a job, each with its time.
#[derive(Clone, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = user_jobs)]
pub struct UserJob {
    /// Number of the job. Never NULL in a row, so that a missing row reads as None.
    pub job_id: i64,
    /// Time at which the job was taken off the list.
    pub hidden_at: Option<DateTime<Utc>>,
    /// Time of saving.
    pub saved_at: Option<DateTime<Utc>>,
    /// Time at which an application was noted.
    pub applied_at: Option<DateTime<Utc>>,
}

/// A mark of a person on a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Off the list.
    Hidden,
    /// Kept, also when no search sees the job any more.
    Saved,
    /// An application was noted.
    Applied,
}

impl UserJob {
    /// Marks of the person on all copies of a job, the latest of each kind; None: no copy was ever marked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_group(conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<Option<Self>> {
        let rows: Vec<Self> = user_jobs::table
            .inner_join(jobs::table.on(jobs::id.eq(user_jobs::job_id)))
            .filter(user_jobs::user_id.eq(user_id).and(jobs::group_id.eq(group_id)))
            .select(Self::as_select())
            .load(conn)
            .await?;
        Ok(rows.into_iter().reduce(|one, other| Self {
            job_id: one.job_id,
            hidden_at: one.hidden_at.max(other.hidden_at),
            saved_at: one.saved_at.max(other.saved_at),
            applied_at: one.applied_at.max(other.applied_at),
        }))
    }
}

impl Mark {
    /// Marks a copy of a job. The mark holds for all of the copy's group, and stays with this copy when the group is
    /// taken apart.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set(self, conn: &mut Connection, user_id: i32, job_id: i64, at: DateTime<Utc>) -> QueryResult<()> {
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

    /// Takes the mark back from every copy of a group.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take_back(self, conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<()> {
        use user_jobs::dsl;
        let copies = jobs::table.filter(jobs::group_id.eq(group_id)).select(jobs::id);
        let rows = diesel::update(dsl::user_jobs.filter(dsl::user_id.eq(user_id).and(dsl::job_id.eq_any(copies))));
        let nothing = None::<DateTime<Utc>>;
        match self {
            Self::Hidden => rows.set(dsl::hidden_at.eq(nothing)).execute(conn).await,
            Self::Saved => rows.set(dsl::saved_at.eq(nothing)).execute(conn).await,
            Self::Applied => rows.set(dsl::applied_at.eq(nothing)).execute(conn).await,
        }?;
        Ok(())
    }
}
