# An- und Abmelden, Registrieren, Einmal-Links und Passwörter.

sign-email = E-Mail-Adresse
sign-password = Passwort
sign-password-new = Neues Passwort
sign-password-hint = Mindestens 8 Zeichen, besser 15. Alle Zeichen zählen.

sign-in = Anmelden
sign-in-new-here-html = Neu hier? <a href="/signup">Registrieren</a>.
sign-in-forgotten = Passwort vergessen? Bitten Sie die Betreiber dieser Website um einen Link für ein neues.
sign-in-wrong = Die E-Mail-Adresse oder das Passwort ist falsch.
sign-in-slowed = Zu viele falsche Versuche. Warten Sie { $wait } und versuchen Sie es dann noch einmal.
sign-out-done = Sie sind abgemeldet.

# Ein Formular, das kam, als die Sitzung vorbei war.
sign-lost = Sie waren abgemeldet, deshalb wurde nichts getan. Melden Sie sich an und versuchen Sie es noch einmal.
sign-lost-kept = Sie waren abgemeldet, deshalb wurde nichts gespeichert. Melden Sie sich an: Was Sie eingegeben haben, steht dann wieder im Formular.
sign-lost-text = Sie waren abgemeldet, deshalb wurde kein Lebenslauf angenommen. Melden Sie sich an: Der eingefügte Text steht dann wieder in seinem Feld. Eine Datei müssen Sie noch einmal auswählen.
sign-lost-file = Sie waren abgemeldet, deshalb wurde kein Lebenslauf angenommen. Melden Sie sich an und wählen Sie die Datei noch einmal aus.

sign-up = Registrieren
sign-up-what = Laden Sie Ihren Lebenslauf hoch, und die passenden Stellen des letzten Monats erscheinen. Jeden Morgen kommen die neuen dazu.
sign-up-email-hint = Damit melden Sie sich an. Es wird nichts dorthin geschickt.
sign-up-already-html = Schon registriert? <a href="/login">Anmelden</a>.
sign-up-slowed = Zu viele Versuche aus Ihrem Netz. Warten Sie { $wait } und versuchen Sie es dann noch einmal.
sign-up-taken = Mit dieser Adresse können Sie sich nicht registrieren: Sie hat schon ein Konto. Melden Sie sich an, oder bitten Sie die Betreiber dieser Website um einen Link für ein neues Passwort.
sign-up-invited-only = Neue kommen hier auf Einladung dazu. Bitten Sie die Betreiber dieser Website um einen Link.
sign-up-closed = Hier kann sich niemand selbst registrieren. Die Betreiber dieser Website legen Konten an.
sign-up-done = Willkommen. Laden Sie Ihren Lebenslauf hoch, oder geben Sie selbst ein, wonach Sie suchen.

sign-link = Passwort festlegen
sign-link-what-html = Es wird das Passwort von <strong>{ $email }</strong>. Dieser Link gilt einmal.
sign-link-set = Festlegen und anmelden
sign-link-gone = Dieser Link wurde schon benutzt oder ist abgelaufen. Bitten Sie um einen neuen, wo Sie diesen bekommen haben.
sign-link-done = Ihr Passwort ist festgelegt, und Sie sind angemeldet.

# Was an einer Adresse oder einem Passwort nicht stimmt.
sign-wrong-email = Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.org.
sign-wrong-email-invisible = Diese Adresse enthält ein unsichtbares Zeichen. Bitte tippen Sie sie von Hand.
sign-wrong-short = Nehmen Sie mindestens 8 Zeichen, besser 15. Ein kurzer Satz lässt sich leicht merken.
sign-wrong-long = Nehmen Sie höchstens 128 Zeichen.
sign-wrong-common = Das ist eines der ersten Passwörter, die andere probieren würden. Wählen Sie ein anderes.
sign-wrong-address = Ihre E-Mail-Adresse ist kein Geheimnis. Wählen Sie ein anderes Passwort.
