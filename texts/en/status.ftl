# Why a search stands as it does: sentences without their full stop, some of them joined by "; ".

status-paused = paused by an admin: nothing new is loaded for it until it goes on
status-unwanted = nobody wants it now; it goes on when somebody asks for it again
status-no-source = no job source is set up here, so nothing can be loaded
status-waiting = waiting for its turn
status-loading = being loaded
status-loading-page = being loaded, page { $page } of about { $of }
status-loading-for-others = being loaded; somebody else asked for it first
status-bought = loaded for you
status-joined = loaded for somebody else at the same time
status-same-combination = already here: loaded for somebody else before
status-same-request = already here: another search asks the sources the same
status-held = already here: loaded before
status-contained = already here: a wider search brought it
status-own-before = already here: loaded for you before
status-no-jobs = the sources have no such job at present
status-everywhere = here from every source
status-cut = { $source } has more than is loaded at a time

# What waits: nothing is wrong, and nothing is spent meanwhile.
status-wait-quota = { $source }: monthly quota spent, resets { $when }
status-wait-day = today's limit for everybody is reached; it goes on { $when }
status-wait-first-day = what new accounts may load today is used up; it goes on { $when }
status-wait-person = your limit for today is reached; it goes on { $when }
status-wait-combinations = your limit of new searches for today is reached; it goes on { $when }
status-wait-outage = { $source } does not answer at present; it is asked again { $when }
status-wait-source = { $source } asked for a pause; it is asked again { $when }
status-wait-again = { $source } did not answer as it should; it is asked again { $when }
status-wait-quiet = left for quiet hours; it begins { $when }
status-spending-stopped = all spending is stopped; it goes on when an admin allows it
status-source-stopped = { $source } is stopped; it goes on when an admin allows it
status-not-asked = { $source } has not been asked yet; it is { $when }
status-lacks-newest = { $source } lacks the newest jobs; they come { $when }

# What failed, and what happens next.
status-failed = { $source } brought nothing; it is asked again { $when }
status-no-answer = { $source } did not answer; it is asked again { $when }
status-unreadable = { $source } sent an answer that could not be read; it is asked again { $when }
status-lost = { $source } was asked twice and the answer was lost; it is asked again { $when }
status-refused = { $source } does not take this search as it stands; it is asked again { $when }, and whoever runs this can see why
status-moved-on = { $source } has newer jobs by now; it is asked anew { $when }
status-cancelled = an admin stopped the loading at { $source }; it is asked again { $when }
status-misconfigured = { $source } is not set up rightly; whoever runs this has to correct a setting

# When something goes on.
status-when-moment = in a moment
status-when-today = at { $time }
status-when-tomorrow = tomorrow
status-when-tomorrow-at = tomorrow at { $time }
status-when-on = on { $date }
status-when-somebody = when whoever runs this allows it
