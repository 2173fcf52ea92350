//! Numbers of licences and registrations: a number names a single person as a name does.

use super::words::NUMBER;

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

/// Least figures of a number.
const FIGURES: usize = 5;

/// The line without the numbers of licences and registrations.
pub(super) fn mask(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let masked = words.iter().enumerate().map(|(at, word)| match core(word) {
        Some(number) if is_named(&words[..at]) => word.replace(number, NUMBER),
        _ => (*word).to_owned(),
    });
    masked.collect::<Vec<_>>().join(" ")
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
        ] {
            assert_eq!(mask(line), masked);
        }
    }
}
