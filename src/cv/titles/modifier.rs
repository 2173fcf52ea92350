//! Modifiers: the words before a title's head, such as "Data" in "Data Scientist".

use super::tokens::{Glue, Token};
use super::vocabulary;
use crate::filters::Industry;

/// The longest title, in words, before a tail with "für" or "of".
pub(super) const MAX_TITLE_WORDS: usize = 6;

/// The longest modifier, in words.
const MAX_MODIFIER_WORDS: usize = 3;

/// The longest modifier that the words begin with: its length, spelling and field.
pub(super) fn modifier(tokens: &[Token<'_>]) -> Option<(usize, &'static str, Option<Industry>)> {
    let limit = tokens.len().min(MAX_MODIFIER_WORDS);
    (1..=limit).rev().find_map(|length| {
        let together = tokens[1..length].iter().all(|token| token.glue != Glue::Break);
        let (spelling, field) = vocabulary::modifier(&joined(&tokens[..length])).filter(|_| together)?;
        Some((length, spelling, field))
    })
}

/// "And" in English or German.
pub(super) fn is_and(token: &Token<'_>) -> bool {
    matches!(token.fold.as_str(), "and" | "und")
}

/// Words in lower case with single spaces.
pub(super) fn joined(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.fold.as_str()).collect::<Vec<_>>().join(" ")
}
