//! Pairs of postings as eleven countries write them, with places read as the app reads them: those that are one job, and
//! those that are not.

use super::*;
use crate::place::{self, CountryCode};

/// Employer, title, places and the day of posting.
type Worded<'a> = (&'a str, &'a str, &'a str, u64);

/// One job, by employer, title and place.
const ONE: &[(Worded<'_>, Worded<'_>)] = &[
    // Legal forms.
    (
        ("Robert Bosch GmbH", "Mechatroniker (m/w/d)", "Stuttgart, Baden-Württemberg, Germany", 0),
        ("Robert Bosch", "Mechatroniker*in", "Stuttgart", 4),
    ),
    (
        ("Diakonie Neuendettelsau gGmbH", "Pflegefachkraft (all genders)", "Nürnberg", 0),
        ("Diakonie Neuendettelsau", "Pflegefachkraft", "Nuremberg, Bavaria, Germany", 1),
    ),
    (
        ("Malteser Hilfsdienst e.V.", "Rettungssanitäter:in", "Münster, Germany", 0),
        ("Malteser Hilfsdienst", "Rettungssanitäter (m/w/d)", "Münster, Nordrhein-Westfalen, Germany", 2),
    ),
    (
        ("Lidl Dienstleistung GmbH & Co. KG", "Kassierer/in", "Neckarsulm", 0),
        ("Lidl Dienstleistung", "Kassierer (w/m/d)", "Neckarsulm, Germany", 0),
    ),
    (("Mercadona, S.A.", "Dependiente/a", "Valencia, Spain", 0), ("Mercadona", "Dependiente", "Valencia, Spain", 7)),
    (
        ("Barilla G. e R. Fratelli S.p.A.", "Operaio di produzione (M/F)", "Parma, Italy", 0),
        ("Barilla G. e R. Fratelli SpA", "Operaio di produzione", "Parma, Emilia-Romagna, Italy", 2),
    ),
    (
        ("Albert Heijn B.V.", "Vakkenvuller (m/v/x)", "Utrecht, Netherlands", 0),
        ("Albert Heijn", "Vakkenvuller", "Utrecht, Utrecht, Netherlands", 2),
    ),
    (
        ("Żabka Polska Sp. z o.o.", "Specjalista ds. logistyki (k/m)", "Poznań, Poland", 0),
        ("Żabka Polska", "Specjalista ds. logistyki", "Poznan, Poland", 3),
    ),
    (("Volvo Cars AB", "Montör", "Göteborg, Sweden", 0), ("Volvo Cars", "Montör", "Gothenburg, Sweden", 3)),
    (("Kone Oyj", "Huoltoasentaja", "Helsinki, Finland", 0), ("KONE", "Huoltoasentaja", "Helsinki", 3)),
    (("Novo Nordisk A/S", "Laborant", "København, Denmark", 0), ("Novo Nordisk", "Laborant", "Copenhagen, Denmark", 3)),
    (("Equinor ASA", "Ingeniør", "Stavanger, Norway", 0), ("Equinor", "Ingeniør", "Stavanger", 3)),
    (
        ("Barchester Healthcare Ltd.", "Registered Nurse (RGN) - Nights", "York, United Kingdom", 0),
        ("Barchester Healthcare Limited", "Registered Nurse (RGN), Nights", "York, England, United Kingdom", 3),
    ),
    (
        ("Initech, Inc.", "Sr. Software Engineer II", "Austin, TX", 0),
        ("Initech", "Senior Software Engineer II", "Austin, Texas, United States", 3),
    ),
    (
        ("Target Corporation", "Warehouse Associate", "Denver, CO", 0),
        ("Target Corp.", "Warehouse Associate", "Denver, Colorado, United States", 3),
    ),
    (("The Home Depot", "Cashier", "Atlanta, GA", 0), ("Home Depot", "Cashier", "Atlanta, Georgia, United States", 3)),
    (("Coop Genossenschaft", "Verkäufer/in 60%", "Basel", 0), ("Coop", "Verkäufer:in (60 %)", "Basel, Switzerland", 3)),
    (
        ("UBS Switzerland AG", "Relationship Manager (f/m/d)", "Zürich", 0),
        ("UBS Switzerland", "Relationship Manager 100%", "Zurich, Switzerland", 3),
    ),
    (
        ("ÖBB-Infrastruktur AG", "Fahrdienstleiter:in", "Wien", 0),
        ("ÖBB-Infrastruktur", "Fahrdienstleiter (w/m/x)", "Vienna, Austria", 3),
    ),
    (
        ("Hôpitaux Universitaires de Genève (HUG)", "Aide-soignant(e)", "Genève, Switzerland", 0),
        ("Hôpitaux Universitaires de Genève", "Aide-soignant", "Geneva, Switzerland", 3),
    ),
    // Genders.
    (
        ("Capgemini SE", "Consultant SAP (H/F)", "Lyon, France", 0),
        ("Capgemini", "Consultant SAP H/F", "Lyon, Auvergne-Rhône-Alpes, France", 3),
    ),
    (
        ("Carrefour S.A.S.", "Employé(e) de rayon", "Lille, France", 0),
        ("Carrefour", "Employé de rayon F/H", "Lille, Hauts-de-France, France", 3),
    ),
    (
        ("CHU de Nantes", "Infirmier(ère) H/F", "Nantes, France", 0),
        ("CHU de Nantes", "Infirmier (F/H)", "Nantes, Pays de la Loire, France", 3),
    ),
    (
        ("Stadt Leipzig", "Sachbearbeiter/-in Bauaufsicht (m/w/d)", "Leipzig", 0),
        ("Stadt Leipzig", "Sachbearbeiter Bauaufsicht", "Leipzig, Saxony, Germany", 3),
    ),
    (
        ("Universität Bonn", "Wissenschaftliche*r Mitarbeiter*in", "Bonn", 0),
        ("Universität Bonn", "Wissenschaftlicher Mitarbeiter (m/w/d)", "Bonn, Germany", 3),
    ),
    (
        ("Helios Klinikum", "Krankenpfleger*innen (m/w/d)", "Erfurt", 0),
        ("Helios Klinikum", "Krankenpfleger m/w/d", "Erfurt, Germany", 3),
    ),
    (
        ("Spedition Wolf", "LKW-Fahrer (m/w/d)", "Kassel", 0),
        ("Spedition Wolf", "LKW Fahrer m/w/d", "Kassel, Hesse, Germany", 3),
    ),
    (("Hotel Adler", "Köchin / Koch (m/w/d)", "Ulm", 0), ("Hotel Adler", "Koch/Köchin", "Ulm, Germany", 3)),
    (
        ("Möbel Kraft", "Kaufmann/-frau für Büromanagement", "Bad Segeberg", 0),
        ("Möbel Kraft", "Kaufmann für Büromanagement (m/w/d)", "Bad Segeberg, Germany", 3),
    ),
    (
        ("Kita Frankfurt", "Erzieherin / Erzieher", "Frankfurt am Main", 0),
        ("Kita Frankfurt", "Erzieher (m/w/d)", "60311 Frankfurt am Main", 3),
    ),
    // References, pay, beginnings and arrangements.
    (
        ("Universität Ulm", "Laborant (m/w/d) TV-L E9a", "Ulm", 0),
        ("Universität Ulm", "Laborant (m/w/d) (E9a TV-L)", "Ulm, Germany", 3),
    ),
    (
        ("Stadt Essen", "Bauingenieur (m/w/d) EG 11 TVöD", "Essen", 0),
        ("Stadt Essen", "Bauingenieur (m/w/d)", "Essen, Germany", 3),
    ),
    (
        ("Wolf GmbH", "Elektroniker (m/w/d) Ref. 4711", "Kassel", 0),
        ("Wolf", "Elektroniker (m/w/d)", "Kassel, Germany", 3),
    ),
    (("Wolf GmbH", "Buchhalter (m/w/d) - #12345", "Kassel", 0), ("Wolf", "Buchhalter", "Kassel, Germany", 3)),
    (
        ("Initech", "Data Analyst (Job-ID: 99812)", "Leeds, United Kingdom", 0),
        ("Initech Ltd", "Data Analyst, Job ID 99812", "Leeds, England, United Kingdom", 3),
    ),
    (
        ("Wolf GmbH", "Elektroniker (m/w/d) Kennziffer 2026-118", "Kassel", 0),
        ("Wolf", "Elektroniker (m/w/d)", "Kassel", 3),
    ),
    (("Initech", "Product Manager - Remote", "Berlin", 0), ("Initech", "Product Manager (100% remote)", "Berlin", 3)),
    (
        ("Telecenter AG", "Kundenberater (m/w/d) im Homeoffice", "Rostock", 0),
        ("Telecenter", "Kundenberater (m/w/d) - Home-Office", "Rostock, Germany", 3),
    ),
    (("Hof Petersen", "Erntehelfer (m/w/d) ab sofort", "Lübeck", 0), ("Hof Petersen", "Erntehelfer", "Lübeck", 3)),
    (
        ("Four Seasons Care", "Care Assistant - Immediate Start", "Leeds, United Kingdom", 0),
        ("Four Seasons Care", "Care Assistant", "Leeds, England", 3),
    ),
    (
        ("Zeitplan Personal", "Lagerhelfer (m/w/d) 15,50 €/h", "Bremen", 0),
        ("Zeitplan Personal", "Lagerhelfer", "Bremen, Germany", 3),
    ),
    (
        ("Tesco PLC", "Delivery Driver - Part Time", "Leeds, United Kingdom", 0),
        ("Tesco", "Delivery Driver (Part-Time)", "Leeds, England", 3),
    ),
    (
        ("Kita Sonne", "Erzieher (m/w/d) 30 Std./Woche", "Bonn", 0),
        ("Kita Sonne", "Erzieher (m/w/d) (30 Stunden)", "Bonn, Germany", 3),
    ),
    (
        ("Wolf GmbH", "Staplerfahrer (m/w/d) gesucht!", "Kassel", 0),
        ("Wolf GmbH", "Staplerfahrer (m/w/d)", "Kassel, Germany", 3),
    ),
    (("Initech", "🚀 Sales Manager (m/w/d)", "Berlin", 0), ("Initech", "Sales Manager", "Berlin", 3)),
    (
        ("Initech", "Front-End Developer", "Dublin, Ireland", 0),
        ("Initech", "Front End Developer", "Dublin, County Dublin, Ireland", 3),
    ),
    // Places.
    (("Deka Bank", "Analyst", "Frankfurt a.M.", 0), ("Deka Bank", "Analyst", "Frankfurt am Main, Hesse, Germany", 29)),
    (("Initech", "Engineer", "Berlin-Mitte, Germany", 0), ("Initech", "Engineer", "Berlin, Germany", 3)),
    (("Malerei Heim", "Maler in Köln (m/w/d)", "Köln", 0), ("Malerei Heim", "Maler (m/w/d)", "Cologne, Germany", 3)),
    (
        ("Zara", "Store Manager, London", "London, United Kingdom", 0),
        ("Zara", "Store Manager", "London, England, United Kingdom", 3),
    ),
    (("Prada", "Commesso", "Milano, Italia", 0), ("Prada S.p.A.", "Commesso", "Milan, Lombardy, Italy", 3)),
    (("Malmö stad", "Lärare", "Malmö, Sweden", 0), ("Malmö stad", "Lärare", "Malmo, Skåne County, Sweden", 3)),
    (
        ("Coolblue BV", "Bezorger", "Den Haag, Netherlands", 0),
        ("Coolblue", "Bezorger", "The Hague, South Holland, Netherlands", 3),
    ),
    (
        ("Allegro sp. z o.o.", "Programista Java", "Warszawa, Polska", 0),
        ("Allegro", "Programista Java (K/M/X)", "Warsaw, Masovian Voivodeship, Poland", 3),
    ),
    (("Initech", "Engineer", "Berlin, Germany; Hamburg, Germany", 0), ("Initech", "Engineer", "Hamburg; Berlin", 3)),
];

/// Two jobs.
const TWO: &[(Worded<'_>, Worded<'_>)] = &[
    // Employers of one house, and of one name.
    (("Siemens AG", "Ingenieur", "Erlangen", 0), ("Siemens Healthineers AG", "Ingenieur", "Erlangen", 0)),
    (("Deutsche Bahn AG", "Elektroniker", "Köln", 0), ("DB Netz AG", "Elektroniker", "Köln", 0)),
    (
        ("Volkswagen AG", "Controller", "Braunschweig", 0),
        ("Volkswagen Financial Services AG", "Controller", "Braunschweig", 0),
    ),
    (("Stadtwerke München GmbH", "Jurist", "München", 0), ("Stadt München", "Jurist", "München", 0)),
    (("Universität Wien", "Laborant", "Wien", 0), ("Medizinische Universität Wien", "Laborant", "Wien", 0)),
    (("Edeka Müller", "Verkäufer", "Ulm", 0), ("Edeka Schmidt", "Verkäufer", "Ulm", 0)),
    (("Caritasverband Köln e.V.", "Erzieher", "Neuss", 0), ("Caritasverband Düsseldorf e.V.", "Erzieher", "Neuss", 0)),
    (("Apple Inc.", "Analyst", "Austin, TX", 0), ("Apple Leisure Group", "Analyst", "Austin, TX", 0)),
    (("AXA", "Underwriter", "London", 0), ("AXA XL", "Underwriter", "London", 0)),
    (
        ("Entreprise confidentielle", "Comptable", "Lyon, France", 0),
        ("Entreprise confidentielle", "Comptable", "Lyon, France", 0),
    ),
    (
        ("Empresa confidencial", "Contable", "Madrid, Spain", 0),
        ("Empresa confidencial", "Contable", "Madrid, Spain", 0),
    ),
    (("Azienda riservata", "Cuoco", "Rome, Italy", 0), ("Azienda riservata", "Cuoco", "Rome, Italy", 0)),
    (("Our client", "Accountant", "London", 0), ("Our Client", "Accountant", "London", 0)),
    (("Company Confidential", "Analyst", "Leeds", 0), ("Company Confidential", "Analyst", "Leeds", 0)),
    (("N/A", "Analyst", "Leeds", 0), ("N/A", "Analyst", "Leeds", 0)),
    // Places of one name, and of none.
    (("Deka", "Analyst", "Frankfurt am Main", 0), ("Deka", "Analyst", "Frankfurt (Oder)", 0)),
    (("Nike", "Clerk", "Portland, OR", 0), ("Nike", "Clerk", "Portland, ME", 0)),
    (("Lowe's", "Clerk", "Springfield, IL", 0), ("Lowe's", "Clerk", "Springfield, MO", 0)),
    (("ARM", "Engineer", "Cambridge, United Kingdom", 0), ("ARM", "Engineer", "Cambridge, MA", 0)),
    (("Initech", "Engineer", "Vienna, VA", 0), ("Initech", "Engineer", "Vienna, Austria", 0)),
    (("Initech", "Engineer", "Paris, TX", 0), ("Initech", "Engineer", "Paris, France", 0)),
    (("Initech", "Engineer", "Remote", 0), ("Initech", "Engineer", "Berlin", 0)),
    (("Initech", "Engineer", "Germany", 0), ("Initech", "Engineer", "Berlin, Germany", 0)),
    (("Initech", "Engineer", "Berlin, Germany", 0), ("Initech", "Engineer", "Brandenburg, Germany", 0)),
    (("Initech", "Engineer", "Berlin; Hamburg", 0), ("Initech", "Engineer", "Hamburg; München", 0)),
    (("Initech", "Engineer", "Köln", 0), ("Initech", "Engineer", "Köln", 31)),
    // Levels, grades and hours.
    (("Initech", "Software Engineer II", "Austin, TX", 0), ("Initech", "Software Engineer III", "Austin, TX", 0)),
    (("Initech", "Test Engineer Level 1", "Leeds", 0), ("Initech", "Test Engineer Level 2", "Leeds", 0)),
    (("NHS Trust Leeds", "Staff Nurse Band 5", "Leeds", 0), ("NHS Trust Leeds", "Staff Nurse Band 6", "Leeds", 0)),
    (("Stadt Essen", "Bauingenieur (E 9 TVöD)", "Essen", 0), ("Stadt Essen", "Bauingenieur (E 11 TVöD)", "Essen", 0)),
    (("Stadt Essen", "Bauingenieur TVöD E9", "Essen", 0), ("Stadt Essen", "Bauingenieur TVöD E11", "Essen", 0)),
    (("Initech", "Lead Engineer", "Leeds", 0), ("Initech", "Senior Engineer", "Leeds", 0)),
    (("Zara", "Assistant Manager", "Leeds", 0), ("Zara", "Manager", "Leeds", 0)),
    (("Hotel Adler", "Demi Chef de Partie", "Ulm", 0), ("Hotel Adler", "Chef de Partie", "Ulm", 0)),
    (("Netto", "Verkäufer Vollzeit", "Ulm", 0), ("Netto", "Verkäufer Teilzeit", "Ulm", 0)),
    (("Netto", "Aushilfe (Minijob)", "Ulm", 0), ("Netto", "Aushilfe (Vollzeit)", "Ulm", 0)),
    (("Kita Sonne", "Erzieher (20 Std./Woche)", "Ulm", 0), ("Kita Sonne", "Erzieher (30 Std./Woche)", "Ulm", 0)),
    (("Spital", "Pflegehelfer 50%", "Bern", 0), ("Spital", "Pflegehelfer 100%", "Bern", 0)),
    (("Ocado", "Warehouse Operative - Nights", "Leeds", 0), ("Ocado", "Warehouse Operative - Days", "Leeds", 0)),
    (("Stadt Ulm", "Jurist (befristet)", "Ulm", 0), ("Stadt Ulm", "Jurist (unbefristet)", "Ulm", 0)),
    (("Initech", "Engineer (Remote)", "Berlin", 0), ("Initech", "Engineer (On-site)", "Berlin", 0)),
    // Departments, subjects, languages and years.
    (
        ("Charité", "Pflegefachkraft - Intensivstation", "Berlin", 0),
        ("Charité", "Pflegefachkraft - Onkologie", "Berlin", 0),
    ),
    (
        ("Teleperformance", "Support Agent (German speaking)", "Lisbon, Portugal", 0),
        ("Teleperformance", "Support Agent (French speaking)", "Lisbon, Portugal", 0),
    ),
    (
        ("Teleperformance", "Support Agent with Dutch", "Lisbon, Portugal", 0),
        ("Teleperformance", "Support Agent with German", "Lisbon, Portugal", 0),
    ),
    (("Initech", "Head of Sales DACH", "London", 0), ("Initech", "Head of Sales UK", "London", 0)),
    (("Initech", "Sales Manager (Germany)", "London", 0), ("Initech", "Sales Manager (France)", "London", 0)),
    (("Wolf", "Gebietsleiter Nord", "Kassel", 0), ("Wolf", "Gebietsleiter Süd", "Kassel", 0)),
    (("Wolf", "Fahrer Klasse B", "Kassel", 0), ("Wolf", "Fahrer Klasse C", "Kassel", 0)),
    (("Wolf", "SAP Berater MM", "Kassel", 0), ("Wolf", "SAP Berater SD", "Kassel", 0)),
    (("Wolf", "Trainee 2026", "Kassel", 0), ("Wolf", "Trainee 2027", "Kassel", 0)),
    (("Initech", "Summer Intern 2027", "Leeds", 0), ("Initech", "Winter Intern 2027", "Leeds", 0)),
    (("Initech", "Developer", "Berlin", 0), ("Initech", "R Developer", "Berlin", 0)),
    (("Initech", "Developer (m/w/d) Go", "Berlin", 0), ("Initech", "Developer (m/w/d)", "Berlin", 0)),
    (("Initech", "Entwickler C", "Berlin", 0), ("Initech", "Entwickler C#", "Berlin", 0)),
    (("Initech", ".NET Developer", "Berlin", 0), ("Initech", "Net Developer", "Berlin", 0)),
    (("BMW", "Praktikum Einkauf", "Munich", 0), ("BMW", "Werkstudent Einkauf", "Munich", 0)),
    (("BMW", "Bachelorarbeit Fahrwerk", "Munich", 0), ("BMW", "Masterarbeit Fahrwerk", "Munich", 0)),
    (("Kita", "Erzieher Haus Sonnenschein", "Ulm", 0), ("Kita", "Erzieher Haus Regenbogen", "Ulm", 0)),
    (("Wolf", "Elektroniker Ref. 4711", "Kassel", 0), ("Wolf", "Elektroniker Ref. 4712", "Kassel", 0)),
];

/// A posting whose places are understood as those that are stored.
fn posting(source: &str, number: usize, (employer, title, location, day): Worded<'_>) -> Identity {
    let read = |one: &str| place::read(one, CountryCode::GERMANY).unwrap_or_default();
    let meant: Vec<place::Meant> = location.split("; ").flat_map(read).collect();
    let names: Vec<String> = meant.iter().filter_map(|meant| meant.place.full_name()).collect();
    let places: Vec<String> = meant.iter().map(|meant| meant.place.key()).collect();
    Identity::of(&Advert {
        source,
        source_id: &number.to_string(),
        links: &[],
        employer,
        title,
        location,
        place_names: &names.join("; "),
        places: &places,
        posted_on: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(day),
    })
}

/// Of these pairs those that are not told as expected.
fn wrong<'a>(pairs: &'a [(Worded<'a>, Worded<'a>)], expected: Option<Evidence>) -> Vec<&'a (Worded<'a>, Worded<'a>)> {
    let told = |(one, other): &(Worded<'_>, Worded<'_>)| {
        let (a, b) = (posting("active_jobs", 1, *one), posting("jsearch", 2, *other));
        (evidence(&a, &b), evidence(&b, &a))
    };
    pairs.iter().filter(|pair| told(pair) != (expected, expected)).collect()
}

#[test]
fn copies_abroad_are_one_job() {
    let wrong = wrong(ONE, Some(Evidence::Words));
    assert!(wrong.is_empty(), "{} of {} are told apart:\n{wrong:#?}", wrong.len(), ONE.len());
}

#[test]
fn what_is_no_copy_abroad_is_another_job() {
    let wrong = wrong(TWO, None);
    assert!(wrong.is_empty(), "{} of {} are taken for one:\n{wrong:#?}", wrong.len(), TWO.len());
    assert!(ONE.len() + TWO.len() >= 100);
}
