//! Choices above the list.

use super::empty;
use super::index::JobIndex;
use super::view::{AGES, Age, DISTANCES_KM, Order};
use crate::filters::{EmploymentType, Seniority};
use crate::models::listing::{Count, List, Remote};
use crate::sources::Source;
use crate::web::form::Choice;
use crate::web::labels;

/// A list, or an order, to go to.
pub(super) struct Tab {
    pub(super) url: String,
    pub(super) name: String,
    /// The list's number of jobs; None: no jobs, or not counted.
    pub(super) count: Option<String>,
    pub(super) is_current: bool,
}

impl JobIndex {
    /// The lists to choose from.
    pub(super) fn lists(&self) -> Vec<Tab> {
        let name = |list: List| match list {
            List::Shown => say!("jobs-list-shown"),
            List::New => say!("jobs-list-new"),
            List::Saved => say!("jobs-list-saved"),
            List::Applied => say!("jobs-list-applied"),
            List::Hidden => say!("jobs-list-hidden"),
        };
        let tab = |list: List| Tab {
            url: self.view.list_url(list),
            name: name(list),
            count: self.count(list).filter(|count| count.least() > 0).map(empty::figure),
            is_current: list == self.view.list,
        };
        List::ALL.into_iter().map(tab).collect()
    }

    /// A list's count as far as known without a further look: of what was marked, all; of the list of this page, what is
    /// chosen of it.
    fn count(&self, list: List) -> Option<Count> {
        let kept = self.desk.kept();
        match list {
            _ if list == self.view.list && (self.view.is_narrowed() || !list.is_marked()) => Some(self.paged.count()),
            List::Saved => Some(kept.saved),
            List::Applied => Some(kept.applied),
            List::Hidden => Some(kept.hidden),
            List::New => self.paged.new,
            List::Shown => None,
        }
    }

    /// "12 jobs", of a list known whole; else "50+ jobs": to count all would cost more than to show them.
    pub(super) fn counted(&self) -> String {
        empty::jobs(self.count(self.view.list).unwrap_or_default())
    }

    pub(super) fn orders(&self) -> Vec<Tab> {
        let name = |order: Order| match order {
            Order::Newest => say!("jobs-order-newest"),
            Order::Best => say!("jobs-order-best"),
        };
        let tab = |order: Order| Tab {
            url: self.view.url_with("order", order.as_str()),
            name: name(order),
            count: None,
            is_current: order == self.order,
        };
        Order::ALL.into_iter().map(tab).collect()
    }

    pub(super) fn seniorities(&self) -> Vec<Choice> {
        let choice = |one: &Seniority| Choice {
            value: one.as_str().to_owned(),
            label: labels::filter(one.as_str()),
            is_chosen: self.view.seniority == Some(*one),
        };
        Seniority::ALL.iter().map(choice).collect()
    }

    pub(super) fn contracts(&self) -> Vec<Choice> {
        let choice = |one: &EmploymentType| Choice {
            value: one.as_str().to_owned(),
            label: labels::filter(one.as_str()),
            is_chosen: self.view.contract == Some(*one),
        };
        EmploymentType::ALL.iter().map(choice).collect()
    }

    pub(super) fn distances(&self) -> Vec<Choice> {
        let choice = |km: u32| Choice {
            value: km.to_string(),
            label: say!("jobs-within-km", km = km),
            is_chosen: self.view.within_km == Some(km),
        };
        DISTANCES_KM.into_iter().map(choice).collect()
    }

    pub(super) fn remotes(&self) -> Vec<Choice> {
        let label = |remote: Remote| match remote {
            Remote::Possible => say!("jobs-remote-possible"),
            Remote::Stated => say!("jobs-remote-stated"),
        };
        let choice = |one: Remote| Choice {
            value: one.as_str().to_owned(),
            label: label(one),
            is_chosen: self.view.remote == Some(one),
        };
        Remote::ALL.into_iter().map(choice).collect()
    }

    pub(super) fn ages(&self) -> Vec<Choice> {
        let days = AGES.into_iter().map(|days| {
            let label = if days == 1 { say!("jobs-age-hours") } else { say!("jobs-age-days", days = days) };
            (days.to_string(), label, Age::Days(days))
        });
        let all = days.chain([("all".to_owned(), say!("jobs-age-any"), Age::All)]);
        all.map(|(value, label, age)| Choice { value, label, is_chosen: self.view.effective_age() == age }).collect()
    }

    pub(super) fn sources(&self) -> Vec<Choice> {
        let choice = |one: &Source| Choice {
            value: one.as_str().to_owned(),
            label: one.label().to_owned(),
            is_chosen: self.view.source == Some(*one),
        };
        Source::ALL.iter().map(choice).collect()
    }

    pub(super) fn search_choices(&self) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for search in &self.searches {
            let value = search.search_id.to_string();
            if choices.last().is_none_or(|last| last.value != value) {
                let label = format!("{} · {}", search.title_keyword, search.location);
                choices.push(Choice { value, label, is_chosen: self.view.search == Some(search.search_id) });
            }
        }
        choices
    }
}
