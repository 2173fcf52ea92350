//! The name of an employer, folded for comparing: without its legal form and what the firm is by trade, and no more.
//! Two employers are never one, so all marks that may tell two of them apart stay: "Group", a country, a town,
//! "& Söhne".

mod forms;
mod nobody;

use self::forms::{BEFORE, FORMS, TRADES};
use crate::sources::links::names_aggregator;
use crate::typed::{fold, is_invisible, single_spaced, without_accents};

/// Italy in the languages of our places.
const ITALY: [&str; 4] = ["Italy", "Italia", "Italien", "Italie"];

/// The employer's name in a form for comparing: lower case, without legal forms. None: no employer is named, or a site
/// that lists postings of many.
pub fn employer(name: &str) -> Option<String> {
    employer_in(name, "")
}

/// Like `employer`, for a posting in these places: in Italy "Spa" is a legal form, elsewhere a bath.
pub(super) fn employer_in(name: &str, places: &str) -> Option<String> {
    let is_italian = || {
        places.split(|c: char| !c.is_alphanumeric()).any(|word| ITALY.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    let words = words(name, is_italian);
    let folded = without_forms(&words);
    let is_named =
        folded.chars().any(char::is_alphanumeric) && ![&words, &folded].into_iter().any(|one| is_nobody(one));
    is_named.then_some(folded)
}

fn is_nobody(words: &str) -> bool {
    nobody::is(words) || names_aggregator(words)
}

/// Words in lower case, "S.p.A." as a single word, "&", "+" and "und" in one form.
fn words(name: &str, is_italian: impl Fn() -> bool) -> String {
    let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let name = fold(&without_short_name(&without_spa(&visible, is_italian)));
    let mut letters = String::with_capacity(name.len());
    name.chars().for_each(|c| push_letter(&mut letters, c));
    let plain = without_dots(&letters.replace(['&', '+'], " and ")).replace('\'', "");
    let words = plain.replace("a/s", "as").replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let in_one_form = words.iter().enumerate().map(|(at, word)| match *word {
        "und" | "et" => "and",
        // "GmbH u. Co. KG", "Müller u. Söhne"
        "u" if at > 0 && at < last => "and",
        "uco" => "and co",
        "aktiengesellschaft" => "ag",
        "haftungsbeschraenkt" => "ug",
        word => word,
    });
    in_one_form.collect::<Vec<_>>().join(" ")
}

/// A name without the Italian form at its end: with dots, in the usual capitals, or in capitals alone.
fn without_spa(name: &str, is_italian: impl Fn() -> bool) -> String {
    let is_form = |word: &str| {
        let word = word.trim_end_matches(',');
        let bare = word.replace('.', "");
        bare.eq_ignore_ascii_case("spa") && (bare.len() < word.len() || matches!(word, "SpA" | "SPA") || is_italian())
    };
    match name.trim_end().rsplit_once(' ') {
        Some((before, word)) if is_form(word) && !is_wellness(before) => {
            before.trim_end().trim_end_matches(',').to_owned()
        }
        _ => name.replace("S.p.A.", " "),
    }
}

/// Whether what stands before "Spa" makes it baths: "Alpenhotel & SPA".
fn is_wellness(before: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    before.ends_with(['&', '+']) || [" and", " und", " e", " et", " y"].iter().any(|word| before.ends_with(word))
}

/// A letter without the accents that are left out at will: "Nestlé". Umlauts make another name, however written:
/// "Müller", "Mueller", and not "Muller".
fn push_letter(text: &mut String, c: char) {
    match c {
        _ if c.is_ascii() => text.push(c),
        'ä' => text.push_str("ae"),
        'ö' => text.push_str("oe"),
        'ü' => text.push_str("ue"),
        'ß' => text.push_str("ss"),
        'å' | 'ø' | 'æ' => text.push(c),
        _ => {
            let plain = without_accents(c.encode_utf8(&mut [0; 4]));
            let mut chars = plain.chars();
            text.push(chars.next().filter(|_| chars.next().is_none()).unwrap_or(c));
        }
    }
}

/// Dots join letters, "S.A." and "E.ON", and part words: "Co.KG", "Sp.z o.o.".
fn without_dots(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut letters = 0;
    for c in name.chars() {
        if c != '.' {
            letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
            text.push(c);
        } else if letters > 1 {
            letters = 0;
            text.push(' ');
        } else {
            letters = 0;
        }
    }
    text
}

/// "Deutsche Bahn (DB)" → "Deutsche Bahn": the first letters of the name's own words say nothing more.
fn without_short_name(name: &str) -> String {
    let Some((before, rest)) = name.rsplit_once('(') else { return name.to_owned() };
    let Some((inside, after)) = rest.split_once(')') else { return name.to_owned() };
    let of = |words: fn(&&str) -> bool| -> String {
        before.split_whitespace().filter(words).filter_map(|word| word.chars().next()).collect()
    };
    // "Hôpitaux Universitaires de Genève (HUG)": words in small letters have no letter in the short name.
    let initials = [of(|_| true), of(|word| word.starts_with(char::is_uppercase))];
    let is_short = inside.chars().count() >= 2
        && initials.iter().any(|initials| initials.to_lowercase().starts_with(&inside.to_lowercase()));
    if is_short { format!("{before} {after}") } else { name.to_owned() }
}

/// A name without legal forms at its end or before it, as long as words stand beside the form. "& Co." alone is part of
/// a name.
fn without_forms(words: &str) -> String {
    let mut name = without_trade(&single_spaced(words)).to_owned();
    loop {
        let is_form =
            |form: &&&str| name.strip_suffix(**form).is_some_and(|rest| rest.ends_with(' ') && rest.len() > 1);
        let longest = FORMS.iter().filter(is_form).max_by_key(|form| form.len()).copied();
        let co =
            ["co", "company"].into_iter().find(|co| is_form(&co)).filter(|co| !name.ends_with(&format!(" and {co}")));
        let Some(form) = longest.or(co) else { break };
        name.truncate(name.len() - form.len());
        name.truncate(name.trim_end().len());
    }
    let bare = BEFORE.iter().find_map(|form| name.strip_prefix(form)?.strip_prefix(' '));
    with_short_company(bare.map_or(name.clone(), str::to_owned))
}

/// "ernst and young gmbh wirtschaftspruefungsgesellschaft" → "ernst and young gmbh": what a firm is by trade says
/// nothing behind its legal form. Before the form it is part of the name.
fn without_trade(words: &str) -> &str {
    let is_of_trade = |word: &str| word == "and" || TRADES.contains(&word);
    let ends_in_form = |begun: &str| {
        FORMS.iter().any(|form| begun.strip_suffix(form).is_some_and(|rest| rest.len() > 1 && rest.ends_with(' ')))
    };
    // From the end: the first word that is none of a trade ends the search.
    let mut at = words.len();
    let mut kept = words;
    while let Some(space) = words[..at].rfind(' ') {
        if !is_of_trade(&words[space + 1..at]) {
            break;
        }
        at = space;
        if ends_in_form(&words[..at]) {
            kept = &words[..at];
        }
    }
    kept
}

/// `McKinsey & Company` → "mckinsey and co"
fn with_short_company(name: String) -> String {
    match name.strip_suffix(" and company") {
        Some(rest) => format!("{rest} and co"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_form_makes_no_other_employer() {
        for (names, folded) in [
            (&["Acme GmbH", "ACME  Gmbh", "Acme G.m.b.H.", "Acme gGmbH", "Acme mbH", "Acme"][..], "acme"),
            (&["Acme GmbH & Co. KG", "Acme GmbH + Co KG", "Acme GmbH und Co. KG", "Acme GmbH & Co. KGaA"], "acme"),
            (&["Acme UG (haftungsbeschränkt)", "Acme UG", "Acme AG", "Acme Aktiengesellschaft", "Acme SE"], "acme"),
            (&["Acme AG & Co. KG", "Acme OHG", "Acme e.V.", "Acme eG", "Acme e. K.", "Acme KG"], "acme"),
            (
                &["Acme Ltd.", "Acme Limited", "Acme, LLC", "Acme L.L.C.", "Acme, Inc.", "Acme Corp.", "Acme PLC"],
                "acme",
            ),
            (&["Acme Corporation", "Acme Co., Ltd.", "Acme Pty Ltd", "Acme Pte. Ltd.", "Acme Co."], "acme"),
            (&["Acme S.A.", "Acme SA", "Acme S.A.S.", "Acme SAS", "Acme S.à r.l.", "Acme SARL", "Acme S.L."], "acme"),
            (&["Acme S.r.l.", "Acme S.p.A.", "Acme SpA", "Acme B.V.", "Acme N.V.", "Acme NV"], "acme"),
            (&["Acme AB", "Acme A/S", "Acme AS", "Acme ApS", "Acme Oy", "Acme Oyj"], "acme"),
            (&["Acme Sp. z o.o.", "Acme s.r.o.", "Acme spol. s r.o.", "Acme Kft.", "Acme d.o.o."], "acme"),
            (&["Acme Lda.", "Acme Ltda", "Acme Private Limited", "Acme Sdn. Bhd."], "acme"),
            (&["Müller & Söhne GmbH", "Müller und Söhne", "MÜLLER + SÖHNE", "Mueller u. Soehne"], "mueller and soehne"),
            (&["Acme GmbH & Co.KG", "Acme GmbH u. Co. KG", "Acme GmbH u.Co.KG", "Acme GmbH&Co.KG"], "acme"),
            (&["ACME S.P.A.", "ACME SPA", "Acme, S.p.A.", "Acme Sp.z o.o.", "Acme Sp. z o.o. Sp. k."], "acme"),
            (&["AB Acme", "Acme AB", "UAB Acme", "Acme DAC", "Acme, SGPS, S.A.", "Acme S.L.P.", "Acme Ltée"], "acme"),
            (&["Acme GmbH Wirtschaftsprüfungsgesellschaft", "Acme AG Rechtsanwälte und Steuerberater", "Acme"], "acme"),
            (&["Weiß & Groß GmbH", "Weiss und Gross"], "weiss and gross"),
            (&["E.ON SE", "E.ON", "EON"], "eon"),
            (&["Bauer AG", "BAUER"], "bauer"),
            (&["Manuel Israel", "MANUEL ISRAEL"], "manuel israel"),
            (&["Nestlé S.A.", "NESTLE SA"], "nestle"),
            (&["Deutsche Bahn AG", "Deutsche Bahn (DB) AG", "Deutsche Bahn"], "deutsche bahn"),
            (&["L'Oréal", "L’Oreal", "LOreal"], "loreal"),
            (&["McKinsey & Company", "McKinsey & Co."], "mckinsey and co"),
            (&["Ford Motor Company", "Ford Motor Co.", "Ford Motor Co"], "ford motor"),
            (&["1&1 Telecommunication SE", "1 & 1 Telecommunication"], "1 and 1 telecommunication"),
        ] {
            for name in names {
                assert_eq!(employer(name).as_deref(), Some(folded), "{name}");
            }
        }
    }

    #[test]
    fn whatever_may_name_another_employer_stays() {
        for (one, other) in [
            ("Siemens AG", "Siemens Energy AG"),
            ("Siemens", "Siemens Healthineers"),
            ("Allianz Deutschland AG", "Allianz SE"),
            ("Volkswagen AG", "Volkswagen Group Services GmbH"),
            ("Müller GmbH", "Muller GmbH"),
            ("Bauer GmbH", "Baur GmbH"),
            ("Acme Steuerberatungsgesellschaft mbH", "Acme mbH"),
            ("Enel S.p.A.", "Enel X S.p.A."),
            ("Spa Hotel Acme", "Hotel Acme"),
            ("Bär GmbH", "Bar GmbH"),
            ("Tiffany & Co.", "Tiffany"),
            ("Serenity Spa", "Serenity"),
            ("Caritas (Köln)", "Caritas (Bonn)"),
            ("Sparkasse Köln", "Sparkasse Bonn"),
            ("The Range", "Range"),
            ("Aldi Nord", "Aldi Süd"),
            ("Meyer", "Meyer & Meyer"),
            ("Acme Group", "Acme Holding"),
        ] {
            assert_ne!(employer(one), employer(other), "{one} {other}");
        }
        assert_eq!(employer("SAS").as_deref(), Some("sas"));
        assert_eq!(employer("AG").as_deref(), Some("ag"));
    }

    #[test]
    fn who_is_not_named_is_nobody() {
        for name in [
            "",
            " - ",
            "Confidential",
            "CONFIDENTIAL GmbH",
            "Company Confidential",
            "Anonym",
            "Vertraulich",
            "Unser Kunde",
            "Unser Kunde aus der Pharmabranche",
            "Our client",
            "Jobs via Dice",
            "n/a",
            "Personalvermittlung GmbH",
            "Stealth Startup",
            "Not specified",
            "Privathaushalt",
            "Particulier employeur",
            "Klient poufny",
            "Unser Klient",
            "Einer unserer Kunden",
            "Een van onze klanten",
            "Un de nos clients",
            "Uno de nuestros clientes",
            "Il nostro cliente, azienda leader",
            "Um dos nossos clientes",
            "En av våra kunder",
            "One of our clients",
            "Confidential Company Inc.",
            "Namhaftes Unternehmen",
            "Lensa",
            "Talent.com",
            "Adzuna Ltd",
            "Jooble",
            "Jobot",
        ] {
            assert_eq!(employer(name), None, "{name}");
        }
        for name in [
            "Private Bank AG",
            "Kundenservice GmbH",
            "Particular Audience",
            "Client Earth",
            "Google",
            "Talent Garden",
            "Kunde & Co",
            "Privatklinik Bern",
            "Our Lady of Mercy",
            "One",
        ] {
            assert!(employer(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_spa_in_italy_is_a_legal_form() {
        assert_eq!(employer_in("Enel Spa", "Roma; Rome, Lazio, Italy").as_deref(), Some("enel"));
        assert_eq!(employer_in("Serenity Spa", "Vienna, Austria").as_deref(), Some("serenity spa"));
    }
}
