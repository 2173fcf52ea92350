//! Labels: the words before a colon that name the kind of the value after, in the languages of [`super`].

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::cv::text::folded;

/// Kind of a labelled value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cv) enum Label {
    /// The person's name, or a part of it.
    Name,
    /// Date of birth, or age, of the person.
    Birth,
    /// Where the person was born: no place to look for work.
    BirthPlace,
    /// Sex, nationality, marital status, religion, body, signature: needed by no search.
    Private,
    /// Father, mother, husband, wife, children, guardian.
    Relative,
    /// Numbers of passports, identity cards, taxes.
    Document,
    /// Telephone, e-mail, links.
    Contact,
    /// Street, postcode and town.
    Address,
    /// The town where the person lives.
    Home,
    /// Title of a job.
    Title,
    /// Employer of a job, now or before.
    Employer,
}

impl Label {
    /// Whether the value is about the person and not about the work.
    pub(in crate::cv) fn is_private(self) -> bool {
        !matches!(self, Self::Title | Self::Employer | Self::Home | Self::Address)
    }
}

const NAME: &str = "name|full name|candidate name|name of candidate|applicant name|first name|last name|middle name|surname|family name|given name|\
    given names|names|first names|vorname|nachname|familienname|vor und nachname|vorname nachname|name vorname|nachname vorname|geburtsname|\
    nom|prénom|nom et prénom|nom prénom|prénom et nom|noms|nom de famille|nombre|apellidos|apellido|nombre y apellidos|nombre completo|\
    apellidos y nombre|nome|cognome|nome e cognome|cognome e nome|nome completo|apelido|sobrenome|naam|voornaam|achternaam|voornamen|\
    voor en achternaam|imię|nazwisko|imię i nazwisko|imiona|ad|soyad|ad soyad|adı soyadı|adı|soyadı|isim|isim soyisim|氏名|名前|ふりがな|姓名|\
    jméno|příjmení|jméno a příjmení|nume|prenume|nume și prenume|nume prenume|namn|förnamn|efternamn|navn|név|ονοματεπώνυμο|όνομα|επώνυμο|ім я|прізвище|піб|прізвище та ім я|имя|фамилия|фио|ф и о|nachname n vorname n|nachname vorname n|name und vorname|vor und zuname|zuname|rufname|roepnaam|kaldenavn|tilltalsnamn|nom et prénoms|candidate|surname name|applicant|preferred name|nick name|nickname|nom de jeune fille|nom de naissance|nom d usage|nom d épouse|mädchenname|maiden name|apellido de soltera|apellido paterno|apellido materno|cognome da nubile|nazwisko panieńskie|nazwisko rodowe|meisjesnaam|kızlık soyadı";

const BIRTH: &str = "date of birth|birth date|birthdate|birthday|dob|d o b|d o b date|born|born on|date and place of birth|place and date of birth|\
    date place of birth|age|year of birth|geburtsdatum|geburtstag|geboren|geboren am|geb|geb am|geburtsdatum und ort|geburtsdatum ort|\
    geburtsdatum und geburtsort|geburtstag und ort|alter|jahrgang|date de naissance|né le|née le|né|née|né e le|date et lieu de naissance|âge|\
    fecha de nacimiento|fecha y lugar de nacimiento|lugar y fecha de nacimiento|nacido el|nacida el|nacido|nacida|edad|data di nascita|\
    luogo e data di nascita|data e luogo di nascita|nato il|nata il|nato a|nata a|nato|nata|età|data de nascimento|nascimento|nascido em|\
    nascida em|nascido a|idade|geboortedatum|geboren op|geboortedatum en plaats|geboortedatum en geboorteplaats|leeftijd|data urodzenia|\
    data i miejsce urodzenia|ur|urodzony|urodzona|wiek|doğum tarihi|doğum tarihi ve yeri|doğum yeri ve tarihi|doğum yeri tarihi|yaş|\
    生年月日|出生日期|出生年月|年龄|年齢|\
    datum narození|narozen|narozena|data nașterii|data nasterii|născut la|data și locul nașterii|född|födelsedatum|född den|fødselsdato|født|születési idő|születési dátum|ημερομηνία γέννησης|ημ γέννησης|дата народження|дата рождения|d o birth|geburtsdatum ort|geburtsdatum und geburtsort|geb datum|d naissance|année de naissance|date et lieu de naissance|fecha nacimiento|f nacimiento|data nasc|dt nascimento|geb dat|date de nais|doğum";

const BIRTH_PLACE: &str = "place of birth|naissance|nascita|domicile|birthplace|birth place|born in|native place|native|hometown of birth|geburtsort|geboren in|lieu de naissance|\
    lieu d origine|luogo d origine|attinenza|heimat|lugar de nacimiento|luogo di nascita|local de nascimento|naturalidade|natural de|geboorteplaats|miejsce urodzenia|doğum yeri|出生地|籍贯|\
    本籍|出身地|\
    místo narození|locul nașterii|födelseort|fødested|születési hely|τόπος γέννησης|місце народження|место рождения|heimatort|bürgerort|place of origin|state of origin|local government area|l g a|lga|place of issue|lugar de expedición|home district|tribe";

const PRIVATE: &str = "sex|gender|nationality|citizenship|marital status|civil status|status|religion|caste|category|blood group|height|weight|\
    mother tongue|native language|health|health status|ethnicity|race|complexion|signature|date|declaration|geschlecht|\
    staatsangehörigkeit|nationalität|staatsbürgerschaft|familienstand|konfession|religionszugehörigkeit|größe|gewicht|sexe|nationalité|\
    situation familiale|situation de famille|état civil|situation maritale|sexo|género|nacionalidad|estado civil|religión|sesso|genere|\
    nazionalità|cittadinanza|stato civile|religione|nacionalidade|religião|gênero|geslacht|nationaliteit|burgerlijke staat|burgerlijke stand|\
    geloof|płeć|narodowość|obywatelstwo|stan cywilny|wyznanie|cinsiyet|cinsiyeti|uyruk|uyruğu|medeni hal|medeni hali|medeni durum|\
    medeni durumu|din|dini|askerlik|askerlik durumu|kan grubu|性別|国籍|配偶者|性别|民族|婚姻状况|政治面貌|健康状况|身高|体重|宗教|\
    zivilstand|kinder und zivilstand|rodinný stav|státní příslušnost|národnost|pohlaví|naționalitate|cetățenie|stare civilă|sex|nationalitet|civilstånd|medborgarskap|kön|køn|állampolgárság|nem|családi állapot|οικογενειακή κατάσταση|υπηκοότητα|φύλο|сімейний стан|громадянство|семейное положение|гражданство|пол|стать|date of issue|date of expiry|issue date|expiry date|languages known|denomination|military status|citizen|carné de conducir";

const RELATIVE: &str = "father|father s name|fathers name|father name|name of father|mother|mother s name|mothers name|mother name|husband|\
    husband s name|husband name|wife|wife s name|spouse|spouse name|spouse s name|guardian|guardian s name|parents|parents name|parent s name|\
    children|father s occupation|father husband name|father s husband s name|s o|d o|w o|next of kin|emergency contact|eltern|vater|mutter|\
    ehepartner|ehefrau|ehemann|kinder|nom du père|nom de la mère|père|mère|conjoint|enfants|padre|madre|nombre del padre|nombre de la madre|\
    cónyuge|hijos|nome del padre|nome della madre|coniuge|figli|pai|mãe|nome do pai|nome da mãe|filiação|cônjuge|filhos|vader|moeder|partner|\
    kinderen|ojciec|matka|imię ojca|imię matki|imiona rodziców|dzieci|baba adı|anne adı|baba|anne|eş|eşi|çocuk|çocuklar|geschwister|siblings|brothers|sisters|brother|sister|dependientes|dependents|dependants|hermanos|fratelli|frères et sœurs|family|familie|famille|familia|famiglia|família|rodzina|familj|aile|in case of emergency|in case of emergency pls notify|in case of emergency please notify|person to notify|notify in case of emergency|notfallkontakt|contacto de emergencia";

const DOCUMENT: &str = "passport|passport no|passport number|passport nr|aadhaar|aadhar|aadhaar no|aadhar no|pan|pan no|pan number|id|id no|id number|\
    identity card|identity number|national id|nric|ssn|social security number|national insurance number|ni number|visa|visa status|visa no|\
    driving licence no|driving license no|license no|licence no|registration no|roll no|ausweis|ausweisnummer|personalausweis|reisepass|\
    reisepassnummer|steuer id|steuernummer|sozialversicherungsnummer|numéro de passeport|passeport|numéro de sécurité sociale|\
    n sécurité sociale|carte d identité|dni|nie|nif|pasaporte|número de pasaporte|n s s|codice fiscale|passaporto|carta d identità|cpf|rg|\
    passaporte|bilhete de identidade|cartão de cidadão|cartão do cidadão|cc|bsn|paspoort|paspoortnummer|rijksregisternummer|pesel|\
    dowód osobisty|numer dowodu|paszport|tc|t c|tc kimlik|tc kimlik no|t c kimlik no|kimlik no|pasaport|pasaport no|身份证|身份证号|身份证号码";

const CONTACT: &str = "phone|phone no|phone number|telephone|telephone no|tel|tel no|mobile|mobile no|mobile number|mob|mob no|cell|cell phone|cell no|\
    contact|contact no|contact number|contact nos|ph|ph no|landline|fax|whatsapp|email|e mail|email id|e mail id|email address|mail|mail id|skype|\
    skype id|linkedin|github|gitlab|twitter|facebook|instagram|telegram|website|web|homepage|portfolio|blog|url|telefon|telefonnummer|\
    telefon mobil|telefon privat|handy|handynummer|mobil|mobiltelefon|mobilnummer|fon|e mail adresse|webseite|téléphone|tél|portable|mobile tél|\
    courriel|adresse e mail|mél|site web|teléfono|teléfonos|tfno|móvil|tel móvil|celular|correo|correo electrónico|telefono|cellulare|cell|\
    posta elettronica|indirizzo e mail|sito web|telefone|telemóvel|contacto|contato|correio eletrónico|correio eletrônico|telefoon|\
    telefoonnummer|mobiel|gsm|e mailadres|numer telefonu|tel kom|kom|komórka|telefon komórkowy|adres e mail|cep telefonu|cep tel|cep|gsm no|\
    e posta|eposta|e posta adresi|電話|電話番号|携帯|メール|メールアドレス|电话|手机|手机号|联系电话|邮箱|电子邮箱|微信|qq|\
    natel|numer telefonu komórkowego|telefonní číslo|nr tel|număr de telefon|telefonnr|mobilnr|tlf|τηλέφωνο|κινητό|телефон|моб|моб тел|пошта|електронна пошта|эл почта|почта|e pošta|tel e mail|telefone celular|whats app|contact us|tel mobile|mobile tel|tél domicile|tél portable|tél mobile|téléphone portable|téléphone domicile|telefon domowy|tel privat|tel privé|tel dom|teléfono móvil|phone email|viber|telefonszám";

const ADDRESS: &str = "address|home address|postal address|mailing address|permanent address|present address|current address|correspondence address|\
    address for correspondence|residential address|residence address|adresse|anschrift|wohnanschrift|privatanschrift|postanschrift|straße|\
    strasse|adresse postale|dirección|domicilio|dirección postal|indirizzo|residenza|residenza e domicilio|morada|endereço|adres|\
    straat|adres zamieszkania|adres korespondencyjny|adresi|ev adresi|ikametgah adresi|住所|現住所|住址|地址|现住址|联系地址|\
    add|bydliště|trvalé bydliště|adresa|adresă|domiciliu|bostadsadress|gatuadress|lakcím|διεύθυνση|адреса|адрес|wohnadresse|adresse privée|adresse personnelle|addr|perm address|local address|contact address|indirizzo di residenza|street|street address|rue|calle|cím|место жительства|адрес проживания";

const HOME: &str = "domicile|domiciled in|résidant à|residente en|residente in|reside en|place|residence|place of residence|city|town|location|current location|present location|current city|home town|hometown|city of residence|\
    based in|lives in|living in|country|country of residence|wohnort|wohnhaft in|wohnhaft|ort|plz ort|plz und ort|plz wohnort|stadt|\
    lieu de résidence|ville|résidence|lugar de residencia|residencia|localidad|ciudad|población|provincia|luogo di residenza|città|residente a|\
    localidade|cidade|residência|woonplaats|plaats|woonachtig in|miejsce zamieszkania|miejscowość|miasto|ikamet|ikametgah|yaşadığı şehir|şehir|\
    il|所在地|现居|现居住地|居住地|现居地|\
    bostadsort|ort postnummer|město|oraș|localitate|lakóhely|πόλη|місто|город|місце проживання|based|postcode woonplaats|postcode en woonplaats|plz ort|lieu";

const TITLE: &str = "designation|current designation|present designation|position|position held|post|post held|current position|present position|role|\
    current role|job title|title|job role|profession|occupation|occupation or position held|function|beruf|beruf oder funktion|funktion|\
    berufsbezeichnung|angestrebte stelle|stelle|tätigkeit|erlernter beruf|ausgeübter beruf|derzeitige tätigkeit|tätigkeit als|poste|poste occupé|fonction|\
    fonction ou poste occupé|métier|profession ou fonction|intitulé du poste|puesto|cargo|profesión|ocupación|cargo ocupado|\
    puesto de trabajo|profesión o cargo desempeñado|posizione|mansione|ruolo|professione|qualifica|lavoro o posizione ricoperti|\
    tipo di impiego|profissão|função|função ou cargo ocupado|profissão ou cargo|functie|beroep|functietitel|beroep of functie|stanowisko|zawód|\
    zawód lub stanowisko|funkcja|pozycja|meslek|mesleği|unvan|ünvan|pozisyon|görev|görevi|役割|役職|職種|职位|职务|岗位";

const EMPLOYER: &str = "employer|name of employer|name and address of employer|company|company name|organisation|organization|organisation name|\
    organization name|name of company|name of organisation|name of organization|office|office name|firm|client|arbeitgeber|firma|unternehmen|\
    name und adresse des arbeitgebers|betrieb|employeur|entreprise|société|nom et adresse de l employeur|empresa|empleador|\
    nombre y dirección de la empresa|datore di lavoro|azienda|nome e indirizzo del datore di lavoro|entidade|entidade patronal|empregador|\
    werkgever|bedrijf|pracodawca|nazwa pracodawcy|işveren|şirket|firma adı|公司|公司名称|会社名|勤務先";

static LABELS: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let lists = [
        (EMPLOYER, Label::Employer),
        (TITLE, Label::Title),
        (HOME, Label::Home),
        (ADDRESS, Label::Address),
        (CONTACT, Label::Contact),
        (DOCUMENT, Label::Document),
        (RELATIVE, Label::Relative),
        (PRIVATE, Label::Private),
        (BIRTH_PLACE, Label::BirthPlace),
        (BIRTH, Label::Birth),
        (NAME, Label::Name),
    ];
    // Of two kinds with one label the later, more private kind stays.
    lists.into_iter().flat_map(|(list, label)| list.split('|').map(move |entry| (entry.trim(), label))).collect()
});

/// The kind of label of these words as a whole.
pub(in crate::cv) fn named(words: &str) -> Option<Label> {
    // A mask is a value: "[name]".
    if words.contains(['[', ']']) {
        return None;
    }
    // The Turkish capital would fall apart in lower case.
    let folded = folded(&words.replace('İ', "i"));
    LABELS.get(folded.trim()).copied()
}

/// Words by which a label on no list tells its kind: "Name of Spouse", "Teacher reference number".
const TELLING: [(Label, &str); 2] = [
    (
        Label::Relative,
        "spouse|husband|wife|father|mother|parents|sibling|siblings|ehemann|ehefrau|ehegatte|vater|mutter|geschwister|\
         conjoint|conjointe|père|mère|cónyuge|esposo|esposa|padre|madre|hijos|coniuge|marito|moglie|figli|cônjuge|marido|mãe|echtgenoot|\
         echtgenote|mąż|żona|matka|ojciec|rodzice",
    ),
    (
        Label::Document,
        "number|nummer|número|numero|numéro|numer|nr|id|numarası|identifiant|cédula|matrícula|matricola|registration",
    ),
];

/// Least figures of a document's number.
const FIGURES: usize = 5;

/// The longest label on no list, in words.
const MAX_TELLING_WORDS: usize = 5;

/// The kind of label on no list, before a colon.
fn told(words: &str, value: &str) -> Option<Label> {
    let folded = folded(&words.replace('İ', "i"));
    let words: Vec<&str> = folded.split_whitespace().collect();
    let tells = |list: &str| list.split('|').any(|one| words.contains(&one.trim()));
    let found = TELLING.iter().find(|(_, list)| tells(list))?;
    // "Number of beds: 40", "Numéro 1: Paris"
    let is_numbered = value.chars().filter(char::is_ascii_digit).count() >= FIGURES;
    let is_told = found.0 != Label::Document || is_numbered;
    ((2..=MAX_TELLING_WORDS).contains(&words.len()) && is_told).then_some(found.0)
}

/// Label and value of a detail: "Sex : Male", "Date of Birth:-16-01-1994", "Geburtsort Wernigerode".
pub(super) fn split(detail: &str) -> Option<(Label, &str)> {
    let at_colon = detail.split_once([':', '：']).and_then(|(label, value)| {
        let value = value.trim_start_matches([' ', '-', '–', ':', '.']);
        let label = without_bullet(label);
        Some((named(label).or_else(|| told(label, value))?, value.trim()))
    });
    at_colon.or_else(|| before_dash(detail)).or_else(|| in_brackets(detail)).or_else(|| in_a_row(detail))
}

/// "Father's Name - Mr. Mohan", "Gender – Male".
fn before_dash(detail: &str) -> Option<(Label, &str)> {
    let (label, value) = detail.split_once(" - ").or_else(|| detail.split_once(" – "))?;
    let label = named(without_bullet(label))?;
    label.is_private().then(|| (label, value.trim()))
}

/// "【役割】iOSプログラマ"
fn in_brackets(detail: &str) -> Option<(Label, &str)> {
    let (label, value) = detail.strip_prefix('【')?.split_once('】')?;
    Some((named(label)?, value.split('【').next().unwrap_or_default().trim()))
}

/// A table's row, without a sign between label and value. Short labels are too often the beginning of a sentence.
fn in_a_row(detail: &str) -> Option<(Label, &str)> {
    /// The longest label, in words.
    const MAX_WORDS: usize = 6;
    /// The longest value of such a row, in words.
    const MAX_VALUE_WORDS: usize = 8;
    let detail = without_bullet(detail);
    let spaces: Vec<usize> = detail.match_indices(' ').map(|(at, _)| at).take(MAX_WORDS).collect();
    spaces.into_iter().rev().find_map(|at| {
        let (words, value) = (&detail[..at], detail[at..].trim());
        let label = named(words).filter(|_| !words.ends_with(','))?;
        let is_short = value.split(' ').count() <= MAX_VALUE_WORDS;
        is_short.then_some(())?;
        fits(label, words, value).then_some((label, value))
    })
}

/// Short labels of private facts that begin no sentence.
const CERTAIN: [&str; 7] = ["sex", "geloof", "religie", "wyznanie", "konfession", "religião", "religión"];

/// Whether a value without a colon before it is of the label's kind.
fn fits(label: Label, words: &str, value: &str) -> bool {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let few = value.split(' ').count() <= 2;
    match label {
        Label::Birth => has_digit || value.contains("[birth date]"),
        Label::BirthPlace => letters > 7,
        Label::Private => {
            letters > 8 && value.split(' ').count() <= 3 || few && CERTAIN.contains(&words.to_lowercase().as_str())
        }
        Label::Document => has_digit && letters > 5,
        Label::Relative => letters > 8,
        Label::Name => value.contains("[name]") || (letters > 6 && value.split(' ').count() <= 4),
        Label::Contact => value.contains('[') || has_digit,
        Label::Address | Label::Home => letters > 6 && words != "location",
        Label::Title | Label::Employer => words.contains(' ') && letters > 10,
    }
}

fn without_bullet(label: &str) -> &str {
    label.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_many_languages_are_told_from_their_values() {
        for (detail, label, value) in [
            ("Sex : Male", Label::Private, "Male"),
            ("Date of Birth:-16-01-1994", Label::Birth, "16-01-1994"),
            ("Contact no: - 9000000001", Label::Contact, "9000000001"),
            ("Father's Name : Mr. Mohan Sample", Label::Relative, "Mr. Mohan Sample"),
            ("Father’s Name - Mr. Mohan Sample", Label::Relative, "Mr. Mohan Sample"),
            ("Ad Soyad: Ayşe Yılmaz", Label::Name, "Ayşe Yılmaz"),
            ("Name, Vorname: Muster, Erika", Label::Name, "Muster, Erika"),
            ("Née le 3 mai 1990", Label::Birth, "3 mai 1990"),
            ("Geburtsort Wernigerode", Label::BirthPlace, "Wernigerode"),
            ("Fecha de nacimiento: 1/2/1990", Label::Birth, "1/2/1990"),
            ("Beruf oder Funktion Fachkraft für Lagerlogistik", Label::Title, "Fachkraft für Lagerlogistik"),
            ("• Designation : Site Engineer", Label::Title, "Site Engineer"),
            ("Woonplaats: Utrecht", Label::Home, "Utrecht"),
            ("【役割】iOSプログラマ【メンバー数】13名", Label::Title, "iOSプログラマ"),
        ] {
            assert_eq!(split(detail), Some((label, value)), "{detail}");
        }
    }

    #[test]
    fn a_sentence_is_no_label() {
        for line in [
            "Name the risks early",
            "Position papers for ministers",
            "Company law, 2019",
            "Alter Markt, Köln",
            "Status reports to the board",
            "Telefonist: Hotel Seeblick",
            "Nurse, Leeds",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
