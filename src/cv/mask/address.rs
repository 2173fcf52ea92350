//! Streets and postcodes. The city beside them stays.

mod postcode;
mod street;
mod word;

use self::word::after;
use super::words::ADDRESS;

/// Lines from the top in which a postcode alone is an address.
const HEAD_LINES: usize = 15;

/// Lines after a heading like "Contact" that count like the top.
const CONTACT_LINES: usize = 7;

/// Headings of the details of a person, in lower case.
const CONTACT_HEADINGS: [&str; 14] = [
    "kontakt",
    "kontaktdaten",
    "contact",
    "contact details",
    "contact information",
    "adresse",
    "anschrift",
    "address",
    "wohnort",
    "persönliche daten",
    "persönliche angaben",
    "personal details",
    "personal information",
    "personal data",
];

/// Masks every street with its number, and postcodes where a person's address stands.
pub(super) fn mask(lines: &mut [String]) {
    let mut contact_until = HEAD_LINES;
    for (index, line) in lines.iter_mut().enumerate() {
        let heading = line.to_lowercase();
        if CONTACT_HEADINGS.contains(&heading.trim_end_matches(':').trim()) {
            contact_until = contact_until.max(index + CONTACT_LINES);
        }
        let in_contact = index < contact_until;
        let streets = replace(line, |words, start| street::length(&words[start..], in_contact));
        let has_street = streets != *line;
        *line = if has_street || in_contact { replace(&streets, postcode::length) } else { streets };
    }
}

/// The line with [`ADDRESS`] for every run of words; `found` tells the length of a run from its beginning.
fn replace(line: &str, found: impl Fn(&[&str], usize) -> Option<usize>) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut masked: Vec<String> = Vec::with_capacity(words.len());
    let mut index = 0;
    while index < words.len() {
        let length = found(&words, index).unwrap_or(0);
        masked.push(match length {
            0 => words[index].to_owned(),
            _ => format!("{ADDRESS}{}", after(words[index + length - 1])),
        });
        index += length.max(1);
    }
    masked.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(line: &str) -> String {
        let mut lines = [line.to_owned()];
        mask(&mut lines);
        lines[0].clone()
    }

    #[test]
    fn streets_and_postcodes_go_and_the_city_stays() {
        for (line, expected) in [
            ("Karl-Marx-Straße 118, 12043 Berlin", "[address], [address] Berlin"),
            ("Venloer Straße 310 | 50823 Köln", "[address] | [address] Köln"),
            ("Neubaugasse 15/9, 1070 Wien, Österreich", "[address], [address] Wien, Österreich"),
            ("ul. Długa 15/4, 80-827 Gdańsk", "[address], [address] Gdańsk"),
            ("Am Markt 5, D-04109 Leipzig", "[address], [address] Leipzig"),
            ("Prinsengracht 402, 1016 JB Amsterdam", "[address], [address] Amsterdam"),
            ("14 Ranelagh Road, Dublin 6, D06 X2F4", "[address], Dublin 6, [address]"),
            ("350 Fifth Avenue, New York, NY 10118", "[address], New York, NY [address]"),
            ("12 rue des Lilas, Lyon", "[address], Lyon"),
            ("Calle Mayor 3, 28013 Madrid", "[address], [address] Madrid"),
            ("Avda. Libertad 12, 30009 Murcia", "[address], [address] Murcia"),
            ("os. Piastów 5/12, 31-623 Kraków", "[address], [address] Kraków"),
            ("Lale Sokak No: 5, Kadıköy", "[address], Kadıköy"),
            ("Flat No 4B, Lotus Towers, Pune", "[address], Lotus Towers, Pune"),
            ("Via Garibaldi 8, 20121 Milano", "[address], [address] Milano"),
        ] {
            assert_eq!(masked(line), expected);
        }
    }

    #[test]
    fn what_is_no_address_stays() {
        for line in [
            "2019 Berlin",
            "Einsatz an 14 Standorten",
            "Key Stages 1 and 2",
            "Team Lead 2018",
            "Windows Server 2019",
            "SAP R/3, Java 17",
            "ca. 90 Betten",
        ] {
            assert_eq!(masked(line), line);
        }
    }

    #[test]
    fn far_from_the_top_a_number_before_a_name_is_no_postcode() {
        let mut lines = vec!["x".to_owned(); 40];
        lines[30] = "Umsatz 20000 Euro".to_owned();
        lines[35] = "Kontakt".to_owned();
        lines[36] = "20095 Hamburg".to_owned();
        mask(&mut lines);
        assert_eq!(lines[30], "Umsatz 20000 Euro");
        assert_eq!(lines[36], "[address] Hamburg");
    }
}
