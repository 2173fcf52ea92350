//! `/`: where a visit begins.

use super::page;
use super::session::Anyone;
use actix_web::HttpResponse;

/// Redirects signed-in people to their searches, and others to the sign-in page.
pub(super) async fn show(visitor: Anyone) -> HttpResponse {
    page::redirect(if visitor.user.is_some() { "/home" } else { "/login" }, "")
}
