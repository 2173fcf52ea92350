# Die Listen einer Person mit Berufen und Orten.

searches-title = Suchen
searches-none-html = Ihre Listen mit Berufen und Orten stehen dann hier. Jeder Beruf × Ort wird eine Suche. <a href="/cv">Laden Sie einen Lebenslauf hoch</a>, dann entstehen sie von selbst, oder füllen Sie das Formular unten aus.
# Die Liste, die ein Lebenslauf macht.
searches-list-from-cv = Aus Ihrem Lebenslauf
searches-change = Liste ändern
searches-col-title = Beruf
searches-col-place = Ort
searches-col-filters = Filter
searches-col-state = Stand
searches-col-jobs = Stellen
searches-col-priority = Vorrang
searches-col-shared = Geteilt
searches-col-list = Liste
searches-col-retired = Beendet
searches-col-actions = Aktionen
searches-priority-label = Vorrang
searches-with-others = mit anderen
searches-only-yours = nur Ihre
searches-pause = Anhalten
searches-resume = Fortsetzen
searches-remove = Entfernen
searches-pause-all = Alle anhalten
searches-resume-all = Alle fortsetzen

# Was mit Suchen geschah, und was sie jetzt brauchen.
searches-name = „{ $title }“ in { $place }
searches-done-pause = { $name } ruht: Dafür wird nichts Neues geladen.
searches-done-pause-all = Alle Suchen ruhen: Nichts Neues wird geladen.
searches-done-resume = { $name } geht weiter.
searches-done-resume-all = Ihre Suchen gehen weiter.
searches-done-bring-back = { $name } ist wieder da.
searches-done-remove = { $name } ist entfernt. Sie können die Suche unten zurückholen.
searches-done-save = „{ $list }“ ist gespeichert.
searches-need-none = Keine Suche ist aktiv.
searches-need = { $wanted ->
    [one] { $wanted } Suche
   *[other] { $wanted } Suchen
}: { $parts }.
searches-need-held = { $count } schon da
searches-need-loading = { $count } schon unterwegs
searches-need-new = { $count ->
    [one] { $count } wird geladen
   *[other] { $count } werden geladen
}
searches-need-waits = { $count ->
    [one] { $count } wartet und kommt
   *[other] { $count } warten und kommen
} { $when }
searches-need-waits-somebody = { $count ->
    [one] { $count } wartet
   *[other] { $count } warten
} auf die Betreiber
searches-need-failed = { $count } nicht zu laden

# Das Formular.
searches-new = Neue Liste
searches-new-note = Jeder Beruf × Ort wird eine Suche. Unter dem Namen einer Liste, die es gibt, ersetzt das Speichern diese Liste.
searches-edit = „{ $list }“ ändern
searches-edit-note = Beim Speichern wird jeder Beruf × Ort dieses Formulars eine Suche. Was neu ist, wird geladen, was wegfällt, wird beendet, und nichts, was da ist, wird noch einmal geladen.
searches-leave = Liste lassen, wie sie ist
searches-kept = Das haben Sie eingegeben, bevor Sie abgemeldet wurden. Es ist noch nicht gespeichert.
searches-form-name = Name der Liste
searches-form-titles = Berufe
searches-form-titles-hint = Einer je Zeile, wie eine Stellenbörse ihn nennt.
searches-form-places = Orte
searches-form-places-hint = Einer je Zeile: eine Stadt, eine Region, ein Land, „Remote“ oder „Überall“.
searches-form-filters = Nur Stellen, die dies angeben
searches-form-arrangement = Arbeitsort
searches-form-employment = Vertragsart
searches-form-seniority = Erfahrung
searches-form-industry = Branche
searches-form-any = Beliebig
searches-form-priority = Vorrang
searches-form-priority-hint = 0 bis 100; höhere werden zuerst geladen.
searches-form-save = Speichern
searches-form-price = Was würde das kosten?

# Was am Formular nicht stimmt.
searches-wrong-name = Geben Sie der Liste einen Namen von höchstens { $most } Zeichen.
searches-wrong-priority = Der Vorrang ist eine Zahl von { $least } bis { $most }.
searches-wrong-no-title = Geben Sie mindestens einen Beruf ein, einen je Zeile.
searches-wrong-no-place = Geben Sie mindestens einen Ort ein, einen je Zeile.
searches-wrong-many-titles = Auf eine Liste passen höchstens { $most } Berufe; das sind { $count }.
searches-wrong-many-places = Auf eine Liste passen höchstens { $most } Orte; das sind { $count }.
searches-wrong-line = „{ $line }“: { $why }
searches-wrong-title-short = Bitte geben Sie einen Beruf von mindestens { $least } Zeichen ein.
searches-wrong-title-long = Ein Beruf kann höchstens { $most } Zeichen haben; dieser hat { $length }.
searches-wrong-title-letters = Ein Beruf braucht mindestens einen Buchstaben.
searches-wrong-title-excluded = „{ $typed }“ sagt nur, was nicht gewünscht ist. Bitte geben Sie den Beruf ein, der gewünscht ist.
searches-wrong-place-empty = Bitte geben Sie eine Stadt, ein Land, „Remote“ oder „Überall“ ein.
searches-wrong-place-none = „{ $typed }“ nennt keinen Ort. Bitte geben Sie eine Stadt, ein Land, „Remote“ oder „Überall“ ein.
searches-wrong-place-long = Ein Ort kann höchstens { $most } Zeichen haben; dieser hat { $length }.
searches-wrong-arrangement = Wählen Sie einen Arbeitsort aus dieser Liste: { $allowed }.
searches-wrong-employment = Wählen Sie eine Vertragsart aus dieser Liste: { $allowed }.
searches-wrong-seniority = Wählen Sie eine Erfahrung aus dieser Liste: { $allowed }.
searches-wrong-industry = Wählen Sie eine Branche aus dieser Liste: { $allowed }.

# Der Preis einer Liste.
searches-price = Was das Speichern dieser Liste kosten würde
searches-price-size = Diese Liste hat { $size ->
    [one] { $size } Kombination
   *[other] { $size } Kombinationen
}; mit Ihren anderen Listen wären es { $wanted }: { $parts }.
searches-price-size-only = { $size ->
    [one] { $size } Kombination
   *[other] { $size } Kombinationen
}: { $parts }.
searches-price-held = { $count } schon da
searches-price-loading = { $count } schon unterwegs
searches-price-waits = { $count } vorerst aufgeschoben
searches-price-new = { $count } zu laden
searches-price-jobs-here = Sofort zu sehen: { $here }.
searches-price-jobs = Sofort zu sehen: { $here }; etwa { $expected } weitere werden erwartet.
searches-price-nothing = Nichts muss geladen werden: 0 Credits.
searches-price-about-html = <strong>Etwa { $credits ->
    [one] { $credits } Credit
   *[other] { $credits } Credits
}</strong> ({ $sources }) und nie mehr als { $most } an einem Tag. Was das Limit eines Tages abschneidet, kommt am nächsten.
searches-price-none-today = Nichts davon kann heute geladen werden, denn { $why }; es kommt { $when }.
searches-price-some-today = Etwa { $credits ->
    [one] { $credits } Credit
   *[other] { $credits } Credits
} davon lassen sich heute laden, denn { $why }; der Rest kommt { $when }.
searches-price-only-waits = Nichts Neues muss geladen werden: Was aufgeschoben ist, wurde schon früher verlangt und kommt, wenn es weitergeht.
searches-limit-plan = das Kontingent einer Quelle ist aufgebraucht
searches-limit-day = das Tageslimit für alle ist erreicht
searches-limit-first-day = was neue Konten heute laden dürfen, ist aufgebraucht
searches-limit-person = Ihr Limit für heute ist erreicht
searches-limit-stopped = alle Ausgaben sind gestoppt
searches-limit-source = eine Quelle ist gestoppt
searches-price-at = { $source } etwa { $amount }
searches-place-known = „{ $typed }“ wird verstanden als { $meant }.
searches-place-unknown-html = „{ $typed }“ <span class="tag">unbekannter Ort</span> wird so gefragt, wie eingegeben, in { $meant }.
searches-title-excluded = { $words } wird aus „{ $typed }“ weggelassen: Eine Suche kann Wörter nicht ausschließen.
searches-surprise-unknown = „{ $typed }“ ist kein Ort, den wir kennen: Die Quellen werden danach gefragt, wie eingegeben, in { $country }.
searches-surprise-guess = Nicht alles an „{ $typed }“ ist uns bekannt; es wird verstanden als { $meant }.
searches-surprise-word = „{ $typed }“ wird als die Kleinstadt { $meant } verstanden.
searches-surprise-abroad = „{ $typed }“ wird als { $meant } verstanden, und das liegt in { $country }.
searches-surprise-ambiguous = „{ $typed }“ wird als { $meant } verstanden und nicht als { $others }.
searches-place-left-out = JSearch sucht in einem Land nach dem anderen: Von { $place } werden { $most } gefragt und die anderen { $count } nicht, darunter { $names }.
searches-price-not-saved = Noch ist nichts gespeichert.

# Suchen, die auf keiner Liste mehr stehen.
searches-earlier = Frühere Suchen
searches-earlier-note = Auf keiner Liste mehr. Was sie gebracht haben, ist noch da, deshalb kostet das Zurückholen selten etwas.
searches-earlier-from-html = Aus <a href="{ $cv }">{ $file }</a>
searches-earlier-from = Aus { $file }
searches-earlier-by-hand = Von Hand angelegt
searches-bring-back = Zurückholen
searches-bring-all-back = Alle diese zurückholen
