//! A message of the API: text, reason of the end, and cost.

use serde::Deserialize;
use serde_json::Value;

use super::usage::Usage;

/// Longest name of a model, in characters.
const MAX_MODEL_CHARS: usize = 100;

/// An answer with status 200.
#[derive(Debug)]
pub(super) struct Reply {
    /// All text blocks in one. Blocks of other types, such as thinking, come before and between.
    pub(super) text: String,
    pub(super) usage: Usage,
    /// Model of the answer, as a name that can be kept.
    pub(super) model: String,
    stop_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    model: String,
    content: Vec<Block>,
    stop_reason: Option<String>,
    #[serde(default)]
    usage: Tokens,
}

#[derive(Deserialize)]
struct Block {
    r#type: String,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Default, Deserialize)]
struct Tokens {
    input_tokens: Option<Value>,
    output_tokens: Option<Value>,
    cache_creation_input_tokens: Option<Value>,
    cache_read_input_tokens: Option<Value>,
}

impl Reply {
    /// The message in a body; `None` for anything else.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let message: Message = serde_json::from_slice(body).ok()?;
        let texts = message.content.into_iter().filter(|block| block.r#type == "text").filter_map(|block| block.text);
        let tokens = message.usage;
        let input = [&tokens.input_tokens, &tokens.cache_creation_input_tokens, &tokens.cache_read_input_tokens];
        Some(Self {
            text: texts.collect(),
            usage: Usage::of(input.map(Option::as_ref), tokens.output_tokens.as_ref()),
            model: message.model.chars().filter(|c| !c.is_control()).take(MAX_MODEL_CHARS).collect(),
            stop_reason: message.stop_reason,
        })
    }

    /// Whether the model said all it had to say.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.stop_reason.as_deref(), Some("end_turn" | "stop_sequence"))
    }

    /// Whether the model would not answer.
    pub(super) fn is_refusal(&self) -> bool {
        self.stop_reason.as_deref() == Some("refusal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_picked_by_type_and_every_token_counted() {
        let body = br#"{"id":"msg_1","model":"m","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"{\"a\""},
            {"type":"text","text":":1}"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":3}}"#;
        let reply = Reply::parse(body).unwrap();
        assert_eq!(reply.text, r#"{"a":1}"#);
        assert_eq!(reply.usage, Usage { input_tokens: 15, output_tokens: 3 });
        assert!(reply.is_complete() && !reply.is_refusal());
    }

    #[test]
    fn hostile_figures_and_names_cost_no_answer() {
        let huge = u64::MAX;
        let body = format!(
            r#"{{"model":"m\u0000{}","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":{huge},
            "cache_read_input_tokens":{huge},"cache_creation_input_tokens":-1,"output_tokens":{huge}0}}}}"#,
            "m".repeat(1_000)
        );
        let reply = Reply::parse(body.as_bytes()).unwrap();
        assert_eq!(reply.usage, Usage { input_tokens: 10_000_000, output_tokens: 10_000_000 });
        assert_eq!(reply.model, "m".repeat(MAX_MODEL_CHARS));
    }

    #[test]
    fn a_reply_that_was_cut_is_not_complete() {
        let body = br#"{"model":"m","content":[],"stop_reason":"max_tokens"}"#;
        assert!(!Reply::parse(body).unwrap().is_complete());
        assert!(Reply::parse(b"<html>").is_none());
    }
}
