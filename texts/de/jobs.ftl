# Die Liste der Stellen, und eine einzelne.

jobs-title = Stellen
jobs-lists = Listen von Stellen
jobs-list-shown = Alle
jobs-list-new = Neu
jobs-list-saved = Gemerkt
jobs-list-applied = Beworben
jobs-list-hidden = Ausgeblendet

# Das Formular über der Liste.
jobs-words = Wörter
jobs-words-example = Wörter
jobs-words-hint = Wörter: -Praktikum lässt weg, was „Praktikum“ enthält; "technische Leitung" in Anführungszeichen hält die Wörter zusammen, und -"technische Leitung" lässt weg, was genau das enthält. Was bei Gehalt, Vertragsart und Erfahrung gewählt ist, lässt Stellen weg, die dazu nichts angeben.
jobs-place = Ort
jobs-within = Umkreis
jobs-within-exactly = Genau hier
jobs-within-km = Bis { $km } km
jobs-within-towns = Nach den Orten, die hier bekannt sind: ab 5.000 Menschen in Deutschland, Österreich und der Schweiz, sonst ab 15.000.
jobs-within-left-out = Ein Umkreis braucht eine Stadt als Ort: Hier gilt er nicht.
jobs-remote = Remote
jobs-remote-any = Remote oder nicht
jobs-remote-possible = Remote oder ohne Angabe
jobs-remote-stated = Ausdrücklich remote
jobs-age = Alter
jobs-age-hours = 24 Stunden
jobs-age-days = { $days } Tage
jobs-age-any = Jedes Alter
jobs-source = Quelle
jobs-source-any = Beide Quellen
jobs-search = Suche
jobs-search-any = Alle Suchen
jobs-contract = Vertragsart
jobs-contract-any = Beliebige Vertragsart
jobs-seniority = Erfahrung
jobs-seniority-any = Beliebige Erfahrung
jobs-pay = Jahresgehalt, mindestens
jobs-employer = Arbeitgeber
jobs-filters = Filter
jobs-show = Anzeigen
jobs-clear = Zurücksetzen
jobs-order = Reihenfolge
jobs-order-newest = Neueste zuerst
jobs-order-best = Beste zuerst

# Unter einer Stelle: warum sie auf der Liste steht.
jobs-why-search = { $title } · { $place }
jobs-why-fits = Passt zu { $search }
jobs-why-brought = Von { $source } zu { $search } gebracht

# Unter einer Stelle: wie gut sie zu einer Suche passt, und warum.
jobs-fit-very-well = Passt sehr gut
jobs-fit-well = Passt gut
jobs-fit-partly = Passt teilweise
jobs-fit-loosely = Passt nur wenig
jobs-fit-title-same = gleicher Beruf
jobs-fit-title-holds = Titel enthält Ihren Beruf
jobs-fit-title-words = Titel mit Wörtern Ihres Berufs
jobs-fit-title-related = verwandter Beruf
jobs-fit-title-akin = verwandter Beruf
jobs-fit-title-other = anderer Beruf
jobs-fit-place-inside = in { $place }
jobs-fit-place-remote = remote
jobs-fit-place-around = in der Umgebung von { $place }
jobs-fit-place-country = anderswo im Land
jobs-fit-place-unknown = Ort nicht angegeben
jobs-fit-place-elsewhere = anderswo
jobs-fit-filters = erfüllt { $met } von { $asked ->
    [one] { $asked } Filter
   *[other] { $asked } Filtern
}
jobs-fit-words = in Ihrem Lebenslauf: { $words }

# Über der Liste. Gezählt wird bis tausend.
jobs-count = { $count ->
    [one] { $count } Stelle
   *[other] { $count } Stellen
}
jobs-count-many = { $count }+ Stellen
jobs-figure-many = { $count }+
jobs-heading-day = { $jobs } der letzten 24 Stunden, neueste zuerst.
jobs-heading-days = { $jobs } aus { $days } Tagen, neueste zuerst.
jobs-copies-once = Was mehrfach ausgeschrieben ist, ist hier eine Stelle.
jobs-heading-all = { $jobs }, neueste zuerst.
jobs-heading-best-of = Die neuesten { $window } Stellen, beste zuerst.
jobs-heading-best-day = { $jobs } der letzten 24 Stunden, beste zuerst.
jobs-heading-best-days = { $jobs } aus { $days } Tagen, beste zuerst.
jobs-heading-best-all = { $jobs }, beste zuerst.
jobs-best-rest-html = Angesehen wurden nur die neuesten Stellen Ihrer Suchen. <a href="{ $url }">Die älteren</a> kommen nach dem Datum.
jobs-file = Als CSV speichern
jobs-file-title = Titel
jobs-file-closed = Geschlossen
jobs-file-link = Link
jobs-marked-since-html = Als „neu“ gilt, was beim letzten täglichen Lauf oder seit dessen Beginn gefunden wurde, { $at }.
jobs-marked-today = Als „neu“ gilt, was in den letzten 24 Stunden gefunden wurde.
jobs-loading-only = Ihre Suche wird noch geladen; weitere Stellen kommen von selbst.
jobs-loading-some = { $loading ->
    [one] { $loading } Ihrer { $all } Suchen wird
   *[other] { $loading } Ihrer { $all } Suchen werden
} noch geladen; weitere Stellen kommen von selbst.
jobs-incomplete = unvollständig
jobs-better = ← Bessere Stellen
jobs-further = Weitere Stellen →
jobs-newer = ← Neuere Stellen
jobs-older = Ältere Stellen →

# Wo die Liste leer ist.
jobs-empty-none = Für Ihre Suchen wurde noch nichts gefunden.
jobs-empty-chosen = Zu Ihren Suchen gefunden: { $jobs }; Ihre Auswahl lässt keine davon übrig.
jobs-empty-kept-off = Zu Ihren Suchen gefunden: { $jobs }; keine davon wird hier gezeigt.
jobs-empty-saved = Stellen, die Sie sich merken, stehen dann hier, auch wenn sie nicht mehr auf Ihrer Liste sind.
jobs-empty-applied = Stellen, auf die Sie sich beworben haben, stehen dann hier, sobald Sie es dort angeben.
jobs-empty-hidden = Stellen, die Sie ausblenden, stehen dann hier und lassen sich zurückholen.
jobs-empty-chosen-marks = Ihre Auswahl lässt keine Stelle dieser Liste übrig.
jobs-empty-no-search = Die Stellen, die Ihre Suchen finden, stehen dann hier.
jobs-empty-so-far = Unter den Tausenden von Stellen, die angesehen wurden, ist keine nach Ihrer Auswahl. Es gibt noch ältere.
jobs-empty-beyond = In dieser Richtung gibt es keine Stellen mehr.
jobs-empty-to-newest = Zu den neuesten Stellen
jobs-empty-to-whole = Alle ohne diese Auswahl zeigen
jobs-empty-to-begin-html = <a href="/cv">Laden Sie Ihren Lebenslauf hoch</a> oder <a href="/searches">legen Sie eine Suche an</a>.
jobs-empty-to-own = Zu Ihren Stellen
jobs-empty-to-searches-html = <a href="/searches">Sehen Sie Ihre Suchen an</a> oder <a href="/home">wie sie stehen</a>.

jobs-meant-html = Meinten Sie <a href="{ $url }">{ $text }</a>?

# Was Stellen von einer leeren Liste fernhält, und was jeder Link dort zeigt.
jobs-off-words = { $count ->
    [one] { $jobs } enthält
   *[other] { $jobs } enthalten
} „{ $words }“ nicht
jobs-off-words-link = Beliebige Wörter
jobs-off-place = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} nicht in „{ $place }“
jobs-off-place-within = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} nach den bekannten Orten nicht im Umkreis von { $km } km um „{ $place }“
jobs-off-place-link = Beliebiger Ort
jobs-off-remote = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} nicht remote
jobs-off-remote-link = Remote oder nicht
jobs-off-age = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} älter
jobs-off-age-link = Jedes Alter
jobs-off-source = { $count ->
    [one] { $jobs } kommt
   *[other] { $jobs } kommen
} von der anderen Quelle
jobs-off-source-link = Beide Quellen
jobs-off-search = { $count ->
    [one] { $jobs } wurde
   *[other] { $jobs } wurden
} von Ihren anderen Suchen gefunden
jobs-off-search-link = Alle Suchen
jobs-off-new = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} nicht neu
jobs-off-new-link = Neu oder nicht
jobs-off-hidden = { $count ->
    [one] { $jobs } haben Sie ausgeblendet
   *[other] { $jobs } haben Sie ausgeblendet
}
jobs-off-hidden-link = Ausgeblendete Stellen
jobs-off-facts = { $count ->
    [one] { $jobs } gibt
   *[other] { $jobs } geben
} zu Erfahrung, Vertragsart, Arbeitgeber oder Gehalt nichts oder etwas anderes an
jobs-off-facts-link = Beliebige Angaben
jobs-off-employers = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} von Arbeitgebern, die Sie weglassen
jobs-off-closed = { $count ->
    [one] { $jobs } ist
   *[other] { $jobs } sind
} geschlossen
jobs-off-filters = { $count ->
    [one] { $jobs } gibt
   *[other] { $jobs } geben
} etwas anderes an, als die Filter Ihrer Suchen verlangen
jobs-off-filters-link = Ihre Suchen

# Eine Stelle, auf der Liste und auf ihrer Seite.
jobs-new = neu
jobs-new-why = Gefunden seit { $since }
jobs-no-employer = Arbeitgeber nicht angegeben
jobs-no-place = Ort nicht angegeben
jobs-posted-html = Veröffentlicht { $at }
jobs-posted-again-html = Erneut veröffentlicht { $at }
jobs-found-html = Zuerst gesehen { $at }
jobs-closed-html = geschlossen { $at }
jobs-not-seen-html = länger nicht gesehen, gilt als geschlossen: { $at }
jobs-closed-banner-html = Diese Stelle wurde { $at } geschlossen, vom Arbeitgeber oder nach ihrem eigenen Datum.
jobs-not-seen-banner-html = Keine Quelle hat diese Stelle in letzter Zeit gezeigt: Sie gilt als geschlossen, { $at }.
jobs-left-out-closed = { $count ->
    [one] Eine geschlossene Stelle ist weggelassen.
   *[other] { $count } geschlossene Stellen sind weggelassen.
}
# Of a longer list the newest jobs were looked at.
jobs-left-out-closed-some = Geschlossene Stellen sind weggelassen.
jobs-left-out-closed-many = Mindestens { $count } geschlossene Stellen sind weggelassen.
jobs-save = Merken
jobs-save-of = Merken: { $title }
jobs-saved = Gemerkt
jobs-saved-of = Gemerkt: { $title }. Zurücknehmen
jobs-apply = Beworben?
jobs-apply-of = Beworben? { $title }
jobs-applied = Beworben
jobs-applied-of = Beworben: { $title }. Zurücknehmen
jobs-hide = Ausblenden
jobs-hide-of = Ausblenden: { $title }
jobs-hidden = Wieder zeigen
jobs-hidden-of = Wieder zeigen: { $title }
jobs-take-back = Zurücknehmen

# Tasten, und die Anzeige neben der Liste.
jobs-beside = Als Seite öffnen
jobs-beside-close = Schließen
jobs-posting = Die Anzeige
jobs-toast-failed = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
jobs-keys = Tasten
jobs-keys-all = j: nächste Stelle, k: vorige Stelle, s: merken, h: ausblenden, o: öffnen, Esc: schließen, ?: diese Liste. Sie wirken, solange in kein Feld geschrieben wird.
jobs-keys-on = Diese Tasten verwenden

# Warum eine Stelle ausgeblendet wurde, und Arbeitgeber, die weggelassen werden.
jobs-undo = Rückgängig machen
jobs-why-label = Warum?
jobs-why-not-my-field = Nicht mein Fachgebiet
jobs-why-too-far = Zu weit weg
jobs-why-level = Falsche Erfahrungsstufe
jobs-why-pay = Gehalt
jobs-why-employer = Arbeitgeber
jobs-why-seen-elsewhere = Anderswo gesehen
jobs-why-other = Anderes
jobs-why-unknown = Das ist kein Grund aus der Liste. Bitte gehen Sie zurück und wählen Sie einen.
jobs-hidden-why = Ausgeblendet: { $why }
jobs-done-why = { $title }: ausgeblendet, und der Grund ist notiert.

# Was auf einen Grund folgen kann: ein Filter.
jobs-follow-remote = Nur Remote-Stellen zeigen
jobs-follow-place = Nur Stellen in { $place } zeigen
jobs-follow-level = Nur { $level } zeigen
jobs-leave-out = Alle Stellen dieses Arbeitgebers weglassen
jobs-leave-out-none = Die Anzeige nennt keinen Arbeitgeber, deshalb lässt sich keiner weglassen.
jobs-done-leave-out = Stellen von { $employer } werden ab jetzt auf Ihren Listen weggelassen.
jobs-employers-off = { $count ->
    [one] { $count } Arbeitgeber wird weggelassen
   *[other] { $count } Arbeitgeber werden weggelassen
}
jobs-let-in = { $employer } wieder zeigen
jobs-done-let-in = Stellen von { $employer } werden wieder gezeigt.

# Eine Bewerbung: ihr Tag, und was dazu notiert wird.
jobs-applied-on = Beworben am { $day }
jobs-note-edit = Tag und Notiz
jobs-note-day = Beworben am
jobs-note-day-unreadable = Wählen Sie einen Tag, zum Beispiel 2026-11-23.
jobs-note-day-to-come = Dieser Tag liegt noch in der Zukunft.
jobs-note-text = Notiz
jobs-note-long = Höchstens { $most } Zeichen.
jobs-note-keep = Speichern
jobs-note-keep-again = Speichern und als Bewerbung notieren
jobs-note-taken-back = Für diese Stelle ist keine Bewerbung mehr notiert, deshalb ist die Notiz noch nicht gespeichert.
jobs-done-note = { $title }: Tag und Notiz sind gespeichert.

# Was mit einer Stelle geschah.
jobs-done-hide = { $title }: ausgeblendet; steht jetzt auf der Liste „Ausgeblendet“.
jobs-done-unhide = { $title }: wieder auf Ihrer Liste.
jobs-done-save = { $title }: gemerkt.
jobs-done-unsave = { $title }: nicht mehr gemerkt.
jobs-done-apply = { $title }: Ihre Bewerbung ist notiert.
jobs-done-unapply = { $title }: Ihre Bewerbung ist nicht mehr notiert.

# Was eine Suche verlangt und eine Stelle nicht angibt.
jobs-open-arrangement = Arbeitsort nicht angegeben
jobs-open-employment = Vertragsart nicht angegeben
jobs-open-seniority = Erfahrung nicht angegeben
jobs-open-industry = Branche nicht angegeben

# Die Seite einer Stelle.
jobs-all = ← Alle Stellen
jobs-apply-at = Bewerben bei { $host }
jobs-no-link = Die Anzeige hat keinen Link, über den man sich bewerben kann.
jobs-applied-at-html = Sie haben Ihre Bewerbung notiert: { $at }.
jobs-fact-arrangement = Arbeitsort
jobs-fact-employment = Vertragsart
jobs-fact-seniority = Erfahrung
jobs-fact-industry = Branche
jobs-fact-salary = Gehalt
jobs-fact-language = Sprache
jobs-fact-posted = Veröffentlicht
jobs-fact-open-until = Offen bis
jobs-fact-first-seen = Zuerst gesehen
jobs-fact-confirmed = Zuletzt bestätigt
jobs-fact-source = Quelle
jobs-fact-published = { $source }, veröffentlicht von { $publisher }
jobs-fact-found-by = Gefunden von
jobs-fact-found-by-none = keiner Ihrer Suchen mehr
jobs-fact-not-active = { $search } (ruht)
jobs-not-stated = nicht angegeben
jobs-copies = Weitere Anzeigen dieser Stelle
jobs-copies-why = Auf Ihren Listen sind sie eine Zeile, und was Sie merken oder ausblenden oder worauf Sie sich bewerben, gilt für alle.
jobs-copies-admin = Diese Gruppe ansehen oder auflösen
jobs-description = Beschreibung
jobs-no-description = Die Anzeige hat keine Beschreibung.
