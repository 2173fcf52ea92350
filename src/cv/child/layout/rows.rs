//! Words at one height, and the gaps between.

use super::word::Word;

/// A gap smaller than this is inside a word, as a share of the height.
const LETTER_GAP: f32 = 0.12;

/// A gap larger than this parts two columns or a label and its value, as a share of the height.
const COLUMN_GAP: f32 = 0.8;

/// Difference in height within a row, as a share of the height.
const ROW_TOLERANCE: f32 = 0.35;

/// Words without a column gap between them.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// Runs at one height, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) runs: Vec<Run>,
    pub(super) bottom: f32,
    pub(super) height: f32,
}

/// Words by height, then from left to right.
pub(super) fn rows(mut words: Vec<Word>) -> Vec<Row> {
    words
        .retain(|word| word.bottom.is_finite() && word.left.is_finite() && word.right.is_finite() && word.height > 0.0);
    words.sort_by(|a, b| b.bottom.total_cmp(&a.bottom));
    let same_row = |a: &Word, b: &Word| (a.bottom - b.bottom).abs() <= ROW_TOLERANCE * a.height.min(b.height);
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if same_row(&row[0], &word) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    rows.into_iter().map(row).collect()
}

fn row(mut words: Vec<Word>) -> Row {
    words.sort_by(|a, b| a.left.total_cmp(&b.left));
    let height = words.iter().map(|word| word.height).fold(0.0, f32::max);
    let bottom = words[0].bottom;
    let mut runs: Vec<Run> = Vec::new();
    for word in words {
        match runs.last_mut() {
            Some(run) if word.left - run.right <= COLUMN_GAP * word.height => {
                if word.left - run.right > LETTER_GAP * word.height {
                    run.text.push(' ');
                }
                run.text.push_str(&word.text);
                run.right = run.right.max(word.right);
            }
            _ => runs.push(Run { text: word.text, left: word.left, right: word.right }),
        }
    }
    Row { runs, bottom, height }
}
