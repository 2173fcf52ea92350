# The list of jobs, and one job.

jobs-title = Jobs
jobs-lists = Lists of jobs
jobs-list-shown = All
jobs-list-new = New
jobs-list-saved = Saved
jobs-list-applied = Applied
jobs-list-hidden = Hidden

# The form above the list.
jobs-words = Words
jobs-words-example = Words
jobs-words-hint = Words: -junior leaves out what says “junior”; "data scientist" in quotes keeps the words together, and -"night shift" leaves out what says just that. What is chosen among salary, contract and seniority leaves out jobs that do not state it.
jobs-place = Place
jobs-within = Distance
jobs-within-exactly = Exactly here
jobs-within-km = Within { $km } km
jobs-within-towns = By the towns that are known here: from 5,000 people in Germany, Austria and Switzerland, elsewhere from 15,000.
jobs-within-left-out = A distance needs a town as the place: it is left out here.
jobs-remote = Remote
jobs-remote-any = Remote or not
jobs-remote-possible = Remote, or not stated
jobs-remote-stated = Says that it is remote
jobs-age = Age
jobs-age-hours = 24 hours
jobs-age-days = { $days } days
jobs-age-any = Any age
jobs-source = Source
jobs-source-any = Both sources
jobs-search = Search
jobs-search-any = All searches
jobs-contract = Contract
jobs-contract-any = Any contract
jobs-seniority = Seniority
jobs-seniority-any = Any seniority
jobs-pay = Salary a year, at least
jobs-employer = Employer
jobs-filters = Filters
jobs-show = Show
jobs-clear = Clear
jobs-order = Order
jobs-order-newest = Newest first
jobs-order-best = Best first

# Below a job: why it is on the list.
jobs-why-search = { $title } · { $place }
jobs-why-fits = Fits { $search }
jobs-why-brought = { $source } brought it for { $search }

# Below a job: how well it fits a search, and why.
jobs-fit-very-well = Very good match
jobs-fit-well = Good match
jobs-fit-partly = Partial match
jobs-fit-loosely = Weak match
jobs-fit-title-same = same title
jobs-fit-title-holds = title contains yours
jobs-fit-title-words = words of your title
jobs-fit-title-related = related title
jobs-fit-title-akin = similar occupation
jobs-fit-title-other = another title
jobs-fit-place-inside = in { $place }
jobs-fit-place-remote = remote
jobs-fit-place-around = in the area of { $place }
jobs-fit-place-country = elsewhere in the country
jobs-fit-place-unknown = place not stated
jobs-fit-place-elsewhere = elsewhere
jobs-fit-filters = meets { $met } of { $asked ->
    [one] { $asked } filter
   *[other] { $asked } filters
}
jobs-fit-words = in your CV: { $words }

# Above the list. Jobs are counted up to a thousand.
jobs-count = { $count ->
    [one] { $count } job
   *[other] { $count } jobs
}
jobs-count-many = { $count }+ jobs
jobs-figure-many = { $count }+
jobs-heading-day = { $jobs } of the last 24 hours, newest first.
jobs-heading-days = { $jobs } of the last { $days } days, newest first.
jobs-copies-once = What is listed more than once is one job here.
jobs-heading-all = { $jobs }, newest first.
jobs-heading-best-of = The newest { $window } jobs, best first.
jobs-heading-best-day = { $jobs } of the last 24 hours, best first.
jobs-heading-best-days = { $jobs } of the last { $days } days, best first.
jobs-heading-best-all = { $jobs }, best first.
jobs-best-rest-html = Only the newest jobs of your searches were looked at. <a href="{ $url }">The older ones</a> come newest first.
jobs-file = Save as CSV
jobs-file-title = Title
jobs-file-closed = Closed
jobs-file-link = Link
jobs-marked-since-html = Marked “new”: first found in the last daily update or after it began, { $at }.
jobs-marked-today = Marked “new”: first found within the last 24 hours.
jobs-loading-only = Your search is still loading; more jobs come by themselves.
jobs-loading-some = { $loading ->
    [one] { $loading } of your { $all } searches is
   *[other] { $loading } of your { $all } searches are
} still loading; more jobs come by themselves.
jobs-incomplete = incomplete
jobs-better = ← Better ones
jobs-further = Further jobs →
jobs-newer = ← Newer jobs
jobs-older = Older jobs →

# Where the list is empty.
jobs-empty-none = Nothing has been found for your searches yet.
jobs-empty-chosen = { $jobs } found for your searches; what you chose leaves none of them.
jobs-empty-kept-off = { $jobs } found for your searches, and none of them is shown here.
jobs-empty-saved = Jobs that you save will stand here, also when they are no longer on your list.
jobs-empty-applied = Jobs that you applied for will stand here, once you mark them with “Applied”.
jobs-empty-hidden = Jobs that you hide will stand here, and can be brought back.
jobs-empty-chosen-marks = What you chose leaves none of the jobs on this list.
jobs-empty-no-search = The jobs that your searches find will stand here.
jobs-empty-so-far = None of the thousands of jobs that were looked at is what you chose. There are older ones to look at.
jobs-empty-beyond = There are no more jobs in this direction.
jobs-empty-to-newest = Go to the newest jobs
jobs-empty-to-whole = Show all without these filters
jobs-empty-to-begin-html = <a href="/cv">Upload your CV</a> or <a href="/searches">add a search</a>.
jobs-empty-to-own = Go to your jobs
jobs-empty-to-searches-html = <a href="/searches">Look at your searches</a> or <a href="/home">see how they stand</a>.

jobs-meant-html = Did you mean <a href="{ $url }">{ $text }</a>?

# What keeps jobs off an empty list, and what each link there shows.
jobs-off-words = { $count ->
    [one] { $jobs } does
   *[other] { $jobs } do
} not contain “{ $words }”
jobs-off-words-link = Any words
jobs-off-place = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} not in “{ $place }”
jobs-off-place-within = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} not known to be within { $km } km of “{ $place }”
jobs-off-place-link = Any place
jobs-off-remote = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} not remote
jobs-off-remote-link = Remote or not
jobs-off-age = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} older
jobs-off-age-link = Any age
jobs-off-source = { $count ->
    [one] { $jobs } comes
   *[other] { $jobs } come
} from the other source
jobs-off-source-link = Both sources
jobs-off-search = { $count ->
    [one] { $jobs } was
   *[other] { $jobs } were
} found by your other searches
jobs-off-search-link = All searches
jobs-off-new = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} not new
jobs-off-new-link = New or not
jobs-off-hidden = { $count ->
    [one] { $jobs } was
   *[other] { $jobs } were
} hidden by you
jobs-off-hidden-link = Hidden jobs
jobs-off-facts = { $count ->
    [one] { $jobs } states
   *[other] { $jobs } state
} nothing, or something else, on seniority, contract, employer or salary
jobs-off-facts-link = Any of them
jobs-off-employers = { $count ->
    [one] { $jobs } is
   *[other] { $jobs } are
} of employers that you leave out
jobs-off-closed = { $count ->
    [one] { $jobs } has
   *[other] { $jobs } have
} closed
jobs-off-filters = { $count ->
    [one] { $jobs } states
   *[other] { $jobs } state
} something else than your searches' filters ask for
jobs-off-filters-link = Your searches

# One job, on the list and on its page.
jobs-new = new
jobs-new-why = First found since { $since }
jobs-no-employer = Employer not stated
jobs-no-place = place not stated
jobs-posted-html = Posted { $at }
jobs-posted-again-html = Posted again { $at }
jobs-found-html = First seen { $at }
jobs-closed-html = closed { $at }
jobs-not-seen-html = not seen lately, taken for closed { $at }
jobs-closed-banner-html = This job was closed { $at }, by its employer or by its own date.
jobs-not-seen-banner-html = No source has shown this job lately: it was taken for closed { $at }.
jobs-left-out-closed = { $count ->
    [one] One closed job is left out.
   *[other] { $count } closed jobs are left out.
}
# Of a longer list the newest jobs were looked at.
jobs-left-out-closed-some = Closed jobs are left out.
jobs-left-out-closed-many = At least { $count } closed jobs are left out.
jobs-save = Save
jobs-save-of = Save { $title }
jobs-saved = Saved
jobs-saved-of = Saved: { $title }. Take back
jobs-apply = I applied
jobs-apply-of = I applied for { $title }
jobs-applied = Applied
jobs-applied-of = Applied: { $title }. Take back
jobs-hide = Hide
jobs-hide-of = Hide { $title }
jobs-hidden = Show again
jobs-hidden-of = Show again: { $title }
jobs-take-back = Take back

# Keys, and the posting beside the list.
jobs-beside = Open as a page
jobs-beside-close = Close
jobs-posting = The posting
jobs-toast-failed = That did not work. Please try again.
jobs-keys = Keys
jobs-keys-all = j: next job, k: the one before, s: save, h: hide, o: open, Esc: close, ?: this list. They work while no field is being typed in.
jobs-keys-on = Use these keys

# Why a job was hidden, and employers that are left out.
jobs-undo = Undo
jobs-why-label = Why?
jobs-why-not-my-field = Not my field
jobs-why-too-far = Too far
jobs-why-level = Wrong level
jobs-why-pay = Pay
jobs-why-employer = Employer
jobs-why-seen-elsewhere = Seen elsewhere
jobs-why-other = Other
jobs-why-unknown = That is no reason of the list. Please go back and choose one.
jobs-hidden-why = Hidden: { $why }
jobs-done-why = { $title }: hidden, and noted why.

# What may follow a reason: a filter.
jobs-follow-remote = Show remote jobs only
jobs-follow-place = Show jobs in { $place } only
jobs-follow-level = Show { $level } only
jobs-leave-out = Leave out all jobs of this employer
jobs-leave-out-none = The posting names no employer, so none can be left out.
jobs-done-leave-out = Jobs of { $employer } are left out of your lists from now on.
jobs-employers-off = { $count ->
    [one] { $count } employer is left out
   *[other] { $count } employers are left out
}
jobs-let-in = Show { $employer } again
jobs-done-let-in = Jobs of { $employer } are shown again.

# An application: its day, and what the person writes beside it.
jobs-applied-on = Applied on { $day }
jobs-note-edit = Day and note
jobs-note-day = Applied on
jobs-note-day-unreadable = Choose a day, such as 2026-11-23.
jobs-note-day-to-come = That day is still to come.
jobs-note-text = Note
jobs-note-long = At most { $most } characters.
jobs-note-keep = Keep
jobs-note-keep-again = Keep, and mark as applied
jobs-note-taken-back = This job is no longer marked as applied for, so the note is not kept yet.
jobs-done-note = { $title }: day and note are kept.

# What was done to a job.
jobs-done-hide = { $title }: hidden; it stands on the list “Hidden” now.
jobs-done-unhide = { $title }: back on your list.
jobs-done-save = { $title }: saved.
jobs-done-unsave = { $title }: no longer saved.
jobs-done-apply = { $title }: noted that you applied.
jobs-done-unapply = { $title }: no longer marked as applied.

# What a search asks for and a job does not state.
jobs-open-arrangement = arrangement not stated
jobs-open-employment = employment not stated
jobs-open-seniority = seniority not stated
jobs-open-industry = industry not stated

# The page of one job.
jobs-all = ← All jobs
jobs-apply-at = Apply at { $host }
jobs-no-link = The posting has no link to apply by.
jobs-applied-at-html = You noted your application { $at }.
jobs-fact-arrangement = Arrangement
jobs-fact-employment = Employment
jobs-fact-seniority = Seniority
jobs-fact-industry = Industry
jobs-fact-salary = Salary
jobs-fact-language = Language
jobs-fact-posted = Posted
jobs-fact-open-until = Open until
jobs-fact-first-seen = First seen
jobs-fact-confirmed = Last confirmed
jobs-fact-source = Source
jobs-fact-published = { $source }, published by { $publisher }
jobs-fact-found-by = Found by
jobs-fact-found-by-none = none of your searches any more
jobs-fact-not-active = { $search } (not active)
jobs-not-stated = not stated
jobs-copies = Other postings of this job
jobs-copies-why = They are one row on your lists, and what you save, hide or apply for holds for all of them.
jobs-copies-admin = Look at this group, or take it apart
jobs-description = Description
jobs-no-description = The posting has no description.
