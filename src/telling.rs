//! Telling people: the feed of their new jobs, the digest by mail, and every other mail that goes out to them.

pub mod digest;
pub mod feed;
mod letters;
pub mod links;
pub mod outbox;
pub mod why;

use crate::app::App;
use crate::models::user::User;
use crate::text::Language;

/// The address that links to pages begin with, without a slash at its end.
pub fn site(app: &App) -> String {
    let public = app.config.public_url.as_ref().map(ToString::to_string);
    let site = public.unwrap_or_else(|| format!("http://{}", app.config.bind));
    site.trim_end_matches('/').to_owned()
}

/// The language in which a person is written to: their own choice, else that of this installation.
pub fn language(app: &App, user: &User) -> Language {
    user.language.unwrap_or(app.config.language)
}
