//! Different jobs.

use super::super::Said;

/// Aimed at weak points: employers without a name, boards, numbers of a careers site.
pub(super) const AIMED: &[(Said<'_>, Said<'_>)] = &[
    ((&[], "Privathaushalt", "Haushaltshilfe", "Berlin", 0), (&[], "Privathaushalt", "Haushaltshilfe", "Berlin", 3)),
    ((&[], "Particulier", "Garde d'enfants", "Paris", 0), (&[], "Particulier", "Garde d'enfants", "Paris", 3)),
    ((&[], "Unser Klient", "Buchhalter", "Berlin", 0), (&[], "Unser Klient", "Buchhalter", "Berlin", 3)),
    ((&[], "Our client", "Accountant", "London, UK", 0), (&[], "Our client", "Accountant", "London, UK", 3)),
    ((&[], "Klient poufny", "Księgowy", "Warszawa", 0), (&[], "Klient poufny", "Księgowy", "Warszawa", 3)),
    ((&[], "Confidencial", "Contable", "Madrid", 0), (&[], "Confidencial", "Contable", "Madrid", 3)),
    ((&[], "Lensa", "Accountant", "Austin, TX", 0), (&[], "Lensa", "Accountant", "Austin, TX", 3)),
    (
        (&["https://amazon.jobs/en/jobs/2712345"], "Amazon", "Area Manager", "Leipzig", 0),
        (&["https://amazon.jobs/en/jobs/2712399"], "Amazon", "Area Manager", "Leipzig", 3),
    ),
];

/// Written down before the rules were read.
pub(super) const TWO: &[(Said<'_>, Said<'_>)] = &[
    ((&[], "Vertraulich", "Assistenz", "Köln", 0), (&[], "Vertraulich", "Assistenz", "Köln", 1)),
    ((&[], "Empresa confidencial", "Contable", "Sevilla", 0), (&[], "Empresa confidencial", "Contable", "Sevilla", 1)),
    ((&[], "Azienda riservata", "Contabile", "Milano", 0), (&[], "Azienda riservata", "Contabile", "Milano", 1)),
    ((&[], "Firma poufna", "Kierowca", "Gdańsk", 0), (&[], "Firma poufna", "Kierowca", "Gdańsk", 1)),
    (
        (&[], "Een van onze klanten", "Boekhouder", "Utrecht, Netherlands", 0),
        (&[], "Een van onze klanten", "Boekhouder", "Utrecht, Netherlands", 1),
    ),
    ((&[], "Notre client", "Comptable", "Lyon", 0), (&[], "Notre client", "Comptable", "Lyon", 1)),
    ((&[], "Talent.com", "Driver", "Chicago, IL", 0), (&[], "Talent.com", "Driver", "Chicago, IL", 1)),
    ((&[], "Jooble", "Fahrer", "Berlin", 0), (&[], "Jooble", "Fahrer", "Berlin", 1)),
    ((&[], "Adzuna", "Driver", "Leeds, UK", 0), (&[], "Adzuna Ltd", "Driver", "Leeds, UK", 1)),
    ((&[], "Müller GmbH", "Koch", "Ulm", 0), (&[], "Moller GmbH", "Koch", "Ulm", 1)),
    ((&[], "Bauer AG", "Koch", "Ulm", 0), (&[], "Baur AG", "Koch", "Ulm", 1)),
    ((&[], "Feuer GmbH", "Koch", "Ulm", 0), (&[], "Feur GmbH", "Koch", "Ulm", 1)),
    (
        (&[], "Caritas", "Nurse - Portland, OR", "Portland, OR", 0),
        (&[], "Caritas", "Nurse - Portland, ME", "Portland, ME", 1),
    ),
    ((&[], "Acme", "RN - OR", "Dallas, TX", 0), (&[], "Acme", "RN", "Dallas, TX", 1)),
    (
        (&[], "Acme", "RN OR - Portland, OR", "Portland, Oregon, United States", 0),
        (&[], "Acme", "RN", "Portland, OR", 1),
    ),
    ((&[], "Acme", "Engineer in Test", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 1)),
    ((&[], "Acme", "Sales Manager DE", "Berlin", 0), (&[], "Acme", "Sales Manager FR", "Berlin", 1)),
    (
        (&[], "Tesco", "Customer Assistant - Part Time", "Leeds, UK", 0),
        (&[], "Tesco", "Customer Assistant - Full Time", "Leeds, UK", 1),
    ),
    ((&[], "Carrefour", "Vendeur temps plein", "Lille", 0), (&[], "Carrefour", "Vendeur à temps partiel", "Lille", 1)),
    ((&[], "PKO BP", "Doradca - pełny etat", "Kraków", 0), (&[], "PKO BP", "Doradca - pół etatu", "Kraków", 1)),
    (
        (&[], "Zara", "Dependiente jornada completa", "Madrid", 0),
        (&[], "Zara", "Dependiente media jornada", "Madrid", 1),
    ),
    ((&[], "Acme", "Nurse - £28k", "Leeds, UK", 0), (&[], "Acme", "Nurse - £38,000", "Leeds, UK", 1)),
    ((&[], "Acme", "Ausbildung zum Koch", "Berlin", 0), (&[], "Acme", "Koch", "Berlin", 1)),
    ((&[], "Acme", "Ausbildung zum Koch", "Berlin", 0), (&[], "Acme", "Ausbildung zum Bäcker", "Berlin", 1)),
    ((&[], "Acme", "Kaufmann im Einzelhandel", "Berlin", 0), (&[], "Acme", "Kaufmann im Großhandel", "Berlin", 1)),
    ((&[], "Acme", "Welder", "Zilwaukee, MI", 0), (&[], "Acme", "Welder", "Zilwaukee, MN", 1)),
    ((&[], "Acme", "Cook", "Vancouver, WA", 0), (&[], "Acme", "Cook", "Vancouver, BC", 1)),
    ((&[], "Acme", "Cook", "London, ON", 0), (&[], "Acme", "Cook", "London, UK", 1)),
    (
        (&["https://careers.tesco.com/en/job/123456"], "Tesco", "Customer Assistant", "Leeds, UK", 0),
        (&["https://careers.tesco.com/en/job/123499"], "Tesco", "Customer Assistant", "Leeds, UK", 1),
    ),
    (
        (&["https://karriere.rewe.de/stelle?jobId=88123"], "REWE", "Verkäufer", "Ulm", 0),
        (&["https://karriere.rewe.de/stelle?jobId=88124"], "REWE", "Verkäufer (m/w/d)", "Ulm", 1),
    ),
    (
        (&["https://karriere.aldi-sued.de/verkaeufer-ulm-778812"], "Aldi Süd", "Verkäufer", "Ulm", 0),
        (&["https://karriere.aldi-sued.de/verkaeufer-ulm-778901"], "Aldi Süd", "Verkäufer", "Ulm", 1),
    ),
    (
        (&[], "Ernst & Young GmbH Wirtschaftsprüfungsgesellschaft", "Consultant", "Berlin", 0),
        (&[], "Ernst & Young Law GmbH", "Consultant", "Berlin", 1),
    ),
    (
        (&[], "Deloitte GmbH Wirtschaftsprüfungsgesellschaft", "Consultant", "Berlin", 0),
        (&[], "Deloitte Consulting GmbH", "Consultant", "Berlin", 1),
    ),
    ((&[], "Enel S.p.A.", "Elettricista", "Roma", 0), (&[], "Enel X S.p.A.", "Elettricista", "Roma", 1)),
    ((&[], "Spa Hotel Müller", "Koch", "Ulm", 0), (&[], "Hotel Müller", "Koch", "Ulm", 1)),
    ((&[], "Acme", "Frontend Developer", "Berlin", 0), (&[], "Acme", "Backend Developer", "Berlin", 1)),
    ((&[], "Acme", "Station Manager Paris Nord", "Paris", 0), (&[], "Acme", "Station Manager", "Paris", 1)),
    ((&[], "Acme", "Sales Director London", "London, UK", 0), (&[], "Acme", "Sales Director Dublin", "London, UK", 1)),
    ((&[], "Acme", "Plugin Developer", "Berlin", 0), (&[], "Acme", "Plug Developer", "Berlin", 1)),
    ((&[], "Volvo Cars AB", "Chaufför", "Göteborg, Sweden", 0), (&[], "AB Volvo", "Chaufför", "Göteborg, Sweden", 1)),
    ((&[], "Acme", "Chef de projet (H/F)", "Paris", 0), (&[], "Acme", "Assistant chef de projet (H/F)", "Paris", 1)),
    ((&[], "Acme", "HR Manager DE&I", "Berlin", 0), (&[], "Acme", "HR Manager", "Berlin", 1)),
    ((&[], "Acme", "Koch", "Frankfurt am Main", 0), (&[], "Acme", "Koch", "Frankfurt (Oder)", 1)),
];

/// Written down after the rules, for other names, countries and places than they were made for.
pub(super) const LATER: &[(Said<'_>, Said<'_>)] = &[
    ((&[], "Schmitt GmbH", "Koch", "Ulm", 0), (&[], "Schmidt GmbH", "Koch", "Ulm", 1)),
    ((&[], "Huber AG", "Koch", "Ulm", 0), (&[], "Hüber AG", "Koch", "Ulm", 1)),
    ((&[], "Acme", "Köchin", "Ulm", 0), (&[], "Acme", "Küchenhilfe", "Ulm", 1)),
    ((&[], "Acme", "Leiterin Küche", "Ulm", 0), (&[], "Acme", "Leiter Einkauf", "Ulm", 1)),
    (
        (&[], "Acme", "Hospitalist MD - Baltimore, MD", "Baltimore, MD", 0),
        (&[], "Acme", "Hospitalist NP - Baltimore, MD", "Baltimore, MD", 1),
    ),
    ((&[], "Acme", "Manager, IT", "Rome, Italy", 0), (&[], "Acme", "Manager", "Rome, Italy", 1)),
    ((&[], "Acme", "HR Manager US", "New York, NY", 0), (&[], "Acme", "HR Manager UK", "New York, NY", 1)),
    ((&[], "Acme", "Verkäufer Minijob", "Ulm", 0), (&[], "Acme", "Verkäufer", "Ulm", 1)),
    ((&[], "Acme", "Driver - £12.50ph", "Leeds, UK", 0), (&[], "Acme", "Driver - £13.50ph", "Leeds, UK", 1)),
    (
        (&[], "Acme", "Pflegefachkraft Nacht Teilzeit", "Ulm", 0),
        (&[], "Acme", "Pflegefachkraft Tag Teilzeit", "Ulm", 1),
    ),
    ((&[], "Acme", "Sales Manager London Heathrow", "London, UK", 0), (&[], "Acme", "Sales Manager", "London, UK", 1)),
    (
        (&[], "Acme", "Regional Manager Berlin", "Berlin; Munich", 0),
        (&[], "Acme", "Regional Manager Munich", "Berlin; Munich", 1),
    ),
    ((&[], "Privatperson", "Reinigungskraft", "Köln", 0), (&[], "Privatperson", "Reinigungskraft", "Köln", 1)),
    ((&[], "Familie", "Nanny", "Zürich", 0), (&[], "Familie", "Nanny", "Zürich", 1)),
    ((&[], "Ein Kunde von uns", "Buchhalter", "Bern", 0), (&[], "Ein Kunde von uns", "Buchhalter", "Bern", 1)),
    ((&[], "Client confidentiel", "Comptable", "Paris", 0), (&[], "Client confidentiel", "Comptable", "Paris", 1)),
    ((&[], "Jobs via Careerjet", "Cook", "Austin, TX", 0), (&[], "Jobs via Careerjet", "Cook", "Austin, TX", 1)),
    ((&[], "ZipRecruiter, Inc.", "Cook", "Austin, TX", 0), (&[], "ZipRecruiter", "Cook", "Austin, TX", 1)),
    (
        (&["https://jobs.siemens.com/careers/job/563156118"], "Siemens", "Engineer", "Berlin", 0),
        (&["https://jobs.siemens.com/careers/job/563156119"], "Siemens AG", "Engineer", "Berlin", 1),
    ),
    (
        (&["https://www.kreis-unna.de/stellen/12345-erzieher"], "Kreis Unna", "Erzieher", "Unna", 0),
        (&["https://www.kreis-unna.de/stellen/12377-erzieher"], "Kreis Unna", "Erzieher", "Unna", 1),
    ),
    ((&[], "Nordsee GmbH", "Koch", "Ulm", 0), (&[], "Nordsee Stiftung", "Koch", "Ulm", 1)),
    (
        (&[], "Acme Consulting GmbH Unternehmensberatung", "Berater", "Ulm", 0),
        (&[], "Acme Consulting & Partner GmbH", "Berater", "Ulm", 1),
    ),
    ((&[], "Acme", "Koch", "Neustadt an der Weinstraße", 0), (&[], "Acme", "Koch", "Neustadt in Holstein", 1)),
    ((&[], "Acme", "Cook", "Amity, OR", 0), (&[], "Acme", "Cook", "Amity, PA", 1)),
    ((&[], "Acme", "Teilzeit Koch 20 Std.", "Ulm", 0), (&[], "Acme", "Koch 30 Std.", "Ulm", 1)),
    ((&[], "Acme", "Infirmier de bloc (H/F)", "Lyon", 0), (&[], "Acme", "Infirmier (H/F)", "Lyon", 1)),
    (
        (&[], "Enel S.p.A.", "Elettricista (part time)", "Roma", 0),
        (&[], "Enel", "Elettricista - tempo pieno", "Roma", 1),
    ),
    ((&[], "Acme", "Cook (Onsite)", "Berlin", 0), (&[], "Acme", "Cook", "Berlin (Remote)", 1)),
    // Two districts of a city, and towns that only begin alike.
    ((&[], "Acme", "Koch", "Berlin-Mitte", 0), (&[], "Acme", "Koch", "Berlin-Spandau", 2)),
    ((&[], "Acme", "Koch", "Frankfurt (Oder)", 0), (&[], "Acme", "Koch", "Frankfurt am Main", 2)),
    ((&[], "Acme", "Koch", "Bad Homburg", 0), (&[], "Acme", "Koch", "Homburg", 2)),
];

/// Written down before the rules were read, the third time.
pub(super) const THIRD: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Isarwerk Software GmbH", "Senior Java Developer (m/w/d)", "München", 0),
        (&[], "Isarwerk Software GmbH", "Junior Java Developer (m/w/d)", "München", 2),
    ),
    (
        (&[], "Wolkenkraft GmbH", "Java Entwickler (m/w/d)", "Leipzig", 0),
        (&[], "Wolkenkraft", "JavaScript Entwickler (m/w/d)", "Leipzig", 1),
    ),
    ((&[], "Elbhandel AG", "Einkäufer (m/w/d)", "Hamburg", 0), (&[], "Elbhandel AG", "Einkäufer (m/w/d)", "Bremen", 0)),
    (
        (&[], "Klinikum Westtal gGmbH", "Pflegefachkraft (m/w/d) Intensivstation", "Hagen", 0),
        (&[], "Klinikum Westtal", "Pflegefachkraft (m/w/d) Onkologie", "Hagen", 4),
    ),
    (
        (&[], "Bosch", "Entwicklungsingenieur Hydraulik (m/w/d)", "Stuttgart", 0),
        (&[], "Bosch Rexroth", "Entwicklungsingenieur Hydraulik (m/w/d)", "Stuttgart", 3),
    ),
    (
        (&[], "Stadt Ulm", "Sachbearbeiter/in Personal", "Ulm", 0),
        (&[], "Stadtwerke Ulm", "Sachbearbeiter/in Personal", "Ulm", 5),
    ),
    (
        (&[], "Paketfuchs Logistik GmbH", "Staplerfahrer (m/w/d)", "Magdeburg", 0),
        (&[], "Paketfuchs Logistik", "Staplerfahrer (m/w/d)", "Magdeburg", 43),
    ),
    (
        (&[], "Randstad Deutschland GmbH & Co. KG", "Industriemechaniker (m/w/d)", "Heilbronn", 0),
        (&[], "Kessler Maschinenbau GmbH & Co. KG", "Industriemechaniker (m/w/d)", "Heilbronn", 2),
    ),
    (
        (&[], "Sparkasse Allgäu", "Ausbildung zum Bankkaufmann (m/w/d)", "Kempten", 0),
        (&[], "Sparkasse Allgäu", "Bankkaufmann (m/w/d)", "Kempten", 6),
    ),
    (
        (&[], "Zalando SE", "Werkstudent Controlling (m/w/d)", "Berlin", 0),
        (&[], "Zalando SE", "Controlling Manager (m/w/d)", "Berlin", 1),
    ),
    (
        (&[], "Möbelhaus Brandt GmbH & Co. KG", "Leiter Lager (m/w/d)", "Kassel", 0),
        (&[], "Möbelhaus Brandt", "Mitarbeiter Lager (m/w/d)", "Kassel", 7),
    ),
    (
        (&[], "Kita Sonnenkäfer e. V.", "Kitaleitung (m/w/d)", "Berlin", 0),
        (&[], "Kita Sonnenkäfer e. V.", "Stellvertretende Kitaleitung (m/w/d)", "Berlin", 0),
    ),
    (
        (&[], "Rheinblick Pflege gGmbH", "Altenpfleger (m/w/d) in Vollzeit", "Köln", 0),
        (&[], "Rheinblick Pflege", "Altenpfleger (m/w/d) in Teilzeit", "Köln", 3),
    ),
    (
        (&[], "Brightwell Analytics Ltd", "Business Analyst (Remote)", "London", 0),
        (&[], "Brightwell Analytics", "Business Analyst (On-site)", "London", 4),
    ),
    (
        (&[], "Deutsche Bahn AG", "Fahrdienstleiter:in (w/m/d) - Ref. 451007", "Hannover", 0),
        (&[], "Deutsche Bahn AG", "Fahrdienstleiter:in (w/m/d) - Ref. 462318", "Hannover", 8),
    ),
    (
        (&[], "Landkreis Göttingen", "Sachbearbeiter*in Jugendhilfe (EG 9b TVöD)", "Göttingen", 0),
        (&[], "Landkreis Göttingen", "Sachbearbeiter*in Jugendhilfe (EG 11 TVöD)", "Göttingen", 10),
    ),
    (
        (&[], "Hydrotec Pumpen GmbH", "Vertriebsingenieur (m/w/d) Region Nord", "Bochum", 0),
        (&[], "Hydrotec Pumpen", "Vertriebsingenieur (m/w/d) Region Süd", "Bochum", 2),
    ),
    (
        (&[], "Sonarix Service GmbH", "Kundenberater (m/w/d) Französisch", "Leipzig", 0),
        (&[], "Sonarix Service", "Kundenberater (m/w/d) Italienisch", "Leipzig", 1),
    ),
    (
        (&[], "Spedition Groß GmbH", "Kommissionierer (m/w/d) Nachtschicht", "Gießen", 0),
        (&[], "Spedition Groß", "Kommissionierer (m/w/d) Frühschicht", "Gießen", 6),
    ),
    (
        (&[], "Groupe Verdier S.A.S.", "Assistant de gestion (H/F) - CDI", "Lyon", 0),
        (&[], "Groupe Verdier", "Assistant de gestion (H/F) - CDD 6 mois", "Lyon", 5),
    ),
    (
        (
            &[],
            "Lindner & Partner Steuerberatungsgesellschaft mbH",
            "Steuerberater (m/w/d) – 60.000 € bis 65.000 €",
            "Nürnberg",
            0,
        ),
        (
            &[],
            "Lindner & Partner Steuerberatungsgesellschaft",
            "Steuerberater (m/w/d) – 90.000 € bis 100.000 €",
            "Nürnberg",
            9,
        ),
    ),
    (
        (&[], "Universitätsklinikum Heidelberg", "Psychologe (m/w/d) 19,25 Std./Woche", "Heidelberg", 0),
        (&[], "Universitätsklinikum Heidelberg", "Psychologe (m/w/d) 38,5 Std./Woche", "Heidelberg", 4),
    ),
    (
        (&[], "Autarkis Systems GmbH", "C++ Entwickler (m/w/d)", "Stuttgart", 0),
        (&[], "Autarkis Systems", "C# Entwickler (m/w/d)", "Stuttgart", 3),
    ),
    (
        (&[], "Clinique Saint-Aubin", "Infirmier de bloc opératoire (H/F)", "Rennes", 0),
        (&[], "Clinique Saint-Aubin", "Infirmier en psychiatrie (H/F)", "Rennes", 2),
    ),
    (
        (&[], "Grupo Almenara S.L.", "Comercial de zona", "Barcelona", 0),
        (&[], "Grupo Almenara", "Comercial de zona", "Valencia", 0),
    ),
    (
        (&[], "Officine Bellandi S.p.A.", "Stage in contabilità", "Torino", 0),
        (&[], "Officine Bellandi", "Responsabile contabilità", "Torino", 5),
    ),
    ((&[], "Kantoria S.A.", "Młodszy Księgowy", "Warszawa", 0), (&[], "Kantoria", "Starszy Księgowy", "Warszawa", 7)),
    (
        (&[], "Medisch Centrum Oosterveld", "Verpleegkundige Kinderafdeling", "Zwolle", 0),
        (&[], "Medisch Centrum Oosterveld", "Verpleegkundige Cardiologie", "Zwolle", 3),
    ),
    (
        (&[], "Lusitec, Lda.", "Engenheiro(a) Civil (m/f)", "Lisboa", 0),
        (&[], "Lusitec", "Engenheiro(a) Mecânico(a) (m/f)", "Lisboa", 1),
    ),
    (
        (&[], "Björkdalens skola", "Lärare i matematik åk 7-9", "Uppsala", 0),
        (&[], "Björkdalens skola", "Lärare i svenska åk 7-9", "Uppsala", 6),
    ),
    (
        (&[], "Donnerberg Bau AG", "Bauleiter (m/w/d)", "Frankfurt am Main", 0),
        (&[], "Donnerberg Bau", "Bauleiter (m/w/d)", "Frankfurt (Oder)", 2),
    ),
    (
        (&[], "Deutsche Bank AG", "Referent Compliance (m/w/d)", "Bonn", 0),
        (&[], "Deutsche Post AG", "Referent Compliance (m/w/d)", "Bonn", 8),
    ),
    (
        (&[], "Klinikum Westtal gGmbH", "Oberarzt (m/w/d) Chirurgie", "Hagen", 0),
        (&[], "Klinikum Westtal", "Assistenzarzt (m/w/d) Chirurgie", "Hagen", 0),
    ),
    (
        (&[], "Charité – Universitätsmedizin Berlin", "Facharzt (m/w/d) für Kardiologie", "Berlin", 0),
        (&[], "Charité – Universitätsmedizin Berlin", "Facharzt (m/w/d) für Neurologie", "Berlin", 11),
    ),
    (
        (&[], "Universität zu Köln", "IT-Administrator (w/m/d)", "Köln", 0),
        (&[], "Universitätsklinikum Köln", "IT-Administrator (w/m/d)", "Köln", 5),
    ),
    (
        (&[], "Museum am Hafen gGmbH", "Museumspädagoge (m/w/d), befristet auf 2 Jahre", "Kiel", 0),
        (&[], "Museum am Hafen", "Museumspädagoge (m/w/d), unbefristet", "Kiel", 14),
    ),
    ((&[], "Harborline, Inc.", "Data Engineer", "Berlin", 0), (&[], "Harborline", "Data Scientist", "Berlin", 2)),
    (
        (&[], "Fensterbau Rombach KG", "Vertriebsmitarbeiter (m/w/d) Innendienst", "Offenburg", 0),
        (&[], "Fensterbau Rombach", "Vertriebsmitarbeiter (m/w/d) Außendienst", "Offenburg", 4),
    ),
    (
        (&[], "Gymnasium Lindenhof", "Lehrkraft (m/w/d) für Mathematik und Physik", "Fulda", 0),
        (&[], "Gymnasium Lindenhof", "Lehrkraft (m/w/d) für Deutsch und Geschichte", "Fulda", 1),
    ),
    (
        (&[], "Castleford Foods plc", "Production Supervisor", "Leeds", 0),
        (&[], "Castleford Foods", "Production Supervisor", "Leeds, England, United Kingdom", 62),
    ),
    (
        (&[], "Paylane GmbH", "Product Manager Payments (all genders)", "Berlin", 0),
        (&[], "Paylane", "Product Manager Growth (all genders)", "Berlin", 3),
    ),
    (
        (&[], "Elbhandel AG", "Praktikum Human Resources (m/w/d)", "Hamburg", 0),
        (&[], "Elbhandel", "Trainee Human Resources (m/w/d)", "Hamburg", 6),
    ),
    (
        (&[], "Siemens Energy", "Projektleiter Schaltanlagen (m/w/d)", "Erlangen", 0),
        (&[], "Siemens Healthineers", "Projektleiter Schaltanlagen (m/w/d)", "Erlangen", 2),
    ),
    (
        (&[], "Hotel Seeblick GmbH", "Koch (m/w/d)", "Konstanz", 0),
        (&[], "Hotel Seeblick", "Küchenhilfe (m/w/d)", "Konstanz", 0),
    ),
    (
        (&[], "Voltaro Elektrotechnik GmbH", "Elektroniker (m/w/d) für Betriebstechnik", "Dortmund", 0),
        (&[], "Voltaro Elektrotechnik", "Elektroniker (m/w/d) für Energie- und Gebäudetechnik", "Dortmund", 9),
    ),
];

/// Written down before the rules were read, the fourth time.
pub(super) const FOURTH: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Siemens AG", "Junior Data Engineer (m/w/d)", "München", 0),
        (&[], "Siemens AG", "Senior Data Engineer (m/w/d)", "München", 0),
    ),
    ((&[], "SAP SE", "Developer I", "Walldorf", 0), (&[], "SAP", "Developer II", "Walldorf", 3)),
    (
        (&[], "Zalando SE", "Product Manager - Checkout", "Berlin", 0),
        (&[], "Zalando", "Product Manager - Returns", "Berlin", 1),
    ),
    (
        (&[], "Charité – Universitätsmedizin Berlin", "Pflegefachkraft (w/m/d) Kardiologie", "Berlin", 0),
        (&[], "Charité", "Pflegefachkraft (w/m/d) Neurologie", "Berlin", 2),
    ),
    (
        (&[], "REWE Markt GmbH", "Verkäufer (m/w/d) Vollzeit", "Nürnberg", 0),
        (&[], "REWE Markt GmbH", "Verkäufer (m/w/d) Teilzeit", "Nürnberg", 0),
    ),
    ((&[], "REWE Markt GmbH", "Verkäufer (m/w/d)", "Nürnberg", 0), (&[], "REWE", "Verkäufer (m/w/d)", "Fürth", 0)),
    (
        (&[], "Robert Bosch GmbH", "Entwicklungsingenieur Hardware (m/w/d)", "Reutlingen", 0),
        (&[], "Robert Bosch GmbH", "Entwicklungsingenieur Software (m/w/d)", "Reutlingen", 4),
    ),
    (
        (&[], "Robert Bosch GmbH", "Produktionsmitarbeiter (m/w/d)", "Bamberg", 0),
        (&[], "Bosch Rexroth AG", "Produktionsmitarbeiter (m/w/d)", "Bamberg", 1),
    ),
    (
        (&[], "Stadt Köln", "Sachbearbeiter*in Bauaufsicht", "Köln", 0),
        (&[], "Stadt Köln", "Sachbearbeiter*in Ausländerbehörde", "Köln", 5),
    ),
    (
        (&[], "DATEV eG", "Softwareentwickler (m/w/d) Java", "Nürnberg", 0),
        (&[], "DATEV eG", "Softwareentwickler (m/w/d) .NET", "Nürnberg", 2),
    ),
    ((&[], "Lidl", "Filialleiter (m/w/d)", "Heilbronn", 0), (&[], "Kaufland", "Filialleiter (m/w/d)", "Heilbronn", 0)),
    (
        (&[], "Fielmann AG", "Augenoptiker (m/w/d)", "Hamburg", 0),
        (&[], "Fielmann", "Augenoptikermeister (m/w/d)", "Hamburg", 6),
    ),
    (
        (&[], "Helios Klinikum Erfurt", "Assistenzarzt (m/w/d) Kardiologie", "Erfurt", 0),
        (&[], "Helios Klinikum Erfurt", "Oberarzt (m/w/d) Kardiologie", "Erfurt", 3),
    ),
    (
        (&[], "Deutsche Bahn AG", "Fahrdienstleiter (w/m/d)", "Frankfurt am Main", 0),
        (&[], "Deutsche Bahn", "Fahrdienstleiter (w/m/d)", "Frankfurt (Oder)", 2),
    ),
    (
        (&[], "Sparkasse Hannover", "Kundenberater (m/w/d) Privatkunden", "Hannover", 0),
        (&[], "Sparkasse Hannover", "Kundenberater (m/w/d) Firmenkunden", "Hannover", 7),
    ),
    (
        (&[], "Accenture GmbH", "SAP Consultant (all genders) – Ref. 4711", "Frankfurt am Main", 0),
        (&[], "Accenture", "SAP Consultant (all genders) – Ref. 4802", "Frankfurt am Main", 1),
    ),
    (
        (&[], "EDEKA Minden-Hannover", "Kassierer (m/w/d) - Markt Berlin-Spandau", "Berlin-Spandau", 0),
        (&[], "EDEKA Minden-Hannover", "Kassierer (m/w/d) - Markt Berlin-Köpenick", "Berlin-Köpenick", 0),
    ),
    (
        (&[], "Infineon", "Werkstudent (m/w/d) Controlling", "Dresden", 0),
        (&[], "Infineon", "Controller (m/w/d)", "Dresden", 4),
    ),
    (
        (&[], "Infineon", "Ausbildung Mechatroniker (m/w/d) 2027", "Dresden", 0),
        (&[], "Infineon", "Mechatroniker (m/w/d)", "Dresden", 2),
    ),
    (
        (&[], "Klinikum Stuttgart", "Pflegefachkraft (m/w/d) Tagdienst", "Stuttgart", 0),
        (&[], "Klinikum Stuttgart", "Pflegefachkraft (m/w/d) Dauernachtwache", "Stuttgart", 0),
    ),
    (
        (&[], "Universität Leipzig", "Wissenschaftliche*r Mitarbeiter*in Informatik (befristet)", "Leipzig", 0),
        (&[], "Universität Leipzig", "Wissenschaftliche*r Mitarbeiter*in Informatik (unbefristet)", "Leipzig", 9),
    ),
    (
        (&[], "Allianz SE", "Data Scientist (m/w/d)", "München", 0),
        (&[], "Allianz", "Data Scientist (m/w/d)", "München", 95),
    ),
    (
        (&[], "Wiener Linien", "Elektrotechniker*in", "Wien", 0),
        (&[], "Wiener Linien", "Elektrotechniker*in - Schichtleitung", "Wien", 3),
    ),
    ((&[], "Migros Zürich", "Verkäufer/in 40%", "Zürich", 0), (&[], "Migros Zürich", "Verkäufer/in 100%", "Zürich", 0)),
    (
        (&[], "Stripe", "Software Engineer, Billing", "Dublin", 0),
        (&[], "Stripe", "Software Engineer, Fraud", "Dublin", 1),
    ),
    (
        (&[], "Stripe", "Software Engineer, Billing", "Dublin, Ireland", 0),
        (&[], "Stripe", "Software Engineer, Billing", "London, UK", 0),
    ),
    ((&[], "Monzo Bank", "Backend Engineer", "London", 0), (&[], "Monzo Bank", "Frontend Engineer", "London", 2)),
    (
        (&[], "Tesco PLC", "Customer Assistant - Days", "Leeds", 0),
        (&[], "Tesco", "Customer Assistant - Nights", "Leeds", 0),
    ),
    (
        (&[], "NHS Lothian", "Staff Nurse Band 5", "Edinburgh", 0),
        (&[], "NHS Lothian", "Charge Nurse Band 6", "Edinburgh", 4),
    ),
    (
        (&[], "Amazon", "Software Development Engineer I", "Seattle, WA", 0),
        (&[], "Amazon", "Software Development Engineer III", "Seattle, WA", 1),
    ),
    ((&[], "Amazon", "Area Manager", "Portland, OR", 0), (&[], "Amazon", "Area Manager", "Portland, ME", 0)),
    (
        (&[], "Deloitte", "Tax Manager (Req 104882)", "Toronto, ON", 0),
        (&[], "Deloitte", "Tax Manager (Req 105310)", "Toronto, ON", 2),
    ),
    ((&[], "Deloitte", "Audit Senior", "Chicago, IL", 0), (&[], "KPMG", "Audit Senior", "Chicago, IL", 0)),
    (
        (&[], "Starbucks", "Barista (Full Time)", "Boston, MA", 0),
        (&[], "Starbucks", "Barista (Part Time)", "Boston, MA", 3),
    ),
    (
        (&[], "Acme Robotics LLC", "Mechanical Engineer", "Austin, TX", 0),
        (&[], "Acme Robotics", "Mechanical Engineer", "Austin, TX", 61),
    ),
    (
        (&[], "Goldman Sachs", "Analyst, Equity Research", "London", 0),
        (&[], "Goldman Sachs", "Associate, Equity Research", "London", 5),
    ),
    (
        (&[], "Microsoft", "Solution Architect (Fixed term, 12 months)", "Reading", 0),
        (&[], "Microsoft", "Solution Architect (Permanent)", "Reading", 6),
    ),
    (
        (&[], "Whitbread", "Receptionist - Premier Inn Bristol Airport", "Bristol", 0),
        (&[], "Whitbread", "Receptionist - Premier Inn Bristol Haymarket", "Bristol", 1),
    ),
    ((&[], "Google", "Software Engineer Intern", "Zürich", 0), (&[], "Google", "Software Engineer", "Zurich", 2)),
    ((&[], "Canva", "Engineering Manager", "Sydney", 0), (&[], "Canva", "Engineer", "Sydney", 0)),
    (
        (&[], "BNP Paribas", "Chargé de clientèle particuliers H/F", "Paris", 0),
        (&[], "BNP Paribas", "Chargé de clientèle professionnels H/F", "Paris", 3),
    ),
    (
        (&[], "Decathlon", "Vendeur sportif Running H/F", "Lyon", 0),
        (&[], "Decathlon", "Vendeur sportif Cycle H/F", "Lyon", 0),
    ),
    (
        (&[], "Capgemini", "Développeur Java H/F", "Toulouse", 0),
        (&[], "Capgemini", "Développeur Java H/F", "Nantes", 1),
    ),
    ((&[], "Inditex", "Dependiente/a 20h", "Madrid", 0), (&[], "Inditex", "Dependiente/a 40h", "Madrid", 4)),
    ((&[], "ING", "Medior Data Engineer", "Amsterdam", 0), (&[], "ING", "Senior Data Engineer", "Amsterdam", 2)),
    ((&[], "UniCredit", "Stage - Risk Management", "Milano", 0), (&[], "UniCredit", "Risk Manager", "Milano", 7)),
    ((&[], "Esselunga", "Addetto/a Panetteria", "Firenze", 0), (&[], "Esselunga", "Addetto/a Pescheria", "Firenze", 0)),
    ((&[], "Allegro", "Programista Kotlin", "Poznań", 0), (&[], "Allegro", "Programista Python", "Poznań", 3)),
    (
        (&[], "Region Stockholm", "Sjuksköterska natt, geriatrik", "Stockholm", 0),
        (&[], "Region Stockholm", "Sjuksköterska dag, geriatrik", "Stockholm", 1),
    ),
    (
        (&[], "Sonae", "Operador de Loja (m/f)", "Porto", 0),
        (&[], "Jerónimo Martins", "Operador de Loja (m/f)", "Porto", 2),
    ),
];
