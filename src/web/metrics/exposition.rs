//! Prometheus' text: a family's help and type, then its samples.

use std::fmt::{Display, Write};

/// A text under construction.
#[derive(Default)]
pub(crate) struct Exposition(String);

impl Exposition {
    /// Begins a family; `kind` is gauge, counter or histogram.
    pub(crate) fn family(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} {kind}"));
    }

    /// Writes a sample of the latest family.
    pub(crate) fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<_> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        match labels.is_empty() {
            true => self.line(format_args!("{name} {value}")),
            false => self.line(format_args!("{name}{{{}}} {value}", labels.join(","))),
        }
    }

    /// The text so far.
    pub(crate) fn into_string(self) -> String {
        self.0
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "{line}");
    }
}

/// A label's value, escaped as the format asks for within quotes.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_stands_on_a_line_with_its_labels() {
        let mut text = Exposition::default();
        text.family("jobfill_tasks", "gauge", "Tasks.");
        text.sample("jobfill_tasks", &[("kind", "fetch"), ("state", "a\"b\\c\nd")], 3);
        text.sample("jobfill_age_seconds", &[], 0.5);
        assert_eq!(
            text.into_string(),
            "# HELP jobfill_tasks Tasks.\n# TYPE jobfill_tasks gauge\n\
             jobfill_tasks{kind=\"fetch\",state=\"a\\\"b\\\\c\\nd\"} 3\njobfill_age_seconds 0.5\n"
        );
    }
}
