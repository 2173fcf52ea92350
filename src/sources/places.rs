//! All places named by a posting, its own country first.

use super::item::{Item, as_line};
use super::posting::longest;
use crate::place::{CountryCode, Place, PlaceError};
use crate::typed::plain;
use serde_json::Value;

/// Most places kept of one posting.
const MOST: usize = 50;

/// Separator between places in the displayed text.
pub(super) const BETWEEN: &str = "; ";

/// Every place of an Active Jobs DB posting, each once: the places derived by the provider, else the employer's own,
/// then alternative places.
pub(super) fn of_active_jobs(item: &Item<'_>) -> Vec<String> {
    let read_off = each(item, &["locations_derived"], derived);
    let written = if read_off.is_empty() { each(item, &["locations", "locations_raw"], address) } else { read_off };
    let written = if written.is_empty() { cities(item) } else { written };
    let mut also = each(item, &["locations_alt", "locations_alt_raw"], derived_or_address);
    if written.is_empty() && also.is_empty() {
        also = each(item, &["ai_remote_location_derived", "ai_remote_location"], derived);
    }
    if written.is_empty() && also.is_empty() {
        also = each(item, &["countries_derived"], derived);
    }
    let mut kept: Vec<String> = Vec::new();
    for place in written.into_iter().chain(also) {
        if kept.len() < MOST && !kept.iter().any(|other| is_same(other, &place)) {
            kept.push(place);
        }
    }
    kept
}

/// Country by its code, or by any of its names: "USA", "Türkiye", "Deutschland". For an object, its name is read.
pub(super) fn country(stated: &Value) -> Option<CountryCode> {
    country_named(&text_of(stated)?)
}

/// Country named by a source: a code, or a name in any language of the tables.
pub(super) fn country_named(name: &str) -> Option<CountryCode> {
    let code = || name.parse().ok();
    let place = || Place::parse(name, CountryCode::GERMANY).ok();
    // "England" is a region to us. A town is no country, whatever its name.
    code().or_else(|| place().filter(|place| matches!(place, Place::Country(_) | Place::Region(_)))?.country())
}

/// Country of an address, or of a place's name that ends in a country.
pub(super) fn country_of(place: &str) -> Option<CountryCode> {
    Place::parse(place, CountryCode::GERMANY).ok().filter(Place::is_known)?.country()
}

/// Every place of a field: a list, a single place, or JSON in a text.
fn each(item: &Item<'_>, names: &[&str], read: impl Fn(&Value) -> Vec<String>) -> Vec<String> {
    let Some(value) = item.value(names) else { return Vec::new() };
    let inside =
        value.as_str().filter(|text| text.starts_with(['[', '{'])).and_then(|text| serde_json::from_str(text).ok());
    let all = inside.as_ref().unwrap_or(value);
    match all {
        Value::Array(all) => all.iter().flat_map(read).filter(|place| is_one(place)).collect(),
        one => read(one).into_iter().filter(|place| is_one(place)).collect(),
    }
}

/// Place from a text, or from an object of city, region and country.
fn derived(one: &Value) -> Vec<String> {
    let Some(parts) = one.as_object() else { return text_of(one).into_iter().collect() };
    joined(["city", "admin", "country"].iter().filter_map(|name| parts.get(*name))).into_iter().collect()
}

/// Addresses from schema.org's form (one or several), or from a text; without an address, the place's name.
fn address(one: &Value) -> Vec<String> {
    let Some(place) = one.as_object() else { return text_of(one).into_iter().collect() };
    let address = place.get("address").filter(|address| !address.is_null()).unwrap_or(one);
    match address {
        Value::Array(all) => all.iter().flat_map(of_address).collect(),
        address => of_address(address),
    }
}

/// Towns of an address, each with its region and country.
fn of_address(address: &Value) -> Vec<String> {
    if address.is_string() {
        return text_of(address).into_iter().collect();
    }
    let part = |name: &str| address.get(name).and_then(text_of).filter(|part| is_one(part));
    let towns: Vec<String> = match address.get("addressLocality") {
        Some(Value::Array(towns)) => towns.iter().filter_map(text_of).collect(),
        Some(town) => text_of(town).unwrap_or_default().split(';').map(|town| town.trim().to_owned()).collect(),
        None => Vec::new(),
    };
    let towns: Vec<String> = towns.into_iter().filter(|town| is_one(town)).collect();
    let around: Vec<String> = ["addressRegion", "addressCountry"].into_iter().filter_map(part).collect();
    let inside =
        if towns.is_empty() { part("postalCode").or_else(|| part("name")).into_iter().collect() } else { towns };
    let whole = |town: Option<&String>| {
        let parts: Vec<&str> = town.into_iter().chain(&around).map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    if inside.is_empty() {
        whole(None).into_iter().collect()
    } else {
        inside.iter().filter_map(|town| whole(Some(town))).collect()
    }
}

/// Towns of a posting that names towns apart from their country.
fn cities(item: &Item<'_>) -> Vec<String> {
    let countries = item.lines(&["countries_derived"], longest::NAME);
    let country = if let [country] = countries.as_slice() { Some(country) } else { None };
    let with_country = |city: String| match country {
        Some(country) => format!("{city}, {country}"),
        None => city,
    };
    item.lines(&["cities_derived"], longest::NAME).into_iter().map(with_country).collect()
}

fn derived_or_address(one: &Value) -> Vec<String> {
    let derived = derived(one);
    if derived.is_empty() { address(one) } else { derived }
}

fn joined<'a>(parts: impl Iterator<Item = &'a Value>) -> Option<String> {
    let parts: Vec<String> = parts.filter_map(text_of).filter(|part| is_one(part)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Text of a value, or the name of an object: `{"@type": "Country", "name": "DE"}`. A number names no place.
pub(super) fn text_of(stated: &Value) -> Option<String> {
    let stated = stated.get("name").unwrap_or(stated);
    stated.as_str().and_then(|_| as_line(stated, longest::NAME))
}

/// False for filler in a place's stead: "N/A", "null".
pub(super) fn is_one(text: &str) -> bool {
    !matches!(Place::parse(text, CountryCode::GERMANY), Err(PlaceError::NoPlace { .. } | PlaceError::Empty))
}

/// True for two spellings of one place.
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
        assert_eq!(code(json!({"name": "Germany", "code": "DE"})).as_deref(), Some("de"));
        assert_eq!(code(json!("Atlantis")), None);
        assert_eq!(code(json!(["DE"])), None);
    }

    #[test]
    fn places_are_found_in_whatever_shape_they_stand() {
        for (row, right) in [
            (
                json!({"locations": {"address": {"addressLocality": "Berlin", "addressCountry": "DE"}}}),
                &["Berlin, DE"][..],
            ),
            (json!({"locations": "[{\"address\": {\"addressLocality\": \"Berlin\"}}]"}), &["Berlin"]),
            (
                json!({"locations": [{"address": [{"addressLocality": "Berlin"}, {"addressLocality": "Ulm"}]}]}),
                &["Berlin", "Ulm"],
            ),
            (
                json!({"locations": [{"address": {"addressLocality": ["Berlin", "Ulm"], "addressCountry": "DE"}}]}),
                &["Berlin, DE", "Ulm, DE"],
            ),
            (
                json!({"locations": [{"address": {"addressLocality": "BERLIN; ULM", "addressCountry": "DE"}}]}),
                &["BERLIN, DE", "ULM, DE"],
            ),
            (json!({"locations": [{"address": {"postalCode": "80331", "addressCountry": "DE"}}]}), &["80331, DE"]),
            (json!({"locations": [{"name": "Berlin Office", "address": null}]}), &["Berlin Office"]),
            (
                json!({"locations": [{"address": {"addressLocality": "null", "addressCountry": "Germany"}}]}),
                &["Germany"],
            ),
            (json!({"locations": [null, "Hamburg, Germany", 5, "N/A"]}), &["Hamburg, Germany"]),
            (
                json!({"cities_derived": ["Berlin", "Ulm"], "countries_derived": ["Germany"]}),
                &["Berlin, Germany", "Ulm, Germany"],
            ),
            (
                json!({"locations_alt": ["Remote - Germany"], "cities_derived": ["Berlin"]}),
                &["Berlin", "Remote - Germany"],
            ),
            (json!({"ai_remote_location": ["Germany"]}), &["Germany"]),
            (json!({"countries_derived": ["Germany", "Austria"]}), &["Germany", "Austria"]),
            (json!({"locations": null}), &[]),
        ] {
            let fields = row.as_object().expect("an object");
            assert_eq!(of_active_jobs(&Item(fields)), right, "{row}");
        }
    }
}
