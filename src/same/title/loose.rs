//! Words of a title about the opening and not about the job, often without a sign before: "Cook 30 hours", "Fitter Ref.
//! 4711", "Nurse Band 5", "Driver im Homeoffice".

use super::parts::{Says, reference};
use crate::typed::plain;

/// Ways to work, whole, as `plain` writes them, and the detail by which each tells two openings apart.
const WAYS: &[(&str, Option<&str>)] = &[
    ("remote", Some("remote")),
    ("fully remote", Some("remote")),
    ("full remote", Some("remote")),
    ("100 remote", Some("remote")),
    ("in remote", Some("remote")),
    ("en remoto", Some("remote")),
    ("da remoto", Some("remote")),
    ("en teletravail", Some("remote")),
    ("teletravail", Some("remote")),
    ("teletrabajo", Some("remote")),
    ("thuiswerk", Some("remote")),
    ("praca zdalna", Some("remote")),
    ("work from home", Some("remote")),
    ("home based", Some("remote")),
    ("homeoffice", Some("remote")),
    ("home office", Some("remote")),
    ("im homeoffice", Some("remote")),
    ("im home office", Some("remote")),
    ("onsite", Some("onsite")),
    ("on site", Some("onsite")),
    ("vor ort", Some("onsite")),
    ("hybrid", None),
    ("hybride", None),
    ("hibrido", None),
];

/// Words added to a title to say that people are looked for, and soon.
const ADDED: &[&str] = &[
    "ab sofort",
    "per sofort",
    "sofort",
    "gesucht",
    "dringend",
    "dringend gesucht",
    "zum nachstmoglichen zeitpunkt",
    "zum nachstmoglichen termin",
    "sofortiger einstieg",
    "urgent",
    "asap",
    "immediate start",
    "start immediately",
    "immediate joiner",
    "urgently hiring",
    "now hiring",
    "hiring now",
    "we are hiring",
    "debut immediat",
    "des que possible",
    "incorporacion inmediata",
    "inserimento immediato",
    "per direct",
    "direct beschikbaar",
    "od zaraz",
    "omgaende",
];

/// Collective agreements and scales of pay.
const SCALES: &[&str] = &["tvl", "tvod", "tvh", "tvv", "avr", "eg", "entgeltgruppe", "besoldungsgruppe", "band"];

/// Words beside a scale and its grade.
const BESIDE_SCALES: &[&str] =
    &["e", "s", "kr", "p", "a", "bis", "to", "nach", "sue", "vka", "bund", "dr", "caritas", "diakonie", "stufe", "gem"];

/// Names of hours.
const HOURS: &[&str] = &[
    "std",
    "stunden",
    "stunde",
    "wochenstunden",
    "h",
    "hour",
    "hours",
    "hr",
    "hrs",
    "uur",
    "heures",
    "ore",
    "horas",
    "godzin",
    "timmar",
    "hpw",
];

/// Words beside a number of hours.
const BESIDE_HOURS: &[&str] = &[
    "mit",
    "ca",
    "bis",
    "zu",
    "max",
    "min",
    "up",
    "to",
    "von",
    "from",
    "per",
    "pro",
    "a",
    "die",
    "week",
    "weekly",
    "wk",
    "pw",
    "woche",
    "wochentlich",
    "wo",
    "w",
    "par",
    "semaine",
    "semana",
    "settimana",
    "contract",
];

/// Least and most hours of a week; 24 hours before other words are a service around the clock.
const WEEK: std::ops::RangeInclusive<u32> = 4..=60;

/// Names of currencies.
const CURRENCIES: &[&str] = &["eur", "euro", "gbp", "chf", "usd", "pln", "sek"];

/// Words beside a pay.
const BESIDE_PAY: &[&str] = &[
    "ab",
    "bis",
    "zu",
    "von",
    "from",
    "up",
    "to",
    "ca",
    "plus",
    "ote",
    "per",
    "pro",
    "p",
    "a",
    "an",
    "pa",
    "h",
    "hr",
    "ph",
    "std",
    "stunde",
    "hour",
    "stundenlohn",
    "lohn",
    "gehalt",
    "salary",
    "brutto",
    "netto",
    "monat",
    "monatlich",
    "month",
    "jahr",
    "year",
    "annum",
    "k",
];

/// A part without last words about the opening, and these words as parts of their own.
pub(super) fn apart(part: String) -> Vec<String> {
    let words: Vec<&str> = part.split(' ').collect();
    let said = |at: usize| says(&words[at..].join(" "));
    let Some(shortest) = (1..words.len()).rev().find(|at| said(*at).is_some()) else { return vec![part] };
    // "bis zu 35 h" whole, but of "Ref. 12 30 h" the hours alone.
    let is_longer = |at: &usize| matches!(said(*at), Some(about) if !about.is_reference());
    let begins = (1..shortest).rev().take_while(is_longer).last().unwrap_or(shortest);
    let mut parts = apart(words[..begins].join(" "));
    parts.push(words[begins..].join(" "));
    parts
}

/// Meaning of words about the opening alone. None: the words speak of the job.
pub(super) fn says(text: &str) -> Option<Says> {
    let words = plain(text);
    let added = || ADDED.contains(&words.as_str()).then_some(Says::Nothing);
    let number = || reference(&words).map(|number| Says::Detail(format!("reference:{number}")));
    let pay_or_hours = || pay(text).or_else(|| grade(&words)).or_else(|| hours(&words));
    added().or_else(|| way(&words)).or_else(number).or_else(pay_or_hours)
}

fn way(words: &str) -> Option<Says> {
    let (_, apart) = WAYS.iter().find(|(way, _)| *way == words)?;
    Some(apart.map_or(Says::Nothing, |way| Says::Detail(format!("way:{way}"))))
}

/// "E 9a TV-L", "EG 11", "Band 5"; an agreement without a grade says nothing.
fn grade(words: &str) -> Option<Says> {
    let words = words.replace("tv le", "tvl e").replace("tv ls", "tvl s").replace("tv l", "tvl").replace("tv h", "tvh");
    let words: Vec<&str> = words.split(' ').collect();
    let grades: Vec<&str> = words.iter().filter_map(|word| grade_number(word)).collect();
    let is_beside = |word: &&str| BESIDE_SCALES.contains(word) || SCALES.contains(word) || grade_number(word).is_some();
    let is_named = words.iter().any(|word| SCALES.contains(word));
    let is_scale = is_named && words.iter().all(is_beside);
    match grades.is_empty() {
        true => is_scale.then_some(Says::Nothing).filter(|_| !words.contains(&"band")),
        false => is_scale.then(|| Says::Detail(format!("grade:{}", grades.join("-")))),
    }
}

/// 9a of "e9a", "9a" and "eg9a".
fn grade_number(word: &str) -> Option<&str> {
    let grade = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let number = grade.trim_end_matches(['a', 'b', 'c', 'd']);
    let is_number = matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit());
    let named = &word[..word.len() - grade.len()];
    let is_named = named.is_empty() || SCALES.contains(&named) || BESIDE_SCALES.contains(&named);
    (is_number && is_named && grade.len() - number.len() <= 1).then_some(grade)
}

/// "30 Std./Woche", "24-32 uur", "37.5h"
fn hours(words: &str) -> Option<Says> {
    let words: Vec<&str> = words.split(' ').collect();
    let number = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &word[digits.len()..];
        let is_one = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_one && (unit.is_empty() || HOURS.contains(&unit))).then(|| digits.to_owned())
    };
    let numbers: Vec<String> = words.iter().filter_map(number).collect();
    let is_unit = |word: &&str| HOURS.contains(&word.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_beside = |word: &&str| number(word).is_some() || is_unit(word) || BESIDE_HOURS.contains(word);
    let first: u32 = numbers.first()?.parse().ok()?;
    let is_week = words.iter().any(is_unit) && words.iter().all(is_beside);
    (is_week && WEEK.contains(&first)).then(|| Says::Detail(format!("hours:{}", numbers.join("-"))))
}

/// "15,50 €/h", "up to £35,000 pa", "ab 3.200 EUR brutto"
fn pay(text: &str) -> Option<Says> {
    let words = plain(text);
    let is_amount = |word: &&str| {
        let digits = word.trim_end_matches(['k', 'h']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let amounts: Vec<&str> = words.split(' ').filter(is_amount).collect();
    let is_currency = |word: &str| CURRENCIES.contains(&word);
    let is_paid = text.contains(['€', '£', '$']) || words.split(' ').any(is_currency);
    let is_beside = |word: &str| is_amount(&word) || is_currency(word) || BESIDE_PAY.contains(&word);
    let is_pay = is_paid && !amounts.is_empty() && words.split(' ').all(is_beside);
    is_pay.then(|| Says::Detail(format!("pay:{}", amounts.join("-"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_about_an_opening_is_told_from_the_job() {
        let key = |text: &str| match says(text) {
            Some(Says::Detail(key)) => key,
            Some(_) => "nothing".to_owned(),
            None => "job".to_owned(),
        };
        for (text, expected) in [
            ("Ref. 4711", "reference:4711"),
            ("Kennziffer 2026-118", "reference:2026118"),
            ("TV-L E 9a", "grade:9a"),
            ("(E9a TV-L)", "grade:9a"),
            ("EG 11 TVöD", "grade:11"),
            ("Band 5", "grade:5"),
            ("TVöD", "nothing"),
            ("30 Std./Woche", "hours:30"),
            ("24-32 uur", "hours:24-32"),
            ("37.5h", "hours:37-5"),
            ("15,50 €/h", "pay:15-50"),
            ("£28,000 per annum", "pay:28-000"),
            ("ab sofort", "nothing"),
            ("im Homeoffice", "way:remote"),
            ("Band", "job"),
            ("Level 2", "job"),
            ("2027", "job"),
            ("ISO 27001", "job"),
            ("100 Tage", "job"),
            ("C1", "job"),
            ("Front Office", "job"),
            ("Care Home", "job"),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }

    #[test]
    fn only_the_last_words_are_about_the_opening() {
        let parts = |text: &str| apart(text.to_owned());
        assert_eq!(parts("Koch Ref. 4711 30 Std."), ["Koch", "Ref. 4711", "30 Std."]);
        assert_eq!(parts("24h Pflege"), ["24h Pflege"]);
        assert_eq!(parts("Remote Sensing Engineer"), ["Remote Sensing Engineer"]);
        assert_eq!(parts("Staff Nurse Band 5"), ["Staff Nurse", "Band 5"]);
    }
}
