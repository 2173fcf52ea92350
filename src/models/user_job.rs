//! Marks of a person on jobs: hidden, saved, applied. Each mark stays with the copy that it was made on, and is read
//! for all of the copy's group, so that no mark is lost when groups join or part.

use crate::closed_list;
use crate::db::Connection;
use crate::schema::{jobs, user_jobs};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "a reason for hiding";
    /// Why a person hid a job.
    pub enum HiddenWhy {
        /// It is other work than is looked for.
        NotMyField = "not_my_field",
        /// Its place.
        TooFar = "too_far",
        /// It pays too little.
        Pay = "pay",
        /// Not for this employer.
        Employer = "employer",
        /// Known from somewhere else.
        SeenElsewhere = "seen_elsewhere",
        /// Anything else.
        Other = "other",
    }
}

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
    /// Why it was hidden; None: the person did not say.
    pub hidden_why: Option<HiddenWhy>,
    /// Day of the application; None: that of noting it.
    pub applied_on: Option<NaiveDate>,
    /// What the person wrote beside it.
    pub note: Option<String>,
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
            hidden_why: one.hidden_why.max(other.hidden_why),
            applied_on: one.applied_on.max(other.applied_on),
            note: one.note.max(other.note),
        }))
    }
}

impl UserJob {
    /// Says why a job was hidden, of every copy that is.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn say_why(conn: &mut Connection, user_id: i32, group_id: i64, why: HiddenWhy) -> QueryResult<()> {
        let hidden = user_jobs::user_id.eq(user_id).and(user_jobs::hidden_at.is_not_null());
        let copies = jobs::table.filter(jobs::group_id.eq(group_id)).select(jobs::id);
        diesel::update(user_jobs::table.filter(hidden.and(user_jobs::job_id.eq_any(copies))))
            .set(user_jobs::hidden_why.eq(why))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Writes down the day of an application and a note, beside every copy that is marked as applied for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(
        conn: &mut Connection,
        user_id: i32,
        group_id: i64,
        on: Option<NaiveDate>,
        note: Option<&str>,
    ) -> QueryResult<()> {
        let applied = user_jobs::user_id.eq(user_id).and(user_jobs::applied_at.is_not_null());
        let copies = jobs::table.filter(jobs::group_id.eq(group_id)).select(jobs::id);
        diesel::update(user_jobs::table.filter(applied.and(user_jobs::job_id.eq_any(copies))))
            .set((user_jobs::applied_on.eq(on), user_jobs::note.eq(note)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// The day of the application.
    pub fn day_of_application(&self) -> Option<NaiveDate> {
        self.applied_on.or_else(|| self.applied_at.map(|at| at.date_naive()))
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
            Self::Hidden => {
                rows.set((dsl::hidden_at.eq(nothing), dsl::hidden_why.eq(None::<HiddenWhy>))).execute(conn).await
            }
            Self::Saved => rows.set(dsl::saved_at.eq(nothing)).execute(conn).await,
            Self::Applied => {
                rows.set((dsl::applied_at.eq(nothing), dsl::applied_on.eq(None::<NaiveDate>))).execute(conn).await
            }
        }?;
        Ok(())
    }
}
