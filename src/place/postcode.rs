//! Postal codes: the town of a code alone, "D-80331", "SW1A 1AA", and the postal code in a text.

use super::city::City;
use super::country::CountryCode;
use std::sync::LazyLock;

/// Lines, and comments after `#`: country, how the code begins, GeoNames' id of the greatest town there, its name.
static TABLE: &str = include_str!("../../data/postcodes.tsv");

/// Digits of a postal code: Switzerland and Austria have four, India six.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=6;

/// Letters of a country before a postal code: "D-80331".
const COUNTRIES: &[(&str, &str)] = &[
    ("a", "at"),
    ("at", "at"),
    ("b", "be"),
    ("be", "be"),
    ("ch", "ch"),
    ("cz", "cz"),
    ("d", "de"),
    ("de", "de"),
    ("dk", "dk"),
    ("e", "es"),
    ("ee", "ee"),
    ("es", "es"),
    ("f", "fr"),
    ("fi", "fi"),
    ("fl", "li"),
    ("fr", "fr"),
    ("h", "hu"),
    ("hr", "hr"),
    ("hu", "hu"),
    ("i", "it"),
    ("it", "it"),
    ("l", "lu"),
    ("lt", "lt"),
    ("lu", "lu"),
    ("lv", "lv"),
    ("n", "no"),
    ("nl", "nl"),
    ("no", "no"),
    ("p", "pt"),
    ("pl", "pl"),
    ("pt", "pt"),
    ("s", "se"),
    ("se", "se"),
    ("si", "si"),
    ("sk", "sk"),
];

/// The greatest town with this code, in plain form and alone: in the country before the code, in the United Kingdom by
/// the code's form, else at home.
pub(super) fn town(plain_text: &str, home: CountryCode) -> Option<&'static City> {
    if let Some(outward) = british(plain_text) {
        let area: String = outward.chars().take_while(char::is_ascii_alphabetic).collect();
        return lookup("gb", |prefix| prefix == area);
    }
    let (country, code) = match plain_text.split_once(' ') {
        Some((before, code)) => (COUNTRIES.iter().find(|(written, _)| *written == before)?.1.parse().ok()?, code),
        None => (home, plain_text),
    };
    let is_german = country == CountryCode::GERMANY;
    let length = if is_german { 5 } else { 4 };
    // Spreadsheets take the zero off "01067".
    let code = if is_german && code.len() == 4 { format!("0{code}") } else { code.to_owned() };
    let is_code = code.len() == length && is_digits(&code);
    lookup(country.as_str(), |prefix| is_code && code.starts_with(prefix))
}

/// A name without the postal code beside it: "d 80331 munchen" → "munchen".
pub(super) fn without(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let kept = (0..words.len()).filter(|&at| !is_of_code(&words, at)).map(|at| words[at]);
    let kept = kept.collect::<Vec<_>>().join(" ");
    match kept.rsplit_once(' ').and_then(|(before, _)| before.rsplit_once(' ')) {
        // "london sw1a 1aa"
        Some((town, _)) if british(&kept[town.len() + 1..]).is_some() => town.to_owned(),
        _ => kept,
    }
}

/// Whether a word is a postal code or a part of a code.
fn is_of_code(words: &[&str], at: usize) -> bool {
    let digits = |at: usize| words.get(at).filter(|word| is_digits(word)).map_or(0, |word| word.len());
    let is_code = |at: usize| DIGITS.contains(&digits(at));
    // "111 22 Stockholm"
    let is_split = |at: usize| digits(at) == 3 && digits(at + 1) == 2;
    let is_prefix = |word: &str| COUNTRIES.iter().any(|(written, _)| *written == word);
    is_code(at)
        || is_split(at)
        || (at > 0
            && (is_split(at - 1)
                || (is_code(at - 1) && digits(at) == 3)
                || (is_code(at - 1) && is_dutch_end(words, at))))
        || (is_prefix(words[at]) && (is_code(at + 1) || is_split(at + 1)))
}

/// The letters of "1012 AB Amsterdam". Names begin with a few such words as well: "9000 St. Gallen".
fn is_dutch_end(words: &[&str], at: usize) -> bool {
    const OF_NAMES: [&str; 9] = ["am", "an", "bad", "de", "du", "el", "la", "le", "st"];
    words[at - 1].len() == 4 && words[at].len() == 2 && at + 1 < words.len() && !OF_NAMES.contains(&words[at])
}

/// The first half of a British code: "sw1a 1aa".
fn british(text: &str) -> Option<&str> {
    let (outward, inward) = text.split_once(' ')?;
    let letters = outward.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_outward = (1..=2).contains(&letters)
        && (2..=4).contains(&outward.len())
        && outward.as_bytes().get(letters).is_some_and(u8::is_ascii_digit);
    let inward = inward.as_bytes();
    let is_inward = inward.len() == 3 && inward[0].is_ascii_digit() && inward[1..].iter().all(u8::is_ascii_lowercase);
    (is_outward && is_inward && outward.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(outward)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The town of the longest prefix that fits.
fn lookup(country: &str, fits: impl Fn(&str) -> bool) -> Option<&'static City> {
    let fitting = ROWS.iter().filter(|row| row.country == country && fits(&row.prefix));
    City::by_id(fitting.max_by_key(|row| row.prefix.len())?.city)
}

/// Line of the table: the beginning of a country's postcodes, and the greatest town there.
struct Row {
    country: &'static str,
    prefix: String,
    city: u32,
}

/// Read once: every figure of a CV may be a postcode.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (country, prefix, city) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Row { country, prefix: prefix.to_ascii_lowercase(), city: city.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_alone_means_the_town_of_its_district() {
        let at = |text: &str| town(text, CountryCode::GERMANY).map(City::name);
        assert_eq!(at("d 80331"), Some("Munich"));
        assert_eq!(at("14195"), Some("Berlin"));
        assert_eq!(at("sw1a 1aa"), Some("London"));
        assert_eq!(at("eh1 2ab"), Some("Edinburgh"));
        assert_eq!(at("ch 8001"), Some("Zurich"));
        assert_eq!(at("1067"), Some("Dresden"));
        assert_eq!((at("801"), at("munchen"), at("x 80331")), (None, None, None));
    }

    #[test]
    fn a_code_beside_a_name_is_left_out() {
        assert_eq!(without("d 80331 munchen"), "munchen");
        assert_eq!(without("london sw1a 1aa"), "london");
        assert_eq!(without("1010 wien"), "wien");
        assert_eq!(without("se 111 22 stockholm"), "stockholm");
        assert_eq!(without("nl 1012 ab amsterdam"), "amsterdam");
        assert_eq!(without("9000 st gallen"), "st gallen");
        assert_eq!(without("i 20121 milano"), "milano");
        assert_eq!(without("4000 001 porto"), "porto");
    }

    #[test]
    fn every_line_of_the_table_means_a_town() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let city = City::by_id(cells[2].parse().unwrap()).unwrap();
            assert_eq!(city.country.as_str(), cells[0], "{line}");
        }
    }
}
