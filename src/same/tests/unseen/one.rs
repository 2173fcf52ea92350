//! Copies of one job.

use super::super::Said;

/// Aimed at weak points: endings of names, places and working times in titles, pay, towns.
pub(super) const AIMED: &[(Said<'_>, Said<'_>)] = &[
    ((&[], "Müller GmbH & Co.KG", "Koch", "Ulm", 0), (&[], "Müller GmbH u. Co. KG", "Koch", "Ulm", 3)),
    ((&[], "Müller GmbH & Co.KG", "Koch", "Ulm", 0), (&[], "Müller", "Koch", "Ulm", 3)),
    ((&[], "Müller GmbH u. Co. KG", "Koch", "Ulm", 0), (&[], "Müller", "Koch", "Ulm", 3)),
    ((&[], "ENEL S.P.A.", "Elettricista", "Roma", 0), (&[], "Enel S.p.A.", "Elettricista", "Rome, Italy", 3)),
    ((&[], "ENEL SPA", "Elettricista", "Roma", 0), (&[], "Enel S.p.A.", "Elettricista", "Rome, Italy", 3)),
    ((&[], "Żabka Sp.z o.o.", "Kasjer", "Poznań", 0), (&[], "Żabka Sp. z o.o.", "Kasjer", "Poznań", 3)),
    ((&[], "Żabka Sp.z o.o.", "Kasjer", "Poznań", 0), (&[], "Żabka", "Kasjer", "Poznań", 3)),
    (
        (&[], "Ernst & Young GmbH Wirtschaftsprüfungsgesellschaft", "Tax Consultant", "Stuttgart", 0),
        (&[], "Ernst & Young", "Tax Consultant", "Stuttgart", 3),
    ),
    (
        (&[], "Acme", "Registered Nurse - Austin, TX", "Austin, Texas, United States", 0),
        (&[], "Acme", "Registered Nurse", "Austin, TX", 3),
    ),
    ((&[], "Acme", "Data Scientist Berlin", "Berlin", 0), (&[], "Acme", "Data Scientist", "Berlin", 3)),
    ((&[], "Acme", "Erzieherin (m/w/d)", "Berlin", 0), (&[], "Acme", "Erzieher*in", "Berlin", 3)),
    ((&[], "Acme", "Ausbildung zum/zur Koch/Köchin", "Berlin", 0), (&[], "Acme", "Ausbildung zum Koch", "Berlin", 3)),
    ((&[], "Acme", "Verkäufer in Vollzeit", "Berlin", 0), (&[], "Acme", "Verkäufer", "Berlin", 3)),
    ((&[], "Acme", "Fullstack Developer", "Berlin", 0), (&[], "Acme", "Full-Stack Developer", "Berlin", 3)),
    ((&[], "Acme", "Nurse - £28k", "Leeds, UK", 0), (&[], "Acme", "Nurse - £28,000", "Leeds, UK", 3)),
    ((&[], "Acme", "Cook", "Amity, OR", 0), (&[], "Acme", "Cook", "Amity, Oregon, United States", 3)),
    ((&[], "Acme", "Cook", "Berlin, Germany (Remote)", 0), (&[], "Acme", "Cook", "Berlin, Germany", 3)),
    ((&[], "Müller", "Koch", "Ulm", 0), (&[], "Mueller", "Koch", "Ulm", 3)),
];

/// Written down before the rules were read.
pub(super) const ONE: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Bäckerei Schäfer e.K.", "Bäckereifachverkäufer/in", "Kassel, Germany", 0),
        (&[], "Baeckerei Schaefer", "Bäckereifachverkäufer (m/w/d)", "Kassel", 4),
    ),
    (
        (&[], "Fresenius SE & Co. KGaA", "Controller (m/w/d)", "Bad Homburg, Germany", 0),
        (&[], "Fresenius SE", "Controller", "Bad Homburg", 1),
    ),
    (
        (&[], "Tesco PLC", "Customer Assistant - Part Time", "Leeds, England, United Kingdom", 0),
        (&[], "Tesco", "Customer Assistant", "Leeds, UK", 12),
    ),
    (
        (&[], "Ascension Health, Inc.", "RN - Houston, TX", "Houston, Texas, United States", 0),
        (&[], "Ascension Health", "RN", "Houston, TX", 2),
    ),
    (
        (&[], "Walmart Inc", "Truck Driver - $95K/yr", "Dallas, TX", 0),
        (&[], "Walmart", "Truck Driver - $95,000 per year", "Dallas, Texas, United States", 2),
    ),
    ((&[], "Acme LLC", "Welder", "Zilwaukee, MI", 0), (&[], "Acme", "Welder", "Zilwaukee, Michigan, United States", 2)),
    (
        (&[], "Loblaw Companies Ltd.", "Pharmacist - Toronto, ON", "Toronto, Ontario, Canada", 0),
        (&[], "Loblaw Companies Limited", "Pharmacist", "Toronto, ON, Canada", 6),
    ),
    (
        (&[], "Woolworths Group Pty Ltd", "Baker | Sydney NSW", "Sydney, NSW, Australia", 0),
        (&[], "Woolworths Group", "Baker", "Sydney, New South Wales, Australia", 6),
    ),
    (
        (&[], "SNCF S.A.", "Conducteur/Conductrice de train F/H", "Lyon, France", 0),
        (&[], "SNCF", "Conducteur de train (H/F)", "Lyon", 6),
    ),
    (
        (&[], "Carrefour SAS", "Vendeur / Vendeuse - Temps plein", "Lille, France", 0),
        (&[], "Carrefour", "Vendeur(se)", "Lille", 6),
    ),
    ((&[], "Mercadona S.A.U.", "Cajero/a", "Valencia, Spain", 0), (&[], "Mercadona", "Cajero", "Valencia, España", 6)),
    (
        (&[], "Garrigues, S.L.P.", "Abogado/a Junior", "Madrid", 0),
        (&[], "Garrigues SLP", "Abogado Junior (H/M)", "Madrid, Spain", 6),
    ),
    (
        (&[], "Eni S.p.A.", "Impiegato/a amministrativo/a", "Milano, Italy", 0),
        (&[], "ENI SPA", "Impiegato amministrativo", "Milan, Italy", 6),
    ),
    (
        (&[], "Rossi S.r.l.", "Magazziniere - Tempo pieno", "Torino, Italy", 0),
        (&[], "ROSSI SRL", "Magazziniere", "Turin, Italy", 6),
    ),
    (
        (&[], "Albert Heijn B.V.", "Vakkenvuller (m/v/x)", "Utrecht, Netherlands", 0),
        (&[], "Albert Heijn BV", "Vakkenvuller", "Utrecht", 6),
    ),
    (
        (&[], "Bol.com", "Data Engineer - fulltime", "Utrecht, Netherlands", 0),
        (&[], "bol.com", "Data Engineer", "Utrecht", 6),
    ),
    (
        (&[], "Allegro Sp. z o.o. sp. k.", "Magazynier/Magazynierka", "Poznań, Poland", 0),
        (&[], "ALLEGRO", "Magazynier (k/m)", "Poznan, Poland", 6),
    ),
    (
        (&[], "PKO BP S.A.", "Doradca klienta - pełny etat", "Kraków", 0),
        (&[], "PKO BP SA", "Doradca klienta", "Krakow, Poland", 6),
    ),
    (
        (&[], "Galp Energia, SGPS, S.A.", "Engenheiro/a de Processos", "Lisboa, Portugal", 0),
        (&[], "Galp Energia", "Engenheiro de Processos (m/f)", "Lisbon, Portugal", 6),
    ),
    (
        (&[], "Strabag AG", "Bauleiter:in Straßenbau", "Wien, Austria", 0),
        (&[], "STRABAG", "Bauleiter/in Strassenbau (m/w/x)", "Vienna, Austria", 6),
    ),
    (
        (&[], "Zürcher Kantonalbank", "Kundenberater/in 80–100%", "Zürich, Switzerland", 0),
        (&[], "Zuercher Kantonalbank", "Kundenberater (m/w/d)", "Zurich, Switzerland", 6),
    ),
    (
        (&[], "Bühler AG", "Polymechaniker/-in EFZ", "Uzwil, Switzerland", 0),
        (&[], "Buehler", "Polymechaniker EFZ (m/w/d)", "Uzwil, St. Gallen, Switzerland", 6),
    ),
    (
        (&[], "Möller Steuerberatungsgesellschaft mbH", "Steuerfachangestellte/r", "Bremen", 0),
        (&[], "Moeller Steuerberatungsgesellschaft", "Steuerfachangestellter (m/w/d)", "Bremen, Germany", 6),
    ),
    (
        (&[], "KPMG AG Wirtschaftsprüfungsgesellschaft", "Consultant Tax", "Frankfurt am Main", 0),
        (&[], "KPMG", "Consultant Tax (m/w/d)", "Frankfurt", 6),
    ),
    (
        (&[], "Deutsche Post AG", "Postbote in Teilzeit (m/w/d)", "Rostock", 0),
        (&[], "Deutsche Post", "Postbote/Postbotin", "Rostock", 6),
    ),
    (
        (&[], "Acme GmbH", "Back-End-Entwickler (m/w/d)", "Hamburg", 0),
        (&[], "Acme", "Backend Entwickler", "Hamburg, Germany", 6),
    ),
    (
        (&[], "Bupa Ltd", "Care Assistant - £12.50ph", "Bristol, UK", 0),
        (&[], "Bupa", "Care Assistant - £12.50 per hour", "Bristol, England", 6),
    ),
    (
        (&[], "Zalando SE", "Product Manager - Berlin, DE", "Berlin, Germany", 0),
        (&[], "Zalando", "Product Manager", "Berlin", 6),
    ),
    (
        (&[], "Siemens AG", "IT-Administrator (m/w/d) München", "Munich, Germany (Hybrid)", 0),
        (&[], "Siemens", "IT Administrator", "München", 6),
    ),
    (
        (&[], "REWE Markt GmbH", "Ausbildung zur Kauffrau / zum Kaufmann im Einzelhandel 2027", "Köln", 0),
        (&[], "REWE Markt", "Ausbildung Kaufmann/Kauffrau im Einzelhandel (m/w/d) 2027", "Köln", 6),
    ),
    (
        (&[], "Acme Corp.", "Front End Engineer", "Austin, TX (Hybrid)", 0),
        (&[], "Acme Corporation", "Frontend Engineer", "Austin, Texas, United States", 6),
    ),
    (
        (&[], "Ryanair DAC", "Cabin Crew", "Dublin, Ireland", 0),
        (&[], "Ryanair", "Cabin Crew - Dublin, IE", "Dublin", 6),
    ),
    (
        (&[], "Lidl Stiftung & Co. KG", "Filialleiter", "Neckarsulm", 0),
        (&[], "Lidl Stiftung u. Co. KG", "Filialleiter*in", "Neckarsulm", 6),
    ),
    (
        (&[], "Volvo AB", "Lastbilschaufför", "Göteborg, Sweden", 0),
        (&[], "AB Volvo", "Lastbilschaufför", "Gothenburg, Sweden", 6),
    ),
    (
        (&[], "Spitex Zürich", "Pflegefachfrau (m/w/d)", "Zürich", 0),
        (&[], "Spitex Zürich", "Pflegefachmann", "Zürich", 6),
    ),
    (
        (&["https://amazon.jobs/en/jobs/2712345"], "Amazon", "Area Manager", "Leipzig", 0),
        (&["https://www.linkedin.com/jobs/view/3767597019"], "Amazon", "Area Manager", "Leipzig", 3),
    ),
    (
        (&["https://amazon.jobs/en/jobs/2712345"], "Amazon", "Area Manager", "Leipzig", 0),
        (&["https://www.amazon.jobs/de/jobs/2712345/area-manager"], "Amazon", "Area Manager (m/w/d)", "Leipzig", 3),
    ),
];

/// Written down after the rules, for other names, countries and places than they were made for.
pub(super) const LATER: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Dr. Oetker Nahrungsmittel KG", "Mechatroniker (m/w/d)", "Bielefeld", 0),
        (&[], "Dr.Oetker Nahrungsmittel", "Mechatroniker/in", "Bielefeld, Germany", 5),
    ),
    (
        (&[], "Deloitte & Touche S.p.A.", "Revisore", "Milano, Italy", 0),
        (&[], "Deloitte & Touche Spa", "Revisore", "Milan, Italy", 5),
    ),
    (
        (
            &[],
            "Grant Thornton AG Wirtschaftsprüfungsgesellschaft, Steuerberatungsgesellschaft",
            "Prüfer",
            "Düsseldorf",
            0,
        ),
        (&[], "Grant Thornton", "Prüferin (m/w/d)", "Duesseldorf", 5),
    ),
    (
        (&[], "Caixa Geral de Depósitos, S.A.", "Gestor/a de Cliente", "Porto, Portugal", 0),
        (&[], "Caixa Geral de Depositos", "Gestor de Cliente (m/f)", "Porto, Portugal", 5),
    ),
    ((&[], "Orlen S.A.", "Operator/Operatorka", "Płock", 0), (&[], "ORLEN SA", "Operator (k/m)", "Plock, Poland", 5)),
    (
        (&[], "McDonald's Deutschland LLC", "Mitarbeiterin / Mitarbeiter Küche (m/w/d) Teilzeit", "Mainz", 0),
        (&[], "McDonald’s Deutschland", "Mitarbeiter Küche", "Mainz, Germany", 5),
    ),
    (
        (&[], "Kaiser Permanente", "Pharmacist - San Diego, CA, US", "San Diego, California, United States", 0),
        (&[], "Kaiser Permanente", "Pharmacist", "San Diego, CA", 5),
    ),
    (
        (&[], "Target Corporation", "Cashier $17/hr", "Denver, CO", 0),
        (&[], "Target", "Cashier - $17.00 per hour", "Denver, Colorado, United States", 5),
    ),
    (
        (&[], "Coles Group Ltd", "Store Manager, Perth WA", "Perth, Western Australia, Australia", 0),
        (&[], "Coles Group", "Store Manager", "Perth, WA, Australia", 5),
    ),
    (
        (&[], "Hôpital Saint-Louis", "Aide-soignante de nuit (H/F)", "Paris", 0),
        (&[], "Hôpital Saint-Louis", "Aide-soignant de nuit", "Paris, France", 5),
    ),
    (
        (&[], "Lidl Italia S.r.l.", "Addetto/a vendite part time 20h", "Bologna", 0),
        (&[], "Lidl Italia", "Addetto vendite", "Bologna, Italy", 5),
    ),
    (
        (&[], "Ayuntamiento de Málaga", "Trabajador/a social", "Málaga, Spain", 0),
        (&[], "Ayuntamiento de Malaga", "Trabajador social (H/M)", "Malaga, Spain", 5),
    ),
    (
        (&[], "SBB AG", "Lokführerin / Lokführer 60-100%", "Bern", 0),
        (&[], "SBB", "Lokführer/in", "Berne, Switzerland", 5),
    ),
    (
        (&[], "Österreichische Post AG", "Zusteller:in Vollzeit", "Graz", 0),
        (&[], "Oesterreichische Post", "Zusteller (m/w/d)", "Graz, Austria", 5),
    ),
    (
        (&[], "Philips Nederland B.V.", "Software-engineer (fulltime)", "Eindhoven", 0),
        (&[], "Philips Nederland", "Software Engineer", "Eindhoven, Netherlands", 5),
    ),
    (
        (&[], "ING Bank N.V.", "Klantadviseur - 32-36 uur", "Amsterdam", 0),
        (&[], "ING Bank", "Klantadviseur", "Amsterdam, Netherlands", 5),
    ),
    (
        (&[], "Boots UK Limited", "Pharmacy Advisor – Full-time", "Glasgow, Scotland", 0),
        (&[], "Boots UK Ltd", "Pharmacy Advisor", "Glasgow, UK", 5),
    ),
    (
        (&[], "Acme GmbH", "Software-Entwickler Java", "Köln", 0),
        (&[], "Acme", "Softwareentwickler Java", "Cologne, Germany", 5),
    ),
    (
        (&[], "Acme GmbH", "Projektmanagerin Healthcare", "Bonn", 0),
        (&[], "Acme", "Projekt-Manager (m/w/d) Health Care", "Bonn", 5),
    ),
    ((&[], "Acme", "Koch", "1010 Wien, Austria", 0), (&[], "Acme", "Koch", "Vienna", 5)),
    ((&[], "Acme", "Cook", "Remote, Munich", 0), (&[], "Acme", "Cook", "Munich, Germany", 5)),
    ((&[], "Acme", "Cook", "Talkeetna, AK", 0), (&[], "Acme", "Cook", "Talkeetna, Alaska", 5)),
    (
        (&[], "H&M Hennes & Mauritz AB", "Säljare", "Malmö", 0),
        (&[], "H & M Hennes & Mauritz", "Säljare - heltid", "Malmö, Sweden", 5),
    ),
    (
        (&[], "Kaufland Dienstleistung GmbH & Co. KG", "Ausbildung als Verkäufer 2027", "Heilbronn", 0),
        (&[], "Kaufland Dienstleistung", "Ausbildung zum Verkäufer 2027", "Heilbronn", 5),
    ),
    (
        (&["https://www.lokaljobs.de/job/123456"], "Acme", "Koch", "Ulm", 0),
        (&["https://www.lokaljobs.de/job/123499"], "Acme", "Koch", "Ulm", 1),
    ),
    (
        (&[], "Acme SARL", "Conseillère clientèle (H/F)", "Nantes", 0),
        (&[], "Acme", "Conseiller clientèle", "Nantes, France", 5),
    ),
    // A district, and its city.
    ((&[], "Acme", "Koch", "Berlin-Mitte", 0), (&[], "Acme GmbH", "Koch (m/w/d)", "Berlin, Germany", 2)),
    ((&[], "Acme", "Koch", "Kreuzberg, Berlin", 0), (&[], "Acme", "Koch", "Berlin-Kreuzberg", 2)),
    ((&[], "Acme", "Koch", "Hamburg-Altona", 0), (&[], "Acme", "Koch", "Hamburg", 2)),
];

/// Written down before the rules were read, the third time.
pub(super) const THIRD: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Kessler Maschinenbau GmbH & Co. KG", "Industriemechaniker (m/w/d)", "Heilbronn", 0),
        (&[], "Kessler Maschinenbau", "Industriemechaniker/in", "74072 Heilbronn, Neckar", 3),
    ),
    (
        (&[], "Charité – Universitätsmedizin Berlin", "Pflegefachfrau/-mann (m/w/d) Intensivstation", "Berlin", 0),
        (
            &[],
            "Charité - Universitaetsmedizin Berlin",
            "Pflegefachmann/Pflegefachfrau – Intensivstation",
            "Berlin-Mitte",
            6,
        ),
    ),
    (
        (&[], "SAP SE", "Senior Java Developer (f/m/d)", "Walldorf, Baden-Württemberg, Germany", 0),
        (&[], "SAP", "Senior Java Developer", "Walldorf", 0),
    ),
    (
        (&[], "Groupe Verdier S.A.S.", "Comptable général (H/F)", "Lyon", 0),
        (&[], "Groupe Verdier", "COMPTABLE GÉNÉRAL(E) H/F", "69003 Lyon 3e Arrondissement", 9),
    ),
    (
        (&[], "Clinique Saint-Aubin", "Infirmier / Infirmière (H/F)", "Rennes", 0),
        (&[], "CLINIQUE SAINT AUBIN", "INFIRMIER(E) (H/F)", "35 - RENNES", 2),
    ),
    (
        (&[], "Novatrans Sp. z o.o.", "Kierowca kat. C+E", "Wrocław", 0),
        (
            &[],
            "NOVATRANS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ",
            "Kierowca kat. C+E (k/m)",
            "Wroclaw, dolnośląskie",
            11,
        ),
    ),
    (
        (&[], "Grupo Almenara S.L.", "Administrativo/a contable", "Madrid", 0),
        (&[], "Grupo Almenara", "Administrativa/o Contable", "Madrid, Comunidad de Madrid, España", 4),
    ),
    (
        (&[], "Ferraro Impianti S.r.l.", "Elettricista civile e industriale", "Milano", 0),
        (&[], "Ferraro Impianti", "Elettricista civile e industriale (M/F)", "Milan, Lombardy, Italy", 7),
    ),
    (
        (&[], "Van Houten Logistiek B.V.", "Vrachtwagenchauffeur CE (m/v/x)", "Den Haag", 0),
        (&[], "Van Houten Logistiek", "Vrachtwagenchauffeur CE", "The Hague, South Holland, Netherlands", 1),
    ),
    (
        (&[], "Lusitec, Lda.", "Engenheiro(a) Civil (m/f)", "Lisboa", 0),
        (&[], "Lusitec", "Engenheiro/a Civil", "Lisbon, Portugal", 14),
    ),
    (
        (&[], "Nordvik Bygg AB", "Projektledare till Nordvik Bygg", "Göteborg", 0),
        (&[], "Nordvik Bygg", "Projektledare", "Gothenburg, Västra Götaland, Sweden", 5),
    ),
    (
        (&[], "Isarwerk Software GmbH", "Softwareentwickler:in Backend", "München", 0),
        (&[], "Isarwerk Software", "Softwareentwickler (m/w/d) Backend", "Munich, Bavaria, Germany", 8),
    ),
    (
        (&[], "Rheinblick Pflege gGmbH", "Altenpfleger/in (m/w/d) in Vollzeit", "Köln", 0),
        (&[], "Rheinblick Pflege", "Altenpfleger (m/w/d)", "Köln-Ehrenfeld", 12),
    ),
    (
        (&[], "Bäckerei Müller GmbH", "Bäckereifachverkäufer (m/w/d)", "Düsseldorf", 0),
        (&[], "Baeckerei Mueller", "Baeckereifachverkaeufer (m/w/d)", "Duesseldorf", 3),
    ),
    (
        (&[], "Elbhandel AG", "Kaufmann/-frau für Büromanagement (m/w/d)", "Hamburg", 0),
        (&[], "Elbhandel", "Kauffrau / Kaufmann für Büromanagement", "Hamburg-Altona", 10),
    ),
    (
        (
            &[],
            "Lindner & Partner Steuerberatungsgesellschaft mbH",
            "Steuerfachangestellte (m/w/d) – bis 52.000 €",
            "Nürnberg",
            0,
        ),
        (&[], "Lindner & Partner Steuerberatungsgesellschaft", "Steuerfachangestellte/r", "Nuremberg", 15),
    ),
    (
        (&[], "Deutsche Bahn AG", "Lokführer:in (w/m/d) - Ref. 448120", "Frankfurt am Main", 0),
        (&[], "Deutsche Bahn", "Lokführer (w/m/d)", "Frankfurt (Main)", 6),
    ),
    (
        (&[], "Hotel Seeblick GmbH", "Koch (m/w/d) ab sofort", "Konstanz", 0),
        (&[], "Hotel Seeblick", "Koch/Köchin", "78462 Konstanz", 18),
    ),
    (
        (&[], "Wolkenkraft GmbH", "DevOps Engineer (all genders) (Remote möglich)", "Leipzig", 0),
        (&[], "Wolkenkraft", "DevOps Engineer (m/f/x)", "Leipzig, Sachsen", 2),
    ),
    (
        (&[], "Universitätsklinikum Heidelberg", "Medizinische Fachangestellte (MFA) (m/w/d)", "Heidelberg", 0),
        (&[], "Universitaetsklinikum Heidelberg", "Medizinische/r Fachangestellte/r", "69120 Heidelberg", 4),
    ),
    (
        (&[], "Siemens AG", "Senior Software Engineer (m/f/d)", "Erlangen", 0),
        (&[], "Siemens", "Sr. Software Engineer", "Erlangen, Bavaria, Germany", 1),
    ),
    (
        (&[], "Spedition Groß GmbH", "Berufskraftfahrer (m/w/d) Nahverkehr", "Gießen", 0),
        (&[], "Spedition Gross", "BERUFSKRAFTFAHRER NAHVERKEHR", "Giessen", 20),
    ),
    (
        (&[], "Brightwell Analytics Ltd", "Data Analyst", "London", 0),
        (&[], "Brightwell Analytics Limited", "Data Analyst (Hybrid)", "London, England, United Kingdom", 5),
    ),
    (
        (&[], "Harborline, Inc.", "Account Executive, DACH", "Berlin", 0),
        (&[], "Harborline", "Account Executive (DACH)", "Berlin, Germany", 0),
    ),
    (
        (&[], "Donau Versicherungsbüro GmbH", "Sachbearbeiter:in Schaden (m/w/x)", "Wien", 0),
        (&[], "Donau Versicherungsbüro", "Sachbearbeiter Schaden", "Vienna, Austria", 13),
    ),
    (
        (&[], "Alpina Treuhand AG", "Treuhänder/in 80-100%", "Zürich", 0),
        (&[], "Alpina Treuhand", "Treuhänder (m/w) 80–100 %", "Zurich, Switzerland", 7),
    ),
    (
        (&[], "Boulangerie Lenoir SARL", "Vendeur/Vendeuse en boulangerie", "Paris", 0),
        (&[], "Boulangerie Lenoir", "Vendeur en boulangerie (H/F)", "75011 Paris", 16),
    ),
    (
        (&[], "Stadtwerke Kiel AG", "Elektroniker für Betriebstechnik (m/w/d)", "Kiel", 0),
        (&[], "Stadtwerke Kiel", "Elektroniker/in für Betriebstechnik", "Kiel, Schleswig-Holstein", 22),
    ),
    (
        (&[], "Kita Sonnenkäfer e. V.", "Erzieher*in", "Berlin-Neukölln", 0),
        (&[], "Kita Sonnenkäfer", "Erzieher/Erzieherin (m/w/d) Teilzeit", "Berlin", 9),
    ),
    (
        (&[], "Sparkasse Allgäu", "Ausbildung Bankkaufmann/-frau 2026", "Kempten", 0),
        (&[], "Sparkasse Allgäu", "Ausbildung zum Bankkaufmann (m/w/d) 2026", "Kempten (Allgäu)", 25),
    ),
    (
        (&[], "Zalando SE", "Werkstudent Marketing (m/w/d)", "Berlin", 0),
        (&[], "Zalando", "Werkstudent:in Marketing (all genders)", "Berlin, Deutschland", 3),
    ),
    (
        (&[], "Robert Bosch GmbH", "Ingenieur Leistungselektronik (w/m/div.)", "Reutlingen", 0),
        (&[], "ROBERT BOSCH", "Ingenieur/in Leistungselektronik", "Reutlingen, BW, DE", 4),
    ),
    (
        (&[], "Landkreis Göttingen", "Sachbearbeiter*in Bauaufsicht (m/w/d)", "Göttingen", 0),
        (
            &[],
            "Landkreis Goettingen",
            "Sachbearbeiterin / Sachbearbeiter Bauaufsicht (EG 9b TVöD)",
            "37083 Göttingen",
            17,
        ),
    ),
    (
        (&[], "Hydrotec Pumpen GmbH", "Vertriebs-Ingenieur (m/w/d)", "Bochum", 0),
        (&[], "Hydrotec Pumpen", "Vertriebsingenieur/-in", "Bochum, Nordrhein-Westfalen", 8),
    ),
    (
        (&[], "Paketfuchs Logistik GmbH", "Lagerist (m/w/d)", "Magdeburg", 0),
        (&[], "Paketfuchs Logistik", "Lagerist/in", "Magdeburg", 29),
    ),
    (
        (&[], "Hospital Santa Lucía S.A.", "Enfermero/a UCI", "Sevilla", 0),
        (&[], "Hospital Santa Lucia", "Enfermera/o - UCI", "Seville, Andalusia, Spain", 6),
    ),
    (
        (&[], "Officine Bellandi S.p.A.", "Addetto/a alla contabilità", "Torino", 0),
        (&[], "Officine Bellandi SpA", "Addetta/o alla contabilità (full time)", "Turin, Piedmont, Italy", 10),
    ),
    (
        (&[], "Kantoria S.A.", "Specjalista / Specjalistka ds. kadr i płac", "Warszawa", 0),
        (&[], "Kantoria", "Specjalista ds. kadr i płac (k/m)", "Warsaw, Mazowieckie, Poland", 12),
    ),
    (
        (&[], "Zorggroep De Linde", "Verzorgende IG (24-32 uur)", "Utrecht", 0),
        (&[], "Zorggroep De Linde", "Verzorgende IG", "Utrecht, Nederland", 19),
    ),
    (
        (&[], "Skånska Vårdbolaget AB", "Sjuksköterska till akutmottagningen", "Malmö", 0),
        (&[], "Skånska Vårdbolaget", "Sjuksköterska, akutmottagningen", "Malmö, Skåne län, Sverige", 5),
    ),
    (
        (&[], "Hotéis Ribadouro, S.A.", "Rececionista de Hotel (M/F)", "Porto", 0),
        (&[], "Hotéis Ribadouro", "Rececionista de hotel (m/f/d)", "Porto, Portugal", 21),
    ),
    (
        (&[], "Delmeire NV", "Technisch tekenaar", "Antwerpen", 0),
        (&[], "Delmeire", "Technisch tekenaar (m/v/x)", "Antwerp, Flemish Region, Belgium", 7),
    ),
    (
        (&[], "Möbelhaus Brandt GmbH & Co. KG", "Filialleiter (m/w/d)", "Kassel", 0),
        (&[], "Möbelhaus Brandt", "Filialleiter (m/w/d) in Kassel", "Kassel, Hessen", 11),
    ),
    (
        (&[], "Autarkis Systems GmbH", "C++ Entwickler (m/w/d)", "Stuttgart", 0),
        (&[], "Autarkis Systems", "C++-Entwickler:in", "Stuttgart-Vaihingen", 3),
    ),
    (
        (&[], "Banque Delacroix SA", "Gestionnaire de fortune (H/F)", "Genève", 0),
        (&[], "Banque Delacroix", "Gestionnaire de fortune", "Genf, Schweiz", 14),
    ),
];

/// Written down before the rules were read, the fourth time.
pub(super) const FOURTH: &[(Said<'_>, Said<'_>)] = &[
    (
        (&[], "Siemens AG", "Data Engineer (m/w/d)", "Munich, Bavaria, Germany", 0),
        (&[], "Siemens", "Data Engineer", "München", 2),
    ),
    (
        (&[], "SAP SE", "Senior Developer (f/m/d) - ABAP", "Walldorf, Germany", 0),
        (&[], "SAP", "Senior Developer (f/m/d) – ABAP", "Walldorf, Baden-Württemberg, DE", 1),
    ),
    (
        (&[], "Bayer AG", "Laborant (m/w/d) Analytik", "Leverkusen", 0),
        (&[], "Bayer", "LABORANT (M/W/D) ANALYTIK", "51368 Leverkusen", 0),
    ),
    (
        (&[], "Zalando SE", "Product Manager - Checkout (all genders)", "Berlin, Germany", 0),
        (&[], "Zalando", "Product Manager – Checkout", "Berlin", 4),
    ),
    (
        (&[], "Stadt Köln", "Sozialarbeiter*in (m/w/d) im Jugendamt", "Köln", 0),
        (&[], "Stadt Köln", "Sozialarbeiter/in im Jugendamt", "Cologne, North Rhine-Westphalia, Germany", 6),
    ),
    (
        (&[], "Charité – Universitätsmedizin Berlin", "Pflegefachkraft (w/m/d) Intensivstation", "Berlin", 0),
        (&[], "Charité - Universitätsmedizin Berlin", "Pflegefachkraft Intensivstation (m/w/d)", "Berlin, Germany", 3),
    ),
    (
        (&[], "REWE Markt GmbH", "Verkäufer (m/w/d) Frischetheke", "Nürnberg", 0),
        (&[], "REWE Markt", "Verkaeufer (m/w/d) Frischetheke", "Nuernberg", 5),
    ),
    (
        (&[], "Müller Logistik GmbH & Co. KG", "Berufskraftfahrer CE (m/w/d)", "Osnabrück", 0),
        (&[], "Mueller Logistik", "Berufskraftfahrer CE", "Osnabrueck, Germany", 9),
    ),
    (
        (&[], "DATEV eG", "Softwareentwickler:in (m/w/d) Java", "Nürnberg", 0),
        (&[], "DATEV eG", "Softwareentwickler (m/w/d) Java", "Nuremberg, Germany", 2),
    ),
    (
        (&[], "Robert Bosch GmbH", "Entwicklungsingenieur (m/w/div.) Leistungselektronik", "Reutlingen", 0),
        (&[], "Robert Bosch", "Entwicklungsingenieur Leistungselektronik", "Reutlingen, Baden-Württemberg", 7),
    ),
    (
        (&[], "Lidl Stiftung & Co. KG", "Consultant SAP Retail (m/w/d) - Neckarsulm", "Neckarsulm", 0),
        (&[], "Lidl Stiftung", "Consultant SAP Retail (m/w/d)", "74172 Neckarsulm", 1),
    ),
    (
        (&[], "HelloFresh SE", "Senior Data Analyst (m/f/x)", "Berlin", 0),
        (&[], "HelloFresh", "Senior Data Analyst (x/f/m) at HelloFresh", "Berlin, BE, Germany", 3),
    ),
    (
        (&[], "Fielmann AG", "Augenoptiker (m/w/d) Vollzeit", "Hamburg", 0),
        (&[], "Fielmann", "Augenoptiker (m/w/d)", "Hamburg, Germany", 8),
    ),
    (
        (&[], "Sparkasse Hannover", "Kundenberater (m/w/d) in Voll- oder Teilzeit", "Hannover", 0),
        (&[], "Sparkasse Hannover", "Kundenberater (m/w/d)", "Hanover, Germany", 4),
    ),
    (
        (&[], "Trivago N.V.", "Lead UX Researcher", "Düsseldorf", 0),
        (&[], "trivago", "Lead UX Researcher", "Dusseldorf, Germany", 2),
    ),
    (
        (&[], "Helios Klinikum Erfurt GmbH", "Oberarzt (m/w/d) Kardiologie", "Erfurt", 0),
        (&[], "Helios Klinikum Erfurt", "Oberarzt (m/w/d) - Kardiologie", "Erfurt, Thüringen", 14),
    ),
    (
        (&[], "MediaMarktSaturn", "Filialleiter (w/m/d) Ingolstadt", "Ingolstadt", 0),
        (&[], "MediaMarktSaturn", "Filialleiter (w/m/d)", "Ingolstadt, Bayern, Deutschland", 6),
    ),
    (
        (&[], "Wiener Linien GmbH & Co KG", "Elektrotechniker*in (w/m/d)", "Wien", 0),
        (&[], "Wiener Linien", "Elektrotechniker/in", "Vienna, Austria", 10),
    ),
    (
        (&[], "Migros Zürich", "Fachfrau/Fachmann Logistik 100%", "Zürich", 0),
        (&[], "Migros Zürich", "Fachfrau / Fachmann Logistik (100 %)", "Zurich, Switzerland", 1),
    ),
    (
        (&[], "Stripe, Inc.", "Software Engineer, Billing", "Dublin, Ireland", 0),
        (&[], "Stripe", "Software Engineer - Billing", "Dublin, County Dublin", 1),
    ),
    (
        (&[], "Monzo Bank Ltd", "Senior Backend Engineer (£80,000 - £110,000)", "London", 0),
        (&[], "Monzo Bank", "Senior Backend Engineer", "London, England, United Kingdom", 3),
    ),
    (
        (&[], "Tesco PLC", "Customer Assistant - Nights - Leeds", "Leeds", 0),
        (&[], "Tesco", "Customer Assistant - Nights", "Leeds, West Yorkshire", 5),
    ),
    (
        (&[], "NHS Lothian", "Staff Nurse (Band 5), Cardiology", "Edinburgh", 0),
        (&[], "NHS Lothian", "Staff Nurse Band 5 - Cardiology", "Edinburgh, Scotland", 12),
    ),
    (
        (&[], "Amazon.com, Inc.", "Sr. Product Manager, Alexa", "Seattle, WA", 0),
        (&[], "Amazon.com", "Senior Product Manager, Alexa", "Seattle, Washington, United States", 0),
    ),
    (
        (&[], "Acme Robotics LLC", "Mechanical Engineer", "Austin, TX", 0),
        (&[], "Acme Robotics", "MECHANICAL ENGINEER", "Austin, Texas, USA", 20),
    ),
    (
        (&[], "Deloitte LLP", "Tax Manager [Req 104882]", "Toronto, ON", 0),
        (&[], "Deloitte", "Tax Manager (Req 104882)", "Toronto, Ontario, Canada", 2),
    ),
    (
        (&[], "Shopify Inc.", "Staff Developer, Checkout (Remote - Canada)", "Remote, Canada", 0),
        (&[], "Shopify", "Staff Developer, Checkout", "Remote - Canada", 7),
    ),
    (
        (&[], "KPMG", "Audit Associate", "New York, NY", 0),
        (&[], "KPMG", "Audit Associate - New York", "New York City, New York", 4),
    ),
    (
        (&[], "Whitbread PLC", "Housekeeper - £12.21 per hour", "Bristol", 0),
        (&[], "Whitbread", "Housekeeper", "Bristol, City of Bristol", 6),
    ),
    (
        (&[], "Canva Pty Ltd", "Frontend Engineer – Editor", "Sydney, NSW", 0),
        (&[], "Canva", "Frontend Engineer - Editor", "Sydney, New South Wales, Australia", 1),
    ),
    (
        (&[], "Goldman Sachs", "Vice President, Risk & Compliance", "London", 0),
        (&[], "Goldman Sachs", "Vice President, Risk and Compliance", "London, UK", 3),
    ),
    (
        (&[], "Target", "Warehouse Associate - Now hiring!", "Phoenix, AZ", 0),
        (&[], "Target", "Warehouse Associate", "Phoenix, Arizona", 2),
    ),
    (
        (&[], "Accenture GmbH", "SAP Consultant (all genders) – Ref. 4711-22", "Frankfurt am Main", 0),
        (&[], "Accenture", "SAP Consultant (all genders)", "Frankfurt, Hesse, Germany", 5),
    ),
    (
        (&[], "BNP Paribas SA", "Chargé de clientèle (H/F)", "Paris", 0),
        (&[], "BNP Paribas", "Chargé(e) de clientèle H/F", "Paris, Île-de-France, France", 3),
    ),
    (
        (&[], "Capgemini SE", "Développeur Java / Spring H/F", "Toulouse", 0),
        (&[], "Capgemini", "Developpeur Java/Spring (F/H)", "Toulouse, Occitanie", 2),
    ),
    (
        (&[], "Inditex S.A.", "Dependiente/a Zara", "Madrid", 0),
        (&[], "Inditex", "DEPENDIENTE/A - ZARA", "Madrid, Comunidad de Madrid", 4),
    ),
    (
        (&[], "Grupo Quirónsalud", "Enfermero/a UCI", "Sevilla", 0),
        (&[], "Grupo Quirónsalud", "Enfermera/o UCI", "Seville, Andalusia, Spain", 13),
    ),
    (
        (&[], "ING Bank N.V.", "Data Scientist (m/v/x)", "Amsterdam", 0),
        (&[], "ING Bank", "Data Scientist", "Amsterdam, Noord-Holland", 1),
    ),
    (
        (&[], "Albert Heijn B.V.", "Teamleider Vers (m/v)", "Den Haag", 0),
        (&[], "Albert Heijn", "Teamleider Vers", "The Hague, Netherlands", 6),
    ),
    (
        (&[], "Esselunga S.p.A.", "Addetto/a Panetteria", "Firenze", 0),
        (&[], "Esselunga", "Addetto Panetteria (M/F)", "Florence, Tuscany, Italy", 10),
    ),
    (
        (&[], "Allegro Sp. z o.o.", "Programista Kotlin (k/m)", "Poznań", 0),
        (&[], "Allegro", "Programista Kotlin", "Poznan, Wielkopolskie, Poland", 3),
    ),
    (
        (&[], "Żabka Polska Sp. z o.o.", "Specjalista ds. zakupów (K/M)", "Warszawa", 0),
        (&[], "Żabka Polska", "Specjalista ds. zakupów", "Warsaw, Poland", 15),
    ),
    (
        (&[], "Ericsson AB", "Systems Engineer, 5G RAN", "Göteborg", 0),
        (&[], "Ericsson", "Systems Engineer - 5G RAN", "Gothenburg, Sweden", 5),
    ),
    (
        (&[], "Region Stockholm", "Sjuksköterska till akutmottagning", "Stockholm", 0),
        (&[], "Region Stockholm", "Sjuksköterska till akutmottagning!", "Stockholm, Stockholms län", 1),
    ),
    (
        (&[], "Sonae, S.A.", "Operador de Loja (m/f)", "Porto", 0),
        (&[], "Sonae", "Operador/a de Loja", "Oporto, Portugal", 8),
    ),
    (
        (&[], "Talkdesk Lda.", "Engenheiro de Software Sénior (m/f/d)", "Lisboa", 0),
        (&[], "Talkdesk", "Engenheiro de Software Senior", "Lisbon, Portugal", 2),
    ),
];
