# Die Wörter geschlossener Listen, jede Liste einmal.

# Wie eine Kombination steht.
list-state-waiting = wartet
list-state-loading = wird geladen
list-state-loaded = geladen
list-state-partly = teils geladen
list-state-failed = misslungen
list-state-cut = gekappt
list-state-paused = ruht

# Credits, in dem, was eine Quelle zählt.
list-amount-jobs = { $count ->
    [one] { $count } Stelle
   *[other] { $count } Stellen
}
# Hinter einer Zahl, wo eine Tabellenzeile zum Block wird.
list-unit-jobs = Stellen

list-copies-once = Was mehrfach ausgeschrieben ist, zählt als eine Stelle.

list-amount-requests = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}

# Wo gearbeitet wird.
list-arrangement-on-site = Vor Ort
list-arrangement-hybrid = Hybrid
list-arrangement-remote = Remote
list-arrangement-remote-ok = Remote möglich
list-arrangement-remote-solely = Nur remote

# Welchen Vertrag eine Suche verlangt und eine Stelle bietet.
list-employment-full-time = Vollzeit
list-employment-part-time = Teilzeit
list-employment-contractor = Freiberuflich
list-employment-temporary = Befristet
list-employment-intern = Praktikum

# Wie viel Erfahrung eine Stelle verlangt.
list-seniority-junior = Einsteiger
list-seniority-mid = Mittel
list-seniority-senior = Berufserfahren
list-seniority-lead = Leitung

# Arbeitsfelder.
list-industry-technology = Technologie
list-industry-healthcare = Gesundheitswesen
list-industry-management-leadership = Management & Führung
list-industry-finance-accounting = Finanzen & Buchhaltung
list-industry-human-resources = Personalwesen
list-industry-sales = Vertrieb
list-industry-marketing = Marketing
list-industry-customer-service-support = Kundenservice & Support
list-industry-education = Bildung
list-industry-legal = Recht
list-industry-engineering = Ingenieurwesen
list-industry-science-research = Wissenschaft & Forschung
list-industry-trades = Handwerk
list-industry-construction = Bauwesen
list-industry-manufacturing = Produktion
list-industry-logistics = Logistik
list-industry-creative-media = Kreatives & Medien
list-industry-hospitality = Gastronomie & Hotellerie
list-industry-environmental-sustainability = Umwelt & Nachhaltigkeit
list-industry-retail = Einzelhandel
list-industry-data-analytics = Daten & Analyse
list-industry-software = Software
list-industry-energy = Energie
list-industry-agriculture = Landwirtschaft
list-industry-social-services = Soziale Dienste
list-industry-administrative = Büro & Verwaltung
list-industry-government-public-sector = Öffentlicher Dienst
list-industry-art-design = Kunst & Design
