//! Parts of a title between brackets, dashes and bars, and the meaning of each.

use super::loose;
use super::places::Places;
use crate::typed::{plain, single_spaced};

/// Words for a place of working, in any order and together with a place.
const WAYS: &[&str] = &[
    "remote",
    "remotely",
    "hybrid",
    "hybride",
    "onsite",
    "on",
    "site",
    "homeoffice",
    "home",
    "office",
    "based",
    "fully",
    "full",
    "100",
    "possible",
    "moglich",
    "option",
    "optional",
    "teilweise",
    "teletravail",
    "in",
    "at",
    "am",
    "im",
    "bei",
    "standort",
    "location",
    "ort",
    "raum",
    "or",
    "and",
    "oder",
    "und",
];

/// Words that are a way to work by themselves.
const ENOUGH: &[&str] =
    &["remote", "remotely", "hybrid", "hybride", "onsite", "homeoffice", "home", "site", "teletravail"];

/// Words for counted openings.
const OPENINGS: &[&str] =
    &["position", "positions", "stelle", "stellen", "opening", "openings", "vacancy", "vacancies", "postes", "x"];

/// Words for several openings.
const SEVERAL: &[&str] = &["mehrere", "multiple", "several", "plusieurs"];

/// Names of a reference number, as `plain` writes them, the longer names first.
const REFERENCES: &[&str] = &[
    "requisition number",
    "requisition id",
    "reference number",
    "referenznummer",
    "stellennummer",
    "job reference",
    "requisition",
    "kennziffer",
    "stellen id",
    "job number",
    "reference",
    "referenz",
    "stellenid",
    "req id",
    "ref nr",
    "ref no",
    "ref id",
    "job id",
    "job nr",
    "jobid",
    "ref",
    "req",
];

/// Short names of a reference number, parted from the job by a sign.
const CODES: &[&str] = &["jr", "id", "r"];

/// A lone number of so many digits is a reference number; a shorter number may be a year, or a product.
const LONE: usize = 5;

/// A number of so many digits right behind a name, without a space, is a reference number: "JR1234".
const NAMED: usize = 4;

/// Meaning of a title's part.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Says {
    /// A stated place, a way to work, a number of openings.
    Nothing,
    /// A detail that tells two openings of one job apart, such as `reference:12345`: a reference number, a share of
    /// full time, hours, a grade, a pay, a way to work.
    Detail(String),
    /// More about the job.
    More,
}

impl Says {
    /// Whether the part is a reference number.
    pub(super) fn is_reference(&self) -> bool {
        matches!(self, Self::Detail(key) if key.starts_with("reference:"))
    }
}

/// "Cook (Berlin) – Ref. 12 | 80 %" → Cook, Berlin, Ref. 12, 80 %
pub(super) fn parts(title: &str) -> Vec<String> {
    // A hyphen for what two words have in common: "Voll- oder Teilzeit".
    let whole = title.replace("- oder ", " oder ").replace("- und ", " und ");
    let chars: Vec<char> = with_shares_apart(&whole).chars().collect();
    let mut parts = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let beside = |test: fn(&char) -> bool| {
            let before = at.checked_sub(1).and_then(|before| chars.get(before));
            [before, chars.get(at + 1)].into_iter().flatten().filter(|c| test(c)).count()
        };
        let parts_here = match c {
            '(' | ')' | '[' | ']' | '{' | '}' | '|' | ';' | '·' | '•' => true,
            '-' | '\u{2010}'..='\u{2015}' | ':' => beside(|c| c.is_whitespace()) > 0,
            ',' => beside(char::is_ascii_digit) < 2,
            ' ' => chars.get(at + 1) == Some(&'#') && chars.get(at + 2).is_some_and(char::is_ascii_digit),
            _ => false,
        };
        match parts.last_mut() {
            Some(part) if !parts_here => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    let bare: Vec<String> = parts.iter().map(|part| single_spaced(part)).filter(|part| !part.is_empty()).collect();
    with_numbers_named(bare)
        .into_iter()
        .flat_map(with_count_apart)
        .flat_map(with_time_apart)
        .flat_map(loose::apart)
        .collect()
}

/// "Job-ID", "99812" → "Job-ID 99812": the colon between them parts nothing.
fn with_numbers_named(parts: Vec<String>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for part in parts {
        match named.last_mut() {
            Some(name) if REFERENCES.contains(&plain(name).as_str()) => *name = format!("{name} {part}"),
            _ => named.push(part),
        }
    }
    named
}

/// "Cook 80 - 100 %" → "Cook (80-100%)"
fn with_shares_apart(title: &str) -> String {
    let Some((before, after)) = title.split_once('%') else { return title.to_owned() };
    let is_share = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '\u{2010}'..='\u{2015}');
    let job = before.trim_end_matches(is_share);
    let share: String = before[job.len()..].chars().filter(|c| *c != ' ').collect();
    let share = share.replace(|c: char| !c.is_ascii_digit(), "-");
    // "60% - 80%" is one share, and "100% remote" is none.
    let is_whole = share.contains(|c: char| c.is_ascii_digit()) && !plain(after).starts_with("remote");
    match after.trim_start().strip_prefix(['-', '–']) {
        Some(rest) if is_whole && rest.contains('%') => {
            with_shares_apart(&format!("{job} {share}-{}", rest.trim_start()))
        }
        _ if is_whole => format!("{job} ({}%) {after}", share.trim_matches('-')),
        _ => title.to_owned(),
    }
}

/// "2x Cook" → 2x, Cook
fn with_count_apart(part: String) -> Vec<String> {
    match part.split_once(' ') {
        Some((count, rest)) if is_count(&plain(count)) => vec![count.to_owned(), rest.to_owned()],
        _ => vec![part],
    }
}

/// "Part time Cook" → Part time, Cook
fn with_time_apart(part: String) -> Vec<String> {
    if !loose::may_say_time(&part) {
        return vec![part];
    }
    let mut spaces = part.match_indices(' ').map(|(at, _)| at).take(2);
    match spaces.find(|at| loose::is_time(&part[..*at])) {
        Some(at) => vec![part[..at].to_owned(), part[at + 1..].to_owned()],
        None => vec![part],
    }
}

/// "2x", "2 positions", "several openings"
fn is_count(part: &str) -> bool {
    let count = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_counted = count.len() < part.len() && part.len() - count.len() <= 3;
    let opening = if is_counted { Some(count) } else { SEVERAL.iter().find_map(|several| part.strip_prefix(several)) };
    opening.is_some_and(|opening| OPENINGS.contains(&opening.trim()))
}

/// Meaning of a single part of a posting in these places.
pub(super) fn says(part: &str, places: Option<&Places>) -> Says {
    let words = plain(part);
    if let Some(share) = part.strip_suffix('%').filter(|share| share.chars().all(|c| c.is_ascii_digit() || c == '-')) {
        return Says::Detail(format!("share:{share}"));
    }
    if let Some(about) = loose::says(part) {
        return about;
    }
    if let Some(number) = coded(&words).or_else(|| lone(part, &words)) {
        return Says::Detail(format!("reference:{number}"));
    }
    let is_place = |word: &str| places.is_some_and(|places| places.have(word));
    let all = words.split(' ').all(|word| WAYS.contains(&word) || is_place(word));
    let enough = words.split(' ').any(|word| ENOUGH.contains(&word) || is_place(word));
    if words.is_empty() && !part.contains(['+', '#']) || all && enough || is_count(&words) {
        Says::Nothing
    } else {
        Says::More
    }
}

/// "Ref.-Nr. 2024/17", "Job-ID 99812" → the digits and letters of the number.
pub(super) fn reference(words: &str) -> Option<String> {
    REFERENCES.iter().find_map(|name| number_behind(name, words))
}

/// "JR123456", "R-1234"
fn coded(words: &str) -> Option<String> {
    CODES.iter().find_map(|name| number_behind(name, words))
}

fn number_behind(name: &str, words: &str) -> Option<String> {
    let rest = words.strip_prefix(name)?;
    let is_apart = rest.starts_with(' ') && rest.split(' ').count() <= 4;
    let number = rest.replace(' ', "");
    let has_digits = number.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let is_joined = is_number(&number) && number.len() >= NAMED;
    (is_apart && has_digits || is_joined).then_some(number)
}

/// "#10432", "104325"
fn lone(part: &str, words: &str) -> Option<String> {
    let compact = words.replace(' ', "");
    (is_number(&compact) && (compact.len() >= LONE || part.starts_with('#'))).then_some(compact)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
