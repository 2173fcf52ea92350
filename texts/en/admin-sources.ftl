# What each source can do, as far as its answers have shown it.

admin-sources-title = Sources
admin-sources-intro = What a source can do is learnt from answers that were paid for anyway, from numbers of jobs where its own host tells them, once a week, and from a few purchases beside them, for 1 % of a plan at most. Until it is shown, the plain way is used, which costs more calls.
admin-sources-what = What it can do
admin-sources-lists = Several titles in one question, each job bought once
admin-sources-dates = Jobs between two dates alone, so that a gap costs what is missing
admin-sources-places = A country's jobs hold those of its towns and regions, which need no purchase of their own then
admin-sources-countries = A country's list brings what its towns' lists bring, so that daily runs may ask for the country instead of its towns
admin-sources-titles = A title's list brings what comes for the titles that it stands in, so that daily runs need not ask for "Senior Nurse" beside "Nurse"
admin-sources-several-places = Several places in one question, as areas are asked for
admin-sources-endings = Finds titles with other endings ("engineering" for "engineer"), as text search does in English
admin-sources-rolling-days = "Today" reaches back 24 hours, so that a day with few jobs is not asked for again as three days
admin-sources-counts = Tells how many jobs there are before they are bought, for a call (its own host alone)
admin-sources-exclusion = Leaves out the jobs of a title
admin-sources-closed-feed = Tells which jobs are closed, for a call (its own host alone)
admin-sources-unknown-values = A filter finds jobs that state nothing on it, too
admin-sources-evidence = What showed it
admin-sources-checked = Seen
admin-sources-unknown = not known yet
admin-sources-trial = being tried
admin-sources-on = yes
admin-sources-off = no; tried again after a week
admin-sources-off-for-good = no
admin-sources-off-by-hand = switched off
admin-sources-switch-off = Do not use it
admin-sources-try = Let it be tried again
admin-sources-note = What is switched off here stays off until it is let be tried again. What was bought stays.
admin-sources-off-why = switched off by an admin: { $reason }
admin-sources-off-already = Nothing was done: it is switched off already.
admin-sources-switched-off = It is not used from the next purchase on.
admin-sources-tried-again = The next purchase that can show it tries it again.

# Whether wider purchases bring all that narrower ones would.
admin-sources-checks = What wider purchases and lists hold
admin-sources-no-checks = Nothing was checked so far. Of the searches that a wider purchase or a list holds, a few are bought all the same, so that it is seen whether all of it is there.
admin-sources-checks-found = { $purchases ->
    [one] One check
   *[other] { $purchases } checks
  } brought { $jobs ->
    [one] one job
   *[other] { $jobs } jobs
  }, copies included; { $missed ->
    [0] all of them were here
    [one] one of them was not here
   *[other] { $missed } of them were not here
  }.
