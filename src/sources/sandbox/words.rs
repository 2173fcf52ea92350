//! Words of the sandbox's job market. All employers are invented.

/// Titles for one posting of an employer, by field.
pub(super) const FAMILIES: &[&[&str]] = &[
    &["data scientist", "machine learning engineer", "data analyst", "data engineer", "ml engineer"],
    &["software engineer", "software developer", "backend developer", "full stack developer", "softwareentwickler"],
    &["devops engineer", "site reliability engineer", "system administrator", "cloud engineer"],
    &["product manager", "product owner", "project manager", "business analyst"],
    &["marketing manager", "content manager", "social media manager", "online marketing manager"],
    &["sales manager", "account manager", "key account manager", "sales representative"],
    &["nurse", "registered nurse", "staff nurse", "pflegefachkraft"],
    &["accountant", "financial analyst", "controller", "buchhalter"],
    &["hr manager", "recruiter", "hr business partner", "personalreferent"],
    &["ux designer", "product designer", "ui designer", "graphic designer"],
    &["teacher", "lecturer", "trainer"],
    &["logistics manager", "supply chain manager", "warehouse manager"],
];

/// Titles that an employer may write with "/in".
pub(super) const GERMAN_WORKERS: [&str; 3] = ["softwareentwickler", "buchhalter", "personalreferent"];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Nordlicht",
    "Havelwerk",
    "Blue Harbour",
    "Silberbach",
    "Greenfield",
    "Kranich",
    "Alpenblick",
    "Copper Lane",
    "Fernweh",
    "Bright Oak",
    "Steinadler",
    "Meridian",
    "Lindenhof",
    "Quayside",
    "Rotfuchs",
    "Tallis",
    "Morgenrot",
    "Elmwood",
    "Wellenbrecher",
    "Pinecrest",
    "Sonnenfeld",
    "Larkspur",
    "Bergkristall",
    "Ironbridge",
];

pub(super) const SECOND_NAMES: &[&str] = &[
    "Analytics",
    "Systems",
    "Logistics",
    "Health",
    "Energy",
    "Software",
    "Mobility",
    "Robotics",
    "Media",
    "Finance",
    "Foods",
    "Materials",
];

/// Legal form after an employer's name, by country.
pub(super) fn legal_form(country: &str) -> &'static str {
    match country {
        "de" | "at" => "GmbH",
        "ch" => "AG",
        "gb" | "ie" => "Ltd",
        "us" | "ca" => "Inc",
        "fr" => "SAS",
        "nl" => "BV",
        "es" => "SL",
        _ => "Group",
    }
}

pub(super) fn currency(country: &str) -> &'static str {
    match country {
        "us" => "USD",
        "gb" => "GBP",
        "ch" => "CHF",
        "pl" => "PLN",
        "ca" => "CAD",
        _ => "EUR",
    }
}

pub(super) fn speaks_german(country: &str) -> bool {
    ["de", "at", "ch"].contains(&country)
}

/// Cities with the jobs of a country-wide search, each with its region.
pub(super) fn big_cities(country: &str) -> &'static [(&'static str, &'static str)] {
    match country {
        "de" => &[
            ("Berlin", "Berlin"),
            ("Hamburg", "Hamburg"),
            ("Munich", "Bavaria"),
            ("Cologne", "North Rhine-Westphalia"),
            ("Frankfurt am Main", "Hesse"),
            ("Leipzig", "Saxony"),
        ],
        "at" => &[("Vienna", "Vienna"), ("Graz", "Styria"), ("Linz", "Upper Austria")],
        "ch" => &[("Zurich", "Zurich"), ("Geneva", "Geneva"), ("Basel", "Basel-City")],
        "us" => &[
            ("New York", "New York"),
            ("Chicago", "Illinois"),
            ("Austin", "Texas"),
            ("Seattle", "Washington"),
            ("Boston", "Massachusetts"),
        ],
        "gb" => &[("London", "England"), ("Manchester", "England"), ("Edinburgh", "Scotland")],
        "fr" => &[("Paris", "Île-de-France"), ("Lyon", "Auvergne-Rhône-Alpes")],
        "nl" => &[("Amsterdam", "North Holland"), ("Utrecht", "Utrecht")],
        "es" => &[("Madrid", "Madrid"), ("Barcelona", "Catalonia")],
        "pl" => &[("Warsaw", "Mazovia"), ("Krakow", "Lesser Poland")],
        _ => &[],
    }
}

/// A smaller town beside a large one, with its region.
pub(super) fn town_beside(city: &str) -> Option<(&'static str, &'static str)> {
    Some(match city {
        "Berlin" => ("Potsdam", "Brandenburg"),
        "Munich" => ("Dachau", "Bavaria"),
        "Hamburg" => ("Norderstedt", "Schleswig-Holstein"),
        "Cologne" => ("Leverkusen", "North Rhine-Westphalia"),
        "Frankfurt am Main" => ("Offenbach", "Hesse"),
        "Stuttgart" => ("Esslingen", "Baden-Württemberg"),
        _ => return None,
    })
}

/// Countries for jobs of a search without a place.
pub(super) const COUNTRIES: &[&str] = &["us", "gb", "de", "fr", "nl", "es", "pl", "at", "ch"];

/// Job boards by language.
pub(super) fn publishers(german: bool) -> &'static [&'static str] {
    if german {
        &["LinkedIn", "Indeed", "Arbeitsagentur", "StepStone", "XING"]
    } else {
        &["LinkedIn", "Indeed", "Glassdoor", "ZipRecruiter"]
    }
}

/// Systems that employers publish with, as Active Jobs DB lists them.
pub(super) const SYSTEMS: &[&str] = &["personio", "greenhouse", "workday", "smartrecruiters", "lever.co", "teamtailor"];

pub(super) const TASKS_ENGLISH: &[&str] = &[
    "take a piece of our daily work and make it simpler for everybody after you",
    "work with colleagues from three departments and keep them informed",
    "plan your own week together with a small team",
    "find out what our customers really need, and say so",
    "keep what is there in good order before adding to it",
    "write down what you learned, so that others can use it",
    "train new colleagues in their first months",
    "look after our most important figures and explain them",
];

pub(super) const WISHES_ENGLISH: &[&str] = &[
    "some years in a comparable position, or a good reason why you can do it anyway",
    "a finished training or degree in a related field",
    "clear English, spoken and written",
    "patience with details and with people",
    "curiosity about how the work could be done better",
    "experience with the usual tools of the trade",
];

pub(super) const TASKS_GERMAN: &[&str] = &[
    "Du vereinfachst einen Teil unserer täglichen Arbeit für alle, die nach dir kommen",
    "Du arbeitest mit drei Abteilungen zusammen und hältst sie auf dem Laufenden",
    "Du planst deine Woche gemeinsam mit einem kleinen Team",
    "Du findest heraus, was unsere Kundschaft wirklich braucht",
    "Du hältst Bestehendes in Ordnung, bevor Neues dazukommt",
    "Du schreibst auf, was du gelernt hast, damit andere es nutzen können",
    "Du lernst neue Kolleginnen und Kollegen ein",
    "Du betreust unsere wichtigsten Kennzahlen und erklärst sie",
];

pub(super) const WISHES_GERMAN: &[&str] = &[
    "einige Jahre in einer vergleichbaren Stelle oder ein guter Grund, warum es auch so geht",
    "eine abgeschlossene Ausbildung oder ein Studium in einem verwandten Fach",
    "gutes Deutsch und brauchbares Englisch",
    "Geduld mit Einzelheiten und mit Menschen",
    "Neugier darauf, wie die Arbeit besser ginge",
    "Erfahrung mit den üblichen Werkzeugen",
];

/// Words of a title in capitals.
pub(super) const ACRONYMS: &[&str] = &[
    "ml", "ai", "it", "hr", "ux", "ui", "qa", "sap", "bi", "crm", "seo", "ios", "php", "sql", "aws", "erp", "vp", "cto",
];

/// Words of a title that stay small.
pub(super) const SMALL_WORDS: &[&str] = &["of", "and", "for", "in", "the", "für", "und", "im", "der", "die", "das"];
