//! Streets with house numbers.

use super::word::{after, plain};
use crate::cv::dates::is_year;

/// Endings of street names in languages with the name before the number.
const STREET_ENDINGS: &[&str] = &[
    "hof",
    "markt",
    "straße",
    "strasse",
    "str.",
    "str",
    "gasse",
    "weg",
    "allee",
    "platz",
    "ring",
    "damm",
    "ufer",
    "chaussee",
    "steig",
    "pfad",
    "promenade",
    "straat",
    "laan",
    "gracht",
    "plein",
    "kade",
    "gatan",
    "vägen",
    "gata",
    "vej",
    "gade",
    "steig",
    "zeile",
    "graben",
    "berg",
    "utca",
    "út",
    "tér",
    "körút",
    "stieg",
    "twiete",
    "redder",
    "koppel",
    "hecke",
    "kamp",
];

/// Beginnings of street names in languages with the kind first.
const STREET_BEGINNINGS: &[&str] = &[
    "bd",
    "bd.",
    "allée",
    "impasse",
    "venelle",
    "sente",
    "hameau",
    "lotissement",
    "chaussée",
    "drève",
    "clos",
    "chemin",
    "place",
    "quai",
    "cours",
    "route",
    "avda.",
    "avda",
    "avenida",
    "paseo",
    "camino",
    "ronda",
    "travesía",
    "largo",
    "vicolo",
    "strada",
    "praça",
    "travessa",
    "estrada",
    "os.",
    "osiedle",
    "al.",
    "aleja",
    "aleje",
    "pl.",
    "plac",
    "ul",
    "rue",
    "avenue",
    "av.",
    "boulevard",
    "calle",
    "c/",
    "carrer",
    "plaza",
    "via",
    "viale",
    "piazza",
    "corso",
    "rua",
    "str.",
    "strada",
    "bulevardul",
    "bd.",
    "aleea",
    "calea",
    "вул.",
    "вулиця",
    "ул.",
    "улица",
    "проспект",
    "просп.",
    "οδός",
    "lungotevere",
    "largo",
    "bv.",
    "blvd.",
    "carrera",
    "transversal",
    "diagonal",
    "jalan",
    "jl.",
    "ul.",
    "ulica",
    "am",
    "an",
    "im",
    "zum",
    "unter",
];

/// Ends of English street names.
const STREET_WORDS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "ln",
    "drive",
    "dr",
    "court",
    "ct",
    "way",
    "close",
    "terrace",
    "place",
    "pl",
    "square",
    "boulevard",
    "blvd",
    "crescent",
    "gardens",
    "grove",
    "row",
    "quay",
    "mews",
    "hill",
    "park",
    "walk",
    "parade",
    "green",
    "rise",
    "view",
    "highway",
];

/// Length in words of a street with its number, from the first word on.
pub(super) fn length(words: &[&str], in_contact: bool) -> Option<usize> {
    let western = number_first(words).or_else(|| number_last(words, in_contact));
    western.or_else(|| number_and_kind(words, in_contact)).or_else(|| turkish(words)).or_else(|| indian(words))
}

/// "Lale Sokak No: 5", "Atatürk Cad. No:12/3 D:4": names, the kind of street, "No" and the number.
fn turkish(words: &[&str]) -> Option<usize> {
    const KINDS: [&str; 12] =
        ["sokak", "sokağı", "sk", "sok", "cadde", "caddesi", "cad", "cd", "mahallesi", "mah", "bulvarı", "apt"];
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let kind = (1..words.len().min(4)).find(|index| KINDS.contains(&plain(words[*index]).as_str()))?;
    let is_number = |word: &&&str| {
        let lower = word.to_lowercase();
        lower.starts_with("no")
            || lower.starts_with("d:")
            || lower.starts_with("kat")
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let numbers = words[kind + 1..].iter().take(4).take_while(is_number).count();
    words[..kind].iter().all(is_name).then_some(kind + 1 + numbers)
}

/// "H.No. 12/3", "Flat No 4B", "Plot 7": the house and all words up to the next comma.
fn indian(words: &[&str]) -> Option<usize> {
    const HOUSES: [&str; 9] = ["h.no", "h.no.", "h.no:", "flat", "plot", "door", "d.no", "d.no.", "qtr"];
    let lower = words[0].to_lowercase();
    let number = words.iter().take(3).position(|word| word.contains(|c: char| c.is_ascii_digit()))?;
    let is_house = HOUSES.iter().any(|house| lower == *house || lower.starts_with(&format!("{house}.")));
    let end =
        words.iter().skip(number).take(5).position(|word| !after(word).is_empty()).map_or(number, |at| number + at);
    is_house.then_some(end + 1)
}

/// "22 Beech Grove": a number, one to three names, the kind of street.
fn number_first(words: &[&str]) -> Option<usize> {
    if !is_house_number(words[0]) || words[0].ends_with(',') {
        return None;
    }
    let kind = (2..words.len().min(5)).find(|index| STREET_WORDS.contains(&plain(words[*index]).as_str()))?;
    let names = &words[1..=kind];
    let are_names = names.iter().all(|word| word.starts_with(char::is_uppercase))
        && names[..names.len() - 1].iter().all(|word| after(word).is_empty());
    are_names.then_some(kind + 1)
}

/// "12 rue des Lilas": a number, the kind of street, names up to the next comma.
fn number_and_kind(words: &[&str], in_contact: bool) -> Option<usize> {
    let is_kind = words.get(1).is_some_and(|word| STREET_BEGINNINGS.contains(&word.to_lowercase().as_str()));
    let names = words.get(2..)?;
    let last =
        names.iter().take(4).position(|word| !after(word).is_empty()).unwrap_or(names.len().min(4).saturating_sub(1));
    let is_street =
        in_contact && is_house_number(words[0]) && is_kind && names.get(last)?.starts_with(char::is_uppercase);
    is_street.then_some(last + 3)
}

/// "Karl-Marx-Straße 118", "Venloer Straße 310", "Calle Mayor 3": names, then the number.
fn number_last(words: &[&str], in_contact: bool) -> Option<usize> {
    let is_first = |word: &str| STREET_BEGINNINGS.contains(&word.to_lowercase().as_str());
    let mut numbers = (1..words.len().min(5)).filter(|index| is_house_number(words[*index]));
    let first = numbers.next()?;
    // "ul. 3 Maja 7": the first number may be of the name.
    let number = if first == 1 && is_first(words[0]) { numbers.next_back().unwrap_or(first) } else { first };
    let names = &words[..number];
    if !names[0].starts_with(char::is_alphabetic)
        || names.iter().any(|word| !after(word).trim_start_matches('.').is_empty())
    {
        return None;
    }
    let last = names[names.len() - 1].to_lowercase();
    let names_only = names.iter().skip(1).all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3);
    let ends_as_street =
        STREET_ENDINGS.iter().any(|ending| last.ends_with(ending)) && names[0].starts_with(char::is_uppercase);
    let begins_as_street =
        in_contact && names.len() > 1 && STREET_BEGINNINGS.contains(&names[0].to_lowercase().as_str());
    (names_only && (ends_as_street || begins_as_street)).then_some(number + 1)
}

/// Up to four digits, perhaps with a letter or a second number: 27, 27a, 15/9, 12-14. Years aren't.
fn is_house_number(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    (1..=4).contains(&digits)
        && word.len() <= 7
        && !is_year(word)
        && word[digits..].chars().all(|c| c.is_ascii_alphanumeric() || "/-".contains(c))
}
