# Daily runs, and runs by hand.

admin-refreshes-title = Daily runs
admin-refreshes-now = Run now: see the price
admin-refreshes-next-html = The next run begins by itself { $at }. A run asks each source once for what live searches lack, the most valuable first.
admin-refreshes-no-older-html = There are no older runs. <a href="{ $url }">To the newest</a>
admin-refreshes-none = Each run stands here with what it asked, brought and cost, beside the days before. There was none yet.
admin-refreshes-caption = ± is against the average of up to seven daily runs before.
admin-refreshes-date = Date
# With a place where the word may be broken.
admin-refreshes-combinations = Combi{ "\u00AD" }nations
admin-refreshes-difference = ±
admin-refreshes-to-come = { $count } to come
admin-refreshes-note = Credits of both sources together are for orientation. Left out: requests that the limits had no room for, those of least value or all of a source whose plan is spent; the next run asks them again.

admin-refreshes-chart = Jobs by daily run
admin-refreshes-chart-summary = { $runs } daily runs brought { $jobs ->
    [one] { $jobs } new job
   *[other] { $jobs } new jobs
}.
admin-refreshes-part-new = new jobs
admin-refreshes-part-known = jobs that were here already

# How long a run took.
admin-refreshes-seconds = { $seconds } s
admin-refreshes-minutes = { $minutes } min
admin-refreshes-hours = { $hours } h { $minutes } min

# Why requests were left out.
admin-refreshes-least-value = of least value; the limits have no room for them
admin-refreshes-unasked = the limits have no room for them; nothing is asked of { $sources }
admin-refreshes-and = { $sources } and { $source }

# One run.
admin-refreshes-run = Run of { $date }
admin-refreshes-requests = Requests asked
admin-refreshes-failed = What failed
admin-refreshes-failed-none = Nothing has failed in this run.
admin-refreshes-failed-note = The next run asks them again.
admin-refreshes-request = Request
admin-refreshes-all = All runs

# A run by hand.
admin-refreshes-run-now = Run now
admin-refreshes-under-way = A run is under way. Another one would ask the same things: wait until it is through.
admin-refreshes-see = See how far it is
admin-refreshes-only-left-out-html = Left out would be { $left_out }. <a href="{ $url }">See what is left</a>
admin-refreshes-nothing-html = There is nothing to ask: what live searches want was asked for less than two hours ago, or is on its way. <a href="{ $url }">All runs</a>
admin-refreshes-preview = { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
} for { $combinations ->
    [one] { $combinations } live combination
   *[other] { $combinations } live combinations
}, { $price }.
admin-refreshes-would-ask = What a run would ask
admin-refreshes-would-ask-caption = Only what is missing since the last run is asked for.
admin-refreshes-covers = Covers
admin-refreshes-left-out = { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
}: { $why }
admin-refreshes-left-out-html = Left out: { $left_out }. <a href="{ $url }">See what is left</a>
admin-refreshes-price = about { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}: { $by_source }
admin-refreshes-price-at = { $credits } at { $source }
admin-refreshes-begins = The run begins.
