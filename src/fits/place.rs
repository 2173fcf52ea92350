//! Place keys under which jobs are kept: a job is in a wanted place when both share a key. Pure.

use crate::place::{Area, City, CountryCode, Place, Position};

/// A long way to work, as the crow flies.
const WAY_TO_WORK_KM: f64 = 40.0;

/// Key of remote work for an employer anywhere, open to every country.
const OPEN_TO_ALL: &str = "remote:*";

/// Keys of a job's places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Keys of wanted places that hold the job.
    pub always: Vec<String>,
    /// Keys of wanted places that hold the job only if the job can be done from home.
    pub if_remote: Vec<String>,
}

impl Keys {
    /// Keys of a job at these places, each once.
    pub fn of(places: &[Place]) -> Self {
        let mut keys = Self::default();
        for place in places {
            let from_home = from_home(place);
            keys.always.extend(holding(place));
            if place.is_remote() {
                keys.always.extend(from_home);
            } else {
                keys.if_remote.extend(from_home);
            }
        }
        for list in [&mut keys.always, &mut keys.if_remote] {
            list.sort_unstable();
            list.dedup();
        }
        keys
    }
}

/// Keys of a wanted place, under which its jobs are kept.
pub(super) fn of_wanted(place: &Place) -> Vec<String> {
    let open_to_all = match place {
        Place::Remote { country: Some(_) } | Place::RemoteIn(_) => Some(OPEN_TO_ALL.to_owned()),
        _ => None,
    };
    std::iter::once(place.key()).chain(open_to_all).collect()
}

/// How near a job is to a wanted place, the nearest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The job is in another country.
    Elsewhere,
    /// The job states no known place.
    Unknown,
    /// The job is in the same country.
    SameCountry,
    /// The job is within the way to work of the wanted town.
    Around,
    /// The work is done from home, open to the country of the wanted place.
    Remote,
    /// The job is in the wanted place itself.
    Inside,
}

/// A wanted place with its surroundings, prepared for many jobs.
#[derive(Clone, Debug)]
pub struct Surroundings {
    inside: Vec<String>,
    /// A town, around which others are near.
    town: Option<Position>,
    country: Option<String>,
    from_home: Vec<String>,
}

impl Surroundings {
    /// Surroundings of a wanted place.
    pub fn of(place: &Place) -> Self {
        let country = place.country();
        let home = country.map(|country| Place::Remote { country: Some(country) }.key());
        Self {
            inside: of_wanted(place),
            town: city(place).map(|city| city.position),
            country: country.map(|country| Place::Country(country).key()),
            from_home: home.into_iter().chain([OPEN_TO_ALL.to_owned()]).collect(),
        }
    }

    /// How near a job is by its places' keys; `is_remote`: the job can be done from home.
    pub fn nearness(&self, keys: &Keys, is_remote: bool) -> Nearness {
        let at = |wanted: &[String]| wanted.iter().any(|key| keys.always.contains(key));
        let from_home = |wanted: &[String]| {
            is_remote && wanted.iter().any(|key| keys.always.contains(key) || keys.if_remote.contains(key))
        };
        let is_anywhere = self.inside.iter().any(|key| *key == Place::Anywhere.key());
        if is_anywhere || at(&self.inside) || from_home(&self.inside) {
            Nearness::Inside
        } else if from_home(&self.from_home) {
            Nearness::Remote
        } else if self.has_near(keys) {
            Nearness::Around
        } else if keys.always.is_empty() {
            Nearness::Unknown
        } else if self.country.as_ref().is_some_and(|country| keys.always.contains(country)) {
            Nearness::SameCountry
        } else {
            Nearness::Elsewhere
        }
    }
}

impl Surroundings {
    /// Whether a town of the job lies within the way to work.
    fn has_near(&self, keys: &Keys) -> bool {
        let Some(position) = self.town else { return false };
        let keys = keys.always.iter().filter(|key| key.starts_with("city:"));
        let towns = keys.filter_map(|key| city(&Place::from_key(key)?));
        towns.into_iter().any(|town| position.km_to(town.position) <= WAY_TO_WORK_KM)
    }
}

fn city(place: &Place) -> Option<&'static City> {
    match place {
        Place::City(city) => Some(city),
        _ => None,
    }
}

/// The city of a district.
fn city_around(place: &Place) -> Option<Place> {
    place.city_around().map(Place::City)
}

/// Metropolitan areas around a town, or around a district's city.
fn metropolitan_areas(place: &Place) -> impl Iterator<Item = Place> {
    let city = place.whole_city();
    let areas = Area::all().iter().filter(|area| !area.is_of_countries());
    areas.filter(move |area| area.members().any(|town| town == city)).map(Place::Area)
}

/// Places that hold this place: a district's city, a town's region, country and areas. An area of countries holds each
/// place in its countries, a metropolitan area its towns alone.
fn holding(place: &Place) -> Vec<String> {
    let mut holding = vec![Place::Anywhere];
    if !place.is_remote() {
        holding.push(place.clone());
    }
    if let Place::City(city) = place {
        holding.extend(city_around(place));
        holding.extend(city.region().map(Place::Region));
        holding.extend(metropolitan_areas(place));
    }
    let countries = countries(place);
    if let [country] = countries[..] {
        holding.push(Place::Country(country));
    }
    if !countries.is_empty() {
        let areas = Area::all().iter().filter(|area| area.is_of_countries());
        let is_around = |area: &&Area| countries.iter().all(|country| area.countries().contains(country));
        holding.extend(areas.filter(is_around).map(Place::Area));
    }
    holding.iter().map(Place::key).collect()
}

/// Kinds of remote work of the job, if the job can be done from home. A job for an employer anywhere is open to every
/// country, a job in an area to each of the area's countries.
fn from_home(place: &Place) -> Vec<String> {
    let mut keys = vec![Place::Remote { country: None }.key()];
    if matches!(place, Place::Anywhere | Place::Remote { country: None }) {
        keys.push(OPEN_TO_ALL.to_owned());
    }
    let countries = countries(place);
    let areas = Area::all().iter().filter(|area| area.countries().iter().any(|country| countries.contains(country)));
    keys.extend(areas.map(|area| Place::RemoteIn(area).key()));
    keys.extend(countries.iter().map(|country| Place::Remote { country: Some(*country) }.key()));
    keys
}

/// Countries that a place may be in; none: any country.
fn countries(place: &Place) -> Vec<CountryCode> {
    match place {
        Place::Area(area) | Place::RemoteIn(area) => area.countries(),
        _ => place.country().into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rule by places instead of keys, kind by kind.
    fn is_inside(stated: &Place, wanted: &Place, is_remote: bool) -> bool {
        let is_remote = is_remote || stated.is_remote();
        match wanted {
            Place::Anywhere => true,
            Place::Remote { country: None } => is_remote,
            Place::Remote { country: Some(country) } => is_remote && is_open_to(stated, &[*country]),
            Place::RemoteIn(area) => is_remote && is_open_to(stated, &area.countries()),
            Place::Area(area) if area.is_of_countries() => is_in_one_of(stated, &area.countries()),
            Place::Area(area) => *stated == Place::Area(area) || area.members().any(|town| town == stated.whole_city()),
            Place::Country(country) => is_in_one_of(stated, &[*country]),
            Place::Region(region) => {
                matches!(stated, Place::City(city) if city.region() == Some(*region)) || stated == wanted
            }
            Place::City(city) => stated == wanted || stated.city_around() == Some(*city),
            Place::Unknown { .. } => stated == wanted,
        }
    }

    fn is_open_to(stated: &Place, wanted: &[CountryCode]) -> bool {
        matches!(stated, Place::Anywhere | Place::Remote { country: None })
            || countries(stated).iter().any(|one| wanted.contains(one))
    }

    fn is_in_one_of(stated: &Place, wanted: &[CountryCode]) -> bool {
        let own = countries(stated);
        !own.is_empty() && own.iter().all(|one| wanted.contains(one))
    }

    fn samples() -> Vec<Place> {
        let typed = [
            "Berlin",
            "Berlin-Kreuzberg",
            "Dortmund-Hörde",
            "Munich",
            "Potsdam",
            "Frankfurt (Oder)",
            "Essen",
            "Zürich",
            "Paris",
            "Paris, Texas",
            "London",
            "Bavaria",
            "Texas",
            "Germany",
            "Austria",
            "United States",
            "Peru",
            "Anywhere",
            "Remote",
            "Remote (Germany)",
            "Remote (Spain)",
            "Remote (EU)",
            "Remote (DACH)",
            "Entenhausen",
            "Entenhausen, Austria",
        ];
        let places = typed.iter().map(|typed| Place::parse(typed, CountryCode::GERMANY).unwrap());
        places.chain(Area::all().iter().flat_map(|area| [Place::Area(area), Place::RemoteIn(area)])).collect()
    }

    #[test]
    fn a_job_and_a_wanted_place_have_a_key_in_common_exactly_where_the_one_lies_in_the_other() {
        let samples = samples();
        for (stated, is_remote) in samples.iter().flat_map(|stated| [(stated, false), (stated, true)]) {
            let Keys { mut always, if_remote } = Keys::of(std::slice::from_ref(stated));
            always.extend(if_remote.into_iter().filter(|_| is_remote));
            for wanted in &samples {
                let has_common = of_wanted(wanted).iter().any(|key| always.contains(key));
                assert_eq!(has_common, is_inside(stated, wanted, is_remote), "{stated:?} {is_remote} in {wanted:?}");
            }
        }
    }

    #[test]
    fn a_job_is_as_near_as_its_places_tell() {
        let home = CountryCode::GERMANY;
        let parse = |typed: &str| Place::parse(typed, home).unwrap();
        for (wanted, stated, is_remote, nearness) in [
            ("Munich", "Munich", false, Nearness::Inside),
            ("Germany", "Munich", false, Nearness::Inside),
            ("Remote (Germany)", "Munich", true, Nearness::Inside),
            ("Munich", "Berlin", true, Nearness::Remote),
            ("Munich", "Augsburg", false, Nearness::SameCountry),
            ("Cologne", "Leverkusen", false, Nearness::Around),
            ("Cologne", "Dortmund", false, Nearness::SameCountry),
            ("Strasbourg", "Kehl", false, Nearness::Around),
            ("Munich", "München-Pasing", false, Nearness::Inside),
            ("München-Pasing", "Munich", false, Nearness::Around),
            ("Munich", "Berlin", false, Nearness::SameCountry),
            ("Munich", "Vienna", false, Nearness::Elsewhere),
            ("Munich", "Vienna", true, Nearness::Elsewhere),
        ] {
            let keys = Keys::of(&[parse(stated)]);
            assert_eq!(Surroundings::of(&parse(wanted)).nearness(&keys, is_remote), nearness, "{stated} for {wanted}");
        }
        assert_eq!(Surroundings::of(&parse("Munich")).nearness(&Keys::default(), false), Nearness::Unknown);
    }
}
