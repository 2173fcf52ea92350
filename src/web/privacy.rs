//! `/privacy`: data kept about people, with reasons, times and recipients, as this installation is set up. The facts
//! are from docs/privacy.md.

mod kept;
mod stored;

use self::kept::Kept;
use self::stored::Stored;
use super::cv;
use super::error::AppResult;
use super::footer;
use super::page::{self, Chrome};
use super::session::Anyone;
use crate::app::App;
use crate::config::{Config, Operator, SourceConfig};
use crate::people::retention;
use actix_web::web::Data;
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "privacy/show.html")]
struct PrivacyShow {
    chrome: Chrome,
    operator: Arc<Operator>,
    /// The readers of a CV, and their place.
    readers: String,
    has_model: bool,
    has_mail: bool,
    /// Job sources and the data that they get.
    sources: String,
    kept: Vec<Kept>,
    /// What browsers keep.
    stored: Vec<Stored>,
    /// When an unused account is deleted.
    goes: String,
}

/// Shows the page to all visitors.
pub(super) async fn show(app: Data<App>, visitor: Anyone) -> AppResult {
    let show = PrivacyShow {
        chrome: visitor.chrome,
        operator: footer::operator(),
        readers: cv::readers(&app),
        has_model: app.config.claude.is_some(),
        has_mail: app.config.mail.is_some(),
        sources: sources(&app),
        kept: kept::all(&app.config),
        stored: stored::all(app.config.is_https()),
        goes: goes(&app.config),
    };
    page::page(&show.chrome, &show)
}

fn sources(app: &App) -> String {
    let name = |one: &SourceConfig| match one.settings.base_url.host_str() {
        Some(host) => format!("{} ({host})", one.source.label()),
        None => one.source.label().to_owned(),
    };
    let names: Vec<String> = app.config.sources.iter().map(name).collect();
    match app.config.is_sandbox() {
        None => say!("privacy-sources-none"),
        Some(true) => say!("privacy-sources-sandbox"),
        Some(false) => say!("privacy-sources", sources = names.join(", ")),
    }
}

fn goes(config: &Config) -> String {
    match config.person_days {
        0 => say!("privacy-goes-never"),
        days => say!("privacy-goes-account", days = days, notice = retention::NOTICE.num_days()),
    }
}
