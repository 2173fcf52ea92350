//! Words in a place that are no names, in their plain form.

/// Phrases with "|" between.
pub(super) struct List(&'static str);

impl List {
    /// Every phrase, in the order in which they are tried: longer ones stand first, so that nothing of them is left over.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.split('|')
    }

    /// Whether a text is one of them.
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
     relocation|flexibel|全球|世界|全世界|везде|весь мир",
);

/// No place at all: an empty cell in the words of whoever filled it.
pub(super) const NO_PLACE: List = List(
    "na|ka|none|null|nil|keine|keine angabe|ohne angabe|tbd|tba|tbc|unknown|unbekannt|not specified|\
     not applicable|not available|unspecified|undefined|various|various locations|various cities|multiple|\
     multiple locations|multiple cities|multiple sites|multiple offices|several|several locations|\
     several cities|different locations|many locations|diverse|diverse standorte|div|mehrere|\
     mehrere standorte|mehrere orte|verschiedene|verschiedene standorte|verschiedene orte|divers|plusieurs|\
     plusieurs lieux|varios|varias ubicaciones|see description|siehe beschreibung|location|ort|standort|\
     place|other|others|sonstige|andere|leer|empty|blank|xx|xxx|no location|kein ort|no place|office|on site|\
     onsite|vor ort|hybrid",
);

/// All of one's own country.
pub(super) const NATIONWIDE: List = List(
    "nationwide|nation wide|nationally|national|countrywide|country wide|bundesweit|landesweit|bundesgebiet|\
     im ganzen bundesgebiet|inland|within the country|domestic|across the country|all over the country|\
     ganzes land|im inland|france entiere|todo el pais|tutta italia|landelijk",
);

/// Work from home, for an employer in one's own country: nobody commutes from home to another one.
pub(super) const HOME: List = List(
    "working from home|work from home|work at home|home working|home office|home based|homeoffice|homebased|\
     heimarbeit|von zu hause aus|von zuhause aus|von zu hause|von zuhause|zu hause|zuhause|from home|at home|\
     mobiles arbeiten|telearbeit|teletravail|travail a domicile|teletrabajo|trabajo desde casa|desde casa|\
     lavoro da casa|da casa|smart working|thuiswerken|thuiswerk|praca z domu|evden calisma|hjemmekontor|\
     hemarbete|wfh|在宅勤務|在宅",
);

/// Work from home only where nothing else stands beside it.
pub(super) const HOME_ALONE: List = List("home|my home|own home|daheim");

/// Work from afar, for any employer. Longer ones first, so that nothing of them is left over.
pub(super) const REMOTE: List = List(
    "work from anywhere|ortsunabhangig|ortsunabhaengig|standortunabhangig|telecommuting|telecommute|\
     teleworking|praca zdalna|en remoto|da remoto|a distance|a distancia|uzaktan|telework|distributed|\
     fernarbeit|remotely|zdalnie|virtual|zdalna|distans|remoto|remota|remote|wfa|リモート|远程|удаленно|\
     удаленная работа",
);

/// What people put around "remote" without changing it. No "or": that offers a second place.
pub(super) const AROUND_REMOTE: List = List(
    "100|fully|full|voll|vollstandig|komplett|completely|only|nur|solely|first|work|working|job|jobs|\
     position|role|location|in|within|innerhalb|from|aus|of|von|the|anywhere|worldwide|weltweit|global|\
     permanent|status",
);

/// Said beside a place about how the work is done; filters say that. Longer ones first.
pub(super) const ARRANGEMENTS: List = List(
    "home office moglich|homeoffice moglich|partially remote|teilweise remote|remote possible|remote moglich|\
     remote friendly|remote optional|remote option|hybrid working|hybrid remote|partly remote|partial remote|\
     hybrid work|teil remote|teilremote|in person|in office|on site|presencial|onsite|vor ort|prasenz|\
     hybride|hibrido|ibrido|hybrid",
);

/// Those of them that mean some days at home.
pub(super) fn is_hybrid(arrangement: &str) -> bool {
    !List("in person|in office|on site|onsite|vor ort|prasenz|presencial").has(arrangement)
}

/// Before a name: the place and what lies around it, or nothing. Sources search around a city by themselves.
pub(super) const AREA_BEFORE: List = List(
    "metropolregion|europaische metropolregion|metropolitan area of|metropole|grossraum|ballungsraum|\
     einzugsgebiet|landkreis|stadtgebiet|stadt|umkreis von|umkreis|umgebung von|umgebung|umland|raum|region|\
     kreis|gegend um|gegend|nahe bei|nahe|rund um|um|bei|in der nahe von|in the|in|im|near|around|close to|\
     based in|located in|anywhere in the|anywhere in|all of|all over|across|throughout|within the|within|\
     innerhalb|from|aus|ganz|the|greater|central|inner|downtown|metro|city of|town of|state of|province of|\
     canton of|freistaat|republic of|only|nur|outside|must be in|agglomeration|bassin de|zona de|\
     area metropolitana de|provincia de|area",
);

/// After a name: the same. Longer ones first.
pub(super) const AREA_AFTER: List = List(
    "and the surrounding area|and surrounding areas|and surrounding area|and surroundings|and nearby|\
     metropolitan region|metropolitan area|und umgebung|und umkreis|und umland|und region|u umgebung|\
     metropolregion|greater area|metro region|city center|city centre|metro area|city area|innenstadt|\
     umgebung|umkreis|zentrum|residents|resident|preferred|bevorzugt|countries|based|timezones|timezone|\
     time zone|gebiet|region|metro|metroplex|county|mitte|wide|weit|area|city|stadt|only|raum|center|centre|\
     etc|und mehr|hq|office",
);

/// Marks a region, where a city has the same name: "New York (state)", "Kanton Zürich".
pub(super) const REGION_KINDS: List = List("state|province|canton|kanton|bundesland|provinz|us state|region");

/// Between two places on one line.
pub(super) const BETWEEN: List =
    List(" or | oder | and | und | sowie | as well as | bzw. | ou | et | y | & | + | und/oder | and/or ");

/// Words, first names and names of firms that are also names of small towns: whoever types one rarely means the town.
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

/// What is left of a text without these words at its start or end; None where they are not there.
pub(super) fn without<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    without_first(text, words).or_else(|| without_last(text, words))
}

/// What follows these words at the start of a text.
pub(super) fn without_first<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(' ')
}

/// What stands before these words at the end of a text.
pub(super) fn without_last<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(words)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_suffix(' ')
}
