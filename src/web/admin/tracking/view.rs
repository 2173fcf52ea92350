//! The query string of the list: what is to be shown, in which order, from which row on.

use super::STATES;
use crate::models::combination::State;
use crate::models::tracking::{Criteria, Cursor, Sort};
use crate::web::query::{Fields, address};

#[derive(Clone, Debug)]
pub struct View {
    pub criteria: Criteria,
    /// The last row of the page before.
    pub after: Option<Cursor>,
    /// What could not be read, in plain sentences.
    pub complaints: Vec<String>,
}

impl View {
    pub fn parse(query: &str) -> Self {
        let mut fields = Fields::parse(query);
        let criteria = Criteria {
            beginning: fields.text("q"),
            state: fields.choice("state", |text| STATES.map(State::as_str).into_iter().find(|state| *state == text)),
            sort: fields
                .choice("sort", |text| Sort::ALL.into_iter().find(|sort| sort.as_str() == text))
                .unwrap_or_default(),
        };
        let is_fit = |cursor: &Cursor| cursor.value.is_some() || criteria.sort == Sort::Date;
        let after = fields.choice("after", |text| text.parse().ok().filter(is_fit));
        Self { criteria, after, complaints: fields.complaints }
    }

    /// The same list in another order, from its beginning.
    pub fn sorted_by(&self, sort: Sort) -> String {
        self.address("/admin/tracking", sort, None)
    }

    /// The same list, further on.
    pub fn page_after(&self, cursor: &Cursor) -> String {
        self.address("/admin/tracking", self.criteria.sort, Some(cursor))
    }

    /// All of the list, as a file.
    pub fn csv(&self) -> String {
        self.address("/admin/tracking.csv", self.criteria.sort, None)
    }

    pub fn is_narrowed(&self) -> bool {
        self.criteria.state.is_some() || !self.criteria.beginning.is_empty()
    }

    pub fn is_state(&self, state: &str) -> bool {
        self.criteria.state == Some(state)
    }

    fn address(&self, path: &str, sort: Sort, after: Option<&Cursor>) -> String {
        let sort = if sort == Sort::default() { "" } else { sort.as_str() };
        address(
            path,
            &[
                ("q", self.criteria.beginning.clone()),
                ("state", self.criteria.state.unwrap_or_default().to_owned()),
                ("sort", sort.to_owned()),
                ("after", after.map(ToString::to_string).unwrap_or_default()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_chosen() {
        let view = View::parse("q=data&state=failed&sort=jobs&after=12.7");
        assert_eq!(view.page_after(&view.after.unwrap()), "/admin/tracking?q=data&state=failed&sort=jobs&after=12.7");
        assert_eq!(view.sorted_by(Sort::Date), "/admin/tracking?q=data&state=failed");
        assert_eq!(view.csv(), "/admin/tracking.csv?q=data&state=failed&sort=jobs");
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_said() {
        let view = View::parse("state=odd&sort=odd&after=odd");
        assert_eq!((view.criteria, view.after, view.complaints.len()), (Criteria::default(), None, 3));
        // Only the order by date knows rows without a value.
        assert_eq!(View::parse("sort=jobs&after=never.7").complaints.len(), 1);
    }
}
