//! The day of an application, and the note beside it.

use super::mark::MarkForm;
use super::show::JobShow;
use crate::app::App;
use crate::db::Connection;
use crate::models::job::Sight;
use crate::models::user_job::{Mark, UserJob};
use crate::web::AppResult;
use crate::web::page;
use crate::web::session::SignedIn;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Characters of the longest note.
const LONGEST: usize = 2_000;

/// The first year of a plausible application; years further back are no dates to the database.
const FIRST_YEAR: i32 = 1900;

/// Day and note as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct NoteForm {
    #[serde(default)]
    pub(super) applied_on: String,
    #[serde(default)]
    pub(super) note: String,
    /// Not empty: an application that was taken back meanwhile is noted again.
    #[serde(default)]
    again: String,
}

/// Faults of the typed day and note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteErrors {
    pub(super) applied_on: Option<String>,
    pub(super) note: Option<String>,
}

/// A note that can be kept.
#[derive(Debug, PartialEq, Eq)]
struct Note {
    /// Day of the application; None: the day on which it was noted.
    applied_on: Option<NaiveDate>,
    /// Text of the note; None: empty.
    text: Option<String>,
}

/// The day of an application: as the person has it, else the local day on which it was noted. None: none was noted.
pub(super) fn day(app: &App, applied_at: Option<DateTime<Utc>>, applied_on: Option<NaiveDate>) -> Option<NaiveDate> {
    applied_at.map(|at| applied_on.unwrap_or_else(|| app.local_date(at)))
}

/// A day that an application can have.
pub(super) fn is_plausible(day: NaiveDate) -> bool {
    (FIRST_YEAR..=9999).contains(&day.year())
}

/// Keeps day and note, or shows the job's page again with their faults.
pub(super) async fn update(
    conn: &mut Connection,
    app: &App,
    signed_in: SignedIn,
    sight: Sight,
    form: &MarkForm,
) -> AppResult {
    let errors = match form.note().read(app.today()) {
        Ok(note) if keep(conn, app, signed_in.user.id, &sight, &note, !form.note().again.is_empty()).await? => {
            let said = say!("jobs-done-note", title = sight.job.title);
            return Ok(page::redirect(&form.target(sight.job.id, None), &said));
        }
        Ok(_) => NoteErrors { applied_on: None, note: Some(say!("jobs-note-taken-back")) },
        Err(errors) => errors,
    };
    let show = JobShow::new(app, signed_in.chrome, sight, form.from()).typed(form.note().clone(), errors);
    page::invalid(&show.chrome, &show)
}

/// False: the application was taken back meanwhile, and nothing was kept. `is_again`: it is to be noted again.
async fn keep(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    sight: &Sight,
    note: &Note,
    is_again: bool,
) -> QueryResult<bool> {
    let (group_id, now) = (sight.job.group_id, app.clock.now());
    let keeping = conn.transaction(async |conn| -> QueryResult<bool> {
        if is_again && sight.marks.applied_at.is_none() {
            Mark::Applied.set(conn, user_id, sight.job.id, now).await?;
        }
        let is_applied = UserJob::apply_on(conn, user_id, group_id, note.applied_on).await? > 0;
        if is_applied {
            UserJob::note(conn, user_id, group_id, note.text.as_deref()).await?;
        }
        Ok(is_applied)
    });
    keeping.await
}

impl NoteForm {
    /// A form with this day and this note.
    pub(super) fn of(applied_on: Option<NaiveDate>, note: Option<&str>) -> Self {
        let applied_on = applied_on.map(|day| day.to_string()).unwrap_or_default();
        Self { applied_on, note: note.unwrap_or_default().to_owned(), again: String::new() }
    }

    fn read(&self, today: NaiveDate) -> Result<Note, NoteErrors> {
        let day = self.applied_on.trim();
        let applied_on = (!day.is_empty()).then(|| day.parse().ok().filter(|day| is_plausible(*day)));
        let note = self.note.trim().replace("\r\n", "\n");
        let errors = NoteErrors {
            applied_on: match applied_on {
                Some(None) => Some(say!("jobs-note-day-unreadable")),
                Some(Some(day)) if day > today => Some(say!("jobs-note-day-to-come")),
                _ => None,
            },
            note: (note.chars().count() > LONGEST).then(|| say!("jobs-note-long", most = LONGEST)),
        };
        match errors == NoteErrors::default() {
            true => Ok(Note { applied_on: applied_on.flatten(), text: (!note.is_empty()).then_some(note) }),
            false => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, note: &str) -> Result<Note, NoteErrors> {
        let form = NoteForm { applied_on: day.to_owned(), note: note.to_owned(), again: String::new() };
        form.read("2026-11-23".parse().unwrap())
    }

    #[test]
    fn a_day_and_a_note_are_read_as_typed() {
        let note = read("2026-11-20", " by mail\r\nto Ms Doe ").unwrap();
        assert_eq!((note.applied_on, note.text.as_deref()), ("2026-11-20".parse().ok(), Some("by mail\nto Ms Doe")));
        assert_eq!(read("", " "), Ok(Note { applied_on: None, text: None }));
    }

    #[test]
    fn what_cannot_be_kept_is_said_beside_its_field() {
        for day in ["20.11.", "2026-11-24", "-200000-01-01", "1899-12-31", "+100000-01-01"] {
            assert!(read(day, "").unwrap_err().applied_on.is_some(), "{day}");
        }
        let long = read("", &"x".repeat(LONGEST + 1)).unwrap_err();
        assert!(long.note.is_some() && long.applied_on.is_none());
    }
}
