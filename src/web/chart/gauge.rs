//! A bar of what is used of a limit, with what is expected of it.

use super::scale::percent;
use askama::Template;
use askama::filters::HtmlSafe;

/// Most that is drawn beyond the limit, in percent of it: an outlook further away is told in words.
const MOST_BEYOND: i64 = 25;

/// A bar towards a limit: used, held, gone elsewhere, and expected at the end, with a mark where an even pace would be.
#[derive(Template)]
#[template(path = "chart/gauge.html")]
pub(crate) struct Gauge {
    /// The bar in a sentence.
    pub told: String,
    pub used: i64,
    /// Reserved or unknown: gone until it is known otherwise.
    pub held: i64,
    /// Other people's part of the limit, out of reach.
    pub elsewhere: i64,
    /// The sum at the end of the period, if it goes on like this; None: no forecast.
    pub expected: Option<i64>,
    /// The sum of an even pace by now; None: no mark.
    pub pace: Option<i64>,
    pub limit: i64,
}

/// A drawn piece.
struct Piece {
    class: &'static str,
    x: String,
    width: String,
}

impl HtmlSafe for Gauge {}

impl Gauge {
    /// A day's bar with its forecast: a usual day, unless more is gone already.
    pub(crate) fn expecting(self, usual: i64) -> Self {
        let expected = usual.max(self.gone());
        let told = say!("chart-usual-day", told = self.told, expected = expected);
        Self { told, expected: Some(expected), ..self }
    }

    /// The value at the bar's right end.
    fn full(&self) -> i64 {
        let most = self.limit.saturating_add(self.limit.saturating_mul(MOST_BEYOND) / 100);
        let highest = self.expected.unwrap_or(0).max(self.gone());
        highest.clamp(self.limit, most).max(1)
    }

    fn gone(&self) -> i64 {
        self.used + self.held
    }

    fn at(&self, value: i64) -> f64 {
        100.0 * value.clamp(0, self.full()) as f64 / self.full() as f64
    }

    fn x(&self, value: &i64) -> String {
        percent(self.at(*value))
    }

    /// Pieces that are not empty, from the left.
    fn pieces(&self) -> Vec<Piece> {
        let gone = self.gone();
        let all = [
            ("track", 0, self.limit),
            ("elsewhere", self.limit - self.elsewhere, self.limit),
            ("ahead", gone, self.expected.unwrap_or(gone)),
            (if gone > self.limit { "used over" } else { "used" }, 0, self.used),
            ("held", self.used, gone),
        ];
        let drawn = all.into_iter().filter(|(_, from, to)| self.at(*to) > self.at(*from));
        drawn.map(|(class, from, to)| self.piece(class, from, to)).collect()
    }

    fn piece(&self, class: &'static str, from: i64, to: i64) -> Piece {
        Piece { class, x: self.x(&from), width: percent(self.at(to) - self.at(from)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauge(used: i64, held: i64, expected: i64) -> Gauge {
        let (elsewhere, pace) = (0, Some(40));
        Gauge { told: "Told".to_owned(), used, held, elsewhere, expected: Some(expected), pace, limit: 100 }
    }

    fn drawn(gauge: &Gauge) -> Vec<(&'static str, String, String)> {
        gauge.pieces().into_iter().map(|piece| (piece.class, piece.x, piece.width)).collect()
    }

    fn piece(class: &'static str, x: &str, width: &str) -> (&'static str, String, String) {
        (class, x.to_owned(), width.to_owned())
    }

    #[test]
    fn what_is_used_and_held_goes_on_to_what_is_expected() {
        let expected = [
            piece("track", "0.00%", "100.00%"),
            piece("ahead", "30.00%", "50.00%"),
            piece("used", "0.00%", "25.00%"),
            piece("held", "25.00%", "5.00%"),
        ];
        assert_eq!(drawn(&gauge(25, 5, 80)), expected);
    }

    #[test]
    fn an_outlook_beyond_the_limit_is_seen_and_one_far_beyond_ends_with_the_bar() {
        assert_eq!((gauge(25, 0, 120).full(), gauge(25, 0, 9_000).full()), (120, 125));
        let far = drawn(&gauge(25, 0, 9_000));
        assert_eq!(far[..2], [piece("track", "0.00%", "80.00%"), piece("ahead", "20.00%", "80.00%")]);
    }

    #[test]
    fn what_others_took_is_at_the_end_of_the_limit() {
        let others = Gauge { elsewhere: 25, ..gauge(10, 0, 10) };
        assert_eq!(drawn(&others)[1], piece("elsewhere", "75.00%", "25.00%"));
    }

    #[test]
    fn a_bar_without_any_figures_can_be_drawn() {
        let empty = Gauge { limit: 0, pace: None, ..gauge(0, 0, 0) };
        assert!(drawn(&empty).is_empty() && empty.render().unwrap().contains("<svg"));
        let over = Gauge { limit: 0, ..gauge(7, 0, 7) };
        assert_eq!(drawn(&over), [piece("used over", "0.00%", "100.00%")]);
    }
}
