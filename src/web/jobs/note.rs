//! The day of an application, and the note beside it.

use super::mark::MarkForm;
use super::show::JobShow;
use crate::app::App;
use crate::db::Connection;
use crate::models::job::Sight;
use crate::models::user_job::UserJob;
use crate::web::AppResult;
use crate::web::page;
use crate::web::session::SignedIn;
use chrono::NaiveDate;
use serde::Deserialize;

/// Characters of the longest note.
const LONGEST: usize = 2_000;

/// Day and note as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct NoteForm {
    #[serde(default)]
    pub(super) applied_on: String,
    #[serde(default)]
    pub(super) note: String,
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

/// Keeps day and note, or shows the job's page again with their faults.
pub(super) async fn update(
    conn: &mut Connection,
    app: &App,
    signed_in: SignedIn,
    sight: Sight,
    form: &MarkForm,
) -> AppResult {
    match form.note().read(app.today()) {
        Ok(note) => {
            let (user_id, group_id) = (signed_in.user.id, sight.job.group_id);
            UserJob::note(conn, user_id, group_id, note.applied_on, note.text.as_deref()).await?;
            Ok(page::redirect(&form.target(sight.job.id, None), &say!("jobs-done-note", title = sight.job.title)))
        }
        Err(errors) => {
            let show = JobShow::new(app, signed_in.chrome, sight, form.from()).typed(form.note().clone(), errors);
            page::invalid(&show.chrome, &show)
        }
    }
}

impl NoteForm {
    fn read(&self, today: NaiveDate) -> Result<Note, NoteErrors> {
        let day = self.applied_on.trim();
        let applied_on = (!day.is_empty()).then(|| day.parse::<NaiveDate>());
        let note = self.note.trim().replace("\r\n", "\n");
        let errors = NoteErrors {
            applied_on: match &applied_on {
                Some(Err(_)) => Some(say!("jobs-note-day-unreadable")),
                Some(Ok(day)) if *day > today => Some(say!("jobs-note-day-to-come")),
                _ => None,
            },
            note: (note.chars().count() > LONGEST).then(|| say!("jobs-note-long", most = LONGEST)),
        };
        match errors == NoteErrors::default() {
            true => Ok(Note { applied_on: applied_on.and_then(Result::ok), text: (!note.is_empty()).then_some(note) }),
            false => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, note: &str) -> Result<Note, NoteErrors> {
        let form = NoteForm { applied_on: day.to_owned(), note: note.to_owned() };
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
        assert!(read("20.11.", "").unwrap_err().applied_on.is_some());
        assert!(read("2026-11-24", "").unwrap_err().applied_on.is_some());
        let long = read("", &"x".repeat(LONGEST + 1)).unwrap_err();
        assert!(long.note.is_some() && long.applied_on.is_none());
    }
}
