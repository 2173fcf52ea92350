//! The pages. All routes stand on this one screen.

mod account;
mod admin;
mod authenticate;
mod chart;
mod cv;
pub mod error;
mod events;
pub mod guard;
mod health;
mod home;
mod jobs;
mod links;
pub mod page;
mod peer;
mod query;
mod searches;
pub mod session;
mod sign_in;
mod sign_up;
mod statics;
pub mod text;

pub use self::error::{AppError, AppResult};

use crate::app::SharedApp;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use std::net::TcpListener;
use std::time::Duration;

/// Threads that answer requests. Pages are short; the work is done elsewhere.
const THREADS: usize = 2;

/// The longest form that is read: a CV has its own limit.
const MAX_FORM_BYTES: usize = 256 * 1024;

/// Seconds that a request under way may still take when the server stops.
const SHUTDOWN_SECONDS: u64 = 10;

/// Every path of the app, with who may see it. A test asks each of them as nobody, as a user and as an admin.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(page::front))
        .route("/signup", web::get().to(sign_up::new))
        .route("/signup", web::post().to(sign_up::create))
        .route("/login", web::get().to(sign_in::new))
        .route("/login", web::post().to(sign_in::create))
        .route("/logout", web::post().to(sign_in::destroy))
        .route("/link/{token}", web::get().to(links::show))
        .route("/link/{token}", web::post().to(links::update))
        .route("/account", web::get().to(account::show))
        .route("/account/password", web::post().to(account::update_password))
        .route("/account/sessions/end", web::post().to(account::end_other_sessions))
        .route("/account/export", web::get().to(account::export))
        .route("/account/delete", web::post().to(account::destroy))
        .route("/events", web::get().to(events::show))
        .route("/healthz", web::get().to(health::alive))
        .route("/readyz", web::get().to(health::ready))
        .route("/cv", web::get().to(cv::index))
        .route("/cv", web::post().to(cv::create))
        .route("/cv/{id}", web::get().to(cv::profile::show))
        .route("/cv/{id}/load", web::post().to(cv::profile::load))
        .route("/cv/{id}/filter", web::post().to(cv::profile::apply))
        .route("/cv/{id}/restore", web::post().to(cv::profile::restore))
        .route("/cv/{id}/delete", web::post().to(cv::profile::destroy))
        .route("/home", web::get().to(home::index))
        .route("/searches", web::get().to(searches::index))
        .route("/searches", web::post().to(searches::create))
        .route("/searches/pause", web::post().to(searches::acts::pause_all))
        .route("/searches/resume", web::post().to(searches::acts::resume_all))
        .route("/searches/{id}/pause", web::post().to(searches::acts::pause))
        .route("/searches/{id}/resume", web::post().to(searches::acts::resume))
        .route("/searches/{id}/remove", web::post().to(searches::acts::remove))
        .route("/jobs", web::get().to(jobs::index))
        .route("/jobs/{id}", web::get().to(jobs::show))
        .route("/jobs/{id}/{action}", web::post().to(jobs::update))
        .route("/admin/overlaps", web::get().to(admin::overlaps::index))
        .route("/admin/overlaps.csv", web::get().to(admin::overlaps::csv))
        .route("/admin/quota", web::get().to(admin::quota::index))
        .route("/admin/quota.csv", web::get().to(admin::quota::csv))
        .route("/admin/quota/adjust", web::post().to(admin::quota::adjust))
        .route("/admin/savings", web::get().to(admin::savings::index))
        .route("/admin/savings.csv", web::get().to(admin::savings::csv))
        .route("/static/{hash}/{name}", web::get().to(statics::show))
        .route("/admin", web::get().to(admin::overview::index))
        .route("/admin/spending/stop", web::post().to(admin::switches::stop))
        .route("/admin/spending/resume", web::post().to(admin::switches::resume))
        .route("/admin/sources/{source}/pause", web::post().to(admin::switches::pause_source))
        .route("/admin/sources/{source}/resume", web::post().to(admin::switches::resume_source))
        .route("/admin/tracking", web::get().to(admin::tracking::index))
        .route("/admin/tracking.csv", web::get().to(admin::tracking::csv))
        .route("/admin/tracking/{id}", web::get().to(admin::tracking::show))
        .route("/admin/tracking/{id}/load", web::post().to(admin::tracking::acts::load_missing))
        .route("/admin/tracking/{id}/again", web::post().to(admin::tracking::acts::load_again))
        .route("/admin/tracking/{id}/forget", web::post().to(admin::tracking::acts::forget))
        .route("/admin/tracking/{id}/pause", web::post().to(admin::tracking::acts::pause))
        .route("/admin/tracking/{id}/resume", web::post().to(admin::tracking::acts::resume))
        .route("/admin/tracking/{id}/priority", web::post().to(admin::tracking::acts::prioritise))
        .route("/admin/fetches", web::get().to(admin::fetches::index))
        .route("/admin/fetches.csv", web::get().to(admin::fetches::csv))
        .route("/admin/fetches/retry", web::post().to(admin::fetches::acts::retry))
        .route("/admin/fetches/{id}", web::get().to(admin::fetches::show))
        .route("/admin/fetches/{id}/cancel", web::post().to(admin::fetches::acts::cancel))
        .route("/admin/refreshes", web::get().to(admin::refreshes::index))
        .route("/admin/refreshes", web::post().to(admin::refreshes::create))
        .route("/admin/refreshes.csv", web::get().to(admin::refreshes::csv))
        .route("/admin/refreshes/now", web::get().to(admin::refreshes::new))
        .route("/admin/refreshes/{id}", web::get().to(admin::refreshes::show))
        .route("/admin/users", web::get().to(admin::users::index))
        .route("/admin/users.csv", web::get().to(admin::users::csv))
        .route("/admin/users/{id}/link", web::post().to(admin::users::acts::link))
        .route("/admin/users/{id}/disable", web::post().to(admin::users::acts::disable))
        .route("/admin/users/{id}/enable", web::post().to(admin::users::acts::enable))
        .route("/admin/settings", web::get().to(admin::settings::index))
        .route("/admin/settings.csv", web::get().to(admin::settings::csv))
        .route("/admin/audit", web::get().to(admin::audit::index))
        .route("/admin/audit.csv", web::get().to(admin::audit::csv))
        .default_service(web::route().to(error::not_found));
}

/// Starts answering on `listener`. The server stops when its handle says so; signals are the caller's.
pub fn serve(app: SharedApp, listener: TcpListener) -> std::io::Result<Server> {
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::from(app.clone()))
            .app_data(web::FormConfig::default().limit(MAX_FORM_BYTES).error_handler(error::bad_form))
            .app_data(web::PathConfig::default().error_handler(error::bad_path))
            .app_data(web::QueryConfig::default().error_handler(error::bad_query))
            .wrap(error::pages())
            .wrap(from_fn(guard::same_origin))
            .wrap(from_fn(guard::panics))
            .wrap(from_fn(guard::headers))
            .wrap(from_fn(guard::head_as_get))
            .wrap(Compress::default())
            .wrap(from_fn(guard::log))
            .configure(routes)
    });
    let server =
        server.workers(THREADS).shutdown_timeout(SHUTDOWN_SECONDS).client_request_timeout(Duration::from_secs(30));
    Ok(server.disable_signals().listen(listener)?.run())
}
