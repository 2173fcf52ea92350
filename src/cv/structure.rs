//! The structure of a CV, before anything is concluded from it: sections by their headings, details by their labels.
//!
//! Pure, and for any text: plain, masked, or sent. Headings and labels are known in English, German, French, Spanish,
//! Italian, Portuguese, Dutch, Polish and Turkish, and the usual ones in Japanese and Chinese.

mod heading;
pub(in crate::cv) mod label;
mod section;
mod unwrap;

pub(in crate::cv) use self::label::Label;
pub(in crate::cv) use self::section::Section;

use self::unwrap::unwrapped;
use super::dates::{is_span, is_year};
use super::mask::words::NAME;
use super::titles::{self, tokens::tokens};

/// A line, or a labelled detail of a line, and its part of the CV.
#[derive(Clone, Copy, Debug)]
pub(in crate::cv) struct Line<'a> {
    /// The line without label or heading.
    pub(in crate::cv) text: &'a str,
    /// The line with its label.
    pub(in crate::cv) whole: &'a str,
    /// Topic of the line by its position.
    pub(in crate::cv) section: Section,
    /// Kind of the line by its own label.
    pub(in crate::cv) label: Option<Label>,
}

/// The longest run of labels read before their values.
const MAX_COLUMN: usize = 12;

/// Every line that isn't a heading, with its part of the CV.
pub(in crate::cv) fn lines(text: &str) -> Vec<Line<'_>> {
    let texts = unwrapped(text);
    let mut section = Section::Top;
    let mut lines = Vec::new();
    let mut index = 0;
    while index < texts.len() {
        let line = texts[index];
        if is_name(line) {
            section = Section::Top;
        }
        // A contact's block names no spans of years: at such a span the jobs have begun without a heading.
        if section == Section::Personal
            && label::split(line).is_none()
            && is_span(line)
            && is_dated_job(&texts[index..])
        {
            section = Section::Experience;
        }
        let pairs = column(&texts[index..]);
        if pairs > 0 {
            lines.extend((0..pairs).map(|row| labelled(texts[index + row], texts[index + pairs + row], section)));
            index += 2 * pairs;
            continue;
        }
        index += 1;
        let Some((found, rest)) = heading(line) else {
            lines.extend(details(line, section));
            continue;
        };
        if !rest.is_empty() {
            lines.push(Line { text: rest, whole: line, section: found, label: None });
        }
        // "Languages: German", "Contact: …" and "Objective: Nurse" are done with their line.
        let goes_on = matches!(found, Section::Summary | Section::Experience | Section::Education);
        if rest.is_empty() || goes_on {
            section = found;
        }
    }
    lines
}

/// Whether a span of years or the line below it names a job.
fn is_dated_job(texts: &[&str]) -> bool {
    let names_job = |line: &&str| {
        let tokens = tokens(line);
        (0..tokens.len()).any(|at| (at == 0 || tokens[at].is_after_break()) && titles::at(line, &tokens, at).is_some())
    };
    texts.iter().take(2).any(names_job)
}

/// How many labels stand below each other, each with its value as far below the last label. A label alone has its value
/// on the next line. 0: none.
fn column(texts: &[&str]) -> usize {
    let is_label = |line: &&str| label_alone(line).is_some();
    let labels = texts.iter().take(MAX_COLUMN).take_while(|line| is_label(line)).count();
    let values = texts.iter().skip(labels).take_while(|line| !is_label(line) && heading(line).is_none());
    let labels = if values.take(labels).count() == labels { labels } else { 0 };
    // A heading such as "Contact" or "Adresse" announces a block, not a single value.
    if labels == 1 && heading(texts[0]).is_some() { 0 } else { labels }
}

/// The label that fills a line.
fn label_alone(line: &str) -> Option<Label> {
    label::named(line.trim_end_matches([':', '：', ' ']))
}

fn labelled<'a>(label: &str, value: &'a str, section: Section) -> Line<'a> {
    Line { text: value, whole: value, section, label: label_alone(label) }
}

/// The line, or its details where a detail has a label.
fn details(line: &str, section: Section) -> Vec<Line<'_>> {
    let detail = |part| match label::split(part) {
        Some((label, value)) => Line { text: value, whole: part, section, label: Some(label) },
        None => Line { text: part, whole: part, section, label: None },
    };
    let parts = split_details(line);
    if parts.len() > 1 && parts.iter().any(|part| label::split(part).is_some()) {
        return parts.into_iter().map(detail).collect();
    }
    vec![detail(line)]
}

/// The part that a line announces as its heading.
pub(in crate::cv) fn announces(line: &str) -> Option<Section> {
    heading(line).map(|(section, _)| section)
}

/// Whether a line is only a heading.
pub(in crate::cv) fn is_heading(line: &str) -> bool {
    heading::section_of(line.trim_end_matches([':', '：'])).is_some()
}

/// Whether a line begins with a label unknown here: "Place of issue: …", "State of origin: …".
pub(in crate::cv) fn has_unknown_label(line: &str) -> bool {
    /// The longest label, in words.
    const MAX_WORDS: usize = 5;
    line.split_once([':', '：']).is_some_and(|(words, value)| {
        let is_short = words.split_whitespace().count() <= MAX_WORDS && !words.contains(['[', ',']);
        is_short
            && !words.contains(|c: char| c.is_ascii_digit())
            && !value.starts_with("//")
            && label::named(words).is_none()
    })
}

/// Details of a line, parted by signs that no sentence has.
pub(in crate::cv) fn split_details(line: &str) -> Vec<&str> {
    let parts = line.split(['|', '·', '•', '●', '▪', '◦', '∙', '⋅', ';', '¦', '／']);
    parts
        .flat_map(|part| part.split(" – ").flat_map(|part| part.split(" — ")))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a line is the person's name, perhaps with a degree before the name or an address after.
fn is_name(line: &str) -> bool {
    let Some((before, after)) = line.split_once(NAME) else {
        return false;
    };
    before.is_empty() || (after.is_empty() && !before.trim().contains(' '))
}

/// The part announced by a line, and the rest of the line.
fn heading(line: &str) -> Option<(Section, &str)> {
    let line = without_number(line);
    if let Some((label, rest)) = line.split_once([':', '：'])
        && let Some(section) = heading::section_of(label)
    {
        return Some((section, rest.trim_start_matches(['-', '–', ' ']).trim()));
    }
    // "Publications (peer-reviewed)"
    let without_bracket = line.split_once('(').filter(|(_, rest)| rest.ends_with(')')).map_or(line, |(name, _)| name);
    let names = [line, without_bracket].map(|line| line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')'));
    if let Some(section) = names.into_iter().find_map(heading::section_of) {
        return Some((section, ""));
    }
    // A table row: the wish beside its label.
    if let Some(end) = label_end(line) {
        return Some((Section::Wish, line[end..].trim()));
    }
    in_capitals(line)
}

/// Whether a line of a job says what was done there: behind a bullet, and without a year.
pub(in crate::cv) fn is_duty(line: &str) -> bool {
    let has_bullet = line.starts_with(['•', '·', '▪', '▫', '‣', '◦', '●', '○', '■', '➢', '✓', '*', '-', '–']);
    has_bullet && !line.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

/// "ULTERIORI INFORMAZIONI Patente B": a heading in capitals before its text.
fn in_capitals(line: &str) -> Option<(Section, &str)> {
    let is_loud =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
    let loud = line.split(' ').take_while(|word| is_loud(word) || word.chars().count() == 1).count();
    let end = line.match_indices(' ').map(|(at, _)| at).nth(loud.checked_sub(1)?)?;
    // "ACTIVITIES Coordinator" is what somebody is.
    let section = section::listed(&line[..end]).filter(|_| titles::at(line, &tokens(line), 0).is_none())?;
    matches!(section, Section::Other | Section::Personal | Section::References).then(|| (section, line[end..].trim()))
}

/// "3. Work experience" without its number.
fn without_number(line: &str) -> &str {
    let number = line.split(' ').next().unwrap_or_default();
    let digits = number.trim_end_matches(['.', ')', ':']);
    let is_number = digits.len() < number.len()
        && (1..=4).contains(&digits.len())
        && digits.chars().all(|c| c.is_ascii_digit() || "IVX".contains(c));
    if is_number { line[number.len()..].trim_start() } else { line }
}

/// The beginning of a wish after its label without a colon.
fn label_end(line: &str) -> Option<usize> {
    const LABELS: [&str; 11] = [
        "gewünschte tätigkeit ",
        "gewünschte beschäftigung ",
        "gewünschte beschäftigung / berufsfeld ",
        "desired employment / occupational field ",
        "empleo deseado ",
        "wunschposition ",
        "berufsziel ",
        "desired position ",
        "desired employment ",
        "angestrebte position ",
        "bewerbung als ",
    ];
    let lower = line.to_lowercase();
    let label = LABELS.iter().filter(|label| lower.starts_with(*label)).max_by_key(|label| label.len())?;
    line.is_char_boundary(label.len()).then_some(label.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(cv: &str) -> Vec<(Section, &str)> {
        lines(cv).iter().map(|line| (line.section, line.text)).collect()
    }

    fn labels(cv: &str) -> Vec<(Option<Label>, &str)> {
        lines(cv).iter().map(|line| (line.label, line.text)).collect()
    }

    #[test]
    fn headings_part_a_cv() {
        let cv = "[name]\nNurse\nE X P E R I E N C E\n2019 Nurse\nAus- und Weiterbildung\nAbitur\nBerufliches Ziel: Tagdienst\n\
                  Physik\nKENNTNISSE\nExcel\nGewünschte Tätigkeit Koch in Wien\nExperience with patients, mostly\nDr. [name]\nLeeds";
        assert_eq!(
            parts(cv),
            [
                (Section::Top, "[name]"),
                (Section::Top, "Nurse"),
                (Section::Experience, "2019 Nurse"),
                (Section::Education, "Abitur"),
                (Section::Wish, "Tagdienst"),
                (Section::Education, "Physik"),
                (Section::Skills, "Excel"),
                (Section::Wish, "Koch in Wien"),
                (Section::Skills, "Experience with patients, mostly"),
                (Section::Top, "Dr. [name]"),
                (Section::Top, "Leeds"),
            ]
        );
    }

    #[test]
    fn headings_are_known_in_nine_languages() {
        for (heading, section) in [
            ("Expérience professionnelle", Section::Experience),
            ("FORMACIÓN ACADÉMICA", Section::Education),
            ("Esperienze lavorative", Section::Experience),
            ("Dados pessoais", Section::Personal),
            ("Werkervaring", Section::Experience),
            ("Umiejętności", Section::Skills),
            ("Kişisel Bilgiler", Section::Personal),
            ("Referenzen", Section::References),
            ("職務経歴", Section::Experience),
        ] {
            assert_eq!(parts(&format!("{heading}\nx")), [(section, "x")], "{heading}");
        }
    }

    #[test]
    fn a_label_with_a_value_is_done_with_its_line() {
        let cv = "Contact: 0341 5550\nSYSTEM ADMINISTRATOR\nSex: Male\nLeipzig";
        assert_eq!(
            parts(cv),
            [
                (Section::Personal, "0341 5550"),
                (Section::Top, "SYSTEM ADMINISTRATOR"),
                (Section::Top, "Male"),
                (Section::Top, "Leipzig"),
            ]
        );
    }

    #[test]
    fn labels_that_are_read_before_their_values_find_them() {
        let cv = "Geburtsdatum:\nGeburtsort\nWohnort\n1. Mai 1990\nCelle\nHannover\nDesignation :\nSite Engineer\nBerufserfahrung\n2019 Koch";
        assert_eq!(
            labels(cv),
            [
                (Some(Label::Birth), "1. Mai 1990"),
                (Some(Label::BirthPlace), "Celle"),
                (Some(Label::Home), "Hannover"),
                (Some(Label::Title), "Site Engineer"),
                (None, "2019 Koch"),
            ]
        );
    }

    #[test]
    fn a_line_with_labels_is_parted_at_them() {
        assert_eq!(
            labels("Sex: Male | Nationality: Indian | Leeds\nNurse | Leeds"),
            [
                (Some(Label::Private), "Male"),
                (Some(Label::Private), "Indian"),
                (None, "Leeds"),
                (None, "Nurse | Leeds"),
            ]
        );
    }
}
