//! The calls to Claude, on the client that the sources use too.

use std::time::Duration;

use anyhow::Context;
use reqwest::header::HeaderMap;
use reqwest::{Client, RequestBuilder};
use url::Url;

use crate::http::{self, BodyError};

/// The longest wait for a connection.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// An answer with any status.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// Reasons for the lack of a whole answer.
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
    let builder = http::builder(CONNECT_DEADLINE, deadline)?;
    let builder = if http::is_loopback(base) { builder.no_proxy() } else { builder };
    builder.build().context("the HTTP client cannot be built")
}

/// Sends a request and reads the whole answer.
pub(super) async fn send(request: RequestBuilder) -> Result<Answer, TransportError> {
    let mut response = request.send().await.map_err(|error| of(&error))?;
    let body = http::body(&mut response, MAX_BODY_BYTES).await.map_err(|error| match error {
        BodyError::TooLong => TransportError::TooLong,
        BodyError::Transport(error) => of(&error),
    })?;
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
