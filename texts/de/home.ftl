# Wie die Suchen einer Person stehen.

home-title = Start
home-heading = Ihre Stellen

# Das Beste von dem, was kam.
home-new = neue { $count ->
    [one] Stelle
   *[other] Stellen
}
home-best-new = Die besten davon
home-best-all = Die besten Ihrer Liste
home-nothing-new = Seit der letzten Aktualisierung ist nichts Neues dazugekommen.
home-see-best = Alle, die besten zuerst
home-applied = { $count ->
    [one] { $count } laufende Bewerbung
   *[other] { $count } laufende Bewerbungen
}
home-saved = { $count ->
    [one] { $count } gemerkte Stelle
   *[other] { $count } gemerkte Stellen
}
home-searches = Ihre Suchen

home-start-html = <strong>Beginnen Sie mit Ihrem Lebenslauf.</strong> Daraus werden Berufe und Orte gelesen und die passenden Stellen der letzten Wochen geladen. Was andere schon geladen haben, ist sofort da.
home-start-upload = Lebenslauf hochladen
home-start-by-hand = oder Berufe und Orte selbst eingeben

home-found-html = Gefunden in <a href="{ $cv }">{ $file }</a>
home-found-titles = Berufe
home-found-places = Orte
home-found-none = keine
home-found-too-little-html = Das reicht nicht für eine Suche. <a href="{ $cv }">Ergänzen Sie den Rest</a>.
home-found-offline = Gelesen ohne Sprachmodell, auf diesem Server.
home-found-more-html = <a href="{ $cv }">Sehen, aus welchen Worten das stammt, mehr laden oder berichtigen</a>.
home-being-read = Ihr Lebenslauf { $file } wird gelesen. Berufe, Orte und Stellen erscheinen hier von selbst.

# Während etwas geladen wird.
home-under-way = { $ended } von { $all ->
    [one] { $all } Suche
   *[other] { $all } Suchen
} fertig, bisher { $jobs }.

# Am Ende: ein Satz über die Suchen, und wie viele Stellen da sind.
home-receipt-one-here = Ihre Suche war schon da.
home-receipt-one-loaded = Ihre Suche wurde geladen.
home-receipt-all-here = Ihre { $all } Suchen: Alle waren schon da.
home-receipt-all-loaded = Ihre { $all } Suchen: Alle wurden geladen.
home-receipt-some = { $all ->
    [one] Ihre Suche
   *[other] Ihre { $all } Suchen
}: { $parts }.
home-part-here = { $count ->
    [one] { $count } war schon da
   *[other] { $count } waren schon da
}
home-part-loaded = { $count } geladen
home-part-coming = { $count } unterwegs
home-part-waits = { $count ->
    [one] { $count } wartet und kommt
   *[other] { $count } warten und kommen
} { $when }
home-part-waits-somebody = { $count ->
    [one] { $count } wartet
   *[other] { $count } warten
} auf die Betreiber
home-part-failed = { $count } nicht zu laden
home-receipt-jobs = { $searches } { $jobs }.
home-see-jobs = Stellen ansehen

# Wann die Quellen zuletzt gefragt wurden.
home-update-html = { $when }, <a href="/jobs?list=new">{ $new }</a>.
home-update-long-ago = { $when }.
home-update-now = Wird gerade aktualisiert
home-update-this-morning = Heute Morgen aktualisiert
home-update-today = Heute um { $time } Uhr aktualisiert
home-update-yesterday-morning = Gestern Morgen aktualisiert
home-update-yesterday = Gestern um { $time } Uhr aktualisiert
home-update-on = Zuletzt am { $date } aktualisiert
home-new-none = nichts Neues
home-new-some = { $count } neu
home-new-many = { $count } oder mehr neu

home-table = Wie Ihre Suchen stehen
home-table-title = Beruf
home-table-place = Ort
home-table-state = Stand
home-table-jobs = Stellen
home-table-loaded = Geladen
home-table-why = Warum
home-there-is-more = es gibt mehr
home-left-out = { $count } weitere durch ihre Filter ausgelassen
home-progress = Fortschritt
home-pages = { $count ->
    [one] { $count } Seite
   *[other] { $count } Seiten
}

home-none-active-html = Keine Suche ist aktiv. <a href="/searches">Wählen Sie, wonach gesucht wird</a>.
home-paused-html = { $count ->
    [one] { $count } Suche ruht
   *[other] { $count } Suchen ruhen
}. <a href="/searches">Fortsetzen</a>.
home-reach = So weit reichen die Quellen zurück: { $sources }. Neue Stellen kommen jeden Morgen.
home-reach-of = { $source }: { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
