//! `/`: where a visit begins.

use super::page;
use super::session::Anyone;
use actix_web::HttpResponse;

/// Leads people who are signed in to their searches, and everybody else to the sign-in page.
pub async fn show(visitor: Anyone) -> HttpResponse {
    page::redirect(if visitor.user.is_some() { "/home" } else { "/login" }, "")
}
