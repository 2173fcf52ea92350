//! The parts of a CV and their headings, in the languages of [`super`].

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::cv::mask::words::NAME;
use crate::cv::text;

/// Topic of a line of a CV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cv) enum Section {
    /// Before the first heading, or around the name: the headline and the address.
    Top,
    /// Wishes of the person.
    Wish,
    /// A few sentences about the person.
    Summary,
    /// Jobs, the latest first as a rule.
    Experience,
    /// Schools, studies and apprenticeships.
    Education,
    /// Skills and tools.
    Skills,
    /// Languages spoken by the person.
    Languages,
    /// Address, birth, family: the person and not the work.
    Personal,
    /// Other people, to be asked about the person.
    References,
    /// Projects: work, whether paid or not.
    Projects,
    /// Hobbies, publications and all the rest.
    Other,
}

/// The longest heading, in words.
const MAX_HEADING_WORDS: usize = 6;

const WISH: &str = "ziel|berufswunsch|je recherche|busco|cerco|ik zoek|söker|jag söker|szukam|objective|career objective|job objective|employment objective|professional objective|desired position|desired role|desired job|\
    desired employment|desired employment occupational field|target position|target role|position sought|looking for|seeking|preferred job|\
    preferred location|preferred locations|desired location|desired locations|work location|job preferences|preferences|wunschposition|wunschort|\
    wunschorte|gesuchte stelle|gesuchte position|gesuchte tätigkeit|gesucht|stellengesuch|berufliches ziel|berufliche ziele|berufsziel|karriereziel|\
    gewünschte tätigkeit|gewünschte position|gewünschte stelle|angestrebte position|angestrebte tätigkeit|angestrebte stelle|zielposition|\
    bewerbung als|einsatzort|gewünschter einsatzort|bevorzugte orte|bevorzugter arbeitsort|arbeitsort|ich suche|was ich suche|\
    what i am looking for|application for|objectif|objectif professionnel|poste recherché|poste souhaité|emploi recherché|objetivo|\
    objetivo profesional|objetivo laboral|puesto deseado|puesto solicitado|obiettivo|obiettivo professionale|posizione desiderata|\
    objetivo profissional|cargo pretendido|gewenste functie|doel|cel zawodowy|poszukiwane stanowisko|kariyer hedefi|hedef pozisyon|hedef|\
    empleo solicitado|emprego pretendido|emploi visé|poste visé|función deseada|stellenwunsch|impiego ricercato|lavoro ricercato|\
    gezochte functie|önskad tjänst|önskat arbete|\
    希望職種|求职意向|应聘职位";

const SUMMARY: &str = "summary|om mig|om meg|om mig selv|profile|professional summary|executive summary|career summary|personal statement|professional profile|personal profile|\
    career profile|about|about me|introduction|overview|profil|kurzprofil|über mich|zusammenfassung|qualifikationsprofil|zur person|\
    kurzvorstellung|persönliches profil|berufliches profil|motivation|professional statement|à propos|profil professionnel|résumé|présentation|\
    perfil|perfil profesional|sobre mí|resumen|profilo|profilo professionale|profilo personale|chi sono|resumo|resumo profissional|resumo de qualificações|resumo das qualificações|síntese profissional|\
    perfil profissional|sobre mim|profiel|persoonlijk profiel|over mij|samenvatting|podsumowanie|profil zawodowy|o mnie|özet|hakkımda|\
    profesyonel özet|kişisel profil|自己pr|自己紹介|职业概要|自我评价|职务经历概要|職務要約";

const EXPERIENCE: &str = "experience|career to date|employment to date|experience to date|appointments|academic appointments|teaching|\
    przebieg pracy|historia zatrudnienia|erfarenhet|erfarenheter|anställningar|erfaring|erhvervserfaring|arbeidserfaring|work experience|professional experience|relevant experience|teaching experience|clinical experience|\
    industry experience|employment|employment history|work history|career history|job history|career|professional background|\
    professional career|positions held|berufserfahrung|berufserfahrungen|erfahrung|erfahrungen|berufliche erfahrung|berufliche erfahrungen|\
    beruflicher werdegang|berufliche laufbahn|werdegang|berufspraxis|berufstätigkeit|berufliche tätigkeit|berufliche tätigkeiten|berufliche stationen|\
    beruflicher hintergrund|praxiserfahrung|praktische erfahrung|arbeitserfahrung|tätigkeiten|bisherige tätigkeiten|stationen|berufsweg|\
    expérience|expériences|expérience professionnelle|expériences professionnelles|parcours professionnel|experiencia|experiencia laboral|\
    experiencia profesional|trayectoria profesional|esperienza|esperienze|esperienza lavorativa|esperienze lavorative|\
    esperienza professionale|esperienze professionali|experiência|experiência profissional|experiências profissionais|\
    histórico profissional|werkervaring|ervaring|loopbaan|doświadczenie|doświadczenie zawodowe|przebieg kariery|deneyim|iş deneyimi|\
    iş tecrübesi|iş deneyimleri|mesleki deneyim|çalışma hayatı|職務経歴|職歴|工作经历|工作经验";

const EDUCATION: &str = "education|education and training|allgemeine und berufliche bildung|schul und berufsbildung|éducation et formation|\
    educación y formación|istruzione e formazione|educação e formação|onderwijs en opleiding|kształcenie i szkolenia|edukacja i szkolenia|academic background|academic education|academic qualification|academic qualifications|\
    educational qualification|educational qualifications|studies|training|qualifications|certifications|certificates|courses|ausbildung|\
    berufsausbildung|studium|ausbildung und studium|studium und ausbildung|schule|schulbildung|schulausbildung|bildung|bildungsweg|\
    akademischer werdegang|aus und weiterbildung|weiterbildung|weiterbildungen|fortbildung|fortbildungen|zertifikate|abschlüsse|formation|\
    formations|études|diplômes|formation et diplômes|educación|formación|formación académica|estudios|istruzione|formazione|\
    istruzione e formazione|formazione scolastica|educação|formação|formação académica|formação acadêmica|escolaridade|opleiding|opleidingen|\
    opleiding en cursussen|wykształcenie|edukacja|szkolenia|kursy|eğitim|eğitim bilgileri|öğrenim durumu|eğitim durumu|学歴|教育经历|教育背景";

const PERSONAL: &str = "contact|contacts|contact me|contact details|contact information|contact info|personal details|personal information|\
    personal info|personal data|personal particulars|personal profile details|personnel details|bio data|biodata|details|address|kontakt|\
    kontaktdaten|adresse|anschrift|persönliche daten|persönliche angaben|persönliches|angaben zur person|coordonnées|contactez moi|\
    informations personnelles|état civil|datos personales|datos de contacto|contacto|información personal|dati personali|contatti|\
    informazioni personali|recapiti|dados pessoais|informações pessoais|contato|contactos|persoonlijke gegevens|personalia|\
    contactgegevens|persoonsgegevens|dane osobowe|dane kontaktowe|kişisel bilgiler|iletişim|iletişim bilgileri|個人情報|个人信息|联系方式|\
    family details|family background|declaration|passport details";

const REFERENCES: &str = "referenser|referanser|referencer|references|referees|reference|professional references|referenzen|références|referencias|referenze|referências|referenties|\
    referencje|referanslar|referenz|referens|référents|referentes|garanten|rekomendacje|referensgivare|referans|推薦人|推荐人";

const SKILLS: &str = "skills|key skills|core skills|technical skills|soft skills|skills and tools|skill set|skills summary|it skills|computer skills|\
    computer proficiency|competencies|core competencies|areas of expertise|expertise|strengths|tools|technologies|software|software skills|\
    kenntnisse|fähigkeiten|kompetenzen|fachkenntnisse|besondere kenntnisse|kenntnisse und fähigkeiten|edv|edv kenntnisse|it kenntnisse|\
    computerkenntnisse|stärken|compétences|compétences techniques|compétences clés|informatique|outils|logiciels|habilidades|competencias|\
    conocimientos|informática|aptitudes|aptidões|competenze|competenze tecniche|capacità|conoscenze informatiche|competências|conhecimentos|\
    vaardigheden|competenties|computervaardigheden|umiejętności|kompetencje|beceriler|yetenekler|bilgisayar bilgisi|yetkinlikler|スキル|技能|\
    专业技能";

const LANGUAGES: &str = "languages|language skills|sprachen|sprachkenntnisse|langues|langues étrangères|idiomas|lingue|lingue straniere|línguas|talen|\
    talenkennis|języki|języki obce|znajomość języków|diller|yabancı dil|yabancı diller|dil bilgisi|語学|语言能力";

const OTHER: &str = "grants|funding|grants and awards|grants and funding|research interests|selected publications|conference talks|\
    university life|community|otros datos de interés|dodatkowe informacje|informacje dodatkowe|övrigt|øvrigt|annet|fritid|otros méritos|interests|interest|hobbies|hobbies and interests|publications|talks|presentations|awards|honours|honors|achievements|\
    volunteering|volunteer work|volunteer experience|memberships|patents|other|activities|\
    extracurricular activities|extra curricular activities|additional information|miscellaneous|interessen|freizeit|veröffentlichungen|\
    publikationen|vorträge|auszeichnungen|ehrenamt|ehrenamtliches engagement|engagement|sonstiges|weiteres|führerschein|\
    mitgliedschaften|centres d intérêt|loisirs|infos|infos complémentaires|informations complémentaires|autres informations|otra información|información adicional|pasatiempos|pasatiempo|passatempo|passatempos|overige|overig|privé|privat|fritidsintressen|diğer|divers|intereses|aficiones|otros|otros datos|interessi|altro|hobby|ulteriori informazioni|\
    interesses|outros|nevenactiviteiten|interesses en hobby s|hobby s|zainteresowania|hobi|hobiler|ilgi alanları|sertifikalar|趣味";

const PROJECTS: &str = "projects|personal projects|academic projects|side projects|key projects|selected projects|projekte|projets|proyectos|\
    progetti|projetos|projecten|projekty|projeler|projekt";

/// The part listed with exactly this heading.
pub(super) fn listed(heading: &str) -> Option<Section> {
    // The Turkish capital would fall apart in lower case.
    let folded = text::folded(&heading.replace('İ', "i"));
    let name = without_and(folded.trim());
    let is_short = name.split(' ').count() <= MAX_HEADING_WORDS && !heading.contains(',');
    HEADINGS.get(&name).filter(|_| is_short).copied()
}

/// The part listed with this heading, whose words stand together: "WORKEXPERIENCE".
pub(super) fn listed_without_spaces(letters: &str) -> Option<Section> {
    let folded = text::folded(&letters.replace('İ', "i"));
    let compact = |heading: &String| heading.chars().filter(|c| *c != ' ').eq(folded.trim().chars());
    let found = HEADINGS.iter().find(|(heading, _)| compact(heading));
    found.map(|(_, section)| *section)
}

static HEADINGS: LazyLock<HashMap<String, Section>> = LazyLock::new(|| {
    let lists = [
        (OTHER, Section::Other),
        (PROJECTS, Section::Projects),
        (LANGUAGES, Section::Languages),
        (SKILLS, Section::Skills),
        (REFERENCES, Section::References),
        (PERSONAL, Section::Personal),
        (EDUCATION, Section::Education),
        (EXPERIENCE, Section::Experience),
        (SUMMARY, Section::Summary),
        (WISH, Section::Wish),
    ];
    lists
        .into_iter()
        .flat_map(|(list, part)| list.split('|').map(move |entry| (without_and(entry.trim()), part)))
        .collect()
});

/// Headings leave "and" out or write "and" as "&".
fn without_and(name: &str) -> String {
    [" and ", " und ", " et ", " y ", " e ", " en ", " i ", " ve "]
        .iter()
        .fold(name.to_owned(), |name, and| name.replace(and, " "))
}

impl Section {
    /// The heading of the part in the sent text; a mask of the name leads back to the top.
    pub(in crate::cv) fn heading(self) -> &'static str {
        match self {
            Self::Top => NAME,
            Self::Wish => "Looking for",
            Self::Summary => "Profile",
            Self::Experience => "Experience",
            Self::Education => "Education",
            Self::Skills => "Skills",
            Self::Languages => "Languages",
            Self::Personal => "Contact",
            Self::References => "References",
            Self::Projects => "Projects",
            Self::Other => "Other",
        }
    }
}
