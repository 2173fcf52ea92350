//! Charts as inline SVG: no script, no style attributes, colours from the stylesheet. Across, everything stands at a
//! percentage, so that a chart is as wide as its place while its text keeps its size. A column says its values on hover
//! and on focus; the figures behind a chart stand in a table beside it.

mod column;
mod gauge;
mod scale;

pub(super) use self::column::{Column, Part};
pub(super) use self::gauge::Gauge;

use self::column::Bar;
use self::scale::{FAR_ABOVE, Scale, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// Widest slot of a column, in percent of the chart: a week fills it, two months do not.
const WIDEST_SLOT: f64 = 14.3;

/// Most labels below the columns; narrow screens leave out every other one.
const MOST_LABELS: usize = 10;

/// Columns of stacked parts, a column per step of time.
#[derive(Template)]
#[template(path = "chart/columns.html")]
pub(super) struct Columns {
    pub title: String,
    /// The chart in a sentence.
    pub summary: String,
    /// A sentence below the chart; empty: none.
    pub caption: String,
    /// Each with all parts of the chart, in the same order.
    pub columns: Vec<Column>,
    /// An even pace for each column, as a line; None: there is none.
    pub pace: Option<i64>,
}

/// A label below the columns.
struct Label<'a> {
    x: String,
    text: &'a str,
    /// Left out on narrow screens.
    is_minor: bool,
}

impl HtmlSafe for Columns {}

impl Columns {
    fn highest(&self) -> i64 {
        self.columns.iter().map(Column::sum).max().unwrap_or(0)
    }

    fn scale(&self) -> Scale {
        Scale::up_to(self.highest().max(self.drawn_pace().unwrap_or(0)))
    }

    /// The pace, unless it lies so far above the columns that these would be flat.
    fn drawn_pace(&self) -> Option<i64> {
        self.pace.filter(|pace| *pace <= self.highest().saturating_mul(FAR_ABOVE))
    }

    /// The height of the drawn pace, and its words.
    fn pace_line(&self) -> Option<(String, String)> {
        let pace = self.drawn_pace()?;
        Some((scale::coordinate(self.scale().y(pace)), say!("chart-pace", pace = pace)))
    }

    /// A pace that is told instead of drawn.
    fn far_pace(&self) -> Option<String> {
        let pace = self.pace.filter(|_| self.drawn_pace().is_none())?;
        Some(say!("chart-pace-far", pace = pace))
    }

    fn slot(&self) -> f64 {
        (100.0 / self.columns.len().max(1) as f64).min(WIDEST_SLOT)
    }

    fn bars(&self) -> Vec<Bar> {
        let (slot, scale) = (self.slot(), self.scale());
        let bar = |(index, column): (usize, &Column)| Bar::of(column, index as f64 * slot, slot, scale);
        self.columns.iter().enumerate().map(bar).collect()
    }

    /// Each look with its name, once, in the order of the parts.
    fn legend(&self) -> Vec<(&'static str, &str)> {
        let mut legend: Vec<(&str, &str)> = Vec::new();
        for part in self.columns.iter().flat_map(|column| &column.parts) {
            if !legend.iter().any(|(look, _)| *look == part.look) {
                legend.push((part.look, &part.name));
            }
        }
        legend
    }

    /// Labels at even distances from the first on.
    fn labels(&self) -> Vec<Label<'_>> {
        let step = self.columns.len().div_ceil(MOST_LABELS).max(1);
        let shown = self.columns.iter().enumerate().step_by(step).enumerate();
        shown.map(|(nth, (index, column))| self.label(index, &column.label, nth % 2 == 1)).collect()
    }

    fn label<'a>(&self, index: usize, text: &'a str, is_minor: bool) -> Label<'a> {
        Label { x: percent((index as f64 + 0.5) * self.slot()), text, is_minor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(values: &[i64], pace: Option<i64>) -> Columns {
        let column = |value: &i64| {
            let part = |look, name: &str| Part { look, name: name.to_owned(), value: *value };
            let parts = vec![part("bar", "bought"), part("bar saved", "avoided")];
            Column { label: "Nov 2026".to_owned(), parts, link: None }
        };
        let text = String::new;
        Columns { title: text(), summary: text(), caption: text(), columns: values.iter().map(column).collect(), pace }
    }

    #[test]
    fn columns_are_as_wide_as_their_place_and_few_are_not_broad() {
        let slots = [1, 7, 10, 50].map(|count| columns(&vec![1; count], None).slot());
        assert_eq!(slots, [WIDEST_SLOT, 100.0 / 7.0, 10.0, 2.0]);
    }

    #[test]
    fn each_look_stands_in_the_legend_once() {
        assert_eq!(columns(&[1, 0, 2], None).legend(), [("bar", "bought"), ("bar saved", "avoided")]);
    }

    #[test]
    fn an_even_pace_is_a_line_over_the_columns() {
        let near = columns(&[5, 10], Some(40));
        assert_eq!((near.scale().top, near.pace_line().unwrap().0), (40, "44.0".to_owned()));
        assert!(near.far_pace().is_none() && near.render().unwrap().contains("class=\"pace\""));
    }

    #[test]
    fn a_pace_far_above_is_told_and_leaves_the_columns_their_room() {
        let far = columns(&[5, 10], Some(700));
        assert_eq!((far.scale().top, far.pace_line()), (20, None));
        assert!(far.render().unwrap().contains("700"));
    }

    #[test]
    fn a_chart_has_at_most_ten_labels() {
        let labels = [1, 7, 30, 31, 90].map(|count| columns(&vec![1; count], None).labels().len());
        assert_eq!(labels, [1, 7, 10, 8, 10]);
    }
}
