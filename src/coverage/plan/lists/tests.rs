//! Examples of lists and of their splitting.

use super::*;
use crate::coverage::plan::Why;
use chrono::{DateTime, TimeDelta, Utc};

fn at(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(100) + TimeDelta::hours(hour)
}

/// A purchase: its number, place and filters, expected rows, and question.
#[derive(Clone, Copy)]
struct One(i64, &'static str, i64, Question);

#[derive(Clone, Copy)]
enum Question {
    /// The last day.
    Day,
    /// The last week.
    Week,
    /// Postings created since so many minutes after noon.
    Since(i64),
    /// No question: held.
    Nothing,
}

use Question::{Day, Nothing, Since, Week};

const MOST_OF_ONE: i64 = 500;

fn ask(question: Question) -> Option<Ask> {
    let (span, from, created_since) = match question {
        Day => (Span::Day, at(-24), None),
        Week => (Span::Week, at(-168), None),
        Since(minutes) => {
            let since = at(-40) + TimeDelta::minutes(minutes);
            (Span::Week, since, Some(since))
        }
        Nothing => return None,
    };
    Some(Ask { span, window: Window::new(from, at(0)), created_since })
}

fn planned(One(request_id, _, _, question): &One) -> Planned {
    let why = ask(*question).map_or(Why::AlreadyHere, Why::New);
    Planned { combination_id: 1, source: Source::ActiveJobs, request_id: *request_id, why, is_put_off: false }
}

fn asked(one: &One) -> (i64, Asked) {
    let One(request_id, area, rows, _) = one;
    let title = format!("title {request_id}");
    let hours = ask(one.3).map_or(1.0, |ask| ask.window.length().as_seconds_f64() / 3_600.0);
    let per_hour = *rows as f64 / hours;
    (
        *request_id,
        Asked { characters: length(&title), area: (*area).to_owned(), per_hour, rows: *rows, most_rows: MOST_OF_ONE },
    )
}

fn numbers(lists: &[List]) -> Vec<Vec<i64>> {
    lists.iter().map(List::requests).collect()
}

fn listed(all: &[One]) -> Vec<Vec<i64>> {
    let planned: Vec<Planned> = all.iter().map(planned).collect();
    numbers(&lists(&planned, &all.iter().map(asked).collect(), |_| ()))
}

#[test]
fn titles_of_one_place_one_set_of_filters_and_one_window_go_out_together() {
    let (b, h) = ("berlin", "hamburg");
    let cases: &[(&[One], &[&[i64]])] = &[
        // No purchase, and a single purchase.
        (&[], &[]),
        (&[One(1, b, 10, Nothing)], &[]),
        (&[One(1, b, 10, Week)], &[&[1]]),
        // Together, with or without a held request between.
        (&[One(1, b, 10, Week), One(2, b, 10, Week)], &[&[1, 2]]),
        (&[One(1, b, 10, Week), One(2, b, 10, Week), One(3, b, 10, Week)], &[&[1, 2, 3]]),
        (&[One(1, b, 10, Week), One(2, b, 10, Nothing), One(3, b, 10, Week)], &[&[1, 3]]),
        (&[One(1, b, 10, Week), One(2, h, 10, Week), One(3, b, 10, Week)], &[&[1, 3], &[2]]),
        (&[One(1, b, 0, Week), One(2, b, 0, Week)], &[&[1, 2]]),
        // In the order of the plan.
        (&[One(7, b, 10, Week), One(3, b, 10, Week)], &[&[7, 3]]),
        (&[One(7, h, 10, Week), One(3, b, 10, Week), One(2, h, 10, Week)], &[&[7, 2], &[3]]),
        // Another place, or other filters.
        (&[One(1, b, 10, Week), One(2, h, 10, Week)], &[&[1], &[2]]),
        (&[One(1, "berlin senior", 10, Week), One(2, b, 10, Week)], &[&[1], &[2]]),
        (&[One(1, "berlin senior", 10, Week), One(2, "berlin senior", 10, Week)], &[&[1, 2]]),
        // Another window.
        (&[One(1, b, 10, Week), One(2, b, 10, Day)], &[&[1], &[2]]),
        (&[One(1, b, 10, Day), One(2, b, 10, Day)], &[&[1, 2]]),
        (&[One(1, b, 10, Week), One(2, b, 10, Since(0))], &[&[1], &[2]]),
        (&[One(1, b, 10, Since(0)), One(2, b, 10, Week)], &[&[1], &[2]]),
        (&[One(1, b, 10, Since(0)), One(2, b, 10, Since(0))], &[&[1, 2]]),
        // Of nine postings in 36 hours one is bought again in four hours, on either side.
        (&[One(1, b, 10, Since(0)), One(2, b, 9, Since(240))], &[&[1, 2]]),
        (&[One(1, b, 9, Since(240)), One(2, b, 10, Since(0))], &[&[1, 2]]),
        (&[One(1, b, 10, Since(0)), One(2, b, 9, Since(241))], &[&[1], &[2]]),
        (&[One(1, b, 9, Since(241)), One(2, b, 10, Since(0))], &[&[1], &[2]]),
        (&[One(1, b, 10, Since(0)), One(2, b, 0, Since(2_000))], &[&[1, 2]]),
        (&[One(1, b, 0, Since(2_000)), One(2, b, 10, Since(0))], &[&[1, 2]]),
        // A hundredth of a long list may come again.
        (&[One(1, b, 400, Since(0)), One(2, b, 390, Since(24))], &[&[1, 2]]),
        (&[One(1, b, 400, Since(0)), One(2, b, 396, Since(25))], &[&[1], &[2]]),
        // The list begins with the earliest, and is not drawn out step by step.
        (&[One(1, b, 10, Since(0)), One(2, b, 10, Since(200)), One(3, b, 10, Since(400))], &[&[1, 2], &[3]]),
        (&[One(1, b, 10, Since(0)), One(2, b, 10, Since(300)), One(3, b, 10, Since(30))], &[&[1, 3], &[2]]),
        (&[One(1, b, 10, Since(200)), One(2, b, 10, Since(100)), One(3, b, 10, Since(0))], &[&[1, 2], &[3]]),
        (&[One(1, b, 10, Since(60)), One(2, b, 10, Since(30)), One(3, b, 10, Since(0))], &[&[1, 2, 3]]),
        // More than is bought of a request: by itself, at any position.
        (&[One(1, b, 501, Week), One(2, b, 10, Week), One(3, b, 10, Week)], &[&[1], &[2, 3]]),
        (&[One(1, b, 10, Week), One(2, b, 501, Week), One(3, b, 10, Week)], &[&[1, 3], &[2]]),
        (&[One(1, b, 10, Week), One(2, b, 10, Week), One(3, b, 501, Week)], &[&[1, 2], &[3]]),
        (&[One(1, b, 501, Week), One(2, b, 501, Week)], &[&[1], &[2]]),
        (&[One(1, b, 500, Week), One(2, b, 500, Week)], &[&[1, 2]]),
        // A thousand rows are a list's end; later requests that fit still go in.
        (&[One(1, b, 500, Week), One(2, b, 501, Week)], &[&[1], &[2]]),
        (&[One(1, b, 400, Week), One(2, b, 400, Week), One(3, b, 400, Week)], &[&[1, 2], &[3]]),
        (
            &[One(1, b, 400, Week), One(2, b, 400, Week), One(3, b, 400, Week), One(4, b, 200, Week)],
            &[&[1, 2, 4], &[3]],
        ),
        (&[One(1, b, 500, Week), One(2, b, 500, Week), One(3, b, 1, Week), One(4, b, 1, Week)], &[&[1, 2], &[3, 4]]),
        (
            &[One(1, b, 300, Week), One(2, b, 300, Week), One(3, b, 300, Week), One(4, b, 300, Week)],
            &[&[1, 2, 3], &[4]],
        ),
        // Each place, each window and each set of filters has its own count.
        (
            &[One(1, b, 500, Week), One(2, h, 500, Week), One(3, b, 500, Week), One(4, h, 500, Week)],
            &[&[1, 3], &[2, 4]],
        ),
        (&[One(1, b, 500, Week), One(2, b, 500, Day), One(3, b, 500, Week), One(4, b, 500, Day)], &[&[1, 3], &[2, 4]]),
        (
            &[One(1, b, 10, Since(0)), One(2, b, 10, Day), One(3, b, 10, Week), One(4, b, 10, Since(5))],
            &[&[1, 4], &[2], &[3]],
        ),
        (&[One(1, b, 10, Nothing), One(2, b, 10, Nothing)], &[]),
        (
            &[One(1, b, 10, Day), One(2, h, 10, Day), One(3, "köln", 10, Day), One(4, "bonn", 10, Day)],
            &[&[1], &[2], &[3], &[4]],
        ),
    ];
    for (nth, (all, lists)) in cases.iter().enumerate() {
        assert_eq!(listed(all), *lists, "case {nth}");
    }
}

#[test]
fn what_the_source_is_not_asked_in_lists_is_bought_by_itself() {
    let all = [One(1, "berlin", 10, Week), One(2, "berlin", 10, Week), One(3, "berlin", 10, Week)];
    let planned: Vec<Planned> = all.iter().map(planned).collect();
    assert_eq!(numbers(&lists(&planned, &HashMap::new(), |_| ())), [[1], [2], [3]]);
    let two = all.iter().skip(1).map(asked).collect();
    assert_eq!(numbers(&lists(&planned, &two, |_| ())), [vec![1], vec![2, 3]]);
}

#[test]
fn who_pays_for_one_does_not_pay_for_all() {
    let all: Vec<One> = (1..=6).map(|id| One(id, "berlin", 10, Week)).collect();
    let planned: Vec<Planned> = all.iter().map(planned).collect();
    let lists = lists(&planned, &all.iter().map(asked).collect(), |one| one.request_id % 3);
    assert_eq!(numbers(&lists), [[1, 4], [2, 5], [3, 6]]);
}

#[test]
fn a_list_asks_for_the_earliest_of_its_windows() {
    let all = [One(1, "berlin", 10, Since(45)), One(2, "berlin", 10, Since(0)), One(3, "berlin", 10, Since(20))];
    let planned: Vec<Planned> = all.iter().map(planned).collect();
    let lists = lists(&planned, &all.iter().map(asked).collect(), |_| ());
    assert_eq!(lists.len(), 1);
    assert_eq!(lists[0].ask, ask(Since(0)).unwrap());
}

#[test]
fn titles_that_do_not_fit_into_a_question_go_into_the_next() {
    let all: Vec<One> = (0..1_000).map(|id| One(id, "berlin", 0, Week)).collect();
    let planned: Vec<Planned> = all.iter().map(planned).collect();
    let long = |one: &One| {
        let (id, asked) = asked(one);
        (id, Asked { characters: length(&format!("leitende Pflegefachkräfte {id:04}")), ..asked })
    };
    let lists = lists(&planned, &all.iter().map(long).collect(), |_| ());
    let each = "%22leitende+Pflegefachkr%C3%A4fte+0000%22+OR+".len();
    assert_eq!(lists.first().map(|list| list.cells.len()), Some(MOST_CHARACTERS / each));
    assert_eq!(lists.iter().map(|list| list.cells.len()).sum::<usize>(), 1_000, "nothing is left out");
    assert!(lists.iter().all(|list| list.cells.len() * each <= MOST_CHARACTERS));
}

#[test]
fn a_source_that_nobody_knows_is_tried_with_one_list_of_two() {
    let tried = |all: &[&[i64]]| {
        let all = all.iter().map(|cells| List {
            cells: cells.iter().map(|id| planned(&One(*id, "berlin", 10, Week))).collect(),
            ask: ask(Week).unwrap(),
        });
        numbers(&only_one_of_two(all.collect()))
    };
    assert_eq!(tried(&[]), [[0_i64; 0]; 0]);
    assert_eq!(tried(&[&[1], &[2]]), [[1], [2]]);
    assert_eq!(tried(&[&[1, 2]]), [[1, 2]]);
    assert_eq!(tried(&[&[1], &[2, 3, 4, 5], &[6]]), [vec![1], vec![2, 3], vec![4], vec![5], vec![6]]);
    assert_eq!(
        tried(&[&[1, 2, 3], &[4, 5], &[6, 7, 8]]),
        [vec![1, 2], vec![3], vec![4], vec![5], vec![6], vec![7], vec![8]]
    );
}
