//! `/admin/sources`: each source's capabilities, as far as its answers have shown them.

use super::reason::Because;
use super::{entry, meanwhile};
use crate::app::App;
use crate::backfill::learn;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::counts::Checked;
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::admin::words;
use crate::web::error::AppError;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::web::{Data, Form, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

const PAGE: &str = "/admin/sources";

/// Capabilities known to the program, each with its source.
const ALL: [(Source, CapabilityName); 12] = [
    (Source::ActiveJobs, CapabilityName::Lists),
    (Source::ActiveJobs, CapabilityName::Dates),
    (Source::ActiveJobs, CapabilityName::Places),
    (Source::ActiveJobs, CapabilityName::SeveralPlaces),
    (Source::ActiveJobs, CapabilityName::Endings),
    (Source::ActiveJobs, CapabilityName::UnknownValues),
    (Source::ActiveJobs, CapabilityName::Exclusion),
    (Source::ActiveJobs, CapabilityName::Counts),
    (Source::ActiveJobs, CapabilityName::ClosedFeed),
    (Source::JSearch, CapabilityName::RollingDays),
    (Source::JSearch, CapabilityName::Places),
    (Source::JSearch, CapabilityName::Titles),
];

#[derive(Template)]
#[template(path = "admin/sources.html")]
struct SourceIndex {
    chrome: Chrome,
    lines: Vec<Line>,
    checked: Checked,
    now: DateTime<Utc>,
}

impl SourceIndex {
    /// Findings of checks of wider purchases and lists.
    fn checks(&self) -> String {
        let Checked { purchases, jobs, missed } = self.checked;
        match purchases {
            0 => say!("admin-sources-no-checks"),
            _ => say!("admin-sources-checks-found", purchases = purchases, jobs = jobs, missed = missed),
        }
    }
}

/// A capability of a source.
struct Line {
    source: Source,
    name: CapabilityName,
    /// The capability's known state; None: unknown.
    known: Option<Capability>,
}

impl Line {
    /// Changes no behaviour: areas are asked for as several places whether or not this capability was seen to work.
    fn is_shown_only(&self) -> bool {
        matches!(self.name, CapabilityName::SeveralPlaces | CapabilityName::Exclusion)
    }

    /// The capability is off until an admin lets it be tried.
    fn is_off_for_good(&self) -> bool {
        self.known.as_ref().is_some_and(|known| match known.state {
            CapabilityState::OffByHand => true,
            CapabilityState::Off => self.name.stays_off(),
            CapabilityState::Unknown | CapabilityState::Trial | CapabilityState::On => false,
        })
    }

    fn words(&self) -> String {
        match self.known.as_ref().map(|known| known.state) {
            None | Some(CapabilityState::Unknown) => say!("admin-sources-unknown"),
            Some(CapabilityState::Trial) => say!("admin-sources-trial"),
            Some(CapabilityState::On) => say!("admin-sources-on"),
            Some(CapabilityState::Off) if self.name.stays_off() => say!("admin-sources-off-for-good"),
            Some(CapabilityState::Off) => say!("admin-sources-off"),
            Some(CapabilityState::OffByHand) => say!("admin-sources-off-by-hand"),
        }
    }

    fn what(&self) -> String {
        match self.name {
            CapabilityName::Places if self.source.ranks() => say!("admin-sources-countries"),
            CapabilityName::Lists => say!("admin-sources-lists"),
            CapabilityName::Dates => say!("admin-sources-dates"),
            CapabilityName::Places => say!("admin-sources-places"),
            CapabilityName::Titles => say!("admin-sources-titles"),
            CapabilityName::SeveralPlaces => say!("admin-sources-several-places"),
            CapabilityName::Endings => say!("admin-sources-endings"),
            CapabilityName::UnknownValues => say!("admin-sources-unknown-values"),
            CapabilityName::Counts => say!("admin-sources-counts"),
            CapabilityName::RollingDays => say!("admin-sources-rolling-days"),
            CapabilityName::Exclusion => say!("admin-sources-exclusion"),
            CapabilityName::ClosedFeed => say!("admin-sources-closed-feed"),
        }
    }

    fn action(&self, act: &str) -> String {
        format!("{PAGE}/{}/{}/{act}", self.source, self.name)
    }
}

/// The page of capabilities.
pub(crate) async fn index(app: Data<App>, viewer: Viewer) -> AppResult {
    let mut conn = app.db.conn().await?;
    let mut known = Capability::all(&mut conn).await?;
    let lines = ALL.map(|(source, name)| {
        let own = known.iter().position(|one| (one.source, one.name) == (source, name));
        Line { source, name, known: own.map(|own| known.swap_remove(own)) }
    });
    let checked = Checked::all(&mut conn).await?;
    let index = SourceIndex { chrome: viewer.chrome, lines: lines.into(), checked, now: app.clock.now() };
    page::page(&index.chrome, &index)
}

/// Keeps a capability from being used, which makes most of what is bought later dearer.
pub(crate) async fn switch_off(
    app: Data<App>,
    admin: FreshAdmin,
    path: Path<(String, String)>,
    Form(because): Form<Because>,
) -> AppResult {
    let (capability, reason, now) = (capability(&path)?, because.read()?, app.clock.now());
    let mut conn = app.db.conn().await?;
    let switching = conn.transaction(async |conn| -> QueryResult<String> {
        if Capability::is(conn, capability, CapabilityState::OffByHand).await? {
            return Ok(say!("admin-sources-off-already") + &meanwhile::last(conn, &target(capability), now).await?);
        }
        let why = say!("admin-sources-off-why", reason = reason);
        Capability::note(conn, capability, CapabilityState::OffByHand, &why, now).await?;
        let (source, name) = capability;
        if source.ranks() && learn::WIDER.contains(&name) {
            learn::take_back(conn, name, DateTime::<Utc>::MIN_UTC, now).await?;
        }
        entry(&admin.user, "switch off capability", target(capability), &reason).record(conn, now).await?;
        Ok(say!("admin-sources-switched-off"))
    });
    Ok(page::redirect(PAGE, &switching.await?))
}

/// Lets a capability be tried as if its state were unknown.
pub(crate) async fn try_again(
    app: Data<App>,
    admin: FreshAdmin,
    path: Path<(String, String)>,
    Form(because): Form<Because>,
) -> AppResult {
    let (capability, reason, now) = (capability(&path)?, because.read()?, app.clock.now());
    let mut conn = app.db.conn().await?;
    let trying = conn.transaction(async |conn| -> QueryResult<()> {
        Capability::forget(conn, capability).await?;
        entry(&admin.user, "try capability again", target(capability), &reason).record(conn, now).await
    });
    trying.await?;
    Ok(page::redirect(PAGE, &say!("admin-sources-tried-again")))
}

fn capability(path: &Path<(String, String)>) -> AppResult<(Source, CapabilityName)> {
    let source = path.0.parse().map_err(|_| AppError::NotFound)?;
    let name = path.1.parse().map_err(|_| AppError::NotFound)?;
    ALL.contains(&(source, name)).then_some((source, name)).ok_or(AppError::NotFound)
}

/// The capability's name in the audit.
fn target((source, name): (Source, CapabilityName)) -> String {
    format!("{source} {name}")
}
