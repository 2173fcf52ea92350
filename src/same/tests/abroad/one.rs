//! Pairs of one job.

use super::Worded;

/// Pairs of one job, by employer, title and place.
pub(super) const ONE: &[(Worded<'_>, Worded<'_>)] = &[
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
