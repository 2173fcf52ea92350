//! Postal codes: the town of one that stands alone, "D-80331", "SW1A 1AA", and what of a text is one.

use super::city::City;
use super::country::CountryCode;

/// Lines, and comments after `#`: country, how the code begins, GeoNames' id of the greatest town there, its name.
static TABLE: &str = include_str!("../../data/postcodes.tsv");

/// Digits of a postal code: Switzerland and Austria have four, India six.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=6;

/// What may stand before a postal code: "D-80331".
const COUNTRIES: &[(&str, &str)] = &[
    ("a", "at"),
    ("at", "at"),
    ("ch", "ch"),
    ("d", "de"),
    ("de", "de"),
    ("f", "fr"),
    ("fl", "li"),
    ("i", "it"),
    ("l", "lu"),
];

/// The greatest town where this code, in its plain form and alone, is used: in the country before it, in the United
/// Kingdom by its form, else at home.
pub(super) fn town(plain_text: &str, home: CountryCode) -> Option<&'static City> {
    if let Some(outward) = british(plain_text) {
        let area: String = outward.chars().take_while(char::is_ascii_alphabetic).collect();
        return lookup("gb", |prefix| prefix == area);
    }
    let (country, code) = match plain_text.split_once(' ') {
        Some((before, code)) => (COUNTRIES.iter().find(|(written, _)| *written == before)?.1.parse().ok()?, code),
        None => (home, plain_text),
    };
    let length = if country == CountryCode::GERMANY { 5 } else { 4 };
    let is_code = code.len() == length && is_digits(code);
    lookup(country.as_str(), |prefix| is_code && code.starts_with(prefix))
}

/// A name without the postal code that stands beside it: "d 80331 munchen" → "munchen".
pub(super) fn without(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_code = |word: &str| DIGITS.contains(&word.len()) && is_digits(word);
    let is_prefix = |at: usize, word: &str| {
        COUNTRIES.iter().any(|(written, _)| *written == word) && words.get(at + 1).is_some_and(|next| is_code(next))
    };
    let kept = words.iter().enumerate().filter(|(at, word)| !is_code(word) && !is_prefix(*at, word));
    let kept = kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    match kept.rsplit_once(' ').and_then(|(before, _)| before.rsplit_once(' ')) {
        // "london sw1a 1aa"
        Some((town, _)) if british(&kept[town.len() + 1..]).is_some() => town.to_owned(),
        _ => kept,
    }
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
    let rows = TABLE.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        (cells.next()? == country).then_some(())?;
        Some((cells.next()?.to_ascii_lowercase(), cells.next()?))
    });
    let row = rows.filter(|(prefix, _)| fits(prefix)).max_by_key(|(prefix, _)| prefix.len())?;
    City::by_id(row.1.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_alone_means_the_town_of_its_district() {
        let at = |text: &str| town(text, CountryCode::GERMANY).map(|city| city.name);
        assert_eq!(at("d 80331"), Some("Munich"));
        assert_eq!(at("14195"), Some("Berlin"));
        assert_eq!(at("sw1a 1aa"), Some("London"));
        assert_eq!(at("eh1 2ab"), Some("Edinburgh"));
        assert_eq!(at("ch 8001"), Some("Zurich"));
        assert_eq!((at("8001"), at("munchen"), at("x 80331")), (None, None, None));
    }

    #[test]
    fn a_code_beside_a_name_is_left_out() {
        assert_eq!(without("d 80331 munchen"), "munchen");
        assert_eq!(without("london sw1a 1aa"), "london");
        assert_eq!(without("1010 wien"), "wien");
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
