//! What the gateway sends back: the texts of the real one, and answers spoiled as told.

use std::time::Duration;

use serde_json::{Value, json};

use super::fault::{Fault, How};
use super::served::Served;
use crate::sources::Unit;

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// In the middle of the body.
    Half,
    /// Before the first byte.
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
    fn json(status: u16, body: &Value) -> Reply {
        Reply {
            status,
            headers: Vec::new(),
            body: body.to_string(),
            is_html: false,
            ending: Ending::Whole,
            delay: Duration::ZERO,
        }
    }

    /// RapidAPI says everything in one field.
    pub fn message(status: u16, words: &str) -> Reply {
        Reply::json(status, &json!({"message": words}))
    }

    fn html(status: u16) -> Reply {
        let body = "<html><body><h1>We will be right back</h1></body></html>".to_owned();
        Reply { body, is_html: true, ..Reply::message(status, "") }
    }

    pub fn wrong_key() -> Reply {
        let words = "Invalid API key. Go to https://docs.rapidapi.com/docs/keys for more info.";
        Reply::message(401, words)
    }

    pub fn not_subscribed() -> Reply {
        Reply::message(403, "You are not subscribed to this API.")
    }

    pub fn no_such_route(path: &str) -> Reply {
        let reply = Reply::message(404, &format!("Endpoint '{path}' does not exist"));
        let header = ("x-rapidapi-proxy-response".to_owned(), "true".to_owned());
        Reply { headers: vec![header], ..reply }
    }

    /// The real gateway sends no Retry-After; a fault may.
    pub fn rate_limited(fault: Option<&Fault>) -> Reply {
        let words = "You have exceeded the rate limit per second for your plan, BASIC, by the API provider";
        let wait = fault.and_then(|fault| fault.retry_after_seconds);
        let header = wait.map(|seconds| ("retry-after".to_owned(), seconds.to_string()));
        Reply { headers: header.into_iter().collect(), ..Reply::message(429, words) }
    }

    pub fn quota_spent(unit: Unit) -> Reply {
        let unit = match unit {
            Unit::Jobs => "Jobs",
            Unit::Requests => "Requests",
        };
        let words = format!("You have exceeded the MONTHLY quota for {unit} on your current plan, BASIC.");
        Reply::message(429, &words)
    }

    /// The provider's own answer, spoiled as told.
    pub fn served(mut answer: Served, how: Option<How>) -> Reply {
        if how == Some(How::MalformedPosting) {
            spoil_first_posting(&mut answer.body);
        }
        let right = Reply::json(answer.status, &answer.body);
        match how {
            Some(How::Refused) => Reply::json(400, &json!({"detail": "Unknown query parameter"})),
            Some(How::ServerError) => Reply::message(500, "Internal Server Error"),
            Some(How::GatewayTimeout) => Reply::html(504),
            Some(How::Html) => Reply::html(200),
            Some(How::StatusError) => {
                let error = json!({"message": "Something went wrong"});
                Reply::json(200, &json!({"status": "ERROR", "error": error}))
            }
            Some(How::HalfBody) => Reply { ending: Ending::Half, ..right },
            Some(How::Drop) => Reply { ending: Ending::Nothing, ..right },
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
