//! Tokens, the unit in which Claude counts.

use serde_json::Value;

/// Most tokens that are believed of a message: more than any model reads or writes. A figure beyond says nothing, and
/// must not break a sum.
const MOST: u32 = 10_000_000;

/// Cost of a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens read, cached ones included.
    pub input_tokens: u32,
    /// Tokens written, thinking included.
    pub output_tokens: u32,
}

impl Usage {
    /// Cost of a message, by figures of an outsider. Input has several parts.
    pub(super) fn of(input: [Option<&Value>; 3], output: Option<&Value>) -> Self {
        let input = input.into_iter().map(tokens).fold(0, u32::saturating_add);
        Self { input_tokens: input.min(MOST), output_tokens: tokens(output) }
    }

    /// Adds the cost of one more message.
    pub(super) fn add(&mut self, more: Self) {
        self.input_tokens = self.input_tokens.saturating_add(more.input_tokens);
        self.output_tokens = self.output_tokens.saturating_add(more.output_tokens);
    }
}

/// Tokens by a figure; none where it is no number, or below zero.
fn tokens(figure: Option<&Value>) -> u32 {
    let Some(Value::Number(number)) = figure else { return 0 };
    match number.as_u64() {
        Some(tokens) => u32::try_from(tokens).unwrap_or(MOST).min(MOST),
        // A cast is bounded by itself, and none for what is no number.
        None => number.as_f64().map_or(0, |tokens| (tokens as u32).min(MOST)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_figure_that_nobody_can_mean_is_bounded_or_none() {
        for (figure, meant) in [
            (json!(17), 17),
            (json!(1234.0), 1_234),
            (json!(u64::MAX), MOST),
            (json!(1e30), MOST),
            (json!(u64::from(MOST) + 1), MOST),
            (json!(-1), 0),
            (json!(i64::MIN), 0),
            (json!("90"), 0),
            (json!(null), 0),
        ] {
            let usage = Usage::of([Some(&figure), None, None], Some(&figure));
            assert_eq!(usage, Usage { input_tokens: meant, output_tokens: meant }, "{figure}");
        }
        let huge = json!(u64::MAX);
        assert_eq!(Usage::of([Some(&huge); 3], None), Usage { input_tokens: MOST, output_tokens: 0 });
    }
}
