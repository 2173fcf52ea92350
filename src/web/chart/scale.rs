//! The scale of a chart: from zero to a round number.

use crate::text;

/// Top and bottom of the plot's heights: zero below, the top of the scale above. Above the top there is room for what a
/// column says.
pub(super) const TOP: f64 = 44.0;
pub(super) const BOTTOM: f64 = 190.0;

/// A pace this many times beyond the drawing is told in words: in its scale the rest would be flat.
pub(super) const FAR_ABOVE: i64 = 4;

/// A scale from zero to a round number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) top: i64,
}

impl Scale {
    /// The first of 1, 2, 4, 5 × a power of ten from the value on; at least 4, so that a quarter is a whole number.
    pub(super) fn up_to(value: i64) -> Self {
        let powers = std::iter::successors(Some(1_i64), |power| power.checked_mul(10));
        let mut tops = powers.flat_map(|power| [1, 2, 4, 5].map(|digit| power.saturating_mul(digit)));
        Self { top: tops.find(|&top| top >= value.max(4)).unwrap_or(i64::MAX) }
    }

    pub(super) fn y(self, value: i64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * value as f64 / self.top as f64
    }

    /// Zero, the half and the top.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let tick = |value| Tick { y: coordinate(self.y(value)), label: text::number(value) };
        [0, self.top / 2, self.top].map(tick).into()
    }
}

/// A height as SVG writes it, to a tenth.
pub(super) fn coordinate(value: f64) -> String {
    format!("{value:.1}")
}

/// A place across, or a width, as SVG writes it.
pub(super) fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// A horizontal line of the scale.
pub(super) struct Tick {
    pub(super) y: String,
    pub(super) label: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_number() {
        let tops = [0, 4, 13, 41, 999, 20_000, 20_001].map(|value| Scale::up_to(value).top);
        assert_eq!(tops, [4, 4, 20, 50, 1_000, 20_000, 40_000]);
    }
}
