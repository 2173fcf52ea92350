//! Meaning of a name.
//!
//! A bare name means, in this order: the region of one's own country with this two-letter code; an area such as "EU" or
//! "DACH"; a country; a city or a region. Among cities of one name the biggest wins, but a city in the own country wins
//! already with a tenth of the biggest city's residents: to a Briton "Cambridge" is the English city, but nobody means
//! Paris, Texas, by "Paris". The same tenth decides between a city and a region: "Bavaria", "Ontario" and "Brandenburg"
//! are regions, "New York" and "Hamburg" are cities. A city at home is never given up for a region abroad.
//!
//! A name with others beside it ("Paris, Texas", "Germany, Munich") means the biggest place of that name inside the
//! others, in every home country.

use std::sync::OnceLock;

use super::Place;
use super::area::Area;
use super::country::CountryCode;
use super::names::{Meanings, Named};
use super::region::Region;
use super::words::{
    AREA_AFTER, AREA_BEFORE, AT_RIVER, DIVISIONS, REGION_KINDS, RIVERS, without, without_first, without_last,
};
use crate::typed::plain;

/// Share of the biggest place's residents from which a place at home is meant.
const HOME_SHARE: u32 = 10;

/// Share from which a European means a place in Europe: "Valencia" is in Spain.
const NEAR_SHARE: u32 = 5;

/// A home region of this size keeps its English name before a country: in the United States "Georgia" is the state.
const GREAT_REGION: u32 = 1_000_000;

/// Mark of a country beside a region of the same name: "Georgia (country)".
const COUNTRY: &str = "country";

/// Most rounds of taking off words around a name: "in the Greater Munich Metropolitan Area".
const MOST_AROUND: usize = 3;

/// The common place of these names, the narrowest first or last.
pub(super) fn resolve(names: &[&str], home: CountryCode) -> Option<Place> {
    let (first, others) = names.split_first()?;
    let (last, before) = names.split_last()?;
    narrowed(first, others, home).or_else(|| {
        let is_reversed = !before.is_empty();
        is_reversed.then(|| narrowed(last, before, home))?
    })
}

/// The place of this name inside all the others.
fn narrowed(name: &str, others: &[&str], home: CountryCode) -> Option<Place> {
    let is_kind = |other: &&&str| REGION_KINDS.has(other);
    if others.contains(&COUNTRY) {
        return Meanings::of(name).country.map(Place::Country);
    }
    let others_are_none = others.is_empty();
    let only_region = others.iter().any(|other| is_kind(&other));
    let has_country = others.iter().any(|other| Meanings::of(other).country.is_some());
    let others = others.iter().filter(|other| !(is_kind(other) || has_country && is_unknown_region(other)));
    let within: Vec<Meanings> = others.flat_map(|other| outer(other)).collect();
    if only_region {
        return region(&Meanings::of(name), &within, home);
    }
    place(name, &within, home)
        .or_else(|| kind_of_region(name, &within, home))
        .or_else(|| two_names(name, within, home))
        .or_else(|| of_province(name, home).filter(|_| others_are_none))
}

/// "masovian voivodeship": a region by a name missing in the table. Beside a country the name says nothing more.
fn is_unknown_region(name: &str) -> bool {
    let is_named =
        |kind: &str| without(name, kind).is_some_and(|rest| !rest.is_empty() && Meanings::of(rest).is_empty());
    Meanings::of(name).is_empty() && DIVISIONS.iter().any(is_named)
}

/// "milano mi": an Italian town with the letters of its province.
fn of_province(name: &str, home: CountryCode) -> Option<Place> {
    let (town, _) = name.rsplit_once(' ').filter(|(_, letters)| letters.len() == 2)?;
    let place = place(town, &[], home)?;
    matches!(place, Place::City(city) if city.country.as_str() == "it").then_some(place)
}

/// "skane lan", "stockholms lan": a region with the word for what it is, before which a name may have an "s".
fn named_region(name: &str) -> Option<Meanings> {
    let (kind, named) = DIVISIONS.iter().find_map(|kind| Some((kind, without(name, kind)?)))?;
    let names = [Some(named), named.strip_suffix('s')];
    names.into_iter().flatten().map(Meanings::of).find_map(|mut meanings| {
        // "Delaware County" is in New York.
        meanings.regions.retain(|region| kind != "county" || region.country.as_str() != "us");
        (!meanings.regions.is_empty()).then_some(meanings)
    })
}

/// Meanings of a name beside another name, or of its words: "il us".
fn outer(name: &str) -> Vec<Meanings> {
    let meanings = Meanings::of(name);
    if !meanings.is_empty() {
        return vec![meanings];
    }
    if let Some(region) = named_region(name) {
        return vec![region];
    }
    let is_outer = |meanings: &Meanings| meanings.country.is_some() || !meanings.regions.is_empty();
    let halves = name.match_indices(' ').map(|(at, _)| [Meanings::of(&name[..at]), Meanings::of(&name[at + 1..])]);
    let halves = halves.into_iter().find(|halves| halves.iter().all(is_outer));
    halves.map_or_else(|| vec![meanings], Vec::from)
}

/// "munich", "greater munich", "munich area"
fn place(name: &str, within: &[Meanings], home: CountryCode) -> Option<Place> {
    let meant = |name: &str| {
        let meanings = Meanings::of(name);
        if within.is_empty() { bare(name, &meanings, home) } else { inside(&meanings, within) }
    };
    let mut names = vec![name];
    for _ in 0..=MOST_AROUND {
        if let Some(place) = names.iter().find_map(|name| meant(name)) {
            return Some(place);
        }
        names = names.into_iter().flat_map(with_less_around).collect();
    }
    None
}

/// A name without a word before or after it: "munich area" → "munich".
fn with_less_around(name: &str) -> Vec<&str> {
    let before = AREA_BEFORE.iter().filter_map(|words| without_first(name, words));
    let after = AREA_AFTER.iter().filter_map(|words| without_last(name, words));
    // "schweizweit"
    let joined = name.strip_suffix("weit").filter(|stem| stem.len() > 3);
    before.chain(after).chain(joined).chain(without_river(name)).filter(|name| !name.is_empty()).collect()
}

/// "linz ad donau" → "linz"
fn without_river(name: &str) -> Option<&str> {
    let town = RIVERS.iter().find_map(|river| without_last(name, river))?;
    Some(AT_RIVER.iter().find_map(|words| without_last(town, words)).unwrap_or(town))
}

/// "new york state"
fn kind_of_region(name: &str, within: &[Meanings], home: CountryCode) -> Option<Place> {
    let name = REGION_KINDS.iter().find_map(|kind| without(name, kind))?;
    region(&Meanings::of(name), within, home)
}

/// "new york ny": the last words say where the first words are.
fn two_names(name: &str, mut within: Vec<Meanings>, home: CountryCode) -> Option<Place> {
    for (space, _) in name.rmatch_indices(' ') {
        let outer = Meanings::of(&name[space + 1..]);
        if outer.area.is_none() && outer.country.is_none() && outer.regions.is_empty() {
            continue;
        }
        within.push(outer);
        let found = place(&name[..space], &within, home);
        if found.is_some() {
            return found;
        }
        within.pop();
    }
    None
}

fn bare(name: &str, meanings: &Meanings, home: CountryCode) -> Option<Place> {
    if let Some(region) = meanings.regions.iter().find(|r| name.len() == 2 && r.country == home) {
        return Some(Place::Region(region));
    }
    if let Some(area) = meanings.area {
        return Some(area.place());
    }
    let is_great = |r: &&&'static Region| {
        r.country == home && meanings.country != Some(home) && r.population >= GREAT_REGION && plain(r.name) == name
    };
    if let Some(region) = meanings.regions.iter().find(|region| meanings.country.is_some() && is_great(region)) {
        return Some(Place::Region(region));
    }
    if let Some(country) = meanings.country {
        return Some(Place::Country(country));
    }
    let city = preferred(&meanings.cities, home, Named::weight, |named| named.city.country);
    let region = preferred(&meanings.regions, home, |r| r.population, |r| r.country);
    match (city, region) {
        (Some(named), Some(region)) if is_rather(region, named, home) => Some(Place::Region(region)),
        (Some(named), _) => Some(Place::City(named.city)),
        (None, region) => region.map(Place::Region),
    }
}

/// True when a name means this region rather than this city.
fn is_rather(region: &Region, named: Named, home: CountryCode) -> bool {
    let only_city_at_home = named.city.country == home && region.country != home;
    !only_city_at_home && named.weight() * HOME_SHARE < region.population
}

fn inside(meanings: &Meanings, within: &[Meanings]) -> Option<Place> {
    if let Some(area) = meanings.area.filter(|area| within.iter().all(|outer| holds_area(outer, area))) {
        return Some(area.place());
    }
    let cities = meanings.cities.iter();
    let fitting = cities.filter(|named| within.iter().all(|outer| holds(outer, named)));
    if let Some(named) = fitting.max_by_key(|named| (named.own_name, named.weight())) {
        return Some(Place::City(named.city));
    }
    let regions = meanings.regions.iter();
    let fitting = regions.filter(|region| within.iter().all(|outer| holds_region(outer, region)));
    if let Some(region) = fitting.max_by_key(|region| region.population) {
        return Some(Place::Region(region));
    }
    let country = meanings.country?;
    let is_in = |outer: &Meanings| outer.country == Some(country) || is_in_area(outer, country);
    let all_say_so = within.iter().all(is_in);
    all_say_so.then_some(Place::Country(country))
}

fn region(meanings: &Meanings, within: &[Meanings], home: CountryCode) -> Option<Place> {
    let regions = meanings.regions.iter().copied();
    let fitting = regions.filter(|region| within.iter().all(|outer| holds_region(outer, region)));
    let fitting: Vec<&'static Region> = fitting.collect();
    preferred(&fitting, home, |r| r.population, |r| r.country).map(Place::Region)
}

/// Whether a city lies in a meaning of an outer name, or is itself meant: "Berlin, Berlin".
fn holds(outer: &Meanings, named: &Named) -> bool {
    let city = named.city;
    outer.country == Some(city.country)
        || is_in_area(outer, city.country)
        || city.region().is_some_and(|region| outer.regions.contains(&region))
        || outer.cities.iter().any(|other| other.city == city)
}

fn holds_region(outer: &Meanings, region: &Region) -> bool {
    outer.country == Some(region.country) || is_in_area(outer, region.country) || outer.regions.contains(&region)
}

/// True when an outer name means an area of countries around this country: "Berlin, EU".
fn is_in_area(outer: &Meanings, country: CountryCode) -> bool {
    outer.area.is_some_and(|area| area.is_of_countries() && area.countries().contains(&country))
}

/// Whether an area lies in a meaning of an outer name: "Ruhrgebiet, NRW", or is itself meant.
fn holds_area(outer: &Meanings, area: &'static Area) -> bool {
    let in_country = area.countries().iter().all(|country| outer.country == Some(*country));
    let mut towns = area.towns().peekable();
    let in_region =
        towns.peek().is_some() && towns.all(|city| city.region().is_some_and(|region| outer.regions.contains(&region)));
    in_country || in_region || outer.area == Some(area)
}

/// Both in Europe.
fn is_near(country: CountryCode, home: CountryCode) -> bool {
    static EUROPE: OnceLock<Vec<CountryCode>> = OnceLock::new();
    let europe = EUROPE.get_or_init(|| Area::by_key("europe").map(Area::countries).unwrap_or_default());
    europe.contains(&home) && europe.contains(&country)
}

/// The heaviest, or the heaviest of the own country with at least a tenth of this weight.
fn preferred<T: Copy>(
    found: &[T],
    home: CountryCode,
    weight: impl Fn(&T) -> u32,
    country: impl Fn(&T) -> CountryCode,
) -> Option<T> {
    let near = |one: &T| if is_near(country(one), home) { NEAR_SHARE } else { 1 };
    let heaviest = found.iter().max_by_key(|one| weight(one).saturating_mul(near(one)))?;
    let at_home = found.iter().filter(|one| country(one) == home);
    let chosen = at_home.max_by_key(|one| weight(one)).filter(|one| weight(one) * HOME_SHARE >= weight(heaviest));
    Some(*chosen.unwrap_or(heaviest))
}
