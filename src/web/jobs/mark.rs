//! Hiding, saving and noting an application, and undoing each; the reason for hiding a job, and notes beside an
//! application.

use super::done::{Act, Done};
use super::note::{self, NoteForm};
use super::was;
use crate::app::App;
use crate::db::Connection;
use crate::models::job::Sight;
use crate::models::user::employers;
use crate::models::user_job::{HiddenWhy, Mark, UserJob, Was};
use crate::web::page;
use crate::web::query::address;
use crate::web::session::SignedIn;
use crate::web::{AppError, AppResult};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// The place of the button, and the text typed beside it.
#[derive(Deserialize)]
pub(crate) struct MarkForm {
    /// The list's address.
    #[serde(default)]
    back: String,
    /// The row to go on from.
    #[serde(default)]
    at: String,
    /// On a job's own page: the list from which the page was opened.
    #[serde(default)]
    from: String,
    /// The reason for hiding the job.
    #[serde(default)]
    why: String,
    /// Of an undoing: the marks before the act that is undone.
    #[serde(default)]
    was: String,
    #[serde(flatten)]
    note: NoteForm,
}

/// `POST /jobs/{id}/{action}`: hide, unhide, save, unsave, apply, unapply; why, leave-out, note.
pub(crate) async fn update(
    app: Data<App>,
    signed_in: SignedIn,
    path: Path<(i64, String)>,
    form: Form<MarkForm>,
) -> AppResult {
    let (job_id, action) = path.into_inner();
    let mut conn = app.db.conn().await?;
    let is_known = Act::named(&action).is_some() || ["why", "leave-out", "note"].contains(&action.as_str());
    if !is_known {
        return Err(AppError::NotFound);
    }
    let sight = Sight::find(&mut conn, signed_in.user.id, job_id).await?;
    match action.as_str() {
        "why" => say_why(&mut conn, signed_in.user.id, &sight, &form).await,
        "leave-out" => leave_out(&mut conn, signed_in.user.id, &sight, &form).await,
        "note" => note::update(&mut conn, &app, signed_in, sight, &form).await,
        action => mark(&mut conn, &app, signed_in.user.id, &sight, action, &form).await,
    }
}

async fn mark(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    sight: &Sight,
    action: &str,
    form: &MarkForm,
) -> AppResult {
    let act = Act::named(action).ok_or(AppError::NotFound)?;
    let (now, group_id) = (app.clock.now(), sight.job.group_id);
    let before = was::read(&form.was, now);
    let marking = conn.transaction(async |conn| -> QueryResult<Vec<Was>> {
        let was = act.mark.on_copies(conn, user_id, group_id).await?;
        match act.is_set {
            false => act.mark.put_back(conn, user_id, group_id, &before).await?,
            true if !before.is_empty() => act.mark.put_back(conn, user_id, group_id, &before).await?,
            // What is marked already stays as it is: the first day counts.
            true if !was.is_empty() => {}
            true => set(conn, act.mark, user_id, sight, now).await?,
        }
        Ok(was)
    });
    let done = Done { act, job_id: sight.job.id, why: None, was: was::to_text(&marking.await?) };
    Ok(form.go_back(&sight.job.title, sight.job.id, Some(done)))
}

/// Marks a copy. The note of an application that was taken back comes along.
async fn set(conn: &mut Connection, mark: Mark, user_id: i32, sight: &Sight, now: DateTime<Utc>) -> QueryResult<()> {
    mark.set(conn, user_id, sight.job.id, now).await?;
    match (mark, &sight.marks.note) {
        (Mark::Applied, Some(note)) => UserJob::note(conn, user_id, sight.job.group_id, Some(note)).await,
        _ => Ok(()),
    }
}

async fn say_why(conn: &mut Connection, user_id: i32, sight: &Sight, form: &MarkForm) -> AppResult {
    let why: HiddenWhy = form.why.parse().map_err(|_| AppError::BadRequest(say!("jobs-why-unknown")))?;
    UserJob::say_why(conn, user_id, sight.job.group_id, why).await?;
    let act = Act::named("hide").ok_or(AppError::NotFound)?;
    let done = Done { act, job_id: sight.job.id, why: Some(why), was: form.was.clone() };
    Ok(page::redirect(&form.target(sight.job.id, Some(done)), &say!("jobs-done-why", title = sight.job.title)))
}

async fn leave_out(conn: &mut Connection, user_id: i32, sight: &Sight, form: &MarkForm) -> AppResult {
    let employer = &sight.job.company;
    if employer.is_empty() {
        return Ok(page::redirect(&form.target(sight.job.id, None), &say!("jobs-leave-out-none")));
    }
    employers::leave_out(conn, user_id, employer).await?;
    Ok(page::redirect(&form.target(sight.job.id, None), &say!("jobs-done-leave-out", employer = employer)))
}

/// An employer left out of the lists.
#[derive(Deserialize)]
pub(crate) struct EmployerForm {
    #[serde(default)]
    employer: String,
    #[serde(default)]
    back: String,
}

/// `POST /jobs/employers`: shows an employer's jobs again.
pub(crate) async fn let_in(app: Data<App>, signed_in: SignedIn, form: Form<EmployerForm>) -> AppResult {
    let mut conn = app.db.conn().await?;
    employers::let_in(&mut conn, signed_in.user.id, &form.employer).await?;
    let back = if is_list(&form.back) { form.back.as_str() } else { "/jobs" };
    Ok(page::redirect(back, &say!("jobs-done-let-in", employer = form.employer)))
}

impl MarkForm {
    /// The form part of a note.
    pub(super) fn note(&self) -> &NoteForm {
        &self.note
    }

    /// The list from which a job's page was opened; empty: none.
    pub(super) fn from(&self) -> &str {
        if is_list(&self.from) { &self.from } else { "" }
    }

    fn go_back(&self, title: &str, job_id: i64, done: Option<Done>) -> HttpResponse {
        let said = done.as_ref().map(|done| done.act.said(title)).unwrap_or_default();
        page::redirect(&self.target(job_id, done), &said)
    }

    /// The place on the list, or else the job's own page; never an address outside.
    pub(super) fn target(&self, job_id: i64, done: Option<Done>) -> String {
        let done = done.map(|done| done.to_string()).unwrap_or_default();
        if !is_list(&self.back) {
            return address(&format!("/jobs/{job_id}"), &[("from", self.from().to_owned()), ("done", done)]);
        }
        let joint = if self.back.contains('?') { '&' } else { '?' };
        let back = if done.is_empty() { self.back.clone() } else { format!("{}{joint}done={done}", self.back) };
        match self.at.parse::<i64>() {
            Ok(row) => format!("{back}#job-{row}"),
            Err(_) => back,
        }
    }
}

/// An address of the list.
pub(super) fn is_list(back: &str) -> bool {
    let is_list = back == "/jobs" || back.starts_with("/jobs?");
    is_list && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(back: &str, at: &str) -> String {
        let form = MarkForm {
            back: back.to_owned(),
            at: at.to_owned(),
            from: "/jobs?q=rust".to_owned(),
            why: String::new(),
            was: String::new(),
            note: NoteForm::default(),
        };
        form.target(7, None)
    }

    #[test]
    fn a_button_leads_back_to_the_same_row() {
        assert_eq!(target("/jobs?q=rust&page=o1.1", "8"), "/jobs?q=rust&page=o1.1#job-8");
        assert_eq!(target("/jobs", ""), "/jobs");
    }

    #[test]
    fn a_button_never_leads_outside() {
        for back in ["", "/", "/jobs/8", "//evil.example", "https://evil.example", "/jobs?\r\nx", "/jobs?q=ö", "/jobsx"]
        {
            assert_eq!(target(back, "8"), "/jobs/7?from=%2Fjobs%3Fq%3Drust", "{back}");
        }
        assert_eq!(target("/jobs", "8\"><script>"), "/jobs");
    }

    #[test]
    fn the_next_page_knows_what_was_done() {
        let form = |back: &str| MarkForm {
            back: back.to_owned(),
            at: "8".to_owned(),
            from: "//evil.example".to_owned(),
            why: String::new(),
            was: String::new(),
            note: NoteForm::default(),
        };
        let done = Done::parse("hide.7");
        assert_eq!(form("/jobs").target(7, done.clone()), "/jobs?done=hide.7#job-8");
        assert_eq!(form("/jobs?age=7").target(7, done.clone()), "/jobs?age=7&done=hide.7#job-8");
        assert_eq!(form("").target(7, done), "/jobs/7?done=hide.7");
    }
}
