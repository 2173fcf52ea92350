//! Examples of countries and towns.

use super::*;
use crate::coverage::plan::Why;

fn now() -> DateTime<Utc> {
    "2026-11-23T05:15:00Z".parse().unwrap()
}

fn ask(span: Span) -> Ask {
    let days = match span {
        Span::Day => 1,
        Span::ThreeDays => 3,
        Span::Week => 7,
        Span::Month { .. } => 30,
    };
    let window = Window::new(now() - TimeDelta::days(days), now());
    Ask { span, window, created_since: None }
}

const MONTH: Span = Span::Month { since: DateTime::UNIX_EPOCH };

fn planned(request_id: i64, why: Why) -> Planned {
    Planned { combination_id: 1, source: Source::JSearch, request_id, why, is_put_off: false }
}

/// Towns, numbered from 1, with these gaps.
fn lacking(spans: &[Span]) -> Vec<Planned> {
    spans.iter().zip(1..).map(|(span, town)| planned(town, Why::PartlyHeld(ask(*span)))).collect()
}

const COUNTRY: i64 = 100;
const PAGES: Charge = Charge { is_by_page: true, usual_pages: 5, most_pages: 30 };

/// Jobs a day for the country, and for each of its towns.
fn country(jobs: Option<f64>, towns: &[f64]) -> Country {
    let towns = towns.iter().zip(1..).map(|(jobs, town)| (town, jobs / 24.0)).collect();
    Country { request_id: COUNTRY, towns, per_hour: jobs.map(|jobs| jobs / 24.0), ..Country::default() }
}

/// The chosen country's number of towns, span and credits.
fn chosen(planned: &[Planned], country: Country) -> Option<(usize, Span, i64)> {
    let found = instead(planned, &[country], PAGES, now());
    found.first().map(|one| (one.towns.len(), one.ask.span, one.credits))
}

#[test]
fn a_country_is_asked_where_it_costs_fewer_pages() {
    let four = lacking(&[Span::Day; 4]);
    for (expected, jobs, towns) in [
        (Some((4, Span::Day, 1)), Some(8.0), [1.0, 0.0, 2.0, 0.5]),
        (Some((4, Span::Day, 3)), Some(30.0), [1.0, 0.0, 2.0, 0.5]),
        (None, Some(31.0), [1.0, 0.0, 2.0, 0.5]),
        (Some((4, Span::Day, 4)), Some(31.0), [11.0, 0.0, 2.0, 0.5]),
        // Never asked for: half as much again as its towns.
        (Some((4, Span::Day, 2)), None, [10.0, 0.0, 2.0, 0.5]),
        (None, None, [10.0, 10.0, 10.0, 10.0]),
    ] {
        assert_eq!(chosen(&four, country(jobs, &towns)), expected, "{jobs:?} {towns:?}");
    }
}

#[test]
fn where_jobs_are_charged_an_empty_answer_is_free() {
    let four = lacking(&[Span::Day; 4]);
    let by_job = Charge { is_by_page: false, ..PAGES };
    let chosen = |jobs| instead(&four, &[country(Some(jobs), &[0.1, 0.2, 0.3, 0.4])], by_job, now()).len();
    assert_eq!((chosen(0.9), chosen(1.1)), (1, 0));
}

#[test]
fn a_town_that_lacks_more_is_asked_by_itself_where_that_is_cheaper() {
    let towns = [1.0; 6];
    let all_but_one = lacking(&[Span::Day, Span::Day, Span::Day, Span::Day, Span::Day, Span::Week]);
    assert_eq!(chosen(&all_but_one, country(Some(20.0), &towns)), Some((5, Span::Day, 2)));
    assert_eq!(chosen(&all_but_one, country(Some(1.0), &towns)), Some((6, Span::Week, 1)));
    // The first month of a request is its own.
    let with_a_new_one = lacking(&[Span::Day, Span::Day, Span::Day, MONTH]);
    assert_eq!(chosen(&with_a_new_one, country(Some(9.0), &towns)), Some((3, Span::Day, 1)));
    assert_eq!(chosen(&lacking(&[MONTH, MONTH, MONTH]), country(Some(9.0), &towns)), None);
}

#[test]
fn a_country_that_is_wanted_itself_costs_only_what_is_added() {
    let mut with_own = lacking(&[Span::Day, Span::Day]);
    with_own.push(planned(COUNTRY, Why::PartlyHeld(ask(Span::Day))));
    assert_eq!(chosen(&with_own, country(Some(60.0), &[1.0, 1.0])), Some((2, Span::Day, 6)));
    assert_eq!(
        chosen(&with_own, country(Some(71.0), &[1.0, 1.0])),
        None,
        "five pages of it are bought anyway, and no more"
    );
    // A gap of the country that people want is closed, too.
    with_own[2].why = Why::PartlyHeld(ask(Span::Week));
    assert_eq!(chosen(&with_own, country(Some(8.0), &[1.0, 1.0])), Some((2, Span::Week, 6)));
    with_own[2].why = Why::New(ask(MONTH));
    assert_eq!(chosen(&with_own, country(Some(10.0), &[1.0, 1.0])), None);
}

#[test]
fn a_list_that_would_be_cut_or_may_not_reach_back_is_not_asked() {
    let many = lacking(&[Span::Day; 40]);
    let of_many = |jobs| country(Some(jobs), &[1.0; 40]);
    assert_eq!(chosen(&many, of_many(240.0)), Some((40, Span::Day, 24)));
    assert_eq!(chosen(&many, of_many(241.0)), None);
    let cut = |days| Country { cut_to: Some(now() - TimeDelta::days(days)), ..of_many(30.0) };
    assert_eq!((chosen(&many, cut(6)), chosen(&many, cut(7))), (None, Some((40, Span::Day, 3))));
    let short = Country { fell_short: true, ..of_many(30.0) };
    assert_eq!(chosen(&many, short), Some((40, Span::ThreeDays, 9)), "three days, where a day may not reach back");
}

#[test]
fn a_plan_has_the_country_where_its_towns_were() {
    let four = lacking(&[Span::Day; 4]);
    let chosen = instead(&four, &[country(Some(8.0), &[1.0; 4])], PAGES, now());
    let asks = |planned: &[Planned]| -> Vec<(i64, bool)> {
        planned.iter().map(|one| (one.request_id, one.why.ask().is_some())).collect()
    };
    let chosen = Chosen::new(chosen);
    let with = |planned: Vec<Planned>| chosen.within(planned);
    let changed = with(four.clone());
    assert_eq!(asks(&changed), [(1, false), (2, false), (3, false), (4, false), (COUNTRY, true)]);
    assert_eq!(changed[0].why, Why::WithWider(COUNTRY));
    // One town was bought meanwhile, and another lacks more than was thought.
    let mut later = four.clone();
    later[0].why = Why::BeingBought;
    later[1].why = Why::PartlyHeld(ask(Span::Week));
    assert_eq!(asks(&with(later)), [(1, false), (2, true), (3, false), (4, false), (COUNTRY, true)]);
    let none = vec![planned(1, Why::AlreadyHere)];
    assert_eq!(asks(&with(none)), [(1, false)]);
    // Requests that were to come with a town come with the country.
    let mut inside = four.clone();
    inside.push(planned(5, Why::WithWider(1)));
    inside.push(planned(6, Why::WithWider(7)));
    let changed: Vec<Why> = with(inside).iter().map(|one| one.why).collect();
    assert_eq!(changed[4..6], [Why::WithWider(COUNTRY), Why::WithWider(7)]);
    // The country is on its way already: the towns' questions stay.
    let mut coming = four;
    coming.push(planned(COUNTRY, Why::BeingBought));
    assert_eq!(with(coming)[0].why, Why::PartlyHeld(ask(Span::Day)));
}

#[test]
fn towns_are_due_with_their_country() {
    let held = |hours| Country { held_to: Some(now() - TimeDelta::hours(hours)), ..country(Some(2.0), &[0.5; 6]) };
    let lack = |country: Country| country.may_lack(2, Some(true), PAGES, now());
    assert_eq!(lack(held(24)), Some(longest(2)), "it brings little, and is asked every other day");
    assert_eq!(lack(held(48)), Some(TimeDelta::zero()));
    assert_eq!(lack(Country { held_to: None, ..held(24) }), Some(TimeDelta::zero()));
    assert_eq!(lack(Country { per_hour: Some(2.0), ..held(24) }), None, "its towns cost less");
    assert_eq!(lack(Country { cut_to: Some(now()), ..held(24) }), None);
    let by_job = Charge { is_by_page: false, ..PAGES };
    assert_eq!(held(24).may_lack(2, Some(true), by_job, now()), None, "an empty answer costs nothing");
    let busy = Country { towns: held(24).towns.into_keys().map(|town| (town, 0.5)).collect(), ..held(24) };
    assert_eq!(lack(Country { per_hour: Some(1.0), ..busy }), Some(TimeDelta::zero()), "a dozen a day: every day");
}

#[test]
fn a_sample_is_asked_as_most_of_its_towns_are() {
    let planned = lacking(&[Span::Day, Span::ThreeDays, Span::ThreeDays, Span::Week, MONTH]);
    let found = beside(&planned, &[country(Some(200.0), &[1.0; 5])], Charge { most_pages: 75, ..PAGES }, now());
    assert_eq!((found[0].towns.clone(), found[0].ask.span, found[0].credits), (vec![2, 3], Span::ThreeDays, 60));
    assert_eq!(beside(&planned, &[country(Some(200.0), &[1.0; 5])], PAGES, now()), [], "more than a list may have");
}
