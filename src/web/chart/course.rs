//! A sum's course over a period, towards its limit.

use super::WIDTH;
use super::scale::{BOTTOM, FAR_ABOVE, Scale, coordinate};
use askama::Template;
use askama::filters::HtmlSafe;

/// A sum that grows day by day towards a limit, with its forecast, beside an even pace. Others' part of the limit is
/// shaded from above, out of reach for the sum.
#[derive(Template)]
#[template(path = "chart/course.html")]
pub(crate) struct Course {
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

    /// Line from today's sum to the expected sum, or to the day of the last credit.
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
