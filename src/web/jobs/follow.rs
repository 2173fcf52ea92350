//! What may follow a reason for hiding a job: a filter that keeps such jobs off the list.

use super::done::Done;
use super::view::JobView;
use crate::filters::Seniority;
use crate::models::listing::{List, PlaceWords, SearchAtSource};
use crate::models::user_job::HiddenWhy;
use crate::place::CountryCode;
use crate::web::labels;

/// Most places offered.
const MOST_PLACES: usize = 3;

/// A list with one filter more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Filtered {
    pub url: String,
    pub label: String,
}

/// What is offered after an act.
#[derive(Debug, Default)]
pub(super) struct FollowUp {
    pub lists: Vec<Filtered>,
    /// Fields of a form that asks for the least pay; None: it is not asked for.
    pub pay: Option<Vec<(&'static str, String)>>,
}

impl FollowUp {
    /// What is offered after an act on a list. `places`: those of the person's searches.
    pub(super) fn of(done: Option<&Done>, view: &JobView, places: &[String]) -> Self {
        // A filter is for the jobs of the searches, wherever the button stood.
        let mut view = view.clone();
        if view.list.is_marked() {
            view.list = List::Shown;
        }
        match done.and_then(|done| done.why) {
            Some(HiddenWhy::TooFar) => Self { lists: nearer(&view, places), pay: None },
            Some(HiddenWhy::Level) => Self { lists: of_levels(&view), pay: None },
            Some(HiddenWhy::Pay) => Self { lists: Vec::new(), pay: Some(but_pay(&view)) },
            _ => Self::default(),
        }
    }
}

/// Places of searches by which a list can be narrowed, each once.
pub(super) fn places(searches: &[SearchAtSource], home: CountryCode) -> Vec<String> {
    let is_somewhere = |place: &str| PlaceWords::parse(place, home).is_some_and(|words| !words.keys().is_empty());
    let mut places: Vec<String> = Vec::new();
    for place in searches.iter().map(|search| &search.location) {
        if !places.contains(place) && is_somewhere(place) {
            places.push(place.clone());
        }
    }
    places
}

fn nearer(view: &JobView, places: &[String]) -> Vec<Filtered> {
    let remote = Filtered { url: view.url_with("remote", "stated"), label: say!("jobs-follow-remote") };
    let place =
        |place: &String| Filtered { url: view.url_at_place(place), label: say!("jobs-follow-place", place = place) };
    [remote].into_iter().chain(places.iter().take(MOST_PLACES).map(place)).collect()
}

fn of_levels(view: &JobView) -> Vec<Filtered> {
    let level = |level: &Seniority| Filtered {
        url: view.url_with("seniority", level.as_str()),
        label: say!("jobs-follow-level", level = labels::filter(level.as_str())),
    };
    Seniority::ALL.iter().map(level).collect()
}

fn but_pay(view: &JobView) -> Vec<(&'static str, String)> {
    view.pairs().into_iter().filter(|(name, value)| *name != "pay" && !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow_up(done: &str, view: &str) -> FollowUp {
        let view = JobView::parse(view, CountryCode::GERMANY, &[]);
        FollowUp::of(Done::parse(done).as_ref(), &view, &["Berlin".to_owned()])
    }

    #[test]
    fn a_reason_becomes_a_filter_beside_what_was_chosen() {
        let urls = |done| follow_up(done, "q=cook&page=o1.1").lists.into_iter().map(|one| one.url).collect::<Vec<_>>();
        assert_eq!(urls("hide.7.too_far"), ["/jobs?q=cook&remote=stated", "/jobs?q=cook&location=Berlin"]);
        assert_eq!(urls("hide.7.level")[0], "/jobs?q=cook&seniority=Junior");
        assert_eq!(urls("hide.7"), [""; 0]);
        let pay = follow_up("hide.7.pay", "list=saved&q=cook&pay=20000").pay;
        assert_eq!(pay, Some(vec![("q", "cook".to_owned())]));
    }
}
