//! HTTP with limits: no redirects, no hidden retries, one deadline, a bounded body.

use std::time::Duration;

use anyhow::Context;
use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder, redirect, retry};
use rustls::RootCertStore;
use url::{Host, Url};

/// How long it may take until a connection stands.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// An answer with any status.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// Why there is no whole answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum TransportError {
    #[error("no answer in time")]
    TimedOut,
    #[error("no connection")]
    NoConnection,
    #[error("the answer broke off")]
    BrokeOff,
    #[error("the answer was too long")]
    TooLong,
}

/// A client for the service at `base`. On this machine itself no proxy stands between.
pub(super) fn client(base: &Url, deadline: Duration) -> anyhow::Result<Client> {
    let builder = Client::builder()
        .tls_backend_preconfigured(tls()?)
        .user_agent(concat!("jobfill/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .connect_timeout(CONNECT_DEADLINE.min(deadline))
        .timeout(deadline);
    let builder = if is_loopback(base) { builder.no_proxy() } else { builder };
    builder.build().context("the HTTP client cannot be built")
}

/// The system's certificates. A machine that has none can still speak to a loopback address.
fn tls() -> anyhow::Result<rustls::ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = rustls::crypto::ring::default_provider();
    let config = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// A path below the base, whether or not that ends in a slash.
pub(super) fn below(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/{path}", base.path().trim_end_matches('/')));
    url
}

/// Sends a request and reads the whole answer.
pub(super) async fn send(request: RequestBuilder) -> Result<Answer, TransportError> {
    let mut response = request.send().await.map_err(|error| of(&error))?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| of(&error))? {
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(TransportError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status: response.status().as_u16(), headers: std::mem::take(response.headers_mut()), body })
}

/// The kind of an error; its text may hold addresses.
fn of(error: &reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::TimedOut
    } else if error.is_connect() {
        TransportError::NoConnection
    } else {
        TransportError::BrokeOff
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_below_any_base() {
        let url = |base: &str| below(&base.parse().unwrap(), "v1/messages").to_string();
        assert_eq!(url("https://api.anthropic.com"), "https://api.anthropic.com/v1/messages");
        assert_eq!(url("http://127.0.0.1:9/claude/"), "http://127.0.0.1:9/claude/v1/messages");
    }
}
