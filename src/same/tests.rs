mod abroad;
mod pairs;
mod properties;
mod sets;
mod unseen;

use super::*;
use crate::place::{self as places, CountryCode};
use chrono::{Days, NaiveDate};

/// Links, employer, title, places and the day of posting.
type Said<'a> = (&'a [&'a str], &'a str, &'a str, &'a str, u64);

/// A posting of a source; its number is its id.
fn compared(source: &str, number: usize, (links, employer, title, location, day): Said<'_>) -> Identity {
    let places: Vec<String> = location.split("; ").filter_map(place).collect();
    let posted_on = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(day);
    let source_id = number.to_string();
    let names = "München Munich Köln Cologne Deutschland Germany";
    Identity::of(&Advert {
        source,
        source_id: &source_id,
        links,
        employer,
        title,
        location,
        place_names: if location.is_empty() { "" } else { names },
        places: &places,
        posted_on,
    })
}

/// A town as resolved by the app. None: unknown to the app, or nothing is stated.
fn place(location: &str) -> Option<String> {
    let town = location.split(',').next().unwrap_or_default();
    let key = match town {
        "München" => "Munich",
        "Köln" => "Cologne",
        "" | "Entenhausen" => return None,
        town => town,
    };
    Some(format!("city:{key}"))
}

/// A posting of a source with its places understood like stored ones.
fn read_by_the_app(source: &str, number: usize, (links, employer, title, location, day): Said<'_>) -> Identity {
    let stated: Vec<(&str, Vec<places::Meant>)> =
        location.split("; ").map(|one| (one, places::read(one, CountryCode::GERMANY).unwrap_or_default())).collect();
    let meant = stated.iter().flat_map(|(_, meant)| meant);
    let names: Vec<String> = meant.filter_map(|meant| meant.place.names()).collect();
    let offices = stated.iter().flat_map(|(one, meant)| places::offices(one, meant, CountryCode::GERMANY));
    let places: Vec<String> = offices.flat_map(|place| place.compared_keys()).collect();
    Identity::of(&Advert {
        source,
        source_id: &number.to_string(),
        links,
        employer,
        title,
        location,
        place_names: &names.join("; "),
        places: &places,
        posted_on: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(day),
    })
}
