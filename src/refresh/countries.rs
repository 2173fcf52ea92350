//! Countries for a run to ask JSearch for instead of towns: knowledge for that choice.

use crate::answers::around;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::prices::Prices;
use crate::config::Cost;
use crate::coverage::plan::countries::{Charge, Country};
use crate::coverage::plan::lack::most_days;
use crate::coverage::plan::{Cell, Planned, countries};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName};
use crate::models::request::RequestRow;
use crate::sources::{Request, Source};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::{BTreeMap, HashMap};

const SOURCE: Source = Source::JSearch;

/// Fewest towns of a title that show enough of a country.
const OF_A_SAMPLE: usize = 3;

/// Most lists sampled in a morning.
const OF_A_MORNING: usize = 8;

/// Titles looked at for samples: those with the most towns.
const SAMPLES: usize = 100;

/// Titles in countries with several wanted towns.
pub(super) struct Countries {
    all: Vec<Country>,
    charge: Charge,
    /// Whether countries are known to hold their towns; None: not known.
    hold_towns: Option<bool>,
    /// How long towns' newest jobs may be missing, where runs ask again after so many days and ask for the country.
    pub may_lack: HashMap<i64, TimeDelta>,
}

impl Countries {
    /// Countries among a run's cells; `refresh_days`: the run asks again after so many days. None where countries are
    /// known not to hold their towns.
    pub(super) async fn load(
        conn: &mut Connection,
        app: &App,
        cells: &[Cell],
        refresh_days: i64,
        prices: &mut Prices,
    ) -> QueryResult<Self> {
        let none =
            Self { all: Vec::new(), charge: Charge::default(), hold_towns: Some(false), may_lack: HashMap::new() };
        let Some(config) = app.config.source(SOURCE) else { return Ok(none) };
        let hold_towns = Capability::shown(conn, (SOURCE, CapabilityName::Places)).await?;
        if hold_towns == Some(false) {
            return Ok(none);
        }
        let bought = cells.iter().filter(|cell| cell.source == SOURCE && !cell.held.is_empty());
        let bought: Vec<i64> = bought.map(|cell| cell.request_id).collect();
        prices.look_at_requests(conn, &bought).await?;
        let mut towns = of_countries(&bought, prices);
        if hold_towns.is_none() {
            only_for_samples(&mut towns);
        }
        let wanted: Vec<Request> = towns.values().map(|(country, _)| country.clone()).collect();
        let (caps, now) = (app.caps(), app.clock.now());
        // Claims come first wherever requests are made, lest two transactions wait for each other.
        let rows = conn
            .transaction(async |conn| {
                Claims::lock(conn).await?;
                RequestRow::of_countries(conn, &wanted, caps.country_pages, now).await
            })
            .await?;
        prices.look_at_requests(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        let mut by_place: BTreeMap<String, Vec<Country>> = BTreeMap::new();
        for row in rows {
            let Some((country, towns)) = towns.get(&row.key) else { continue };
            by_place.entry(country.place().key()).or_default().push(Country {
                request_id: row.id,
                towns: towns.clone(),
                per_hour: prices.last(row.id).and_then(|last| last.usual_per_hour),
                held_to: row.held_to,
                cut_to: row.cut_to,
                fell_short: row.fell_short,
            });
        }
        // Each by its own: a town holds more of Austria than of Germany.
        by_place.values_mut().for_each(|of_place| countries::guess(of_place));
        let all = by_place.into_values().flatten().collect();
        let is_by_page = config.cost == Cost::PerPage;
        let charge = Charge { is_by_page, usual_pages: caps.pages(SOURCE), most_pages: caps.country_pages };
        let mut countries = Self { all, charge, ..none };
        countries.hold_towns = hold_towns;
        if hold_towns == Some(true) && refresh_days > 1 {
            let rolls = Capability::shown(conn, (SOURCE, CapabilityName::RollingDays)).await?;
            countries.may_lack = may_lack(&countries, most_days(SOURCE, refresh_days, rolls), rolls, now);
        }
        Ok(countries)
    }

    /// Countries' lists that cost less than a plan's purchases.
    pub(super) fn instead(&self, planned: &[Planned], now: DateTime<Utc>) -> Vec<countries::Instead> {
        if self.hold_towns != Some(true) {
            return Vec::new();
        }
        countries::instead(planned, &self.all, self.charge, now)
    }

    /// Lists, beside a plan's purchases, to show whether countries hold their towns: most towns first.
    pub(super) fn samples(&self, planned: &[Planned], now: DateTime<Utc>) -> Vec<countries::Instead> {
        if self.hold_towns.is_some() {
            return Vec::new();
        }
        let mut lists = countries::beside(planned, &self.all, self.charge, now);
        lists.retain(|list| list.towns.len() >= OF_A_SAMPLE);
        lists.sort_by_key(|list| (std::cmp::Reverse(list.towns.len()), list.country));
        lists.truncate(OF_A_MORNING);
        lists
    }
}

fn may_lack(countries: &Countries, days: i64, rolls: Option<bool>, now: DateTime<Utc>) -> HashMap<i64, TimeDelta> {
    let lack = |one: &Country| one.may_lack(days, rolls, countries.charge, now);
    let of_all = countries.all.iter().filter_map(|one| Some((one, lack(one)?)));
    of_all.flat_map(|(one, lack)| one.towns.keys().map(move |town| (*town, lack))).collect()
}

/// Requests for countries, by key, each with the requests for towns and the jobs per hour of each town.
type ByCountry = BTreeMap<String, (Request, BTreeMap<i64, f64>)>;

fn only_for_samples(towns: &mut ByCountry) {
    let mut sizes: Vec<usize> = towns.values().map(|(_, towns)| towns.len()).collect();
    sizes.sort_unstable_by_key(|size| std::cmp::Reverse(*size));
    let least = sizes.get(SAMPLES).copied().unwrap_or_default().max(OF_A_SAMPLE);
    towns.retain(|_, (_, towns)| towns.len() >= least);
}

fn of_countries(bought: &[i64], prices: &Prices) -> ByCountry {
    let mut countries = ByCountry::new();
    for &id in bought {
        let Some(last) = prices.last(id) else { continue };
        let Some(town) = last.request() else { continue };
        let Some(country) = around(town.place()).map(|country| town.in_place(country)) else { continue };
        let (_, towns) = countries.entry(country.key()).or_insert_with(|| (country, BTreeMap::new()));
        towns.insert(id, last.usual_per_hour.unwrap_or_default());
    }
    countries.retain(|_, (_, towns)| towns.len() > 1);
    countries
}
