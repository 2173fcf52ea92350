# Neue Stellen als Feed und per E-Mail, und die Bestätigung einer Adresse.

news-title = Benachrichtigungen
news-what = Ihre Listen sind da, wann immer Sie nachsehen. Wenn Sie möchten, wird Ihnen gemeldet, was darauf neu ist.
news-back = Zurück zum Konto
news-link = Neues zu Ihren Stellen
news-link-what = Als Feed oder per E-Mail: jeweils nur, wenn Sie es einschalten.

news-feed = Feed
news-feed-title = Neue Stellen auf Ihren Listen
news-feed-what = Jedes Programm, das Feeds (Atom) liest, zeigt die neuesten Stellen Ihrer Listen. Die Adresse ist geheim: Wer sie kennt, sieht diese Stellen und sonst nichts von Ihnen.
news-feed-on-html = Eingeschaltet, mit einer Adresse, die { $at } erzeugt wurde.
news-feed-make = Adresse erzeugen
news-feed-again = Neue Adresse erzeugen
news-feed-again-sure = Neue Adresse erzeugen? Die alte führt dann nirgendwohin mehr.
news-feed-end = Feed ausschalten
news-feed-ended = Der Feed ist ausgeschaltet: Seine Adresse führt nirgendwohin mehr.
news-feed-made = Die Adresse Ihres Feeds
news-feed-made-note = Geben Sie sie jetzt in Ihr Feed-Programm ein: Sie wird nur dieses eine Mal gezeigt. Eine frühere Adresse führt nirgendwohin mehr.
news-feed-made-secret = Behalten Sie sie für sich. Wenn jemand anders sie kennt, erzeugen Sie eine neue.
news-feed-made-back = Zurück zu Ihren Benachrichtigungen

news-mail = E-Mail
news-mail-none = Diese Website verschickt keine E-Mails.
news-mail-what = Nach der Suche am Morgen erhalten Sie eine E-Mail, wenn es etwas Neues gibt: die neuesten Stellen, und warum jede auf Ihrer Liste steht. Nichts Neues, keine E-Mail.
news-mail-address = Geht an
news-confirmed = bestätigt
news-unconfirmed = nicht bestätigt
news-next = Nächste Prüfung
news-confirm-why = E-Mails gehen erst hinaus, wenn Sie einen Link geöffnet haben, der Ihnen geschickt wurde: So erhält sie niemand sonst.
news-confirm-ask = Link schicken
news-confirm-asked = Eine E-Mail mit einem Link ist unterwegs. Öffnen Sie den Link, um Ihre Adresse zu bestätigen.
news-confirm-lately = Vor Kurzem ging schon eine E-Mail hinaus. Sehen Sie im Posteingang und im Spam-Ordner nach, oder fordern Sie in { $wait } eine weitere an.
news-every = Wie oft
news-never = Nie
news-every-day = Jeden Morgen
news-every-week = Jeden Montag
news-every-wrong = Wählen Sie aus dieser Liste, wie oft.
news-save = Speichern
news-on-done = Gespeichert. Die erste E-Mail kommt nach der nächsten Suche, die etwas Neues findet.
news-on-unconfirmed = Gespeichert. Öffnen Sie den Link in der E-Mail, die unterwegs ist: Benachrichtigungen gehen nur an bestätigte Adressen.
news-off-done = Gespeichert. Es gehen keine Benachrichtigungen per E-Mail hinaus.

news-confirm = Adresse bestätigen
news-confirm-what-html = E-Mails an <strong>{ $email }</strong> erreichen Sie.
news-confirm-gone = Dieser Link wurde schon benutzt oder ist abgelaufen. Lassen Sie sich in Ihrem Konto einen neuen schicken.
news-confirmed-done = Ihre Adresse ist bestätigt.

news-stop = Keine Benachrichtigungen per E-Mail mehr
news-stop-what = Sie erhalten dann keine E-Mails mit neuen Stellen mehr. Ihre Listen und Ihr Konto bleiben, wie sie sind.
news-stop-do = E-Mails ausschalten
news-stop-done = Sie erhalten keine E-Mails mit neuen Stellen mehr.
news-stop-again-html = Sie können sie wieder einschalten: <a href="/account/news">Benachrichtigungen</a>.
news-stop-gone = Dieser Link ist zu alt. Melden Sie sich an und schalten Sie die E-Mails in Ihrem Konto aus.
