//! Hiding, saving and noting an application, and taking each of them back.

use crate::app::App;
use crate::models::job::Sight;
use crate::models::user_job::Mark;
use crate::web::page;
use crate::web::session::SignedIn;
use crate::web::{AppError, AppResult};
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

/// A sentence about a job of this title.
type Said = fn(&str) -> String;

/// Where the button stood.
#[derive(Deserialize)]
pub(crate) struct MarkForm {
    /// The list's address.
    #[serde(default)]
    back: String,
    /// The row to go on from.
    #[serde(default)]
    at: String,
}

/// `POST /jobs/{id}/{action}`: hide, unhide, save, unsave, apply, unapply.
pub(crate) async fn update(
    app: Data<App>,
    signed_in: SignedIn,
    path: Path<(i64, String)>,
    form: Form<MarkForm>,
) -> AppResult {
    let (job_id, action) = path.into_inner();
    let (mark, is_set, said) = read(&action).ok_or(AppError::NotFound)?;
    let mut conn = app.db.conn().await?;
    let sight = Sight::find(&mut conn, signed_in.user.id, job_id).await?;
    match is_set {
        true => mark.set(&mut conn, signed_in.user.id, job_id, app.clock.now()).await?,
        false => mark.take_back(&mut conn, signed_in.user.id, sight.job.group_id).await?,
    }
    Ok(page::redirect(&form.target(job_id), &said(&sight.job.title)))
}

/// The mark to set or take back for an action, and the sentence afterwards; None: no such action.
fn read(action: &str) -> Option<(Mark, bool, Said)> {
    Some(match action {
        "hide" => (Mark::Hidden, true, |title| say!("jobs-done-hide", title = title)),
        "unhide" => (Mark::Hidden, false, |title| say!("jobs-done-unhide", title = title)),
        "save" => (Mark::Saved, true, |title| say!("jobs-done-save", title = title)),
        "unsave" => (Mark::Saved, false, |title| say!("jobs-done-unsave", title = title)),
        "apply" => (Mark::Applied, true, |title| say!("jobs-done-apply", title = title)),
        "unapply" => (Mark::Applied, false, |title| say!("jobs-done-unapply", title = title)),
        _ => return None,
    })
}

impl MarkForm {
    /// The same place on the list, or else the job's own page; never anywhere outside.
    fn target(&self, job_id: i64) -> String {
        let is_list = self.back == "/jobs" || self.back.starts_with("/jobs?");
        if !is_list || !self.back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
            return format!("/jobs/{job_id}");
        }
        match self.at.parse::<i64>() {
            Ok(row) => format!("{}#job-{row}", self.back),
            Err(_) => self.back.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(back: &str, at: &str) -> String {
        MarkForm { back: back.to_owned(), at: at.to_owned() }.target(7)
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
            assert_eq!(target(back, "8"), "/jobs/7", "{back}");
        }
        assert_eq!(target("/jobs", "8\"><script>"), "/jobs");
    }
}
