//! Purchases of a plan, put together into lists: titles for a single question, in one place, with one set of filters,
//! over one window. Pure.

use super::Planned;
use crate::coverage::reach::Ask;
use crate::coverage::window::Window;
use crate::sources::{Source, Span};
use std::collections::HashMap;
use std::hash::Hash;

/// Most postings to buy again for a shared call, which costs less than two calls then. Windows of a list may begin
/// apart: the earliest beginning counts for all, and the time between is bought again.
const AGAIN: f64 = 1.0;

/// Share of a list's postings to buy again for a shared call, where more than `AGAIN`.
const SHARE_AGAIN: f64 = 0.01;

/// Most characters of a list's titles on the wire: the source takes 10,000 for a whole request.
const MOST_CHARACTERS: usize = 8_000;

/// Most postings expected of a list: one answer of the source.
const MOST_ROWS: i64 = 1_000;

/// The question for a request that may stand in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Characters of the request's titles on the wire.
    pub characters: usize,
    /// Place and filters, common to all of a list.
    pub area: String,
    /// Postings expected in an hour.
    pub per_hour: f64,
    /// Postings expected in all.
    pub rows: i64,
    /// Most postings bought of the request.
    pub most_rows: i64,
}

/// Result of a request's last whole purchase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brought {
    /// Postings for each hour of the window bought.
    pub per_hour: f64,
    /// A page limit ended the purchase early: there are more postings.
    pub is_cut: bool,
}

impl Brought {
    /// Postings expected in a window.
    pub fn within(self, window: Window) -> i64 {
        (self.per_hour * hours(window)).ceil() as i64
    }
}

impl Asked {
    /// Expectation by the last purchase; without a purchase by a count, or by the average of like requests.
    pub fn new(
        titles: &[String],
        area: String,
        window: Window,
        last: Option<Brought>,
        average: i64,
        most_rows: i64,
    ) -> Self {
        let per_hour = last.map_or(average as f64 / hours(window).max(1.0), |last| last.per_hour);
        let rows = match last {
            // More than is bought: by itself, so the page limit cuts no other request.
            Some(last) if last.is_cut => most_rows + 1,
            Some(last) => last.within(window),
            None => average,
        };
        Self { characters: titles.iter().map(|title| length(title)).sum(), area, per_hour, rows, most_rows }
    }
}

/// Requests bought together: one fetch.
#[derive(Clone, Debug)]
pub struct List {
    /// Cells of the list, at least one, in the order of the plan.
    pub cells: Vec<Planned>,
    /// The question for all of the cells.
    pub ask: Ask,
}

impl List {
    /// Source of all the cells.
    pub fn source(&self) -> Option<Source> {
        self.cells.first().map(|one| one.source)
    }

    /// Numbers of the requests.
    pub fn requests(&self) -> Vec<i64> {
        self.cells.iter().map(|one| one.request_id).collect()
    }
}

/// Terms common to all of a list. `T`: the caller's own, such as the payer.
#[derive(PartialEq, Eq, Hash)]
struct Common<T> {
    area: String,
    source: Source,
    span: Span,
    own: T,
}

/// A list with room for more.
struct Open {
    nth: usize,
    characters: usize,
    rows: i64,
    per_hour: f64,
    /// Postings expected to be bought again.
    again: f64,
}

impl Open {
    fn has_room_for(&self, asked: &Asked, ask: Ask, list: &List) -> bool {
        let again = self.again_with(asked, ask, list);
        again.is_some_and(|again| again <= AGAIN.max(SHARE_AGAIN * self.rows as f64))
            && self.rows + asked.rows <= MOST_ROWS
            && self.characters + asked.characters <= MOST_CHARACTERS
    }

    /// Postings expected to be bought again with this request in the list. None: only one of both has a lower bound.
    fn again_with(&self, asked: &Asked, ask: Ask, list: &List) -> Option<f64> {
        let apart = match (ask.created_since, list.ask.created_since) {
            (Some(own), Some(earliest)) => (own - earliest).as_seconds_f64() / 3_600.0,
            (None, None) => 0.0,
            _ => return None,
        };
        Some(self.again + if apart > 0.0 { apart * asked.per_hour } else { -apart * self.per_hour })
    }
}

/// Puts the purchases of a plan together, in the plan's order. A request outside `asked` is bought by itself, as is a
/// request expected to bring more than is bought of it: such a request would be cut, and the rest of the list, too. All
/// requests of a list are equal by `common`.
pub fn lists<T: Eq + Hash>(
    planned: &[Planned],
    asked: &HashMap<i64, Asked>,
    common: impl Fn(&Planned) -> T,
) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut open: HashMap<Common<T>, Vec<Open>> = HashMap::new();
    for one in planned {
        let (Some(ask), Some(alone)) = (one.why.ask(), by_itself(one.clone())) else { continue };
        let Some(asked) = asked.get(&one.request_id).filter(|asked| asked.rows <= asked.most_rows) else {
            lists.push(alone);
            continue;
        };
        let area = asked.area.clone();
        let open = open.entry(Common { area, source: one.source, span: ask.span, own: common(one) }).or_default();
        let fitting =
            open.iter_mut().find(|it| lists.get(it.nth).is_some_and(|list| it.has_room_for(asked, ask, list)));
        match fitting.and_then(|it| Some((lists.get_mut(it.nth)?, it))) {
            Some((list, it)) => {
                it.again = it.again_with(asked, ask, list).unwrap_or(it.again);
                it.characters += asked.characters;
                it.rows += asked.rows;
                it.per_hour += asked.per_hour;
                list.ask = earliest(list.ask, ask);
                list.cells.push(one.clone());
            }
            None => {
                open.push(Open {
                    nth: lists.len(),
                    characters: asked.characters,
                    rows: asked.rows,
                    per_hour: asked.per_hour,
                    again: 0.0,
                });
                lists.push(alone);
            }
        }
    }
    lists
}

/// Takes lists apart, all but two requests of the first: for a source not known to take lists. The answer to those two
/// shows whether the source does.
pub fn only_one_of_two(lists: Vec<List>) -> Vec<List> {
    let mut is_tried = false;
    let mut apart = Vec::new();
    for List { mut cells, ask } in lists {
        let alone = if cells.len() > 1 && !is_tried { cells.split_off(2) } else { Vec::new() };
        if cells.len() > 1 && is_tried {
            apart.extend(cells.into_iter().filter_map(by_itself));
            continue;
        }
        is_tried |= cells.len() > 1;
        apart.push(List { cells, ask });
        apart.extend(alone.into_iter().filter_map(by_itself));
    }
    apart
}

fn by_itself(one: Planned) -> Option<List> {
    one.why.ask().map(|ask| List { cells: vec![one], ask })
}

/// The ask that reaches back further, of two alike.
fn earliest(one: Ask, other: Ask) -> Ask {
    if other.window.from < one.window.from || other.created_since < one.created_since { other } else { one }
}

fn hours(window: Window) -> f64 {
    window.length().as_seconds_f64() / 3_600.0
}

/// Characters of a quoted title with `OR`, as in a query string.
fn length(title: &str) -> usize {
    const QUOTES_AND_OR: usize = "%22%22+OR+".len();
    let encoded = |byte: u8| if byte.is_ascii_alphanumeric() || b" -._*".contains(&byte) { 1 } else { 3 };
    title.bytes().map(encoded).sum::<usize>() + QUOTES_AND_OR
}

#[cfg(test)]
mod tests;
