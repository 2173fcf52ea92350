# Settings, for looking up.

admin-settings-title = Settings
admin-settings-note-html = Read from the environment when the program starts; change them there and start it again. Keys are never shown. <a href="{ $url }">As CSV</a>
admin-settings-setting = Setting
admin-settings-value = Value
admin-settings-what = What it is

admin-settings-people = People and pages
admin-settings-mail = Mail
admin-settings-spending = What may be spent
admin-settings-time = Time
admin-settings-work = Work
admin-settings-claude = Claude
admin-settings-both-sources = Both job APIs

# Values.
admin-settings-set = set
admin-settings-not-set = not set
admin-settings-not-used = not used
admin-settings-on = on
admin-settings-off = off
admin-settings-percent = { $percent } %

# What each setting is.
admin-settings-network-sign-ups = sign-ups of one network that are free at once; 0: any number
admin-settings-sign-up = who may sign up
admin-settings-bind = where the pages are answered
admin-settings-public-url = the address that people use
admin-settings-proxy = a proxy of ours stands in front
admin-settings-country = where bare names of places are looked for first
admin-settings-review = nothing of a CV is bought before its person has pressed a button
admin-settings-person-days = days without a sign-in after which an account is told that it will be deleted; 0: never
admin-settings-cv-days = days that a CV's text is kept after it was read; 0: for good
admin-settings-auto-titles = titles of a CV that are loaded at once
admin-settings-auto-places = places of a CV that are loaded at once
admin-settings-metrics = guards /metrics
admin-settings-smtp-url = the server that mails go out by; without it there is no mail
admin-settings-mail-from = who mails are from
admin-settings-daily-credits = credits a day for everybody together
admin-settings-person-credits = credits a day for one person
admin-settings-person-combinations = new combinations a day for one person
admin-settings-first-day-share = of the day, for all accounts together that signed up less than a day ago
admin-settings-sign-up-share = of the day and of each plan, kept for new searches
admin-settings-timezone = of days and of the daily run
admin-settings-refresh-at = local time of the daily run
admin-settings-off-peak = local hours for what nobody waits for
admin-settings-refresh-days = days after which a daily run asks again at the latest; above 1, earlier where about ten new jobs are expected
admin-settings-held = a fresh end that lacks less counts as held
admin-settings-check-one-in = of the requests that wider purchases hold, one in so many is bought all the same, to see whether all of it is there (0: none)
admin-settings-answer-days = that answers are kept as they came; 0: for good
admin-settings-job-days = that jobs are kept after they were last seen, unless somebody has marked them; 0: for good
admin-settings-attempt-days = that tries at buying a page are kept; 0: for good
admin-settings-database = without it a private PostgreSQL serves
admin-settings-data-dir = where the private PostgreSQL keeps its data
admin-settings-pg-bin-dir = where its programs are; without it they are looked for
admin-settings-statement = seconds for one statement of the database
admin-settings-connections = to the database, from one process
admin-settings-workers = tasks at a time in one process
admin-settings-lease = for which a worker holds a task
admin-settings-log = what is logged, to standard error
admin-settings-claude-key = without it the offline reader serves
admin-settings-claude-model = reads the CVs
admin-settings-claude-country = country in which the model reads, as the upload page says it
admin-settings-claude-url = where it is asked
admin-settings-input-price = money per million tokens sent
admin-settings-output-price = money per million tokens received
admin-settings-shared-key = the key for both, where one has none of its own
admin-settings-key = the key; without one the source is absent
admin-settings-own-key = the key of its own
admin-settings-base-url = where it is
admin-settings-path = the search route
admin-settings-plan = credits a month
admin-settings-plan-day = day of the month on which the plan starts anew
admin-settings-pages = pages that a fetch buys at most
admin-settings-country-pages = pages that a country's list has at most, where it is bought instead of its towns' own
admin-settings-concurrency = calls at a time, over all processes
admin-settings-concurrency-unset = as many as the rate needs
admin-settings-per-second = calls a second, over all processes
admin-settings-deadline = for a whole answer
admin-settings-cost = what a credit is
admin-settings-plan-requests = calls a month
admin-settings-is-month = the first fetch reaches back 30 days instead of 7
