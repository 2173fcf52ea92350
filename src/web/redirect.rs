//! Redirects after a form, with a sentence for the next page.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse};

/// The cookie with a sentence for the page after a redirect.
pub(super) const FLASH: &str = "flash";

/// Redirects to a page after a form, with a sentence about the act (empty: none).
pub fn redirect(to: &str, flash: &str) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((LOCATION, to));
    if !flash.is_empty() {
        let value: String = url::form_urlencoded::byte_serialize(flash.as_bytes()).collect();
        response.cookie(Cookie::build(FLASH, value).path("/").http_only(true).same_site(SameSite::Lax).finish());
    }
    response.finish()
}

/// The sentence left for this page by the redirect before.
pub(super) fn flash_of(request: &HttpRequest) -> Option<String> {
    request.cookie(FLASH).and_then(|cookie| read(cookie.value()))
}

/// The cookie that takes the sentence from the browser, once shown.
pub(super) fn without_flash() -> Cookie<'static> {
    let mut gone = Cookie::build(FLASH, "").path("/").finish();
    gone.make_removal();
    gone
}

fn read(value: &str) -> Option<String> {
    let (text, _) = url::form_urlencoded::parse(value.as_bytes()).next()?;
    (!text.is_empty()).then(|| text.into_owned())
}
