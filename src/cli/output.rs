//! Output of commands: tables for people, JSON for scripts.

use serde::Serialize;
use std::io::{IsTerminal, Write, stdout};

/// A senseless command line that clap accepts.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub String);

/// Prints JSON alone on standard output.
pub(super) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?)
}

/// Prints a line on standard output.
pub(super) fn line(text: &str) -> anyhow::Result<()> {
    writeln!(stdout(), "{text}")?;
    Ok(())
}

/// Prints a line that replaces the line before on a terminal. Elsewhere only lines that are `is_worth_a_line` are
/// printed.
pub(super) fn progress(text: &str, is_worth_a_line: bool, is_last: bool) -> anyhow::Result<()> {
    if !stdout().is_terminal() {
        return if is_worth_a_line { line(text) } else { Ok(()) };
    }
    let mut out = stdout();
    write!(out, "\r{text}\x1b[K{}", if is_last { "\n" } else { "" })?;
    Ok(out.flush()?)
}

/// Prints a table with its columns aligned; numbers to the right.
pub(super) fn table<const N: usize>(headers: [&str; N], rows: &[[String; N]]) -> anyhow::Result<()> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([headers[column].chars().count()]).max().unwrap_or(0)
    };
    let is_number =
        |column: usize| rows.iter().all(|row| row[column].chars().all(|c| c.is_ascii_digit() || ",-".contains(c)));
    let print = |cells: [&str; N]| {
        let padded = (0..N).map(|column| {
            let width = width(column);
            if is_number(column) { format!("{:>width$}", cells[column]) } else { format!("{:<width$}", cells[column]) }
        });
        line(padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    print(headers)?;
    rows.iter().try_for_each(|row| print(std::array::from_fn(|column| row[column].as_str())))
}
