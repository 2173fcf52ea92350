//! Sentences about family, belief, party and health, which no search needs: "Coniugata con Davide Fantuzzi."

/// Words that say whether somebody is married, in nine languages.
const STATUS: [&str; 47] = [
    "married",
    "divorced",
    "widowed",
    "verheiratet",
    "ledig",
    "geschieden",
    "verwitwet",
    "célibataire",
    "marié",
    "mariée",
    "pacsé",
    "pacsée",
    "divorcé",
    "divorcée",
    "casado",
    "casada",
    "soltero",
    "soltera",
    "viudo",
    "viuda",
    "divorciado",
    "divorciada",
    "coniugato",
    "coniugata",
    "celibe",
    "nubile",
    "sposato",
    "sposata",
    "solteiro",
    "solteira",
    "getrouwd",
    "ongehuwd",
    "gehuwd",
    "samenwonend",
    "żonaty",
    "zamężna",
    "mężatka",
    "kawaler",
    "evli",
    "bekar",
    "gescheiden",
    "veuf",
    "veuve",
    "convivente",
    "divorziato",
    "divorziata",
    "ogift",
];

/// Words of belief and health, and of parties, that say nothing about work.
const PRIVATE: [&str; 14] = [
    "evang",
    "evangelisch",
    "katholisch",
    "konfessionslos",
    "gereformeerd",
    "jeová",
    "schwerbehindert",
    "schwerbehinderung",
    "rqth",
    "spd",
    "cdu",
    "fdp",
    "grünen",
    "gewerkschaftsmitglied",
];

/// Relatives. A name has to follow: teachers, nurses and nannies write of other people's.
const RELATIVES: [&str; 48] = [
    "husband",
    "wife",
    "son",
    "sons",
    "daughter",
    "daughters",
    "kids",
    "children",
    "child",
    "spouse",
    "sohn",
    "söhne",
    "tochter",
    "töchter",
    "ehemann",
    "ehefrau",
    "ehegatte",
    "bruder",
    "schwester",
    "épouse",
    "époux",
    "mari",
    "fils",
    "fille",
    "filles",
    "enfant",
    "enfants",
    "esposa",
    "esposo",
    "hijo",
    "hijos",
    "hija",
    "hijas",
    "marito",
    "moglie",
    "figlio",
    "figlia",
    "figli",
    "filho",
    "filha",
    "filhos",
    "żona",
    "mąż",
    "córka",
    "dzieci",
    "zoon",
    "dochter",
    "kinderen",
];

/// Words between a relative and a name: "un figlio di nome Pietro", "my sons are Tom and Max".
const REACH: usize = 2;

/// Whether a text is about family, belief, party or health.
pub(super) fn is_about(text: &str) -> bool {
    is_private(text) || names_relative(text)
}

/// The line without its sentences about the family.
pub(super) fn without(line: &str) -> String {
    if !is_about(line) {
        return line.to_owned();
    }
    let kept: Vec<&str> = line.split_inclusive(". ").filter(|one| !is_about(one)).collect();
    kept.concat().trim_end().to_owned()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_private(sentence: &str) -> bool {
    let says = |word: &str| STATUS.contains(&word) || PRIVATE.contains(&word);
    words(sentence).any(|word| says(word.to_lowercase().as_str()))
}

fn names_relative(sentence: &str) -> bool {
    let words: Vec<&str> = words(sentence).collect();
    let is_relative = |word: &str| RELATIVES.contains(&word.to_lowercase().as_str());
    let is_own = |at: usize| at > 0 && words[at - 1] == "my" && ["lad", "kid", "boy", "girl"].contains(&words[at]);
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let names = |at: usize| words.iter().skip(at + 1).take(REACH).any(|word| is_name(word) && !is_relative(word));
    (0..words.len()).any(|at| (is_relative(words[at]) || is_own(at)) && names(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_family_is_left_out() {
        for (line, left) in [
            ("Own van. Coach for Under 9s (my lad Macsen plays hooker).", "Own van."),
            ("Coniugata con Davide Fantuzzi, un figlio (Pietro). Patente B", "Patente B"),
            ("Célibataire, 1 enfant (Lïna, 2 ans)", ""),
            ("esposa Yadira Elizondo, hijos Emiliano y Renata", ""),
            ("Cared for two children and taught them to read", "Cared for two children and taught them to read"),
            ("Single page applications", "Single page applications"),
        ] {
            assert_eq!(without(line), left);
        }
    }
}
