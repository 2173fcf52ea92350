//! Middleware around every request: same-origin forms, security headers, the log.

use super::error::AppError;
use super::metrics::Durations;
use super::session::{Admin, Viewer};
use crate::app::App;
use crate::db;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

/// Content security policy: no script, style, image or connection from elsewhere, and no framing.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// Takes the request's connections from those of pages.
///
/// # Errors
///
/// Those of the handler.
pub async fn seated(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    db::for_pages(next.call(request)).await
}

/// Refuses requests for a change from any page but our own.
///
/// # Errors
///
/// 403 for a foreign origin; otherwise, the errors of the handler.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // One click in the reader's own program (RFC 8058): the path's secret is enough.
    let is_for_all = request.match_pattern().is_some_and(|pattern| pattern == "/unsubscribe/{secret}");
    if !is_safe && !is_for_all && !is_from_here(request.headers(), &own_origins(&request)) {
        return Err(AppError::Forbidden(say!("error-other-site")).into());
    }
    next.call(request).await
}

/// Hides admins' pages from other people before the request is read: a handler reads all arguments at once, and would
/// complain about a bad form first.
///
/// # Errors
///
/// 404 for whoever may not look, 403 for whoever may not act; otherwise, the errors of the handler.
pub async fn admins_only(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if request.match_pattern().is_some_and(|pattern| pattern == "/admin" || pattern.starts_with("/admin/")) {
        match *request.method() {
            Method::GET => drop(request.extract::<Viewer>().await?),
            _ => drop(request.extract::<Admin>().await?),
        }
    }
    next.call(request).await
}

/// Sec-Fetch-Site where browsers send that header (over https, and to this machine), else Origin. Else refused.
fn is_from_here(headers: &HeaderMap, own: &[String]) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    origin.is_some_and(|origin| own.iter().any(|own| own.eq_ignore_ascii_case(origin)))
}

/// Our own origins: the public address, and the Host header. Where the public address is https, http is another site.
fn own_origins(request: &ServiceRequest) -> Vec<String> {
    let app = request.app_data::<Data<App>>();
    let public = app.and_then(|app| Some(app.config.public_url.as_ref()?.origin().ascii_serialization()));
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let schemes: &[&str] = if is_https(request) { &["https"] } else { &["https", "http"] };
    public.into_iter().chain(schemes.iter().map(|scheme| format!("{scheme}://{host}"))).collect()
}

fn is_https(request: &ServiceRequest) -> bool {
    request.app_data::<Data<App>>().is_some_and(|app| app.config.is_https())
}

/// The security headers, on every answer, errors included.
///
/// # Errors
///
/// The errors of the handler.
pub async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_https = is_https(&request);
    let is_static = request.path().starts_with("/static/");
    match next.call(request).await {
        Ok(mut response) => {
            secure(response.headers_mut(), is_https, is_static);
            Ok(response)
        }
        Err(error) => {
            let mut response = error.error_response();
            secure(response.headers_mut(), is_https, false);
            Err(InternalError::from_response(error, response).into())
        }
    }
}

fn secure(headers: &mut HeaderMap, is_https: bool, is_static: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if !is_static {
        set(header::CACHE_CONTROL, "no-store");
    }
    if is_https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
        secure_cookies(headers);
    }
}

/// Secure on every cookie: over https no cookie may travel without that attribute.
fn secure_cookies(headers: &mut HeaderMap) {
    let cookies: Vec<_> = headers.remove(header::SET_COOKIE).collect();
    for cookie in cookies {
        let is_secure = cookie.as_bytes().windows(8).any(|part| part == b"; Secure");
        let secured = HeaderValue::from_bytes(&[cookie.as_bytes(), b"; Secure"].concat());
        headers.append(header::SET_COOKIE, if is_secure { cookie } else { secured.unwrap_or(cookie) });
    }
}

/// HEAD is GET without the body, which the server leaves out by itself.
///
/// # Errors
///
/// The errors of the handler.
pub async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// A panic ends its request, never the process.
///
/// # Errors
///
/// `AppError::Internal` after a panic; otherwise, the errors of the handler.
pub async fn panics(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    outcome.unwrap_or_else(|_| Err(AppError::Internal(anyhow::anyhow!("a handler panicked")).into()))
}

/// Logs a line per request, without the query string, which may hold a person's search. The time until the answer
/// begins goes into the metrics.
///
/// # Errors
///
/// The errors of the handler.
pub async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let (method, path) = (request.method().clone(), request.match_pattern().unwrap_or_default());
    let durations = request.app_data::<Data<Durations>>().cloned();
    let outcome = next.call(request).await;
    let status = match &outcome {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    if let Some(durations) = durations {
        durations.observe((&method, &path, status), begun.elapsed());
    }
    tracing::debug!(http.method = %method, http.route = path, http.status = status.as_u16(), took = ?begun.elapsed(), "request");
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_with(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        is_from_here(&headers, &["https://jobs.example.org".to_owned()])
    }

    #[test]
    fn forms_from_our_own_pages_pass() {
        assert!(sent_with(&[("sec-fetch-site", "same-origin")]));
        assert!(sent_with(&[("origin", "https://jobs.example.org")]));
    }

    #[test]
    fn everything_else_is_refused() {
        assert!(!sent_with(&[]));
        assert!(!sent_with(&[("origin", "https://evil.example")]));
        assert!(!sent_with(&[("origin", "http://jobs.example.org")]));
        assert!(!sent_with(&[("origin", "https://jobs.example.org:8443")]));
        assert!(!sent_with(&[("origin", "null")]));
        assert!(!sent_with(&[("sec-fetch-site", "cross-site"), ("origin", "https://jobs.example.org")]));
        assert!(!sent_with(&[("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn over_https_every_cookie_is_secure_and_browsers_stay_there() {
        let mut headers = HeaderMap::new();
        for cookie in ["flash=Saved; Path=/", "__Host-session=abc; HttpOnly; Secure; Path=/"] {
            headers.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        secure(&mut headers, true, false);
        let cookies: Vec<_> = headers.get_all(header::SET_COOKIE).collect();
        assert_eq!(cookies, ["flash=Saved; Path=/; Secure", "__Host-session=abc; HttpOnly; Secure; Path=/"]);
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn pages_are_not_kept_by_browsers_and_files_are() {
        let kept = |is_static| {
            let mut headers = HeaderMap::new();
            secure(&mut headers, false, is_static);
            headers.get(header::CACHE_CONTROL).cloned()
        };
        assert_eq!((kept(false), kept(true)), (Some(HeaderValue::from_static("no-store")), None));
    }
}
