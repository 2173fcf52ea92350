//! Windows for every gap.

use super::*;
use std::ops::Bound;

const JSEARCH: Reach = reach(Source::JSearch);
const ACTIVE: Reach = reach(Source::ActiveJobs);
/// Active Jobs DB after it refused a lower bound on creation.
const UNDATED: Reach = Reach { takes_created_since: Some(false), ..ACTIVE };

const fn reach(source: Source) -> Reach {
    Reach { source, is_month: false, held: TimeDelta::hours(36), takes_created_since: None, at_most: None }
}

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

fn held(from: DateTime<Utc>, to: DateTime<Utc>) -> Spans {
    Spans::from_ranges(&vec![(Bound::Included(from), Bound::Excluded(to))])
}

#[test]
fn nothing_held_asks_for_a_month_and_for_seven_days() {
    let gap = JSEARCH.gap(&Spans::default(), now()).unwrap();
    assert_eq!(JSEARCH.ask_since(gap.from, false, now()), JSEARCH.widest(now()));
    let gap = ACTIVE.gap(&Spans::default(), now()).unwrap();
    assert_eq!(ACTIVE.ask_since(gap.from, false, now()).span, Span::Week);
}

#[test]
fn a_fresh_end_that_lacks_less_than_36_hours_counts_as_held() {
    let since = |hours| held(now() - TimeDelta::days(40), now() - TimeDelta::hours(hours));
    assert_eq!(JSEARCH.gap(&since(35), now()), None);
    assert!(JSEARCH.gap(&since(36), now()).is_some());
}

#[test]
fn where_only_the_fresh_end_is_missing_only_that_is_bought() {
    let gap = JSEARCH.gap(&held(now() - TimeDelta::days(40), now() - TimeDelta::days(2)), now()).unwrap();
    assert_eq!(gap.from, now() - TimeDelta::days(2));
    assert_eq!(JSEARCH.ask_since(gap.from, false, now()).span, Span::ThreeDays);
}

#[test]
fn a_hole_in_the_middle_is_reached_for() {
    let ranges = vec![
        (Bound::Included(now() - TimeDelta::days(40)), Bound::Excluded(now() - TimeDelta::days(6))),
        (Bound::Included(now() - TimeDelta::days(4)), Bound::Excluded(now())),
    ];
    let gap = JSEARCH.gap(&Spans::from_ranges(&ranges), now()).unwrap();
    assert_eq!(JSEARCH.ask_since(gap.from, false, now()).span, Span::Week);
}

#[test]
fn the_day_of_active_jobs_ends_with_the_whole_hour_before_the_current_one() {
    let window = ACTIVE.covered_by(Span::Day, None, now());
    assert_eq!(window.to, "2026-11-23T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(window.length(), TimeDelta::hours(24));
}

#[test]
fn a_month_of_active_jobs_is_asked_for_by_date_where_that_is_set() {
    let reach = Reach { is_month: true, ..ACTIVE };
    let gap = reach.gap(&Spans::default(), now()).unwrap();
    assert_eq!(reach.ask_since(gap.from, false, now()).span, Span::Month { since: reach.wanted(now()).from });
}

/// A gap at the fresh end, this long by the source's own horizon.
fn lacking(reach: Reach, hours: i64) -> DateTime<Utc> {
    reach.wanted(now()).to - TimeDelta::hours(hours)
}

#[test]
fn jsearch_is_asked_for_three_days_when_a_day_did_not_reach_back() {
    let since = |hours, fell_short| JSEARCH.ask_since(lacking(JSEARCH, hours), fell_short, now()).span;
    assert_eq!([since(24, false), since(26, false), since(27, false)], [Span::Day, Span::Day, Span::ThreeDays]);
    assert_eq!([since(24, true), since(80, true)], [Span::ThreeDays, Span::Week]);
}

#[test]
fn an_answer_fell_short_when_its_oldest_posting_is_much_younger_than_its_day() {
    let day = JSEARCH.covered_by(Span::Day, None, now());
    let oldest = |hours| Some(day.from + TimeDelta::hours(hours));
    assert!(!fell_short(Span::Day, day, oldest(6), 30), "a quiet night");
    assert!(fell_short(Span::Day, day, oldest(7), 30));
    assert!(!fell_short(Span::Day, day, None, 0), "nothing came, so nothing can be said");
    assert!(!fell_short(Span::ThreeDays, day, oldest(20), 30));
}

#[test]
fn a_day_with_few_postings_is_not_taken_for_a_short_one() {
    let day = JSEARCH.covered_by(Span::Day, None, now());
    let oldest = |hours| Some(day.from + TimeDelta::hours(hours));
    for (hours, postings, is_short) in [(9, 1, false), (17, 1, false), (10, 3, false), (12, 4, true), (9, 10, true)] {
        assert_eq!(fell_short(Span::Day, day, oldest(hours), postings), is_short, "{postings} since hour {hours}");
    }
}

#[test]
fn a_day_of_active_jobs_closes_up_to_26_hours_and_leaves_nothing_that_counts() {
    for hours in 2..=26 {
        let from = lacking(ACTIVE, hours);
        let ask = ACTIVE.ask_since(from, false, now());
        assert_eq!((ask.span, ask.created_since), (Span::Day, None), "{hours} hours");
        let after = [(now() - TimeDelta::days(40), from), (ask.window.from, ask.window.to)];
        assert_eq!(ACTIVE.gap(&merged(&after), now()), None, "{hours} hours");
    }
}

#[test]
fn a_longer_gap_is_closed_to_the_hour_where_the_source_takes_a_date() {
    for known in [None, Some(true)] {
        let reach = Reach { takes_created_since: known, ..ACTIVE };
        for hours in [27, 47, 49, 160] {
            let from = lacking(reach, hours);
            let ask = reach.ask_since(from, false, now());
            assert_eq!((ask.span, ask.created_since, ask.window.from), (Span::Week, Some(from), from), "{hours} hours");
        }
    }
}

#[test]
fn without_a_date_seven_days_are_bought_only_beyond_48_hours() {
    let since = |hours| UNDATED.ask_since(lacking(UNDATED, hours), false, now());
    assert_eq!([27, 48, 49, 160].map(|hours| since(hours).span), [Span::Day, Span::Day, Span::Week, Span::Week]);
    assert!([27, 48, 49, 160].iter().all(|&hours| since(hours).created_since.is_none()));
    assert_eq!(ACTIVE.ask_undated(lacking(ACTIVE, 40), now()), since(40));
}

#[test]
fn the_hole_that_a_day_leaves_stays_one_and_is_not_paid_for_tomorrow() {
    for hours in 27..=48 {
        let from = lacking(UNDATED, hours);
        let day = UNDATED.ask_since(from, false, now()).window;
        assert!(day.from > from, "{hours} hours: there is a hole");
        let held = merged(&[(now() - TimeDelta::days(40), from), (day.from, day.to)]);
        let run = Reach { held: TimeDelta::hours(2), ..UNDATED };
        assert_eq!(run.gap(&held, now()), None, "{hours} hours");
        assert_eq!(held.missing(UNDATED.wanted(now()))[0], Window::new(from, day.from), "it is marked");
    }
}

#[test]
fn what_no_window_reaches_stays_a_hole() {
    for reach in [ACTIVE, UNDATED] {
        let held = held(now() - TimeDelta::days(40), now() - TimeDelta::days(20));
        let ask = reach.ask_since(reach.gap(&held, now()).unwrap().from, false, now());
        assert_eq!((ask.span, ask.created_since), (Span::Week, None));
        assert_eq!(ask.window.from, reach.wanted(now()).from);
    }
}

#[test]
fn a_bound_that_has_slid_out_of_the_week_covers_no_more_than_the_week() {
    let since = now() - TimeDelta::days(9);
    assert_eq!(ACTIVE.covered_by(Span::Week, Some(since), now()), ACTIVE.covered_by(Span::Week, None, now()));
}

#[test]
fn nothing_older_than_told_is_asked_for() {
    let held = held(now() - TimeDelta::days(40), now() - TimeDelta::days(5));
    let ask = |reach: Reach, days| {
        let reach = Reach { at_most: Some(TimeDelta::days(days)), held: TimeDelta::hours(2), ..reach };
        let ask = reach.ask_since(reach.gap(&held, now()).unwrap().from, true, now());
        assert!(ask.window.from >= now() - TimeDelta::days(days) - TimeDelta::hours(2), "{ask:?}");
        (ask.span.name(reach.source).as_str(), ask.created_since.is_some())
    };
    assert_eq!([1, 3, 7].map(|days| ask(JSEARCH, days)), [("today", false), ("3days", false), ("week", false)]);
    assert_eq!([1, 3, 7].map(|days| ask(ACTIVE, days)), [("24h", false), ("7d", true), ("7d", true)]);
    assert_eq!([1, 3, 7].map(|days| ask(UNDATED, days)), [("24h", false), ("24h", false), ("7d", false)]);
}

fn merged(windows: &[(DateTime<Utc>, DateTime<Utc>)]) -> Spans {
    let mut ranges: Vec<_> = windows.iter().map(|&(from, to)| (Bound::Included(from), Bound::Excluded(to))).collect();
    if windows[1].0 <= windows[0].1 {
        ranges = vec![(Bound::Included(windows[0].0), Bound::Excluded(windows[1].1))];
    }
    Spans::from_ranges(&ranges)
}

#[test]
fn a_list_that_was_begun_long_ago_is_asked_for_as_it_was() {
    let window = |span: Span, hours| ACTIVE.covered_by(span, None, now() - TimeDelta::hours(hours));
    let later = |reach: Reach, span, hours| reach.later(span, window(span, hours), None, now());
    assert_eq!(later(ACTIVE, Span::Week, 0), Later::AsBefore);
    let as_it_was = |span, created_since, hours| Later::AsItWas {
        span,
        created_since,
        created_before: window(Span::Week, hours).to,
    };
    assert_eq!(later(ACTIVE, Span::Week, 1), as_it_was(Span::Week, None, 1));
    // A day's list loses postings at its old end; a week's still has them.
    let day = window(Span::Day, 30);
    let as_it_was = Later::AsItWas { span: Span::Week, created_since: Some(day.from), created_before: day.to };
    assert_eq!((later(ACTIVE, Span::Day, 1), later(ACTIVE, Span::Day, 30)), (Later::AsBefore, as_it_was));
    assert_eq!((later(UNDATED, Span::Week, 30), later(UNDATED, Span::Week, 40)), (Later::AsBefore, Later::MovedOn));
    assert_eq!((later(UNDATED, Span::Day, 1), later(UNDATED, Span::Day, 2)), (Later::AsBefore, Later::MovedOn));
    assert_eq!(later(JSEARCH, Span::Week, 400), Later::AsBefore);
}

#[test]
fn a_list_that_was_bounded_from_its_first_page_stays_so() {
    let known = Reach { takes_created_since: Some(true), ..ACTIVE };
    let window = known.covered_by(Span::Week, None, now());
    let bound = known.bound(window);
    assert_eq!((bound, ACTIVE.bound(window), UNDATED.bound(window)), (Some(window.to), None, None));
    let as_it_was = Later::AsItWas { span: Span::Week, created_since: None, created_before: window.to };
    assert_eq!(known.later(Span::Week, window, bound, now()), as_it_was);
    assert_eq!(UNDATED.later(Span::Week, window, bound, now()), Later::AsBefore);
}

#[test]
fn a_day_that_begins_before_its_gap_leaves_out_what_is_here_where_that_is_known_to_work() {
    let from = now() - TimeDelta::hours(20);
    let known = Reach { takes_created_since: Some(true), ..ACTIVE };
    let ask = known.ask_since(from, false, now());
    assert_eq!((ask.span, ask.created_since, ask.window.from), (Span::Day, Some(from), from));
    let ask = ACTIVE.ask_since(from, false, now());
    assert_eq!((ask.span, ask.created_since), (Span::Day, None), "not worth a refusal");
    assert!(ask.window.from < from);
}
