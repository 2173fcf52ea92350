//! The parts of a CV, told by their headings.

use crate::cv::mask::words::NAME;
use crate::cv::text;

/// What a line of a CV is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading, or around the name: the headline and the address.
    Top,
    /// What the person is looking for.
    Wish,
    Summary,
    Experience,
    Education,
    Contact,
    Other,
}

/// A line and the part that it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) section: Section,
}

/// The longest heading, in words.
const MAX_HEADING_WORDS: usize = 5;

const WISH: &str = "objective|career objective|job objective|employment objective|desired position|desired role|desired job|desired employment|\
    desired employment occupational field|target position|target role|position sought|looking for|seeking|preferred job|preferred location|preferred locations|\
    desired location|desired locations|work location|job preferences|preferences|wunschposition|wunschort|wunschorte|gesuchte stelle|gesuchte position|\
    gesuchte tätigkeit|gesucht|stellengesuch|berufliches ziel|berufliche ziele|berufsziel|karriereziel|gewünschte tätigkeit|gewünschte position|gewünschte stelle|\
    angestrebte position|angestrebte tätigkeit|angestrebte stelle|zielposition|bewerbung als|einsatzort|gewünschter einsatzort|bevorzugte orte|bevorzugter arbeitsort|\
    arbeitsort|ich suche|was ich suche|what i am looking for|application for";

const SUMMARY: &str = "summary|profile|professional summary|executive summary|career summary|personal statement|professional profile|personal profile|career profile|\
    about|about me|introduction|overview|profil|kurzprofil|über mich|zusammenfassung|qualifikationsprofil|zur person|kurzvorstellung|persönliches profil|\
    berufliches profil|motivation|professional statement";

const EXPERIENCE: &str = "experience|work experience|professional experience|relevant experience|teaching experience|clinical experience|industry experience|\
    employment|employment history|work history|career history|job history|career|professional background|professional career|positions held|\
    berufserfahrung|berufserfahrungen|erfahrung|erfahrungen|berufliche erfahrung|berufliche erfahrungen|beruflicher werdegang|werdegang|berufspraxis|berufstätigkeit|berufliche tätigkeit|\
    berufliche tätigkeiten|berufliche stationen|beruflicher hintergrund|praxiserfahrung|praktische erfahrung|arbeitserfahrung|tätigkeiten|bisherige tätigkeiten|\
    stationen|berufsweg";

const EDUCATION: &str = "education|education and training|academic background|academic education|studies|training|qualifications|certifications|certificates|courses|\
    ausbildung|berufsausbildung|studium|ausbildung und studium|studium und ausbildung|schule|schulbildung|schulausbildung|bildung|bildungsweg|akademischer werdegang|\
    aus und weiterbildung|weiterbildung|weiterbildungen|fortbildung|fortbildungen|zertifikate|abschlüsse";

const CONTACT: &str = "contact|contact details|contact information|personal details|personal information|personal data|details|address|kontakt|kontaktdaten|adresse|\
    anschrift|persönliche daten|persönliche angaben|persönliches|angaben zur person";

const OTHER: &str = "skills|key skills|core skills|technical skills|soft skills|skills and tools|competencies|core competencies|expertise|strengths|tools|technologies|\
    software|languages|language skills|interests|hobbies|hobbies and interests|references|publications|talks|presentations|awards|honours|honors|achievements|\
    volunteering|volunteer work|volunteer experience|projects|personal projects|memberships|patents|other|additional information|miscellaneous|kenntnisse|\
    fähigkeiten|kompetenzen|fachkenntnisse|besondere kenntnisse|kenntnisse und fähigkeiten|edv|edv kenntnisse|it kenntnisse|sprachen|sprachkenntnisse|interessen|\
    freizeit|referenzen|veröffentlichungen|publikationen|vorträge|auszeichnungen|ehrenamt|ehrenamtliches engagement|engagement|projekte|sonstiges|weiteres|stärken|\
    führerschein|mitgliedschaften";

/// Every line that isn't a heading, with the part that it stands in.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut section = Section::Top;
    let mut lines = Vec::new();
    for line in unwrapped(text) {
        if is_name(line) {
            section = Section::Top;
        }
        let Some((found, rest)) = heading(line) else {
            lines.push(Line { text: line, section });
            continue;
        };
        if !rest.is_empty() {
            lines.push(Line { text: rest, section: found });
        }
        // "Languages: German" and "Objective: Nurse" are done with their line.
        if rest.is_empty() || !matches!(found, Section::Wish | Section::Other) {
            section = found;
        }
    }
    lines
}

/// Whether a line is the person's name, perhaps with a degree before it or an address after it.
fn is_name(line: &str) -> bool {
    let Some((before, after)) = line.split_once(NAME) else {
        return false;
    };
    before.is_empty() || (after.is_empty() && !before.trim().contains(' '))
}

/// Lines that aren't blank; one that goes on in the next is one with it.
fn unwrapped(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let next = end + line.len();
        if !goes_on(text[start..end].trim(), line.trim()) {
            lines.push(text[start..end].trim());
            start = end;
        }
        end = next;
    }
    lines.push(text[start..end].trim());
    lines.retain(|line| !line.is_empty());
    lines
}

/// Whether a sentence runs on over a line's end.
fn goes_on(line: &str, next: &str) -> bool {
    const CONNECTIVES: [&str; 18] = [
        "in", "im", "und", "oder", "or", "and", "to", "als", "as", "for", "für", "of", "the", "a", "mit", "with",
        "bei", "at",
    ];
    let last = line.rsplit(' ').next().unwrap_or_default();
    let is_open = !line.is_empty() && !line.ends_with(['.', '!', '?', ':', ';']) && heading(line).is_none();
    is_open && !next.is_empty() && (next.starts_with(char::is_lowercase) || CONNECTIVES.contains(&last))
}

/// The part that a line announces, and what it says itself after that.
fn heading(line: &str) -> Option<(Section, &str)> {
    if let Some((label, rest)) = line.split_once(':')
        && let Some(section) = named(label)
    {
        return Some((section, rest.trim()));
    }
    if let Some(section) = named(line) {
        return Some((section, ""));
    }
    // A table row: the wish beside its label.
    let end = label_end(line)?;
    Some((Section::Wish, line[end..].trim()))
}

/// The part with this heading.
fn named(heading: &str) -> Option<Section> {
    let heading = unspaced(heading);
    let folded = text::folded(&heading);
    let name = folded.trim().replace(" and ", " ").replace(" und ", " ");
    let is_short = name.split(' ').count() <= MAX_HEADING_WORDS && !heading.contains(',');
    let listed =
        |list: &str| list.split('|').any(|entry| entry.trim().replace(" and ", " ").replace(" und ", " ") == name);
    let parts = [
        (WISH, Section::Wish),
        (SUMMARY, Section::Summary),
        (EXPERIENCE, Section::Experience),
        (EDUCATION, Section::Education),
        (CONTACT, Section::Contact),
        (OTHER, Section::Other),
    ];
    parts.into_iter().find(|(list, _)| is_short && listed(list)).map(|(_, section)| section)
}

/// Where a wish begins that follows its label without a colon.
fn label_end(line: &str) -> Option<usize> {
    const LABELS: [&str; 7] = [
        "gewünschte tätigkeit ",
        "wunschposition ",
        "berufsziel ",
        "desired position ",
        "desired employment ",
        "angestrebte position ",
        "bewerbung als ",
    ];
    let lower = line.to_lowercase();
    let label = LABELS.iter().find(|label| lower.starts_with(*label))?;
    line.is_char_boundary(label.len()).then_some(label.len())
}

/// "E X P E R I E N C E" in one piece.
fn unspaced(heading: &str) -> String {
    let words: Vec<&str> = heading.split(' ').collect();
    let spaced = words.len() > 3 && words.iter().all(|word| word.chars().count() == 1);
    if spaced { words.concat() } else { heading.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_part_a_cv() {
        let cv = "[name]\nNurse\nE X P E R I E N C E\n2019 Nurse\nAus- und Weiterbildung\nAbitur\nBerufliches Ziel: Tagdienst\n\
                  Physik\nKENNTNISSE\nExcel\nGewünschte Tätigkeit Koch in Wien\nExperience with patients, mostly\nDr. [name]\nLeeds";
        let parts: Vec<(Section, &str)> = lines(cv).iter().map(|line| (line.section, line.text)).collect();
        assert_eq!(
            parts,
            [
                (Section::Top, "[name]"),
                (Section::Top, "Nurse"),
                (Section::Experience, "2019 Nurse"),
                (Section::Education, "Abitur"),
                (Section::Wish, "Tagdienst"),
                (Section::Education, "Physik"),
                (Section::Other, "Excel"),
                (Section::Wish, "Koch in Wien"),
                (Section::Other, "Experience with patients, mostly"),
                (Section::Top, "Dr. [name]"),
                (Section::Top, "Leeds"),
            ]
        );
    }
}
