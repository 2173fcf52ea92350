//! A share of one's time away from the office: "2 days remote", "bis zu 60 % Homeoffice".

use super::words::{ABOUT, DAYS, ELSEWHERE, OF_TIME};

/// A share in percent from here on is the whole.
const ALL: u32 = 100;

/// The rest of a text, in plain form, without a share of working time; None where the text tells no share.
pub(super) fn without(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let at = (0..words.len()).find(|&at| is_share(words[at], words.get(at + 1).copied().unwrap_or_default()))?;
    let is_of_it = |word: &&str| ABOUT.has(word) || ELSEWHERE.has(word);
    let before = words[..at].iter().rposition(|word| !is_of_it(word)).map_or(0, |last| last + 1);
    let after = words[at + 1..].iter().position(|word| !OF_TIME.has(word)).map_or(words.len(), |next| at + 1 + next);
    let left = words[..before].iter().chain(&words[after..]);
    Some(left.copied().collect::<Vec<_>>().join(" "))
}

/// "3 days", "60 homeoffice".
fn is_share(number: &str, next: &str) -> bool {
    let number: Option<u32> = number.parse().ok();
    number.is_some_and(|number| DAYS.has(next) || (number < ALL && ELSEWHERE.has(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_ones_time_is_no_place() {
        for (text, left) in [
            ("berlin 2 days remote", "berlin"),
            ("2 days per week in the office london", "london"),
            ("bis zu 60 homeoffice", ""),
            ("max 3 tage vor ort", ""),
            ("2 jours de teletravail", ""),
            ("hamburg 50 remote", "hamburg"),
            ("teletravail 2 jours nantes", "nantes"),
        ] {
            assert_eq!(without(text).as_deref(), Some(left), "{text}");
        }
        for text in ["100 remote", "berlin", "10115 berlin", "koln 50 km", "remote"] {
            assert_eq!(without(text), None, "{text}");
        }
    }
}
