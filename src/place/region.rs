//! The first-level divisions of countries: states, provinces, cantons.

use std::num::NonZeroU16;
use std::sync::OnceLock;

use super::country::CountryCode;

/// Sorted lines: key, English name, residents of its listed cities.
static TABLE: &str = include_str!("../../data/regions.tsv");

/// A state, province or canton.
#[derive(PartialEq, Eq, Debug)]
pub struct Region {
    /// The country's code and GeoNames' code of the region: `de-02`.
    pub key: &'static str,
    /// The English name: "Bavaria".
    pub name: &'static str,
    /// Country of the region.
    pub country: CountryCode,
    /// Residents of its cities in our table, a measure for the meaning of a bare name.
    pub population: u32,
}

impl Region {
    /// Every region, by key.
    pub fn all() -> &'static [Self] {
        table()
    }

    /// The region of a key; None: not in the table.
    pub fn by_key(key: &str) -> Option<&'static Self> {
        Self::numbered(Self::number_of(key)?)
    }

    /// Number of a key's region in the table, counted from 1: what a city keeps of it.
    pub(super) fn number_of(key: &str) -> Option<NonZeroU16> {
        let index = table().binary_search_by_key(&key, |region| region.key).ok()?;
        NonZeroU16::new(u16::try_from(index + 1).ok()?)
    }

    pub(super) fn numbered(number: NonZeroU16) -> Option<&'static Self> {
        table().get(usize::from(number.get()) - 1)
    }

    /// "Bavaria, Germany"
    pub fn full_name(&self) -> String {
        format!("{}, {}", self.name, self.country.english_name())
    }

    /// Word for the regions of this country, to tell "New York (state)" from the city.
    pub(super) fn kind(&self) -> &'static str {
        match self.country.as_str() {
            "de" | "at" | "us" | "au" | "br" | "in" | "mx" => "state",
            "ch" => "canton",
            _ => "province",
        }
    }
}

fn table() -> &'static [Region] {
    static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();
    REGIONS.get_or_init(|| TABLE.lines().filter_map(row).collect())
}

fn row(line: &'static str) -> Option<Region> {
    let mut cells = line.split('\t');
    let key = cells.next()?;
    Some(Region {
        key,
        name: cells.next()?,
        country: key.split_once('-')?.0.parse().ok()?,
        population: cells.next()?.parse().ok()?,
    })
}
