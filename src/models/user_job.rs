//! Marks of a person on jobs: hidden, saved, applied. Each mark stays with the copy that it was made on, and is read
//! for all of the copy's group, so that no mark is lost when groups join or part.

use crate::closed_list;
use crate::db::Connection;
use crate::schema::{jobs, user_jobs};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::cmp::Reverse;

closed_list! {
    "a reason for hiding";
    /// Why a person hid a job.
    pub enum HiddenWhy {
        /// It is other work than is looked for.
        NotMyField = "not_my_field",
        /// Its place.
        TooFar = "too_far",
        /// It asks for more, or less, experience.
        Level = "level",
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
    /// Day of the application; None: the local day of noting it.
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

/// A mark as it stood on one copy, for putting it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// Number of the copy.
    pub job_id: i64,
    /// Time of the mark.
    pub at: DateTime<Utc>,
    /// Of hiding: why.
    pub why: Option<HiddenWhy>,
    /// Of an application: its day.
    pub on: Option<NaiveDate>,
}

/// Copies of a group whose marks can be put back: a person marks one or two.
const MOST_COPIES: i64 = 20;

impl UserJob {
    /// Marks of the person on all copies of a job, the latest of each kind, each with what was written down with it;
    /// None: no copy was ever marked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_group(conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<Option<Self>> {
        Ok(Self::together(&Self::of_copies(conn, user_id, group_id).await?))
    }

    async fn of_copies(conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<Vec<Self>> {
        user_jobs::table
            .inner_join(jobs::table.on(jobs::id.eq(user_jobs::job_id)))
            .filter(user_jobs::user_id.eq(user_id).and(jobs::group_id.eq(group_id)))
            .order(user_jobs::job_id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    fn together(rows: &[Self]) -> Option<Self> {
        let hidden = rows.iter().max_by_key(|row| (row.hidden_at, Reverse(row.job_id)))?;
        let saved = rows.iter().max_by_key(|row| row.saved_at)?;
        // Without an application the note of the last one is left.
        let applied = rows.iter().max_by_key(|row| (row.applied_at, row.note.is_some(), Reverse(row.job_id)))?;
        Some(Self {
            job_id: applied.job_id,
            hidden_at: hidden.hidden_at,
            hidden_why: hidden.hidden_why,
            saved_at: saved.saved_at,
            applied_at: applied.applied_at,
            applied_on: applied.applied_on,
            note: applied.note.clone(),
        })
    }

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

    /// Writes down the day of an application, beside every copy that is marked as applied for. Returns how many are: of
    /// none, nothing is written.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn apply_on(
        conn: &mut Connection,
        user_id: i32,
        group_id: i64,
        on: Option<NaiveDate>,
    ) -> QueryResult<usize> {
        let applied = user_jobs::user_id.eq(user_id).and(user_jobs::applied_at.is_not_null());
        let copies = jobs::table.filter(jobs::group_id.eq(group_id)).select(jobs::id);
        diesel::update(user_jobs::table.filter(applied.and(user_jobs::job_id.eq_any(copies))))
            .set(user_jobs::applied_on.eq(on))
            .execute(conn)
            .await
    }

    /// Writes a note down on every copy that the person ever marked: none is left with an older note, to come back when
    /// another mark is taken away.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(conn: &mut Connection, user_id: i32, group_id: i64, note: Option<&str>) -> QueryResult<()> {
        let copies = jobs::table.filter(jobs::group_id.eq(group_id)).select(jobs::id);
        diesel::update(user_jobs::table.filter(user_jobs::user_id.eq(user_id).and(user_jobs::job_id.eq_any(copies))))
            .set(user_jobs::note.eq(note))
            .execute(conn)
            .await?;
        Ok(())
    }
}

impl Mark {
    /// The mark as it stands on the copies of a group.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn on_copies(self, conn: &mut Connection, user_id: i32, group_id: i64) -> QueryResult<Vec<Was>> {
        let rows = UserJob::of_copies(conn, user_id, group_id).await?;
        let most = usize::try_from(MOST_COPIES).unwrap_or(usize::MAX);
        Ok(rows.iter().filter_map(|row| self.on(row)).take(most).collect())
    }

    fn on(self, row: &UserJob) -> Option<Was> {
        let (at, why, on) = match self {
            Self::Hidden => (row.hidden_at?, row.hidden_why, None),
            Self::Saved => (row.saved_at?, None, None),
            Self::Applied => (row.applied_at?, None, row.applied_on),
        };
        Some(Was { job_id: row.job_id, at, why, on })
    }

    /// Takes the mark back from every copy of a group, and puts it back as it stood before, where it did. The caller
    /// opens the transaction.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn put_back(self, conn: &mut Connection, user_id: i32, group_id: i64, before: &[Was]) -> QueryResult<()> {
        self.take_back(conn, user_id, group_id).await?;
        let ids: Vec<i64> = before.iter().map(|was| was.job_id).collect();
        let of_group = jobs::table.filter(jobs::group_id.eq(group_id).and(jobs::id.eq_any(ids)));
        let copies: Vec<i64> = of_group.select(jobs::id).limit(MOST_COPIES).load(conn).await?;
        for was in before.iter().filter(|was| copies.contains(&was.job_id)) {
            self.put(conn, user_id, was).await?;
        }
        Ok(())
    }

    async fn put(self, conn: &mut Connection, user_id: i32, was: &Was) -> QueryResult<()> {
        use user_jobs::dsl;
        let row = diesel::insert_into(user_jobs::table);
        let key = (dsl::user_id.eq(user_id), dsl::job_id.eq(was.job_id));
        let conflict = (dsl::user_id, dsl::job_id);
        match self {
            Self::Hidden => {
                let mark = (dsl::hidden_at.eq(was.at), dsl::hidden_why.eq(was.why));
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
            Self::Saved => {
                let mark = dsl::saved_at.eq(was.at);
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
            Self::Applied => {
                let mark = (dsl::applied_at.eq(was.at), dsl::applied_on.eq(was.on));
                row.values((key, mark)).on_conflict(conflict).do_update().set(mark).execute(conn).await
            }
        }?;
        Ok(())
    }

    /// Marks a copy of a job. The mark holds for all of the copy's group, and stays with this copy when the group is
    /// taken apart.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set(self, conn: &mut Connection, user_id: i32, job_id: i64, at: DateTime<Utc>) -> QueryResult<()> {
        self.put(conn, user_id, &Was { job_id, at, why: None, on: None }).await
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

#[cfg(test)]
mod tests {
    use super::*;

    fn row(job_id: i64, note: &str, at: Option<&str>) -> UserJob {
        let at = at.map(|at| at.parse().unwrap());
        let (note, why) = (Some(note.to_owned()), at.map(|_| HiddenWhy::Pay));
        UserJob { job_id, hidden_at: at, applied_at: at, note, hidden_why: why, ..UserJob::default() }
    }

    #[test]
    fn what_was_written_down_goes_with_the_mark_that_came_last() {
        let (old, new) = ("2026-11-20T09:00:00Z", "2026-11-22T09:00:00Z");
        let mut rows = [row(1, "zzz", Some(old)), row(2, "aaa", Some(new)), row(3, "zzzz", None)];
        rows[0].hidden_why = Some(HiddenWhy::TooFar);
        let together = UserJob::together(&rows).unwrap();
        assert_eq!((together.note.as_deref(), together.hidden_why), (Some("aaa"), Some(HiddenWhy::Pay)));
        assert_eq!(together.applied_at, new.parse().ok());
        let taken_back =
            UserJob::together(&[row(1, "kept", None), UserJob { job_id: 2, ..UserJob::default() }]).unwrap();
        assert_eq!((taken_back.note.as_deref(), taken_back.applied_at), (Some("kept"), None));
        assert!(UserJob::together(&[]).is_none());
    }
}
