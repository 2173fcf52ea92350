# What is kept about people, why, how long, and who gets it: from the settings.

privacy-title = Privacy
privacy-what = What this site keeps about you, why, how long, and who gets it. The figures are those that it runs with at this moment.

# Who answers for it.
privacy-who = Who runs this
privacy-who-operator = { $operator } runs this site and answers for what it does with your data.
privacy-who-nobody = It is not stated here who runs this site. Ask whoever gave you its address.
privacy-who-ask = Questions, and everything that you want to have done about your data:
privacy-who-policy = What they say about it themselves

# What leaves this server.
privacy-leaves = What leaves this server
privacy-leaves-nothing = Nothing else leaves this server: no mail, no counting of visitors, and no page loads anything from another site.
privacy-leaves-feed = A feed reader that you gave your feed's address gets the newest jobs of your lists, and nothing about you.
privacy-leaves-mail = The mails of this site go through a mail server: links to get in and, where you switched them on, new jobs with title, employer, place and the search that each fits. Nothing else leaves this server: no counting of visitors, also not by the mails, and no page loads anything from another site.
privacy-cv-claude = To leave you out, the letterhead, personal details, relatives, numbers of documents and references are not sent, and what looks like a name or a contact detail is replaced. That goes by form and can miss something. You can have a CV read here instead, by a tick at the upload.
privacy-sources = To find jobs, { $sources } get titles, places, filters and dates, and nothing about who asks.
privacy-sources-sandbox = The jobs here are made up, and no job source is asked.
privacy-sources-none = No job source is set up here, so none is asked.

# The table: what is kept.
privacy-kept = What is kept
privacy-col-what = What
privacy-col-why = Why
privacy-col-long = How long
privacy-col-who = Who gets it

privacy-account = Your e-mail address, a hash of your password, the language that you chose, and when you joined and were last here
privacy-account-why = Signing in, and telling accounts that nobody uses
privacy-links = Links that let you in once, and those that confirm your address, as hashes
privacy-links-why = Setting a password, and mails to nobody else
privacy-links-long = Until one is used, { $days ->
    [one] { $days } day
   *[other] { $days } days
} at most
privacy-confirmed = Whether your address is confirmed, and how often you want news by mail
privacy-confirmed-why = Mails to nobody else
privacy-role = Your role, and limits of a day that were set for you
privacy-role-why = What you may do here, and what may be bought for you
privacy-code = The key of your device that shows codes, digests of your recovery codes, and a sign-in that waits for a code
privacy-code-why = Signing in in two steps, if you switched it on
privacy-code-long = Until you switch it off, or delete your account; a sign-in that waits { $minutes } minutes
privacy-sessions = Browsers that are signed in, and a form that came when that was over
privacy-sessions-why = Staying signed in, and losing nothing that was typed
privacy-sessions-long = { $hours } hours after you were last here, { $days ->
    [one] { $days } day
   *[other] { $days } days
} at most; a form one day
privacy-devices = Browsers that have signed in, as hashes of random cookies
privacy-devices-why = So that nobody else's guesses keep you out
privacy-devices-long = { $days ->
    [one] { $days } day
   *[other] { $days } days
} after the last sign-in there
privacy-tries = Tries at signing in and up, at having links mailed, invitations, and readings of a feed, as hashes of account, browser and network
privacy-tries-why = Slowing down guessing and floods
privacy-tries-long = A day at most, invitations seven days
privacy-uploads = How many CVs you uploaded on a day, and whether one is under way
privacy-uploads-why = Limits for each person
privacy-text = The text of your CVs. The file itself is not kept
privacy-text-why = Reading it, and showing you what was read
privacy-sent = What was sent of it to Claude
privacy-sent-why = Showing you exactly that
privacy-found = The names and sizes of your CV files, what was found in them with the words that say so, and digests of the text
privacy-found-why = Proposing searches, telling how well a job fits, and knowing an equal text again
privacy-dropped = What you dropped of a CV, as digests of its text
privacy-dropped-why = Not asking again when the same CV comes
privacy-searches = Your searches, the retired ones too; the jobs that you saved, hid (and why) or applied for (with day and note); and employers that you leave out
privacy-searches-why = Your lists
privacy-spent = What was bought or saved for you, under a number
privacy-spent-why = Limits and accounts
privacy-counts = How many jobs a source counted for a title and a place whose price was asked
privacy-counts-why = The next price
privacy-attempts = Single purchases, under a number
privacy-attempts-why = Going through an invoice
privacy-feed = A hash of your feed's address
privacy-feed-why = Letting a reader in
privacy-feed-long = Until you make a new one, switch it off or set a new password
privacy-told = Which jobs you were told, by feed or mail
privacy-told-why = Telling each once
privacy-mails = What kind of mail went to you, when, and what became of it; the jobs of a mail until it is sent
privacy-mails-why = Sending each once, and the link that ends them
privacy-jobs = Jobs, which may name people at an employer
privacy-jobs-why = Everybody's lists
privacy-answers = The job sources' answers as they came
privacy-answers-why = Reading jobs anew
privacy-notice = That your account was said to be deleted
privacy-notice-why = Telling you
privacy-audit = What admins did, with their reasons
privacy-audit-why = Going through what was done
privacy-marks = That an account or CV was deleted, as a number that leads to nobody
privacy-marks-why = Deleting it again where a backup is brought back

# How long.
privacy-long-good = For good
privacy-long-account = Until you delete the account
privacy-long-cv = Until you delete the CV or the account
privacy-long-yours = Until you delete them, or the account
privacy-long-read = { $days ->
    [one] { $days } day
   *[other] { $days } days
} after it was read
privacy-long-read-good = Until you delete the CV
privacy-long-spent = For good; after a deletion the number leads to nobody
privacy-long-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
privacy-long-attempts = { $days ->
    [one] { $days } day
   *[other] { $days } days
} after they ended
privacy-long-jobs = { $days ->
    [one] { $days } day
   *[other] { $days } days
} after a source last showed them; longer only where somebody saved or hid one, or applied
privacy-long-notice = Until it is, or { $days } days after you came back

# Who gets it.
privacy-gets-nobody = Nobody
privacy-gets-admins = Admins of this site, and those who look for them
privacy-gets-admins-address = Admins, and those who look for them, see the address, and when you joined and were last here
privacy-gets-admins-sums = Admins, and those who look for them, as sums
privacy-gets-admins-look = Admins, and those who look for them, see what you look for, and every look is written down; the job sources get title, place and filters
privacy-gets-claude = Claude gets a part of it, as it is said above
privacy-gets-sources = The job source gets title, place and filters
privacy-gets-mail-server = The mail server gets the mail
privacy-gets-everybody = Everybody whose searches they belong to

# What goes by itself.
privacy-goes = What goes by itself
privacy-goes-account = When nobody signs in for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, the account is marked, and { $notice } days later it is deleted with everything in it, whether somebody saw the mark or not. No mail says so; the pages do, after signing in, and that keeps the account.
privacy-goes-never = Accounts stay until they are deleted: none goes by itself.
privacy-logs = Logs hold no e-mail address, no CV and no password. A backup that whoever runs this makes can hold what was deleted meanwhile; it is deleted again when the backup is brought back.

# Cookies.
privacy-cookies = Cookies, and what else your browser keeps
privacy-cookies-what = Only what these pages need. Nothing of it follows you.
privacy-cookie-session = that you are signed in
privacy-cookie-session-long = until you sign out, or the browser forgets it
privacy-cookie-code = between your password and your code, where you switched on codes
privacy-cookie-code-long = { $minutes } minutes at most
privacy-cookie-device = knows this browser again at signing in
privacy-cookie-language = the language that you chose at the foot of a page or in your account
privacy-cookie-order = the order of your list of jobs
privacy-cookie-flash = a sentence for the next page
privacy-cookie-flash-long = until it was shown
privacy-storage-keys = whether the keys for the list are on; no cookie, it never leaves the browser
privacy-storage-keys-long = until the browser forgets it

# Rights.
privacy-rights = Your rights
privacy-rights-export-html = To know what is kept, and to take it with you: <a href="/account">Account</a> has all of it as one file.
privacy-rights-correct-html = To have it right: change what was read from a CV on its page (<a href="/cv">CV</a>), your lists under <a href="/searches">Searches</a>, and your password under <a href="/account">Account</a>.
privacy-rights-delete-html = To have it deleted: a CV on its page (<a href="/cv">CV</a>), everything under <a href="/account">Account</a>. It happens at once.
privacy-rights-object = To object, or to have something not used any more: pause or remove your searches, or ask whoever runs this.
privacy-rights-complain = To complain: with the authority for data protection where you live.
