//! The text of a CV for a reader: the work, put together from the structure.
//!
//! The person stays out: letterhead, personal data, relatives, numbers of documents, references. The masks come first
//! and lie over the rest, so a detail has to be missed twice before being sent. Of the address only towns and countries
//! known to the table of places stay.

mod family;

use super::dates::{is_span, is_year};
use super::mask::mask;
use super::mask::words::{ADDRESS, BIRTH, EMAIL, LINK, NAME, PERSON, PHONE};
use super::offline::address;
use super::structure::{self, Label, Line, Section, split_details};
use super::titles::{self, tokens::tokens};
use super::wishes;

/// Most characters of a CV to be sent; the best part stands at the beginning.
const MAX_CHARS: usize = 20_000;

/// Lines from the top that may be a letterhead. Below, a CV without headings has its jobs.
const HEAD_LINES: usize = 18;

/// A letterhead's line with more characters holds several.
const LONG_LINE: usize = 200;

/// Licences to drive, which are skills, in nine languages.
const LICENCES: [&str; 13] = [
    "führerschein",
    "staplerschein",
    "driving lic",
    "driver's lic",
    "permis",
    "carnet de conducir",
    "carné de conducir",
    "patente",
    "carta de condução",
    "rijbewijs",
    "prawo jazdy",
    "körkort",
    "ehliyet",
];

/// Words of lines about clubs and communities, dated or not.
const CLUBS: [&str; 10] =
    ["mitglied", "gemeinde", "member", "parish", "mosque", "church", "membre", "socio", "miembro", "lid"];

/// Fewest words of a sentence.
const SENTENCE_WORDS: usize = 7;

/// The text that leaves the house, and no more; for the offline reader too, so that both read one text.
pub fn sent(text: &str) -> String {
    let masked = mask(text);
    let lines = structure::lines(&masked);
    let is_named = masked.contains(NAME);
    let mut kept = Kept::default();
    // "Parents: …" goes on in the lines below.
    let mut is_of_relatives = false;
    let mut is_below_birth = false;
    for (index, line) in lines.iter().enumerate() {
        // "14. März 1987", and below it "Husum": where somebody was born is no place to look for work.
        let is_birth_place = is_below_birth && is_only_a_place(line);
        is_below_birth = line.text == BIRTH;
        if is_birth_place {
            continue;
        }
        let is_head = line.section == Section::Top && index < HEAD_LINES;
        is_of_relatives |= line.label == Some(Label::Relative);
        if let Some(text) = of_line(line, is_head, is_named && !is_of_relatives) {
            kept.push(line.section, &text);
        }
    }
    kept.text.chars().take(MAX_CHARS).collect::<String>().trim_end().to_owned()
}

/// Whether a line of the letterhead or the personal block is a place and nothing else.
fn is_only_a_place(line: &Line<'_>) -> bool {
    let is_of_person = matches!(line.section, Section::Top | Section::Personal) && line.label.is_none();
    is_of_person && !has_mask(line.text) && !has_number(line.text) && is_place(line.text)
}

/// "Husum", "Tournai (Belgique)"
fn is_place(text: &str) -> bool {
    let names = text.split([',', '(', ')', '/']).map(str::trim).filter(|name| !name.is_empty());
    let places = address(text, false);
    !places.is_empty() && names.clone().count() <= 3 && names.into_iter().any(|name| places.contains(&name))
}

/// The growing text, and its present part.
#[derive(Default)]
struct Kept {
    text: String,
    section: Option<Section>,
}

impl Kept {
    fn push(&mut self, section: Section, line: &str) {
        let is_new = self.section.replace(section) != Some(section);
        for line in [section.heading()].into_iter().filter(|_| is_new).chain([line]) {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
}

/// The sent part of a line.
fn of_line(line: &Line<'_>, is_head: bool, is_named: bool) -> Option<String> {
    if line.section == Section::References {
        return None;
    }
    match line.label {
        Some(Label::Home | Label::Address) => {
            let places = address(line.text, line.label == Some(Label::Address));
            (!places.is_empty()).then(|| format!("Residence: {}", places.join(", ")))
        }
        Some(label) if label.is_private() => None,
        Some(_) => Some(without_details(line.whole)).filter(|text| !text.is_empty()),
        None if line.section == Section::Personal => head(line.text, false),
        None if line.section == Section::Other => of_other(line.text),
        None if is_head => head(line.text, is_named),
        None => Some(without_details(line.text)).filter(|text| !text.is_empty()),
    }
}

/// The sent part of a line about hobbies, publications and the like: dated work, titles, wishes, licences to drive.
fn of_other(line: &str) -> Option<String> {
    let is_licence = |part: &&str| {
        let lower = part.to_lowercase();
        LICENCES.iter().any(|licence| lower.contains(licence))
    };
    let is_member = |part: &str| {
        part.split(|c: char| !c.is_alphanumeric()).any(|word| CLUBS.contains(&word.to_lowercase().as_str()))
    };
    let is_kept =
        |part: &&str| is_span(part) && !is_member(part) || is_title(part) || is_licence(part) || wishes::seeks(part);
    let kept: Vec<String> =
        split_details(line).into_iter().filter(is_kept).map(without_details).filter(|part| !part.is_empty()).collect();
    (!kept.is_empty()).then(|| kept.join(" | "))
}

/// The sent part of a letterhead's line: titles, sentences, places. Other details, such as a headline in an unknown
/// language, are sent only where `keeps_unknown` says that the name stands elsewhere, and only without parts of an
/// address beside them.
fn head(line: &str, keeps_unknown: bool) -> Option<String> {
    if line.chars().count() > LONG_LINE && has_mask(line) {
        // A whole CV in one line: each sentence for itself.
        let kept: Vec<String> = line.split_inclusive(". ").filter_map(|part| head_part(part.trim(), false)).collect();
        return (!kept.is_empty()).then(|| kept.join("\n"));
    }
    head_part(line, keeps_unknown)
}

fn head_part(line: &str, keeps_unknown: bool) -> Option<String> {
    if is_sentence(line) || is_span(line) {
        return Some(without_details(line)).filter(|text| !text.is_empty());
    }
    let details = split_details(line);
    let parts = || details.iter().flat_map(|detail| detail.split(',')).map(str::trim);
    let is_address = parts().any(|part| has_mask(part) || has_number(part)) || !address(line, false).is_empty();
    let kept: Vec<String> =
        details.iter().filter_map(|detail| detail_of_head(detail, keeps_unknown && !is_address)).collect();
    (!kept.is_empty()).then(|| kept.join(" | "))
}

/// A single detail of a letterhead's line.
fn detail_of_head(detail: &str, keeps_unknown: bool) -> Option<String> {
    let is_address = detail.contains(ADDRESS);
    // "[birth date] Antwerpen", "[name], LL.M. (London)"
    let is_of_birth = detail.contains(BIRTH);
    let detail = detail.find('(').filter(|_| detail.contains(NAME)).map_or(detail, |bracket| &detail[..bracket]);
    let places =
        if is_of_birth || structure::has_unknown_label(detail) { Vec::new() } else { address(detail, is_address) };
    // Scripts without spaces hold names and streets unseen by the masks: of such scripts nothing unknown stays.
    // Nor of spaced letters, which may be the name.
    let is_spaced = |part: &str| part.split(' ').filter(|word| word.chars().count() == 1).count() > 3;
    let is_plain = |part: &str| !is_spaced(part) && !part.contains(|c: char| c.is_numeric() || c > '\u{2fff}');
    let is_unknown = |part: &str| keeps_unknown && !has_mask(part) && is_plain(part) && !family::is_about(part);
    let is_kept = |part: &&str| is_title(part) || is_unknown(part);
    let mut kept: Vec<&str> = Vec::new();
    for part in detail.split([',', '\n']).map(str::trim) {
        // A title with a mask beside it loses the mask: "[name] Nurse".
        let bare =
            [NAME, PERSON, PHONE, EMAIL, LINK].iter().fold(part, |part, mask| part.trim_start_matches(mask).trim());
        kept.extend(Some(bare).filter(|part| !part.is_empty()).filter(is_kept));
    }
    let mut parts: Vec<String> =
        kept.into_iter().filter(|part| !places.iter().any(|place| place == part)).map(str::to_owned).collect();
    if is_address && !places.is_empty() {
        parts.push(format!("{ADDRESS} {}", places.join(", ")));
    } else {
        parts.extend(places.into_iter().map(str::to_owned));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A line outside the letterhead, without details that hold a contact or a birth.
fn without_details(line: &str) -> String {
    let is_contact = |part: &str| [EMAIL, PHONE, LINK, BIRTH].iter().any(|mask| part.contains(mask));
    let line = if is_work(line) { line.to_owned() } else { family::without(line) };
    if !is_contact(&line) {
        return line;
    }
    let kept: Vec<&str> = split_details(&line).into_iter().filter(|part| !is_contact(part)).collect();
    kept.join(" | ")
}

/// Whether a line names a job, or when it was: "Carpenter, Miller & Sons", "2015 Nurse, Children's Hospital".
fn is_work(line: &str) -> bool {
    let tokens = tokens(line);
    is_span(line)
        || (0..tokens.len())
            .any(|at| (at == 0 || tokens[at].is_after_break()) && titles::at(line, &tokens, at).is_some())
}

/// Whether a part begins with a job title. "12 Baker Street" begins with a number.
fn is_title(part: &str) -> bool {
    !has_number(part) && titles::at(part, &tokens(part), 0).is_some()
}

/// Enough words, most of them written small, and no contact among them.
fn is_sentence(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_contact = [EMAIL, PHONE, BIRTH, ADDRESS].iter().any(|mask| line.contains(mask));
    let digits = line.chars().filter(char::is_ascii_digit).count();
    words.len() >= SENTENCE_WORDS && small * 2 >= words.len() && !is_contact && digits < 5
}

fn has_mask(part: &str) -> bool {
    [NAME, PERSON, EMAIL, PHONE, LINK, ADDRESS, BIRTH].iter().any(|mask| part.contains(mask))
}

/// Whether a part holds two digits or more that are no year.
fn has_number(part: &str) -> bool {
    let is_number = |run: &str| run.len() > 1 && !is_year(run);
    part.split(|c: char| !c.is_ascii_digit()).any(is_number) || part.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_stays_and_the_person_does_not() {
        let cv = "RAVI SAMPLE\nB.Tech, (Civil Engineering)\nContact no: - 9000000001, 8000000002\nEmail: ravi.sample@mail.example\n\
                  12/34 Lotus Colony, Raya (Mathura) UP, PIN 281204\nCAREER OBJECTIVE\nTo work in a firm as a site engineer.\n\
                  WORK EXPERIENCE\nGoogle\nDesignation : Site Engineer\nPeriod : July 2012 to August 2014\n\
                  PERSONAL DETAILS\nFather's Name : Mr. Mohan Sample\nDate of Birth : 19th February 1990\nSex : Male\n\
                  Passport No. : M1234567\nReligion : Hindu\nReferences\nDr. Anil Kumar, 9811111111";
        let sent = sent(cv);
        for secret in [
            "Ravi", "RAVI", "SAMPLE", "Sample", "900000", "Lotus", "Mohan", "1990", "Male", "M1234567", "Hindu", "Anil",
        ] {
            assert!(!sent.contains(secret), "{secret} in\n{sent}");
        }
        for kept in ["To work in a firm as a site engineer.", "Google", "Designation : Site Engineer", "July 2012"] {
            assert!(sent.contains(kept), "{kept} is missing in\n{sent}");
        }
    }

    #[test]
    fn of_a_letterhead_headline_and_town_stay() {
        let cv = "Jane Doe, Staff Nurse | 12 Main Street, Leeds LS1 4AP, United Kingdom | 07700 900123\nExperience\n2019 Nurse, Leeds";
        let sent = sent(cv);
        assert!(sent.starts_with("[name]\nStaff Nurse"), "{sent}");
        assert!(sent.contains("Leeds") && !sent.contains("Main Street") && !sent.contains("Jane"), "{sent}");
    }

    #[test]
    fn what_is_sent_reads_like_the_whole() {
        let cv = "Jane Doe\nNurse\nLeeds\nExperience\n2019 Nurse, York\nObjective: Matron\nEducation\nBSc";
        assert_eq!(sent(cv), "[name]\nNurse\nLeeds\nExperience\n2019 Nurse, York\nLooking for\nMatron\nEducation\nBSc");
        assert_eq!(sent(&sent(cv)), sent(cv));
    }

    #[test]
    fn a_cv_without_headings_keeps_its_jobs() {
        let cv = "Jane Doe\n2019 – present Senior Data Scientist at Zorg Ltd, Leeds\n2015 – 2019 Data Analyst, Blim plc, York";
        assert!(sent(cv).contains("Blim plc, York") && !sent(cv).contains("Doe"), "{}", sent(cv));
    }
}
