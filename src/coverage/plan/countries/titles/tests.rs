//! Examples of lists for titles that stand in each other.

use super::*;
use crate::coverage::plan::{Container, Why};
use crate::coverage::reach::Ask;
use crate::coverage::window::{Spans, Window};
use crate::sources::{Source, Span};
use chrono::{DateTime, TimeDelta, Utc};

fn ask(days: i64) -> Ask {
    let now: DateTime<Utc> = "2026-11-23T05:15:00Z".parse().unwrap();
    let span = if days == 1 { Span::Day } else { Span::ThreeDays };
    Ask { span, window: Window::new(now - TimeDelta::days(days), now), created_since: None }
}

fn list(country: i64, towns: &[i64], days: i64) -> Instead {
    Instead { country, towns: towns.to_vec(), ask: ask(days), credits: 1 }
}

/// A town with the countries around it.
fn town(request_id: i64, around: &[i64]) -> Cell {
    let container = |request_id: &i64| Container {
        request_id: *request_id,
        whole: Spans::default(),
        live: None,
        is_same_place: false,
    };
    Cell {
        combination_id: 1,
        source: Source::JSearch,
        request_id,
        held: Spans::default(),
        containers: around.iter().map(container).collect(),
        is_being_bought: false,
        is_put_off: false,
        takes_created_since: None,
        fell_short: false,
        may_lack: TimeDelta::zero(),
    }
}

/// A town's gap of so many days.
fn missing(town: i64, days: i64) -> Planned {
    let why = Why::PartlyHeld(ask(days));
    Planned { combination_id: 1, source: Source::JSearch, request_id: town, why, is_put_off: false }
}

/// Nurses in Germany (100) with the towns 1 and 2, senior ones (200) with 11 and 12.
fn nurses() -> Vec<Cell> {
    vec![town(1, &[100]), town(2, &[100]), town(11, &[100, 200]), town(12, &[100, 200])]
}

fn left(lists: &[Instead], planned: &[Planned], cells: &[Cell]) -> Vec<(i64, Vec<i64>)> {
    let left = with_narrower(lists.to_vec(), planned, cells);
    left.into_iter().map(|list| (list.country, list.towns)).collect()
}

#[test]
fn a_list_whose_towns_are_held_by_another_is_needless() {
    let (wide, narrow) = (list(100, &[1, 2], 1), list(200, &[11, 12], 1));
    let both = vec![(100, vec![1, 2, 11, 12])];
    assert_eq!(left(&[wide.clone(), narrow.clone()], &[], &nurses()), both);
    assert_eq!(left(&[narrow.clone(), wide.clone()], &[], &nurses()), both, "in whatever order");
    let further = list(200, &[11, 12], 3);
    assert_eq!(left(&[wide.clone(), further], &[], &nurses()).len(), 2, "it reaches further back");
    let elsewhere = [&nurses()[..3], &[town(12, &[200])]].concat();
    assert_eq!(left(&[wide, narrow.clone()], &[], &elsewhere).len(), 2, "one of its towns is not held");
    assert_eq!(left(&[narrow], &[], &nurses()), [(200, vec![11, 12])], "nobody asks for the shorter title");
}

#[test]
fn of_a_chain_the_widest_is_left_and_of_equal_ones_the_older() {
    let cells = vec![town(1, &[100]), town(11, &[100, 200]), town(21, &[100, 200, 300])];
    let lists = [list(300, &[21], 1), list(200, &[11], 1), list(100, &[1], 1)];
    assert_eq!(left(&lists, &[], &cells), [(100, vec![1, 11, 21])]);
    let cells = vec![town(1, &[100, 101]), town(2, &[100, 101])];
    assert_eq!(left(&[list(101, &[2], 1), list(100, &[1], 1)], &[], &cells), [(100, vec![1, 2])]);
}

#[test]
fn a_town_that_would_be_asked_singly_comes_with_a_wider_title_s_country() {
    let wide = [list(100, &[1, 2], 1)];
    let planned = [missing(1, 1), missing(2, 1), missing(11, 1), missing(12, 3)];
    assert_eq!(left(&wide, &planned, &nurses()), [(100, vec![1, 2, 11])], "the other one lacks more");
}
