//! Names of a place in the asking person's language. Keys, sources and stored places keep the English names.

use super::{City, CountryCode, Place};

/// Countries whose towns have German names of their own in the tables.
const GERMAN: [&str; 3] = ["de", "at", "ch"];

impl CountryCode {
    /// "Deutschland"
    pub fn name(self) -> String {
        say!("place-country", code = self.as_str(), name = self.english_name())
    }
}

impl Place {
    /// The shortest name: "München", "Paris, Texas", "Remote (Deutschland)".
    pub fn name(&self) -> String {
        self.spoken(&self.english_name())
    }

    /// The name with region and country, equal names once: "München, Bayern, Deutschland", "Vienna, Austria".
    pub fn whole_name(&self) -> String {
        let english = self.full_name().unwrap_or_else(|| self.english_name());
        let mut parts: Vec<&str> = english.split(", ").collect();
        parts.dedup();
        self.spoken(&parts.join(", "))
    }

    /// An English name of the place, part by part.
    fn spoken(&self, english: &str) -> String {
        match self {
            Self::Anywhere => say!("place-anywhere"),
            Self::Area(area) => say!("place-area", key = area.key, name = area.name),
            Self::RemoteIn(area) => format!("Remote ({})", say!("place-area", key = area.key, name = area.name)),
            Self::Remote { country: Some(country) } => format!("Remote ({})", country.name()),
            Self::Unknown { typed, country } => format!("{typed}, {}", country.name()),
            Self::Remote { country: None } => english.to_owned(),
            _ => english.split(", ").map(|part| self.part(part)).collect::<Vec<_>>().join(", "),
        }
    }

    /// The name of a town, of its region or of its country; other parts stay.
    fn part(&self, english: &str) -> String {
        let (city, region) = match self {
            Self::City(city) => (Some(*city), city.region()),
            Self::Region(region) => (None, Some(*region)),
            _ => (None, None),
        };
        let country = self.country().filter(|country| country.english_name() == english);
        match (city.filter(|city| city.name() == english), region.filter(|region| region.name == english)) {
            (Some(city), _) => own_name(city).to_owned(),
            (None, Some(region)) => say!("place-region", key = region.key, name = region.name),
            (None, None) => country.map_or_else(|| english.to_owned(), CountryCode::name),
        }
    }
}

/// Name of a town where German is spoken, for readers of German.
fn own_name(city: &City) -> &'static str {
    let is_german = crate::text::language() == crate::text::Language::German;
    if is_german && GERMAN.contains(&city.country.as_str()) { city.local_name() } else { city.name() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, speaking};

    const PLACES: [&str; 9] = [
        "Munich",
        "Bavaria",
        "Germany",
        "Remote (Germany)",
        "Anywhere",
        "Ruhrgebiet",
        "Paris, Texas",
        "Hinterdupfingen",
        "Remote",
    ];

    fn places() -> Vec<Place> {
        PLACES.iter().map(|typed| Place::parse(typed, CountryCode::GERMANY).unwrap()).collect()
    }

    #[test]
    fn english_names_are_those_of_the_tables() {
        for place in places() {
            assert_eq!(place.name(), place.english_name());
        }
        assert_eq!(places()[0].whole_name(), "Munich, Bavaria, Germany");
    }

    #[tokio::test]
    async fn germans_read_what_they_call_it() {
        let told = speaking(Language::German, async {
            (places().iter().map(Place::name).collect::<Vec<_>>(), places()[0].whole_name())
        });
        let (names, munich) = told.await;
        assert_eq!(munich, "München, Bayern, Deutschland");
        let expected = [
            "München",
            "Bayern",
            "Deutschland",
            "Remote (Deutschland)",
            "Überall",
            "Ruhrgebiet",
            "Paris, Texas",
            "Hinterdupfingen, Deutschland",
            "Remote",
        ];
        assert_eq!(names, expected);
    }

    #[tokio::test]
    async fn every_country_has_a_german_name() {
        let same = speaking(Language::German, async {
            CountryCode::all().filter(|country| country.name() == country.english_name()).count()
        });
        assert!(same.await < 130, "were the names read?");
    }
}
