//! A browser's wishes in `Accept-Language`.

use super::Language;

/// The catalogue's language that a browser wants most: "de-AT,de;q=0.9,en;q=0.8" is German. None: the header names no
/// language of the catalogue.
pub fn wished(header: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for (language, weight) in header.split(',').filter_map(range) {
        if weight > best.map_or(0.0, |(_, most)| most) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// One language of the header with its weight. None: the catalogue lacks the language, or the header is unreadable.
fn range(range: &str) -> Option<(Language, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let language = parts.next()?.split('-').next()?.parse().ok()?;
    let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse);
    Some((language, weight.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_most_weight_is_taken_and_of_equals_the_first() {
        for (header, language) in [
            ("de", Language::German),
            ("DE-at, de;q=0.9, en;q=0.8", Language::German),
            ("en-GB,en;q=0.9,de;q=0.7", Language::English),
            ("fr, en;q=0.3, de;q=0.5", Language::German),
            ("en;q=0, de;q=0.1", Language::German),
            ("de, en", Language::German),
        ] {
            assert_eq!(wished(header), Some(language), "{header}");
        }
    }

    #[test]
    fn what_names_none_of_ours_wishes_for_nothing() {
        for header in ["", "*", "fr-CH, fr;q=0.9", "de;q=0", "de;q=much", "den", ";;,,=", "\u{e9}"] {
            assert_eq!(wished(header), None, "{header:?}");
        }
    }
}
