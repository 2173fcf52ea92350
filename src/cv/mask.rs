//! Contact details are replaced by words in brackets before a text leaves the house.
//!
//! Facts for the search stay: jobs, employers, cities. Any lookalike of the person's name, of another person's behind a
//! form of address, an e-mail address, a telephone number, an account, a link, a street, a postcode, a number of one person
//! or a date of birth becomes words in brackets (`words`). The masks are plain guesses by form and place, and miss some: [`super::sent()`] leaves out all that they would have to find.

mod address;
mod birth;
mod contact;
mod document;
mod email;
mod name;
mod people;
pub(in crate::cv) mod words;

use sha2::{Digest, Sha256};

use super::text;

/// The text in [normal form](text::normalise) without contact details.
pub fn mask(text: &str) -> String {
    let text = text::normalise(text);
    let lines: Vec<&str> = text.lines().collect();
    let name = name::find(&lines);
    let mut lines: Vec<String> = birth::mask(&lines).iter().map(|line| contact::mask(&document::mask(line))).collect();
    address::mask(&mut lines);
    for line in &mut lines {
        *line = people::mask(&name.mask(&document::mask_unnamed(line)));
    }
    lines.join("\n")
}

/// Equal masked texts, read with the same prompt by the same model, have equal keys: 64 hexadecimal digits.
pub fn masked_key(masked_text: &str, prompt_version: &str, model: &str) -> String {
    let mut hash = Sha256::new();
    for part in [prompt_version, model, &text::normalise(masked_text)] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_german_head_loses_everything_but_the_city() {
        let cv = "Lebenslauf\nJörg Hallmann\nKönneritzstraße 27 · 04229 Leipzig · 0341 / 555 018 27 · joerg.hallmann@example.de\n\
                  geboren am 3. Mai 1990 in Halle (Saale)\nElektroniker bei Hallmann & Söhne, 05/2018 – 03/2021";
        assert_eq!(
            mask(cv),
            "Lebenslauf\n[name]\n[address] · [address] Leipzig · [phone] · [e-mail]\n\
             geboren am [birth date]\nElektroniker bei [name] & Söhne, 05/2018 – 03/2021"
        );
    }

    #[test]
    fn an_english_head_loses_everything_but_the_city() {
        let cv = "CURRICULUM VITAE\nHannah Okafor-Reid\n22 Beech Grove, Withington, Manchester M20 4TH\n\
                  Mobile: 07700 900341 Email: h.okaforreid@example.co.uk linkedin.com/in/hannah-o\nDate of birth\n12 March 1988";
        assert_eq!(
            mask(cv),
            "CURRICULUM VITAE\n[name]\n[address], Withington, Manchester [address]\n\
             Mobile: [phone] Email: [e-mail] [link]\nDate of birth\n[birth date]"
        );
    }

    #[test]
    fn the_same_career_of_two_people_has_one_key() {
        let cv = |name: &str, phone: &str| format!("{name}\n{phone}\nNurse,   Leeds\n\n\n2019 – 2024");
        let key = |cv: &str| masked_key(&mask(cv), "1", "model");
        let first = key(&cv("Jane Doe", "+44 161 555 0101"));
        assert_eq!(first, key(&cv("Mary Anne Smith", "07700 900123")));
        assert_eq!(first.len(), 64);
        assert_ne!(first, masked_key(&mask(&cv("Jane Doe", "+44 161 555 0101")), "2", "model"));
        assert_ne!(first, masked_key(&mask(&cv("Jane Doe", "+44 161 555 0101")), "1", "other"));
    }

    #[test]
    fn masking_twice_changes_nothing() {
        let once = mask("Ana Ruiz\nCalle Mayor 3, 28013 Madrid\nana@ruiz.example\nProfesora, Colegio Central, Madrid");
        assert_eq!(mask(&once), once);
    }
}
