# Der Rahmen um jede Seite.

frame-skip = Zum Inhalt springen
frame-main = Hauptmenü
frame-account = Konto
frame-account-of = Konto von { $email }
frame-sign-in = Anmelden
frame-sign-out = Abmelden
frame-home = Start
frame-jobs = Stellen
frame-searches = Suchen
frame-cv = Lebenslauf
frame-admin = Verwaltung
frame-viewer = nur lesen
frame-description = Lebenslauf hochladen und passende Stellen sehen, jeden Morgen neue.
frame-sandbox = Sandkasten: Die Stellen sind erfunden, und es wird kein Geld ausgegeben.
frame-stopped = Alle Ausgaben sind gestoppt: { $why }. Was schon da ist, lässt sich benutzen; Neues wird nicht gekauft.
frame-source-stopped = { $source } ist gestoppt: { $why }.
frame-welcome = Am { $told } wurde angekündigt, dass dieses Konto am { $goes } gelöscht wird, weil sich lange niemand angemeldet hatte. Sie sind wieder da, also bleibt es.

# Am Fuß jeder Seite.
frame-foot = Über diese Website
frame-privacy = Datenschutz
frame-privacy-policy = Datenschutzerklärung
frame-imprint = Impressum
frame-accessibility = Barrierefreiheit
frame-contact = Kontakt
frame-run-by = Betrieben von { $operator }.
frame-sources = Jobfill. Orte: GeoNames, CC BY 4.0.

# Jede Sprache mit ihrem eigenen Namen, auch auf Seiten der anderen.
frame-language-english = English
frame-language-german = Deutsch
