//! The name of an employer, folded for comparing: without its legal form, and no more. Two employers are never one, so
//! all marks that may tell two of them apart stay: "Group", a country, a town, "& Söhne", an umlaut.

mod names;

use self::names::{FORMS, NOBODY, NOBODYS};
use crate::typed::{fold, is_invisible, single_spaced, without_accents};

/// The employer's name in a form for comparing: lower case, without legal forms. None: no employer is named.
pub fn employer(name: &str) -> Option<String> {
    let words = words(name);
    let folded = without_forms(&words);
    let is_nobody = |name: &str| NOBODY.contains(&name) || NOBODYS.iter().any(|begun| name.starts_with(begun));
    (folded.chars().any(char::is_alphanumeric) && !is_nobody(&folded) && !is_nobody(&words)).then_some(folded)
}

/// Words in lower case, "S.p.A." as a single word, "&", "+" and "und" in one form.
fn words(name: &str) -> String {
    let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let name = fold(&without_short_name(&visible.replace("S.p.A.", " ").replace("SpA", " ")));
    let letters: String = name.chars().map(letter).collect();
    let spaced = letters.replace(['&', '+'], " and ");
    let is_kept = |c: char| c.is_alphanumeric() || c == '/';
    let plain: String = spaced.chars().filter(|c| !matches!(c, '.' | '\'')).collect();
    let words = plain.replace("a/s", "as").replace(|c: char| !is_kept(c) || c == '/', " ");
    let words = words.split_whitespace().map(|word| match word {
        "und" | "et" => "and",
        "aktiengesellschaft" => "ag",
        "haftungsbeschränkt" | "haftungsbeschraenkt" => "ug",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A letter without the accents that are left out at will: "Nestlé". Umlauts make another name.
fn letter(c: char) -> char {
    if matches!(c, 'ä' | 'ö' | 'ü' | 'å' | 'ø' | 'æ' | 'ß') {
        return c;
    }
    let plain = without_accents(c.encode_utf8(&mut [0; 4]));
    let mut chars = plain.chars();
    chars.next().filter(|_| chars.next().is_none()).unwrap_or(c)
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

/// A name without legal forms at its end, as long as words stand before the form. "& Co." alone is part of a name.
fn without_forms(words: &str) -> String {
    let mut name = single_spaced(words);
    loop {
        let is_form =
            |form: &&&str| name.strip_suffix(**form).is_some_and(|rest| rest.ends_with(' ') && rest.len() > 1);
        let longest = FORMS.iter().filter(is_form).max_by_key(|form| form.len()).copied();
        let co =
            ["co", "company"].into_iter().find(|co| is_form(&co)).filter(|co| !name.ends_with(&format!(" and {co}")));
        let Some(form) = longest.or(co) else { return with_short_company(name) };
        name.truncate(name.len() - form.len());
        name.truncate(name.trim_end().len());
    }
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
            (&["Müller & Söhne GmbH", "Müller und Söhne", "MÜLLER + SÖHNE"], "müller and söhne"),
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
            ("Müller GmbH", "Mueller GmbH"),
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
        ] {
            assert_eq!(employer(name), None, "{name}");
        }
        assert!(employer("Private Bank AG").is_some() && employer("Kundenservice GmbH").is_some());
    }
}
