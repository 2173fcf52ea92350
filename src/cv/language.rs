//! The language of a CV, as far as its text tells.

use crate::place::CountryCode;
use crate::tongue::Tongue;
use whatlang::Lang;

/// Languages with job titles known to the offline reader.
const KNOWN: [Lang; 19] = [
    Lang::Eng,
    Lang::Deu,
    Lang::Fra,
    Lang::Spa,
    Lang::Ita,
    Lang::Por,
    Lang::Nld,
    Lang::Pol,
    Lang::Tur,
    Lang::Ron,
    Lang::Ces,
    Lang::Slk,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Hun,
    Lang::Ell,
    Lang::Ukr,
    Lang::Rus,
];

/// The language of a text with job titles unknown to the offline reader. `None`: the reader knows the language, or the
/// language cannot be told.
pub fn unknown(text: &str) -> Option<Tongue> {
    Tongue::of(text).filter(|language| !KNOWN.contains(&language.lang()))
}

/// The first country to look for a bare town in, where a CV names none. English is written everywhere.
pub(in crate::cv) fn country(text: &str) -> Option<CountryCode> {
    let code = match Tongue::of(text)?.lang() {
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Ces => "cz",
        Lang::Dan => "dk",
        Lang::Swe => "se",
        Lang::Ron => "ro",
        Lang::Ell => "gr",
        Lang::Ukr => "ua",
        Lang::Nob => "no",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        _ => return None,
    };
    code.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_sentences() {
        let french = "Comptable confirmée, je cherche un poste à temps partiel. Tenue de la comptabilité générale, \
                      déclarations de taxes et clôtures mensuelles pour une entreprise du bâtiment.";
        let german = "Ich leite seit zehn Jahren eine Küche mit sechs Köchen und schreibe die Dienstpläne.";
        let finnish = "Olen työskennellyt kymmenen vuotta keittiössä ja johdan kuuden kokin ryhmää. Etsin uutta työpaikkaa, \
                       jossa voin kehittyä ja ottaa enemmän vastuuta.";
        assert_eq!(unknown(finnish).map(Tongue::name).as_deref(), Some("Finnish"));
        assert_eq!(unknown(french), None);
        assert_eq!(country(french).map(|country| country.to_string()).as_deref(), Some("fr"));
        assert_eq!(unknown(german), None);
        assert_eq!(unknown("I have led a kitchen of six cooks for ten years and write the rotas."), None);
        assert_eq!(country(german), Some(CountryCode::GERMANY));
        assert_eq!(unknown(""), None);
    }
}
