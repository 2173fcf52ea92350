//! Signed messages to one address, by the rules of Standard Webhooks: an id by which the receiver knows doubles, the time,
//! and a signature over both and the body.

use crate::config::{WebhookConfig, webhook_key};
use crate::http;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::CONTENT_TYPE;
use sha2::Sha256;
use std::time::Duration;

/// Time for a connection, and for the whole answer.
const CONNECT: Duration = Duration::from_secs(5);
const DEADLINE: Duration = Duration::from_secs(15);

/// The receiver, as the settings name it.
pub struct Webhook {
    client: reqwest::Client,
    url: String,
    key: Vec<u8>,
}

/// Why a message was not taken in. The receiver's address and words are left out: they may hold a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No answer: out of reach, too slow, or an answer that is none.
    #[error("the receiver of alerts could not be reached")]
    Unreachable,
    /// An answer other than 2xx.
    #[error("the receiver of alerts answered {0}")]
    Answered(u16),
}

impl Refusal {
    /// Another try would not help: the receiver is gone for good (410).
    pub fn is_final(self) -> bool {
        self == Self::Answered(410)
    }
}

impl Webhook {
    /// The receiver of the settings.
    ///
    /// # Errors
    ///
    /// When no client can be built, or the key has another form.
    pub fn new(config: &WebhookConfig) -> anyhow::Result<Self> {
        let key = webhook_key(config.key.reveal());
        Ok(Self {
            client: http::builder(CONNECT, DEADLINE)?.build()?,
            url: config.url.reveal().to_owned(),
            key: key.ok_or_else(|| anyhow::anyhow!("the key of signatures has another form"))?,
        })
    }

    /// Sends a message. A message that is sent again has the same id.
    ///
    /// # Errors
    ///
    /// Says what the receiver answered instead of 2xx.
    pub async fn send(&self, id: &str, body: String, now: DateTime<Utc>) -> Result<(), Refusal> {
        let time = now.timestamp().to_string();
        let request = self
            .client
            .post(&self.url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", &time)
            .header("webhook-signature", signature(&self.key, id, &time, &body))
            .body(body);
        let answer = request.send().await.map_err(|_| Refusal::Unreachable)?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(Refusal::Answered(status.as_u16())),
        }
    }
}

/// `v1,` and the signature of `id.time.body` in Base64.
fn signature(key: &[u8], id: &str, time: &str, body: &str) -> String {
    // A key of any length will do.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    for part in [id, ".", time, ".", body] {
        mac.update(part.as_bytes());
    }
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    #[test]
    fn a_message_is_signed_as_the_standard_has_it() {
        let key = webhook_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = signature(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
