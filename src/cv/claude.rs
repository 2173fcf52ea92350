//! Claude reads a CV through the Messages API.
//!
//! The text goes out masked and wrapped as data; the answer comes back as JSON by a schema, is checked against
//! the text, and is sent back once with what was wrong if it cannot be used. Nothing is retried in here: the
//! queue that asked decides by the error's kind.

mod error;
mod http;
mod prompt;
mod reply;
mod usage;

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Client;
use serde_json::{Value, json};
use url::Url;

use crate::config::ClaudeConfig;
use crate::cv::profile::{Profile, RawProfile};
use crate::secret::Secret;

use self::reply::Reply;

pub use self::error::ReadError;
pub use self::prompt::PROMPT_VERSION;
pub use self::usage::Usage;

/// The longest wait for an answer. The provider's own client waits ten minutes; a person is waiting here.
const DEADLINE: Duration = Duration::from_secs(60);

/// The version of the API that the requests are written for. Source: the provider's documentation, "Versioning".
const API_VERSION: &str = "2026-10-21";

/// Room for the answer in tokens, the model's thinking included.
const MAX_TOKENS: u32 = 8192;

/// Most characters of an invalid answer to be sent back.
const MAX_RETURNED_CHARS: usize = 4000;

/// A reading: the profile, and its cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The profile, checked against the text.
    pub profile: Profile,
    /// Tokens read, all requests together.
    pub input_tokens: u32,
    /// Tokens written, all requests together.
    pub output_tokens: u32,
    /// Model of the answer.
    pub model: String,
}

/// A client for a model.
#[derive(Clone, Debug)]
pub struct Claude {
    http: Client,
    messages: Url,
    api_key: Secret,
    model: String,
}

impl Claude {
    /// A client with its own connections. Fails where no TLS can be set up.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new(config: &ClaudeConfig) -> anyhow::Result<Self> {
        Ok(Self {
            http: http::client(&config.base_url, DEADLINE)?,
            messages: crate::http::below(&config.base_url, "v1/messages"),
            api_key: config.api_key.clone(),
            model: config.model.clone(),
        })
    }

    /// Model to ask; part of a profile's key.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Titles, places and filters of a masked CV. Makes one request, or two where the first answer is unusable.
    /// `now` tells when a spending limit of the month ends.
    ///
    /// # Errors
    ///
    /// [`ReadError`] says whether to try again, and what was spent: no answer, a status other than success, or two
    /// unusable answers.
    pub async fn read(&self, masked_text: &str, now: DateTime<Utc>) -> Result<Reading, ReadError> {
        let mut messages = vec![json!({ "role": "user", "content": prompt::question(masked_text) })];
        let mut usage = Usage::default();
        let first = self.ask(&messages, now, &mut usage).await?;
        let complaint = match profile(&first, masked_text) {
            Ok(profile) => return Ok(reading(profile, usage, first.model)),
            Err(complaint) => complaint,
        };
        messages.push(json!({ "role": "assistant", "content": returned(&first.text) }));
        messages.push(json!({ "role": "user", "content": prompt::complaint(&complaint) }));
        let second = self.ask(&messages, now, &mut usage).await?;
        match profile(&second, masked_text) {
            Ok(profile) => Ok(reading(profile, usage, second.model)),
            Err(complaint) => {
                Err(ReadError::Fail { why: format!("Claude's answer could not be used twice: {complaint}"), usage })
            }
        }
    }

    /// A request and its answer; the tokens are added to `usage`.
    async fn ask(&self, messages: &[Value], now: DateTime<Utc>, usage: &mut Usage) -> Result<Reply, ReadError> {
        let request = self
            .http
            .post(self.messages.clone())
            .header("x-api-key", self.api_key.reveal())
            .header("anthropic-version", API_VERSION)
            .json(&self.body(messages));
        let answer = http::send(request).await.map_err(|error| error::of_transport(&error, *usage))?;
        if answer.status != 200 {
            return Err(error::of_status(&answer, now, *usage));
        }
        let reply = Reply::parse(&answer.body).ok_or_else(|| error::no_message(*usage))?;
        usage.add(reply.usage);
        if reply.is_refusal() {
            return Err(ReadError::Fail { why: "Claude declined to read this text".to_owned(), usage: *usage });
        }
        Ok(reply)
    }

    fn body(&self, messages: &[Value]) -> Value {
        json!({
            "model": self.model,
            "max_tokens": MAX_TOKENS,
            "system": prompt::SYSTEM,
            "messages": messages,
            "output_config": { "format": { "type": "json_schema", "schema": prompt::schema() } },
        })
    }
}

/// What [`Claude::read`] makes of the body of one answer to a masked text: its cost, and the profile or a complaint. None:
/// no message. Asks nobody.
pub fn understand(body: &[u8], masked_text: &str) -> Option<(Usage, Result<Profile, String>)> {
    let reply = Reply::parse(body)?;
    Some((reply.usage, profile(&reply, masked_text)))
}

/// The profile in an answer, or its faults in words that the model can act on.
fn profile(reply: &Reply, masked_text: &str) -> Result<Profile, String> {
    if !reply.is_complete() {
        return Err("it was cut off before its end; be brief".to_owned());
    }
    // The error's text may quote the answer; only its place and kind are passed on.
    let raw: RawProfile = serde_json::from_str(reply.text.trim()).map_err(|error| {
        let what = if error.is_data() { "it does not follow the schema" } else { "it is not JSON" };
        format!("{what} (line {}, column {})", error.line(), error.column())
    })?;
    let profile = Profile::checked(&raw, masked_text);
    if profile.titles.is_empty() && !raw.titles.is_empty() {
        return Err("no title was plain, or none had words of the CV as its evidence".to_owned());
    }
    Ok(profile)
}

/// The model's own words to send back; the API refuses an empty message.
fn returned(text: &str) -> String {
    let text: String = text.chars().take(MAX_RETURNED_CHARS).collect();
    if text.trim().is_empty() { "(no answer)".to_owned() } else { text }
}

fn reading(profile: Profile, usage: Usage, model: String) -> Reading {
    Reading { profile, input_tokens: usage.input_tokens, output_tokens: usage.output_tokens, model }
}
