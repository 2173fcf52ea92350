# A person's account.

account-title = Account
account-email = E-mail address
account-since = Member since
account-role = Role
account-role-admin = Admin
account-role-viewer = Viewer: reads the admin pages
account-sessions = Signed in with
account-browsers = { $count ->
    [one] { $count } browser
   *[other] { $count } browsers
}
account-end-sessions = Sign out everywhere else
account-ended-sessions = All your other browsers are signed out, and an address of a feed that you had no longer works.

account-language = Language
account-language-of = Language of pages and mails
account-language-browser = As the browser asks
account-language-save = Save the language
account-language-done = The language is saved.

account-password = Change the password
account-password-current = Current password
account-password-new = New password
account-password-hint = At least 8 characters; 15 are better. All your other browsers are signed out, and an address of a feed that you had no longer works.
account-password-changed = Your password is changed. All your other browsers are signed out, and an address of a feed that you had no longer works.
account-password-not-yours = This is not your password.

account-kept = What is kept about you
account-kept-what = Your address, the text of your CVs and what was read from it, your searches with the retired ones, the jobs you saved, hid or applied for, and what was bought or saved for you.
account-kept-more = What is kept, why, how long, and who gets it
account-terms = When nobody signs in for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, the account is marked, and { $notice } days later it is deleted with everything in it. Signing in keeps it.
account-export = Download all of it (JSON)

account-delete = Delete everything
account-delete-what = Your account, CVs, searches and lists of jobs are deleted at once and for good. The accounts of what was spent keep a number that leads to nobody. The jobs stay: others may use them.
account-delete-password = Your password
account-delete-sure = Delete your account and everything in it? This cannot be undone.
account-delete-last-admin = You are the last admin: after you nobody could act here. Make somebody else an admin first.
account-deleted = Your account and everything in it are deleted.
