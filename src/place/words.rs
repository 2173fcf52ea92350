//! Words in a place that are no names, in plain form.

use crate::filters::WorkArrangement;

/// Phrases with "|" between.
pub(super) struct List(&'static str);

impl List {
    /// Every phrase, in the order of trying: longer phrases first, so that no rest of them is left over.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.split('|')
    }

    /// Whether a text is a phrase of the list.
    pub(super) fn has(&self, text: &str) -> bool {
        self.iter().any(|phrase| phrase == text)
    }
}

/// Any place at all.
pub(super) const ANYWHERE: List = List(
    "anywhere|anywhere in the world|everywhere|worldwide|world wide|world|the world|any|any location|\
     any place|any city|any country|all|all locations|all countries|all cities|global|globally|international|\
     internationally|earth|weltweit|welt|global weltweit|uberall|ueberall|egal|ganz egal|egal wo|beliebig|\
     beliebiger ort|alle orte|alle lander|alle standorte|partout|nimporte ou|monde|monde entier|mondial|\
     mundial|mundo|en todo el mundo|cualquier lugar|en cualquier lugar|ovunque|mondo|tutto il mondo|\
     wereldwijd|overal|no preference|open to anywhere|flexible|open to relocation|willing to relocate|\
     relocation|flexibel|open|open to anything|open to all|offen|wherever|no matter where|mir egal|ist mir egal|\
     ist egal|standort egal|ort egal|ortsungebunden|ortlich flexibel|raumlich flexibel|peu importe|indifferent|\
     indiferente|indifferente|nimporte quel lieu|donde sea|maakt niet uit|全球|世界|全世界|везде|весь мир|不限|どこでも",
);

/// No place at all: an empty cell, as people word it.
pub(super) const NO_PLACE: List = List(
    "na|ka|none|null|nil|keine|keine angabe|ohne angabe|tbd|tba|tbc|unknown|unbekannt|not specified|\
     not applicable|not available|unspecified|undefined|various|various locations|various cities|multiple|\
     multiple locations|multiple cities|multiple sites|multiple offices|several|several locations|\
     several cities|different locations|many locations|diverse|diverse standorte|div|mehrere|\
     mehrere standorte|mehrere orte|verschiedene|verschiedene standorte|verschiedene orte|divers|plusieurs|\
     plusieurs lieux|varios|varias ubicaciones|see description|siehe beschreibung|location|ort|standort|\
     place|other|others|sonstige|andere|leer|empty|blank|xx|xxx|no location|kein ort|no place|office|on site|\
     onsite|vor ort|hybrid|einsatzort|arbeitsort|dienstort|dienstsitz|arbeitsplatz|job location|work location|\
     place of work|place of employment|office location|lieu|lieu de travail|ubicacion|lugar de trabajo|sede|sede di lavoro|\
     luogo|luogo di lavoro|locatie|werklocatie|local|localizacao|lokalizacja|miejsce pracy|konum|勤務地|工作地点|\
     siehe oben|wie oben|siehe text|siehe anzeige|siehe ausschreibung|dito|ditto|idem|same as above|see above|\
     see below|see job description|hq|headquarter|headquarters|head office|main office|hauptsitz|zentrale|\
     all our locations|our offices|an allen standorten|nach absprache|nach vereinbarung",
);

/// All of one's own country.
pub(super) const NATIONWIDE: List = List(
    "nationwide|nation wide|nationally|national|countrywide|country wide|bundesweit|landesweit|bundesgebiet|\
     im ganzen bundesgebiet|inland|within the country|domestic|across the country|all over the country|\
     ganzes land|im inland|einsatz bundesweit|deutschlandweiter einsatz|bundesweiter einsatz|todo el pais|landelijk",
);

/// Work from home, for an employer in one's own country: nobody commutes from home to another country.
pub(super) const HOME: List = List(
    "working from home|work from home|work at home|home working|home office|home based|homeoffice|homebased|\
     heimarbeit|von zu hause aus|von zuhause aus|von zu hause|von zuhause|zu hause|zuhause|from home|at home|\
     mobiles arbeiten|telearbeit|teletravail|travail a domicile|teletrabajo|trabajo desde casa|desde casa|\
     lavoro da casa|da casa|smart working|thuiswerken|thuiswerk|praca z domu|evden calisma|hjemmekontor|\
     hemarbete|wfh|在宅勤務|在宅",
);

/// Work from home only where no other word stands beside.
pub(super) const HOME_ALONE: List = List("home|my home|own home|daheim");

/// Work from afar, for any employer. Longer phrases first, so that no rest of them is left over.
pub(super) const REMOTE: List = List(
    "work from anywhere|ortsunabhangig|ortsunabhaengig|standortunabhangig|telecommuting|telecommute|\
     teleworking|praca zdalna|en remoto|da remoto|a distance|a distancia|uzaktan|telework|distributed|\
     fernarbeit|remotely|zdalnie|virtual|zdalna|distans|remoto|remota|remote|wfa|フルリモート|リモート|远程|удаленно|\
     удаленная работа",
);

/// Words around "remote" that do not change its meaning. No "or": "or" offers a second place.
pub(super) const AROUND_REMOTE: List = List(
    "100|fully|full|voll|vollstandig|komplett|completely|only|nur|solely|first|work|working|job|jobs|\
     position|role|location|in|within|innerhalb|from|aus|of|von|the|anywhere|worldwide|weltweit|global|\
     permanent|status|mostly|mainly|primarily|predominantly|uberwiegend|hauptsachlich|grosstenteils|meist|lavoro|\
     trabajo|trabalho|travail|arbeit|arbeiten|praca|werk|poste|puesto|completamente|totalmente|entierement|tamamen|\
     calisma|cent|pour cent|desde|depuis|vanuit|フル",
);

/// Work arrangements said beside a place: a matter of a filter.
const ARRANGEMENTS: [(List, WorkArrangement); 3] = [
    (
        List(
            "in person|in office|in the office|on site|onsite|on location|vor ort|vor ort arbeit|im buro|prasenz|in prasenz|\
             presencial|sur site|sur place|en presentiel|presentiel|in sede|in presenza|op locatie|op kantoor|no local|\
             stacjonarnie|stacjonarna|na miejscu|ofis|ofiste|is yerinde|no remote|kein homeoffice|\
             not remote|nicht remote|kein remote|ohne homeoffice|出社|オンサイト|现场",
        ),
        WorkArrangement::OnSite,
    ),
    (
        List(
            "hybrid|hybride|hibrido|hibrida|ibrido|ibrida|hybrydowo|hybrydowa|hybrydowy|hibrit|hybrid working|\
             hybrid remote|hybrid work|hybrid model|hybridmodell|hybrides arbeiten|modalidad hibrida|modalita ibrida|\
             mode hybride|praca hybrydowa|hibrit calisma|partially remote|partly remote|partial remote|part remote|\
             semi remote|some remote|teil remote|teilremote|teilweise remote|teils remote|teilweise homeoffice|\
             teilweise home office|teils homeoffice|tageweise homeoffice|anteilig homeoffice|mit homeoffice|\
             mit home office|mit homeoffice anteil|inkl homeoffice|inkl home office|inklusive homeoffice|\
             with home office|with some home office|some home office|homeoffice anteil|homeoffice tage|\
             homeoffice und vor ort|teletravail partiel|teletrabajo parcial|gedeeltelijk remote|\
             deels thuis|ハイブリッド|混合办公",
        ),
        WorkArrangement::Hybrid,
    ),
    (
        List(
            "remote possible|remote moglich|remote friendly|remote optional|remote option|remote ok|remote okay|\
             remote work possible|remote allowed|remotearbeit moglich|option to work remotely|option of remote|\
             home office moglich|homeoffice moglich|home office possible|homeoffice optional|homeoffice option|\
             home office option|teletravail possible|teletrabajo posible|possibilita di smart working|\
             thuiswerken mogelijk|remoto possivel|mozliwa praca zdalna",
        ),
        WorkArrangement::RemoteOk,
    ),
];

/// The work arrangement in a text, and the rest of the text. The longest phrase counts.
pub(super) fn arrangement_beside(text: &str) -> Option<(WorkArrangement, &str)> {
    let phrases = ARRANGEMENTS.iter().flat_map(|(list, said)| list.iter().map(move |words| (words, *said)));
    let beside = phrases.filter_map(|(words, said)| Some((words.len(), said, without(text, words)?)));
    beside.max_by_key(|(length, ..)| *length).map(|(_, said, rest)| (said, rest))
}

/// Words of a share of one's time, as in "bis zu 2 Tage pro Woche im Homeoffice".
pub(super) const OF_TIME: List = List(
    "days|day|tage|tag|tagen|jours|jour|dias|dia|giorni|giorno|dagen|dag|dni|gun|percent|prozent|remote|remotely|homeoffice|\
     home|office|vor|ort|onsite|on|site|pro|per|a|the|in|im|buro|woche|week|semaine|semana|settimana|par|por|de|teletravail|\
     teletrabajo|wochentlich|weekly|from|anwesenheit|prasenz|oficina|kantoor|thuis|zdalnie|bureau|au",
);

/// Words that make a number one of days.
pub(super) const DAYS: List = List("days|day|tage|tag|tagen|jours|jour|dias|dia|giorni|giorno|dagen|dag|dni|gun");

/// Words after a percentage of working time.
pub(super) const ELSEWHERE: List = List("remote|homeoffice|home|office|onsite|teletravail|teletrabajo|percent|prozent");

/// Words before a share of working time.
pub(super) const ABOUT: List = List(
    "bis|zu|up|to|max|maximal|maximum|maximum of|ca|circa|about|mind|mindestens|min|minimum|at|least|jusqua|hasta|fino",
);

/// Negations: a place beside such a word is not wanted.
pub(super) const NEGATIONS: List = List(
    "not|nicht|ausser|ausgenommen|except|excluding|excl|but|without|ohne|kein|keine|sauf|excepto|salvo|tranne|eccetto|behalve|\
     niet|oprocz|poza|haric",
);

/// Surroundings of a place named before, as a piece of their own: "Zürich oder Umgebung".
pub(super) const SURROUNDINGS: List = List(
    "umgebung|umkreis|umland|umgegend|nahere umgebung|naher umgebung|surroundings|the surroundings|surrounding area|\
     surrounding areas|nearby|vicinity|environs|ses environs|alentours|peripherie|sa peripherie|alrededores|cercanias|\
     dintorni|omgeving|omstreken|okolice|arredores|cevresi|region|drumherum|area",
);

/// More places, without names: "+ 2 weitere".
pub(super) const MORE: List = List(
    "more|more locations|other|others|other locations|weitere|weitere standorte|weitere orte|andere|andere standorte|\
     weiterer|weiterer standort|autres|autres lieux|otros|otras|mas|altri|altre|more cities|other cities|weitere stadte",
);

/// Time zones, and the countries or the area living by them.
pub(super) const TIME_ZONES: [(&str, &str); 23] = [
    ("est", "us"),
    ("edt", "us"),
    ("et", "us"),
    ("cst", "us"),
    ("cdt", "us"),
    ("ct", "us"),
    ("mst", "us"),
    ("mdt", "us"),
    ("mt", "us"),
    ("pst", "us"),
    ("pdt", "us"),
    ("pt", "us"),
    ("eastern", "us"),
    ("central", "us"),
    ("pacific", "us"),
    ("mountain", "us"),
    ("east coast", "us"),
    ("west coast", "us"),
    ("cet", "europe"),
    ("cest", "europe"),
    ("mez", "europe"),
    ("mesz", "europe"),
    ("central european", "europe"),
];

/// Rivers after a town's name: "Linz/Donau", "Linz a. d. Donau".
pub(super) const RIVERS: List = List(
    "donau|rhein|main|oder|saale|neckar|elbe|weser|isar|inn|mosel|spree|lahn|ruhr|havel|ems|aller|leine|fulda|werra|\
     salzach|enns|mur|drau|aare|limmat|loire|rhone|saar|lech|iller|isere|maas|waal",
);

/// Words between a town's name and its river.
pub(super) const AT_RIVER: List = List("an der|am|a d|ad|a|an|ob der|aan de|sur");

/// Words before a name: the place with its surroundings, or nothing. Sources search around a city by themselves.
pub(super) const AREA_BEFORE: List = List(
    "metropolregion|europaische metropolregion|metropolitan area of|metropole|grossraum|ballungsraum|\
     einzugsgebiet|landkreis|stadtgebiet|stadt|umkreis von|umkreis|umgebung von|umgebung|umland|raum|region|\
     kreis|gegend um|gegend|nahe bei|nahe|rund um|um|bei|in der nahe von|in the|in|im|near|around|close to|\
     based in|located in|anywhere in the|anywhere in|all of|all over|across|throughout|within the|within|\
     innerhalb|from|aus|ganz|the|greater|central|inner|downtown|metro|city of|town of|state of|province of|\
     canton of|freistaat|republic of|only|nur|outside|must be in|agglomeration|bassin de|zona de|\
     area metropolitana de|provincia de|area|tutta|tutto il|toda la|todo el|toda|todo|toute la|toute|tout le|heel|cala|\
     tum|pan|nationwide|bundesweit|uberall in|irgendwo in|egal wo in|everywhere in|somewhere in|partout en|ovunque in|\
     overal in|various locations in|multiple locations in|several locations in|locations in|offices in|various|multiple|\
     verschiedene standorte in|mehrere standorte in|standorte in|an standorten in|regione|regiao|region de|woj|\
     wojewodztwo|omgeving|regio|alrededores de|environs de|autour de|pres de|cerca de|vicino a|okolice|co|county|\
     provincia di|comunidad de|land|departement|grande|gran|flughafen|plz|postleitzahl|zip|zip code|postcode|einsatzort|\
     arbeitsort|dienstort|standort|ort|location|lieu|sede|must live in|must be based in|must reside in|\
     must be located in|must be in|living in|residing in|resident in|wohnhaft in|wohnsitz in|mit wohnsitz in|\
     candidates in|employees in|state",
);

/// Words after a name: the place with its surroundings, or nothing. Longer phrases first.
pub(super) const AREA_AFTER: List = List(
    "and the surrounding area|and surrounding areas|and surrounding area|and surroundings|and nearby|\
     metropolitan region|metropolitan area|und umgebung|und umkreis|und umland|und region|u umgebung|\
     metropolregion|greater area|metro region|city center|city centre|metro area|city area|innenstadt|\
     umgebung|umkreis|zentrum|residents|resident|preferred|bevorzugt|countries|based|timezones|timezone|\
     time zone|gebiet|region|metro|metroplex|county|mitte|wide|weit|area|city|stadt|only|raum|center|centre|\
     etc|und mehr|hq|office|offices|locations|standorte|district|airport|flughafen|sar|kreis|landkreis|geneli|entiere|\
     entera|intera|timezones only|only applicants|residents only|nord|sud|ost|west|north|south|east|alrededores|\
     okolice|peripherie|omgeving|dintorni|freie und hansestadt|hansestadt|u a|ua",
);

/// Marks a region, where a city has the same name: "New York (state)", "Kanton Zürich".
pub(super) const REGION_KINDS: List = List("state|province|canton|kanton|bundesland|provinz|us state|region");

/// Words for regions and other divisions, few of which the table has by name: "Masovian Voivodeship".
pub(super) const DIVISIONS: List = List(
    "state|province|canton|kanton|bundesland|provinz|region|voivodeship|wojewodztwo|oblast|county|prefecture|department|\
     departement|governorate|kommune|municipality|kraj|judetul|megye|lan|fylke|maakunta",
);

/// Words for a part of a city, beside its name: "London Borough of Camden".
pub(super) const OF_DISTRICTS: List = List(
    "borough|boroughs|arrondissement|arr|bezirk|stadtbezirk|stadtteil|ortsteil|ot|stadtviertel|kreis|quartier|quartiere|\
     barrio|barri|distrito|districte|municipio|rione|wijk|stadsdeel|dzielnica|bydel|neighborhood|neighbourhood",
);

/// Words between two places on one line.
pub(super) const BETWEEN: List = List(
    " und/oder | and/or | or | oder | and | und | sowie | as well as | bzw. | bzw | ou bien | ou | et | y | & | + | wahlweise | \
         alternativ | alternatively | lub | veya | of | o | ve | i | e | или | або | ή | أو | 또는 |または|或者|或",
);

/// Separators that are part of many names: an unknown piece beside such a separator is no place of its own.
pub(super) const PART_OF_NAMES: List = List(" and | und | of | o | ve | i | e | et | y ");

/// Words, first names and names of firms that are also names of small towns: people typing them rarely mean the town.
pub(super) const EVERYDAY: List = List(
    "mobile|orange|nice|reading|tours|home|male|female|best|date|data|engineer|manager|sales|marketing|most|\
     name|page|of|bath|battle|beaver|bend|berg|born|boss|brand|buch|bunde|burg|bad|chance|cook|cork|corner|\
     cross|deal|dover|drama|enger|erding|eye|fair|field|fort|garden|gap|gold|grange|green|hall|halver|hand|\
     hell|hook|hope|horn|hurry|independence|industry|job|joy|kind|kopf|lage|lake|lens|liberal|liberty|limit|\
     lead|link|lucky|lunch|magic|march|mars|mill|mission|model|moss|nova|novi|office|opportunity|paradise|\
     park|peace|pin|plant|pole|price|progress|protection|pure|quality|remote|rest|rice|ripe|role|roles|sand|\
     seal|see|senior|service|sex|short|skill|spring|stade|star|stein|street|success|summit|sun|surprise|tag|\
     tank|team|time|tomball|trainer|union|university|wald|ware|wells|werder|west|wetter|will|wind|winner|\
     wise|wolf|work|worth|angelina|anna|barbara|carmen|charlotte|christina|daniel|david|diana|elena|emma|eva|\
     florence|georgina|helena|jackson|julia|lara|laura|leo|leon|linda|lorena|lucas|marcos|maria|marion|\
     martina|max|mia|monte|nora|olivia|oscar|pablo|paul|paula|rita|rosa|sandra|sara|sarah|sofia|sophia|\
     stephan|tina|tom|vera|victoria|wayne|google|siemens|bosch|ford|tesla",
);

/// The rest of a text without these words at its start or end; None where they are absent.
pub(super) fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    without_first(text, words).or_else(|| without_last(text, words))
}

/// The rest of a text after these words at its start.
pub(super) fn without_first<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(' ')
}

/// The rest of a text before these words at its end.
pub(super) fn without_last<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_suffix(' ')
}
