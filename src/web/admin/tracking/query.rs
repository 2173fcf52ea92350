//! The query string of the list: filters, order, and the part of the list on the page.

use crate::config::Config;
use crate::models::combination::State;
use crate::models::tracking::{Criteria, Cursor, Found, Part, Sort};
use crate::place::{CountryCode, Place};
use crate::quota::period::local_moment;
use crate::sources::Source;
use crate::typed::fold;
use crate::web::admin::choices;
use crate::web::form::Choice;
use crate::web::labels;
use crate::web::query::{Fields, address};
use chrono::{Days, NaiveDate, NaiveTime};

/// The states of a combination, for the filter.
const STATES: [State; 5] = [State::Waiting, State::Loading, State::Loaded, State::Partly, State::Failed];

/// Filters, order and part of the list.
#[derive(Clone, Debug)]
pub(super) struct TrackingQuery {
    pub criteria: Criteria,
    /// The first and last local day of the criteria's window, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub part: Part,
    /// Sentences about unreadable fields.
    pub complaints: Vec<String>,
}

impl TrackingQuery {
    /// Reads a query string.
    pub(super) fn parse(query: &str, config: &Config) -> Self {
        let mut fields = Fields::parse(query);
        let (from, to) = (fields.choice("from", day), fields.choice("to", day));
        let midnight = |date: NaiveDate| local_moment(date, NaiveTime::MIN, config.timezone);
        let (text, place) = (fields.text("q"), fields.text("place"));
        let criteria = Criteria {
            text_means: meaning(&text, config.country),
            place_means: meaning(&place, config.country),
            text,
            place,
            state: fields.choice("state", |text| text.parse().ok()),
            source: fields.choice("source", |text| text.parse().ok()),
            since: from.map(midnight),
            until: to.and_then(|to| to.checked_add_days(Days::new(1))).map(midnight),
            sort: fields
                .choice("sort", |text| Sort::ALL.into_iter().find(|sort| sort.as_str() == text))
                .unwrap_or_default(),
            found: Found::NotLooked,
        };
        let cursor = |text: &str| text.parse().ok().filter(|cursor| is_fit(cursor, criteria.sort));
        let (after, before) = (fields.choice("after", cursor), fields.choice("before", cursor));
        let part = after.map(Part::After).or(before.map(Part::Before)).unwrap_or_default();
        Self { criteria, from, to, part, complaints: fields.complaints }
    }

    /// The address of the list in another order, from its beginning.
    pub(super) fn sorted_by(&self, sort: Sort) -> String {
        self.address("/admin/tracking", sort, Part::First)
    }

    /// The address of the list's beginning.
    pub(super) fn beginning(&self) -> String {
        self.sorted_by(self.criteria.sort)
    }

    /// Another part of the same list.
    pub(super) fn part_from(&self, part: &Part) -> String {
        self.address("/admin/tracking", self.criteria.sort, *part)
    }

    /// All of the list, as a file.
    pub(super) fn csv(&self) -> String {
        self.address("/admin/tracking.csv", self.criteria.sort, Part::First)
    }

    /// Whether a filter leaves any row out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.criteria != Criteria { sort: self.criteria.sort, ..Criteria::default() }
    }

    /// The filter by state.
    pub(super) fn states(&self) -> Vec<Choice> {
        let option = |state: State| {
            choices::choice(state.as_str(), labels::state(state), self.criteria.state.map(State::as_str))
        };
        STATES.into_iter().map(option).collect()
    }

    /// The filter by source.
    pub(super) fn sources(&self) -> Vec<Choice> {
        choices::sources(self.criteria.source)
    }

    /// The orders of the list.
    pub(super) fn sorts(&self) -> Vec<Choice> {
        let chosen = Some(self.criteria.sort.as_str());
        Sort::ALL.into_iter().map(|sort| choices::choice(sort.as_str(), sort_label(sort), chosen)).collect()
    }

    fn address(&self, path: &str, sort: Sort, part: Part) -> String {
        let sort = if sort == Sort::default() { "" } else { sort.as_str() };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (after, before) = match part {
            Part::First => (String::new(), String::new()),
            Part::After(cursor) => (cursor.to_string(), String::new()),
            Part::Before(cursor) => (String::new(), cursor.to_string()),
        };
        let criteria = &self.criteria;
        address(
            path,
            &[
                ("q", criteria.text.clone()),
                ("place", criteria.place.clone()),
                ("state", criteria.state.map_or("", State::as_str).to_owned()),
                ("source", criteria.source.map_or("", Source::as_str).to_owned()),
                ("from", day(self.from)),
                ("to", day(self.to)),
                ("sort", sort.to_owned()),
                ("after", after),
                ("before", before),
            ],
        )
    }
}

/// The name of the column by which a list is ordered.
pub(super) fn sort_label(sort: Sort) -> String {
    match sort {
        Sort::Date => say!("admin-tracking-backfilled"),
        Sort::Jobs => say!("admin-jobs"),
        Sort::People => say!("admin-people"),
        Sort::Credits => say!("admin-credits"),
    }
}

/// Our own name for a place typed in another spelling or language; empty: none, or the same name.
pub(in crate::web::admin) fn meaning(typed: &str, country: CountryCode) -> String {
    let place = Place::parse(typed, country).ok().filter(Place::is_known);
    let name = place.map(|place| place.english_name()).unwrap_or_default();
    if fold(&name).contains(&fold(typed)) { String::new() } else { name }
}

/// A day as browsers send it. Years outside the range are typing errors, and beyond a table's range.
fn day(text: &str) -> Option<NaiveDate> {
    let years = NaiveDate::from_ymd_opt(2000, 1, 1)?..NaiveDate::from_ymd_opt(2100, 1, 1)?;
    text.parse().ok().filter(|day| years.contains(day))
}

/// Only the order by date knows rows without a value.
fn is_fit(cursor: &Cursor, sort: Sort) -> bool {
    cursor.value.is_some() || sort == Sort::Date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Env;

    fn parse(query: &str) -> TrackingQuery {
        let env = Env::of([("JOBFILL_DATA_DIR", "/nonexistent")]);
        TrackingQuery::parse(query, &Config::from_env(&env).unwrap())
    }

    #[test]
    fn an_address_keeps_what_was_chosen() {
        let query = "q=data&place=ber&state=failed&source=jsearch&from=2026-11-01&to=2026-11-23&sort=jobs&after=12.7";
        let view = parse(query);
        assert_eq!(view.part_from(&view.part), format!("/admin/tracking?{query}"));
        assert_eq!(view.csv(), format!("/admin/tracking.csv?{}", query.trim_end_matches("&after=12.7")));
        assert_eq!(parse("q=data&sort=jobs&before=12.7").sorted_by(Sort::Date), "/admin/tracking?q=data");
        assert_eq!(parse("before=never.3").part, Part::Before(Cursor { value: None, id: 3 }));
    }

    #[test]
    fn a_place_is_found_by_any_of_its_names() {
        let means = |query: &str| parse(query).criteria.place_means;
        assert_eq!(["place=München", "place=Munich", "place=Mun", "place=Nowhere"].map(means), ["Munich", "", "", ""]);
        assert_eq!(parse("q=Köln").criteria.text_means, "Cologne");
    }

    #[test]
    fn days_begin_and_end_at_local_midnight() {
        let view = parse("from=2026-11-23&to=2026-11-23");
        let moment = |text: &str| text.parse().ok();
        assert_eq!(view.criteria.since, moment("2026-11-22T23:00:00Z"));
        assert_eq!(view.criteria.until, moment("2026-11-23T23:00:00Z"));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let view = parse("state=odd&sort=odd&after=odd&source=odd&from=yesterday&to=0026-11-01");
        assert_eq!((view.is_narrowed(), view.part, view.complaints.len()), (false, Part::First, 6));
        assert_eq!(parse("sort=jobs&after=never.7").complaints.len(), 1);
    }
}
