//! Numbers of licences and registrations: a number names a single person as a name does.

use super::words::NUMBER;
use crate::cv::dates::is_year;

/// Words before such a number.
const NAMES: [&str; 20] = [
    "license",
    "licence",
    "lic",
    "registration",
    "reg",
    "nmc",
    "gmc",
    "hcpc",
    "npi",
    "lanr",
    "rpps",
    "adeli",
    "colegiado",
    "colegiada",
    "coren",
    "crm",
    "big",
    "pwz",
    "albo",
    "matricola",
];

/// Words between the name and the number.
const BETWEEN: [&str; 8] = ["pin", "no", "nr", "number", "nummer", "nº", "n", "id"];

/// Signs between the parts of a number.
const SIGNS: [char; 3] = ['-', '/', '.'];

/// Least figures of a number.
const FIGURES: usize = 5;

/// Publishers of standards, whose numbers are nobody's.
const STANDARDS: [&str; 9] = ["ISO", "EN", "DIN", "IEC", "VDE", "ASTM", "BS", "IATF", "OHSAS"];

/// Currencies behind an amount.
const CURRENCIES: [&str; 7] = ["€", "EUR", "Euro", "USD", "GBP", "CHF", "PLN"];

/// Least figures of a number that stands alone.
const LONE: usize = 6;

/// Least letters and figures of a number of both, and most letters of one with signs.
const MIXED: usize = 10;

/// Most letters before the figures of a number: "RT844907".
const PREFIX: usize = 3;

/// Least figures of a number in groups.
const IN_GROUPS: usize = 9;

/// The line without the numbers of licences and registrations.
pub(super) fn mask(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let masked = words.iter().enumerate().map(|(at, word)| match core(word) {
        Some(number) if is_named(&words[..at]) => word.replace(number, NUMBER),
        _ => (*word).to_owned(),
    });
    masked.collect::<Vec<_>>().join(" ")
}

/// The line without numbers that look like a single person's, whatever stands before; telephones and postcodes are gone.
pub(super) fn mask_unnamed(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let in_groups = groups(&words);
    let is_standard = |at: usize| at > 0 && STANDARDS.contains(&words[at - 1]);
    let is_amount = |at: usize| words.get(at + 1).is_some_and(is_currency);
    let masked = words.iter().enumerate().map(|(at, word)| match core(word) {
        Some(number) if is_of_one_person(number) && !is_standard(at) && !is_amount(at) => word.replace(number, NUMBER),
        _ if in_groups[at] => NUMBER.to_owned(),
        _ => (*word).to_owned(),
    });
    let mut masked: Vec<String> = masked.collect();
    masked.dedup_by(|next, before| *next == NUMBER && *before == NUMBER);
    masked.join(" ")
}

/// A number of many figures, or of letters and figures, that is no date, span of years, amount or standard: "7719043",
/// "60-118273", "GDBRLL78R52H294U".
fn is_of_one_person(number: &str) -> bool {
    let shape = Shape::of(number);
    let is_public = shape.is_dated() || shape.is_date() || shape.is_amount(number) || is_of_standard(number);
    !is_public && (shape.is_long() || shape.is_mixed() || shape.has_telling_signs())
}

/// Parts of a number between its signs, and how many figures and letters are in them.
struct Shape<'a> {
    parts: Vec<&'a str>,
    figures: usize,
    letters: usize,
}

impl<'a> Shape<'a> {
    fn of(number: &'a str) -> Self {
        Self { parts: number.split(SIGNS).collect(), figures: figures(number), letters: letters(number) }
    }

    /// "03/2019-heute", "01-Apr-2019", "201903-202106": years, months or days, and no more figures.
    fn is_dated(&self) -> bool {
        let is_time = |part: &str| is_year(part) || part.len() == 6 && part.get(..4).is_some_and(is_year);
        let plain = || self.parts.iter().map(|part| part.trim_matches(|c: char| c.is_ascii_alphabetic()));
        plain().any(is_time) && plain().all(|part| is_time(part) || figures(part) <= 2)
    }

    /// "01.02.2019"
    fn is_date(&self) -> bool {
        self.letters == 0 && self.parts.len() > 1 && self.parts.iter().all(|part| part.len() <= 2 || is_year(part))
    }

    /// "1.000.000"
    fn is_amount(&self, number: &str) -> bool {
        let is_grouped = self.parts.len() > 1 && self.parts[1..].iter().all(|part| part.len() == 3);
        self.letters == 0 && number.contains('.') && is_grouped
    }

    /// "7719043"
    fn is_long(&self) -> bool {
        self.letters == 0 && self.parts.len() == 1 && self.figures >= LONE
    }

    /// "RT844907", "GDBRLL78R52H294U", "WE-2019-40772"
    fn is_mixed(&self) -> bool {
        let is_one = self.parts.len() == 1;
        let is_prefixed = is_one && self.letters <= PREFIX && self.figures >= LONE;
        let is_woven = if is_one { self.letters + self.figures >= MIXED } else { self.letters <= MIXED };
        self.letters > 0 && (is_prefixed || is_woven && self.figures >= FIGURES)
    }

    /// "60-118273", "204-91-556"
    fn has_telling_signs(&self) -> bool {
        let is_in_one_part = self.parts.iter().any(|part| part.len() >= FIGURES);
        self.letters == 0 && self.parts.len() > 1 && (self.figures > LONE || is_in_one_part)
    }
}

/// "ISO27001", "ISO-27001", "EN10204-3.1"; the number of a standard has five figures at most, and "BS1234567" is a
/// person's.
fn is_of_standard(number: &str) -> bool {
    let rest = STANDARDS.iter().find_map(|name| number.strip_prefix(name));
    rest.is_some_and(|rest| {
        rest.split(SIGNS).next().is_some_and(|first| figures(first) <= FIGURES && letters(first) == 0)
    })
}

fn figures(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn letters(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_alphabetic).count()
}

fn is_currency(word: &&str) -> bool {
    CURRENCIES.contains(&word.trim_end_matches([',', '.', ')']))
}

/// For each word, whether it belongs to a number in groups: "1 93 06 29 233 418 52".
fn groups(words: &[&str]) -> Vec<bool> {
    let is_group = |word: &&str| {
        word.len() <= 4 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(word)
    };
    let mut found = vec![false; words.len()];
    let mut start = 0;
    for at in 0..=words.len() {
        if words.get(at).is_some_and(is_group) {
            continue;
        }
        let figures: usize = words[start..at].iter().map(|word| word.len()).sum();
        let is_amount = words.get(at).is_some_and(is_currency);
        if at - start > 2 && figures >= IN_GROUPS && !is_amount {
            found[start..at].fill(true);
        }
        start = at + 1;
    }
    found
}

/// Letters and figures of a number, without the signs around them.
fn core(word: &str) -> Option<&str> {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let figures = core.chars().filter(char::is_ascii_digit).count();
    let is_one = core.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'));
    (figures >= FIGURES && is_one).then_some(core)
}

/// Whether the words before name such a number.
fn is_named(before: &[&str]) -> bool {
    let folded = before.iter().rev().map(|word| word.to_lowercase());
    let plain = folded.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    let mut words = plain.filter(|word| !word.is_empty()).skip_while(|word| BETWEEN.contains(&word.as_str()));
    words.next().is_some_and(|word| NAMES.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_licences_are_masked_and_no_others() {
        for (line, masked) in [
            ("Registered Nurse, License R0099887", "Registered Nurse, License [number]"),
            ("RGN (NMC PIN: 12A3456E)", "RGN (NMC PIN: [number])"),
            ("Colegiada nº 12345, Valencia", "Colegiada nº [number], Valencia"),
            ("Driving licence since 2012", "Driving licence since 2012"),
            ("ISO 27001, 11000 patients", "ISO 27001, 11000 patients"),
            ("cédula prof. 7719043", "cédula prof. [number]"),
            ("Mitgliedsnr. 60-118273", "Mitgliedsnr. [number]"),
            ("certyfikat MF nr 51882/2013", "certyfikat MF nr [number]"),
            ("C.F. GDBRLL78R52H294U", "C.F. [number]"),
            ("Zertifikat-Nr. WE-2019-40772", "Zertifikat-Nr. [number]"),
            ("CDL Class A, No. RT844907", "CDL Class A, No. [number]"),
            ("dena-Liste, Nr. 204-91-556", "dena-Liste, Nr. [number]"),
            ("N° 1 93 06 29 233 418 52", "N° [number]"),
            (
                "2011-2013, 05/2018 – 03/2021, 01.02.2019, 1.000.000 €",
                "2011-2013, 05/2018 – 03/2021, 01.02.2019, 1.000.000 €",
            ),
            ("03/2019-heute, 01-Apr-2019, 201903-202106", "03/2019-heute, 01-Apr-2019, 201903-202106"),
            ("ISO-27001, 650 000 000 EUR, 250000 €", "ISO-27001, 650 000 000 EUR, 250000 €"),
            ("Member BS1234567, EN844907", "Member [number], [number]"),
            ("ISO27001, DIN-18516-1, EN10204-3.1", "ISO27001, DIN-18516-1, EN10204-3.1"),
            ("SN2-reactions, H264, IPv6, EN 10204-3.1", "SN2-reactions, H264, IPv6, EN 10204-3.1"),
        ] {
            assert_eq!(mask_unnamed(&mask(line)), masked);
        }
    }
}
