//! Headings on no list: "OTHER RELEVANT WORK EXPERIENCE", "Conference talks". The last telling word decides, and every
//! other word has to be usual in headings.

use super::section::{self, Section};
use crate::cv::text::folded;

/// The longest such heading, in words.
const MAX_WORDS: usize = 6;

const EXPERIENCE: &str = "experience experiences employment employments career jobs berufserfahrung berufserfahrungen \
    arbeitserfahrung arbeitserfahrungen praxiserfahrung praxiserfahrungen erfahrung erfahrungen werdegang stationen \
    berufstätigkeit berufspraxis praxis arbeitsstellen anstellungen expérience expériences parcours experiencia experiencias \
    esperienza esperienze experiência experiências werkervaring ervaring doświadczenie experiență experienta praxe \
    zkušenosti arbetslivserfarenhet arbetserfarenhet yrkeserfarenhet erhvervserfaring arbeidserfaring εμπειρία προϋπηρεσία εμπειρια προϋπηρεσια \
    досвід опыт deneyim deneyimi deneyimler";
const EDUCATION: &str = "school schools schule education educational academics qualification qualifications certification certifications certificate \
    certificates license licenses licence licences licensure admissions training trainings coursework courses credentials \
    institutions schooling degrees bildung ausbildung ausbildungen weiterbildung weiterbildungen fortbildungen schulbildung \
    studium abschlüsse schulabschluss zertifikate formation formations diplômes études formación educación estudios cursos \
    istruzione formazione corsi formação educação opleiding opleidingen cursussen wykształcenie szkolenia educație studii \
    vzdělání utbildning uddannelse utdanning εκπαίδευση σπουδές εκπαιδευση σπουδες освіта образование eğitim";
const SKILLS: &str = "skill skills proficiency proficiencies competencies competences competence expertise technologies tools \
    knowledge strengths abilities highlights capabilities toolkit stack software kenntnisse fähigkeiten kompetenzen \
    qualifikationen compétences connaissances habilidades competencias conocimientos competenze capacità conoscenze \
    competências conhecimentos vaardigheden umiejętności competențe dovednosti znalosti kunskaper färdigheter kompetenser \
    kompetencer δεξιότητες γνώσεις δεξιοτητες γνωσεις навички навыки beceriler yetkinlikler";
const LANGUAGES: &str = "languages sprachen sprachkenntnisse langues idiomas lingue línguas talen języki limbi jazyky språk γλώσσες γλωσσες \
    мови языки diller";
const OTHER: &str = "activities awards achievements accomplishments hobbies interests memberships affiliations leadership \
    honors honours publications presentations talks conferences workshops seminars patents volunteering involvement \
    reviewing hobbys interessen engagement veröffentlichungen mitgliedschaften ehrenämter auszeichnungen vorträge \
    loisirs intérêts aficiones intereses interessi interesses zainteresowania hobby interese zájmy intressen fritid \
    ενδιαφέροντα ενδιαφεροντα інтереси интересы hobiler";
const PROJECTS: &str = "projects projekte projets proyectos progetti projetos projecten projeler";
const REFERENCES: &str = "references referees reference referenzen références referencias referenze referências referencje referințe \
    referenser referanser συστάσεις συστασεις рекомендації referanslar";
const PERSONAL: &str = "details information particulars dossier data bio contact personalien angaben daten coordonnées \
    informations datos informazioni dati dados informações dane informații osobní personuppgifter στοιχεία στοιχεια дані данные";
const SUMMARY: &str = "summary profile statement overview introduction profil perfil profilo zusammenfassung";

/// Words beside a telling word.
const BESIDE: &str = "tech docente docentes académico académique technik and und et y e i en och og и та și a ve of the in with de des du del della la das di da work working \
    professional job relevant other additional previous past related industry teaching clinical research internship \
    internships military volunteer academic technical computer it personal key core major main areas area summary \
    selected recent industrial practical field total overseas international local management nursing legal retail sales \
    administrative supervisory extracurricular extra curricular co character attended dates history background special \
    soft hard general basic life conference bar known specific organizational managerial communication digital strengths \
    current position positions previous early earlier later further wesentliche berufliche beruflicher praktische \
    akademische akademischer schulische fachliche persönliche besondere weitere sonstige wichtige relevante bisherige \
    berufs aus schul tabellarischer professionnelle professionnelles profesional profesionales laboral laborales lavorativa \
    lavorative professionale professionali profissional profissionais zawodowe pracovní profesională académica acadêmica \
    academica scolastica linguistiques linguistiche técnicas tecniche techniques informatiques personnelles personales \
    personali pessoais osobowe personale personlige údaje informatiche ana επαγγελματική εργασιακή προσωπικά ξένες επαγγελματικη εργασιακη προσωπικα ξενες роботи \
    работы особисті личные iş mesleki centres intérêt complémentaires complementaria complementarias adicionales \
    qualificações atividades complementares adicionais intérêts";

/// Words before "experience" that make a skill of the phrase.
const NO_HEADINGS: [&str; 8] = ["customer", "user", "patient", "guest", "client", "years", "brand", "employee"];

/// The part with this heading: a heading of the lists, or words announcing the part together.
pub(super) fn section_of(heading: &str) -> Option<Section> {
    match unspaced(heading) {
        Some(letters) => section::listed_without_spaces(&letters),
        None => section::listed(heading).or_else(|| by_words(heading)),
    }
}

/// The part announced by these words together.
fn by_words(heading: &str) -> Option<Section> {
    let folded = folded(&heading.replace('İ', "i"));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_heading = (1..=MAX_WORDS).contains(&words.len())
        && heading.starts_with(char::is_uppercase)
        && !heading.contains([',', '.', '[', '/'])
        && !words.iter().any(|word| NO_HEADINGS.contains(word))
        && words.iter().all(|word| telling(word).is_some() || is_in(BESIDE, word));
    is_heading.then(|| words.iter().rev().find_map(|word| telling(word))).flatten()
}

/// The letters of "W O R K E X P E R I E N C E" and "F O R M AT I O N", which have lost where a word ends.
fn unspaced(heading: &str) -> Option<String> {
    let words: Vec<&str> = heading.split(' ').collect();
    let letters = words.iter().filter(|word| word.chars().count() == 1).count();
    let is_spaced =
        words.len() > 3 && letters * 4 >= words.len() * 3 && words.iter().all(|word| word.chars().count() < 3);
    is_spaced.then(|| words.concat())
}

fn telling(word: &str) -> Option<Section> {
    let lists = [
        (EXPERIENCE, Section::Experience),
        (EDUCATION, Section::Education),
        (SKILLS, Section::Skills),
        (LANGUAGES, Section::Languages),
        (OTHER, Section::Other),
        (PROJECTS, Section::Projects),
        (REFERENCES, Section::References),
        (PERSONAL, Section::Personal),
        (SUMMARY, Section::Summary),
    ];
    lists.into_iter().find(|(list, _)| is_in(list, word)).map(|(_, section)| section)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_told_by_its_words() {
        for (heading, section) in [
            ("WORKING EXPERIENCE", Section::Experience),
            ("Other Relevant Work Experience", Section::Experience),
            ("Professional Experience and Internships", Section::Experience),
            ("Institutions Attended with Dates", Section::Education),
            ("Bar Admissions", Section::Education),
            ("CHARACTER REFERENCES", Section::References),
            ("Conference Talks", Section::Other),
            ("Software Skills", Section::Skills),
            ("Berufliche Erfahrungen und Stationen", Section::Experience),
            ("Expériences professionnelles et formations", Section::Education),
            ("Pracovní zkušenosti", Section::Experience),
            ("ΕΠΑΓΓΕΛΜΑΤΙΚΗ ΕΜΠΕΙΡΙΑ", Section::Experience),
            ("Досвід роботи", Section::Experience),
        ] {
            assert_eq!(by_words(heading), Some(section), "{heading}");
        }
    }

    #[test]
    fn other_words_make_no_heading() {
        for line in [
            "User Experience",
            "Google Cloud Certification",
            "Software Engineer",
            "experience with patients",
            "Praxis Dr. Wolff",
        ] {
            assert_eq!(by_words(line), None, "{line}");
        }
    }
}
