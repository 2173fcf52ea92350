//! Words of an address and the punctuation after them.

/// A word without the punctuation after it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', '.', ')', ':'])
}

/// The punctuation after a word.
pub(super) fn after(word: &str) -> &str {
    &word[bare(word).len()..]
}

/// A word in lower case without the punctuation after it.
pub(super) fn plain(word: &str) -> String {
    bare(word).to_lowercase()
}
