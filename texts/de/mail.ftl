# E-Mails, und die Seite, auf der um eine gebeten wird.

mail-digest-subject = { $count ->
    [one] { $count } neue Stelle
   *[other] { $count } neue Stellen
}
mail-digest-subject-more = Mehr als { $count } neue Stellen
mail-digest-heading = { $count ->
    [one] { $count } neue Stelle auf Ihren Listen:
   *[other] { $count } neue Stellen auf Ihren Listen:
}
mail-digest-heading-more = Mehr als { $count } neue Stellen auf Ihren Listen. Die neuesten:
mail-digest-rest = Und { $count } weitere
mail-digest-rest-more = Und mehr als { $count } weitere
mail-digest-why = Sie erhalten diese E-Mail, weil Sie Benachrichtigungen per E-Mail eingeschaltet haben.
mail-digest-change = Ändern, wie oft sie kommen
mail-digest-stop = Diese E-Mails abbestellen

mail-confirmation-subject = Bestätigen Sie Ihre Adresse
mail-confirmation-what = Jemand hat bei Jobfill { $email } als eigene Adresse angegeben. Wenn Sie das waren, öffnen Sie diesen Link:
mail-confirmation-note = Er gilt { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} und nur einmal. Wenn Sie es nicht waren, brauchen Sie nichts zu tun.

mail-reset-subject = Ein neues Passwort
mail-reset-what = Jemand hat bei Jobfill um ein neues Passwort für { $email } gebeten. Wenn Sie das waren, öffnen Sie diesen Link und legen Sie eines fest:
mail-reset-note = Er gilt { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} und nur einmal. Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.

mail-invitation-subject = Ihre Einladung
mail-invitation-what = Sie sind als { $email } zu Jobfill eingeladen. Öffnen Sie diesen Link und legen Sie ein Passwort fest:
mail-invitation-note = Er gilt { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} und nur einmal.

mail-forgotten = Passwort vergessen?
mail-forgotten-link-html = <a href="/forgotten">Passwort vergessen?</a>
mail-forgotten-what = Geben Sie Ihre E-Mail-Adresse ein. Wenn es dazu ein Konto gibt, wird ein Link dorthin geschickt, mit dem sich ein neues Passwort festlegen lässt.
mail-forgotten-send = Link schicken
mail-forgotten-back-html = Wieder eingefallen? <a href="/login">Anmelden</a>.
mail-forgotten-slowed = Es wurden zu viele E-Mails angefordert. Warten Sie { $wait } und versuchen Sie es dann noch einmal.
mail-forgotten-done = Wenn es zu dieser Adresse ein Konto gibt, ist ein Link unterwegs. Er gilt { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
}.

mail-invite = Einladung per E-Mail schicken
mail-invited = Ein Link an { $email } ist unterwegs. Er gilt { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} und nur einmal.
mail-invited-lately = Es wurde nichts geschickt: Vor weniger als einer Woche ging schon eine Einladung an { $email }. Die nächste ist in { $wait } möglich.
mail-sign-up-taken = Mit dieser Adresse können Sie sich nicht registrieren: Sie hat schon ein Konto. Melden Sie sich an. Wenn das Passwort vergessen ist, können Sie sich beim Anmelden einen Link schicken lassen.
mail-sign-up-email-hint = Damit melden Sie sich an. Dorthin wird ein Link geschickt, mit dem Sie die Adresse bestätigen.
