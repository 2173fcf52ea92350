//! A person's choice among the jobs of their searches.

use crate::filters::{EmploymentType, Seniority};
use crate::models::job::open_since;
use crate::place::{self, City, CountryCode, Place};
use crate::sources::Source;
use crate::typed::plain;
use chrono::{DateTime, TimeDelta, Utc};

/// Greatest age of the jobs shown at first, in days.
pub const USUAL_DAYS: i64 = 30;

/// Choice of jobs shown in a list. The employers that the person leaves out are no part of it: each statement looks for
/// them by itself.
#[derive(Clone, Debug)]
pub struct Criteria {
    /// A `tsquery`, made by [`crate::words::query`].
    pub words: Option<String>,
    /// Words for the place.
    pub place: Option<PlaceWords>,
    /// Whether the work has to be remote.
    pub remote: Option<Remote>,
    /// Listed since then.
    pub since: DateTime<Utc>,
    /// Jobs without a date of posting are left out: the wanted age is below the sources' own.
    pub is_dated: bool,
    /// Source of the jobs; None: both.
    pub source: Option<Source>,
    /// The list.
    pub list: List,
    /// A dated job first seen since this moment is new.
    pub new_since: DateTime<Utc>,
    /// A job open until before this moment is closed.
    pub open_since: DateTime<Utc>,
    /// Jobs of this search only.
    pub search_id: Option<i32>,
    /// Regular expressions, each of which the text of a job has to match: words of a phrase, one behind the other.
    pub phrases: Vec<String>,
    /// Level that jobs have to state.
    pub seniority: Option<Seniority>,
    /// Contract that jobs have to state.
    pub contract: Option<EmploymentType>,
    /// Regular expressions of which the text of a job may match none: phrases that are not wanted.
    pub phrases_off: Vec<String>,
    /// Regular expression of a part of the employer's name, made by [`crate::words::part_of_name`].
    pub employer: Option<String>,
    /// Jobs have to state a pay that may come to so much a year.
    pub pay_yearly: Option<i64>,
    /// Words of the person's CV as queries: a list tells which words a job holds, and leaves no job out for them.
    pub own_words: Vec<String>,
}

impl Criteria {
    /// The first view of a list: the last month without hidden jobs.
    pub fn usual(now: DateTime<Utc>) -> Self {
        Self { list: List::Shown, ..Self::new_jobs(now, now) }
    }

    /// New jobs, with no further choice.
    pub fn new_jobs(new_since: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        Self {
            words: None,
            place: None,
            remote: None,
            since: now - TimeDelta::days(USUAL_DAYS),
            is_dated: false,
            source: None,
            list: List::New,
            new_since,
            open_since: open_since(now),
            search_id: None,
            phrases: Vec::new(),
            seniority: None,
            contract: None,
            employer: None,
            pay_yearly: None,
            phrases_off: Vec::new(),
            own_words: Vec::new(),
        }
    }

    /// True where texts of jobs have to be read.
    pub(super) fn has_phrases(&self) -> bool {
        !(self.phrases.is_empty() && self.phrases_off.is_empty())
    }
}

/// A person's lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Jobs seen by the active searches and not hidden by the person.
    #[default]
    Shown,
    /// Jobs of the searches that came since the last morning.
    New,
    /// Saved jobs, wherever from.
    Saved,
    /// Jobs applied for.
    Applied,
    /// Jobs taken off the list by the person.
    Hidden,
}

impl List {
    /// Lists in the order of the page.
    pub const ALL: [Self; 5] = [Self::Shown, Self::New, Self::Saved, Self::Applied, Self::Hidden];

    /// Name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "",
            Self::New => "new",
            Self::Saved => "saved",
            Self::Applied => "applied",
            Self::Hidden => "hidden",
        }
    }

    /// True where the person's marks make the list, not the searches.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::Saved | Self::Applied | Self::Hidden)
    }
}

/// Work from home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    /// Leaves out jobs stated as on site or hybrid.
    Possible,
    /// Leaves out every job not stated as remote.
    Stated,
}

impl Remote {
    /// Choices in the order of the page.
    pub const ALL: [Self; 2] = [Self::Possible, Self::Stated];

    /// Value of the query parameter `remote`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "yes",
            Self::Stated => "stated",
        }
    }
}

/// Words of which a job's location has to contain one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceWords {
    words: Vec<String>,
    /// Keys of the places named by the words, and of what lies around them; none: of no known place.
    keys: Vec<String>,
    /// Cities among the places.
    cities: Vec<&'static City>,
}

impl PlaceWords {
    /// The words themselves and, for a known place, its other names: "Munich" finds "München". None: no word in the
    /// text.
    pub fn parse(typed: &str, home: CountryCode) -> Option<Self> {
        let typed_words = plain(typed);
        if typed_words.is_empty() {
            return None;
        }
        let places: Vec<Place> =
            place::read(typed, home).unwrap_or_default().into_iter().map(|one| one.place).collect();
        let called: Vec<&str> = places.iter().flat_map(names).collect();
        let keys = places.iter().filter(|place| !names(place).is_empty()).map(Place::key).collect();
        let cities = places.iter().filter_map(city).collect();
        let mut words: Vec<_> =
            called.into_iter().map(plain).filter(|name| !name.is_empty()).chain([typed_words]).collect();
        words.sort_unstable();
        words.dedup();
        Some(Self { words, keys, cities })
    }

    /// The same places, and the towns within so many kilometres of each city among them. Where there is no city, a
    /// distance has no meaning and changes nothing.
    #[must_use]
    pub fn within(mut self, km: u32) -> Self {
        let around = self.cities.iter().flat_map(|city| place::cities_within(km, city));
        self.keys.extend(around.map(|city| Place::City(city).key()));
        self.keys.sort_unstable();
        self.keys.dedup();
        self
    }

    /// True where a distance has a meaning.
    pub fn has_city(&self) -> bool {
        !self.cities.is_empty()
    }

    /// Keys under which jobs in the places are kept; none: no known place is named.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Patterns for LIKE: plain words hold no wildcards.
    pub fn patterns(&self) -> Vec<String> {
        self.words.iter().map(|words| format!("%{words}%")).collect()
    }
}

fn city(place: &Place) -> Option<&'static City> {
    match place {
        Place::City(city) => Some(*city),
        _ => None,
    }
}

/// Names of a place, or of each place of an area.
fn names(place: &Place) -> Vec<&'static str> {
    match place {
        Place::City(city) => vec![city.name(), city.local_name()],
        Place::Region(region) => vec![region.name],
        Place::Country(country) => vec![country.english_name()],
        Place::Area(area) => area.members().flat_map(|member| names(&member)).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(typed: &str) -> Vec<String> {
        PlaceWords::parse(typed, "de".parse().unwrap()).map(|place| place.patterns()).unwrap_or_default()
    }

    #[test]
    fn a_city_is_found_under_all_its_names() {
        assert_eq!(patterns("München"), ["%munchen%", "%munich%"]);
        assert_eq!(patterns("munich, germany"), ["%munchen%", "%munich%", "%munich germany%"]);
    }

    #[test]
    fn a_country_is_found_by_its_code_too() {
        let place = PlaceWords::parse("Deutschland", "de".parse().unwrap()).unwrap();
        assert_eq!(place.keys(), ["country:de"]);
        assert_eq!(place.patterns(), ["%deutschland%", "%germany%"]);
    }

    #[test]
    fn a_distance_adds_the_towns_around_each_city_and_to_nothing_else() {
        let keys = |typed: &str, km: Option<u32>| {
            let place = PlaceWords::parse(typed, "de".parse().unwrap()).unwrap();
            km.into_iter().fold(place, PlaceWords::within).keys().to_vec()
        };
        let [berlin, potsdam, hamburg] = ["city:2950159", "city:2852458", "city:2911298"].map(str::to_owned);
        assert_eq!(keys("Berlin", None), std::slice::from_ref(&berlin));
        for (km, has_potsdam) in [(10, false), (25, false), (50, true), (100, true)] {
            let around = keys("Berlin", Some(km));
            assert_eq!((around.contains(&berlin), around.contains(&potsdam)), (true, has_potsdam), "{km}");
        }
        let both = keys("Berlin, Hamburg", Some(50));
        assert!([&berlin, &potsdam, &hamburg].into_iter().all(|one| both.contains(one)));
        for typed in ["Bayern", "Deutschland", "DACH", "Ruhrgebiet", "Remote", "Nirgendheim"] {
            assert_eq!(keys(typed, Some(100)), keys(typed, None), "{typed}");
        }
    }

    #[test]
    fn what_is_typed_is_never_a_wildcard() {
        assert_eq!(patterns("%_\\"), [""; 0]);
        assert_eq!(patterns("Nirgend%heim"), ["%nirgend heim%"]);
    }
}
