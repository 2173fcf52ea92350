//! News for people: the feed of new jobs, the digest by mail, and every other outgoing mail.

pub mod alerts;
pub mod digest;
pub mod feed;
mod letters;
pub mod links;
pub mod outbox;
pub mod why;

use crate::app::App;
use crate::models::user::User;
use crate::text::Language;

/// The beginning of links to pages, an address without a slash at its end.
pub fn site(app: &App) -> String {
    let public = app.config.public_url.as_ref().map(ToString::to_string);
    let site = public.unwrap_or_else(|| format!("http://{}", app.config.bind));
    site.trim_end_matches('/').to_owned()
}

/// The language for a person's mails: their own choice, else the installation's.
pub fn language(app: &App, user: &User) -> Language {
    user.language.unwrap_or(app.config.language)
}
