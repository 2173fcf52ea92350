# Anmelden in zwei Schritten: das Passwort und ein Code des eigenen Geräts.

code-title = Anmelden in zwei Schritten
code-what = Nach dem Passwort wird ein Code verlangt, den Ihr Telefon oder Ihr Passwort-Manager anzeigt, alle 30 Sekunden ein neuer. Wer nur Ihr Passwort erfährt, kommt nicht hinein.
code-code = Code
code-wrong = Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten.
code-back = Zurück zum Konto

code-ask = Noch ein Schritt
code-ask-what = Geben Sie die sechs Ziffern ein, die Ihr Gerät für diese Website anzeigt, oder einen Ihrer Wiederherstellungscodes.
code-lost = Gerät und Wiederherstellungscodes verloren? Wer diese Website betreibt, kann diesen Schritt wegnehmen.
code-too-late = Der Code kam zu spät. Melden Sie sich noch einmal an.
code-key-too-old = Dieser Schlüssel wurde vor zu langer Zeit gezeigt. Beginnen Sie noch einmal, dann gibt es einen neuen.
code-link-done = Ihr Passwort ist gesetzt. Es fehlt noch ein Schritt: der Code.

code-begin = Einrichten
code-scan = Lesen Sie dieses Bild mit einer Authenticator-App oder einem Passwort-Manager ein.
code-picture = QR-Code mit dem Schlüssel
code-key = Oder geben Sie dort diesen Schlüssel ein:
code-open = Auf diesem Gerät in der App öffnen
code-confirm-what = Geben Sie die sechs Ziffern ein, die sie jetzt anzeigt.
code-confirm = Einschalten
code-not-yet = Es ist noch nicht eingeschaltet. Sobald es das ist, sind Ihre anderen Browser abgemeldet.

code-on-since = Eingeschaltet seit
code-recovery = Wiederherstellungscodes
code-recovery-left = noch { $count }
code-recovery-what = Bewahren Sie diese dort auf, wo Sie sie ohne das Gerät finden: auf Papier oder in einem Passwort-Manager. Jeder lässt Sie einmal anstelle eines Codes hinein. Sie werden nur jetzt gezeigt.
code-recovery-kept = Ich habe sie aufbewahrt
code-renew = Neue Wiederherstellungscodes
code-renew-what = Die früheren gelten dann nicht mehr.
code-off = Ausschalten
code-on-already = Es ist eingeschaltet. Sind die Wiederherstellungscodes nicht aufbewahrt? Unten gibt es neue.
code-off-what = Dann genügt das Passwort allein. Alle anderen Browser werden abgemeldet.
code-off-done = Ausgeschaltet: Das Passwort allein genügt. Alle anderen Browser sind abgemeldet.
