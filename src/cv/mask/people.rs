//! Names of other people, where a form of address stands before: referees, professors, patients.

use super::name::{is_name_word, is_particle};
use super::words::NAME;

/// Forms of address, as people write them. "Sr" is as often a senior.
const ADDRESSES: [&str; 32] = [
    "Dr",
    "DR",
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
    "Sig",
    "Sig.ra",
    "Dott",
    "Dott.ssa",
    "Hon",
    "Rev",
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
    while let Some(word) = words.get(at) {
        masked.push((*word).to_owned());
        at += 1;
        let (is_superior, is_colon) = (is_superior(word), words.get(at) == Some(&":"));
        if is_superior && is_colon {
            masked.push(":".to_owned());
            at += 1;
        }
        // "Supervisor: Jane Doe", and not "Supervisor, Leeds": a colon or a point announces the name.
        let is_announced =
            is_superior && (is_colon || word.ends_with([':', '.']) || words.get(at).is_some_and(|next| is_sir(next)));
        if !is_address(word) && !is_announced {
            continue;
        }
        while let Some(between) =
            words.get(at).filter(|word| is_address(word) || is_degree(word) || is_announced && is_sir(word))
        {
            masked.push((*between).to_owned());
            at += 1;
        }
        let is_done = words[at - 1].ends_with(',');
        let length = if is_done { 0 } else { name(&words[at..]) };
        // A single word behind "Supervisor:" is a firm as often.
        let length = if is_announced && length < 2 { 0 } else { length };
        if let Some(last) = length.checked_sub(1).and_then(|last| words.get(at + last)) {
            masked.push(format!("{NAME}{}", after(last)));
            at += length;
        }
    }
    masked.join(" ")
}

fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    ADDRESSES.contains(&word.strip_suffix('.').unwrap_or(word))
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
                "Universität Hamburg, Lehrstuhl Prof. Dr. [name]",
            ),
            ("Praxis Dr. med. dent. van der Berg, Ulm", "Praxis Dr. med. dent. [name], Ulm"),
            ("Thèse, dir. Pr Gwenaëlle Kermadec", "Thèse, dir. Pr [name]"),
            ("Dr. rer. nat., Physik", "Dr. rer. nat., Physik"),
            ("Sr. Data Engineer, MS Office", "Sr. Data Engineer, MS Office"),
            ("Frau und Beruf e. V.", "Frau und Beruf e. V."),
            ("• Vorgesetzte: Petra Oldenburg (PDL)", "• Vorgesetzte: [name] (PDL)"),
            ("Patron : Jean-Norbert Chapuisat", "Patron : [name]"),
            ("Superior hierárquico Sr. Valdemar Pitorra, Porto", "Superior hierárquico Sr. [name], Porto"),
            ("Supervisor: Starbucks, 2012", "Supervisor: Starbucks, 2012"),
            ("Supervisor Warehouse Leeds", "Supervisor Warehouse Leeds"),
        ] {
            assert_eq!(mask(line), masked);
        }
    }
}
