//! The frame around every page, and rendering.

use super::error::{AppResult, BUSY};
use super::redirect;
use crate::app::App;
use crate::models::leave_notice::LeaveNotice;
use crate::models::session::Visit;
use crate::models::source_state::SourceState;
use crate::models::user::Role;
use crate::people::retention;
use crate::text;
use actix_web::http::StatusCode;
use actix_web::http::header::{ContentType, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::TimeDelta;

pub use super::redirect::redirect;

/// The frame around a page: the signed-in person, and notices for every page.
#[derive(Clone, Debug, Default)]
pub struct Chrome {
    /// Address of the signed-in person; None: a stranger.
    pub email: Option<String>,
    /// True when the navigation shows the admin pages.
    pub may_look: bool,
    /// True when the admin pages show their forms.
    pub may_act: bool,
    /// The path, for marking the current entry of the navigation.
    pub path: String,
    /// The address with its query, to come back to; after a form, the address of the form's page.
    pub address: String,
    /// A sentence about the last form, shown once.
    pub flash: Option<String>,
    /// Data comes from the sandbox.
    pub is_sandbox: bool,
    /// All spending is stopped, and why.
    pub stopped: Option<String>,
    /// Stopped sources with their reasons, for admins only.
    pub troubles: Vec<String>,
    /// Welcome after a notice of deletion: the account stays, since its person is back.
    pub welcome: Option<String>,
}

impl Chrome {
    /// The frame of a visitor's page.
    pub fn of(visit: &Visit, app: &App, request: &HttpRequest) -> Self {
        let (installation, user) = (&visit.installation, visit.user.as_ref());
        let role = user.map_or(Role::Person, |user| user.role);
        let why = || installation.spending_stopped_why.clone().unwrap_or_default();
        Self {
            email: user.map(|user| user.email.clone()),
            may_look: role.may_look(),
            may_act: role.may_act(),
            path: request.path().to_owned(),
            address: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            flash: redirect::flash_of(request),
            is_sandbox: installation.is_sandbox(),
            stopped: installation.spending_stopped_at.map(|_| why()),
            troubles: if role.may_look() { troubles(&visit.stopped) } else { Vec::new() },
            welcome: visit.notice.as_ref().and_then(|notice| welcome(app, notice)),
        }
    }

    /// The entries of the navigation: target and name of each.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = vec![
            ("/home", say!("frame-home")),
            ("/jobs", say!("frame-jobs")),
            ("/searches", say!("frame-searches")),
            ("/cv", say!("frame-cv")),
        ];
        if self.may_look {
            entries.push(("/admin", say!("frame-admin")));
        }
        entries
    }

    /// Marks the navigation's entry for a path.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path || self.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The account stays, despite the notice of its deletion: said for a day after its person came back. None: silent.
fn welcome(app: &App, notice: &LeaveNotice) -> Option<String> {
    // A person on this page is back, whether the return was noted by now or not.
    if notice.came_back_at.is_some_and(|at| at <= app.clock.now() - retention::WELCOME) {
        return None;
    }
    let day = |at| text::date(app.local_date(at));
    Some(say!("frame-welcome", told = day(notice.told_at), goes = day(retention::goes_at(notice.told_at))))
}

fn troubles(states: &[SourceState]) -> Vec<String> {
    let stopped = states.iter().filter_map(|state| Some((state.source, state.stopped_why.as_ref()?)));
    stopped.map(|(source, why)| say!("frame-source-stopped", source = source.label(), why = why)).collect()
}

/// Renders a page with its frame. A flash message is shown once.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn page(chrome: &Chrome, template: &impl Template) -> AppResult {
    with_status(chrome, template, StatusCode::OK)
}

/// The page of an invalid form: the person's values, and a message beside each field.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn invalid(chrome: &Chrome, template: &impl Template) -> AppResult {
    with_status(chrome, template, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page that asks for something before a form is carried out.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn before(chrome: &Chrome, template: &impl Template) -> AppResult {
    with_status(chrome, template, StatusCode::FORBIDDEN)
}

/// The page of a form that came while too much was going on; the form has no fault.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn busy(chrome: &Chrome, template: &impl Template) -> AppResult {
    let mut response = with_status(chrome, template, StatusCode::SERVICE_UNAVAILABLE)?;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(BUSY.num_seconds()));
    Ok(response)
}

/// The page of a form sent too often, with the time to wait in a header.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn slowed(chrome: &Chrome, template: &impl Template, wait: TimeDelta) -> AppResult {
    let mut response = with_status(chrome, template, StatusCode::TOO_MANY_REQUESTS)?;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.num_seconds() + 1));
    Ok(response)
}

fn with_status(chrome: &Chrome, template: &impl Template, status: StatusCode) -> AppResult {
    let body = template.render()?;
    let mut response = HttpResponse::build(status).content_type(ContentType::html()).body(body);
    if chrome.flash.is_some() {
        response.add_cookie(&redirect::without_flash()).map_err(anyhow::Error::from)?;
    }
    Ok(response)
}
