# Signing in and up, one-time links, and passwords.

sign-email = E-mail address
sign-password = Password
sign-password-new = New password
sign-password-hint = At least 8 characters; 15 are better. Any characters count.

sign-in = Sign in
sign-in-new-here-html = New here? <a href="/signup">Sign up</a>.
sign-in-forgotten = Forgotten your password? Ask whoever runs this site for a link to set a new one.
sign-in-wrong = The e-mail address or the password is wrong.
sign-in-slowed = Too many wrong tries. Wait { $wait }, then try again.
sign-out-done = You are signed out.

# A form that came when the session was over.
sign-lost = You had been signed out, so nothing was done. Sign in, and try again.
sign-lost-kept = You had been signed out, so nothing was saved. Sign in: what you typed stands in the form again.
sign-lost-text = You had been signed out, so no CV was taken in. Sign in: the text that you pasted stands in its field again. A file has to be chosen again.
sign-lost-file = You had been signed out, so no CV was taken in. Sign in, and choose the file again.

sign-up = Sign up
sign-up-what = Upload your CV, and the last month of jobs that fit it appears. Every morning the new ones are added.
sign-up-email-hint = The name that you sign in with. Nothing is sent to it.
sign-up-already-html = Already signed up? <a href="/login">Sign in</a>.
sign-up-slowed = Too many tries from your network. Wait { $wait }, then try again.
sign-up-taken = This address cannot be used to sign up: it has an account. Sign in, or ask whoever runs this site for a link to set a new password.
sign-up-invited-only = New people come in by invitation here. Ask whoever runs this site for a link.
sign-up-closed = Nobody can sign up here. Whoever runs this site adds people.
sign-up-done = Welcome. Upload your CV, or enter by hand what you look for.

sign-link = Set a password
sign-link-what-html = It will be the password of <strong>{ $email }</strong>. This link works once.
sign-link-set = Set it and sign in
sign-link-gone = This link was used already, or it has expired. Ask whoever sent it to you for a new one.
sign-link-done = Your password is set, and you are signed in.

# What is wrong with an address or a password.
sign-wrong-email = This is not an e-mail address. It looks like name@example.org.
sign-wrong-email-invisible = This address holds a character that nobody can see. Type it by hand.
sign-wrong-short = Use at least 8 characters; 15 are better. A short sentence is easy to remember.
sign-wrong-long = Use at most 128 characters.
sign-wrong-common = This is one of the first passwords that others would try. Choose another one.
sign-wrong-address = Your e-mail address is no secret. Choose another password.
