//! The form of a list: as typed, with a message beside each wrong field, and with its choices.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::closed::NotListed;
use crate::db::Connection;
use crate::filters::{self, EmploymentType, Filters, Industry, ReadByPeople, Seniority, WorkArrangement};
use crate::models::search::Search;
use crate::place::{self, CountryCode};
use crate::searches::{self, List, ListErrors, Wish};
use crate::web::form::Choice;
use crate::web::labels;
use diesel::QueryResult;
use serde::Deserialize;

/// The fields as typed. Scripts may leave out all but the first three.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchForm {
    pub query_name: String,
    /// Titles, a title per line.
    pub titles: String,
    /// Places, a place per line.
    pub locations: String,
    pub ai_work_arrangement: String,
    pub ai_employment_type: String,
    pub ai_seniority: String,
    pub ai_industry: String,
    pub priority: String,
    /// The name of the list when its form was opened; empty: a new list.
    pub was: String,
    /// The CV on whose page the form stands. None: the form is on no CV's page.
    pub cv: Option<i32>,
    /// `preview` asks for the price; all other values save.
    pub step: String,
}

/// Messages beside the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormErrors {
    pub list: ListErrors,
    pub work_arrangement: Option<String>,
    pub employment_type: Option<String>,
    pub seniority: Option<String>,
    pub industry: Option<String>,
}

/// A form with its messages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub form: SearchForm,
    pub errors: FormErrors,
}

/// One closed list to choose from.
pub(crate) struct Select<'a> {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<Choice>,
    pub error: Option<&'a str>,
}

impl SearchForm {
    /// A list for changing. Where its searches differ in filters, the first whose place is silent about how the work is
    /// done stands for all: a place's own words apply again when its line is read.
    pub(crate) fn of_list(name: &str, searches: &[Search]) -> Self {
        let joined = |part: fn(&Search) -> &str| {
            let all: Vec<&str> = searches.iter().map(part).collect();
            searches::lines(&all.join("\n")).join("\n")
        };
        let mut form = Self {
            query_name: name.to_owned(),
            titles: joined(|search| &search.title_keyword),
            locations: joined(|search| &search.location),
            priority: searches.first().map_or(0, |search| search.priority).to_string(),
            was: name.to_owned(),
            ..Self::default()
        };
        let is_plain = |search: &&Search| place::arrangement_of(&search.location).is_none();
        let plain = searches.iter().find(is_plain);
        let mut filters = plain.or(searches.first()).map(Search::filters).unwrap_or_default();
        if plain.is_none() {
            filters.work_arrangement = None;
        }
        form.choose(&filters);
        form
    }

    /// Sets the four filters.
    pub(crate) fn choose(&mut self, filters: &Filters) {
        let text = |value: Option<&'static str>| value.unwrap_or_default().to_owned();
        self.ai_work_arrangement = text(filters.work_arrangement.map(WorkArrangement::as_str));
        self.ai_employment_type = text(filters.employment_type.map(EmploymentType::as_str));
        self.ai_seniority = text(filters.seniority.map(Seniority::as_str));
        self.ai_industry = text(filters.industry.map(Industry::as_str));
    }

    /// The form asks for the price; no search is saved.
    pub(crate) fn is_question(&self) -> bool {
        self.step == "preview"
    }

    /// The list and its wishes, or a message for every wrong field.
    pub(crate) fn read(&self, country: CountryCode) -> Result<(List, Vec<Wish>), FormErrors> {
        let mut errors = FormErrors::default();
        let list = List {
            name: labels::list_named(&self.query_name),
            titles: searches::lines(&self.titles),
            locations: searches::lines(&self.locations),
            filters: Filters {
                work_arrangement: chosen(&self.ai_work_arrangement, arrangement_error, &mut errors.work_arrangement),
                employment_type: chosen(&self.ai_employment_type, employment_error, &mut errors.employment_type),
                seniority: chosen(&self.ai_seniority, seniority_error, &mut errors.seniority),
                industry: chosen(&self.ai_industry, industry_error, &mut errors.industry),
            },
            priority: self.read_priority(),
        };
        match list.wishes(country) {
            Ok(wishes) if errors == FormErrors::default() => Ok((list, wishes)),
            Ok(_) => Err(errors),
            Err(list) => Err(FormErrors { list, ..errors }),
        }
    }

    /// Priority as a number: blank is the usual priority; text other than a number is out of range.
    fn read_priority(&self) -> i32 {
        searches::priority(&self.priority).unwrap_or(-1)
    }

    /// Retires the searches under the old name of a renamed list.
    pub(super) async fn drop_old_name(
        &self,
        conn: &mut Connection,
        app: &App,
        claims: &Claims,
        user_id: i32,
    ) -> QueryResult<()> {
        if self.was.is_empty() || self.was == labels::list_named(&self.query_name).trim() {
            return Ok(());
        }
        let old = Search::of_list(conn, user_id, &self.was).await?;
        searches::retire(conn, app, claims, user_id, &old).await
    }
}

/// A filter as chosen. None: any, or an unknown value; then `error` names the allowed values.
fn chosen<T: ReadByPeople>(text: &str, wrong: fn(&NotListed) -> String, error: &mut Option<String>) -> Option<T> {
    filters::optional(text).unwrap_or_else(|refused| {
        *error = Some(wrong(&refused));
        None
    })
}

/// The values to choose from, as the form shows them.
fn in_words(refused: &NotListed) -> String {
    refused.allowed().split(", ").map(labels::filter).collect::<Vec<_>>().join(", ")
}

fn arrangement_error(refused: &NotListed) -> String {
    say!("searches-wrong-arrangement", allowed = in_words(refused))
}

fn employment_error(refused: &NotListed) -> String {
    say!("searches-wrong-employment", allowed = in_words(refused))
}

fn seniority_error(refused: &NotListed) -> String {
    say!("searches-wrong-seniority", allowed = in_words(refused))
}

fn industry_error(refused: &NotListed) -> String {
    say!("searches-wrong-industry", allowed = in_words(refused))
}

impl Entry {
    /// A form without faults.
    pub(crate) fn of(form: SearchForm) -> Self {
        Self { form, errors: FormErrors::default() }
    }

    /// The shown name of the list.
    pub(crate) fn name(&self) -> String {
        labels::list(&self.form.query_name)
    }

    /// The shown name of the changed list.
    pub(crate) fn changed(&self) -> String {
        labels::list(&self.form.was)
    }

    /// An existing list is changed.
    pub(crate) fn is_edit(&self) -> bool {
        !self.form.was.is_empty()
    }

    /// The priority as typed, or the usual one.
    pub(crate) fn priority(&self) -> &str {
        if self.form.priority.is_empty() { "0" } else { &self.form.priority }
    }

    /// The four filters, in the order of the form.
    pub(crate) fn selects(&self) -> [Select<'_>; 4] {
        let Self { form, errors } = self;
        [
            Select {
                name: "ai_work_arrangement",
                label: say!("searches-form-arrangement"),
                options: choices(WorkArrangement::ALL.iter().map(|one| one.as_str()), &form.ai_work_arrangement),
                error: errors.work_arrangement.as_deref(),
            },
            Select {
                name: "ai_employment_type",
                label: say!("searches-form-employment"),
                options: choices(EmploymentType::ALL.iter().map(|one| one.as_str()), &form.ai_employment_type),
                error: errors.employment_type.as_deref(),
            },
            Select {
                name: "ai_seniority",
                label: say!("searches-form-seniority"),
                options: choices(Seniority::ALL.iter().map(|one| one.as_str()), &form.ai_seniority),
                error: errors.seniority.as_deref(),
            },
            Select {
                name: "ai_industry",
                label: say!("searches-form-industry"),
                options: choices(Industry::ALL.iter().map(|one| one.as_str()), &form.ai_industry),
                error: errors.industry.as_deref(),
            },
        ]
    }
}

fn choices(values: impl Iterator<Item = &'static str>, chosen: &str) -> Vec<Choice> {
    let is_chosen = |value: &str| value.eq_ignore_ascii_case(chosen.trim());
    values
        .map(|value| Choice { value: value.to_owned(), label: labels::filter(value), is_chosen: is_chosen(value) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> SearchForm {
        SearchForm {
            query_name: "Primary Search".to_owned(),
            titles: "Data Scientist\r\nML Engineer\r\n".to_owned(),
            locations: "Berlin\nHamburg".to_owned(),
            ..SearchForm::default()
        }
    }

    fn read(form: &SearchForm) -> Result<(List, Vec<Wish>), FormErrors> {
        form.read("de".parse().unwrap())
    }

    #[test]
    fn two_titles_and_two_places_are_four_wishes() {
        let (list, wishes) = read(&form()).unwrap();
        assert_eq!((list.priority, wishes.len()), (0, 4));
    }

    #[test]
    fn every_field_has_its_own_message() {
        let wrong = SearchForm {
            query_name: " ".to_owned(),
            titles: "x".repeat(10_000),
            locations: "<b>Berlin</b>".to_owned(),
            ai_seniority: "Boss".to_owned(),
            priority: "much".to_owned(),
            ..form()
        };
        let errors = read(&wrong).unwrap_err();
        let ListErrors { name, titles, locations, priority } = errors.list;
        assert!(name.is_some() && titles.is_some() && locations.is_some() && priority.is_some());
        assert!(errors.seniority.unwrap().contains("Junior, Mid, Senior, Lead"));
        assert_eq!(errors.industry, None);
    }

    #[test]
    fn five_hundred_titles_are_too_many() {
        let titles: Vec<String> = (0..500).map(|number| format!("Engineer {number}")).collect();
        let errors = read(&SearchForm { titles: titles.join("\n"), ..form() }).unwrap_err();
        assert_eq!(errors.list.titles.unwrap(), "At most 20 titles fit on one list; these are 500.");
    }

    #[test]
    fn the_line_that_is_wrong_is_named() {
        let errors = read(&SearchForm { titles: "Data Scientist\nML\tEngineer".to_owned(), ..form() }).unwrap_err();
        assert!(errors.list.titles.unwrap().starts_with("“MLEngineer”: "));
    }
}
