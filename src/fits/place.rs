//! Whether one place lies inside another, by our tables. Pure.

use crate::place::{Area, CountryCode, Place};

/// True when a job at `stated` is a job in `wanted`. `is_remote`: the posting says that the work can be done from home,
/// so that its place is the employer's.
pub(super) fn is_inside(stated: &Place, wanted: &Place, is_remote: bool) -> bool {
    let is_remote = is_remote || stated.is_remote();
    match wanted {
        Place::Anywhere => true,
        Place::Remote { country: None } => is_remote,
        Place::Remote { country: Some(country) } => is_remote && is_open_to(stated, &[*country]),
        Place::RemoteIn(area) => is_remote && is_open_to(stated, &area.countries()),
        Place::Area(area) => is_in_area(stated, area),
        Place::Country(country) => is_in_one_of(stated, &[*country]),
        Place::Region(region) => {
            matches!(stated, Place::City(city) if city.region == Some(*region)) || stated == wanted
        }
        Place::City(_) | Place::Unknown { .. } => stated == wanted,
    }
}

/// Working from home for an employer anywhere is open to every country, and in an area to each of its countries.
fn is_open_to(stated: &Place, countries: &[CountryCode]) -> bool {
    match stated {
        Place::Anywhere | Place::Remote { country: None } => true,
        Place::Area(area) | Place::RemoteIn(area) => area.countries().iter().any(|one| countries.contains(one)),
        _ => is_in_one_of(stated, countries),
    }
}

/// True when no part of the place lies elsewhere.
fn is_in_one_of(stated: &Place, countries: &[CountryCode]) -> bool {
    match stated {
        Place::Area(area) | Place::RemoteIn(area) => area.countries().iter().all(|one| countries.contains(one)),
        _ => stated.country().is_some_and(|country| countries.contains(&country)),
    }
}

/// An area of countries holds whatever lies in one of them, a metropolitan area its towns alone.
fn is_in_area(stated: &Place, area: &'static Area) -> bool {
    if area.is_of_countries() {
        return is_in_one_of(stated, &area.countries());
    }
    *stated == Place::Area(area) || area.members().any(|town| town == *stated)
}
