//! Areas of several places: "DACH", "EMEA", "Ruhrgebiet". Written by hand.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Place;
use super::city::City;
use super::country::CountryCode;
use crate::typed::plain;

/// Lines, and comments after `#`: key, English name, members, more names with "|" between.
static TABLE: &str = include_str!("../../data/areas.tsv");

/// An area that is asked for as its members: countries, or the main towns of a metropolitan area.
#[derive(Debug)]
pub struct Area {
    /// Stands for the area for ever: `dach`.
    pub key: &'static str,
    /// The English name: "European Union".
    pub name: &'static str,
    members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Country(CountryCode),
    Town(&'static City),
}

impl PartialEq for Area {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Area {}

impl Area {
    /// Every area, in the order of the table.
    pub fn all() -> &'static [Self] {
        &table().areas
    }

    /// The area of a key.
    pub fn by_key(key: &str) -> Option<&'static Self> {
        Self::all().iter().find(|area| area.key == key)
    }

    /// The area of a name in its plain form.
    pub(super) fn named(plain_name: &str) -> Option<&'static Self> {
        table().by_name.get(plain_name).map(|&index| &Self::all()[index])
    }

    /// Members to ask for, in order: the greater job market first.
    pub fn members(&self) -> impl Iterator<Item = Place> {
        self.members.iter().map(|member| match member {
            Member::Country(country) => Place::Country(*country),
            Member::Town(city) => Place::City(city),
        })
    }

    /// Countries of the area, or of its towns.
    pub fn countries(&self) -> Vec<CountryCode> {
        let country = |member: &Member| match member {
            Member::Country(country) => *country,
            Member::Town(city) => city.country,
        };
        let mut countries = Vec::new();
        for country in self.members.iter().map(country) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        countries
    }

    /// False for a metropolitan area, asked for by its towns.
    pub fn is_of_countries(&self) -> bool {
        self.members.iter().all(|member| matches!(member, Member::Country(_)))
    }

    /// The towns of a metropolitan area.
    pub(super) fn towns(&self) -> impl Iterator<Item = &'static City> {
        self.members.iter().filter_map(|member| match member {
            Member::Town(city) => Some(*city),
            Member::Country(_) => None,
        })
    }

    /// The area as a place; an area with a single member is that member, so that both names share a purchase.
    pub(super) fn place(&'static self) -> Place {
        match self.members[..] {
            [Member::Country(country)] => Place::Country(country),
            [Member::Town(city)] => Place::City(city),
            _ => Place::Area(self),
        }
    }
}

struct Table {
    areas: Vec<Area>,
    by_name: HashMap<String, usize>,
}

fn table() -> &'static Table {
    static AREAS: OnceLock<Table> = OnceLock::new();
    AREAS.get_or_init(|| {
        let mut table = Table { areas: Vec::new(), by_name: HashMap::new() };
        for (area, names) in TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row) {
            for name in std::iter::once(area.name).chain(names.split('|')) {
                table.by_name.entry(plain(name)).or_insert(table.areas.len());
            }
            table.areas.push(area);
        }
        table
    })
}

fn row(line: &'static str) -> Option<(Area, &'static str)> {
    let mut cells = line.split('\t');
    let (key, name) = (cells.next()?, cells.next()?);
    let members = cells.next()?.split(' ').filter_map(member).collect();
    Some((Area { key, name, members }, cells.next().unwrap_or_default()))
}

fn member(reference: &str) -> Option<Member> {
    match reference.parse() {
        Ok(geoname_id) => City::by_id(geoname_id).map(Member::Town),
        Err(_) => reference.parse().ok().map(Member::Country),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_whole() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for (line, area) in lines.clone().zip(Area::all()) {
            let members = line.split('\t').nth(2).unwrap();
            assert_eq!(area.members.len(), members.split(' ').count(), "{line}");
            assert_eq!(Area::by_key(area.key), Some(area));
            assert!(Area::named(&plain(area.name)).is_some(), "{}", area.name);
        }
        assert_eq!(lines.count(), Area::all().len());
    }
}
