//! Examples of plans.

use super::*;
use crate::sources::Span;
use chrono::TimeDelta;
use std::ops::Bound;

fn reaches() -> [Reach; 2] {
    [Source::JSearch, Source::ActiveJobs].map(|source| Reach::new(source, false, TimeDelta::hours(36)))
}

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

fn all_of_it() -> Spans {
    Spans::from_ranges(&vec![(Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(now()))])
}

fn cell(combination_id: i32, source: Source, request_id: i64) -> Cell {
    Cell {
        combination_id,
        source,
        request_id,
        held: Spans::default(),
        containers: Vec::new(),
        is_being_bought: false,
        is_put_off: false,
        takes_created_since: None,
        fell_short: false,
        may_lack: TimeDelta::zero(),
    }
}

#[test]
fn filter_variants_share_what_the_source_cannot_tell_apart() {
    let cells = [
        cell(1, Source::JSearch, 10),
        cell(1, Source::ActiveJobs, 11),
        cell(2, Source::JSearch, 10),
        cell(2, Source::ActiveJobs, 12),
    ];
    let planned = plan(&cells, &reaches(), now());
    let bought: Vec<_> = planned.iter().filter(|one| one.why.ask().is_some()).map(|one| one.request_id).collect();
    assert_eq!(bought, [10, 11, 12]);
    assert_eq!(planned[2].why, Why::SameRequest);
}

#[test]
fn what_is_held_or_on_its_way_is_not_bought() {
    let held = Cell { held: all_of_it(), ..cell(1, Source::JSearch, 10) };
    let running = Cell { is_being_bought: true, ..cell(2, Source::JSearch, 20) };
    let put_off = Cell { is_put_off: true, request_id: 40, combination_id: 4, ..running.clone() };
    let planned = plan(&[held, running, cell(3, Source::JSearch, 30), put_off], &reaches(), now());
    assert_eq!(count(&planned), Counts { wanted: 4, held: 1, loading: 1, waits: 1, new: 1 });
}

#[test]
fn what_is_known_of_a_source_decides_what_it_is_asked() {
    let until = now() - TimeDelta::hours(40);
    let held = Spans::from_ranges(&vec![(Bound::Included(now() - TimeDelta::days(60)), Bound::Excluded(until))]);
    let cell = Cell { held, ..cell(1, Source::ActiveJobs, 11) };
    let refused = Cell { takes_created_since: Some(false), ..cell.clone() };
    let ask = |cell: Cell| plan(&[cell], &reaches(), now())[0].why.ask().unwrap();
    assert_eq!((ask(cell.clone()).span, ask(cell).created_since), (Span::Week, Some(until)));
    assert_eq!((ask(refused.clone()).span, ask(refused).created_since), (Span::Day, None));
}

#[test]
fn a_source_that_is_absent_is_left_out() {
    let planned = plan(&[cell(1, Source::ActiveJobs, 11)], &reaches()[..1], now());
    assert!(planned.is_empty());
}

fn wide(request_id: i64, whole: Spans, live: Option<Window>) -> Container {
    Container { request_id, whole, live, is_same_place: false }
}

fn within(wider: &[Container], cell: Cell) -> Cell {
    Cell { containers: wider.to_vec(), ..cell }
}

fn window(from_days: i64, to_days: i64) -> Window {
    Window::new(now() - TimeDelta::days(from_days), now() - TimeDelta::days(to_days))
}

fn spans(windows: &[Window]) -> Spans {
    Spans::default().with(windows)
}

fn whys(cells: &[Cell]) -> Vec<Why> {
    plan(cells, &reaches(), now()).into_iter().map(|one| one.why).collect()
}

#[test]
fn what_wider_requests_hold_whole_needs_no_purchase() {
    let cell = || cell(1, Source::ActiveJobs, 20);
    let held_by = |wider: &[Container]| whys(&[within(wider, cell())])[0];
    assert_eq!(held_by(&[wide(10, all_of_it(), None)]), Why::Contained(10));
    // Several wider requests may each give a piece, and the own coverage another.
    let pieces = [wide(10, spans(&[window(8, 5)]), None), wide(11, spans(&[window(5, 0)]), None)];
    assert_eq!(held_by(&pieces), Why::Contained(11));
    let own = Cell { held: spans(&[window(8, 5)]), ..cell() };
    assert_eq!(whys(&[within(&pieces[1..], own)]), [Why::Contained(11)]);
    // A hole between pieces is asked for by itself, and no more.
    let with_hole = [wide(10, spans(&[window(8, 5)]), None), wide(11, spans(&[window(1, 0)]), None)];
    let Why::PartlyHeld(ask) = held_by(&with_hole) else { panic!("{:?}", held_by(&with_hole)) };
    assert_eq!(ask.window.from, now() - TimeDelta::days(5));
    // Time held of the request itself is no matter of others.
    let whole = Cell { held: all_of_it(), ..cell() };
    assert_eq!(whys(&[within(&[wide(10, all_of_it(), None)], whole)]), [Why::AlreadyHere]);
}

#[test]
fn what_a_wider_fetch_is_buying_is_waited_for_where_it_closes_the_gap() {
    let cell = || cell(1, Source::ActiveJobs, 20);
    let live = |from_days| [wide(10, Spans::default(), Some(window(from_days, 0)))];
    assert_eq!(whys(&[within(&live(8), cell())]), [Why::BeingBoughtWider(10)]);
    assert!(matches!(whys(&[within(&live(1), cell())])[..], [Why::New(_)]), "a day closes no week");
    let lacks_a_day = Cell { held: spans(&[window(8, 2)]), ..cell() };
    assert_eq!(whys(&[within(&live(3), lacks_a_day.clone())]), [Why::BeingBoughtWider(10)]);
    let own = Cell { is_being_bought: true, ..lacks_a_day };
    assert_eq!(whys(&[within(&live(3), own)]), [Why::BeingBought]);
}

#[test]
fn the_widest_of_what_is_missing_is_bought_and_the_others_come_with_it() {
    let nothing = |request_id| wide(request_id, Spans::default(), None);
    let narrow = within(&[nothing(20), nothing(30)], cell(1, Source::ActiveJobs, 10));
    let middle = within(&[nothing(30)], cell(2, Source::ActiveJobs, 20));
    let widest = cell(3, Source::ActiveJobs, 30);
    let [narrow_why, middle_why, widest_why] = whys(&[narrow.clone(), middle.clone(), widest.clone()])[..] else {
        panic!("three cells")
    };
    assert_eq!((narrow_why, middle_why), (Why::WithWider(30), Why::WithWider(30)));
    assert!(matches!(widest_why, Why::New(_)));
    // The widest rests, unwanted: the middle one is bought.
    assert!(matches!(whys(&[narrow.clone(), middle])[..], [Why::WithWider(20), Why::New(_)]));
    // The widest holds its week already and is asked for the newest day alone: the narrow request has its week to buy.
    let held = Cell { held: spans(&[window(60, 1)]), ..widest };
    let reaches = reaches().map(|reach| Reach { held: TimeDelta::hours(2), ..reach });
    let planned = plan(&[narrow, held], &reaches, now());
    assert!(matches!(planned[0].why, Why::New(_)), "the wider one brings a day alone: {:?}", planned[0].why);
}

#[test]
fn of_equal_requests_the_older_is_bought() {
    let nothing = |request_id| wide(request_id, Spans::default(), None);
    let older = within(&[nothing(20)], cell(2, Source::ActiveJobs, 10));
    let newer = within(&[nothing(10)], cell(1, Source::ActiveJobs, 20));
    for cells in [[older.clone(), newer.clone()], [newer, older]] {
        let planned = plan(&cells, &reaches(), now());
        let bought: Vec<i64> = planned.iter().filter(|one| one.why.ask().is_some()).map(|one| one.request_id).collect();
        assert_eq!(bought, [10]);
    }
}

#[test]
fn what_comes_with_a_wider_purchase_counts_as_new_and_what_is_contained_as_held() {
    let nothing = wide(30, Spans::default(), None);
    let cells = [
        within(&[nothing], cell(1, Source::ActiveJobs, 10)),
        cell(2, Source::ActiveJobs, 30),
        within(&[wide(40, all_of_it(), None)], cell(3, Source::ActiveJobs, 41)),
        within(&[wide(50, Spans::default(), Some(window(8, 0)))], cell(4, Source::ActiveJobs, 51)),
    ];
    let counts = count(&plan(&cells, &reaches(), now()));
    assert_eq!(counts, Counts { wanted: 4, held: 1, loading: 1, waits: 0, new: 2 });
}

#[test]
fn at_a_source_that_ranks_a_wider_title_in_the_same_place_is_bought_and_a_wider_place_is_a_choice() {
    let before = || spans(&[window(60, 3)]);
    let held = |request_id: i64| Cell { held: before(), ..cell(1, Source::JSearch, request_id) };
    let around = |is_same_place| Container { is_same_place, ..wide(10, before(), None) };
    for (is_same_place, expected) in [(true, Some(Why::WithWider(10))), (false, None)] {
        let whys = whys(&[held(10), within(&[around(is_same_place)], held(20))]);
        assert!(whys[0].ask().is_some(), "{whys:?}");
        assert_eq!(whys[1].waits_for().map(Why::WithWider), expected, "{whys:?}");
    }
}
