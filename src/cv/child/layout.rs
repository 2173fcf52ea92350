//! Words on a page, in the order of reading.
//!
//! Words become rows, and rows are parted where a gutter runs down the page: the left side is read first, unless the
//! gutter parts the labels or dates of a table from their values; a table is read row by row.

mod gutters;
mod lines;
mod rows;
mod word;

use self::gutters::{is_table, side, widest_band};
use self::lines::{Line, joined};
use self::rows::{Row, rows};
pub(super) use self::word::Word;

/// A step down shown as a blank line, as a share of the height.
const BLANK_STEP: f32 = 2.0;

/// The text of a page.
pub(super) fn read(words: Vec<Word>) -> String {
    let mut lines = Vec::new();
    arrange(&rows(words), &mut lines);
    joined(&lines)
}

/// The text of a page whose columns stand side by side; None: the page has no columns.
pub(super) fn read_columns(words: Vec<Word>) -> Option<String> {
    let mut lines = Vec::new();
    arrange(&rows(words), &mut lines).then(|| joined(&lines))
}

/// Appends the rows in reading order. Returns whether there were columns.
fn arrange(rows: &[Row], lines: &mut Vec<Line>) -> bool {
    let Some(band) = widest_band(rows) else {
        in_order(rows, lines);
        return false;
    };
    let inside = &rows[band.first..band.end];
    let above = arrange(&rows[..band.first], lines);
    let (left, right) = (side(inside, |run| run.right <= band.gutter), side(inside, |run| run.left >= band.gutter));
    let is_table = is_table(inside, &left, &right);
    if is_table {
        in_order(inside, lines);
    } else {
        arrange(&left, lines);
        arrange(&right, lines);
    }
    let below = arrange(&rows[band.end..], lines);
    above || !is_table || below
}

/// Appends the rows as they stand.
fn in_order(rows: &[Row], lines: &mut Vec<Line>) {
    for (index, row) in rows.iter().enumerate() {
        let text = row.runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ");
        let above = index.checked_sub(1).map(|above| &rows[above]);
        let apart = above.is_none_or(|above| above.bottom - row.bottom > BLANK_STEP * row.height.min(above.height));
        lines.push(Line { text, apart });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of 6 points a letter, parted by 3 points, in rows 12 points apart.
    fn page(rows: &[&[(f32, &str)]]) -> Vec<Word> {
        let mut words = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            for (start, text) in *row {
                let mut left = *start;
                for word in text.split(' ') {
                    let right = left + 6.0 * word.chars().count() as f32;
                    words.push(Word {
                        text: word.to_owned(),
                        left,
                        right,
                        bottom: 800.0 - 12.0 * index as f32,
                        height: 10.0,
                    });
                    left = right + 3.0;
                }
            }
        }
        words
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let text = read(page(&[
            &[(50.0, "Jane Doe with a long headline over both columns of it")],
            &[(50.0, "Skills"), (200.0, "Profile of a nurse")],
            &[(50.0, "Python"), (200.0, "who likes the night")],
            &[(50.0, "French"), (200.0, "Jobs")],
            &[(50.0, "Sailing"), (200.0, "Nurse in Leeds")],
            &[(50.0, "Chess")],
            &[(50.0, "References on request, from anybody whom I ever met")],
        ]));
        let plain = text.replace("\n\n", "\n");
        assert_eq!(
            plain,
            "Jane Doe with a long headline over both columns of it\nSkills\nPython\nFrench\nSailing\nChess\n\
             Profile of a nurse\nwho likes the night\nJobs\nNurse in Leeds\nReferences on request, from anybody whom I ever met"
        );
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let dates = read(page(&[
            &[(50.0, "2019 – 2021"), (200.0, "Nurse")],
            &[(200.0, "St James")],
            &[(50.0, "2017 – 2019"), (200.0, "Carer")],
            &[(50.0, "2015 – 2017"), (200.0, "Porter")],
            &[(50.0, "2014 – 2015"), (200.0, "Waiter")],
        ]));
        assert_eq!(dates, "2019 – 2021 Nurse\nSt James\n2017 – 2019 Carer\n2015 – 2017 Porter\n2014 – 2015 Waiter");
        let dates_last = read(page(&[
            &[(50.0, "Nurse"), (400.0, "2019 – 2021")],
            &[(50.0, "St James")],
            &[(50.0, "Carer"), (400.0, "2017 – 2019")],
            &[(50.0, "Porter"), (400.0, "2015 – 2017")],
            &[(50.0, "Waiter"), (400.0, "2014 – 2015")],
        ]));
        assert_eq!(
            dates_last,
            "Nurse 2019 – 2021\nSt James\nCarer 2017 – 2019\nPorter 2015 – 2017\nWaiter 2014 – 2015"
        );
    }

    #[test]
    fn labels_stay_with_their_values() {
        let right_aligned = read(page(&[
            &[(88.0, "Name"), (130.0, "Jane Doe")],
            &[(70.0, "Address"), (130.0, "Leeds")],
            &[(82.0, "Phone"), (130.0, "none")],
            &[(64.0, "Employer"), (130.0, "St James Hospital")],
            &[(130.0, "Leeds")],
            &[(76.0, "Skills"), (130.0, "many")],
        ]));
        assert_eq!(
            right_aligned,
            "Name Jane Doe\nAddress Leeds\nPhone none\nEmployer St James Hospital\nLeeds\nSkills many"
        );
    }

    #[test]
    fn words_in_pieces_are_whole_again() {
        let piece = |text: &str, left: f32, right: f32| Word {
            text: text.to_owned(),
            left,
            right,
            bottom: 100.0,
            height: 10.0,
        };
        assert_eq!(read(vec![piece("rkamp", 80.0, 110.0), piece("Oste", 50.0, 79.9)]), "Osterkamp");
        let text = read(page(&[
            &[(50.0, "Verladung von Contai-")],
            &[(50.0, "nern und Energie-")],
            &[(50.0, "und full-")],
            &[(50.0, "time work")],
        ]));
        assert_eq!(text, "Verladung von Containern und Energie-\nund full-time work");
    }

    #[test]
    fn an_empty_page_has_no_text() {
        assert_eq!(read(vec![]), "");
    }
}
