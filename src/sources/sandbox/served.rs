//! A call to a provider's part of the sandbox: parameters in, answer and price out.

use std::collections::BTreeMap;

use serde_json::Value;

/// Decoded parameters of a call.
#[derive(Debug, Default)]
pub(super) struct Params(BTreeMap<String, String>);

impl Params {
    pub(super) fn read(query_string: &str) -> Self {
        Self(url::form_urlencoded::parse(query_string.as_bytes()).into_owned().collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Same parameters with the first of several titles alone.
    pub(super) fn of_first_title(&self) -> Self {
        let first =
            |title: &str| title.split_once("\" OR ").map_or(title.to_owned(), |(first, _)| format!("{first}\""));
        let of_first = |(name, value): (&String, &String)| {
            (name.clone(), if name == "title" { first(value) } else { value.clone() })
        };
        Self(self.0.iter().map(of_first).collect())
    }

    /// Parameters in order, without those for the beginning of a page.
    pub(super) fn canonical(&self) -> String {
        let pairs = self.0.iter().filter(|(name, _)| !["cursor", "offset"].contains(&name.as_str()));
        pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// Refuses parameters unknown to the provider, and known parameters that the sandbox does not apply.
    pub(super) fn check(&self, applied: &[&str], known: &[&str]) -> Result<(), String> {
        for name in self.0.keys().map(String::as_str) {
            if known.contains(&name) {
                return Err(format!("The sandbox does not apply '{name}'"));
            }
            if !applied.contains(&name) {
                return Err(format!("Unknown query parameter: {name}"));
            }
        }
        Ok(())
    }

    /// A whole number in a range, or `default`.
    pub(super) fn number(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, String> {
        let Some(text) = self.get(name) else {
            return Ok(default);
        };
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| format!("{name} must be a number from {} to {}", range.start(), range.end()))
    }
}

/// An answer with its price.
#[derive(Debug)]
pub(super) struct Served {
    pub status: u16,
    pub body: Value,
    pub requests: u64,
    /// Paid rows, where rows are paid for.
    pub jobs: u64,
    /// Beginning of the page, as the account names it.
    pub position: String,
}

/// Position of a refused call on the account, in place of a page's.
pub(super) const REFUSED: &str = "refused";

/// Name of a page that begins at this row.
pub(super) fn from_row(number: usize) -> String {
    format!("row {number}")
}
