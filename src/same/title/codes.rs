//! Codes of states, provinces and countries, as they stand behind towns: "Austin, TX".

use crate::place::CountryCode;
use crate::typed::plain;

/// Codes, each with the names of the places it stands for, as `plain` writes them.
const CODES: &[(&str, &str)] = &[
    ("al", "alabama"),
    ("ak", "alaska"),
    ("az", "arizona"),
    ("ar", "arkansas"),
    ("ca", "california"),
    ("co", "colorado"),
    ("ct", "connecticut"),
    ("de", "delaware"),
    ("dc", "district of columbia"),
    ("fl", "florida"),
    ("ga", "georgia"),
    ("hi", "hawaii"),
    ("id", "idaho"),
    ("il", "illinois"),
    ("in", "indiana"),
    ("ia", "iowa"),
    ("ks", "kansas"),
    ("ky", "kentucky"),
    ("la", "louisiana"),
    ("me", "maine"),
    ("md", "maryland"),
    ("ma", "massachusetts"),
    ("mi", "michigan"),
    ("mn", "minnesota"),
    ("ms", "mississippi"),
    ("mo", "missouri"),
    ("mt", "montana"),
    ("ne", "nebraska"),
    ("nv", "nevada"),
    ("nh", "new hampshire"),
    ("nj", "new jersey"),
    ("nm", "new mexico"),
    ("ny", "new york"),
    ("nc", "north carolina"),
    ("nd", "north dakota"),
    ("oh", "ohio"),
    ("ok", "oklahoma"),
    ("or", "oregon"),
    ("pa", "pennsylvania"),
    ("pr", "puerto rico"),
    ("ri", "rhode island"),
    ("sc", "south carolina"),
    ("sd", "south dakota"),
    ("tn", "tennessee"),
    ("tx", "texas"),
    ("ut", "utah"),
    ("vt", "vermont"),
    ("va", "virginia"),
    ("wa", "washington"),
    ("wv", "west virginia"),
    ("wi", "wisconsin"),
    ("wy", "wyoming"),
    ("ab", "alberta"),
    ("bc", "british columbia"),
    ("mb", "manitoba"),
    ("nb", "new brunswick"),
    ("nl", "newfoundland and labrador"),
    ("ns", "nova scotia"),
    ("nt", "northwest territories"),
    ("nu", "nunavut"),
    ("on", "ontario"),
    ("pe", "prince edward island"),
    ("qc", "quebec"),
    ("sk", "saskatchewan"),
    ("yt", "yukon"),
    ("act", "australian capital territory"),
    ("nsw", "new south wales"),
    ("nt", "northern territory"),
    ("qld", "queensland"),
    ("sa", "south australia"),
    ("tas", "tasmania"),
    ("vic", "victoria"),
    ("wa", "western australia"),
    ("uk", "united kingdom"),
    ("uk", "england"),
    ("uk", "scotland"),
    ("uk", "wales"),
    ("uk", "northern ireland"),
    ("usa", "united states"),
    ("us", "united states"),
    ("uae", "united arab emirates"),
    ("nrw", "north rhine westphalia"),
    ("nrw", "nordrhein westfalen"),
    ("bw", "baden wurttemberg"),
    ("deu", "germany"),
    ("ger", "germany"),
    ("aut", "austria"),
    ("sui", "switzerland"),
    ("che", "switzerland"),
    ("fra", "france"),
    ("ita", "italy"),
    ("esp", "spain"),
    ("prt", "portugal"),
    ("nld", "netherlands"),
    ("nl", "netherlands"),
    ("pol", "poland"),
    ("pl", "poland"),
    ("irl", "ireland"),
    ("can", "canada"),
    ("aus", "australia"),
];

/// Codes that are no words, and say a place also by themselves: "Sales Manager, UK".
const CLEAR: &[&str] = &["uk", "us", "usa", "uae", "nsw", "qld", "nrw"];

/// A word in capitals that may be a code.
pub(super) fn may_be(word: &str) -> bool {
    matches!(word.len(), 2 | 3) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a code says a place also by itself.
pub(super) fn is_clear(code: &str) -> bool {
    CLEAR.iter().any(|clear| clear.eq_ignore_ascii_case(code))
}

/// Whether a code stands for one of the names, in their plain form.
pub(super) fn stands_for(code: &str, names: &[String]) -> bool {
    let lower = code.to_lowercase();
    let is_named = |name: &str| names.iter().any(|one| one == name);
    let country = || lower.parse::<CountryCode>().ok().map(|country| plain(country.english_name()));
    is_named(&lower)
        || CODES.iter().any(|(one, name)| *one == lower && is_named(name))
        || country().is_some_and(|country| is_named(&country))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_for_its_place_alone() {
        let stands = |code, names: &[&str]| stands_for(code, &names.iter().map(|name| plain(name)).collect::<Vec<_>>());
        assert!(stands("TX", &["Austin", "Texas"]) && stands("TX", &["Austin", "TX"]));
        assert!(stands("UK", &["Leeds", "United Kingdom"]) && stands("DE", &["Berlin", "Germany"]));
        assert!(
            stands("WA", &["Western Australia"]) && stands("WA", &["Washington"]) && stands("CH", &["Switzerland"])
        );
        assert!(!stands("OR", &["Dallas", "Texas"]) && !stands("IT", &["Berlin", "Germany"]) && !stands("XY", &["XZ"]));
        assert!(may_be("NSW") && !may_be("Nsw") && !may_be("A") && !may_be("QUEB"));
        assert!(is_clear("UK") && !is_clear("IN"));
    }
}
