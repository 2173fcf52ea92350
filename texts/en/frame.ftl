# The frame around every page.

frame-skip = Skip to the content
frame-main = Main
frame-account = Account
frame-account-of = Account of { $email }
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-home = Home
frame-jobs = Jobs
frame-searches = Searches
frame-cv = CV
frame-admin = Admin
frame-viewer = viewer
frame-description = Upload a CV, and see the jobs that fit it, new ones every morning.
frame-sandbox = Sandbox: the jobs on these pages are made up, and no money is spent.
frame-stopped = All spending is stopped: { $why }. What is already here can be used; nothing new is bought.
frame-source-stopped = { $source } is stopped: { $why }.
frame-welcome = On { $told } it was said that this account would be deleted on { $goes }, since nobody had signed in for long. You are back, so it stays.

# At the foot of every page.
frame-foot = About this site
frame-privacy = Privacy
frame-privacy-policy = Privacy policy
frame-imprint = Imprint
frame-accessibility = Accessibility
frame-contact = Contact
frame-run-by = Run by { $operator }.
frame-sources = Jobfill. Places: GeoNames, CC BY 4.0.

# Each language by its own name, on pages of the other ones too.
frame-language-english = English
frame-language-german = Deutsch
