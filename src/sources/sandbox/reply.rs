//! Answers of the gateway: texts of the real gateway, and texts spoiled on order.

use std::time::Duration;

use serde_json::{Value, json};

use super::fault::{Fault, How};
use super::served::Served;
use crate::sources::Unit;

/// Ending of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// Ends in the middle of the body.
    Half,
    /// Ends before the first byte.
    Nothing,
}

/// An answer, right or wrong.
#[derive(Debug)]
pub(super) struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub is_html: bool,
    pub ending: Ending,
    pub delay: Duration,
}

impl Reply {
    fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.to_string(),
            is_html: false,
            ending: Ending::Whole,
            delay: Duration::ZERO,
        }
    }

    /// Adds headers to the reply.
    pub(super) fn and(mut self, headers: Vec<(String, String)>) -> Self {
        self.headers.extend(headers);
        self
    }

    /// RapidAPI's form of a message: a single field.
    pub(super) fn message(status: u16, words: &str) -> Self {
        Self::json(status, &json!({"message": words}))
    }

    fn html(status: u16) -> Self {
        let body = "<html><body><h1>We will be right back</h1></body></html>".to_owned();
        Self { body, is_html: true, ..Self::message(status, "") }
    }

    pub(super) fn wrong_key() -> Self {
        let words = "Invalid API key. Go to https://docs.rapidapi.com/docs/keys for more info.";
        Self::message(401, words)
    }

    pub(super) fn not_subscribed() -> Self {
        Self::message(403, "You are not subscribed to this API.")
    }

    pub(super) fn no_such_route(path: &str) -> Self {
        let reply = Self::message(404, &format!("Endpoint '{path}' does not exist"));
        let header = ("x-rapidapi-proxy-response".to_owned(), "true".to_owned());
        Self { headers: vec![header], ..reply }
    }

    /// Reply to too many calls. The real gateway sends no Retry-After; a fault may.
    pub(super) fn rate_limited(fault: Option<&Fault>) -> Self {
        let words = "You have exceeded the rate limit per second for your plan, BASIC, by the API provider";
        let wait = fault.and_then(|fault| fault.retry_after_seconds);
        let header = wait.map(|seconds| ("retry-after".to_owned(), seconds.to_string()));
        Self { headers: header.into_iter().collect(), ..Self::message(429, words) }
    }

    pub(super) fn quota_spent(unit: Unit) -> Self {
        let unit = match unit {
            Unit::Jobs => "Jobs",
            Unit::Requests => "Requests",
        };
        let words = format!("You have exceeded the MONTHLY quota for {unit} on your current plan, BASIC.");
        Self::message(429, &words)
    }

    /// The provider's own answer, spoiled as ordered.
    pub(super) fn served(mut answer: Served, how: Option<How>) -> Self {
        if how == Some(How::MalformedPosting) {
            spoil_first_posting(&mut answer.body);
        }
        let right = Self::json(answer.status, &answer.body);
        match how {
            Some(How::Refused) => Self::json(400, &json!({"detail": "Unknown query parameter"})),
            Some(How::ServerError) => Self::message(500, "Internal Server Error"),
            Some(How::GatewayTimeout) => Self::html(504),
            Some(How::Html) => Self::html(200),
            Some(How::StatusError) => {
                let error = json!({"message": "Something went wrong"});
                Self::json(200, &json!({"status": "ERROR", "error": error}))
            }
            Some(How::HalfBody) => Self { ending: Ending::Half, ..right },
            Some(How::Drop) => Self { ending: Ending::Nothing, ..right },
            _ => right,
        }
    }
}

/// Takes the title and the id from the first posting.
fn spoil_first_posting(body: &mut Value) {
    let jobs = match body {
        Value::Array(_) => Some(body),
        _ => body.pointer_mut("/data/jobs"),
    };
    let first = jobs.and_then(|jobs| jobs.get_mut(0));
    if let Some(job) = first.and_then(Value::as_object_mut) {
        for name in ["id", "job_id", "title", "job_title"] {
            job.remove(name);
        }
    }
}
