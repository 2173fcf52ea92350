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
