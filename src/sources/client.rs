//! The HTTP client of both sources: one call sends one request, and never a second.

use std::fmt;
use std::time::Duration;

use anyhow::{Context, ensure};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Response, Url, redirect, retry};
use rustls::RootCertStore;

use super::Source;
use super::error::{ErrorKind, SourceError};
use super::judge::{Body, Reply, judge};
use super::quota::QuotaHeaders;
use super::wire::{self, PageAsk};

/// The longest answer that is read, after decompression. A full page of 1,000 rows with their
/// descriptions is about half of it.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// How long a connection may take to stand. A failure in this time provably sent nothing, so it is
/// kept apart from, and well below, the deadline of the whole answer.
const CONNECT_DEADLINE: Duration = Duration::from_secs(5);

/// Where a source is and how it is spoken to.
#[derive(Clone)]
pub struct SourceSettings {
    /// The API's address, with or without a path prefix.
    pub base_url: String,
    /// The search route below it.
    pub path: String,
    pub api_key: String,
    /// The setting that the key came from, for telling admins which one is wrong.
    pub key_setting: &'static str,
    /// From the first byte of connecting to the last byte of the body.
    pub deadline: Duration,
}

impl SourceSettings {
    /// The source's own address, route and deadline.
    pub fn new(source: Source, api_key: String, key_setting: &'static str) -> Self {
        Self {
            base_url: source.default_base_url().to_owned(),
            path: source.default_path().to_owned(),
            api_key,
            key_setting,
            deadline: source.default_deadline(),
        }
    }
}

impl fmt::Debug for SourceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceSettings")
            .field("base_url", &self.base_url)
            .field("path", &self.path)
            .field("key_setting", &self.key_setting)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// A page as it came, to be kept before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Well-formed JSON in the envelope of the source, decompressed.
    pub body: Vec<u8>,
    pub quota: QuotaHeaders,
}

/// A client for one source.
#[derive(Clone, Debug)]
pub struct Client {
    source: Source,
    endpoint: Url,
    key_setting: &'static str,
    http: reqwest::Client,
}

impl Client {
    /// Fails when the settings make no address or no header, naming the setting.
    pub fn new(source: Source, settings: &SourceSettings) -> anyhow::Result<Self> {
        let endpoint = endpoint(source, settings)?;
        let headers = credentials(&endpoint, settings)?;
        Ok(Self { source, endpoint, key_setting: settings.key_setting, http: http(headers, settings.deadline)? })
    }

    pub fn source(&self) -> Source {
        self.source
    }

    /// Buys one page with exactly one HTTP request. No redirect is followed and nothing is sent
    /// again, so whoever calls this may count on one charge at most.
    pub async fn send(&self, ask: &PageAsk<'_>) -> Result<Answer, SourceError> {
        debug_assert_eq!(ask.request.source(), self.source);
        let request = self.http.get(self.endpoint.clone()).query(&wire::query(ask));
        let response = request.send().await.map_err(|error| unsent_or_unanswered(&error))?;
        let reply =
            Reply { status: response.status(), headers: response.headers().clone(), body: read_body(response).await };
        let quota = QuotaHeaders::read(&reply.headers);
        judge(self.source, self.key_setting, reply)
            .map(|body| Answer { body, quota })
            .map_err(|kind| SourceError::new(kind, quota))
    }
}

fn endpoint(source: Source, settings: &SourceSettings) -> anyhow::Result<Url> {
    let base = settings.base_url.trim_end_matches('/');
    let path = settings.path.trim_start_matches('/');
    let setting = source.base_url_setting();
    let url = Url::parse(&format!("{base}/{path}"))
        .with_context(|| format!("{setting} has to be an address such as {}", source.default_base_url()))?;
    ensure!(
        matches!(url.scheme(), "https" | "http") && url.query().is_none() && url.fragment().is_none(),
        "{setting} and {} have to make an http(s) address without a query",
        source.path_setting(),
    );
    Ok(url)
}

/// RapidAPI's two headers, or the one of the vendors' own hosts. The sandbox speaks as RapidAPI.
fn credentials(endpoint: &Url, settings: &SourceSettings) -> anyhow::Result<HeaderMap> {
    let host = endpoint.host_str().unwrap_or_default();
    let (name, value) = match host {
        "api.openwebninja.com" => ("x-api-key", settings.api_key.clone()),
        "data.fantastic.jobs" => ("authorization", format!("Bearer {}", settings.api_key)),
        _ => ("x-rapidapi-key", settings.api_key.clone()),
    };
    let mut secret = HeaderValue::from_str(&value)
        .ok()
        .with_context(|| format!("{} holds characters that no key has", settings.key_setting))?;
    secret.set_sensitive(true);
    let mut headers = HeaderMap::from_iter([(HeaderName::from_static(name), secret)]);
    if name == "x-rapidapi-key" {
        headers.insert("x-rapidapi-host", HeaderValue::from_str(host)?);
    }
    Ok(headers)
}

/// Every page gets a connection of its own, over HTTP/1: a request can then neither meet a
/// connection that is just being closed nor be sent again by the protocol.
fn http(headers: HeaderMap, deadline: Duration) -> anyhow::Result<reqwest::Client> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls()?)
        .default_headers(headers)
        .user_agent(concat!("jobfill/", env!("CARGO_PKG_VERSION")))
        .http1_only()
        .pool_max_idle_per_host(0)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .connect_timeout(CONNECT_DEADLINE.min(deadline))
        .timeout(deadline)
        .build()
        .context("the HTTP client cannot be built")
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

/// Name, connection and TLS errors come before the request is written; of anything later nobody can
/// say what the provider saw.
fn unsent_or_unanswered(error: &reqwest::Error) -> SourceError {
    let kind = if error.is_connect() || error.is_builder() {
        ErrorKind::Unreachable
    } else if error.is_timeout() {
        ErrorKind::NoAnswer { why: "timed out" }
    } else {
        ErrorKind::NoAnswer { why: "the connection broke" }
    };
    SourceError::new(kind, QuotaHeaders::default())
}

async fn read_body(mut response: Response) -> Body {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > MAX_BODY_BYTES => {
                return Err("the answer is too long");
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) if error.is_timeout() => return Err("timed out"),
            Err(_) => return Err("the answer was cut off"),
        }
    }
}
