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
    "yr",
    "y",
    "annually",
    "hourly",
    "wk",
    "week",
    "mo",
    "anno",
    "ano",
    "mois",
    "mes",
    "mese",
    "heure",
    "hora",
    "ora",
    "godz",
    "uur",
    "jaar",
    "maand",
];

/// Working times, as `plain` writes them, in nine languages; the longer ones first. "Voll" and "Teil" stand before a
/// hyphen: "Voll- oder Teilzeit".
const FULL_TIMES: &[&str] = &[
    "tiempo completo",
    "jornada completa",
    "tempo completo",
    "tempo integral",
    "tempo inteiro",
    "tempo pieno",
    "temps plein",
    "temps complet",
    "pelny etat",
    "pelen etat",
    "pelny wymiar",
    "full time",
    "fulltime",
    "vollzeit",
    "voltijds",
    "voltijd",
    "heltid",
    "fuldtid",
    "voll",
    "full",
    "vz",
];
const PART_TIMES: &[&str] = &[
    "tiempo parcial",
    "jornada parcial",
    "media jornada",
    "tempo parziale",
    "tempo parcial",
    "meio periodo",
    "temps partiel",
    "mi temps",
    "niepelny etat",
    "niepelny wymiar",
    "czesc etatu",
    "pol etatu",
    "part time",
    "parttime",
    "teilzeit",
    "deeltijds",
    "deeltijd",
    "deltid",
    "teil",
    "tz",
];

/// Short names of working times, which say one only beside the other.
const SHORT_TIMES: &[&str] = &["voll", "full", "teil", "vz", "tz"];

/// Letters of which every working time has some: few titles do.
const OF_TIMES: &[&str] =
    &["zeit", "time", "temps", "tiempo", "jornada", "tempo", "etat", "wymiar", "tijd", "tid", "vz", "periodo"];

/// Words beside a working time.
const BESIDE_TIMES: &[&str] = &[
    "in", "a", "als", "auch", "oder", "und", "or", "and", "bzw", "ou", "et", "o", "of", "en", "e", "lub", "na",
    "moglich",
];

/// A part without last words about the opening, and these words as parts of their own.
pub(super) fn apart(part: String) -> Vec<String> {
    // "Voll- oder Teilzeit" whole.
    if says(&part).is_some() {
        return vec![part];
    }
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
    added().or_else(|| way(&words)).or_else(|| time(&words)).or_else(number).or_else(pay_or_hours)
}

/// False for a text without a working time.
pub(super) fn may_say_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    OF_TIMES.iter().any(|letters| text.contains(letters))
}

/// Whether words say a working time and nothing else.
pub(super) fn is_time(text: &str) -> bool {
    time(&plain(text)).is_some()
}

/// "in Vollzeit", "temps partiel"; a choice of both says nothing.
fn time(words: &str) -> Option<Says> {
    if !may_say_time(words) {
        return None;
    }
    let (mut rest, mut said) = (format!(" {words} "), [false, false]);
    for (kind, times) in [FULL_TIMES, PART_TIMES].into_iter().enumerate() {
        for time in times {
            if let Some((before, after)) = rest.split_once(&format!(" {time} ")) {
                said[kind] |= true;
                rest = format!("{before}  {after}");
            }
        }
    }
    let is_beside = rest.split_whitespace().all(|word| BESIDE_TIMES.contains(&word));
    let is_short = !words.split(' ').any(|word| word.len() > 4) && SHORT_TIMES.contains(&words);
    match said {
        _ if !is_beside || is_short => None,
        [true, true] => Some(Says::Nothing),
        [true, false] => Some(Says::Detail("time:full".to_owned())),
        [false, true] => Some(Says::Detail("time:part".to_owned())),
        [false, false] => None,
    }
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

/// "15,50 €/h", "up to £35,000 pa", "£28-30k", "ab 3.200 EUR brutto"
fn pay(text: &str) -> Option<Says> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (amounts, rest) = amounts(text);
    let words = plain(&rest);
    let is_currency = |word: &str| CURRENCIES.contains(&word);
    let is_paid = text.contains(['€', '£', '$']) || words.split(' ').any(is_currency);
    let is_beside = |word: &str| word.is_empty() || is_currency(word) || BESIDE_PAY.contains(&word);
    let is_pay = is_paid && !amounts.is_empty() && words.split(' ').all(is_beside);
    is_pay.then(|| Says::Detail(format!("pay:{}", amounts.join("-"))))
}

/// The amounts of a text in one form, "28k", "28,000" and "28.000" as 28000, "15,50" as 15.5, and the text without them.
/// Of "28-30k" both are thousands.
fn amounts(text: &str) -> (Vec<String>, String) {
    let chars: Vec<char> = text.chars().collect();
    let (mut amounts, mut rest, mut at) = (Vec::new(), String::new(), 0);
    while let Some(&c) = chars.get(at) {
        if !c.is_ascii_digit() {
            rest.push(c);
            at += 1;
            continue;
        }
        let (amount, length) = amount(&chars[at..]);
        at += length;
        let is_thousands = chars.get(at).is_some_and(|c| matches!(c, 'k' | 'K'))
            && !chars.get(at + 1).is_some_and(|next| next.is_alphanumeric());
        at += usize::from(is_thousands);
        rest.push(' ');
        amounts.push((amount, is_thousands));
    }
    let are_thousands = amounts.last().is_some_and(|(_, is_thousands)| *is_thousands);
    let full = |(amount, is_thousands): &(f64, bool)| {
        if *is_thousands || are_thousands && *amount < 1_000.0 { amount * 1_000.0 } else { *amount }
    };
    (amounts.iter().map(|amount| full(amount).to_string()).collect(), rest)
}

/// The amount at the beginning of digits and signs, and its length: three digits behind a sign are thousands, one or two
/// a fraction.
fn amount(chars: &[char]) -> (f64, usize) {
    let digits = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut number: String = chars[..end].iter().collect();
    while chars.get(end).is_some_and(|sign| matches!(sign, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}')) {
        let (more, is_space) = (digits(end + 1), matches!(chars[end], ' ' | '\u{a0}'));
        let group: String = chars[end + 1..end + 1 + more].iter().collect();
        match more {
            3 => number += &group,
            1 | 2 if !is_space => number += &format!(".{group}"),
            _ => break,
        }
        end += 1 + more;
        if more < 3 {
            break;
        }
    }
    (number.parse().unwrap_or_default(), end)
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
            ("15,50 €/h", "pay:15.5"),
            ("£28,000 per annum", "pay:28000"),
            ("£28k", "pay:28000"),
            ("€ 28.000", "pay:28000"),
            ("CHF 80'000", "pay:80000"),
            ("$28-30k", "pay:28000-30000"),
            ("£12.50ph", "pay:12.5"),
            ("$95K/yr", "pay:95000"),
            ("in Vollzeit", "time:full"),
            ("Part-time", "time:part"),
            ("à temps partiel", "time:part"),
            ("pełny etat", "time:full"),
            ("Vollzeit oder Teilzeit", "nothing"),
            ("Voll-/Teilzeit", "nothing"),
            ("VZ/TZ", "nothing"),
            ("Full", "job"),
            ("Voll", "job"),
            ("3 for $5 Store", "job"),
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
