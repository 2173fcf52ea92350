//! A column of a chart, and how it is drawn.

use super::scale::{BOTTOM, Scale, TOP, coordinate, percent};
use crate::text;

/// Free space beside a column, as a share of its slot.
const BETWEEN_COLUMNS: f64 = 0.3;

/// A column with its label below: a day, a month or a run.
pub(in crate::web) struct Column {
    pub label: String,
    /// Parts from the bottom up.
    pub parts: Vec<Part>,
    /// Address of the rows behind the column; None: none.
    pub link: Option<String>,
}

/// A part of a column.
pub(in crate::web) struct Part {
    /// CSS class for the part's colour.
    pub look: &'static str,
    pub name: String,
    /// The part's value, never negative.
    pub value: i64,
}

/// A drawn column, with the space above it: pointing anywhere there says its values.
pub(super) struct Bar {
    pub link: Option<String>,
    pub x: String,
    pub width: String,
    pub rects: Vec<Rect>,
    /// Label and sum: "23 Nov: 55".
    pub heading: String,
    /// "sign-ups 40, daily run 15"
    pub values: String,
}

/// A drawn part.
pub(super) struct Rect {
    pub class: &'static str,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
}

impl Column {
    pub(super) fn sum(&self) -> i64 {
        self.parts.iter().map(|part| part.value).sum()
    }

    fn values(&self) -> String {
        let value = |part: &Part| say!("chart-value", name = part.name, value = part.value);
        self.parts.iter().filter(|part| part.value > 0).map(value).collect::<Vec<_>>().join(", ")
    }
}

impl Bar {
    /// Height of the space in which a column says its values.
    pub(super) const HEIGHT: f64 = BOTTOM - TOP;

    /// Where that space begins.
    pub(super) const TOP: f64 = TOP;

    pub(super) fn of(column: &Column, at: f64, slot: f64, scale: Scale) -> Self {
        Self {
            link: column.link.clone(),
            x: percent(at),
            width: percent(slot),
            rects: rects(column, at, slot, scale),
            heading: say!("chart-column", label = column.label, sum = text::number(column.sum())),
            values: column.values(),
        }
    }

    /// The column in words.
    pub(super) fn spoken(&self) -> String {
        say!("chart-spoken", heading = self.heading, values = self.values)
    }
}

fn rects(column: &Column, at: f64, slot: f64, scale: Scale) -> Vec<Rect> {
    let (mut below, mut rects) = (0, Vec::new());
    for part in column.parts.iter().filter(|part| part.value > 0) {
        let (bottom, top) = (scale.y(below), scale.y(below + part.value));
        below += part.value;
        rects.push(Rect {
            class: part.look,
            x: percent(at + slot * BETWEEN_COLUMNS / 2.0),
            y: coordinate(top),
            width: percent(slot * (1.0 - BETWEEN_COLUMNS)),
            height: coordinate(bottom - top),
        });
    }
    rects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: [i64; 3]) -> Column {
        let names = ["bought", "avoided", "pending"];
        let part = |(name, value): (&str, i64)| Part { look: "bar", name: name.to_owned(), value };
        Column { label: "23 Nov".to_owned(), parts: names.into_iter().zip(values).map(part).collect(), link: None }
    }

    #[test]
    fn parts_stand_on_the_axis_and_on_each_other_and_nothing_is_drawn_of_nothing() {
        let bar = Bar::of(&column([2, 0, 2]), 10.0, 5.0, Scale::up_to(4));
        let drawn: Vec<_> = bar.rects.iter().map(|rect| (&*rect.y, &*rect.height, &*rect.x)).collect();
        assert_eq!(drawn, [("117.0", "73.0", "10.75%"), ("44.0", "73.0", "10.75%")]);
    }

    #[test]
    fn a_column_says_its_values() {
        let bar = Bar::of(&column([1_200, 0, 2]), 0.0, 5.0, Scale::up_to(4_000));
        assert_eq!(bar.spoken(), "23 Nov: 1,202 (bought 1,200, pending 2)");
    }
}
