# Is anybody not getting jobs, and why: the overview's "Needs you" and `jobfill doctor`. Each cause is a sentence without
# its full stop, and says under -do what to do.

needs-no-key = No source has a key, so nobody gets new jobs
needs-no-key-do = Set RAPIDAPI_KEY, or the key of one source, and restart.

needs-clock-off = This machine's clock is { $seconds } seconds off the database's, which is gone by instead
needs-clock-off-do = Let the machine be told the time (NTP), and the database's too.

needs-spending-stopped = All spending is stopped
needs-spending-stopped-do = The reason was: { $why }. Let spending go on when it is over; what waits is bought at once.

needs-source-stopped = { $source } is stopped
needs-misconfigured-do = Mend its key, subscription or address and restart, or let it go on.
needs-drift-do = The provider counts more than we do. Set the meter right, with a reason; then it goes on.
needs-unreadable-source-do = Three answers in a row could not be read. They are kept: look at how they begin, update if that helps, and let it go on.
needs-outage-do = Ask the provider what is the matter, then let it go on. The reason was: { $why }.
needs-asked-to-wait-do = Ask the provider what is the matter, then let it go on. The reason was: { $why }.
needs-paused-do = Let it go on when the reason is over.

needs-source-waits = { $source } asks for no call before { $until }
needs-source-out = { $source } is out since { $since }; next try { $next }; { $count ->
    [one] { $count } search waits
   *[other] { $count } searches wait
}
needs-source-out-do = It goes on by itself, within two minutes of the end. The last try: { $why }. If it lasts, ask the provider; Try now waits for nothing.
needs-source-waits-do = It goes on by itself. When it asks often, allow fewer calls a second in the settings.

needs-day = { $used } of today's { $limit } credits for everybody are used: { $percent } %
needs-day-do = It starts anew { $until }. The page of limits allows more.

needs-person = { $people ->
    [one] { $people } person has
   *[other] { $people } people have
} used { $percent } % or more of a person's { $limit } credits for today
needs-person-all = { $people ->
    [one] { $people } person has
   *[other] { $people } people have
} used all of a person's { $limit } credits for today
needs-person-do = It starts anew at midnight. A person's page sets a larger limit, the page of limits one for everybody.

needs-plan-jobs = { $source } has { $left } jobs left: { $used } of { $limit } are used, { $percent } %
needs-plan-requests = { $source } has { $left } requests left: { $used } of { $limit } are used, { $percent } %
needs-plan-do = It starts anew { $until }. A larger plan allows more, or larger limits in the settings.

needs-put-off = { $fetches ->
    [one] { $fetches } fetch is
   *[other] { $fetches } fetches are
} put off, and with { $fetches ->
    [one] it
   *[other] them
} { $combinations ->
    [one] { $combinations } search
   *[other] { $combinations } searches
} of { $people ->
    [one] { $people } person
   *[other] { $people } people
}: { $why }
needs-put-off-do = Nothing was spent on it. It is looked at again { $until }.
needs-put-off-source-stopped = a source is stopped
needs-put-off-source-do = The reason was: { $why }. Nothing was spent on it. It goes on as soon as the source does.
needs-put-off-switch-do = Nothing was spent on it. It goes on as soon as the switch is turned back.

needs-tasks = { $count ->
    [one] { $count } task is
   *[other] { $count } tasks are
} due, and nobody has worked for ten minutes
needs-tasks-do = Start jobfill serve or jobfill work, or look into its log.

needs-run-missing = The daily run of { $day } has not come
needs-run-hangs = The daily run of { $day } has begun and does not get ahead
needs-run-do = Look whether workers run, and start a run by hand if need be.

needs-cv-waits = { $count ->
    [one] { $count } CV waits
   *[other] { $count } CVs wait
} to be read
needs-cv-waits-do = Claude may be out of reach, or its limit spent: the log says so. They are read as soon as it answers.
needs-cv-failed = { $count ->
    [one] { $count } CV was
   *[other] { $count } CVs were
} not read, and nobody reads { $count ->
    [one] it
   *[other] them
} any more
needs-cv-failed-do = The log says why. Ask the people to upload the file once more.

needs-unreadable = { $count ->
    [one] { $count } answer was
   *[other] { $count } answers were
} paid for and could not be read
needs-unreadable-do = They are kept, and are not bought again. A provider may have changed something: look for an update.

needs-rows-left-out = { $count ->
    [one] { $count } row of { $rows }
   *[other] { $count } rows of { $rows }
} that { $source } sent in the last 24 hours could not be read: { $why }
needs-rows-left-out-do = They were paid for, and the answers are kept. A provider may have changed something: look for an update.

needs-failed = { $count ->
    [one] { $count } request whose last fetch failed
   *[other] { $count } requests whose last fetch failed
}
needs-failed-do = See what failed; retry it there when the cause is over. The next daily run does it too.

needs-mails-failed = { $count ->
    [one] { $count } mail that was not taken in, in the last day
   *[other] { $count } mails that were not taken in, in the last day
}
needs-mails-failed-do = Where single ones fail, their addresses are refused. Where all do, look at JOBFILL_SMTP_URL and JOBFILL_MAIL_FROM, and at the log: it says what the mail server answered.

needs-alerts-failed = { $count ->
    [one] { $count } alert has
   *[other] { $count } alerts have
} not gone out
needs-alerts-failed-do = Look at JOBFILL_ALERT_MAIL and JOBFILL_ALERT_WEBHOOK_URL, and at the log: it says what the other side answered.

needs-unknown = { $count ->
    [one] { $count } paid page without an answer
   *[other] { $count } paid pages without an answer
}
needs-unknown-do = The next figures of the provider settle most of them. After a day, compare its page with the meter.

needs-locked = { $count ->
    [one] { $count } account or address has
   *[other] { $count } accounts or addresses have
} to wait after wrong passwords
needs-locked-do = A one-time link lets somebody in at once: jobfill user link EMAIL. Many at once are an attack.

needs-password = { $count ->
    [one] { $count } person who cannot sign in yet
   *[other] { $count } people who cannot sign in yet
}
needs-password-do = Pass a one-time link on: jobfill user link EMAIL.

needs-no-operator = The foot of the pages does not say all that it should about who runs this
needs-no-operator-do = Set { $settings } and restart. In Germany an imprint and words on privacy are a duty.

# Times, of today and of another day.
# A moment of another day.
needs-clock = { $date }, { $time }
needs-today-at = at { $time }
needs-at = on { $date }, { $time }

# Alerts, by mail. what: one of the sentences above.
needs-alert = Needs you: { $what }
needs-alert-what = { $what }. What to do stands here:
needs-alert-over = Over: { $what }
needs-alert-over-what = This is over: { $what }. How things stand:
needs-alert-why = You get this because your address stands in JOBFILL_ALERT_MAIL. A cause is told once, and once more when it is over.
