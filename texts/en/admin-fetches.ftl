# Fetches: every purchase, and what failed by its cause.

admin-fetches-title = Fetches
admin-fetches-failed = What failed
admin-fetches-failed-note = Requests whose last fetch failed and that somebody wants, by cause. What is tried again is bought only as far as it is missing.
admin-fetches-cause = Cause
admin-fetches-last = Last
admin-fetches-example = For example
# On the button that tries all fetches of one cause again.
admin-fetches-retry = { $count ->
    [one] Retry it
   *[other] Retry these { $count }
}
admin-fetches-retry-last = Retry the last { $most } of { $count }
admin-fetches-both-sources = Both sources
admin-fetches-ended-on = Ended on
admin-fetches-switches-html = <a href="{ $url }">Pause a source, or let it go on</a>
admin-fetches-narrow-none-html = No fetch is like that. <a href="{ $url }">Show all</a>
admin-fetches-none = Each purchase of one request over one window stands here, with its pages, jobs and credits. The first one comes with the first search.
admin-fetches-goes-on-html = goes on { $at }

# One fetch.
admin-fetches-one = Fetch { $id }
admin-fetches-asked = { $source }, asked for { $span }
admin-fetches-started-for = Started for
admin-fetches-continues = Goes on from
admin-fetches-continues-html = <a href="{ $url }">fetch { $id }</a>, which a page limit had ended
admin-fetches-window = Window
admin-fetches-window-from-to = { $from } to { $to }
admin-fetches-jobs = { $jobs }, of which { $new } were new, copies included
admin-fetches-credits = { $credits }, expected about { $expected }
admin-fetches-asked-for = Asked for
# A list asks for several titles at once. After the first of them, in tables.
admin-fetches-and-more = and { $count } more
admin-fetches-cells = What it asks for
admin-fetches-cell = Request
admin-fetches-cell-waits = waits for the end: its jobs come with these
admin-fetches-orphans = Jobs that none of these asks for
admin-fetches-started = Started
admin-fetches-goes-on = Goes on
admin-fetches-ended = Ended
admin-fetches-attempts = Pages and tries
admin-fetches-attempts-none = No page was asked for yet. Each try stands here with what it reserved and what it cost.
admin-fetches-page = Page
admin-fetches-try = Try
admin-fetches-rows = Rows asked for
admin-fetches-paid = Paid
admin-fetches-left-out = Rows that could not be read
admin-fetches-rows-left-out = { $count ->
    [one] { $count } row was left out
   *[other] { $count } rows were left out
}: { $why }
admin-fetches-sent = Sent
admin-fetches-answer-lost = answer was lost
admin-fetches-not-sent-html = not sent; reserved { $at }
admin-fetches-seconds = { $seconds } s
admin-fetches-cancel = Cancel this fetch
admin-fetches-deeper = Load { $source } deeper
admin-fetches-deeper-note = { $pages ->
    [one] { $pages } more page
   *[other] { $pages } more pages
} of { $days }, at most { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}

# What was done.
admin-fetches-retried-nothing = Nothing was done: what failed is held by now, on its way, or nobody wants it any more.
admin-fetches-queued = { $count ->
    [one] { $count } fetch is queued.
   *[other] { $count } fetches are queued.
}
admin-fetches-ended-already = Nothing was done: the fetch is { $state } already.
admin-fetches-cancelled-why = cancelled by an admin: { $reason }
admin-fetches-cancelled = Cancelled: no further page is bought.
admin-fetches-unwanted = Nothing was done: nobody wants it any more, so nothing is bought for it.
admin-fetches-not-deeper = Nothing was done: nothing of it is cut any more, it is being bought, or the source cannot be asked for it now.
admin-fetches-deepened = It goes on as fetch { $id }.

admin-fetches-searched = Words that very many searches hold are looked for in the newest { $most } fetches.
admin-fetches-anew = Show anew
