//! The words for people of closed lists, one function for each list.

use crate::backfill::start::Preview;
use crate::filters::{EmploymentType, Filters, Industry, Seniority, StatedArrangement};
use crate::models::combination::State;
use crate::reading::LIST_NAME;
use crate::sources::Unit;

/// The state of a combination.
pub(super) fn state(state: State) -> String {
    match state {
        State::Waiting => say!("list-state-waiting"),
        State::Loading => say!("list-state-loading"),
        State::Loaded => say!("list-state-loaded"),
        State::Partly => say!("list-state-partly"),
        State::Failed => say!("list-state-failed"),
    }
}

/// Credits in a source's unit: "1,200 jobs".
pub(super) fn amount(credits: i64, unit: Unit) -> String {
    match unit {
        Unit::Jobs => say!("list-amount-jobs", count = credits),
        Unit::Requests => say!("list-amount-requests", count = credits),
    }
}

/// A list's name: the name of a CV's list is our own, and in the language of the page.
pub(super) fn list(name: &str) -> String {
    if name == LIST_NAME { say!("searches-list-from-cv") } else { name.to_owned() }
}

/// The list for a typed name.
pub(super) fn list_named(typed: &str) -> String {
    if typed.trim() == say!("searches-list-from-cv") { LIST_NAME.to_owned() } else { typed.to_owned() }
}

/// The price of an offer, in a few words.
pub(super) fn price(price: &Preview) -> String {
    match (price.counts.new, price.counts.waits, price.counts.loading) {
        (0, 0, 0) => say!("cv-price-here"),
        (0, 0, _) => say!("cv-price-coming"),
        (0, ..) => say!("cv-price-waits"),
        _ => say!("cv-price-about", credits = price.expected_credits()),
    }
}

/// The set filters, in words: arrangement, employment, seniority, industry.
pub fn filters(filters: Filters) -> Vec<String> {
    filters.names().into_iter().flatten().map(filter).collect()
}

/// A filter's value in words; unknown values keep the spelling of the provider.
pub fn filter(value: &str) -> String {
    let arrangement = value.parse().ok().map(arrangement);
    let employment = || value.parse().ok().map(employment);
    let seniority = || value.parse().ok().map(seniority);
    let industry = || value.parse().ok().map(industry);
    arrangement.or_else(employment).or_else(seniority).or_else(industry).unwrap_or_else(|| value.to_owned())
}

fn arrangement(arrangement: StatedArrangement) -> String {
    match arrangement {
        StatedArrangement::OnSite => say!("list-arrangement-on-site"),
        StatedArrangement::Hybrid => say!("list-arrangement-hybrid"),
        StatedArrangement::Remote => say!("list-arrangement-remote"),
        StatedArrangement::RemoteOk => say!("list-arrangement-remote-ok"),
        StatedArrangement::RemoteSolely => say!("list-arrangement-remote-solely"),
    }
}

fn employment(employment: EmploymentType) -> String {
    match employment {
        EmploymentType::FullTime => say!("list-employment-full-time"),
        EmploymentType::PartTime => say!("list-employment-part-time"),
        EmploymentType::Contractor => say!("list-employment-contractor"),
        EmploymentType::Temporary => say!("list-employment-temporary"),
        EmploymentType::Intern => say!("list-employment-intern"),
    }
}

fn seniority(seniority: Seniority) -> String {
    match seniority {
        Seniority::Junior => say!("list-seniority-junior"),
        Seniority::Mid => say!("list-seniority-mid"),
        Seniority::Senior => say!("list-seniority-senior"),
        Seniority::Lead => say!("list-seniority-lead"),
    }
}

fn industry(industry: Industry) -> String {
    match industry.as_str() {
        "Technology" => say!("list-industry-technology"),
        "Healthcare" => say!("list-industry-healthcare"),
        "Management & Leadership" => say!("list-industry-management-leadership"),
        "Finance & Accounting" => say!("list-industry-finance-accounting"),
        "Human Resources" => say!("list-industry-human-resources"),
        "Sales" => say!("list-industry-sales"),
        "Marketing" => say!("list-industry-marketing"),
        "Customer Service & Support" => say!("list-industry-customer-service-support"),
        "Education" => say!("list-industry-education"),
        "Legal" => say!("list-industry-legal"),
        "Engineering" => say!("list-industry-engineering"),
        "Science & Research" => say!("list-industry-science-research"),
        "Trades" => say!("list-industry-trades"),
        "Construction" => say!("list-industry-construction"),
        "Manufacturing" => say!("list-industry-manufacturing"),
        "Logistics" => say!("list-industry-logistics"),
        "Creative & Media" => say!("list-industry-creative-media"),
        "Hospitality" => say!("list-industry-hospitality"),
        "Environmental & Sustainability" => say!("list-industry-environmental-sustainability"),
        "Retail" => say!("list-industry-retail"),
        "Data & Analytics" => say!("list-industry-data-analytics"),
        "Software" => say!("list-industry-software"),
        "Energy" => say!("list-industry-energy"),
        "Agriculture" => say!("list-industry-agriculture"),
        "Social Services" => say!("list-industry-social-services"),
        "Administrative" => say!("list-industry-administrative"),
        "Government & Public Sector" => say!("list-industry-government-public-sector"),
        "Art & Design" => say!("list-industry-art-design"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::{ReadByPeople, WorkArrangement, optional};
    use crate::text::{Language, speaking};

    #[tokio::test]
    async fn every_word_of_a_form_is_read_for_the_value_it_stands_for() {
        fn check<T: ReadByPeople + PartialEq + std::fmt::Debug>() {
            for (name, value) in T::names() {
                assert_eq!(optional(&filter(name)), Ok(Some(value)), "{name}");
            }
            assert_eq!(optional::<T>(&say!("searches-form-any")), Ok(None));
        }
        for &language in Language::ALL {
            let checking = async {
                check::<WorkArrangement>();
                check::<EmploymentType>();
                check::<Seniority>();
                check::<Industry>();
            };
            speaking(language, checking).await;
        }
    }

    #[tokio::test]
    async fn the_list_of_a_cv_has_a_name_in_each_language_and_stays_one_list() {
        assert_eq!(list(LIST_NAME), LIST_NAME);
        let shown =
            speaking(Language::German, async { (list(LIST_NAME), list("Köchin"), list_named(&list(LIST_NAME))) });
        let (ours, typed, kept) = shown.await;
        assert_eq!([ours.as_str(), &typed, &kept], ["Aus Ihrem Lebenslauf", "Köchin", LIST_NAME]);
    }

    #[test]
    fn filters_are_written_in_words() {
        assert_eq!(
            filters(Filters {
                work_arrangement: Some(WorkArrangement::RemoteOk),
                employment_type: Some(EmploymentType::FullTime),
                seniority: None,
                industry: Some(Industry::ALL[0]),
            }),
            ["Remote possible", "Full-time", "Technology"]
        );
        assert_eq!([filter("Data & Analytics"), filter("Beekeeping")], ["Data & Analytics", "Beekeeping"]);
    }
}
