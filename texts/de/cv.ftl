# Lebensläufe: hochgeladen, gelesen, und was daraus wurde.

cv-title = Lebenslauf
cv-file = Ihr Lebenslauf als Datei
cv-file-hint = PDF, Word (.docx) oder reiner Text, bis 5 MB, fünf am Tag.
cv-paste = Stattdessen den Text einfügen
cv-text = Der Text Ihres Lebenslaufs
cv-text-hint = Für gescannte Lebensläufe, oder wenn eine Datei nicht lesbar ist. Gilt, wenn keine Datei gewählt ist.
cv-upload = Hochladen
cv-privacy = Die Datei selbst wird nicht aufbewahrt, nur ihr Text. Sie können hier alles löschen.
cv-privacy-days = Die Datei selbst wird nicht aufbewahrt; ihr Text wird es, { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang, nachdem er gelesen wurde. Sie können hier alles löschen.
cv-privacy-more = Was gespeichert wird, wozu und wie lange
cv-without-model = Hier lesen, ohne Sprachmodell
cv-readers-none = Kein Sprachmodell liest Ihren Lebenslauf: Sein Text bleibt auf diesem Server. Stellenquellen werden nach Berufen, Orten und Filtern gefragt und erfahren nicht, für wen.
cv-readers-model = Claude ({ $model }) liest Ihren Lebenslauf bei { $host }, in { $country }: die Stellen, Schulen, Kenntnisse und Wünsche darin. Seine Seite zeigt genau, was gesendet wurde.
cv-readers-model-somewhere = Claude ({ $model }) liest Ihren Lebenslauf bei { $host }; in welchem Land, ist hier nicht angegeben. Claude erhält die Stellen, Schulen, Kenntnisse und Wünsche darin, und die Seite Ihres Lebenslaufs zeigt genau, was gesendet wurde.
cv-country-of-claude = den Vereinigten Staaten
cv-pasted = Eingefügter Text
cv-taken-in = Ihr Lebenslauf ist da.
cv-kept = Das haben Sie eingefügt, bevor Sie abgemeldet wurden. Es wurde nicht angenommen: Wählen Sie dafür „Hochladen“.
cv-known = „{ $file }“ sagt dasselbe, also ist dieser Lebenslauf schon da. Nichts kam hinzu, und er zählt nicht als einer der fünf von heute.
cv-earlier = Suchen aus „{ $file }“ stehen auf Ihrer Liste
cv-earlier-add = Behalten und die des neuen Lebenslaufs hinzufügen
cv-earlier-replace = Durch die des neuen Lebenslaufs ersetzen. Sie lassen sich zurückholen.

# Warum nichts angenommen wurde.
cv-refused-five = Sie haben heute fünf Lebensläufe hochgeladen. Der nächste ist morgen möglich.
cv-refused-tries = Sie haben heute sehr oft versucht, eine Datei hochzuladen. Der nächste Versuch ist morgen möglich.
cv-refused-under-way = Gerade wird etwas angenommen, das Sie hochgeladen haben. Warten Sie, bis es da ist, und senden Sie dann das Nächste.
cv-refused-broken-off = Das Hochladen brach ab oder war kein Formular. Gehen Sie zurück und versuchen Sie es noch einmal.
cv-refused-long-text = Dieser Text ist länger als jeder Lebenslauf. Bitte fügen Sie nur den Lebenslauf ein.
cv-refused-nothing = Bitte wählen Sie eine Datei, oder fügen Sie unten den Text Ihres Lebenslaufs ein.
cv-refused-several = Bitte wählen Sie eine Datei nach der anderen.

# Was an einer Datei nicht stimmt.
cv-wrong-empty = Diese Datei ist leer. Bitte wählen Sie sie noch einmal.
cv-wrong-large = Diese Datei ist größer als 5 MB. Bitte laden Sie eine kleinere hoch, zum Beispiel ohne Bilder.
cv-wrong-image = Diese Datei ist ein Bild, ihr Text lässt sich nicht lesen. Bitte laden Sie den Lebenslauf als PDF, Word (.docx) oder reinen Text hoch.
cv-wrong-web-page = Diese Datei ist eine Webseite. Bitte öffnen Sie sie in einem Browser, drucken Sie sie als PDF und laden Sie das hoch.
cv-wrong-old-word = Diese Datei hat das alte Word-Format .doc. Bitte speichern Sie sie als .docx oder PDF und laden Sie das hoch.
cv-wrong-rich-text = Diese Datei hat das Format RTF. Bitte speichern Sie sie als .docx oder PDF und laden Sie das hoch.
cv-wrong-open-document = Diese Datei ist eine OpenDocument-Datei. Bitte speichern Sie sie als .docx oder PDF und laden Sie das hoch.
cv-wrong-archive = Diese Datei ist ein Archiv und kein Lebenslauf. Bitte entpacken Sie es und laden Sie den Lebenslauf als PDF, Word (.docx) oder reinen Text hoch.
cv-wrong-unknown = Diese Datei ist weder PDF noch Word (.docx) noch reiner Text. Bitte speichern Sie Ihren Lebenslauf in einem dieser Formate und laden Sie ihn noch einmal hoch.
cv-wrong-encrypted = Diese Datei ist mit einem Passwort geschützt. Bitte speichern Sie eine Kopie ohne Passwort und laden Sie diese hoch.
cv-wrong-damaged = Diese Datei war nicht lesbar; vielleicht ist sie beschädigt oder unvollständig. Bitte speichern Sie Ihren Lebenslauf noch einmal als PDF oder Word (.docx), oder laden Sie seinen Text als Textdatei hoch.
cv-wrong-scanned = Dieses PDF enthält Bilder von Seiten, aber keinen Text, wie ein Scanner es macht. Bitte laden Sie das Original hoch, oder kopieren Sie den Text in eine Textdatei und laden Sie diese hoch.
cv-wrong-garbled = Der Text dieser Datei besteht aus unlesbaren Zeichen. Bitte laden Sie den Lebenslauf als Word (.docx) hoch, oder kopieren Sie den Text in eine Textdatei und laden Sie diese hoch.
cv-wrong-short = In dieser Datei steht zu wenig Text für einen Lebenslauf. Bitte laden Sie einen hoch, der Ihre Stellen nennt und wo Sie gearbeitet haben.
cv-wrong-busy = Jobfill hat gerade sehr viel zu tun und hat Ihren Lebenslauf noch nicht gelesen. Bitte versuchen Sie es in einer Minute noch einmal.
cv-wrong-unavailable = Dateien lassen sich zurzeit nicht lesen. Bitte versuchen Sie es in einigen Minuten noch einmal.

# Die Lebensläufe, die da sind.
cv-uploaded = Hochgeladen
cv-none = Ihre Lebensläufe stehen dann hier. Laden Sie einen hoch: Berufe und Orte werden daraus gelesen und passende Stellen geladen.
cv-col-cv = Lebenslauf
cv-col-found = Gefunden
cv-col-reader = Gelesen von
cv-found-count = { $titles ->
    [one] { $titles } Beruf
   *[other] { $titles } Berufe
}, { $places ->
    [one] { $places } Ort
   *[other] { $places } Orte
}
cv-being-read = wird gelesen
cv-reader-offline = diesem Server
cv-reader-claude = Claude

# Ein Lebenslauf: was gefunden wurde.
cv-reading = Ihr Lebenslauf wird gelesen. Diese Seite zeigt, was gefunden wurde, sobald es so weit ist.
cv-by-offline = diesem Server: ohne Sprachmodell, und nichts hat ihn verlassen
cv-by-offline-instead = diesem Server, da Claude keine brauchbare Antwort gab
cv-by-claude = Claude ({ $model })
cv-missing-both = In diesem Lebenslauf wurde weder ein Beruf noch ein Ort gefunden. Ergänzen Sie den Rest im Formular unten.
cv-missing-title = In diesem Lebenslauf wurde kein Beruf gefunden. Welche Stellen suchen Sie? Ergänzen Sie den Rest im Formular unten.
cv-missing-place = In diesem Lebenslauf wurde kein Ort gefunden. Ergänzen Sie den Rest im Formular unten.
cv-foreign = Dieser Lebenslauf scheint in dieser Sprache geschrieben zu sein: { $language }. Ohne Sprachmodell sind hier keine Berufe in dieser Sprache bekannt: Welche Stellen suchen Sie? Bitte geben Sie sie im Formular unten ein.
cv-found = Was gefunden wurde
cv-found-titles = Gefundene Berufe
cv-found-titles-col = Berufe, die stärksten zuerst
cv-found-words-col = Die Worte Ihres Lebenslaufs
cv-found-no-title = Kein Beruf wurde gefunden.
cv-found-places = Gefundene Orte
cv-found-places-col = Orte, die stärksten zuerst
cv-found-no-place = Kein Ort wurde gefunden.
cv-found-filters = Gefundene Filter
cv-found-filters-col = Filter
cv-found-used-col = Verwendet
cv-quote = „{ $words }“
cv-guess = eine Vermutung aus dem Ganzen
cv-applied = angewendet
cv-applied-stated = angewendet: Ihr Lebenslauf verlangt es
cv-stated = Ihr Lebenslauf verlangt es
cv-only-guess = nur eine Vermutung
cv-narrow = Nur solche Stellen zeigen

# Ein Lebenslauf: was auf einen Klick wartet, und was weggelassen wurde.
cv-rule = Was Ihr Lebenslauf klar sagt, wird sofort gesucht. Was überrascht, und Orte in verschiedenen Ländern, warten auf Ihren Klick.
cv-rule-review = Nichts wird geladen, bevor Sie auf einen Knopf drücken: Was gefunden wurde, wird zuerst mit seinem Preis gezeigt.
cv-waits = Wartet auf Ihren Klick
cv-waits-of = Wartet auf Ihren Klick: „{ $file }“
cv-waits-note = Nichts davon wird geladen, bevor Sie es sagen.
cv-waits-why-col = Warum
cv-waits-review = Hier wird nichts geladen, bevor Sie es gesehen haben.
cv-waits-evidence = Keine Worte Ihres Lebenslaufs sagen das.
cv-waits-surprise = Das ist vielleicht nicht, was Sie erwarten.
cv-waits-countries = Die Orte in Ihrem Lebenslauf liegen in verschiedenen Ländern. Welche davon meinen Sie?
cv-waits-begin = Danach suchen
cv-waits-begin-all = { $count ->
    [one] Danach suchen: { $price }
   *[other] Nach allen { $count } suchen: { $price }
}
cv-waits-begin-these = { $count ->
    [one] Danach suchen
   *[other] Nach allen { $count } suchen
}
cv-waits-look = Was es braucht, und aus welchen Wörtern es kommt
cv-not-this = Dies nicht
cv-dropped = weggelassen
cv-allow = Wieder aufnehmen
cv-done-decline = { $name } ist weggelassen. Was noch nicht geladen ist, wird nicht geladen, und dieser Lebenslauf fragt nicht mehr danach.
cv-done-allow = { $name } wird wieder angeboten.

# Ein Lebenslauf: was geladen ist, und was daneben steht.
cv-loaded = Was geladen ist
cv-loaded-retired = Die Suchen dieses Lebenslaufs sind beendet.
cv-loaded-none = Von diesem Lebenslauf ist noch nichts geladen. Wählen Sie unten aus, oder füllen Sie das Formular aus.
cv-loaded-restore = Zurückholen
cv-loaded-title-col = Beruf
cv-loaded-place-col = Ort
cv-loaded-state-col = Stand
cv-loaded-jobs-col = Stellen
cv-loaded-more-html = <a href="/home">Wie sie stehen</a> · <a href="/jobs">Die Stellen</a>
cv-offers = Was daneben steht
cv-offers-price-col = Preis
cv-offers-action-col = Aktion
cv-offers-load = Auch dies laden
cv-offers-load-all = Alle { $count } laden: { $price }
cv-price-here = schon da
cv-price-waits = vorerst aufgeschoben
cv-price-coming = schon unterwegs
cv-price-about = etwa { $credits ->
    [one] { $credits } Credit
   *[other] { $credits } Credits
}

# Ein Lebenslauf: der Rest der Seite.
cv-correct = Berichtigen
cv-correct-note = Ändern Sie Berufe, Orte und Filter, wie Sie wollen. Beim Speichern wird jeder Beruf × Ort eine Suche; nichts, was da ist, wird noch einmal geladen.
cv-read-text = Der gelesene Text
cv-words = { $count ->
    [one] { $count } Wort
   *[other] { $count } Wörter
}
cv-text-goes = Der Text wird { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang aufbewahrt, nachdem er gelesen wurde. Was darin gefunden wurde, bleibt.
cv-text-gone = Der Text dieses Lebenslaufs wird nicht mehr aufbewahrt. Was darin gefunden wurde, bleibt. Er ging
cv-sent = Was gesendet wurde
cv-sent-what = Dieser Text ging an Claude, und sonst nichts aus Ihrem Lebenslauf
cv-sent-gone = Ein Teil dieses Lebenslaufs ging an Claude. Was genau, wird nicht mehr aufbewahrt, wie der Text des Lebenslaufs selbst. Es ging
cv-sent-nothing = Dieser Lebenslauf wurde auf diesem Server gelesen: Kein Sprachmodell hat etwas davon erhalten.
cv-delete = Löschen
cv-delete-what = Löscht diesen Lebenslauf: seinen Text, was darin gefunden wurde, und die Suchen, die daraus entstanden. Geladene Stellen bleiben denen, die sie noch suchen.
cv-delete-this = Diesen Lebenslauf löschen
cv-delete-sure = Diesen Lebenslauf und die Suchen daraus löschen?

# Was getan wurde.
cv-done-delete = Der Lebenslauf ist gelöscht, mit seinem Text und den Suchen daraus.
cv-done-nothing = Das steht schon unter Ihren Suchen.
cv-done-narrow = Die Suchen sind eingeengt auf: { $filter }.
cv-done-restore = Die Suchen aus { $file } sind wieder da.
