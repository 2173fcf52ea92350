//! All the places that a posting names, and the country that it is in first.

use super::item::{Item, as_line};
use super::posting::longest;
use crate::place::{CountryCode, Place};
use crate::typed::plain;
use serde_json::Value;

/// At most so many places of one posting are kept.
const MOST: usize = 50;

/// Between two places in the text that people read.
pub(super) const BETWEEN: &str = "; ";

/// Every place of an Active Jobs DB posting, each once: as the provider derived them, else as the employer wrote them,
/// and the alternative ones.
pub(super) fn of_active_jobs(item: &Item<'_>) -> Vec<String> {
    let derived = each(item, &["locations_derived"], derived);
    let written = if derived.is_empty() { each(item, &["locations", "locations_raw"], address) } else { derived };
    let also = each(item, &["locations_alt", "locations_alt_raw"], derived_or_address);
    let mut kept: Vec<String> = Vec::new();
    for place in written.into_iter().chain(also) {
        if kept.len() < MOST && !kept.iter().any(|other| is_same(other, &place)) {
            kept.push(place);
        }
    }
    kept
}

/// A country by its code, or by any of its names: "USA", "Türkiye", "Deutschland". Inside an object its name is one.
pub(super) fn country(stated: &Value) -> Option<CountryCode> {
    country_named(&text_of(stated)?)
}

/// The same of a text.
pub(super) fn country_named(name: &str) -> Option<CountryCode> {
    let code = || name.parse().ok();
    let place = || Place::parse(name, CountryCode::GERMANY).ok();
    // "England" is a region to us. A town is no country, however it is called.
    code().or_else(|| place().filter(|place| matches!(place, Place::Country(_) | Place::Region(_)))?.country())
}

/// A country out of an address, or of the name of a place that ends in one.
pub(super) fn country_of(place: &str) -> Option<CountryCode> {
    Place::parse(place, CountryCode::GERMANY).ok().filter(Place::is_known)?.country()
}

fn each(item: &Item<'_>, names: &[&str], read: impl Fn(&Value) -> Option<String>) -> Vec<String> {
    match item.value(names) {
        Some(Value::Array(all)) => all.iter().filter_map(read).collect(),
        Some(one) => read(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A text, or an object of city, region and country.
fn derived(one: &Value) -> Option<String> {
    let Some(parts) = one.as_object() else { return as_line(one, longest::NAME) };
    joined(["city", "admin", "country"].iter().filter_map(|name| parts.get(*name)))
}

/// An address in the form of schema.org, or a text.
fn address(one: &Value) -> Option<String> {
    let Some(place) = one.as_object() else { return as_line(one, longest::NAME) };
    let address = place.get("address").unwrap_or(one);
    if address.is_string() {
        return as_line(address, longest::NAME);
    }
    joined(["addressLocality", "addressRegion", "addressCountry"].iter().filter_map(|name| address.get(*name)))
}

fn derived_or_address(one: &Value) -> Option<String> {
    derived(one).or_else(|| address(one))
}

fn joined<'a>(parts: impl Iterator<Item = &'a Value>) -> Option<String> {
    let parts: Vec<String> = parts.filter_map(text_of).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A text, or the name of an object: `{"@type": "Country", "name": "DE"}`.
fn text_of(stated: &Value) -> Option<String> {
    as_line(stated.get("name").unwrap_or(stated), longest::NAME)
}

/// Two spellings of one place.
fn is_same(one: &str, other: &str) -> bool {
    let place = |text: &str| Place::parse(text, CountryCode::GERMANY).ok().filter(Place::is_known);
    plain(one) == plain(other) || place(one).is_some_and(|one| place(other) == Some(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_country_is_known_by_any_of_its_names() {
        let code = |stated: Value| country(&stated).map(|country| country.as_str().to_owned());
        for (stated, right) in [
            (json!("DE"), "de"),
            (json!("USA"), "us"),
            (json!("United States"), "us"),
            (json!("Türkiye"), "tr"),
            (json!("Czech Republic"), "cz"),
            (json!("Deutschland"), "de"),
            (json!("England"), "gb"),
            (json!({"@type": "Country", "name": "DE"}), "de"),
            (json!({"@type": "Country", "name": "Austria"}), "at"),
        ] {
            assert_eq!(code(stated.clone()).as_deref(), Some(right), "{stated}");
        }
        assert_eq!(code(json!("Atlantis")), None);
        assert_eq!(code(json!(["DE"])), None);
    }
}
