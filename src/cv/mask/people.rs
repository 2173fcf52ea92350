//! Names of other people, where a form of address stands before: referees, professors, patients.

use super::name::{is_name_word, is_particle};
use super::words::PERSON;

/// Forms of address, as people write them. "Sr" is as often a senior.
const FORMS: [&str; 28] = [
    "Dr",
    "Dra",
    "Prof",
    "Professor",
    "Professorin",
    "Professeur",
    "Pr",
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mme",
    "Mlle",
    "Madame",
    "Monsieur",
    "Frau",
    "Herr",
    "Herrn",
    "Sra",
    "Srta",
    "Señora",
    "Señor",
    "Sig.ra",
    "Dott",
    "Dott.ssa",
    "Atty",
    "Engr",
    "Pani",
];

/// Words for somebody above or beside the person, before a colon or a name of two words.
const SUPERIORS: [&str; 40] = [
    "vorgesetzte",
    "vorgesetzter",
    "inh",
    "inhaber",
    "inhaberin",
    "lehrmeister",
    "lehrmeisterin",
    "ansprechpartner",
    "ansprechpartnerin",
    "ausbilder",
    "ausbilderin",
    "betreuer",
    "betreuerin",
    "supervisor",
    "manager",
    "superior",
    "hierárquico",
    "jerárquico",
    "leder",
    "müdürü",
    "müdür",
    "patron",
    "patronne",
    "tuteur",
    "tutrice",
    "tutor",
    "jefe",
    "jefa",
    "responsable",
    "superviseur",
    "capo",
    "referente",
    "avv",
    "leidinggevende",
    "przełożony",
    "przełożona",
    "kierownik",
    "opiekun",
    "handledare",
    "chef",
];

/// Of these the short ones, which may stand within a line.
const SHORT: [&str; 2] = ["inh.", "avv."];

/// Words behind a form of address or a label that begin a product, a country or a firm.
const NO_NAMES: [&str; 16] = [
    "Office",
    "Excel",
    "Word",
    "Access",
    "Outlook",
    "Project",
    "Congo",
    "Oetker",
    "Hotel",
    "Restaurant",
    "Klinik",
    "Clinic",
    "Hospital",
    "Schule",
    "School",
    "Selfridge",
];

/// Degrees between a form of address and a name: "Prof. Dr. med. Weber".
const DEGREES: [&str; 14] =
    ["med", "dent", "vet", "rer", "nat", "pol", "phil", "jur", "iur", "ing", "habil", "h.c", "mult", "oec"];

/// Most words of a name.
const LONGEST: usize = 4;

/// The line with names behind forms of address masked.
pub(super) fn mask(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut masked: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let start = announced(&words, at);
        masked.extend(words[at..start.unwrap_or(at + 1)].iter().map(|word| (*word).to_owned()));
        at = start.unwrap_or(at + 1);
        let length = start.map_or(0, |start| named(&words[start..], words[start - 1], is_sure(&words[..start])));
        if let Some(last) = length.checked_sub(1).and_then(|last| words.get(at + last)) {
            masked.push(format!("{PERSON}{}", after(last)));
            at += length;
        }
    }
    masked.join(" ")
}

/// Where a name may begin behind a form of address, its degrees, or a superior's label. None: nothing announces one.
fn announced(words: &[&str], at: usize) -> Option<usize> {
    let is_colon = words.get(at + 1) == Some(&":");
    let is_superior = is_superior(words[at]) && is_label(words, at, is_colon);
    if !is_superior && !is_address(words[at]) {
        return None;
    }
    let start = at + 1 + usize::from(is_superior && is_colon);
    let between = |word: &&&str| is_address(word) || is_degree(word) || is_superior && is_sir(word);
    Some(start + words[start..].iter().take_while(between).count())
}

/// "Supervisor: Jane Doe", "Superior hierárquico Sr. Jorge Doe", and not "Restaurant Manager: Pizza Hut".
fn is_label(words: &[&str], at: usize, is_colon: bool) -> bool {
    const BESIDE: [&str; 6] = ["line", "direct", "my", "superior", "mon", "ma"];
    let is_first = words[..at].last().is_none_or(|before| {
        let before = before.to_lowercase();
        BESIDE.contains(&before.as_str()) || !before.contains(char::is_alphanumeric)
    });
    let is_short = SHORT.contains(&words[at].trim_start_matches('(').to_lowercase().as_str());
    let is_followed = is_colon || words[at].ends_with(':') || words.get(at + 1).is_some_and(|next| is_sir(next));
    is_short || is_first && is_followed
}

/// Whether a single word behind these is a name: behind a superior's label it is a firm as often, and behind "Professor" a
/// subject.
fn is_sure(before: &[&str]) -> bool {
    before
        .last()
        .is_some_and(|word| !word.starts_with("Profess") && (is_address(word) || is_degree(word) || is_sir(word)))
}

/// How many of these words are the announced name.
fn named(words: &[&str], before: &str, is_sure: bool) -> usize {
    let first = words.first().map_or("", |word| word.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let length = if before.ends_with(',') || NO_NAMES.contains(&first) { 0 } else { name(words) };
    if is_sure || length > 1 && !is_particle(first) { length } else { 0 }
}

fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    FORMS.contains(&word.strip_suffix('.').unwrap_or(word))
}

fn is_superior(word: &str) -> bool {
    let lower = word.to_lowercase();
    SUPERIORS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// "Sr", behind which stands a name where no job does.
fn is_sir(word: &str) -> bool {
    matches!(word, "Sr." | "Sr" | "Sra." | "D." | "Doña" | "Don")
}

fn is_degree(word: &str) -> bool {
    let lower = word.to_lowercase();
    DEGREES.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// How many words of the beginning are a name; a sign behind a word ends it.
fn name(words: &[&str]) -> usize {
    let mut length = 0;
    for word in words.iter().take(LONGEST) {
        let core = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !(is_name_word(core) || is_particle(core)) {
            break;
        }
        length += 1;
        if !after(word).is_empty() && after(word) != "." {
            break;
        }
    }
    while length > 0 && is_particle(words[length - 1]) {
        length -= 1;
    }
    length
}

/// Signs behind a word.
fn after(word: &str) -> &str {
    &word[word.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_a_form_of_address_is_masked() {
        for (line, masked) in [
            (
                "Universität Hamburg, Lehrstuhl Prof. Dr. Ottokar Weserling",
                "Universität Hamburg, Lehrstuhl Prof. Dr. [person]",
            ),
            ("Praxis Dr. med. dent. van der Berg, Ulm", "Praxis Dr. med. dent. [person], Ulm"),
            ("Thèse, dir. Pr Gwenaëlle Kermadec", "Thèse, dir. Pr [person]"),
            ("Dr. rer. nat., Physik", "Dr. rer. nat., Physik"),
            ("Sr. Data Engineer, MS Office", "Sr. Data Engineer, MS Office"),
            ("Frau und Beruf e. V.", "Frau und Beruf e. V."),
            ("• Vorgesetzte: Petra Oldenburg (PDL)", "• Vorgesetzte: [person] (PDL)"),
            ("Patron : Jean-Norbert Chapuisat", "Patron : [person]"),
            ("Superior hierárquico Sr. Valdemar Pitorra, Porto", "Superior hierárquico Sr. [person], Porto"),
            ("Supervisor: Starbucks, 2012", "Supervisor: Starbucks, 2012"),
            ("Restaurant Manager: Pizza Hut, Leeds", "Restaurant Manager: Pizza Hut, Leeds"),
            ("Promoted to manager. Google Cloud migrations", "Promoted to manager. Google Cloud migrations"),
            ("Professor de Matemática, Ms Office", "Professor de Matemática, Ms Office"),
            ("Blumen Wiesbaden (Inh. Gerlinde Quast)", "Blumen Wiesbaden (Inh. [person])"),
            ("Supervisor Warehouse Leeds", "Supervisor Warehouse Leeds"),
        ] {
            assert_eq!(mask(line), masked);
        }
    }
}
