//! The keys by which a posting's topics are found: read from its title and its line of places.

use crate::db::{Connection, Prepare as _};
use crate::fits::{self, Keys};
use crate::place::{self, CountryCode, Meant, Place, Surprise};
use crate::schema::jobs;
use crate::typed::plain;
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Text};
use diesel_async::RunQueryDsl;

/// Joins the parts of a list within a list.
pub(super) const SEPARATOR: &str = "\u{1f}";

/// Stands for the place of a posting that names none.
pub(super) const NOWHERE: &str = "nowhere";

/// Between the places of a posting, as sources give them.
const BETWEEN: &str = "; ";

/// Where a job is, as stated and as understood.
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

    /// Words to find a place by: as stated, and under the names known here, so that "Germany" finds "München, DE".
    pub(super) fn words(&self) -> String {
        let names = self.stated.iter().flat_map(|(stated, meant)| {
            let known = meant.iter().filter(|meant| meant.surprise != Some(Surprise::Unknown));
            std::iter::once((*stated).to_owned()).chain(known.filter_map(|meant| meant.place.full_name()))
        });
        names.map(|name| plain(&name)).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(BETWEEN)
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

/// Where a posting lies: by the keys of the places that it names, and of all places that hold these.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// `nowhere`: none is named.
    pub named: Vec<String>,
    /// Of towns and all that is around them.
    pub holding: Vec<String>,
}

impl Whereabouts {
    /// Of a posting's line of places and its country.
    pub fn read(location: &str, country: Option<CountryCode>) -> Self {
        let places = Places::read(location, country);
        let named: Vec<String> = places
            .stated
            .iter()
            .flat_map(|(_, meant)| meant)
            .map(|meant| places.narrowed(meant.place.clone()).key())
            .collect();
        let named = if named.is_empty() { vec![NOWHERE.to_owned()] } else { named };
        Self { named, holding: places.keys().always }
    }

    /// True when it lies in a place with this key.
    pub fn is_in(&self, place: &str) -> bool {
        self.holding.iter().any(|key| key == place)
    }
}

/// Every title that a posting's own holds.
pub(super) fn runs(title: &str) -> String {
    fits::runs(title).into_iter().collect::<Vec<_>>().join(SEPARATOR)
}

/// Reads the keys of jobs that have none, since an older version stored them; so many at most. Returns their numbers.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn read_keys(conn: &mut Connection, most: i64) -> QueryResult<Vec<i64>> {
    let unread: Vec<(i64, String, String, Option<String>)> = jobs::table
        .filter(jobs::title_runs.is_null())
        .order(jobs::id)
        .limit(most)
        .select((jobs::id, jobs::title, jobs::location, jobs::country))
        .for_no_key_update()
        .load(conn)
        .await?;
    let (mut ids, mut titles, mut places, mut remote) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (id, title, location, country) in &unread {
        let keys = Places::read(location, country.as_deref().and_then(|code| code.parse().ok())).keys();
        ids.push(*id);
        titles.push(runs(title));
        places.push(keys.always.join(SEPARATOR));
        remote.push(keys.if_remote.join(SEPARATOR));
    }
    diesel::sql_query(
        "UPDATE jobs SET title_runs = string_to_array(read.title_runs, E'\\x1f'),
                place_keys = string_to_array(read.place_keys, E'\\x1f'),
                remote_keys = string_to_array(read.remote_keys, E'\\x1f')
           FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) AS read (id, title_runs, place_keys, remote_keys)
          WHERE jobs.id = read.id",
    )
    .bind::<Array<Int8>, _>(&ids)
    .bind::<Array<Text>, _>(titles)
    .bind::<Array<Text>, _>(places)
    .bind::<Array<Text>, _>(remote)
    .prepared()
    .execute(conn)
    .await?;
    Ok(ids)
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
