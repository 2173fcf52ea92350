//! Postcodes of the countries that people send CVs from.

use super::word::{after, bare};
use crate::cv::dates::is_year;

/// Length in words of a postcode beginning at `start`.
pub(super) fn length(words: &[&str], start: usize) -> Option<usize> {
    let first = bare(words[start]);
    let second = words.get(start + 1).map(|word| bare(word)).unwrap_or_default();
    let open = after(words[start]).is_empty();
    if open && is_two_part(first, second) {
        return Some(2);
    }
    let digits = first.rsplit('-').next().unwrap_or_default();
    let prefix = first[..first.len() - digits.len()].trim_end_matches('-');
    let polish = is_code(first, "99-999") || is_code(first, "9999-999");
    if polish && open && second.starts_with(char::is_uppercase) {
        return Some(1);
    }
    let is_number = matches!(digits.len(), 4 | 5) && digits.chars().all(|c| c.is_ascii_digit());
    let before_city = open && second.starts_with(char::is_uppercase) && second.chars().any(char::is_lowercase);
    let after_state = digits.len() == 5 && start > 0 && is_code(bare(words[start - 1]), "AA");
    let fits = prefix.len() <= 2
        && prefix.chars().all(|c| c.is_ascii_uppercase())
        && !is_year(digits)
        && (before_city || after_state);
    (is_number && fits).then_some(1)
}

/// Postcodes of two words: British, Irish, Canadian, Dutch, Swedish and Czech.
fn is_two_part(first: &str, second: &str) -> bool {
    let british =
        ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"].iter().any(|form| is_code(first, form)) && is_code(second, "9AA");
    let irish = (is_code(first, "A99") || is_code(first, "A9A")) && second.len() == 4 && is_mixed(second);
    let canadian = is_code(first, "A9A") && is_code(second, "9A9");
    // "2011 IT Support" is a year.
    let dutch = is_code(first, "9999") && !is_year(first) && is_code(second, "AA");
    let swedish = is_code(first, "999") && is_code(second, "99");
    british || irish || canadian || dutch || swedish
}

/// True when `word` has the form: A for a capital letter, 9 for a digit, other characters for themselves.
fn is_code(word: &str, form: &str) -> bool {
    let fits = |(c, f): (char, char)| match f {
        '9' => c.is_ascii_digit(),
        'A' => c.is_ascii_uppercase(),
        _ => c == f,
    };
    word.len() == form.len() && word.chars().zip(form.chars()).all(fits)
}

/// Capital letters and digits, both of them.
fn is_mixed(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && word.contains(|c: char| c.is_ascii_digit())
        && word.contains(|c: char| c.is_ascii_uppercase())
}
