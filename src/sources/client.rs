//! The HTTP client of both sources: a call sends one request, and never a second.

use std::time::Duration;

use anyhow::{Context, ensure};
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::error::{ErrorKind, SourceError};
use super::judge::{Body, Reply, judge};
use super::quota::QuotaHeaders;
use super::wire::{self, PageAsk};
use super::{Dialect, Source};
use crate::clock::Clock;
use crate::http::{self, BodyError};
use crate::secret::Secret;

/// Longest answer to read, in bytes after decompression. A full page of 1,000 rows with descriptions has about half as
/// many.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// Time limit for a connection to stand. A failure in this time provably sent nothing, so the limit is apart from, and
/// well below, the deadline of the whole answer.
const CONNECT_DEADLINE: Duration = Duration::from_secs(5);

/// Address of a source, key and deadline.
#[derive(Clone, Debug)]
pub struct SourceSettings {
    /// The API's address, with or without a path prefix.
    pub base_url: Url,
    /// Search route below the base address.
    pub path: String,
    /// Key by which the provider knows the payer.
    pub api_key: Secret,
    /// Setting with the key, named to admins when the key is wrong.
    pub key_setting: &'static str,
    /// Time limit from the first byte of connecting to the last byte of the body.
    pub deadline: Duration,
}

impl SourceSettings {
    /// Dialect of the address.
    pub fn dialect(&self, source: Source) -> Dialect {
        Dialect::of(source, &self.base_url)
    }

    /// Settings with the source's own route and deadline, at this address.
    pub fn new(source: Source, base_url: Url, api_key: Secret, key_setting: &'static str) -> Self {
        let (path, deadline) = (source.default_path().to_owned(), source.default_deadline());
        Self { base_url, path, api_key, key_setting, deadline }
    }
}

/// A page as received, to be kept before reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The body, decompressed and otherwise untouched.
    pub body: Vec<u8>,
    /// The provider's figures on the plan and on this call.
    pub quota: QuotaHeaders,
}

/// Client of a source.
#[derive(Clone, Debug)]
pub struct Client {
    source: Source,
    dialect: Dialect,
    endpoint: Url,
    key_setting: &'static str,
    http: reqwest::Client,
}

impl Client {
    /// Prepares a client; no call is made.
    ///
    /// # Errors
    ///
    /// Fails when the settings make no address or no header, naming the setting.
    pub fn new(source: Source, settings: &SourceSettings) -> anyhow::Result<Self> {
        let endpoint = endpoint(source, settings)?;
        let dialect = settings.dialect(source);
        let headers = credentials(&endpoint, dialect, settings)?;
        Ok(Self {
            source,
            dialect,
            endpoint,
            key_setting: settings.key_setting,
            http: client(headers, settings.deadline)?,
        })
    }

    /// Source behind the client.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Buys a page with exactly one HTTP request. Without redirects and repeats, the caller can count on one charge at
    /// most.
    ///
    /// # Errors
    ///
    /// Anything but a whole successful answer, with its cost.
    pub async fn send(&self, ask: &PageAsk<'_>) -> Result<Answer, SourceError> {
        debug_assert_eq!(ask.request.source(), self.source);
        self.get(self.endpoint.clone(), &wire::query(ask, self.dialect)).await
    }

    /// Dialect of the client.
    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// URL of a route beside the search, on the same host.
    pub(super) fn beside(&self, route: &str) -> Url {
        let mut url = self.endpoint.clone();
        let (host, _) = url.path().rsplit_once('/').unwrap_or_default();
        let path = format!("{host}/{route}");
        url.set_path(&path);
        url
    }

    /// Sends a call.
    pub(super) async fn get(&self, url: Url, query: &[(&'static str, String)]) -> Result<Answer, SourceError> {
        let request = self.http.get(url).query(query);
        let response = request.send().await.map_err(|error| unsent_or_unanswered(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let reply = Reply { received_at: Clock::System.now(), status, headers, body: read_body(response).await };
        let quota = QuotaHeaders::read(&reply.headers);
        judge(self.source, self.dialect, self.key_setting, reply)
            .map(|body| Answer { body, quota })
            .map_err(|kind| SourceError::new(kind, quota))
    }
}

fn endpoint(source: Source, settings: &SourceSettings) -> anyhow::Result<Url> {
    let setting = source.base_url_setting();
    let url = http::below(&settings.base_url, &settings.path);
    let is_plain = |url: &Url| url.query().is_none() && url.fragment().is_none();
    ensure!(
        matches!(url.scheme(), "https" | "http") && is_plain(&url) && !settings.path.contains(['?', '#']),
        "{setting} and {} have to make an http(s) address without a query",
        source.path_setting(),
    );
    Ok(url)
}

/// Headers with the key: RapidAPI's two, or the single header of the vendors' own hosts.
fn credentials(endpoint: &Url, dialect: Dialect, settings: &SourceSettings) -> anyhow::Result<HeaderMap> {
    let host = endpoint.host_str().unwrap_or_default();
    let (name, value) = match host {
        _ if dialect == Dialect::Direct => ("authorization", format!("Bearer {}", settings.api_key.reveal())),
        "api.openwebninja.com" => ("x-api-key", settings.api_key.reveal().to_owned()),
        "data.fantastic.jobs" => ("authorization", format!("Bearer {}", settings.api_key.reveal())),
        _ => ("x-rapidapi-key", settings.api_key.reveal().to_owned()),
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

/// HTTP client with a new connection for every page, over HTTP/1: so a request can neither meet a connection just being
/// closed nor be sent again by the protocol. No proxy stands between.
fn client(headers: HeaderMap, deadline: Duration) -> anyhow::Result<reqwest::Client> {
    http::builder(CONNECT_DEADLINE, deadline)?
        .default_headers(headers)
        .http1_only()
        .pool_max_idle_per_host(0)
        .no_proxy()
        .build()
        .context("the HTTP client cannot be built")
}

/// Classifies a failed call. Name, connection and TLS errors precede the writing of the request; after that, the
/// provider may have seen the request.
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

async fn read_body(mut response: reqwest::Response) -> Body {
    http::body(&mut response, MAX_BODY_BYTES).await.map_err(|error| match error {
        BodyError::TooLong => "the answer is too long",
        BodyError::Transport(error) if error.is_timeout() => "timed out",
        BodyError::Transport(_) => "the answer was cut off",
    })
}
