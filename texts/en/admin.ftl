# What the admins' pages have in common.

admin-nav = Admin

# Lists: files, filters, and the way to other pages.
admin-csv = As CSV
admin-all-csv = All as CSV
admin-show = Show
admin-clear = Clear
admin-all-states = All states
admin-first = First
admin-newest = ← To the newest
admin-older = Older →
admin-earlier = Earlier →
admin-count-capped = { $count }+

# Columns and facts.
admin-actions = Actions
admin-avoided = Avoided
admin-pending = Pending
admin-began = Began
admin-bought = Bought
admin-combination = Combination
admin-combinations = Combinations
# Beside counts of jobs that are bought and paid for.
admin-copies-counted = Jobs are counted here as they were bought, copies included.
admin-credits = Credits
admin-day = Day
admin-failed = Failed
admin-fetch = Fetch
admin-for = For
admin-jobs = Jobs
admin-last-refresh = Last refresh
admin-last-seen = Last seen
admin-left = Left
admin-left-out = Left out
admin-limit = Limit
admin-month = Month
admin-new = New
admin-new-jobs = New jobs
admin-pages = Pages
admin-people = People
admin-place = Place
admin-requests = Requests
admin-reserved = Reserved
admin-resets = Resets
admin-saved = Saved
admin-since = Since
admin-source = Source
admin-spent = Spent
admin-state = State
admin-title = Title
admin-took = Took
admin-unit = Unit
admin-unknown = Unknown
admin-wanted = Wanted
admin-when = When
admin-why = Why

# In cells.
admin-fetch-link = fetch { $id }
admin-never = never
admin-nobodys = nobody's any more
admin-not-yet = not yet
admin-pages-bought = Pages bought
admin-pages-of = { $pages } of at most { $most }
admin-days = { $from } to { $to }
admin-percent = { $percent } %
admin-under-way = under way
admin-orientation = both sources together, for orientation

# The purpose of a fetch.
admin-purpose-sign-up = sign-up
admin-purpose-refresh = daily run
admin-purpose-by-hand = by hand
admin-purpose-audit = check of what is contained

# How far back a source is asked to look.
admin-span-today = today
admin-span-day = the last 24 hours
admin-span-three-days = the last 3 days
admin-span-week = the last 7 days
admin-span-month = the last month

# States of fetches and of attempts.
admin-state-failed = failed
admin-state-queued = queued
admin-state-running = running
admin-state-put-off = put off
admin-state-done = done
admin-state-cancelled = cancelled
admin-state-reserved = reserved
admin-state-sending = sending
admin-state-settled = settled
admin-state-refused = refused
admin-state-voided = voided
admin-state-unknown = unknown
admin-state-lost = lost
admin-state-freed = freed
admin-state-late = late

# Entries of the ledger that no attempt made.
admin-kind-opening = opening
admin-kind-adjusted = adjusted
admin-kind-count = count

# What a meter counts.
admin-unit-jobs = jobs
admin-unit-requests = requests
admin-unit-credits = credits

# The reason that every act needs.
admin-reason-unclean = The reason: { $why }
admin-reason-missing = Nothing was done. Go back and give a reason: it is kept in the audit.
admin-reason-long = Nothing was done. Go back and give a reason of at most { $most } characters.

# Two admins at the same thing. told: the next sentence but two.
admin-meanwhile = Nothing was done. Meanwhile { $told } Look at it as it is now, then decide.
admin-last = Last: { $told }
# root@example.com: pause, 2 minutes ago (invoice disputed).
admin-told = { $who }: { $what }, { $ago } ({ $reason }).
admin-told-fact = { $action }, { $name } { $value }

# Switches.
admin-stop-already = Nothing was done: somebody else has stopped all spending already.
admin-resume-already = Nothing was done: somebody else has let spending go on already.
admin-resumed = Spending goes on; what had to wait is loaded now.
admin-source-stopped-already = Nothing was done: { $source } is stopped already ({ $why }).
admin-source-paused-why = paused by an admin: { $reason }
admin-source-drifted = Nothing was done: { $source } is stopped because its provider has counted more than we did. Set its meter right here, with a reason; then it goes on.
admin-source-resumed-already = Nothing was done: { $source } goes on already.
admin-source-resumed = { $source } goes on.

# Asked again before acts on money and people.
admin-prove-title = Is it still you?
admin-prove-what = It is more than { $minutes } minutes since you gave your password here, and this is about money or people. What you sent waits: give it again, and it goes on from there.
admin-prove-reason = Your reason: { $reason }
admin-prove-go-on = Go on
admin-prove-not = Leave it, and go back
