//! Words that were probably meant: the known one with the fewest letters different. Pure.

/// The known word that was probably meant by a typed one, in plain letters both; of equally near ones the first. None:
/// it is known, or too far from all.
pub fn meant<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let bound = bound(typed)?;
    let mut nearest: Option<(usize, &str)> = None;
    for word in known {
        if word == typed {
            return None;
        }
        let distance = distance(typed, word, bound);
        if let Some(distance) = distance.filter(|found| nearest.is_none_or(|(least, _)| *found < least)) {
            nearest = Some((distance, word));
        }
    }
    nearest.map(|(_, word)| word)
}

/// Letters that may differ; None: the word is too short to tell.
fn bound(typed: &str) -> Option<usize> {
    match typed.chars().count() {
        ..4 => None,
        4..=5 => Some(1),
        _ => Some(2),
    }
}

/// Letters that differ, two that changed places counted as one. None: more than `bound`.
pub fn distance(one: &str, other: &str, bound: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > bound {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, beside) in other.iter().enumerate() {
            let is_swapped = row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *beside;
            let changed = last[column] + usize::from(letter != beside);
            let least = changed.min(last[column + 1] + 1).min(next[column] + 1);
            next.push(if is_swapped { least.min(before[column - 1] + 1) } else { least });
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|distance| *distance <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ_are_counted() {
        for (one, other, found) in [
            ("berlin", "berlin", Some(0)),
            ("berlin", "berlni", Some(1)),
            ("berlin", "berln", Some(1)),
            ("munchen", "munhcne", Some(2)),
            ("koln", "bonn", Some(2)),
            ("koln", "aachen", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(one, other, 2), found, "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_known_word_was_meant() {
        let known = ["scientist", "science", "berlin", "bern"];
        assert_eq!(meant("scientits", known), Some("scientist"));
        assert_eq!(meant("berln", known), Some("berlin"));
        for none in ["berlin", "waiter", "ber"] {
            assert_eq!(meant(none, known), None, "{none}");
        }
    }
}
