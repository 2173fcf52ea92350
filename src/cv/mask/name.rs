//! The person's name: found by its label, by the e-mail address, or as the first line that looks like one.

use super::words::NAME;
use crate::cv::titles::title_of;
use crate::cv::titles::vocabulary::is_title_word;
use crate::place::Place;
use unicode_normalization::UnicodeNormalization;

/// Lines from the top among which an unlabelled name is looked for.
const HEAD_LINES: usize = 6;

/// What announces a name, in lower case.
const LABELS: [&str; 9] = [
    "name",
    "vorname",
    "nachname",
    "familienname",
    "full name",
    "first name",
    "last name",
    "surname",
    "vor- und nachname",
];

/// Titles that belong to a name, not to a job.
const HONORIFICS: [&str; 13] =
    ["dr", "prof", "mr", "mrs", "ms", "miss", "frau", "herr", "dipl.-ing", "dipl.-inf", "dipl.-kfm", "mag", "ing"];

/// Parts of names that are written small.
const PARTICLES: [&str; 14] =
    ["von", "van", "de", "der", "den", "zu", "la", "le", "di", "da", "dos", "del", "al", "bin"];

/// Shortest part of a name that is masked where it stands alone, in characters.
const MIN_PART_CHARS: usize = 3;

/// The words of a person's name; none when it could not be told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
}

/// Looks for the name of the person whose CV this is.
pub(super) fn find(lines: &[&str]) -> Name {
    if lines.iter().any(|line| line.contains(NAME)) {
        return Name::default();
    }
    let labelled = lines.iter().take(HEAD_LINES * 4).find_map(|line| after_label(line));
    let by_email = || {
        let local = lines.iter().find_map(|line| email_local(line))?;
        lines.iter().find(|line| is_name(line) && shares_word(line, &local)).copied()
    };
    let first = || lines.iter().take(HEAD_LINES).find(|line| is_name(line)).copied();
    let words = |found: &str| found.split([' ', ',']).filter(|word| is_own(word)).map(str::to_owned).collect();
    let found = labelled.or_else(by_email).or_else(first).map(without_city);
    Name { words: found.map(words).unwrap_or_default() }
}

impl Name {
    /// The line with the name, and each part of it that is nothing else as well, masked.
    pub(super) fn mask(&self, line: &str) -> String {
        let mut masked: Vec<String> = Vec::new();
        for word in line.split(' ') {
            let core = bare(word);
            let (before, after) = word.split_once(core).unwrap_or(("", ""));
            if !self.is_part(core, line) {
                masked.push(word.to_owned());
            } else if masked.last().is_some_and(|last| last.ends_with(NAME)) && before.is_empty() {
                // One mask for a run of parts.
                if let Some(last) = masked.last_mut() {
                    last.push_str(after);
                }
            } else {
                masked.push(format!("{before}{NAME}{after}"));
            }
        }
        masked.join(" ")
    }

    /// A part of the name. Parts that mean something else too (Koch, a place) only beside another part.
    fn is_part(&self, word: &str, line: &str) -> bool {
        let same = |part: &String| plain(part) == plain(word);
        if word.is_empty() || !self.words.iter().any(same) {
            return false;
        }
        let others = || {
            self.words
                .iter()
                .filter(|part| plain(part) != plain(word))
                .any(|part| line.split(' ').any(|other| plain(bare(other)) == plain(part)))
        };
        let telling = word.chars().count() >= MIN_PART_CHARS && starts_like_name(word) && !is_title_word(word);
        telling || others()
    }
}

/// "Jonas Weber" of "Jonas Weber, Berlin", but all of "Weber, Jonas".
fn without_city(name: &str) -> &str {
    match name.split_once(',') {
        Some((before, after)) if Place::city_named(after.trim()).is_some() => before,
        _ => name,
    }
}

/// The name after its label on one line.
fn after_label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let is_label = label.to_lowercase().split('/').all(|part| LABELS.contains(&part.trim()));
    (is_label && is_name(rest.trim())).then(|| rest.trim())
}

/// Two to five words that start like names, in one piece, with no figure and no word of a job or a heading.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split([' ', ',']).filter(|word| word.contains(char::is_alphanumeric)).collect();
    let plausible = |word: &&str| {
        let lower = plain(word);
        starts_like_name(word) && word.chars().all(|c| c.is_alphabetic() || "-'’.´".contains(c))
            || PARTICLES.contains(&lower.as_str())
    };
    let names = words.iter().filter(|word| !is_honorific(word));
    line.matches(',').count() <= 1
        && (2..=5).contains(&words.len())
        && names.clone().filter(|word| starts_like_name(word)).count() >= 2
        && words.iter().all(plausible)
        && !is_heading(line)
        && title_of(line).is_none()
}

/// "Curriculum Vitae", "Personal Information" and the like.
fn is_heading(line: &str) -> bool {
    const WORDS: [&str; 24] = [
        "curriculum",
        "vitae",
        "lebenslauf",
        "resume",
        "résumé",
        "profile",
        "profil",
        "contact",
        "kontakt",
        "personal",
        "persönliche",
        "daten",
        "angaben",
        "information",
        "details",
        "about",
        "über",
        "summary",
        "berufserfahrung",
        "experience",
        "page",
        "seite",
        "bewerbung",
        "university",
    ];
    line.split(' ').any(|word| WORDS.contains(&plain(word).as_str()))
}

/// Whether a word of a line with a name is part of the name.
fn is_own(word: &str) -> bool {
    word.contains(char::is_alphabetic) && !is_honorific(word) && !LABELS.contains(&word.to_lowercase().as_str())
}

fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word.to_lowercase().trim_end_matches('.'))
}

fn starts_like_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// What stands before the @ of the first e-mail address in a line, folded.
fn email_local(line: &str) -> Option<String> {
    let at = line.find('@')?;
    let local = line[..at].rsplit(|c: char| !(c.is_alphanumeric() || "._%+-".contains(c))).next()?;
    (!local.is_empty()).then(|| plain(local))
}

/// Whether a word of the line, of three letters or more, stands in the e-mail address.
fn shares_word(line: &str, local: &str) -> bool {
    line.split([' ', '-']).map(plain).any(|word| word.chars().count() >= MIN_PART_CHARS && local.contains(&word))
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Lower case, German umlauts spelt out, no other marks: the form in which names stand in e-mail addresses.
fn plain(word: &str) -> String {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let spelt = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    spelt.nfd().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[&str]) -> String {
        find(lines).words.join(" ")
    }

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        assert_eq!(words(&["Curriculum Vitae", "Noor de Vries", "Marketing Manager"]), "Noor de Vries");
        assert_eq!(words(&["Senior Data Scientist", "Jane Doe"]), "Jane Doe");
        assert_eq!(words(&["Lebenslauf", "Name: Aylin Demirel"]), "Aylin Demirel");
        let sidebar = [
            "CONTACT",
            "Brand Strategy",
            "joerg.hallmann@example.de",
            "SKILLS",
            "Good English",
            "Team Player",
            "Jörg Hallmann",
            "Elektroniker",
        ];
        assert_eq!(words(&sidebar), "Jörg Hallmann");
        assert_eq!(words(&["Software Engineer", "2019 to 2024"]), "");
    }

    #[test]
    fn a_name_is_masked_whole_and_in_parts() {
        let name = find(&["Dr. Svenja Osterkamp", "x"]);
        assert_eq!(name.mask("Dr. Svenja Osterkamp, Köln"), "Dr. [name], Köln");
        assert_eq!(name.mask("S. Osterkamp et al. (2019)"), "S. [name] et al. (2019)");
        assert_eq!(name.mask("Frau Osterkamps Team, Osterwald"), "Frau Osterkamps Team, Osterwald");
    }

    #[test]
    fn a_name_that_is_also_a_job_is_masked_only_beside_the_other_part() {
        let name = find(&["Stefan Koch", "Koch im Hotel Seeblick"]);
        assert_eq!(name.mask("Stefan Koch"), "[name]");
        assert_eq!(name.mask("Koch im Hotel Seeblick"), "Koch im Hotel Seeblick");
    }
}
