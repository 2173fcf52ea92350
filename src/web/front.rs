//! `/`: a description of Jobfill for people who are not signed in.

use super::error::AppResult;
use super::page::{self, Chrome};
use super::session::Anyone;
use crate::app::App;
use crate::config::SignUp;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "front/show.html")]
struct FrontShow {
    chrome: Chrome,
    is_sign_up_open: bool,
    /// Whether a model would read an upload, unless its person says otherwise.
    has_model: bool,
}

/// Describes Jobfill; signed-in people go on to their searches.
pub(super) async fn show(app: Data<App>, visitor: Anyone) -> AppResult {
    if visitor.user.is_some() {
        return Ok(page::redirect("/home", ""));
    }
    let is_sign_up_open = app.config.sign_up == SignUp::Open;
    let show = FrontShow { chrome: visitor.chrome, is_sign_up_open, has_model: app.config.claude.is_some() };
    page::page(&show.chrome, &show)
}
