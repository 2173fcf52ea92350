//! Countries by their ISO 3166-1 codes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Sorted lines: code, English name.
static TABLE: &str = include_str!("../../data/countries.tsv");

/// A two-letter country code in lower case (ISO 3166-1 alpha-2), always of an existing country.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The country of the seed users, and the default of the setting.
    pub const GERMANY: Self = Self(*b"de");

    /// The country whose states stand as two letters behind towns.
    pub const UNITED_STATES: Self = Self(*b"us");

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        table().iter().map(|(code, _)| *code)
    }

    /// The code: `de`.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("codes are read from a table of ASCII letters")
    }

    /// The English name: "Germany".
    pub fn english_name(self) -> &'static str {
        let index = table().binary_search_by_key(&self, |(code, _)| *code);
        table()[index.expect("a code comes from the table")].1
    }
}

fn table() -> &'static [(CountryCode, &'static str)] {
    static COUNTRIES: OnceLock<Vec<(CountryCode, &'static str)>> = OnceLock::new();
    COUNTRIES.get_or_init(|| TABLE.lines().filter_map(row).collect())
}

fn row(line: &'static str) -> Option<(CountryCode, &'static str)> {
    let (code, name) = line.split_once('\t')?;
    Some((CountryCode(code.as_bytes().try_into().ok()?), name))
}

/// A text that is no country code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a country is given by its two-letter code (ISO 3166-1), such as de or us")]
pub struct CountryError;

impl FromStr for CountryCode {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        let code = text.trim().to_ascii_lowercase();
        let code = Self(code.as_bytes().try_into().map_err(|_| CountryError)?);
        let known = table().binary_search_by_key(&code, |(code, _)| *code);
        known.map(|_| code).map_err(|_| CountryError)
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case_and_must_exist() {
        let code: CountryCode = " DE ".parse().unwrap();
        assert_eq!((code, code.english_name()), (CountryCode::GERMANY, "Germany"));
        for text in ["xx", "deu", "", "ü"] {
            assert_eq!(text.parse::<CountryCode>(), Err(CountryError), "{text}");
        }
    }

    #[test]
    fn every_country_has_a_name_and_survives_json() {
        assert!(CountryCode::all().count() > 240);
        for code in CountryCode::all() {
            assert!(!code.english_name().is_empty());
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(serde_json::from_str::<CountryCode>(&json).unwrap(), code);
        }
    }
}
