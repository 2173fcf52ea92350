# Mails, and the page where one is asked for.

mail-digest-subject = { $count ->
    [one] { $count } new job
   *[other] { $count } new jobs
}
mail-digest-subject-more = More than { $count } new jobs
mail-digest-heading = { $count ->
    [one] { $count } new job on your lists:
   *[other] { $count } new jobs on your lists:
}
mail-digest-heading-more = More than { $count } new jobs on your lists. The newest:
mail-digest-rest = { $count ->
    [one] And { $count } more
   *[other] And { $count } more
}
mail-digest-rest-more = And more than { $count } others
mail-digest-why = You get this because you switched on news by mail.
mail-digest-change = Change how often they come
mail-digest-stop = No more of these mails

mail-confirmation-subject = Confirm your address
mail-confirmation-what = Somebody gave { $email } as their address at Jobfill. If it was you, open this link:
mail-confirmation-note = It works once, for { $days } days. If it was not you, do nothing.

mail-reset-subject = A new password
mail-reset-what = Somebody asked for a new password for { $email } at Jobfill. If it was you, open this link and set one:
mail-reset-note = It works once, for { $minutes } minutes. If it was not you, do nothing: your password stays as it is.

mail-invitation-subject = Your invitation
mail-invitation-what = You are invited to Jobfill as { $email }. Open this link and set a password:
mail-invitation-note = It works once, for { $days } days.

mail-forgotten = Forgotten your password?
mail-forgotten-link-html = <a href="/forgotten">Forgotten your password?</a>
mail-forgotten-what = Type your e-mail address. If somebody has an account with it, a link to set a new password is mailed there.
mail-forgotten-send = Send me a link
mail-forgotten-back-html = Remembered it? <a href="/login">Sign in</a>.
mail-forgotten-slowed = Too many mails were asked for. Wait { $wait }, then try again.
mail-forgotten-done = If somebody has an account with this address, a link is on its way. It works for { $minutes } minutes.

mail-invite = Mail an invitation
mail-invited = A link is on its way to { $email }. It works once, for { $days } days.
mail-invited-lately = Nothing was sent: an invitation went to { $email } less than a week ago. The next one can go in { $wait }.
mail-sign-up-taken = This address cannot be used to sign up: it has an account. Sign in; where the password is forgotten, the sign-in page has a link mailed.
mail-sign-up-email-hint = The name that you sign in with. A link is mailed there so that you can confirm it.
