//! The pages. All routes stand on this one screen.

mod account;
mod admin;
mod authenticate;
mod bodies;
mod chart;
mod codes;
mod cv;
mod device;
pub mod error;
mod events;
mod filters;
mod footer;
mod forgotten;
mod form;
mod front;
pub mod guard;
mod health;
mod home;
mod jobs;
mod kept;
mod labels;
mod language;
mod links;
mod metrics;
mod news;
pub mod page;
mod peer;
mod privacy;
mod prove;
mod query;
mod redirect;
mod searches;
pub mod session;
mod sign_in;
mod sign_up;
mod statics;
pub mod text;

pub use self::error::{AppError, AppResult};

use self::bodies::Places;
use self::metrics::Durations;
use crate::app::SharedApp;
use crate::descriptors;
use actix_web::dev::{Handler, Server};
use actix_web::http::Method;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, FromRequest, HttpServer, Responder, Route, web};
use std::net::TcpListener;
use std::time::Duration;

/// Threads for answering requests. Pages are short; the work is done elsewhere.
const THREADS: usize = 2;

/// The longest form; CVs have a limit of their own.
const MAX_FORM_BYTES: usize = 256 * 1024;

/// Seconds that a request under way may still take when the server stops.
const SHUTDOWN_SECONDS: u64 = 10;

/// A way into the app: method, path and handler.
pub struct Endpoint {
    /// HTTP method; HEAD goes with GET.
    pub method: Method,
    /// The route's path, with its variable parts in braces.
    pub path: &'static str,
    route: Route,
}

/// Every way into the app. A handler's signature says who may enter. A test asks all endpoints as a stranger, as a
/// user, as another user and as an admin, and fails for an endpoint without a row in its table.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/", front::show),
        get("/privacy", privacy::show),
        get("/signup", sign_up::new),
        post("/signup", sign_up::create),
        get("/login", sign_in::new),
        post("/login", sign_in::create),
        get("/login/code", sign_in::code::new),
        post("/login/code", sign_in::code::create),
        post("/logout", sign_in::destroy),
        post("/language", language::update),
        get("/link/{token}", links::show),
        post("/link/{token}", links::update),
        get("/forgotten", forgotten::new),
        post("/forgotten", forgotten::create),
        get("/confirm/{token}", news::show_confirmation),
        post("/confirm/{token}", news::confirm),
        get("/unsubscribe/{secret}", news::show_stop),
        post("/unsubscribe/{secret}", news::stop),
        get("/feed/{secret}", news::show_feed),
        get("/account/news", news::index),
        post("/account/news", news::update),
        post("/account/confirm", news::ask_for_confirmation),
        post("/account/feed", news::make_feed),
        post("/account/feed/off", news::end_feed),
        get("/account", account::show),
        post("/account/password", account::update_password),
        get("/account/code", codes::show),
        post("/account/code/begin", codes::begin),
        post("/account/code/confirm", codes::confirm),
        post("/account/code/renew", codes::renew),
        post("/account/code/off", codes::destroy),
        post("/account/sessions/end", account::end_other_sessions),
        get("/account/export", account::export),
        post("/account/delete", account::destroy),
        get("/events", events::show),
        get("/healthz", health::alive),
        get("/readyz", health::ready),
        get("/metrics", metrics::show),
        get("/static/{hash}/{name}", statics::show),
        get("/home", home::index),
        get("/cv", cv::index),
        post("/cv", cv::create),
        get("/cv/{id}", cv::profile::show),
        post("/cv/{id}/load", cv::acts::load),
        post("/cv/{id}/decline", cv::acts::decline),
        post("/cv/{id}/allow", cv::acts::allow),
        post("/cv/{id}/filter", cv::acts::apply),
        post("/cv/{id}/restore", cv::acts::restore),
        post("/cv/{id}/delete", cv::acts::destroy),
        get("/searches", searches::index),
        post("/searches", searches::create),
        post("/searches/pause", searches::acts::pause_all),
        post("/searches/resume", searches::acts::resume_all),
        post("/searches/{id}/pause", searches::acts::pause),
        post("/searches/{id}/resume", searches::acts::resume),
        post("/searches/{id}/remove", searches::acts::remove),
        get("/jobs", jobs::index),
        get("/jobs.csv", jobs::file),
        post("/jobs/employers", jobs::let_in),
        get("/jobs/{id}", jobs::show),
        post("/jobs/{id}/{action}", jobs::update),
        get("/admin", admin::overview::index),
        post("/admin/spending/stop", admin::switches::stop),
        post("/admin/spending/resume", admin::switches::resume),
        post("/admin/sources/{source}/pause", admin::switches::pause_source),
        post("/admin/sources/{source}/resume", admin::switches::resume_source),
        get("/admin/sources", admin::sources::index),
        post("/admin/sources/{source}/{capability}/off", admin::sources::switch_off),
        post("/admin/sources/{source}/{capability}/try", admin::sources::try_again),
        get("/admin/quota", admin::quota::index),
        get("/admin/quota.csv", admin::ledger::csv),
        post("/admin/quota/adjust", admin::quota::adjust),
        get("/admin/ledger", admin::ledger::index),
        get("/admin/ledger.csv", admin::ledger::csv),
        get("/admin/savings", admin::savings::index),
        get("/admin/savings.csv", admin::savings::csv),
        get("/admin/overlaps", admin::overlaps::index),
        get("/admin/overlaps.csv", admin::overlaps::csv),
        get("/admin/copies", admin::copies::index),
        get("/admin/copies.csv", admin::copies::csv),
        post("/admin/copies/{id}/apart", admin::copies::apart),
        post("/admin/copies/{id}/together", admin::copies::together),
        get("/admin/tracking", admin::tracking::index),
        get("/admin/tracking.csv", admin::tracking::csv),
        get("/admin/tracking/{id}", admin::tracking::show),
        get("/admin/matrix", admin::tracking::matrix::index),
        get("/admin/matrix.csv", admin::tracking::matrix::file),
        post("/admin/tracking/{id}/load", admin::tracking::acts::load_missing),
        post("/admin/tracking/{id}/again", admin::tracking::acts::load_again),
        post("/admin/tracking/{id}/forget", admin::tracking::acts::forget),
        post("/admin/tracking/{id}/pause", admin::tracking::acts::pause),
        post("/admin/tracking/{id}/resume", admin::tracking::acts::resume),
        post("/admin/tracking/{id}/priority", admin::tracking::acts::prioritise),
        get("/admin/fetches", admin::fetches::index),
        get("/admin/fetches.csv", admin::fetches::csv),
        post("/admin/fetches/retry", admin::fetches::acts::retry),
        get("/admin/fetches/{id}", admin::fetches::show),
        post("/admin/fetches/{id}/cancel", admin::fetches::acts::cancel),
        post("/admin/fetches/{id}/deeper", admin::fetches::acts::deepen),
        get("/admin/refreshes", admin::refreshes::index),
        post("/admin/refreshes", admin::refreshes::create),
        get("/admin/refreshes.csv", admin::refreshes::csv),
        get("/admin/refreshes/now", admin::refreshes::new),
        get("/admin/refreshes/{id}", admin::refreshes::show),
        get("/admin/users", admin::users::index),
        post("/admin/users", admin::users::add::create),
        get("/admin/users.csv", admin::users::csv),
        get("/admin/users/new", admin::users::add::new),
        get("/admin/users/{id}", admin::users::show),
        post("/admin/users/{id}/link", admin::users::acts::link),
        post("/admin/users/{id}/invite", admin::users::acts::invite),
        post("/admin/users/{id}/role", admin::users::role::update),
        post("/admin/users/{id}/limits", admin::users::limits::update),
        post("/admin/users/{id}/code/off", admin::users::acts::take_code_away),
        post("/admin/users/{id}/disable", admin::users::acts::disable),
        post("/admin/users/{id}/enable", admin::users::acts::enable),
        get("/admin/acts", admin::acts::index),
        post("/admin/acts", admin::acts::create),
        get("/admin/acts/{id}", admin::acts::show),
        post("/admin/acts/{id}/begin", admin::acts::begin),
        post("/admin/acts/{id}/cancel", admin::acts::cancel),
        get("/admin/acts/{id}/things.csv", admin::acts::csv),
        get("/admin/limits", admin::limits::index),
        post("/admin/limits", admin::limits::update),
        get("/admin/settings", admin::settings::index),
        get("/admin/settings.csv", admin::settings::csv),
        get("/admin/audit", admin::audit::index),
        get("/admin/audit.csv", admin::audit::csv),
    ]
}

fn get<H, Args>(path: &'static str, handler: H) -> Endpoint
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    Endpoint { method: Method::GET, path, route: web::get().to(handler) }
}

fn post<H, Args>(path: &'static str, handler: H) -> Endpoint
where
    H: Handler<Args>,
    Args: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    Endpoint { method: Method::POST, path, route: web::post().to(handler) }
}

fn routes(config: &mut web::ServiceConfig) {
    for endpoint in endpoints() {
        config.route(endpoint.path, endpoint.route);
    }
    config.default_service(web::route().to(error::not_found));
}

/// Starts answering on `listener`. The server stops when its handle says so; signals are the caller's.
///
/// # Errors
///
/// When the listener cannot be used.
pub fn serve(app: SharedApp, listener: TcpListener) -> std::io::Result<Server> {
    let browsers = descriptors::for_browsers(descriptors::raise(), app.config.max_connections);
    tracing::info!("up to {browsers} browsers at once");
    let browsers_a_thread = usize::try_from(browsers).unwrap_or(usize::MAX) / THREADS;
    let durations = web::Data::new(Durations::default());
    let places = web::Data::new(Places::default());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::from(app.clone()))
            .app_data(durations.clone())
            .app_data(places.clone())
            .app_data(web::FormConfig::default().limit(MAX_FORM_BYTES).error_handler(error::bad_form))
            .app_data(web::PathConfig::default().error_handler(error::bad_path))
            .app_data(web::QueryConfig::default().error_handler(error::bad_query))
            .wrap(error::pages())
            .wrap(from_fn(prove::ask))
            .wrap(from_fn(kept::keep))
            .wrap(from_fn(bodies::steady))
            .wrap(from_fn(guard::admins_only))
            .wrap(from_fn(guard::same_origin))
            .wrap(from_fn(guard::panics))
            .wrap(from_fn(guard::headers))
            .wrap(from_fn(footer::known))
            .wrap(from_fn(language::speak))
            .wrap(from_fn(guard::head_as_get))
            .wrap(Compress::default())
            .wrap(from_fn(guard::log))
            .wrap(from_fn(guard::seated))
            .configure(routes)
    });
    // A page goes out in several writes; without this its end waits 40 ms for the browser's word on the beginning.
    let server = server.max_connections(browsers_a_thread).tcp_nodelay(true);
    let server =
        server.workers(THREADS).shutdown_timeout(SHUTDOWN_SECONDS).client_request_timeout(Duration::from_secs(30));
    Ok(server.disable_signals().listen(listener)?.run())
}
