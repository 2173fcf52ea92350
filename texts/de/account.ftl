# Das Konto einer Person.

account-title = Konto
account-email = E-Mail-Adresse
account-since = Dabei seit
account-role = Rolle
account-role-admin = Verwaltung
account-role-viewer = Darf die Verwaltung lesen
account-sessions = Angemeldet mit
account-browsers = { $count ->
    [one] { $count } Browser
   *[other] { $count } Browsern
}
account-end-sessions = Überall sonst abmelden
account-ended-sessions = Alle Ihre anderen Browser sind abgemeldet, und eine Feed-Adresse, die Sie hatten, gilt nicht mehr.

account-language = Sprache
account-language-of = Sprache der Seiten und E-Mails
account-language-browser = Wie der Browser es wünscht
account-language-save = Sprache speichern
account-language-done = Die Sprache ist gespeichert.

account-password = Passwort ändern
account-password-current = Bisheriges Passwort
account-password-new = Neues Passwort
account-password-hint = Mindestens 8 Zeichen, besser 15. Alle Ihre anderen Browser werden abgemeldet.
account-password-changed = Ihr Passwort ist geändert. Alle Ihre anderen Browser sind abgemeldet, und eine Feed-Adresse, die Sie hatten, gilt nicht mehr.
account-password-not-yours = Das ist nicht Ihr Passwort.

account-kept = Was über Sie gespeichert ist
account-kept-what = Ihre Adresse, der Text Ihrer Lebensläufe und was darin gefunden wurde, Ihre Suchen samt den beendeten, die Stellen, die Sie gemerkt oder ausgeblendet oder auf die Sie sich beworben haben, und was für Sie gekauft oder gespart wurde.
account-kept-more = Was gespeichert wird, wozu, wie lange und wer es erhält
account-terms = Meldet sich { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang niemand an, wird das Konto vorgemerkt und { $notice } Tage später mit allem darin gelöscht. Wer sich anmeldet, behält es.
account-export = Alles herunterladen (JSON)

account-delete = Alles löschen
account-delete-what = Ihr Konto, Ihre Lebensläufe, Suchen und Stellenlisten werden sofort und endgültig gelöscht. In den Abrechnungen bleibt eine Nummer, die zu niemandem führt. Die Stellen bleiben: Andere können sie brauchen.
account-delete-password = Ihr Passwort
account-delete-sure = Ihr Konto mit allem darin löschen? Das lässt sich nicht rückgängig machen.
account-delete-last-admin = Sie sind die letzte Person, die hier handeln darf. Geben Sie zuerst jemand anderem diese Rolle.
account-deleted = Ihr Konto mit allem darin ist gelöscht.
