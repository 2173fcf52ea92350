//! Kinship of occupations, by their names: compounds put an occupation together, and what they share tells more than
//! that they differ. "Krankenpfleger" is akin to "Pflegefachkraft", "Pflegepolitik" is not: its end is another. Pure.

/// Letters shared by words that are akin: shorter parts, "schaft" or "ation" aside, are common to all kinds of work.
const SHARED: usize = 6;

/// Letters shared from the beginning where the ends differ: "Pflegefachfrau" and "Pflegefachkraft".
const BEGINNING: usize = 9;

/// Letters of a shared end beside a shared part: "Intensivpflegekraft" and "Pflegefachkraft".
const END: usize = 4;

/// Letters that may follow the shared part at a word's end: "pflege" and "Krankenpfleger".
const INFLECTION: usize = 2;

/// Ends that any field's words have.
const COMMON_ENDS: [&str; 13] = [
    "ation",
    "ungen",
    "schaft",
    "management",
    "assistent",
    "mitarbeiter",
    "arbeiter",
    "leiter",
    "fuhrer",
    "berater",
    "meister",
    "helfer",
    "manager",
];

/// True where a word of each title makes the occupations akin.
pub(super) fn are_akin(wanted: &[String], job: &[String]) -> bool {
    wanted.iter().any(|wanted| job.iter().any(|job| are_words_akin(wanted, job)))
}

fn are_words_akin(wanted: &str, job: &str) -> bool {
    if wanted.len() < SHARED || job.len() < SHARED {
        return false;
    }
    let (wanted, job) = (telling(wanted), telling(job));
    let end = common(wanted.iter().rev(), job.iter().rev());
    end >= SHARED || common(wanted.iter(), job.iter()) >= BEGINNING || shares_its_core(&wanted, &job, end)
}

/// Letters of a word, without an end that says nothing about the field.
fn telling(word: &str) -> Vec<char> {
    let end = COMMON_ENDS.iter().find(|end| word.ends_with(**end));
    end.map_or(word, |end| word.trim_end_matches(end)).chars().collect()
}

/// Number of equal letters before the first that differs.
fn common<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = &'a char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// Whether a part of the wanted word stands at the end of the job's, but for an inflection, or before a shared end.
fn shares_its_core(wanted: &[char], job: &[char], end: usize) -> bool {
    job.windows(SHARED).enumerate().any(|(start, part)| {
        let is_last = job.len() - start - SHARED <= INFLECTION;
        (is_last || end >= END) && wanted.windows(SHARED).any(|other| other == part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occupations_with_a_common_core_are_akin_and_fields_around_them_are_not() {
        let akin = |wanted: &str, job: &str| are_akin(&[wanted.to_owned()], &[job.to_owned()]);
        for (wanted, job) in [
            ("pflegefachkraft", "krankenpfleger"),
            ("pflegefachkraft", "intensivpflegekraft"),
            ("pflegefachkraft", "pflegefachmann"),
            ("altenpfleger", "krankenpfleger"),
            ("bauingenieur", "wirtschaftsingenieur"),
            ("elektroniker", "elektrotechniker"),
            ("designer", "design"),
        ] {
            assert!(akin(wanted, job), "{wanted} / {job}");
        }
        for (wanted, job) in [
            ("pflegefachkraft", "pflegepolitik"),
            ("pflegefachkraft", "fachverkaufer"),
            ("engineer", "engineering"),
            ("developer", "development"),
            ("buchhaltung", "leitung"),
            ("lokfuhrer", "geschaftsfuhrer"),
            ("projektleiter", "filialleiter"),
            ("steuerberater", "kundenberater"),
            ("hausmeister", "backermeister"),
            ("lagerarbeiter", "sozialarbeiter"),
            ("wissenschaft", "genossenschaft"),
            ("koch", "kochin"),
        ] {
            assert!(!akin(wanted, job), "{wanted} / {job}");
        }
    }
}
