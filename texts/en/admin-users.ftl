# Users: the people, and whether they can sign in.

admin-users-title = Users
admin-users-text = Address has
admin-users-none-html = No address has that. One or two characters are looked for at its beginning. <a href="{ $url }">Show all people</a>
admin-users-note = Credits of different sources are added up for orientation.
admin-users-person = Person
admin-users-role = Role
admin-users-standing = Standing
admin-users-came = Came
admin-users-wishes = Wishes
admin-users-credits = Credits this month
admin-users-saved = Saved by sharing
admin-users-act = Act
admin-users-enable = Enable
admin-users-link = One-time link
admin-users-disable = Disable

admin-users-role-admin = admin
admin-users-role-person = person
admin-users-role-viewer = viewer

# Whether a person can sign in.
admin-users-disabled = disabled
admin-users-no-password = no password yet
admin-users-active = active

# One person.
admin-users-looked = opened the page
admin-users-looked-note-html = That you looked here is kept in the <a href="{ $url }">audit</a>: this is the only page that says who wants what.
admin-users-goes = Nobody signs in; deleted
admin-users-disabled-at = Disabled
admin-users-wanted = { $wanted }, of which { $bought } had to be bought
admin-users-saved-credits = { $credits } credits, all sources together
admin-users-wishes-none = Nothing yet. Every combination that this person's searches ever asked for stands here, with what it cost and saved.
admin-users-charged = Charged
admin-users-unwanted = no longer wanted
admin-users-not-needed = not needed
admin-users-wishes-note = Credits of all sources together. Two wishes that a source cannot tell apart both show what it charged.
admin-users-can-do = What you can do

# A one-time link.
# Somebody was invited lately, by an account that is deleted since.
admin-users-invited-lately = An invitation went to { $email } less than a week ago, for an account that is gone. No second one was mailed: hand this link over.
admin-users-link-note = For { $email }. Whoever opens it sets a password and is signed in. It works once, for { $hours } hours, and is shown only now; earlier links of this person are void.
admin-users-back = Back to the people

# What was done.
admin-users-no-link = Nothing was done: a disabled person gets no link. Enable them first.
admin-users-not-oneself = Nobody can disable themselves. Ask another admin.
admin-users-code-lacks = password alone
admin-users-not-own-link = Change your own password on the page of your account.
admin-users-not-own-code = Switch your own second step off on the page of your account.
admin-users-disabled-already = Nothing was done: the person is disabled already.
admin-users-enabled-already = Nothing was done: the person is enabled already.
admin-users-disabled-done = Disabled: the person is signed out, and nothing more is bought on their behalf.
admin-users-enabled-done = Enabled: the person can sign in again.

# Adding people, and their roles.
admin-users-add = Add a person
admin-users-add-what = The account has no password. The person sets one by a link that works once: you hand it over, or it goes by mail.
admin-users-add-link = Add, and make a link
admin-users-add-mail = Add, and mail an invitation
admin-users-add-no-mail = Without a mail server a link is made, which you pass on.
admin-users-taken = Somebody has this address already. Look for them among the people.
admin-users-reason = Say why, in up to 300 characters: the audit keeps it.
admin-users-role-choose = Choose a role from the list.
admin-users-role-set = Change the role
admin-users-role-person-what = Person: their own jobs only
admin-users-role-viewer-what = Viewer: reads the admin pages, changes nothing
admin-users-role-admin-what = Admin: reads and acts
admin-users-role-already = Nothing was done: the role of { $email } is { $role } already.
admin-users-role-done = { $email } is now: { $role }.
admin-users-last-admin = Nothing was done: this is the last admin, and nobody could act any more. Make somebody else an admin first.

# A person's own limits.
admin-users-limits = Limits of a day
admin-users-limits-credits = Credits today
admin-users-limits-combinations = New combinations today
admin-users-limits-used = { $used } of { $most }
admin-users-limits-own = own limit
admin-users-limits-credits-set = Credits a day
admin-users-limits-combinations-set = New combinations a day
admin-users-limits-empty = Empty: the installation's { $most }.
admin-users-limits-number = A whole number from 0 to { $most }, or nothing.
admin-users-limits-save = Save the limits
admin-users-limits-done = The limits of { $email } are saved. What waited for them goes on.

# Signing in in two steps.
admin-users-code = Signs in
admin-users-code-on = with password and code
admin-users-code-off = with the password alone
admin-users-code-take = Take the second step away
admin-users-code-take-note = For somebody who lost the device and the recovery codes. Make sure that it is them who ask.
admin-users-code-off-done = { $email } signs in with the password alone now.
admin-users-code-off-already = Nothing was done: the person signs in with the password alone already.
