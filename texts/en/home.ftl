# How a person's searches stand.

home-title = Home
home-heading = Your jobs

# The best of what came.
home-new = new { $count ->
    [one] job
   *[other] jobs
}
home-best-new = The best of them
home-best-all = The best of your list
home-nothing-new = Nothing is new since the last update.
home-see-best = All, best first
home-applied = { $count ->
    [one] { $count } application in hand
   *[other] { $count } applications in hand
}
home-saved = { $count ->
    [one] { $count } saved job
   *[other] { $count } saved jobs
}
home-searches = Your searches

home-start-html = <strong>Start with your CV.</strong> Job titles and places are read from it, and the last weeks' matching jobs are loaded. What others have loaded before is here at once.
home-start-upload = Upload a CV
home-start-by-hand = or enter titles and places yourself

home-found-html = Found in <a href="{ $cv }">{ $file }</a>
home-found-titles = Titles
home-found-places = Places
home-found-none = none
home-found-too-little-html = That is not enough for a search. <a href="{ $cv }">Fill in the rest</a>.
home-found-offline = Read by the offline reader: no model was asked.
home-found-more-html = <a href="{ $cv }">See the words they came from, load more, or correct them</a>.
home-being-read = Your CV { $file } is being read. Titles, places and jobs appear here by themselves.

# While something loads.
home-under-way = { $ended } of { $all ->
    [one] { $all } search
   *[other] { $all } searches
} ready, { $jobs } so far.

# At the end: a sentence about the searches, and how many jobs there are.
home-receipt-one-here = Your search was already here.
home-receipt-one-loaded = Your search was loaded.
home-receipt-all-here = Your { $all } searches: all were already here.
home-receipt-all-loaded = Your { $all } searches: all were loaded.
home-receipt-some = { $all ->
    [one] Your search
   *[other] Your { $all } searches
}: { $parts }.
home-part-here = { $count ->
    [one] { $count } was
   *[other] { $count } were
} already here
home-part-loaded = { $count } loaded
home-part-coming = { $count ->
    [one] { $count } is
   *[other] { $count } are
} on the way
home-part-waits = { $count ->
    [one] { $count } waits and comes
   *[other] { $count } wait and come
} { $when }
home-part-waits-somebody = { $count ->
    [one] { $count } waits
   *[other] { $count } wait
} for whoever runs this
home-part-failed = { $count } could not be loaded
home-receipt-jobs = { $searches } { $jobs }.
home-see-jobs = See the jobs

# When the sources were last asked.
home-update-html = { $when }, <a href="/jobs?list=new">{ $new }</a>.
home-update-long-ago = { $when }.
home-update-now = Being updated now
home-update-this-morning = Updated this morning
home-update-today = Updated today at { $time }
home-update-yesterday-morning = Updated yesterday morning
home-update-yesterday = Updated yesterday at { $time }
home-update-on = Last updated on { $date }
home-new-none = nothing new
home-new-some = { $count } new
home-new-many = { $count } or more new

home-table = How your searches stand
home-table-title = Title
home-table-place = Place
home-table-state = State
home-table-jobs = Jobs
home-table-loaded = Loaded
home-table-why = Why
home-there-is-more = there are more
home-left-out = { $count } more left out by its filters
home-progress = Progress
home-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

home-none-active-html = No search is active. <a href="/searches">Choose what to search for</a>.
home-paused-html = { $count ->
    [one] { $count } search is
   *[other] { $count } searches are
} paused. <a href="/searches">Let them go on</a>.
home-reach = How far back the sources go: { $sources }. New jobs come every morning.
home-reach-of = { $source }: { $days ->
    [one] { $days } day
   *[other] { $days } days
}
