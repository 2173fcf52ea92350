//! Words in a place that are no names, in their plain form, in English and German.

/// Any place at all.
pub(super) const ANYWHERE: &[&str] = &[
    "anywhere",
    "anywhere in the world",
    "everywhere",
    "worldwide",
    "world wide",
    "any",
    "any location",
    "any place",
    "all",
    "all locations",
    "global",
    "weltweit",
    "uberall",
    "ueberall",
    "egal",
    "ganz egal",
    "beliebig",
    "alle orte",
];

/// All of one's own country.
pub(super) const NATIONWIDE: &[&str] = &["nationwide", "bundesweit", "landesweit"];

/// Work from home. Longer ones first, so that nothing of them is left over.
pub(super) const REMOTE: &[&str] = &[
    "work from anywhere",
    "work from home",
    "working from home",
    "mobiles arbeiten",
    "home office",
    "home based",
    "ortsunabhangig",
    "ortsunabhaengig",
    "homeoffice",
    "homebased",
    "telearbeit",
    "telework",
    "remotely",
    "remote",
    "wfh",
];

/// What people put around "remote" without changing it. No "or": that offers a second place.
pub(super) const AROUND_REMOTE: &[&str] = &[
    "100",
    "fully",
    "full",
    "voll",
    "only",
    "nur",
    "solely",
    "first",
    "work",
    "job",
    "jobs",
    "possible",
    "moglich",
    "in",
    "within",
    "innerhalb",
    "from",
    "aus",
    "of",
    "von",
    "anywhere",
    "worldwide",
    "weltweit",
];

/// Said beside a place about how the work is done; filters say that.
pub(super) const ARRANGEMENTS: &[&str] = &["hybrid", "on site", "onsite", "vor ort"];

/// Before a name: the place and what lies around it. Sources search around a city by themselves.
pub(super) const AREA_BEFORE: &[&str] = &[
    "greater",
    "grossraum",
    "raum",
    "region",
    "metropolregion",
    "in",
    "near",
    "around",
    "nahe",
    "anywhere in",
    "all of",
    "ganz",
];

/// After a name: the same. Longer ones first.
pub(super) const AREA_AFTER: &[&str] = &[
    "and surrounding area",
    "and surroundings",
    "metropolitan area",
    "und umgebung",
    "und umland",
    "u umgebung",
    "metro area",
    "umgebung",
    "region",
    "metro",
    "wide",
    "area",
    "city",
];

/// Marks a region, where a city has the same name: "New York (state)", "Kanton Zürich".
pub(super) const REGION_KINDS: &[&str] = &["state", "province", "canton", "kanton", "bundesland", "provinz"];

/// What is left of a text without these words at its start or end; None where they are not there.
pub(super) fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    without_first(text, words).or_else(|| without_last(text, words))
}

/// What follows these words at the start of a text.
pub(super) fn without_first<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(' ')
}

/// What stands before these words at the end of a text.
pub(super) fn without_last<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_suffix(' ')
}
