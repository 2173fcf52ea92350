//! The languages that people write in: told from a text, or from what somebody calls them.

use whatlang::{Lang, detect};

/// Least certainty, from 0 to 1, of a language that is believed.
const MIN_CONFIDENCE: f64 = 0.8;

/// A language that people write in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(Lang);

/// The shortest tag of each language (BCP 47), as `lang` wants it.
const TAGS: [(&str, Lang); 70] = [
    ("eo", Lang::Epo),
    ("en", Lang::Eng),
    ("ru", Lang::Rus),
    ("zh", Lang::Cmn),
    ("es", Lang::Spa),
    ("pt", Lang::Por),
    ("it", Lang::Ita),
    ("bn", Lang::Ben),
    ("fr", Lang::Fra),
    ("de", Lang::Deu),
    ("uk", Lang::Ukr),
    ("ka", Lang::Kat),
    ("ar", Lang::Ara),
    ("hi", Lang::Hin),
    ("ja", Lang::Jpn),
    ("he", Lang::Heb),
    ("yi", Lang::Yid),
    ("pl", Lang::Pol),
    ("am", Lang::Amh),
    ("jv", Lang::Jav),
    ("ko", Lang::Kor),
    ("nb", Lang::Nob),
    ("da", Lang::Dan),
    ("sv", Lang::Swe),
    ("fi", Lang::Fin),
    ("tr", Lang::Tur),
    ("nl", Lang::Nld),
    ("hu", Lang::Hun),
    ("cs", Lang::Ces),
    ("el", Lang::Ell),
    ("bg", Lang::Bul),
    ("be", Lang::Bel),
    ("mr", Lang::Mar),
    ("kn", Lang::Kan),
    ("ro", Lang::Ron),
    ("sl", Lang::Slv),
    ("hr", Lang::Hrv),
    ("sr", Lang::Srp),
    ("mk", Lang::Mkd),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("et", Lang::Est),
    ("ta", Lang::Tam),
    ("vi", Lang::Vie),
    ("ur", Lang::Urd),
    ("th", Lang::Tha),
    ("gu", Lang::Guj),
    ("uz", Lang::Uzb),
    ("pa", Lang::Pan),
    ("az", Lang::Aze),
    ("id", Lang::Ind),
    ("te", Lang::Tel),
    ("fa", Lang::Pes),
    ("ml", Lang::Mal),
    ("or", Lang::Ori),
    ("my", Lang::Mya),
    ("ne", Lang::Nep),
    ("si", Lang::Sin),
    ("km", Lang::Khm),
    ("tk", Lang::Tuk),
    ("ak", Lang::Aka),
    ("zu", Lang::Zul),
    ("sn", Lang::Sna),
    ("af", Lang::Afr),
    ("la", Lang::Lat),
    ("sk", Lang::Slk),
    ("ca", Lang::Cat),
    ("tl", Lang::Tgl),
    ("hy", Lang::Hye),
    ("cy", Lang::Cym),
];

impl Tongue {
    /// The language of a text. None: it cannot be told.
    pub fn of(text: &str) -> Option<Self> {
        let info = detect(text)?;
        (info.confidence() >= MIN_CONFIDENCE).then(|| Self(info.lang()))
    }

    /// What somebody names: "English", "en", "de-AT", "deu". None: unknown.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let tag = name.split(['-', '_']).next().unwrap_or_default();
        let is_named = |lang: Lang| lang.eng_name().eq_ignore_ascii_case(&name) || lang.code() == tag;
        let found = TAGS.iter().find(|(one, lang)| *one == tag || is_named(*lang));
        found.map(|(_, lang)| Self(*lang))
    }

    /// Its tag: "de".
    pub fn tag(self) -> &'static str {
        TAGS.iter().find(|(_, lang)| *lang == self.0).map_or("und", |(tag, _)| tag)
    }

    /// Its name in the language of whoever asks: "German".
    pub fn name(self) -> String {
        say!("tongue-name", tag = self.tag())
    }

    /// For what is known of single languages.
    pub(crate) fn lang(self) -> Lang {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_or_by_any_of_its_codes() {
        for name in ["German", " german ", "de", "DE-at", "de_DE", "deu"] {
            assert_eq!(Tongue::named(name).map(Tongue::tag), Some("de"), "{name}");
        }
        for name in ["", "xx", "Klingon"] {
            assert_eq!(Tongue::named(name), None, "{name}");
        }
    }

    #[test]
    fn every_language_that_can_be_told_has_a_tag_and_a_name() {
        for lang in Lang::all() {
            let tongue = Tongue(*lang);
            assert_ne!(tongue.tag(), "und", "{lang:?}");
            assert_ne!(tongue.name(), tongue.tag());
        }
    }

    #[test]
    fn a_text_tells_its_language_where_it_is_long_enough() {
        let german = "Wir suchen für unser Team in Kiel eine Köchin, die gern mit frischen Zutaten arbeitet.";
        assert_eq!(Tongue::of(german).map(Tongue::name).as_deref(), Some("German"));
        assert_eq!(Tongue::of("OK"), None);
        assert_eq!(Tongue::of(""), None);
    }
}
