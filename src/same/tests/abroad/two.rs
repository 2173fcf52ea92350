//! Pairs of postings of two jobs.

use super::Worded;

/// Pairs of two jobs.
pub(super) const TWO: &[(Worded<'_>, Worded<'_>)] = &[
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
