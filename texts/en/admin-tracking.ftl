# Tracking: every combination that was ever asked for.

admin-tracking-title = Tracking
admin-tracking-text = Title or place has
admin-tracking-place = Place has
admin-tracking-all-sources = All sources
admin-tracking-from = Backfilled from
admin-tracking-to = to
admin-tracking-order = Order by
admin-tracking-end-html = The list ends here. <a href="{ $url }">Back to its beginning</a>
admin-tracking-narrow-none-html = Nothing fits all of that. <a href="{ $url }">Show all</a>
admin-tracking-none = Every combination of a title, a place and filters that anybody asks for stands here, once for everybody. It begins with the first search.
# total may stop at a bound and then ends in a plus.
admin-tracking-one = { $total } combination
admin-tracking-many = { $total } combinations
admin-tracking-backfilled = Backfilled
admin-tracking-next = Next
admin-tracking-rests = rests
admin-tracking-back = ← Back
admin-tracking-further = Further →

# One combination. In its heading and in the page's name.
admin-tracking-name = { $title } · { $place }
admin-tracking-first-asked = First asked for
admin-tracking-jobs-found = Jobs found, copies included
admin-tracking-next-refresh = Next refresh

admin-tracking-rests-paused = it rests while it is paused
admin-tracking-priority = Priority
admin-tracking-priority-is = { $priority }, added to what its people gave their searches
admin-tracking-held = What is held
admin-tracking-held-none = No source that has a key is asked for it.
admin-tracking-strip = { $source }: { $held }.
admin-tracking-strip-shared = { $source }: { $held }. { $sharers ->
    [one] { $sharers } other combination asks
   *[other] { $sharers } other combinations ask
} the same.
admin-tracking-days = { $held } of the last { $days ->
    [one] { $days } day
   *[other] { $days } days
} held
admin-tracking-days-cut = { $told }, { $days } of them cut by a page limit
admin-tracking-days-missing = { $told }, { $days } not held
admin-tracking-jobs = Jobs per day
admin-tracking-jobs-none = Each of the last 30 days stands here with the jobs that were posted on it, as soon as there are any.
admin-tracking-jobs-summary = { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
} in the last { $days } days.
admin-tracking-jobs-caption = By the day on which they were posted, or first seen where that is not known; copies included.
admin-tracking-part-jobs = jobs
admin-tracking-as-table = As a table
admin-tracking-timeline = Timeline
admin-tracking-timeline-none-html = First asked for { $at }. Nothing was bought for it yet; each fetch stands here, the newest first.
admin-tracking-timeline-html = First asked for { $at }.

admin-tracking-can-do = What you can do
admin-tracking-retry = Retry what failed
admin-tracking-load = Load what is missing
admin-tracking-price = { $fetches ->
    [one] { $fetches } fetch
   *[other] { $fetches } fetches
}, about { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}
admin-tracking-again = Load everything again
admin-tracking-again-note = { $price }: also what is held is paid for once more
admin-tracking-forget = Forget what is held
admin-tracking-forget-shared = Others share all of it, so nothing would be forgotten
admin-tracking-forget-note = The next backfill or daily run buys it anew; the jobs stay
admin-tracking-forget-price = The next backfill or daily run buys it anew: { $price }; the jobs stay
admin-tracking-pause = Pause
admin-tracking-pause-note = Nothing more is bought for it
admin-tracking-resume = Let it go on
admin-tracking-set = Set
admin-tracking-set-note = Higher goes first, in the queue and in the daily run

# What was done.
admin-tracking-load-paused = Nothing was done: it is paused, so nothing is bought for it.
admin-tracking-load-unwanted = Nothing was done: nobody wants it any more, so nothing is bought for it.
admin-tracking-load-nothing = Nothing was done: there is nothing to buy, or it is on its way already.
admin-tracking-forget-nothing = Nothing was done: nothing is held, it is being bought, or others share all of it.
admin-tracking-forgotten = Forgotten: it is bought anew by the next backfill or daily run. The jobs stay.
admin-tracking-paused-already = Nothing was done: somebody has paused it already.
admin-tracking-resumed-already = Nothing was done: it goes on already.
admin-tracking-paused = Paused: nothing more is bought for it. What is here stays.
admin-tracking-resumed = It goes on; what it lacks comes with the next daily run, or when you load it.
admin-tracking-priority-odd = Nothing was done: a priority is a whole number from -1000 to 1000.
admin-tracking-priority-same = Nothing was done: its priority is { $priority } already.
admin-tracking-priority-set = Its priority is { $priority } from now on; { $moved ->
    [0] none of its fetches waits in the queue now
    [one] { $moved } fetch has a new place in the queue
   *[other] { $moved } fetches have a new place in the queue
}.
