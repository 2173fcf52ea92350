//! Keys by which a posting's topics are found: read from its title and its line of places.

use crate::fits::{self, Keys};
use crate::place::{self, CountryCode, Meant, Place, Surprise};
use crate::typed::plain;
use std::collections::HashMap;

/// Joins the parts of a list within a list.
pub(super) const SEPARATOR: &str = "\u{1f}";

/// Key for the place of a posting without a place.
const NOWHERE: &str = "nowhere";

/// Sign between the places of a posting, as sources give them.
const BETWEEN: &str = "; ";

/// Places of a job, as stated and as understood.
pub(super) struct Places<'a> {
    stated: Vec<(&'a str, Vec<Meant>)>,
    country: Option<CountryCode>,
}

impl<'a> Places<'a> {
    /// A posting's location and country.
    pub(super) fn read(location: &'a str, country: Option<CountryCode>) -> Self {
        let home = country.unwrap_or(CountryCode::GERMANY);
        let stated = location.split(BETWEEN).map(|one| (one, place::read(one, home).unwrap_or_default())).collect();
        Self { stated, country }
    }

    /// Words for finding a place: as stated, and under the names known here, so that "Germany" finds "München, DE".
    pub(super) fn words(&self) -> String {
        let names = self.stated.iter().flat_map(|(stated, meant)| {
            let known = meant.iter().filter(|meant| meant.surprise != Some(Surprise::Unknown));
            std::iter::once((*stated).to_owned()).chain(known.filter_map(|meant| meant.place.full_name()))
        });
        names.map(|name| plain(&name)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Keys of the named places, each the narrowest.
    pub(super) fn named(&self) -> Vec<String> {
        let meant = self.stated.iter().flat_map(|(_, meant)| meant);
        meant.map(|meant| self.narrowed(meant.place.clone()).key()).collect()
    }

    /// Names that a title may repeat, with "; " between the places.
    pub(super) fn names(&self) -> String {
        let meant = self.stated.iter().flat_map(|(_, meant)| meant);
        meant.filter_map(|meant| meant.place.names()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Keys by which copies are compared: remote work for a town's office is in the town.
    pub(super) fn compared(&self) -> Vec<String> {
        let home = self.country.unwrap_or(CountryCode::GERMANY);
        let places = self.stated.iter().flat_map(|(stated, meant)| place::offices(stated, meant, home));
        places.flat_map(|place| self.narrowed(place).compared_keys()).collect()
    }

    /// Keys of the wanted places that hold the job. Where no place is stated, its country is its place; "Remote" is
    /// remote work in the stated country.
    pub(super) fn keys(&self) -> Keys {
        let meant = self.stated.iter().flat_map(|(_, meant)| meant).map(|meant| self.narrowed(meant.place.clone()));
        let places: Vec<Place> = meant.collect();
        match (&places[..], self.country) {
            ([], Some(country)) => Keys::of(&[Place::Country(country)]),
            _ => Keys::of(&places),
        }
    }

    fn narrowed(&self, place: Place) -> Place {
        match place {
            Place::Remote { country: None } => Place::Remote { country: self.country },
            other => other,
        }
    }
}

/// Places of several jobs. Jobs of one page are mostly in the same towns, and reading a place is the costliest part of
/// comparing them: each is read once.
#[derive(Default)]
pub(super) struct ReadPlaces<'a> {
    read: HashMap<(&'a str, Option<CountryCode>), Places<'a>>,
}

impl<'a> ReadPlaces<'a> {
    /// A posting's places, from its location and country.
    pub(super) fn places(&mut self, location: &'a str, country: Option<CountryCode>) -> &Places<'a> {
        self.read.entry((location, country)).or_insert_with(|| Places::read(location, country))
    }
}

/// Whereabouts of a posting: the keys of its named places, and of all places that hold these.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// `nowhere`: none is named.
    pub named: Vec<String>,
    /// Keys of towns and of all places around them.
    pub holding: Vec<String>,
}

impl Whereabouts {
    /// Whereabouts from a posting's line of places and its country.
    pub fn read(location: &str, country: Option<CountryCode>) -> Self {
        let places = Places::read(location, country);
        let named = places.named();
        let named = if named.is_empty() { vec![NOWHERE.to_owned()] } else { named };
        Self { named, holding: places.keys().always }
    }

    /// True when the posting lies in a place with this key.
    pub fn is_in(&self, place: &str) -> bool {
        self.holding.iter().any(|key| key == place)
    }
}

/// Keys of all titles held in a posting's own title.
pub(super) fn runs(title: &str) -> String {
    fits::runs(title).into_iter().collect::<Vec<_>>().join(SEPARATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(location: &str, country: Option<&str>) -> Vec<String> {
        Places::read(location, country.map(|code| code.parse().unwrap())).keys().always
    }

    #[test]
    fn a_town_is_read_as_in_the_stated_country() {
        let has = |keys: &[String], key: &str| keys.iter().any(|one| one == key);
        let vienna = keys("Wien", Some("at"));
        assert!(has(&vienna, "country:at") && has(&vienna, "area:dach") && !has(&vienna, "country:de"), "{vienna:?}");
        assert!(has(&keys("", Some("at")), "country:at"));
        let several = keys("Berlin, Germany; Vienna, Austria", None);
        assert!(has(&several, "country:de") && has(&several, "country:at"), "{several:?}");
        assert!(!has(&keys("Remote", Some("us")), "remote:*") && has(&keys("Remote", None), "remote:*"));
    }
}
