# Limits that admins change on a page.

limits-title = Limits
limits-intro = A change holds in every process within a minute, from the next page that is bought on. What waits for a limit that was raised is looked at again at once. An empty field goes back to the default. Every change is kept in the audit.
limits-today = Today { $used } of { $most } credits for everybody are used.
limits-plans-html = What the plans of the job APIs hold is set in the environment: <a href="/admin/settings">settings</a>. How far they reach: <a href="/admin/quota">quota</a>.

limits-day = A day
limits-shares = Shares
limits-rhythm = Rhythm
limits-pages = Pages of a fetch

limits-daily-credits = Credits for everybody
limits-daily-credits-what = All people and runs together, per local day.
limits-person-credits = Credits for one person
limits-person-credits-what = Per local day. Daily runs are nobody's own.
limits-person-combinations = New searches for one person
limits-person-combinations-what = Combinations that are bought for one person per local day; the rest wait for the next day.
limits-sign-up-share = Percent left to new searches
limits-sign-up-share-what = Of everybody's day and of each plan: a daily run leaves so much, and leaves out what is worth least.
limits-first-day-share = Percent for new accounts
limits-first-day-share-what = Of everybody's day, for all accounts together that signed up by themselves less than 24 hours ago.
limits-refresh-days = Days until a run asks again
limits-refresh-days-what = At the latest. Above 1 a run asks earlier only where about ten new jobs are expected.
limits-jsearch-pages = JSearch
limits-jsearch-pages-what = About 10 jobs each.
limits-country-pages = JSearch, a country's list
limits-country-pages-what = Bought instead of its towns' own where that is cheaper.
limits-active-jobs-pages = Active Jobs DB
limits-active-jobs-pages-what = Up to 100 jobs each.

# Where a value comes from, behind what it is for.
limits-fixed = The environment sets it ({ $setting }); it is changed there, with a restart.
limits-from-page = { $who } The default is { $usual }.
limits-by = Changed by { $who }, { $ago }.
limits-by-nobody = Changed { $ago }.
limits-usual = This is the default.

limits-reason = Reason
limits-reason-hint = For the audit.
limits-reason-odd = Give a reason of at most 300 characters: it is kept in the audit.
limits-save = Save limits

limits-odd = Write a whole number from { $least } to { $most }.
limits-nothing = Nothing was changed: these limits hold already.
limits-changed = Saved: { $what }.
limits-changed-one = { $name } { $was } → { $is }
