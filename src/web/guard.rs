//! What every request and every answer goes through: same-origin forms, security headers, the log.

use super::error::AppError;
use crate::app::App;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

/// No script, style, image or connection from anywhere else; nobody may frame us.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// Refuses a request that changes something unless it comes from one of our own pages.
pub async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody + 'static>, actix_web::Error> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && !is_from_here(request.headers(), &own_hosts(&request)) {
        return Err(AppError::Forbidden("This form was sent from another site, so it was refused.").into());
    }
    next.call(request).await
}

/// Sec-Fetch-Site where the browser sends it, else Origin. Neither: refused.
fn is_from_here(headers: &HeaderMap, hosts: &[String]) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let host = origin.and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    host.is_some_and(|host| hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
}

/// What we are called: the Host header, and the public address behind a proxy.
fn own_hosts(request: &ServiceRequest) -> Vec<String> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
    let public = request.app_data::<Data<App>>().and_then(|app| {
        let url = app.config.public_url.as_ref()?;
        let host = url.host_str()?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    });
    host.into_iter().chain(public).collect()
}

/// The security headers, on every answer.
pub async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_https = request.app_data::<Data<App>>().is_some_and(|app| app.config.is_https());
    let is_static = request.path().starts_with("/static/");
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
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
    if is_https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if !is_static {
        set(header::CACHE_CONTROL, "no-store");
    }
    Ok(response)
}

/// One line per request, without the query string: it may hold what somebody searched for. A panic becomes a 500.
pub async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let (method, path) = (request.method().clone(), request.match_pattern().unwrap_or_default());
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let outcome = outcome.unwrap_or_else(|_| Err(AppError::Internal(anyhow::anyhow!("a handler panicked")).into()));
    let status = match &outcome {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
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
        is_from_here(&headers, &["jobs.example.org".to_owned()])
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
        assert!(!sent_with(&[("origin", "null")]));
        assert!(!sent_with(&[("sec-fetch-site", "cross-site"), ("origin", "https://jobs.example.org")]));
        assert!(!sent_with(&[("sec-fetch-site", "same-site")]));
    }
}
