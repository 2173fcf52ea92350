//! One form for all genders, numbers and cases of a word. Pure.
//!
//! Tables of endings: a rule stands here where the ending is that of an occupation and the form without it is no other
//! word. "Sales", "News" and "Physics" end in no ending of the tables, nor does "Técnica", which is a field of work as
//! well.

use crate::typed::with_one_umlaut;

/// Letters required before an ending, so that short words like "users" and "vente" keep theirs.
const STEM: usize = 3;

/// Most endings taken off one word: "Therapeutinnen" has two.
const MOST_ENDINGS: usize = 3;

/// Endings longer than this are words as well: "Köchin", "Kräfte".
const SHORTEST_WHOLE: usize = 5;

/// Shorter endings that are words.
const WHOLE: [&str; 5] = ["arzte", "koche", "chefs", "cooks", "cuoca"];

/// Tables by language, each ending with the ending for everybody, without accents.
const TABLES: [&[(&str, &str)]; 8] = [GERMAN, GERMAN_PLURAL, ENGLISH, FRENCH, SPANISH, ITALIAN, DUTCH, POLISH];

const GERMAN: &[(&str, &str)] = &[
    ("innen", "in"),
    ("fachfrau", "fachmann"),
    ("kauffrau", "kaufmann"),
    ("anwaltin", "anwalt"),
    ("kochin", "koch"),
    ("arztin", "arzt"),
    ("ologin", "ologe"),
    ("agogin", "agoge"),
    ("eurin", "eur"),
    ("istin", "ist"),
    ("ystin", "yst"),
    ("entin", "ent"),
    ("antin", "ant"),
    ("arin", "ar"),
    ("erin", "er"),
    ("orin", "or"),
    ("eutin", "eut"),
    ("tektin", "tekt"),
    ("grafin", "graf"),
    ("urgin", "urg"),
    ("onomin", "onom"),
    ("padin", "pade"),
    ("pilotin", "pilot"),
    ("wirtin", "wirt"),
    ("chefin", "chef"),
    ("expertin", "experte"),
    ("beamtin", "beamte"),
    ("botin", "bote"),
    ("zeugin", "zeuge"),
    // Adjectives, and nouns that decline as adjectives do: "Medizinische Fachangestellte".
    ("ische", "isch"),
    ("ischer", "isch"),
    ("ischen", "isch"),
    ("isches", "isch"),
    ("liche", "lich"),
    ("licher", "lich"),
    ("lichen", "lich"),
    ("liches", "lich"),
    ("ierter", "ierte"),
    ("ierten", "ierte"),
    ("iertes", "ierte"),
    ("prufter", "prufte"),
    ("pruften", "prufte"),
    ("kannter", "kannte"),
    ("kannten", "kannte"),
    ("angestellter", "angestellte"),
    ("angestellten", "angestellte"),
    ("beauftragter", "beauftragte"),
    ("beauftragten", "beauftragte"),
    ("beamter", "beamte"),
    ("beamten", "beamte"),
    ("standiger", "standige"),
    ("standigen", "standige"),
    ("erfahrener", "erfahrene"),
    ("erfahrenen", "erfahrene"),
    ("leitender", "leitende"),
    ("leitenden", "leitende"),
    ("vertretender", "vertretende"),
    ("vertretenden", "vertretende"),
    ("bildender", "bildende"),
    ("bildenden", "bildende"),
    ("studierender", "studierende"),
    ("studierenden", "studierende"),
    ("sitzender", "sitzende"),
    ("sitzenden", "sitzende"),
];

const GERMAN_PLURAL: &[(&str, &str)] = &[
    ("kaufleute", "kaufmann"),
    ("fachleute", "fachmann"),
    ("krafte", "kraft"),
    ("anwalte", "anwalt"),
    ("arzte", "arzt"),
    ("koche", "koch"),
    ("eure", "eur"),
    ("isten", "ist"),
    ("ysten", "yst"),
    ("enten", "ent"),
    ("anten", "ant"),
    ("tekten", "tekt"),
    ("euten", "eut"),
    ("grafen", "graf"),
    ("ologen", "ologe"),
    ("agogen", "agoge"),
    ("paden", "pade"),
    ("onomen", "onom"),
    ("urgen", "urg"),
    ("piloten", "pilot"),
    ("wirte", "wirt"),
    ("hilfen", "hilfe"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("ers", "er"),
    ("ors", "or"),
    ("ists", "ist"),
    ("ysts", "yst"),
    ("ants", "ant"),
    ("ents", "ent"),
    ("icians", "ician"),
    ("tarians", "tarian"),
    ("tects", "tect"),
    ("nurses", "nurse"),
    ("midwives", "midwife"),
    ("chefs", "chef"),
    ("cooks", "cook"),
    ("clerks", "clerk"),
    ("guards", "guard"),
    ("coaches", "coach"),
    ("executives", "executive"),
    ("representatives", "representative"),
    ("operatives", "operative"),
    ("associates", "associate"),
    ("attorneys", "attorney"),
    ("secretaries", "secretary"),
    ("apprentices", "apprentice"),
    ("interns", "intern"),
    ("trainees", "trainee"),
    ("graduates", "graduate"),
    ("baristas", "barista"),
    ("waitress", "waiter"),
];

const FRENCH: &[(&str, &str)] = &[
    ("trice", "teur"),
    ("euse", "eur"),
    ("eurs", "eur"),
    ("iere", "ier"),
    ("llere", "ller"),
    ("gere", "ger"),
    ("chere", "cher"),
    ("ienne", "ien"),
    ("ante", "ant"),
    ("ente", "ent"),
    ("chargee", "charge"),
    ("comptables", "comptable"),
    ("employee", "employe"),
    ("attachee", "attache"),
    ("deleguee", "delegue"),
];

/// Spanish and Portuguese.
const SPANISH: &[(&str, &str)] = &[
    ("iera", "ier"),
    ("iero", "ier"),
    ("ienta", "ient"),
    ("era", "ero"),
    ("eira", "eiro"),
    ("dora", "dor"),
    ("tora", "tor"),
    ("sora", "sor"),
    ("abogada", "abogado"),
    ("advogada", "advogado"),
    ("encargada", "encargado"),
    ("empleada", "empleado"),
    ("secretaria", "secretario"),
];

const ITALIAN: &[(&str, &str)] = &[
    ("atore", "ateur"),
    ("itore", "iteur"),
    ("ttore", "tteur"),
    ("atori", "ateur"),
    ("itori", "iteur"),
    ("ttori", "tteur"),
    ("ieri", "ier"),
    ("gneri", "gnere"),
    ("ttoressa", "tteur"),
    ("fessoressa", "fessore"),
    ("impiegata", "impiegato"),
    ("addetta", "addetto"),
    ("incaricata", "incaricato"),
    ("avvocata", "avvocato"),
    ("operaia", "operaio"),
    ("commessa", "commesso"),
    ("cuoca", "cuoco"),
    ("maestra", "maestro"),
    ("segretaria", "segretario"),
];

const DUTCH: &[(&str, &str)] = &[
    ("werkster", "werker"),
    ("leidster", "leider"),
    ("verpleegster", "verpleger"),
    ("verkoopster", "verkoper"),
    ("maakster", "maker"),
    ("lerares", "leraar"),
    ("wijzeres", "wijzer"),
    ("secretaresse", "secretaris"),
];

const POLISH: &[(&str, &str)] = &[
    ("istka", "ista"),
    ("entka", "ent"),
    ("antka", "ant"),
    ("lekarka", "lekarz"),
    ("niarka", "niarz"),
    ("torka", "tor"),
    ("zerka", "zer"),
    ("nerka", "ner"),
    ("jerka", "jer"),
    ("cielka", "ciel"),
    ("lozka", "log"),
    ("ownica", "ownik"),
    ("niczka", "nik"),
    ("doradczyni", "doradca"),
    ("ksiegowa", "ksiegowy"),
    ("glowna", "glowny"),
    ("mlodsza", "mlodszy"),
    ("starsza", "starszy"),
];

/// Words that only look like a form of another: they end as an occupation does.
const NO_FORMS: [&str; 2] = ["premiere", "carriere"];

/// Words written in several ways.
const SPELLINGS: &[(&str, &str)] =
    &[("sr", "senior"), ("jr", "junior"), ("und", "and"), ("et", "and"), ("&", "and"), ("dotnet", ".net")];

/// Names of several words that are no title's own words: "Java Script" names no Java, "Go to Market" no Go.
const NAMES: &[(&[&str], &str)] = &[
    (&["java", "script"], "javascript"),
    (&["type", "script"], "typescript"),
    (&["action", "script"], "actionscript"),
    (&["coffee", "script"], "coffeescript"),
    (&["objective", "c"], "objectivec"),
    (&["c", "sharp"], "c#"),
    (&["dot", "net"], ".net"),
    (&["go", "to", "market"], "gotomarket"),
];

/// Normal form of a word without accents, equal for all genders and numbers of an occupation. Signs in a name stay: C++,
/// C#, .NET.
pub(super) fn word(word: &str) -> String {
    let begins_with_a_dot = word.starts_with('.') && word.len() > 1;
    let mut bare = word.replace('.', "");
    if let Some((_, usual)) = SPELLINGS.iter().find(|(written, _)| *written == bare) {
        return (*usual).to_owned();
    }
    // "Plaqueuse" has its ending before its umlaut has one spelling, "Koechin" after.
    bare = general(with_one_umlaut(&general(bare)));
    if begins_with_a_dot { format!(".{bare}") } else { bare }
}

/// A word without its endings for one gender, number or case.
fn general(mut word: String) -> String {
    for _ in 0..MOST_ENDINGS {
        match with_general_ending(&word) {
            Some(general) => word = general,
            None => break,
        }
    }
    word
}

/// Words with names of several words put together.
pub(super) fn with_names(words: Vec<String>) -> Vec<String> {
    let mut named: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = &words[..];
    while let Some((first, others)) = rest.split_first() {
        let name = NAMES.iter().find(|(name, _)| rest.len() >= name.len() && name.iter().eq(&rest[..name.len()]));
        let (word, left) = match (name, rest) {
            (Some((name, word)), _) => ((*word).to_owned(), &rest[name.len()..]),
            (None, [one, and, other, left @ ..]) if are_initials([one, and, other]) => {
                (format!("{one}{and}{other}"), left)
            }
            (None, _) => (first.clone(), others),
        };
        named.push(word);
        rest = left;
    }
    named
}

/// "R&D", "M & A": letters that are no words. C is a word.
fn are_initials([one, and, other]: [&String; 3]) -> bool {
    let is_initial = |word: &String| word.chars().nth(1).is_none() && word != "c";
    and == "and" && is_initial(one) && is_initial(other)
}

/// The word with the ending for everybody; None: no ending of the tables. The longest ending counts.
fn with_general_ending(word: &str) -> Option<String> {
    if NO_FORMS.contains(&word) {
        return None;
    }
    let fitting = TABLES.into_iter().flatten().filter_map(|(ending, general)| {
        let stem = word.strip_suffix(ending)?;
        let is_fitting = stem.chars().count() >= STEM
            || (stem.is_empty() && (ending.len() > SHORTEST_WHOLE || WHOLE.contains(ending)));
        is_fitting.then_some((ending.len(), stem, *general))
    });
    let (_, stem, general) = fitting.max_by_key(|(length, ..)| *length)?;
    Some(format!("{stem}{general}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_form_is_its_own_normal_form() {
        for (ending, general) in TABLES.into_iter().flatten() {
            for stem in ["xyz", "gestalt", ""] {
                let normal = word(&format!("{stem}{ending}"));
                assert_eq!(word(&normal), normal, "{stem}{ending}");
                assert_eq!(word(&format!("{stem}{general}")), word(&word(&format!("{stem}{general}"))), "{general}");
            }
        }
    }

    #[test]
    fn whoever_is_meant_and_however_many_the_word_is_one() {
        for forms in [
            &["therapeut", "therapeutin", "therapeuten", "therapeutinnen"][..],
            &["koch", "kochin", "koechin", "koche"],
            &["arzt", "arztin", "aerztin"],
            &["ingenieur", "ingenieurin", "ingenieure", "ingenieurinnen"],
            &["architekt", "architektin", "architekten"],
            &["koch", "kochin", "koche"],
            &["kaufmann", "kauffrau", "kaufleute"],
            &["medizinische", "medizinischer", "medizinischen"],
            &["fachangestellte", "fachangestellter", "fachangestellten"],
            &["analyst", "analystin", "analysts", "analysten"],
            &["scientist", "scientists"],
            &["directeur", "directrice"],
            &["direttore", "direttrice"],
            &["infirmier", "infirmiere"],
            &["infermiere", "infermiera"],
            &["ingeniero", "ingeniera"],
            &["medewerker", "medewerkster", "medewerkers"],
            &["specjalista", "specjalistka"],
        ] {
            let normal: Vec<String> = forms.iter().map(|form| word(form)).collect();
            assert!(normal.iter().all(|form| *form == normal[0]), "{normal:?}");
        }
    }

    #[test]
    fn words_that_only_look_like_forms_stay_apart() {
        for (one, other) in [
            ("sales", "sale"),
            ("news", "new"),
            ("physics", "physic"),
            ("mechanics", "mechanic"),
            ("operations", "operation"),
            ("linkedin", "linked"),
            ("plugin", "plug"),
            ("login", "log"),
            ("fischer", "fisch"),
            ("tecnica", "tecnico"),
            ("users", "user"),
            ("store", "steur"),
            ("innen", "in"),
            ("kitchen", "kitch"),
        ] {
            assert_ne!(word(one), word(other), "{one}");
        }
    }

    #[test]
    fn names_of_several_words_are_one_word() {
        let named = |text: &str| with_names(text.split(' ').map(str::to_owned).collect()).join(" ");
        assert_eq!(named("senior java script developer"), "senior javascript developer");
        assert_eq!(named("go to market manager"), "gotomarket manager");
        assert_eq!(named("java developer"), "java developer");
        assert_eq!(named("c"), "c");
        assert_eq!(named("m and a manager"), "manda manager");
        assert_eq!(named("c and r developer"), "c and r developer");
    }
}
