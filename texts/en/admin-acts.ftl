# Acts on many things at once.

acts-title = Acts on many
acts-none = Nothing was done to many things at once so far. Tick some on a list, such as tracking.
acts-act = Act
acts-admin = Admin

# Below a list.
acts-choose = With what is ticked
acts-all = all { $count } that fit, not only what is ticked
acts-all-uncounted = all that fit, not only what is ticked
acts-look = See what it would do
acts-look-note = Nothing is done before the next page: it says how many, and what it costs.
acts-tick = { $name }: tick
acts-tick-all = Tick all on this page
acts-earlier = Acts on many so far

acts-pause = Let rest
acts-resume = Let go on
acts-load-missing = Load what is missing
acts-load-again = Load all of it again
acts-load-deeper = Load behind the page limit
acts-cancel-fetch = Cancel
acts-deepen-fetch = Go on behind the page limit
acts-disable = Keep out
acts-enable = Let in again
acts-invite = Mail an invitation

acts-combinations = { $count ->
    [one] { $count } search
   *[other] { $count } searches
}
acts-fetches = { $count ->
    [one] { $count } fetch
   *[other] { $count } fetches
}
acts-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
acts-title-of = { $act }: { $things }

# What an act would do. rest: those that it would leave as they are.
acts-pause-effect = { $affected } would rest: no more is bought for them until they go on. { $rest } rest already.
acts-resume-effect = { $affected } would go on, with the next run at the latest. { $rest } do already.
acts-load-missing-effect = Something is missing of { $affected }, and would be bought. { $rest } have all, are being bought, rest, or are wanted by nobody.
acts-load-again-effect = { $affected } would be bought again as a whole. { $rest } are being bought, rest, or are wanted by nobody.
acts-load-deeper-effect = { $affected ->
    [one] { $affected } list was cut by its page limit, and would go on.
   *[other] { $affected } lists were cut by their page limit, and would go on.
}
acts-cancel-fetch-effect = { $affected } would end. A page in flight still comes and is kept. { $rest } have ended already.
acts-deepen-fetch-effect = { $affected } were cut by their page limit, and would go on. { $rest } have nothing behind it that can be had.
acts-disable-effect = { $affected } would be kept out: they are signed out, and nothing more is bought for them. { $rest } are out already, or are admins, who are only kept out one by one.
acts-enable-effect = { $affected } would be let in again. { $rest } are not kept out.
acts-invite-effect = { $affected } would be mailed a link to set a password, each at most once a week. { $rest } have a password, or are kept out.

acts-costs-nothing = It costs nothing.
acts-costs-nothing-now = It would cost nothing: there is nothing to be bought.
acts-costs = It would cost about { $credits } credits and at most { $most }, both sources together, within the limits of each day.
acts-undo-for-a-minute = It can be taken back for a minute.
acts-begins-after-a-minute = It begins after a minute. Until then it can be taken back, and has cost nothing.
acts-at-bound = The list may be longer: { $items } at once are the most.

acts-begin = Do it
acts-leave = Do nothing
acts-cancel = Stop here
acts-undo = Undo

acts-proposed = not begun
acts-waiting = waits
acts-running = under way
acts-done = done
acts-cancelled = stopped
acts-undoing = is taken back
acts-undone = taken back

acts-waits = It begins { $when }.
acts-progress = { $done } done, { $skipped } left as they were, { $open } to come
acts-result = { $done } done, { $skipped } left as they were
acts-result-undone = { $undone } taken back, { $skipped } left as they were
acts-result-stopped = { $done } done, { $open } not reached
acts-fetches-begun = Fetches begun: { $count }.
acts-to-list = To the list

acts-nothing-chosen = Nothing was ticked. Tick what it is about, or all that fit.
acts-no-act = The form names no act. Go back and choose one.
acts-nothing-done = Taken back: nothing was done, and nothing was spent.
acts-not-as-shown = Nothing was done: meanwhile it has been begun, or has ended.
acts-too-old = Nothing was done: this is more than an hour old, and counts and prices may have changed. Choose again on the list.
acts-too-late = Nothing was done: it can be taken back for a minute only.
acts-in-seconds = { $seconds ->
    [one] in { $seconds } second
   *[other] in { $seconds } seconds
}
acts-in-a-moment = in a moment
