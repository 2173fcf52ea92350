//! Job titles in a line of text: words of the vocabulary in the order of a title.
//!
//! The floor below both readers and the mask: no code here knows a profile, a section or a contact detail.

mod foreign;
mod modifier;
mod tail;
pub(in crate::cv) mod tokens;
pub(in crate::cv) mod vocabulary;

use self::modifier::{MAX_TITLE_WORDS, is_and, joined, modifier};
use self::tail::tail;
use self::tokens::{Glue, Token, tokens};
use self::vocabulary::HeadWord;
use crate::filters::{Industry, Seniority};

/// The longest entry of the vocabulary, in words.
const MAX_KNOWN_WORDS: usize = 7;

/// Words between two titles, without those that belong to one as often: "of", "en", "e".
pub(in crate::cv) const JOINING: [&str; 11] =
    ["and", "und", "or", "oder", "o", "ou", "lub", "veya", "eller", "et", "y"];

/// A title in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cv) struct Title {
    /// The title as a job board lists it: no level, no gender.
    pub(in crate::cv) text: String,
    pub(in crate::cv) industry: Industry,
    pub(in crate::cv) seniority: Option<Seniority>,
    /// Length of the title in words of the line.
    pub(in crate::cv) length: usize,
}

/// The title of a whole text, as a job board lists titles; `None` for a text with more in it.
pub(in crate::cv) fn title_of(text: &str) -> Option<String> {
    canonical(text).map(|title| title.text)
}

/// Whether a word belongs to job titles, as head or before a head: such a word is no proof of a name.
pub(in crate::cv) fn is_title_word(word: &str) -> bool {
    let word = word.to_lowercase();
    vocabulary::head(&word).is_some()
        || vocabulary::modifier(&word).is_some()
        || vocabulary::known(&word).is_some()
        || vocabulary::level(&word).is_some()
        || foreign::is_noun(&word)
}

/// Whether a word is a title by itself in a language with titles in small letters.
pub(in crate::cv) fn is_foreign_noun(word: &str) -> bool {
    foreign::is_noun(word)
}

/// Whether a whole text is a title from the lists of occupations.
pub fn is_title(text: &str) -> bool {
    canonical(text).is_some()
}

/// Words of which titles are made, in the spelling of the lists of occupations.
pub fn title_words() -> impl Iterator<Item = &'static str> {
    vocabulary::words()
}

/// The level in front of a title: senior in "Senior Nurse".
pub(in crate::cv) fn seniority_of(title: &str) -> Option<Seniority> {
    at(title, &tokens(title), 0)?.seniority
}

/// The title beginning with the word at `start`.
pub(in crate::cv) fn at(line: &str, tokens: &[Token<'_>], start: usize) -> Option<Title> {
    let (levels, seniority) = levels(&tokens[start..]);
    let rest = &tokens[start + levels..];
    let known_here = longer(known(rest), composed(line, rest));
    let foreign = foreign::at(line, &rest[..phrase_length(rest)]);
    let title = longer(known_here, foreign).map(|title| Title { length: title.length + levels, seniority, ..title });
    // "Staff Nurse", "Team Lead": the level may be a word of the title.
    known(&tokens[start..]).filter(|_| levels > 0).or(title)
}

fn canonical(text: &str) -> Option<Title> {
    let tokens = tokens(text);
    at(text, &tokens, 0).filter(|title| title.length == tokens.len())
}

/// How many words only say the level, or nothing of the work, and the level.
fn levels(tokens: &[Token<'_>]) -> (usize, Option<Seniority>) {
    let mut seniority = None;
    let mut count = 0;
    let tokens = &tokens[..phrase_length(tokens)];
    while let Some(length) =
        (1..=2).find(|length| tokens.get(count..count + length).is_some_and(|words| is_no_work(&joined(words))))
    {
        seniority = seniority.max(vocabulary::level(&joined(&tokens[count..count + length])));
        count += length;
    }
    (count, seniority)
}

/// Whether words before a title aren't part of the title.
fn is_no_work(words: &str) -> bool {
    vocabulary::level(words).is_some() || vocabulary::is_dropped(words)
}

/// The title with more words; of two equal titles the first.
fn longer(first: Option<Title>, second: Option<Title>) -> Option<Title> {
    match (first, second) {
        (Some(first), Some(second)) => Some(if second.length > first.length { second } else { first }),
        (first, second) => first.or(second),
    }
}

/// The longest whole title of the vocabulary.
fn known(tokens: &[Token<'_>]) -> Option<Title> {
    let limit = phrase_length(tokens).min(MAX_KNOWN_WORDS);
    (1..=limit).rev().find_map(|length| {
        let known = known_words(&tokens[..length])?;
        Some(Title { text: known.title.to_owned(), industry: known.industry, seniority: None, length })
    })
}

fn known_words(tokens: &[Token<'_>]) -> Option<vocabulary::Known> {
    let (last, before) = tokens.split_last()?;
    let before: String = before.iter().map(|token| masculine(&token.fold) + " ").collect();
    let forms = vocabulary::masculine_forms(&last.fold);
    let as_written = vocabulary::known(&joined(tokens));
    as_written.or_else(|| forms.iter().find_map(|form| vocabulary::known(&format!("{before}{form}"))))
}

/// The head may stand before the last word and have a feminine form of its own: "Kauffrau für Büromanagement".
fn masculine(word: &str) -> String {
    let forms = vocabulary::masculine_forms(word);
    let title = vocabulary::head(word).map(|head| head.title.to_lowercase());
    title.filter(|title| forms.contains(title)).unwrap_or_else(|| word.to_owned())
}

/// How many words stand together without a break.
fn phrase_length(tokens: &[Token<'_>]) -> usize {
    let breaks = tokens.iter().skip(1).position(Token::is_after_break);
    breaks.map_or(tokens.len(), |position| position + 1)
}

/// A title put together from modifiers and heads, up to the last head of the run.
fn composed(line: &str, tokens: &[Token<'_>]) -> Option<Title> {
    let tokens = &tokens[..phrase_length(tokens)];
    let mut words: Vec<String> = Vec::new();
    let mut industry = None;
    let mut found: Option<(usize, usize, HeadWord)> = None;
    let mut index = usize::from(is_unknown_kind(line, tokens));
    words.extend(tokens.iter().take(index).map(|word| word.text.to_owned()));
    while index < tokens.len() && words.len() < MAX_TITLE_WORDS {
        let after_head = found.as_ref().is_some_and(|(end, ..)| *end == index);
        if after_head && (tokens[index].glue == Glue::Joint || is_and(&tokens[index])) {
            // "Designer & Illustrator" are two titles, and so are "Consultant and Software Engineer".
            break;
        }
        if let Some(head) = vocabulary::head(&tokens[index].fold) {
            words.push(head.title.clone());
            index += 1;
            found = Some((index, words.len(), head));
        } else if let Some((length, spelling, field)) = modifier(&tokens[index..]) {
            words.push(spelling.to_owned());
            industry = industry.or(field);
            index += length;
        } else if is_and(&tokens[index]) && !words.is_empty() && modifier(&tokens[index + 1..]).is_some() {
            words.push(tokens[index].fold.clone());
            index += 1;
        } else {
            break;
        }
    }
    finish(line, tokens, words, industry, found)
}

/// "WIG" in "WIG-Schweißer": an abbreviation unknown to the tables, and a hyphen before a head.
fn is_unknown_kind(line: &str, tokens: &[Token<'_>]) -> bool {
    let [kind, head, ..] = tokens else { return false };
    let is_abbreviation = (2..=5).contains(&kind.text.len()) && kind.text.chars().all(|c| c.is_ascii_uppercase());
    let is_hyphened = &line[kind.end..head.start] == "-";
    is_abbreviation && is_hyphened && vocabulary::head(&head.fold).is_some() && modifier(tokens).is_none()
}

/// The title from its words, with the words after the head in German ("für Lagerlogistik") or English ("of Marketing").
fn finish(
    line: &str,
    tokens: &[Token<'_>],
    mut words: Vec<String>,
    industry: Option<Industry>,
    found: Option<(usize, usize, HeadWord)>,
) -> Option<Title> {
    let (length, kept, head) = found?;
    words.truncate(kept);
    let tail = tail(line, &tokens[length - 1..]);
    let more = tail.as_ref().map_or(0, |tail| tail.length);
    if kept == 1 && !head.alone && more == 0 {
        return None;
    }
    let text = words.join(" ") + &tail.map(|tail| tail.text).unwrap_or_default();
    let known = vocabulary::known(&text.to_lowercase().replace(['-', '/'], " ").replace("  ", " "));
    Some(Title {
        text: known.map_or(text, |known| known.title.to_owned()),
        industry: known.map(|known| known.industry).or(industry).unwrap_or(head.industry),
        seniority: None,
        length: length + more,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: &str) -> Option<String> {
        at(line, &tokens(line), 0).map(|title| title.text)
    }

    #[test]
    fn a_title_is_what_a_job_board_lists() {
        for (line, title) in [
            ("Senior Data Scientist at Zalando", "Data Scientist"),
            ("Data Scientist (m/w/d)", "Data Scientist"),
            ("Sr. Machine-Learning Engineer", "Machine Learning Engineer"),
            ("ML Engineer", "Machine Learning Engineer"),
            ("Data Scientist and Full Stack Engineer", "Data Scientist"),
            ("Sales and Marketing Manager", "Sales and Marketing Manager"),
            ("Full-Stack Software Developer", "Full Stack Developer"),
            ("Softwareentwickler*in", "Softwareentwickler"),
            ("Senior Java-Entwicklerin", "Java Entwickler"),
            (
                "Elektroniker für Energie- und Gebäudetechnik Elektro Zschocher GmbH",
                "Elektroniker für Energie- und Gebäudetechnik",
            ),
            ("Elektroniker für Geräte und Systeme", "Elektroniker für Geräte und Systeme"),
            ("Kauffrau für Büromanagement", "Kaufmann für Büromanagement"),
            ("Gesundheits- und Krankenpflegerin, Innere Medizin", "Pflegefachkraft"),
            ("Krankenschwester", "Pflegefachkraft"),
            ("Head of Marketing", "Head of Marketing"),
            ("Director of Sales and Marketing", "Director of Sales and Marketing"),
            ("Leiterin der Buchhaltung", "Leiter Buchhaltung"),
            ("Teamleiter Vertrieb", "Teamleiter Vertrieb"),
            ("Primary School Teacher (Year 4)", "Primary School Teacher"),
            ("Koch Hotel Seeblick", "Koch"),
            ("Koch im Hotel Seeblick", "Koch"),
            ("Chef de Partie (Gardemanger)", "Chef de Partie"),
            ("Staff Nurse", "Registered Nurse"),
            ("Lead Data Engineer", "Data Engineer"),
            ("Grundschullehrerin", "Grundschullehrer"),
            ("Quality Assurance Manager", "QA Manager"),
            ("Human Resources Business Partner", "HR Business Partner"),
        ] {
            assert_eq!(first(line).as_deref(), Some(title), "{line}");
        }
    }

    #[test]
    fn what_is_no_title_gives_none() {
        for line in [
            "Zalando SE",
            "Manager",
            "Engineering",
            "Data",
            "2019 – 2021",
            "Berlin",
            "Worker",
            "Klinikum Alsterdorf",
            "Leading change",
        ] {
            assert_eq!(first(line), None, "{line}");
        }
    }

    #[test]
    fn the_level_is_told_apart() {
        let level = |text: &str| canonical(text).unwrap().seniority;
        assert_eq!(level("Senior Data Scientist"), Some(Seniority::Senior));
        assert_eq!(level("Lead Data Engineer"), Some(Seniority::Lead));
        assert_eq!(level("Data Engineer"), None);
    }
}
