//! Words of job titles in English and German, and their meaning for a title.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::filters::{Industry, Seniority};

/// Word, spelling, use, field of work.
static HEADS: &str = include_str!("../../../data/occupations-heads.tsv");
/// Words, spelling, field of work or `-`.
static MODIFIERS: &str = include_str!("../../../data/occupations-modifiers.tsv");
/// Three columns: the CV's wording, the job board's wording, the field of work.
static TITLES: &str = include_str!("../../../data/occupations-titles.tsv");

/// Words of which titles are made, in the spelling of the lists.
pub(in crate::cv) fn words() -> impl Iterator<Item = &'static str> {
    let lines = HEADS.lines().chain(MODIFIERS.lines()).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').next())
}

/// Shortest first part of a compound German title, in characters.
const MIN_PREFIX_CHARS: usize = 3;

/// Words with a title's ending that are no titles.
const NO_TITLES: [&str; 8] =
    ["begleiter", "arbeiter", "vorarbeiter", "mitarbeiter", "alleinerzieher", "kunstmaler", "bearbeiter", "besitzer"];

/// Words of seniority before a title. They are no part of the title: Jobfill's searches are shared, and seniority is a
/// filter of its own.
const LEVELS: [(&str, Seniority); 14] = [
    ("junior", Seniority::Junior),
    ("jr", Seniority::Junior),
    ("graduate", Seniority::Junior),
    ("trainee", Seniority::Junior),
    ("entry level", Seniority::Junior),
    ("angehender", Seniority::Junior),
    ("angehende", Seniority::Junior),
    ("mid level", Seniority::Mid),
    ("intermediate", Seniority::Mid),
    ("senior", Seniority::Senior),
    ("sr", Seniority::Senior),
    ("staff", Seniority::Lead),
    ("lead", Seniority::Lead),
    ("principal", Seniority::Lead),
];

/// Words before a title that say nothing about the work.
const DROPPED: [&str; 12] = [
    "freelance",
    "self employed",
    "freiberuflicher",
    "freiberufliche",
    "selbständiger",
    "selbständige",
    "interim",
    "former",
    "ehemaliger",
    "ehemalige",
    "aspiring",
    "experienced",
];

/// Words that mark a job as part of somebody's training.
const TRAINING: [&str; 16] = [
    "intern",
    "internship",
    "praktikant",
    "praktikantin",
    "praktikum",
    "werkstudent",
    "werkstudentin",
    "working student",
    "student",
    "trainee",
    "apprentice",
    "apprenticeship",
    "auszubildender",
    "auszubildende",
    "azubi",
    "volontär",
];

/// A noun at a title's end.
#[derive(Clone, Copy, Debug)]
pub(in crate::cv) struct Head {
    pub(in crate::cv) title: &'static str,
    /// A title by itself, without a word before.
    pub(in crate::cv) alone: bool,
    pub(in crate::cv) industry: Industry,
    compound: bool,
}

/// A whole title under another name.
#[derive(Clone, Copy, Debug)]
pub(in crate::cv) struct Known {
    pub(in crate::cv) title: &'static str,
    pub(in crate::cv) industry: Industry,
}

/// Meaning of a word that may end a title.
#[derive(Clone, Debug)]
pub(in crate::cv) struct HeadWord {
    /// The masculine form, as job boards list titles: "Softwareentwickler".
    pub(in crate::cv) title: String,
    pub(in crate::cv) alone: bool,
    pub(in crate::cv) industry: Industry,
}

static HEAD_TABLE: LazyLock<HashMap<&str, Head>> = LazyLock::new(|| {
    let rows = rows::<4>(HEADS).map(|[word, title, uses, field]| {
        let has = |name: &str| uses.split(',').any(|other| other == name);
        let industry = field.parse().expect("the table names fields of the taxonomy");
        (word, Head { title, alone: has("alone"), compound: has("compound"), industry })
    });
    rows.collect()
});

static MODIFIER_TABLE: LazyLock<HashMap<&str, (&str, Option<Industry>)>> =
    LazyLock::new(|| rows::<3>(MODIFIERS).map(|[words, title, field]| (words, (title, field.parse().ok()))).collect());

static TITLE_TABLE: LazyLock<HashMap<&str, Known>> = LazyLock::new(|| {
    let rows = rows::<3>(TITLES).map(|[words, title, field]| {
        let industry = field.parse().expect("the table names fields of the taxonomy");
        (words, Known { title, industry })
    });
    rows.collect()
});

/// The lines of a table, split at tabs.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.try_into().expect("every line has all columns")
    })
}

/// The title known by these words, in lower case and single spaces.
pub(in crate::cv) fn known(words: &str) -> Option<Known> {
    TITLE_TABLE.get(words).copied()
}

/// Spelling and field of words before a head, in lower case and single spaces.
pub(in crate::cv) fn modifier(words: &str) -> Option<(&'static str, Option<Industry>)> {
    MODIFIER_TABLE.get(words).copied()
}

/// Meaning of a word in lower case at the end of a title.
pub(in crate::cv) fn head(word: &str) -> Option<HeadWord> {
    let forms = masculine_forms(word);
    let whole = forms.iter().find_map(|form| HEAD_TABLE.get(form.as_str()));
    if let Some(head) = whole {
        return Some(HeadWord { title: head.title.to_owned(), alone: head.alone, industry: head.industry });
    }
    forms.iter().find_map(|form| compound(form))
}

/// A German word that ends in a head, the longest head: Softwareentwickler.
fn compound(word: &str) -> Option<HeadWord> {
    if NO_TITLES.contains(&word) {
        return None;
    }
    let starts = word.char_indices().map(|(start, _)| start).skip(MIN_PREFIX_CHARS);
    let (start, head) = starts.into_iter().find_map(|start| {
        let head = HEAD_TABLE.get(&word[start..]).filter(|head| head.compound)?;
        Some((start, *head))
    })?;
    let prefix = &word[..start];
    if !prefix.chars().all(char::is_alphabetic) {
        return None;
    }
    let title = capitalised(word);
    let field = modifier(prefix).and_then(|(_, industry)| industry);
    let trade = HEAD_TABLE.get(prefix).map(|trade| trade.industry);
    let industry = field.or(trade).unwrap_or(head.industry);
    Some(HeadWord { title, alone: true, industry })
}

/// Words with a capital first.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The word itself and its possible masculine forms: Entwicklerin, Kauffrau, Ärztin, Pädagogin, Angestellte.
pub(in crate::cv) fn masculine_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix("in") {
        forms.push(stem.to_owned());
        forms.push(format!("{stem}e"));
        forms.push(stem.replace("ä", "a").replace("ö", "o"));
        forms.push(format!("{stem}er"));
    }
    if let Some(stem) = word.strip_suffix("frau") {
        forms.push(format!("{stem}mann"));
    }
    if word.ends_with("gestellte") || word.ends_with("tragte") {
        forms.push(format!("{word}r"));
    }
    forms
}

/// Seniority of a title by its first word, or two words, in lower case.
pub(in crate::cv) fn level(words: &str) -> Option<Seniority> {
    LEVELS.iter().find(|(level, _)| *level == words).map(|(_, seniority)| *seniority)
}

/// Whether words, in lower case, may stand before a title without being part of the title.
pub(in crate::cv) fn is_dropped(words: &str) -> bool {
    DROPPED.contains(&words)
}

/// Whether a text in lower case with single spaces speaks of an internship, a student's job or an apprenticeship.
pub(in crate::cv) fn is_training(folded: &str) -> bool {
    TRAINING.iter().any(|word| folded.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_large_and_well_formed() {
        assert!(HEAD_TABLE.len() > 400 && MODIFIER_TABLE.len() > 500 && TITLE_TABLE.len() > 400);
        let odd = |title: &str| title.is_empty() || title != title.trim() || title.contains("  ");
        assert!(!HEAD_TABLE.values().any(|head| odd(head.title)));
        assert!(!TITLE_TABLE.values().any(|known| odd(known.title)));
        assert!(TITLE_TABLE.keys().all(|words| *words == words.to_lowercase()));
    }

    #[test]
    fn every_form_of_a_word_leads_to_its_head() {
        let title = |word: &str| head(word).map(|head| head.title);
        assert_eq!(title("entwicklerin").as_deref(), Some("Entwickler"));
        assert_eq!(title("softwareentwicklerin").as_deref(), Some("Softwareentwickler"));
        assert_eq!(title("grundschullehrerin").as_deref(), Some("Grundschullehrer"));
        assert_eq!(title("ärztin").as_deref(), Some("Arzt"));
        assert_eq!(title("köchin").as_deref(), Some("Koch"));
        assert_eq!(title("kauffrau").as_deref(), Some("Kaufmann"));
        assert_eq!(title("begleiter"), None);
        assert_eq!(title("berlin"), None);
    }
}
