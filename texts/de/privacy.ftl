# Was über Menschen gespeichert wird, wozu, wie lange und wer es erhält: aus den Einstellungen.

privacy-title = Datenschutz
privacy-what = Was diese Website über Sie speichert, wozu, wie lange und wer es erhält. Die Zahlen sind die, mit denen sie in diesem Augenblick läuft.

# Wer dafür einsteht.
privacy-who = Wer dies betreibt
privacy-who-operator = { $operator } betreibt diese Website und ist dafür verantwortlich, was sie mit Ihren Daten tut.
privacy-who-nobody = Hier ist nicht angegeben, wer diese Website betreibt. Fragen Sie, wer Ihnen die Adresse gegeben hat.
privacy-who-ask = Für Fragen und für alles, was mit Ihren Daten geschehen soll:
privacy-who-policy = Was die Betreiber selbst dazu sagen

# Was diesen Server verlässt.
privacy-leaves = Was diesen Server verlässt
privacy-leaves-nothing = Sonst verlässt nichts diesen Server: keine E-Mail, keine Zählung von Besuchen, und keine Seite lädt etwas von einer anderen Website.
privacy-leaves-feed = Ein Feedreader, dem Sie die Adresse Ihres Feeds gegeben haben, erhält die neuesten Stellen Ihrer Listen, und nichts über Sie.
privacy-leaves-mail = Die E-Mails dieser Website gehen über einen Mailserver: Links zum Anmelden und, wo Sie das eingeschaltet haben, neue Stellen mit Titel, Arbeitgeber, Ort und der Suche, zu der sie passen. Sonst verlässt nichts diesen Server: keine Zählung von Besuchen, auch nicht durch die E-Mails, und keine Seite lädt etwas von einer anderen Website.
privacy-cv-claude = Damit Sie selbst herausbleiben, werden Briefkopf, persönliche Angaben, Angehörige, Nummern von Dokumenten und Referenzen nicht gesendet, und was wie ein Name oder eine Kontaktangabe aussieht, wird ersetzt. Das geht nach der Form und kann etwas übersehen. Mit einem Häkchen beim Hochladen wird ein Lebenslauf stattdessen hier gelesen.
privacy-sources = Um Stellen zu finden, erhalten { $sources } Berufe, Orte, Filter und Daten, und nichts darüber, wer fragt.
privacy-sources-sandbox = Die Stellen hier sind erfunden, und keine Stellenquelle wird gefragt.
privacy-sources-none = Hier ist keine Stellenquelle eingerichtet, deshalb wird keine gefragt.

# Die Tabelle: was gespeichert wird.
privacy-kept = Was gespeichert wird
privacy-col-what = Was
privacy-col-why = Wozu
privacy-col-long = Wie lange
privacy-col-who = Wer es erhält

privacy-account = Ihre E-Mail-Adresse, ein Hash Ihres Passworts, die Sprache, die Sie gewählt haben, und wann Sie dazukamen und zuletzt hier waren
privacy-account-why = Anmelden, und unbenutzte Konten erkennen
privacy-links = Links, die Sie einmal einlassen, und die, die Ihre Adresse bestätigen, als Hashes
privacy-links-why = Ein Passwort setzen, und E-Mails an niemand anderen
privacy-links-long = Bis einer benutzt ist, höchstens { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
privacy-confirmed = Ob Ihre Adresse bestätigt ist, und wie oft Sie Neues per E-Mail möchten
privacy-confirmed-why = E-Mails an niemand anderen
privacy-role = Ihre Rolle, und Tagesgrenzen, die für Sie gesetzt wurden
privacy-role-why = Was Sie hier dürfen, und was für Sie gekauft werden darf
privacy-code = Der Schlüssel Ihres Geräts, das Codes anzeigt, Prüfsummen Ihrer Wiederherstellungscodes und eine Anmeldung, die auf einen Code wartet
privacy-code-why = Anmelden in zwei Schritten, wenn Sie es eingeschaltet haben
privacy-code-long = Bis Sie es ausschalten oder Ihr Konto löschen; eine wartende Anmeldung { $minutes } Minuten
privacy-sessions = Angemeldete Browser, und ein Formular, das kam, als das vorbei war
privacy-sessions-why = Angemeldet bleiben, und nichts Eingegebenes verlieren
privacy-sessions-long = { $hours } Stunden nach Ihrem letzten Besuch, höchstens { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}; ein Formular einen Tag
privacy-devices = Browser, die sich angemeldet haben, als Hashes zufälliger Cookies
privacy-devices-why = Damit das Raten anderer Sie nicht aussperrt
privacy-devices-long = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} nach der letzten Anmeldung dort
privacy-tries = Versuche, sich anzumelden, zu registrieren oder Links senden zu lassen, Einladungen und Abrufe eines Feeds, als Hashes von Konto, Browser und Netz
privacy-tries-why = Das Raten von Passwörtern und Fluten bremsen
privacy-tries-long = Höchstens einen Tag, Einladungen sieben Tage
privacy-uploads = Wie viele Lebensläufe Sie an einem Tag hochgeladen haben, und ob gerade einer unterwegs ist
privacy-uploads-why = Limits für jede Person
privacy-text = Der Text Ihrer Lebensläufe. Die Datei selbst wird nicht aufbewahrt
privacy-text-why = Ihn lesen und Ihnen zeigen, was gelesen wurde
privacy-sent = Was davon an Claude gesendet wurde
privacy-sent-why = Ihnen genau das zeigen
privacy-found = Namen und Größen Ihrer Dateien mit Lebensläufen, was darin gefunden wurde, mit den Worten, die es sagen, und Prüfsummen des Textes
privacy-found-why = Suchen vorschlagen, sagen, wie gut eine Stelle passt, und einen gleichen Text wiedererkennen
privacy-dropped = Was Sie von einem Lebenslauf weggelassen haben, als Prüfsummen über seinen Text
privacy-dropped-why = Nicht wieder fragen, wenn derselbe Lebenslauf kommt
privacy-searches = Ihre Suchen, auch die beendeten; die Stellen, die Sie gemerkt oder ausgeblendet (und warum) oder auf die Sie sich beworben haben (mit Tag und Notiz); und Arbeitgeber, die Sie weglassen
privacy-searches-why = Ihre Listen
privacy-spent = Was für Sie gekauft oder gespart wurde, unter einer Nummer
privacy-spent-why = Limits und Abrechnung
privacy-counts = Wie viele Stellen eine Quelle zu einem Beruf und Ort gezählt hat, nach deren Preis gefragt wurde
privacy-counts-why = Der nächste Preis
privacy-attempts = Einzelne Käufe, unter einer Nummer
privacy-attempts-why = Eine Rechnung prüfen
privacy-feed = Ein Hash der Adresse Ihres Feeds
privacy-feed-why = Einen Feedreader einlassen
privacy-feed-long = Bis Sie eine neue machen, ihn abschalten oder ein neues Passwort setzen
privacy-told = Welche Stellen Ihnen per Feed oder E-Mail gemeldet wurden
privacy-told-why = Jede nur einmal melden
privacy-mails = Welche Art von E-Mail wann an Sie ging und was daraus wurde; die Stellen einer E-Mail, bis sie gesendet ist
privacy-mails-why = Jede nur einmal senden, und der Link, der sie beendet
privacy-jobs = Stellen, die Menschen bei einem Arbeitgeber nennen können
privacy-jobs-why = Die Listen aller
privacy-answers = Die Antworten der Stellenquellen, wie sie kamen
privacy-answers-why = Stellen neu daraus lesen
privacy-notice = Dass die Löschung Ihres Kontos angekündigt wurde
privacy-notice-why = Es Ihnen sagen
privacy-audit = Was die Verwaltung getan hat, mit ihren Gründen
privacy-audit-why = Nachprüfen, was getan wurde
privacy-marks = Dass ein Konto oder Lebenslauf gelöscht wurde, als Nummer, die zu niemandem führt
privacy-marks-why = Es wieder löschen, wo eine Sicherung zurückgespielt wird

# Wie lange.
privacy-long-good = Auf Dauer
privacy-long-account = Bis Sie das Konto löschen
privacy-long-cv = Bis Sie den Lebenslauf oder das Konto löschen
privacy-long-yours = Bis Sie sie löschen, oder das Konto
privacy-long-read = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}, nachdem er gelesen wurde
privacy-long-read-good = Bis Sie den Lebenslauf löschen
privacy-long-spent = Auf Dauer; nach einer Löschung führt die Nummer zu niemandem
privacy-long-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
privacy-long-attempts = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} nach ihrem Ende
privacy-long-jobs = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}, nachdem eine Quelle sie zuletzt gezeigt hat; länger nur, wo jemand eine gemerkt oder ausgeblendet oder sich beworben hat
privacy-long-notice = Bis es gelöscht ist, oder { $days } Tage, nachdem Sie zurückkamen

# Wer es erhält.
privacy-gets-nobody = Niemand
privacy-gets-admins = Die Verwaltung dieser Website, auch wer dort nur liest
privacy-gets-admins-address = Die Verwaltung, auch wer dort nur liest, sieht die Adresse, und wann Sie dazukamen und zuletzt hier waren
privacy-gets-admins-sums = Die Verwaltung, auch wer dort nur liest, als Summen
privacy-gets-admins-look = Die Verwaltung, auch wer dort nur liest, sieht, wonach Sie suchen, und jeder Blick wird festgehalten; die Stellenquellen erhalten Beruf, Ort und Filter
privacy-gets-claude = Claude erhält einen Teil davon, wie oben gesagt
privacy-gets-sources = Die Stellenquelle erhält Beruf, Ort und Filter
privacy-gets-mail-server = Der Mailserver bekommt die E-Mail
privacy-gets-everybody = Alle, zu deren Suchen sie gehören

# Was von selbst geht.
privacy-goes = Was von selbst geht
privacy-goes-account = Wenn sich { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang niemand anmeldet, wird das Konto vorgemerkt und { $notice } Tage später mit allem darin gelöscht, ob jemand die Vormerkung gesehen hat oder nicht. Eine E-Mail sagt das nicht; die Seiten sagen es nach dem Anmelden, und damit bleibt das Konto.
privacy-goes-never = Konten bleiben, bis sie gelöscht werden: Keines geht von selbst.
privacy-logs = Protokolle enthalten keine E-Mail-Adresse, keinen Lebenslauf und kein Passwort. Eine Sicherung der Betreiber kann enthalten, was inzwischen gelöscht wurde; es wird wieder gelöscht, wenn sie zurückgespielt wird.

# Cookies.
privacy-cookies = Cookies, und was Ihr Browser sonst behält
privacy-cookies-what = Nur, was diese Seiten brauchen. Nichts davon verfolgt Sie.
privacy-cookie-session = dass Sie angemeldet sind
privacy-cookie-session-long = bis Sie sich abmelden oder der Browser es vergisst
privacy-cookie-code = zwischen Ihrem Passwort und Ihrem Code, wo Sie Codes eingeschaltet haben
privacy-cookie-code-long = höchstens { $minutes } Minuten
privacy-cookie-device = erkennt diesen Browser beim Anmelden wieder
privacy-cookie-language = die Sprache, die Sie am Fuß einer Seite oder in Ihrem Konto gewählt haben
privacy-cookie-order = die Reihenfolge Ihrer Stellenliste
privacy-cookie-flash = ein Satz für die nächste Seite
privacy-cookie-flash-long = bis er gezeigt wurde
privacy-storage-keys = ob die Tasten der Liste an sind; kein Cookie, es verlässt den Browser nie
privacy-storage-keys-long = bis der Browser es vergisst

# Rechte.
privacy-rights = Ihre Rechte
privacy-rights-export-html = Erfahren, was gespeichert ist, und es mitnehmen: Unter <a href="/account">Konto</a> steht alles in einer Datei.
privacy-rights-correct-html = Es richtigstellen: Was aus einem Lebenslauf gelesen wurde, ändern Sie auf seiner Seite (<a href="/cv">Lebenslauf</a>), Ihre Listen unter <a href="/searches">Suchen</a> und Ihr Passwort unter <a href="/account">Konto</a>.
privacy-rights-delete-html = Es löschen: einen Lebenslauf auf seiner Seite (<a href="/cv">Lebenslauf</a>), alles unter <a href="/account">Konto</a>. Es geschieht sofort.
privacy-rights-object = Widersprechen, oder etwas nicht mehr verwenden lassen: Halten Sie Ihre Suchen an oder entfernen Sie sie, oder wenden Sie sich an die Betreiber.
privacy-rights-complain = Sich beschweren: bei der Datenschutzbehörde dort, wo Sie wohnen.
