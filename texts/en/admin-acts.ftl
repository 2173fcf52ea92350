# Acts on many things at once.

admin-acts-title = Acts on many
admin-acts-none = Nothing was done to many things at once so far. Tick some on a list, such as tracking.
admin-acts-act = Act
admin-acts-admin = Admin

# Below a list.
admin-acts-choose = With what is ticked
admin-acts-all = all { $count } that fit, not only what is ticked
admin-acts-all-uncounted = all that fit, not only what is ticked
admin-acts-look = See what it would do
admin-acts-look-note = Nothing is done before the next page: it says how many, and what it costs.
admin-acts-tick = { $name }: tick
admin-acts-tick-all = Tick all on this page
admin-acts-earlier = Acts on many so far

admin-acts-pause = Let rest
admin-acts-resume = Let go on
admin-acts-load-missing = Load what is missing
admin-acts-load-again = Load all of it again
admin-acts-load-deeper = Load behind the page limit
admin-acts-cancel-fetch = Cancel
admin-acts-deepen-fetch = Go on behind the page limit
admin-acts-disable = Keep out
admin-acts-enable = Let in again
admin-acts-invite = Mail an invitation

admin-acts-combinations = { $count ->
    [one] { $count } search
   *[other] { $count } searches
}
admin-acts-fetches = { $count ->
    [one] { $count } fetch
   *[other] { $count } fetches
}
admin-acts-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
admin-acts-title-of = { $act }: { $things }

# What an act would do. rest: those that it would leave as they are.
admin-acts-pause-effect = { $affected } would rest: no more is bought for them until they go on. { $rest } rest already.
admin-acts-resume-effect = { $affected } would go on, with the next run at the latest. { $rest } do already.
admin-acts-load-missing-effect = Something is missing of { $affected }, and would be bought. { $rest } have all, are being bought, rest, or are wanted by nobody.
admin-acts-load-again-effect = { $affected } would be bought again as a whole. { $rest } are being bought, rest, or are wanted by nobody.
admin-acts-load-deeper-effect = { $affected ->
    [one] { $affected } list was cut by its page limit, and would go on.
   *[other] { $affected } lists were cut by their page limit, and would go on.
}
admin-acts-cancel-fetch-effect = { $affected } would end. A page in flight still comes and is kept. { $rest } have ended already.
admin-acts-deepen-fetch-effect = { $affected } were cut by their page limit, and would go on. { $rest } have nothing behind it that can be had.
admin-acts-disable-effect = { $affected } would be kept out: they are signed out, and nothing more is bought for them. { $rest } are out already, or are admins, who are only kept out one by one. Links that they were given open nothing until they are let in again.
admin-acts-enable-effect = { $affected } would be let in again. { $rest } are not kept out, or are admins, who are only let in one by one.
admin-acts-invite-effect = { $affected } would be mailed a link to set a password, each at most once a week. { $rest } have a password, or are kept out.

admin-acts-costs-nothing = It costs nothing.
admin-acts-costs-nothing-now = It would cost nothing: there is nothing to be bought.
admin-acts-costs = It would cost about { $credits } credits and at most { $most }, both sources together, within the limits of each day.
admin-acts-begins-after-a-minute = It begins after a minute. Until then it can be taken back: nothing is done, and nothing spent.
admin-acts-at-bound = The list may be longer: { $items } at once are the most.

admin-acts-begin = Do it
admin-acts-leave = Do nothing
admin-acts-cancel = Stop here
admin-acts-undo = Undo

admin-acts-proposed = not begun
admin-acts-waiting = waits
admin-acts-running = under way
admin-acts-done = done
admin-acts-cancelled = stopped

admin-acts-waits = It begins { $when }.
admin-acts-progress = { $done } done, { $skipped } left as they were, { $open } to come
admin-acts-result = { $done } done, { $skipped } left as they were
admin-acts-result-stopped = { $done } done, { $open } not reached
admin-acts-fetches-begun = Fetches begun: { $count }.
admin-acts-to-list = To the list

# What it is done to.
admin-acts-things = What it is about
admin-acts-thing = Which
admin-acts-things-csv = All of it as a file
admin-acts-fetch = Fetch { $id }
admin-acts-gone = Number { $id }, which is gone
admin-acts-item-open = not done
admin-acts-item-done = done
admin-acts-item-left = left as it was

admin-acts-nothing-chosen = Nothing was ticked. Tick what it is about, or all that fit.
admin-acts-no-act = The form names no act. Go back and choose one.
admin-acts-nothing-done = Taken back: nothing was done, and nothing was spent.
admin-acts-not-as-shown = Nothing was done: meanwhile it has been begun, or has ended.
admin-acts-too-late = Too late: it has ended meanwhile. What it did stands below, and stays.
admin-acts-too-old = Nothing was done: this is more than an hour old, and counts and prices may have changed. Choose again on the list.
admin-acts-in-seconds = { $seconds ->
    [one] in { $seconds } second
   *[other] in { $seconds } seconds
}
admin-acts-in-a-moment = in a moment
