//! Charts as inline SVG: no script, no style attributes, colours from the stylesheet. The figures behind a chart stand
//! in a table beside it, so a chart shows the shape and names only its scale.

mod course;
mod daily;
mod scale;

pub(super) use self::course::Course;
pub(super) use self::daily::Daily;

use self::scale::{FAR_ABOVE, Scale, coordinate};
use askama::Template;
use askama::filters::HtmlSafe;

/// Width of the drawing in its own units (its height is 220); the page scales it.
const WIDTH: f64 = 640.0;

/// Right end of the columns, so that no column hides a label of the scale.
const PLOT: f64 = 580.0;

/// Room that the middle of a label keeps from the side.
const HALF_A_LABEL: f64 = 24.0;

/// Free space beside a column, as a share of its slot.
const BETWEEN_COLUMNS: f64 = 0.3;

/// Widest slot, so that two months do not fill the page.
const WIDEST_SLOT: f64 = 80.0;

/// Columns of stacked parts, a column per step of time.
#[derive(Template)]
#[template(path = "chart/columns.html")]
pub(super) struct Columns {
    /// Id, unique on the page.
    pub id: &'static str,
    pub title: String,
    /// The chart in a sentence, for screen readers.
    pub summary: String,
    /// The key to the parts.
    pub caption: String,
    pub columns: Vec<Column>,
}

/// A column with its label below: a day, a month or a run.
pub(super) struct Column {
    pub label: String,
    /// Parts from the bottom up.
    pub parts: Vec<Part>,
}

/// A part of a column.
pub(super) struct Part {
    /// CSS class for the part's colour.
    pub look: &'static str,
    pub name: String,
    /// The part's value, never negative.
    pub value: i64,
}

/// A drawn part.
struct Rect {
    class: &'static str,
    x: String,
    y: String,
    width: String,
    height: String,
    hint: String,
}

impl HtmlSafe for Columns {}

impl Columns {
    fn highest(&self) -> i64 {
        let height = |column: &Column| column.parts.iter().map(|part| part.value).sum::<i64>();
        self.columns.iter().map(height).max().unwrap_or(0)
    }

    fn scale(&self) -> Scale {
        Scale::up_to(self.highest())
    }

    fn slot(&self) -> f64 {
        (PLOT / self.columns.len().max(1) as f64).min(WIDEST_SLOT)
    }

    fn rects(&self, scale: Scale) -> Vec<Rect> {
        let slot = self.slot();
        let mut rects = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let mut below = 0;
            for &Part { look, ref name, value } in &column.parts {
                rects.push(Rect {
                    class: look,
                    x: coordinate(index as f64 * slot + slot * BETWEEN_COLUMNS / 2.0),
                    y: coordinate(scale.y(below + value)),
                    width: coordinate(slot * (1.0 - BETWEEN_COLUMNS)),
                    height: coordinate(scale.y(below) - scale.y(below + value)),
                    hint: say!("chart-part", label = column.label, name = name, value = value),
                });
                below += value;
            }
        }
        rects
    }

    /// Labels at even distances from the first on, each with its x.
    fn labels(&self, at_most: usize) -> Vec<(String, &str)> {
        let step = self.columns.len().div_ceil(at_most).max(1);
        let shown = self.columns.iter().enumerate().step_by(step);
        // The first of many labels stands a little to the right of its column, else its beginning would be cut off.
        let x = |index: usize| coordinate(((index as f64 + 0.5) * self.slot()).max(HALF_A_LABEL));
        shown.map(|(index, column)| (x(index), column.label.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_stands_on_the_axis_and_its_parts_on_each_other() {
        let part = |look, name: &str| Part { look, name: name.to_owned(), value: 2 };
        let parts = vec![part("bar", "bought"), part("bar saved", "avoided")];
        let columns = Columns {
            id: "months",
            title: "By month".to_owned(),
            summary: String::new(),
            caption: String::new(),
            columns: vec![Column { label: "Nov 2026".to_owned(), parts }],
        };
        let rects = columns.rects(columns.scale());
        assert_eq!(
            [&*rects[0].y, &*rects[0].height, &*rects[1].y, &*rects[1].height],
            ["107.0", "83.0", "24.0", "83.0"]
        );
        assert_eq!(rects[1].hint, "Nov 2026, avoided: 2");
    }

    #[test]
    fn no_column_reaches_the_labels_of_the_scale() {
        let part = || vec![Part { look: "bar", name: "new".to_owned(), value: 9 }];
        let columns = (0..60).map(|day| Column { label: format!("{day}"), parts: part() }).collect();
        let text = String::new;
        let columns = Columns { id: "days", title: text(), summary: text(), caption: text(), columns };
        let rects = columns.rects(columns.scale());
        let ends = rects.iter().map(|rect| rect.x.parse::<f64>().unwrap() + rect.width.parse::<f64>().unwrap());
        assert!(ends.fold(0.0, f64::max) < PLOT);
    }
}
