//! Empty strips down a page, and the parts beside them: columns, or labels and values of a table.

use super::rows::{Row, Run};
use crate::cv::dates::is_year;
use crate::cv::structure::{self, label};

/// Least rows on both sides of a gutter between columns.
const MIN_COLUMN_ROWS: usize = 4;

/// Most rows of a list of pairs without dates or colons still read as a table.
const MAX_PAIRS: usize = 8;

/// The longest label of such a pair, in characters on average.
const MAX_LABEL_CHARS: usize = 24;

/// Fewest figures of a telephone number.
const MIN_PHONE_FIGURES: usize = 7;

/// Consecutive rows crossed by a vertical line without touching a word.
pub(super) struct Band {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) gutter: f32,
}

/// The band with the most rows on its shorter side, if the band makes columns or a table.
pub(super) fn widest_band(rows: &[Row]) -> Option<Band> {
    let mut gutters: Vec<f32> =
        rows.iter().flat_map(|row| row.runs.iter().skip(1).map(|run| run.left - 0.1 * row.height)).collect();
    gutters.sort_by(f32::total_cmp);
    gutters.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let bands = gutters.into_iter().flat_map(|gutter| bands(rows, gutter));
    let counted = bands.map(|band| (shorter_side(&rows[band.first..band.end], band.gutter), band));
    let best = counted.max_by_key(|(count, band)| (*count, band.end - band.first));
    best.filter(|(count, _)| *count >= MIN_COLUMN_ROWS).map(|(_, band)| band)
}

/// Every longest sequence of rows not cut through by the gutter.
fn bands(rows: &[Row], gutter: f32) -> Vec<Band> {
    let is_cut = |row: &Row| row.runs.iter().any(|run| run.left < gutter && gutter < run.right);
    let mut bands = Vec::new();
    let mut first = 0;
    for end in 0..=rows.len() {
        if end == rows.len() || is_cut(&rows[end]) {
            if end > first {
                bands.push(Band { first, end, gutter });
            }
            first = end + 1;
        }
    }
    bands
}

/// Number of rows with words on the side with fewer.
fn shorter_side(rows: &[Row], gutter: f32) -> usize {
    let left = rows.iter().filter(|row| row.runs.iter().any(|run| run.right <= gutter)).count();
    let right = rows.iter().filter(|row| row.runs.iter().any(|run| run.left >= gutter)).count();
    left.min(right)
}

/// The rows with only the runs on one side.
pub(super) fn side(rows: &[Row], is_inside: impl Fn(&Run) -> bool) -> Vec<Row> {
    let part = |row: &Row| Row { runs: row.runs.iter().filter(|run| is_inside(run)).cloned().collect(), ..*row };
    rows.iter().map(part).filter(|row| !row.runs.is_empty()).collect()
}

/// Whether one side labels the other: dates, words with a colon, right-aligned labels, or a list of pairs.
pub(super) fn is_table(rows: &[Row], left: &[Row], right: &[Row]) -> bool {
    let pairs = left.len() + right.len() - rows.len();
    let chars: usize = left.iter().flat_map(|row| &row.runs).map(|run| run.text.chars().count()).sum();
    let is_short = chars <= MAX_LABEL_CHARS * left.len();
    if is_short && all_have_values(left, right) {
        return true;
    }
    if pairs * 3 < left.len().min(right.len()) * 2 {
        return false;
    }
    let labels = |side: &[Row]| side.iter().filter(|row| is_label(row)).count() * 2 >= side.len();
    let short_list = pairs == rows.len() && rows.len() <= MAX_PAIRS && is_short;
    labels(left) || labels(right) || is_right_aligned(left) || short_list || has_known_labels(rows, left)
}

/// Whether every line on the left has a value beside it, headings apart: a side column has lines with nothing beside
/// them, or somebody's address.
fn all_have_values(left: &[Row], right: &[Row]) -> bool {
    let is_alone = |row: &&Row| !right.iter().any(|other| other.bottom == row.bottom);
    let text = |row: &Row| row.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let is_heading = |text: &str| structure::announces(text).is_some() || !text.contains(char::is_lowercase);
    let alone = left.iter().filter(is_alone).filter(|row| !is_heading(&text(row))).count();
    alone * 6 <= left.len() && !left.iter().any(is_contact)
}

/// Whether the left side is mostly known labels, each with its value beside, or values begin with a colon.
fn has_known_labels(rows: &[Row], left: &[Row]) -> bool {
    let is_pair = |row: &&Row| row.runs.len() > 1;
    let is_known = |row: &&Row| {
        let value = row.runs[1].text.trim_start();
        label::named(row.runs[0].text.trim_end_matches([':', ' '])).is_some() || value.starts_with(':')
    };
    let known = rows.iter().filter(is_pair).filter(is_known).count();
    known >= 3 && known * 5 >= left.len() * 2
}

/// An address, a link or a telephone number, which label nothing.
fn is_contact(row: &Row) -> bool {
    row.runs.iter().any(|Run { text, .. }| {
        let figures = text.chars().filter(char::is_ascii_digit).count();
        let is_dated = text.split(|c: char| !c.is_ascii_digit()).any(is_year);
        text.contains('@')
            || text.contains(".com/")
            || text.starts_with("www.")
            || figures >= MIN_PHONE_FIGURES && !is_dated
    })
}

/// A year or a colon at the end.
fn is_label(row: &Row) -> bool {
    let text = row.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
    let figures = text.split(|c: char| !c.is_ascii_digit());
    let has_year = figures.into_iter().any(is_year);
    (has_year && text.chars().count() <= MAX_LABEL_CHARS) || text.ends_with(':')
}

/// Whether lines of different lengths end at one line.
fn is_right_aligned(rows: &[Row]) -> bool {
    let tolerance = 0.3 * rows.iter().map(|row| row.height).fold(0.0, f32::max);
    let edge = |of: fn(&Run) -> f32| {
        let edges: Vec<f32> = rows.iter().filter_map(|row| row.runs.last()).map(of).collect();
        let at = |edge: f32| edges.iter().filter(|other| (*other - edge).abs() <= tolerance).count();
        edges.iter().map(|edge| at(*edge)).max().unwrap_or(0)
    };
    edge(|run| run.right) * 5 >= rows.len() * 4 && edge(|run| run.left) * 2 <= rows.len()
}
