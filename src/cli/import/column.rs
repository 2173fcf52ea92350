//! Columns of a table, and the names that offices give them. Pure.

use crate::closed_list;
use crate::typed;

closed_list! {
    "a column";
    /// The columns of a file.
    pub(super) enum Column {
        Email = "email",
        QueryName = "query_name",
        Title = "title_keyword",
        Location = "location",
        WorkArrangement = "ai_work_arrangement",
        EmploymentType = "ai_employment_type",
        Seniority = "ai_seniority",
        Industry = "ai_industry",
        Priority = "priority",
    }
}

impl Column {
    /// Required columns.
    pub(super) const REQUIRED: [Self; 3] = [Self::Email, Self::Title, Self::Location];

    /// Other unambiguous names, folded as by [`name_key`].
    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Email => &["mail", "emailaddress", "emailadresse", "mailadresse", "mailaddress"],
            Self::QueryName => &["list", "listname", "nameofthelist", "liste"],
            Self::Title => &["title", "titles", "jobtitle", "jobtitles", "titel", "beruf", "berufsbezeichnung"],
            Self::Location => &["locations", "place", "places", "city", "ort", "orte", "stadt"],
            Self::WorkArrangement => &["workarrangement", "arrangement"],
            Self::EmploymentType => &["employmenttype", "employment", "beschaftigungsart"],
            Self::Seniority => &["seniority"],
            Self::Industry => &["industry", "branche"],
            Self::Priority => &["prio", "prioritat"],
        }
    }

    /// Loose names: they mean this column where no other column fits.
    fn looser_names(self) -> &'static [&'static str] {
        match self {
            Self::Email => &["user", "username", "benutzer", "account", "konto", "emails", "courriel", "correo"],
            Self::QueryName => {
                &["searchname", "suchname", "search", "suche", "savedsearch", "suchprofil", "suchauftrag", "queryname"]
            }
            Self::Title => &[
                "role",
                "roles",
                "position",
                "positions",
                "stelle",
                "stellen",
                "stellenbezeichnung",
                "stellentitel",
                "jobtitel",
                "job",
                "jobs",
                "berufe",
                "tatigkeit",
                "funktion",
                "wunschberuf",
                "suchbegriff",
                "suchwort",
                "stichwort",
                "keyword",
                "keywords",
                "titlekeywords",
                "searchterm",
                "occupation",
                "poste",
                "puesto",
            ],
            Self::Location => &[
                "cities",
                "town",
                "region",
                "stadte",
                "arbeitsort",
                "arbeitsorte",
                "standort",
                "standorte",
                "einsatzort",
                "wunschort",
                "joblocation",
                "worklocation",
                "where",
                "wo",
                "lieu",
                "ville",
                "ciudad",
                "luogo",
            ],
            Self::WorkArrangement => &[
                "workmode",
                "workmodel",
                "workplacetype",
                "workplace",
                "remote",
                "homeoffice",
                "arbeitsmodell",
                "arbeitsweise",
                "arbeitsform",
                "remoteorhybrid",
            ],
            Self::EmploymentType => &[
                "jobtype",
                "contracttype",
                "contract",
                "typeofemployment",
                "anstellungsart",
                "beschaftigung",
                "arbeitszeit",
                "arbeitszeitmodell",
                "vertragsart",
                "anstellung",
            ],
            Self::Seniority => &[
                "senioritylevel",
                "level",
                "experience",
                "experiencelevel",
                "erfahrung",
                "erfahrungslevel",
                "berufserfahrung",
                "karrierestufe",
                "karrierelevel",
                "senioritat",
                "senioritatslevel",
                "careerlevel",
            ],
            Self::Industry => {
                &["sector", "field", "bereich", "fachbereich", "berufsfeld", "industrie", "category", "kategorie"]
            }
            Self::Priority => &["rank", "rang", "wichtigkeit", "importance"],
        }
    }

    /// Column named by a header, in any case, with or without spaces and hyphens.
    pub(super) fn named(header: &str) -> Option<Self> {
        let key = name_key(header);
        let is_it = |column: &&Self| name_key(column.as_str()) == key || column.other_names().contains(&key.as_str());
        Self::ALL.iter().find(is_it).copied()
    }

    /// Column that a header may mean.
    pub(super) fn named_loosely(header: &str) -> Option<Self> {
        let key = name_key(header);
        Self::named(header).or_else(|| Self::ALL.iter().find(|one| one.looser_names().contains(&key.as_str())).copied())
    }
}

/// Letters and digits of a header, small and without accents.
fn name_key(header: &str) -> String {
    typed::without_accents(header).chars().filter(|c| c.is_alphanumeric()).collect()
}
