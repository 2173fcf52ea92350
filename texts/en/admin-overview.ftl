# The overview: what needs an admin, how everything stands, and the switches.

admin-overview-title = Overview

admin-overview-needs = Needs you
admin-overview-needs-nothing = Nothing needs you. What stops, fails or runs low is named at the head of this page, with a link to where it can be dealt with.
admin-overview-good-to-know = Good to know
admin-overview-since = Since
admin-overview-limits = Limits lately
admin-overview-limit = Limit
admin-overview-step = Reached
admin-overview-below-again = Now
admin-overview-recovered = below it again,
admin-overview-still = still there
admin-overview-limit-day = everybody's credits of a day
admin-overview-limit-person = one person's credits of a day
admin-overview-limit-plan = { $source }: { $unit } of its plan

admin-overview-running = Live work
admin-overview-running-none-html = Nothing is being bought just now. Each fetch stands here with its pages while it runs. <a href="{ $url }">Earlier fetches</a>
admin-overview-likely-end = Likely ends
admin-overview-end-later = after its first page

# The figures at the head; each leads to its rows. The figure stands before or above its words.
admin-overview-figures = At one glance
# More fetches ended today than are added up.
admin-overview-or-more = { $count }+
admin-overview-new-jobs = new jobs by fetches that ended today, copies included
admin-overview-served = People served
admin-overview-accounts = { $people ->
    [one] of { $people } account
   *[other] of { $people } accounts
}
admin-overview-credits-today = Credits today
admin-overview-of-limit = of { $limit } for everybody, both sources together
# When the plan begins anew follows.
admin-overview-of-plan = of { $plan } this period; { $even } would be an even pace by tonight. Resets
admin-overview-saved-month = Credits saved this month
admin-overview-saved = { $avoided ->
    [one] { $avoided } wish of this month needed no purchase
   *[other] { $avoided } wishes of this month needed no purchase
}
admin-overview-loaded = of { $all } loaded.
admin-overview-last-run = New jobs of the last run, copies included
# When it began follows.
admin-overview-run-brought = { $failed ->
    [0] nothing failed,
    [one] { $failed } fetch failed,
   *[other] { $failed } fetches failed,
}
admin-overview-next-run-html = Next run { $next }
admin-overview-credits-none = No source has a key, so nothing can be bought and nothing is counted.

admin-overview-savings-none = Nobody has wanted anything yet. What sharing saves stands here as soon as somebody does.
admin-overview-receipt-html = <strong>{ $wanted }</strong> wanted, <strong>{ $bought }</strong> bought, <strong>{ $avoided }</strong> avoided, <strong>{ $pending }</strong> pending: <strong>{ $percent } %</strong> and about { $credits } credits saved. <a href="{ $url }">Each of them</a>
admin-overview-told = { $count ->
    [one] { $count } account that nobody signs in to is going to be deleted, { $first }
   *[other] { $count } accounts that nobody signs in to are going to be deleted, the first { $first }
}.
admin-overview-told-soon = { $count ->
    [one] { $count } more account is told so
   *[other] { $count } more accounts are told so
} within { $days } days, unless somebody signs in.
admin-overview-last-admin = The last admin's account is among them, and stays.
admin-overview-texts = { $count ->
    [one] The text of { $count } CV goes
   *[other] The texts of { $count } CVs go
} within { $days } days; what was found in them stays.

admin-overview-sources = Sources
admin-overview-waits = Waits until
admin-overview-errors = Errors
admin-overview-last-success = Last success
admin-overview-last-failure = Last failure
admin-overview-no-wait = no wait
admin-overview-put-off = { $count ->
    [one] { $count } fetch put off
   *[other] { $count } fetches put off
}
admin-overview-calls = { $failed } of { $tried } calls
admin-overview-no-call = no call
admin-overview-errors-note-html = Errors: calls that were refused or lost, of those of the last 24 hours, at most the last 1,000 of all sources. <a href="{ $url }">Pause a source, or let it go on</a>

# How a source stands, in a word.
admin-overview-no-key = no key
admin-overview-stopped = stopped
admin-overview-out = out
admin-overview-quota-spent = quota spent
admin-overview-call-failed = last call failed
admin-overview-fine = fine
admin-overview-not-asked = not asked yet

# Until when a source waits.
admin-overview-until-settings = somebody mends the settings and restarts, or an admin lets it go on
admin-overview-until-meter = an admin has set the meter right
admin-overview-until-admin = an admin lets it go on
admin-overview-until = { $ago }, { $exact }
admin-overview-try-source = Try { $source } now
admin-overview-out-since = Out, first seen { $since }, { $tries ->
    [0] not tried again yet
    [one] tried again once
   *[other] tried again { $tries } times
}; next try { $next }
admin-overview-unreadable-note = Its answers are kept and are not bought again. Look at how the last one begins; jobfill reread reads them once an update can.
admin-overview-left-out = { $count ->
    [one] { $count } row could not be read so far
   *[other] { $count } rows could not be read so far
}

admin-overview-switches = Switches
admin-overview-resume = Let spending go on
admin-overview-resume-note = Stopped: { $why }. What had to wait is bought at once when spending goes on.
admin-overview-stop = Stop all spending
admin-overview-stop-note = Pages that are under way still come; after that nothing is bought, for anybody. Everybody sees the reason.
admin-overview-drifted-html = { $source } goes on when its meter agrees with the provider again: <a href="{ $url }">set it right, with a reason</a>.
admin-overview-resume-source = Let { $source } go on
admin-overview-pause-source = Pause { $source }
