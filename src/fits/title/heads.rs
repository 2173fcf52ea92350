//! Nouns that job titles end in: they tell two titles on one line from one title with two modifiers.

use super::forms::word;
use crate::typed::without_accents;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Lines, and comments after `#`: word, title, use, field of work.
static HEADS: &str = include_str!("../../../data/occupations-heads.tsv");

/// Lines, and comments after `#`: words, language, use, field of work.
static OTHERS: &str = include_str!("../../../data/occupations-other.tsv");

/// Words of the tables that stand before a noun as often: "Lead Developer", "Service Manager".
const BEFORE_NOUNS: [&str; 9] =
    ["head", "lead", "chief", "principal", "associate", "apprentice", "service", "support", "hand"];

/// Ends of compounds that the tables have as parts of longer words only.
const IN_COMPOUNDS: [&str; 2] = ["fachmann", "kaufmann"];

/// Letters of the shortest noun looked for at the end of a compound: of those that the table names for that, and of others.
const SHORTEST_IN_COMPOUND: [usize; 2] = [4, 7];

/// Letters required before a noun in a compound.
const STEM: usize = 3;

struct Heads {
    words: HashSet<String>,
    /// Nouns at the end of German compounds, without accents, the longest first.
    in_compounds: Vec<String>,
}

/// Whether a word, in the form of titles, names an occupation: "developer", "softwareentwickler".
pub(super) fn is_head(word: &str) -> bool {
    heads().words.contains(word) || in_compound(word).is_some()
}

/// The noun at the end of a German compound: "verkaufsleiter" → "leiter".
pub(super) fn in_compound(word: &str) -> Option<&'static str> {
    let ends_in = |head: &&String| word.strip_suffix(head.as_str()).is_some_and(|stem| stem.chars().count() >= STEM);
    heads().in_compounds.iter().find(ends_in).map(String::as_str)
}

fn first_cell(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default()
}

fn heads() -> &'static Heads {
    static TABLE: OnceLock<Heads> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = HEADS.lines().chain(OTHERS.lines());
        let is_one = |line: &&'static str| !line.starts_with('#') && !first_cell(line).contains(' ');
        let first = |line: &'static str| Some(line).filter(is_one).map(first_cell);
        let words = lines.filter_map(first).filter(|word| !BEFORE_NOUNS.contains(word));
        let [of_compounds, of_others] = SHORTEST_IN_COMPOUND;
        let is_long = |line: &&str| {
            let shortest = if line.split('\t').nth(2) == Some("compound") { of_compounds } else { of_others };
            first_cell(line).chars().count() >= shortest
        };
        let compounds = HEADS.lines().filter(is_long).filter_map(first).chain(IN_COMPOUNDS).map(without_accents);
        let mut in_compounds: Vec<String> = compounds.map(|head| word(&head)).collect();
        in_compounds.sort_by_key(|head| std::cmp::Reverse(head.len()));
        Heads { words: words.map(|head| word(&without_accents(head))).collect(), in_compounds }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_of_an_occupation_is_told_from_words_before_it() {
        for noun in ["developer", "softwareentwickler", "nurse", "krankenpfleger", "ingenieur"] {
            assert!(is_head(noun), "{noun}");
        }
        for modifier in ["software", "sales", "test", "lead", "senior", "java", "marketing", "account"] {
            assert!(!is_head(modifier), "{modifier}");
        }
        assert_eq!(in_compound("verkaufsleiter"), Some("leiter"));
        assert_eq!(in_compound("lohnbuchhalter"), Some("buchhalter"));
        assert_eq!(in_compound("leiter"), None);
    }
}
