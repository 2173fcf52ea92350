//! A period's columns, day by day, beside an even pace.

use super::{Columns, FAR_ABOVE, Scale, coordinate};
use askama::Template;
use askama::filters::HtmlSafe;

/// A column for every day of the period, empty for days to come, and for earlier days worth a look.
#[derive(Template)]
#[template(path = "chart/daily.html")]
pub(crate) struct Daily {
    pub columns: Columns,
    /// Credits a day at an even pace.
    pub pace: i64,
}

impl HtmlSafe for Daily {}

impl Daily {
    fn is_pace_drawn(&self) -> bool {
        self.pace <= self.columns.highest().saturating_mul(FAR_ABOVE)
    }

    fn scale(&self) -> Scale {
        Scale::up_to(self.columns.highest().max(if self.is_pace_drawn() { self.pace } else { 0 }))
    }

    fn pace_y(&self) -> String {
        coordinate(self.scale().y(self.pace))
    }

    fn caption(&self) -> String {
        let Columns { title, caption, .. } = &self.columns;
        say!("chart-daily", title = title, caption = caption, pace = self.pace_words())
    }

    fn pace_words(&self) -> String {
        if self.is_pace_drawn() {
            say!("chart-pace-drawn", pace = self.pace)
        } else {
            say!("chart-pace-far", pace = self.pace)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Part};
    use super::*;

    fn daily(pace: i64) -> Daily {
        let part = |value| Part { look: "bar", name: "sign-ups".to_owned(), value };
        let column = |value| Column { label: "3 Nov".to_owned(), parts: vec![part(value)] };
        let columns = Columns {
            id: "daily",
            title: String::new(),
            summary: String::new(),
            caption: String::new(),
            columns: vec![column(10), column(20)],
        };
        Daily { columns, pace }
    }

    #[test]
    fn an_even_pace_is_a_line_over_the_columns() {
        let near = daily(40);
        assert_eq!((near.scale().top, &*near.pace_y()), (40, "24.0"));
        assert!(near.render().unwrap().contains("Line: an even pace, 40 a day."));
    }

    #[test]
    fn a_pace_far_above_leaves_the_columns_their_room() {
        let far = daily(700);
        assert_eq!(far.scale().top, 20);
        assert!(far.render().unwrap().contains("700 a day, far above what is drawn"));
    }
}
