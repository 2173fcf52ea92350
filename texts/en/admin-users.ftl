# Users: the people, and whether they can sign in.

admin-users-title = Users
admin-users-text = Address has
admin-users-none-html = No address begins like that. <a href="{ $url }">Show all people</a>
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
admin-users-link-note = For { $email }. Whoever opens it sets a password and is signed in. It works once, for { $hours } hours, and is shown only now; earlier links of this person are void.
admin-users-back = Back to the people

# What was done.
admin-users-no-link = Nothing was done: a disabled person gets no link. Enable them first.
admin-users-not-oneself = Nobody can disable themselves. Ask another admin.
admin-users-disabled-already = Nothing was done: the person is disabled already.
admin-users-enabled-already = Nothing was done: the person is enabled already.
admin-users-disabled-done = Disabled: the person is signed out, and nothing more is bought on their behalf.
admin-users-enabled-done = Enabled: the person can sign in again.
