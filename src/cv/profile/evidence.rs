//! Whether words stand in a CV.

use crate::cv::text::{cut, folded, normalise};

/// The longest evidence that is kept, in bytes.
const MAX_EVIDENCE_BYTES: usize = 300;

/// The CV in the two forms that evidence is looked up in.
pub(super) struct Text {
    /// Single spaces instead of line breaks: a quotation may run over a line's end.
    plain: String,
    folded: String,
}

impl Text {
    pub(super) fn of(masked_text: &str) -> Self {
        let normal = normalise(masked_text);
        Self { plain: normal.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(), folded: folded(&normal) }
    }

    /// The evidence in a single line, if the CV has these words; case and white space don't matter.
    pub(super) fn quote(&self, evidence: &str) -> Option<String> {
        let quote = normalise(evidence).split_whitespace().collect::<Vec<_>>().join(" ");
        let quote = cut(quote.trim_matches(['"', '“', '”', '„', '…']), MAX_EVIDENCE_BYTES).trim();
        let is_there = !folded(quote).trim().is_empty() && self.plain.contains(&quote.to_lowercase());
        is_there.then(|| quote.to_owned())
    }

    /// The words themselves, if the CV has them next to each other.
    pub(super) fn own_words(&self, words: &str) -> Option<String> {
        let folded = folded(words);
        (!folded.trim().is_empty() && self.folded.contains(&folded)).then(|| words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_may_run_over_a_lines_end() {
        let text = Text::of("Nurse in Leeds,\nsince   2019");
        assert_eq!(text.quote("“nurse in Leeds, since 2019”").as_deref(), Some("nurse in Leeds, since 2019"));
        assert_eq!(text.quote("Nurse in York"), None);
        assert_eq!(text.quote(" … "), None);
    }

    #[test]
    fn own_words_stand_next_to_each_other() {
        let text = Text::of("Senior Data-Scientist, Leeds");
        assert_eq!(text.own_words("Data Scientist").as_deref(), Some("Data Scientist"));
        assert_eq!(text.own_words("Senior Leeds"), None);
    }
}
