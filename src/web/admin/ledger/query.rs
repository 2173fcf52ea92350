//! The query string of the ledger.

use crate::models::fetch::Purpose;
use crate::quota::entry::{EntryCriteria, Position};
use crate::quota::ledger::Kind;
use crate::sources::{Source, Unit};
use crate::web::admin::{choices, words};
use crate::web::form::Choice;
use crate::web::query::{Fields, address};
use chrono::NaiveDate;

/// Filters and part of the ledger.
#[derive(Clone, Debug)]
pub(super) struct LedgerQuery {
    pub criteria: EntryCriteria,
    /// The payer, by the number of the account.
    pub person: Option<i32>,
    pub after: Option<Position>,
    /// Sentences about unreadable fields.
    pub complaints: Vec<String>,
}

impl LedgerQuery {
    /// Reads a query string. The payer's subject is not known yet.
    pub(super) fn parse(query: &str) -> Self {
        let mut fields = Fields::parse(query);
        let criteria = EntryCriteria {
            source: fields.choice("source", |text| text.parse().ok()),
            unit: fields.choice("unit", |text| text.parse().ok()),
            purpose: fields.choice("purpose", |text| text.parse().ok()),
            kind: fields.choice("kind", |text| text.parse().ok()),
            from: fields.choice("from", day),
            to: fields.choice("to", day),
            subject: None,
            combination_id: fields.choice("combination", |text| text.parse().ok()),
            fetch_id: fields.choice("fetch", |text| text.parse().ok()),
        };
        let person = fields.choice("person", |text| text.parse().ok());
        let after = fields.position("after", |text| text.parse().ok());
        Self { criteria, person, after, complaints: fields.complaints }
    }

    /// There is no such person: everybody's entries are shown, with a complaint.
    pub(super) fn forget_person(&mut self) {
        self.person = None;
        self.complaints.push(say!("admin-ledger-nobody"));
    }

    /// Whether a filter leaves any entry out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.criteria.is_narrowed() || self.person.is_some()
    }

    /// The beginning of the list.
    pub(super) fn beginning(&self) -> String {
        self.address("/admin/ledger", None)
    }

    /// The list from a position on.
    pub(super) fn part(&self, after: &Position) -> String {
        self.address("/admin/ledger", Some(*after))
    }

    /// All of the list, as a file.
    pub(super) fn csv(&self) -> String {
        self.address("/admin/ledger.csv", None)
    }

    pub(super) fn sources(&self) -> Vec<Choice> {
        choices::sources(self.criteria.source)
    }

    pub(super) fn units(&self) -> Vec<Choice> {
        let chosen = self.criteria.unit.map(Unit::as_str);
        Unit::ALL.iter().map(|unit| choices::choice(unit.as_str(), words::unit(unit), chosen)).collect()
    }

    pub(super) fn purposes(&self) -> Vec<Choice> {
        let chosen = self.criteria.purpose.map(Purpose::as_str);
        Purpose::ALL.iter().map(|one| choices::choice(one.as_str(), words::purpose(one), chosen)).collect()
    }

    pub(super) fn kinds(&self) -> Vec<Choice> {
        let chosen = self.criteria.kind.map(Kind::as_str);
        Kind::ALL.iter().map(|kind| choices::choice(kind.as_str(), words::kind(kind), chosen)).collect()
    }

    /// Fields of a number, each with its label and its value.
    pub(super) fn numbers(&self) -> [(&'static str, String, String); 3] {
        let typed = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        [
            ("person", say!("admin-ledger-person"), typed(self.person.map(i64::from))),
            ("combination", say!("admin-ledger-combination"), typed(self.criteria.combination_id.map(i64::from))),
            ("fetch", say!("admin-ledger-fetch"), typed(self.criteria.fetch_id)),
        ]
    }

    /// Fields of a day, each with its label and its value.
    pub(super) fn days(&self) -> [(&'static str, String, String); 2] {
        let typed = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        [
            ("from", say!("admin-ledger-from"), typed(self.criteria.from)),
            ("to", say!("admin-ledger-to"), typed(self.criteria.to)),
        ]
    }

    fn address(&self, path: &str, after: Option<Position>) -> String {
        let criteria = &self.criteria;
        let mut pairs = vec![
            ("source", criteria.source.map_or("", Source::as_str).to_owned()),
            ("unit", criteria.unit.map_or("", Unit::as_str).to_owned()),
            ("purpose", criteria.purpose.map_or("", Purpose::as_str).to_owned()),
            ("kind", criteria.kind.map_or("", Kind::as_str).to_owned()),
        ];
        let fields = self.days().into_iter().chain(self.numbers());
        pairs.extend(fields.map(|(name, _, value)| (name, value)));
        pairs.push(("after", after.map(|after| after.to_string()).unwrap_or_default()));
        address(path, &pairs)
    }
}

/// A day as browsers send it. Years outside the range are typing errors.
pub(in crate::web::admin) fn day(text: &str) -> Option<NaiveDate> {
    let years = NaiveDate::from_ymd_opt(2000, 1, 1)?..NaiveDate::from_ymd_opt(2100, 1, 1)?;
    text.parse().ok().filter(|day| years.contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_chosen() {
        let query = "source=jsearch&unit=requests&purpose=refresh&kind=settled&from=2026-11-01&to=2026-11-23&person=7\
                     &combination=3&fetch=12";
        let ledger = LedgerQuery::parse(&format!("{query}&after=2026-11-20.99"));
        assert_eq!(ledger.part(&ledger.after.unwrap()), format!("/admin/ledger?{query}&after=2026-11-20.99"));
        assert_eq!((ledger.csv(), ledger.complaints.len()), (format!("/admin/ledger.csv?{query}"), 0));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let ledger = LedgerQuery::parse("source=odd&unit=odd&purpose=odd&kind=odd&from=0026-11-01&fetch=x&after=x");
        assert_eq!((ledger.is_narrowed(), ledger.complaints.len()), (false, 7));
    }
}
