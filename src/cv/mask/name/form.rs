//! The form of a name, and its lookalikes.

use crate::cv::structure;
use crate::cv::titles::title_of;
use crate::place::{CountryCode, Place};
use unicode_normalization::UnicodeNormalization;

/// Titles that belong to a name, not to a job.
const HONORIFICS: [&str; 28] = [
    "dr",
    "dra",
    "prof",
    "mr",
    "mrs",
    "ms",
    "miss",
    "frau",
    "herr",
    "dipl.-ing",
    "dipl.-inf",
    "dipl.-kfm",
    "dipl",
    "mag",
    "ing",
    "iur",
    "jur",
    "phil",
    "med",
    "dent",
    "vet",
    "rer",
    "nat",
    "pol",
    "oec",
    "habil",
    "univ",
    "dott",
];

/// Parts of names that are written small.
const PARTICLES: [&str; 14] =
    ["von", "van", "de", "der", "den", "zu", "la", "le", "di", "da", "dos", "del", "al", "bin"];

/// Signs around a nickname.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '‘', '’'];

/// Towns with two words and as many people are no names.
const MIN_CITY: u32 = 100_000;

/// Two to five words that start like names, in one piece, with no figure and no word of a job or a heading.
pub(super) fn is_name(line: &str) -> bool {
    // "Josephine "Josie" Ramirez"
    let words = line.split([' ', ',']).map(|word| word.trim_matches(QUOTES));
    let words: Vec<&str> = words.filter(|word| word.contains(char::is_alphanumeric)).collect();
    let plausible = |word: &&str| is_name_word(word) || is_particle(word) || is_honorific(word);
    let names = words.iter().filter(|word| !is_honorific(word));
    let whole = |word: &&&str| starts_like_name(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let initials = || names.clone().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() == 1).count();
    line.matches(',').count() <= 1
        && (2..=5).contains(&names.clone().count())
        && (names.clone().filter(whole).count() >= 2 || (initials() > 0 && names.clone().any(|word| whole(&word))))
        && words.iter().all(plausible)
        && !is_other(line)
}

/// "von", "de la": a part of a name that is written small.
pub(in crate::cv::mask) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&plain(word).as_str())
}

/// Letters, perhaps with a point, that start with a capital: "Ravi", "O’Neill", "K."
pub(in crate::cv::mask) fn is_name_word(word: &str) -> bool {
    starts_like_name(word) && word.chars().all(|c| c.is_alphabetic() || "-'’.´".contains(c))
}

/// Whether a line that is written like a name is a heading, a label, a job or a place.
pub(super) fn is_other(line: &str) -> bool {
    let is_place = || Place::city_named(line).is_some_and(|city| city.population >= MIN_CITY);
    let is_place = || is_place() || line.split_once(',').is_some_and(|(city, rest)| is_wider(city, rest.trim()));
    is_heading(line)
        || structure::is_heading(line)
        || structure::label::named(line).is_some()
        || title_of(line).is_some()
        || (line.contains(' ') && is_place())
        || is_town_with_code(line)
}

/// "Melbourne, Australia": a town with its country or state.
pub(super) fn is_wider(city: &str, rest: &str) -> bool {
    let is_wider = |place| matches!(place, Place::Country(_) | Place::Region(_));
    Place::city_named(city.trim()).is_some() && Place::parse(rest, CountryCode::GERMANY).is_ok_and(is_wider)
}

/// "Mill Valley, CA 94941", "Belo Horizonte - MG", "Campinas/SP": what stands before the code is a town. Degrees look
/// like codes: "Jane Doe, MD".
pub(super) fn is_town_with_code(detail: &str) -> bool {
    const DEGREES: [&str; 12] = ["MD", "MA", "PA", "MS", "RN", "PE", "BA", "DO", "BS", "ME", "PT", "OT"];
    let Some((at, sign)) = detail.char_indices().rfind(|(_, c)| matches!(c, ',' | '/' | '-' | '–')) else {
        return false;
    };
    let mut words = detail[at + sign.len_utf8()..].split_whitespace();
    let code = words.next().unwrap_or_default();
    let is_code = code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase());
    let has_number = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit() || c == '['));
    let is_spaced = sign != ',' && (sign == '/' || detail[..at].ends_with(' '));
    is_code && (has_number || is_spaced || (sign == ',' && !DEGREES.contains(&code) && is_state(code)))
}

fn is_state(code: &str) -> bool {
    matches!(Place::parse(code, CountryCode::UNITED_STATES), Ok(Place::Region(_)))
}

/// "Curriculum Vitae", "Personal Information" and the like.
fn is_heading(line: &str) -> bool {
    const WORDS: [&str; 44] = [
        "llp",
        "llc",
        "ltd",
        "limited",
        "inc",
        "plc",
        "gmbh",
        "corp",
        "pvt",
        "technologies",
        "solutions",
        "systems",
        "labs",
        "services",
        "college",
        "school",
        "institute",
        "hospital",
        "bank",
        "group",
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
pub(super) fn is_own(word: &str) -> bool {
    word.contains(char::is_alphabetic) && !is_honorific(word)
}

fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word.to_lowercase().trim_end_matches('.'))
}

pub(super) fn starts_like_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A word without the punctuation around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Lower case, German umlauts spelt out, no other marks: the form in which names stand in e-mail addresses.
pub(in crate::cv::mask) fn plain(word: &str) -> String {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let spelt = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    spelt.nfd().filter(|c| c.is_alphanumeric()).collect()
}
