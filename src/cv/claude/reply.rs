//! A message of the API: text, reason of the end, and cost.

use serde::Deserialize;

use super::usage::Usage;

/// An answer with status 200.
#[derive(Debug)]
pub(super) struct Reply {
    /// All text blocks in one. Blocks of other types, such as thinking, come before and between.
    pub(super) text: String,
    pub(super) usage: Usage,
    /// Model of the answer.
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
    input_tokens: Option<u64>,
    output_tokens: Option<u64>,
    cache_creation_input_tokens: Option<u64>,
    cache_read_input_tokens: Option<u64>,
}

impl Reply {
    /// The message in a body; `None` for anything else.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let message: Message = serde_json::from_slice(body).ok()?;
        let texts = message.content.into_iter().filter(|block| block.r#type == "text").filter_map(|block| block.text);
        let tokens = message.usage;
        let input = [tokens.input_tokens, tokens.cache_creation_input_tokens, tokens.cache_read_input_tokens];
        Some(Self {
            text: texts.collect(),
            usage: Usage {
                input_tokens: input.into_iter().flatten().sum(),
                output_tokens: tokens.output_tokens.unwrap_or(0),
            },
            model: message.model,
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
    fn a_reply_that_was_cut_is_not_complete() {
        let body = br#"{"model":"m","content":[],"stop_reason":"max_tokens"}"#;
        assert!(!Reply::parse(body).unwrap().is_complete());
        assert!(Reply::parse(b"<html>").is_none());
    }
}
