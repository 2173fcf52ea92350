//! The query string of the list. Unreadable fields are left out, with a complaint.

mod age;
mod amount;
#[cfg(test)]
mod tests;

pub(super) use self::age::{AGES, Age};

use self::age::{age, usual_age};
use self::amount::amount;
use super::done::Done;
use crate::filters::{EmploymentType, Seniority};
use crate::models::listing::desk::Desk;
use crate::models::listing::ranking::Spot;
use crate::models::listing::{Criteria, Cursor, List, PlaceWords, Remote, SearchAtSource, USUAL_DAYS};
use crate::place::CountryCode;
use crate::sources::Source;
use crate::web::query::{Fields, address};
use crate::words;
use chrono::{DateTime, TimeDelta, Utc};

/// Path of the list.
const PATH: &str = "/jobs";

/// Longest text about the last act, in characters.
const MAX_DONE: usize = 2_000;

/// Distances around a town that the form offers, in kilometres.
pub(super) const DISTANCES_KM: [u32; 4] = [10, 25, 50, 100];

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Newest,
    /// The best fit first, among the newest.
    Best,
}

impl Order {
    pub(super) const ALL: [Self; 2] = [Self::Newest, Self::Best];

    /// The order's name in addresses and in the cookie.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Best => "best",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Beginning of a page of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Position {
    #[default]
    Beginning,
    /// Position in a list by the newest.
    At(Cursor),
    /// Position in a list by the best.
    From(Spot),
    /// Page number typed by hand; the first page is 1.
    Numbered(usize),
}

impl Position {
    /// Reads a position from an address.
    fn parse(text: &str) -> Option<Self> {
        let cursor = || text.parse().ok().map(Self::At);
        let spot = || text.parse().ok().map(Self::From);
        let number = || text.parse().ok().filter(|number| *number > 0).map(Self::Numbered);
        cursor().or_else(spot).or_else(number)
    }
}

/// The choices of a query string.
#[derive(Clone, Debug)]
pub(super) struct JobView {
    /// Words as typed.
    pub q: String,
    pub location: String,
    /// Kilometres around the place; None: the place itself.
    pub within_km: Option<u32>,
    pub remote: Option<Remote>,
    /// Age limit; None: as usual for the list.
    pub age: Option<Age>,
    pub source: Option<Source>,
    pub search: Option<i32>,
    pub list: List,
    /// Order of the list; None: the order that the person had last.
    pub order: Option<Order>,
    pub seniority: Option<Seniority>,
    pub contract: Option<EmploymentType>,
    /// Employer as typed: part of a name.
    pub employer: String,
    /// Pay as typed: the least pay a year.
    pub pay: String,
    pub position: Position,
    /// The act of the button just pressed.
    pub done: Option<Done>,
    /// Complaints about unreadable fields, in plain sentences.
    pub complaints: Vec<String>,
    place: Option<PlaceWords>,
}

impl JobView {
    /// Reads a query string; bare places are looked for in `home` first.
    pub(super) fn parse(query: &str, home: CountryCode, searches: &[SearchAtSource]) -> Self {
        let mut fields = Fields::parse(query);
        let q = fields.text("q");
        let location = fields.text("location");
        let place = fields.check("location", &location, PlaceWords::parse(&location, home));
        let within_km = fields.choice("within", distance_km);
        let place = match (place, within_km) {
            (Some(place), Some(km)) => Some(place.within(km)),
            (place, _) => place,
        };
        fields.check("q", &q, words::is_any(&q).then_some(()));
        let employer = fields.text("employer");
        fields.check("employer", &employer, words::beginning(&employer));
        let pay = fields.text("pay");
        fields.check("pay", &pay, amount(&pay));
        let list = fields.choice("list", |text| List::ALL.into_iter().find(|one| one.as_str() == text));
        let list = list.unwrap_or_default();
        Self {
            q,
            location,
            within_km,
            place,
            remote: fields.choice("remote", |text| Remote::ALL.into_iter().find(|one| one.as_str() == text)),
            // The form sends an age with everything that is chosen: the usual one is no choice.
            age: fields.choice("age", age).filter(|age| *age != usual_age(list)),
            source: fields.choice("source", |text| text.parse().ok()),
            search: fields.choice("search", |text| {
                let id = text.parse().ok()?;
                searches.iter().any(|search| search.search_id == id).then_some(id)
            }),
            list,
            order: fields.choice("order", Order::named),
            seniority: fields.choice("seniority", |text| text.parse().ok()),
            contract: fields.choice("contract", |text| text.parse().ok()),
            employer,
            pay,
            position: fields.position("page", Position::parse).unwrap_or_default(),
            done: Done::parse(&fields.text_of("done", MAX_DONE)),
            complaints: fields.complaints,
        }
    }

    /// The criteria of the list. Jobs first seen since `new_since` are new.
    pub(super) fn criteria(&self, now: DateTime<Utc>, new_since: DateTime<Utc>, desk: &Desk) -> Criteria {
        let of_words = [words::query(&self.q), words::beginning(&self.employer)];
        let of_words: Vec<String> = of_words.into_iter().flatten().collect();
        Criteria {
            words: (!of_words.is_empty()).then(|| of_words.join(" & ")),
            phrases: words::phrases(&self.q),
            phrases_off: words::phrases_off(&self.q),
            seniority: self.seniority,
            contract: self.contract,
            employer: words::part_of_name(&self.employer),
            pay_yearly: amount(&self.pay),
            place: self.place.clone(),
            remote: self.remote,
            since: match self.effective_age() {
                Age::Days(days) => now - TimeDelta::days(days),
                Age::All => DateTime::UNIX_EPOCH,
            },
            is_dated: matches!(self.effective_age(), Age::Days(days) if days < USUAL_DAYS),
            source: self.source,
            list: self.list,
            new_since,
            search_id: self.search,
            ..Criteria::usual(now)
        }
        .for_desk(desk)
    }

    /// The age limit: a month, but none for marked jobs.
    pub(super) fn effective_age(&self) -> Age {
        self.age.unwrap_or_else(|| usual_age(self.list))
    }

    /// True when more than the list and its order was chosen.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(name, value)| !matches!(*name, "list" | "order") && !value.is_empty())
    }

    /// Number of filters chosen besides words and place.
    pub(super) fn filters(&self) -> usize {
        let is_filter = |name: &str| !matches!(name, "list" | "order" | "q" | "location" | "within");
        self.pairs().iter().filter(|(name, value)| is_filter(name) && !value.is_empty()).count()
    }

    /// The typed place is in the table of places.
    pub(super) fn is_place_known(&self) -> bool {
        self.place.as_ref().is_some_and(|place| !place.keys().is_empty())
    }

    /// The chosen distance, where it has a meaning: around a town.
    pub(super) fn distance_km(&self) -> Option<u32> {
        self.within_km.filter(|_| self.place.as_ref().is_some_and(PlaceWords::has_city))
    }

    /// A distance was chosen, and the place is no town.
    pub(super) fn is_distance_left_out(&self) -> bool {
        self.within_km.is_some() && self.distance_km().is_none()
    }

    /// The chosen order, else the remembered one.
    pub(super) fn effective_order(&self, remembered: Option<Order>) -> Order {
        self.order.or(remembered).unwrap_or_default()
    }

    /// The address of the list, from its newest job.
    pub(super) fn url(&self) -> String {
        address(PATH, &self.pairs())
    }

    /// The address of the list without any other choice.
    pub(super) fn whole_url(&self) -> String {
        self.whole_url_of(self.list)
    }

    fn whole_url_of(&self, list: List) -> String {
        let order = self.order.map(Order::as_str).unwrap_or_default();
        address(PATH, &[("list", list.as_str().to_owned()), ("order", order.to_owned())])
    }

    /// The address of another list. Between lists of the searches the choices go along; what was marked is shown whole,
    /// as it is counted.
    pub(super) fn list_url(&self, list: List) -> String {
        let goes_along = !list.is_marked() && !self.list.is_marked();
        if goes_along { self.url_with("list", list.as_str()) } else { self.whole_url_of(list) }
    }

    /// The address of the list without choices among stated facts.
    pub(super) fn url_without_facts(&self) -> String {
        let is_kept = |name: &str| !matches!(name, "seniority" | "contract" | "employer" | "pay");
        address(PATH, &self.pairs().into_iter().filter(|(name, _)| is_kept(name)).collect::<Vec<_>>())
    }

    /// The address of the list at any place.
    pub(super) fn url_without_place(&self) -> String {
        self.url_at_place("")
    }

    /// The address of the list at exactly this place.
    pub(super) fn url_at_place(&self, place: &str) -> String {
        Self { location: place.to_owned(), within_km: None, ..self.clone() }.url()
    }

    /// The address of the marked jobs as a file.
    pub(super) fn file_url(&self) -> String {
        address("/jobs.csv", &self.pairs())
    }

    /// The address with one field changed, or left out by an empty value.
    pub(super) fn url_with(&self, field: &str, value: &str) -> String {
        let changed = |(name, old): (&'static str, String)| (name, if name == field { value.to_owned() } else { old });
        address(PATH, &self.pairs().into_iter().map(changed).collect::<Vec<_>>())
    }

    /// The address of the list by the newest, from a cursor on.
    pub(super) fn newest_url_at(&self, cursor: &str) -> String {
        Self { order: Some(Order::Newest), ..self.clone() }.url_at(cursor)
    }

    /// The address of another page of the list.
    pub(super) fn url_at(&self, page: &str) -> String {
        address(PATH, &[self.pairs(), vec![("page", page.to_owned())]].concat())
    }

    /// The address of this page.
    pub(super) fn current_url(&self) -> String {
        match self.position {
            Position::Beginning => self.url(),
            Position::At(cursor) => self.url_at(&cursor.to_string()),
            Position::From(spot) => self.url_at(&spot.to_string()),
            Position::Numbered(number) => self.url_at(&number.to_string()),
        }
    }

    /// All choices, by field; empty: not chosen.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let age = match self.age {
            Some(Age::Days(days)) => days.to_string(),
            Some(Age::All) => "all".to_owned(),
            None => String::new(),
        };
        vec![
            ("list", self.list.as_str().to_owned()),
            ("q", self.q.clone()),
            ("location", self.location.clone()),
            ("within", self.within_km.map(|km| km.to_string()).unwrap_or_default()),
            ("remote", self.remote.map(Remote::as_str).unwrap_or_default().to_owned()),
            ("age", age),
            ("source", self.source.map(Source::as_str).unwrap_or_default().to_owned()),
            ("search", self.search.map(|id| id.to_string()).unwrap_or_default()),
            ("seniority", self.seniority.map(Seniority::as_str).unwrap_or_default().to_owned()),
            ("contract", self.contract.map(EmploymentType::as_str).unwrap_or_default().to_owned()),
            ("employer", self.employer.clone()),
            ("pay", self.pay.clone()),
            ("order", self.order.map(Order::as_str).unwrap_or_default().to_owned()),
        ]
    }
}

fn distance_km(text: &str) -> Option<u32> {
    text.parse().ok().filter(|km| DISTANCES_KM.contains(km))
}
