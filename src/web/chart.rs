//! Charts as inline SVG: no script, no style attributes, colours from the stylesheet. The figures behind a chart
//! stand in a table beside it, so a chart shows the shape and names only its scale.

mod daily;

pub(super) use self::daily::Daily;

use crate::text;
use askama::Template;
use askama::filters::HtmlSafe;

/// Width of the drawing in its own units (its height is 220); the page scales it.
const WIDTH: f64 = 640.0;

/// Right end of the columns, so that none hides a label of the scale.
const PLOT: f64 = 580.0;

/// A limit this many times beyond the drawing is told in words: in its scale the rest would be flat.
const FAR_ABOVE: i64 = 4;

/// Room that the middle of a label keeps from the side.
const HALF_A_LABEL: f64 = 24.0;

/// Between these two heights lies the plot: zero below, the top of the scale above.
const TOP: f64 = 24.0;
const BOTTOM: f64 = 190.0;

/// Free space beside a column, as a share of its slot.
const BETWEEN_COLUMNS: f64 = 0.3;

/// Widest slot, so that two months do not fill the page.
const WIDEST_SLOT: f64 = 80.0;

/// Columns of stacked parts, one per step of time.
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
    /// From the bottom up.
    pub parts: Vec<Part>,
}

/// A part of a column.
pub(super) struct Part {
    /// The class that colours the part.
    pub look: &'static str,
    pub name: String,
    /// Never negative.
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

/// A horizontal line of the scale.
struct Tick {
    y: String,
    label: String,
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
        // The first of many stands a little to the right of its column, else its beginning would be cut off.
        let x = |index: usize| coordinate(((index as f64 + 0.5) * self.slot()).max(HALF_A_LABEL));
        shown.map(|(index, column)| (x(index), column.label.as_str())).collect()
    }
}

/// A sum that grows day by day towards a limit, with its forecast, beside an even pace. Others' part of the limit is
/// shaded from above, out of reach for the sum.
#[derive(Template)]
#[template(path = "chart/course.html")]
pub(super) struct Course {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// The sum at the end of each day so far, the first day of the period first.
    pub sums: Vec<i64>,
    /// Days in the period.
    pub days: usize,
    pub limit: i64,
    /// Other people's part of the limit.
    pub elsewhere: i64,
    /// The forecast: the sum at the end of the period.
    pub expected: i64,
    pub first_label: String,
    pub last_label: String,
}

impl HtmlSafe for Course {}

impl Course {
    fn scale(&self) -> Scale {
        let sum = self.sums.last().copied().unwrap_or(0);
        Scale::up_to(if self.is_limit_drawn() { self.limit.max(sum) } else { self.highest() })
    }

    /// The highest sum, today's or the expected one.
    fn highest(&self) -> i64 {
        self.sums.last().copied().unwrap_or(0).max(self.expected)
    }

    fn is_limit_drawn(&self) -> bool {
        self.elsewhere > 0 || self.limit <= self.highest().saturating_mul(FAR_ABOVE)
    }

    fn x(&self, day: usize) -> f64 {
        WIDTH * day as f64 / self.days.max(1) as f64
    }

    fn line(&self) -> String {
        let scale = self.scale();
        let points = std::iter::once(&0).chain(&self.sums).enumerate();
        let points = points.map(|(day, &sum)| format!("{} {}", coordinate(self.x(day)), coordinate(scale.y(sum))));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    }

    fn area(&self) -> String {
        format!("{}V{}H0Z", self.line(), coordinate(BOTTOM))
    }

    fn pace(&self) -> String {
        format!("M0 {}L{} {}", coordinate(BOTTOM), coordinate(WIDTH), self.limit_y())
    }

    fn caption(&self) -> String {
        match self.elsewhere {
            ..=0 if !self.is_limit_drawn() => say!("chart-course-far", title = self.title, limit = self.limit),
            ..=0 => say!("chart-course", title = self.title),
            _ => say!("chart-course-elsewhere", title = self.title),
        }
    }

    fn limit_y(&self) -> String {
        coordinate(self.scale().y(self.limit))
    }

    /// The height of the shade over others' part.
    fn elsewhere_height(&self) -> String {
        let scale = self.scale();
        coordinate(scale.y(self.limit - self.elsewhere) - scale.y(self.limit))
    }

    /// From today's sum to the expected one, or to the day of the last credit.
    fn ahead(&self) -> String {
        let (scale, day) = (self.scale(), self.sums.len());
        let (sum, top) = (self.sums.last().copied().unwrap_or(0), (self.limit - self.elsewhere).max(1));
        let (from, to) = (self.x(day), WIDTH);
        let rise = self.expected - sum;
        let share = if self.expected > top && rise > 0 { (top - sum).max(0) as f64 / rise as f64 } else { 1.0 };
        let end = scale.y(self.expected.min(top).max(sum));
        format!(
            "M{} {}L{} {}",
            coordinate(from),
            coordinate(scale.y(sum)),
            coordinate(from + (to - from) * share),
            coordinate(end)
        )
    }
}

/// From zero to a round number.
#[derive(Clone, Copy, Debug)]
struct Scale {
    top: i64,
}

impl Scale {
    /// The first of 1, 2, 4, 5 × a power of ten from the value on; at least 4, so that a quarter is a whole number.
    fn up_to(value: i64) -> Self {
        let powers = std::iter::successors(Some(1_i64), |power| power.checked_mul(10));
        let mut tops = powers.flat_map(|power| [1, 2, 4, 5].map(|digit| power.saturating_mul(digit)));
        Self { top: tops.find(|&top| top >= value.max(4)).unwrap_or(i64::MAX) }
    }

    fn y(self, value: i64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * value as f64 / self.top as f64
    }

    /// The half and the top; zero is the axis.
    fn ticks(self) -> Vec<Tick> {
        let tick = |value| Tick { y: coordinate(self.y(value)), label: text::number(value) };
        [self.top / 2, self.top].map(tick).into()
    }
}

/// A coordinate as SVG writes it, to a tenth.
fn coordinate(value: f64) -> String {
    format!("{:.1}", value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(sums: &[i64], expected: i64) -> Course {
        Course {
            id: "course".to_owned(),
            title: "Credits".to_owned(),
            summary: "How many were spent".to_owned(),
            sums: sums.to_vec(),
            days: 4,
            limit: 100,
            elsewhere: 0,
            expected,
            first_label: "1 Nov".to_owned(),
            last_label: "1 Dec".to_owned(),
        }
    }

    #[test]
    fn a_scale_ends_at_a_round_number() {
        let tops = [0, 4, 13, 41, 999, 20_000, 20_001].map(|value| Scale::up_to(value).top);
        assert_eq!(tops, [4, 4, 20, 50, 1_000, 20_000, 40_000]);
    }

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
    fn a_course_begins_at_nothing_and_grows_day_by_day() {
        let course = course(&[25, 50], 100);
        assert_eq!(course.line(), "M0.0 190.0L160.0 148.5L320.0 107.0");
        assert_eq!(course.ahead(), "M320.0 107.0L640.0 24.0");
    }

    #[test]
    fn a_limit_far_above_is_told_in_words_and_does_not_flatten_the_course() {
        let course = Course { limit: 60_000, ..course(&[25, 50], 100) };
        assert_eq!(course.line(), "M0.0 190.0L160.0 148.5L320.0 107.0");
        assert!(course.caption().contains("60,000"), "{}", course.caption());
        let drawn = course.render().unwrap();
        assert!(!drawn.contains("class=\"limit\"") && !drawn.contains("class=\"pace\""), "{drawn}");
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

    #[test]
    fn what_runs_out_ends_at_the_limit_on_its_day() {
        assert_eq!(course(&[25, 50], 150).ahead(), "M320.0 107.0L480.0 24.0");
        assert_eq!(course(&[25, 50], 50).ahead(), "M320.0 107.0L640.0 107.0");
    }

    #[test]
    fn what_others_took_ends_the_course_below_the_limit() {
        let course = Course { elsewhere: 25, ..course(&[25, 50], 150) };
        assert_eq!(course.ahead(), "M320.0 107.0L400.0 65.5");
        assert_eq!((course.limit_y(), course.elsewhere_height()), ("24.0".to_owned(), "41.5".to_owned()));
    }

    #[test]
    fn a_chart_is_drawn_without_any_figures() {
        assert!(course(&[], 0).render().unwrap().contains("<svg"));
    }
}
