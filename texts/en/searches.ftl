# A person's lists of titles and places.

searches-title = Searches
searches-none-html = Your lists of titles and places will stand here. Each title × place becomes one search. <a href="/cv">Upload a CV</a> and they are made for you, or fill in the form below.
# The list that a CV makes.
searches-list-from-cv = From your CV
searches-change = Change this list
searches-col-title = Title
searches-col-place = Place
searches-col-filters = Filters
searches-col-state = State
searches-col-jobs = Jobs
searches-col-priority = Priority
searches-col-shared = Shared
searches-col-list = List
searches-col-retired = Retired
searches-col-actions = Actions
searches-priority-label = priority
searches-with-others = with others
searches-only-yours = only yours
searches-pause = Pause
searches-resume = Go on
searches-remove = Remove
searches-pause-all = Pause all
searches-resume-all = Let all go on

# What was done to searches, followed by what they need now.
searches-name = “{ $title }” in { $place }
searches-done-pause = { $name } is paused: nothing new is loaded for it.
searches-done-pause-all = All searches are paused: nothing new is loaded.
searches-done-resume = { $name } goes on.
searches-done-resume-all = Your searches go on.
searches-done-bring-back = { $name } is back.
searches-done-remove = { $name } is removed. You can bring it back below.
searches-done-save = “{ $list }” is saved.
searches-need-none = No search is active.
searches-need = { $wanted ->
    [one] { $wanted } search
   *[other] { $wanted } searches
}: { $parts }.
searches-need-held = { $count } already here
searches-need-loading = { $count } already on the way
searches-need-new = { $count } being loaded
searches-need-waits = { $count ->
    [one] { $count } waits and comes
   *[other] { $count } wait and come
} { $when }
searches-need-waits-somebody = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
} for whoever runs this
searches-need-failed = { $count } could not be loaded

# The form.
searches-new = New list
searches-new-note = Every title × place becomes one search. Saving under the name of a list that exists replaces that list.
searches-edit = Change “{ $list }”
searches-edit-note = Saving makes every title × place of this form one search. What is new is loaded, what is gone is retired, and nothing that is here is loaded again.
searches-leave = Leave the list as it is
searches-kept = This is what you typed before you were signed out. It is not saved yet.
searches-form-name = Name of the list
searches-form-titles = Job titles
searches-form-titles-hint = One per line, as a job board lists them.
searches-form-places = Places
searches-form-places-hint = One per line: a city, a region, a country, “Remote” or “Anywhere”.
searches-form-filters = Only jobs that say
searches-form-arrangement = Work arrangement
searches-form-employment = Employment
searches-form-seniority = Seniority
searches-form-industry = Industry
searches-form-any = Any
searches-form-priority = Priority
searches-form-priority-hint = 0 to 100; higher is loaded first.
searches-form-save = Save
searches-form-price = What would this cost?

# What is wrong with the form.
searches-wrong-name = Give the list a name of at most { $most } characters.
searches-wrong-priority = A priority is a number from { $least } to { $most }.
searches-wrong-no-title = Enter at least one title, one per line.
searches-wrong-no-place = Enter at least one place, one per line.
searches-wrong-many-titles = At most { $most } titles fit on one list; these are { $count }.
searches-wrong-many-places = At most { $most } places fit on one list; these are { $count }.
searches-wrong-line = “{ $line }”: { $why }
searches-wrong-title-short = Please enter a job title of at least { $least } characters.
searches-wrong-title-long = A job title can have at most { $most } characters; this one has { $length }.
searches-wrong-title-letters = A job title needs at least one letter.
searches-wrong-title-excluded = “{ $typed }” only says what is not wanted. Please enter the job title that is.
searches-wrong-place-empty = Please enter a city, a country, “Remote” or “Anywhere”.
searches-wrong-place-none = “{ $typed }” names no place. Please enter a city, a country, “Remote” or “Anywhere”.
searches-wrong-place-long = A place can have at most { $most } characters; this one has { $length }.
searches-wrong-arrangement = Choose a work arrangement from this list: { $allowed }.
searches-wrong-employment = Choose an employment type from this list: { $allowed }.
searches-wrong-seniority = Choose a seniority from this list: { $allowed }.
searches-wrong-industry = Choose an industry from this list: { $allowed }.

# The price of a list.
searches-price = What saving this list would cost
searches-price-size = This list is { $size ->
    [one] { $size } search
   *[other] { $size } searches
}; with your other lists you would have { $wanted }: { $parts }.
searches-price-size-only = { $size ->
    [one] { $size } search
   *[other] { $size } searches
}: { $parts }.
searches-price-held = { $count } already here
searches-price-loading = { $count } already on the way
searches-price-waits = { $count } put off for now
searches-price-new = { $count } to be loaded
searches-price-jobs-here = To see at once: { $here }.
searches-price-jobs = To see at once: { $here }; about { $expected } more are expected.
searches-price-nothing = Nothing has to be loaded: 0 credits.
searches-price-about-html = <strong>About { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}</strong> ({ $sources }), and never more than { $most } on one day. What a day's limit cuts off goes on the next day.
searches-price-none-today = Nothing of it can be loaded today, because { $why }; it comes { $when }.
searches-price-some-today = About { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
} of it can be loaded today, because { $why }; the rest comes { $when }.
searches-price-only-waits = Nothing new has to be loaded: what is put off was asked for before and comes when it goes on.
searches-limit-plan = a source's plan is used up
searches-limit-day = today's limit for everybody is reached
searches-limit-first-day = what new accounts may load today is used up
searches-limit-person = your limit for today is reached
searches-limit-stopped = all spending is stopped
searches-limit-source = a source is stopped
searches-price-at = { $source } about { $amount }
searches-place-known = “{ $typed }” is taken for { $meant }.
searches-place-unknown-html = “{ $typed }” <span class="tag">unknown place</span> is asked for as typed, in { $meant }.
searches-title-excluded = { $words } is left out of “{ $typed }”: a search cannot exclude words.
searches-surprise-unknown = “{ $typed }” is no place that we know: sources are asked for it as typed, in { $country }.
searches-surprise-guess = Not all of “{ $typed }” is known to us; it is taken for { $meant }.
searches-surprise-word = “{ $typed }” is taken for the small town { $meant }.
searches-surprise-abroad = “{ $typed }” is taken for { $meant }, which is in { $country }.
searches-surprise-ambiguous = “{ $typed }” is taken for { $meant }, and not for { $others }.
searches-place-left-out = JSearch searches one country at a time: of { $place } it is asked for { $most }, and not for the other { $count }, { $names } among them.
searches-price-not-saved = Nothing has been saved yet.

# Searches that are on no list any more.
searches-earlier = Earlier searches
searches-earlier-note = No longer on any list. What they brought is still here, so bringing one back seldom costs anything.
searches-earlier-from-html = From <a href="{ $cv }">{ $file }</a>
searches-earlier-from = From { $file }
searches-earlier-by-hand = Made by hand
searches-bring-back = Bring back
searches-bring-all-back = Bring all of these back
