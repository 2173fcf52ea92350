//! Plain text that was laid out with spaces: columns side by side are read one after the other, as on a page.

use super::layout::{self, Word};

/// Ends a page.
const PAGE_BREAK: char = '\u{c}';

/// Most lines of a page put in order; a page with more is no page.
const MAX_LINES: usize = 1_000;

/// Characters from one stop of tabs to the next.
const TAB: usize = 8;

/// Width of a character, height of a letter and from line to line, in points. One space or two are a gap between words,
/// three part columns.
const WIDTH: f32 = 3.0;
const HEIGHT: f32 = 10.0;
const LINE: f32 = 12.0;

/// The text with columns in the order of reading, page by page; without columns as it is.
pub(super) fn in_order(text: String) -> String {
    let pages: Vec<&str> = text.split(PAGE_BREAK).collect();
    let read: Vec<Option<String>> = pages.iter().map(|page| read(page)).collect();
    if read.iter().all(Option::is_none) {
        return text;
    }
    let pages = read.into_iter().zip(pages).map(|(read, page)| read.unwrap_or_else(|| page.to_owned()));
    pages.collect::<Vec<_>>().join("\n\n")
}

fn read(page: &str) -> Option<String> {
    let lines: Vec<&str> = page.lines().take(MAX_LINES + 1).collect();
    if lines.len() > MAX_LINES {
        return None;
    }
    layout::read_columns(lines.iter().enumerate().flat_map(|(row, line)| words(row, line)).collect())
}

/// The words of a line, where they stand.
fn words(row: usize, line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut column, mut is_inside) = (0, false);
    for character in line.chars() {
        if character.is_whitespace() {
            column = if character == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
            is_inside = false;
            continue;
        }
        let (left, right) = (WIDTH * column as f32, WIDTH * (column + 1) as f32);
        match words.last_mut().filter(|_| is_inside) {
            Some(word) => {
                word.text.push(character);
                word.right = right;
            }
            None => {
                let (text, bottom) = (character.to_string(), -LINE * row as f32);
                words.push(Word { text, left, right, bottom, height: HEIGHT });
            }
        }
        (column, is_inside) = (column + 1, true);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_spaces_are_read_one_after_the_other() {
        let text = "Contact                 Jane Doe\n\
                    \n\
                    +44 161 555 0101        Staff Nurse, Leeds\n\
                    jane@example.org\n\
                    \u{20}                       Experience\n\
                    Skills                  St James Hospital\n\
                    Triage, ECG             Staff Nurse, 2019 – present\n";
        assert_eq!(
            in_order(text.to_owned()),
            "Contact\n\n+44 161 555 0101\njane@example.org\n\nSkills\nTriage, ECG\n\nJane Doe\n\n\
             Staff Nurse, Leeds\n\nExperience\nSt James Hospital\nStaff Nurse, 2019 – present"
        );
    }

    #[test]
    fn dates_labels_and_plain_lines_stay_beside_what_they_say() {
        for text in [
            "2019 – 2021    Nurse\n               St James\n2017 – 2019    Carer\n2015 – 2017    Porter\n2014 – 2015    Waiter",
            "Name:      Jane Doe\nTown:      Leeds\nPhone:     none\nMail:      none\nSkills:    many",
            "Jane Doe\n\nA nurse.  Who likes the night.\nSkills:\tmany",
        ] {
            assert_eq!(in_order(text.to_owned()), text);
        }
    }
}
