# Limits that admins change on a page.

admin-limits-title = Limits
admin-limits-intro = A change holds in every process within a minute, from the next page that is bought on; pages of a fetch are settled when it begins. What waits for a limit that was raised is looked at again at once. An empty field goes back to the default. Every change is kept in the audit.
admin-limits-today = Today { $used } of { $most } credits for everybody are used.
admin-limits-plans-html = What the plans of the job APIs hold is set in the environment: <a href="/admin/settings">settings</a>. How far they reach: <a href="/admin/quota">quota</a>.

admin-limits-day = A day
admin-limits-shares = Shares
admin-limits-rhythm = Rhythm
admin-limits-pages = Pages of a fetch that begins from now on

admin-limits-daily-credits = Credits for everybody
admin-limits-daily-credits-what = All people and runs together, per local day.
admin-limits-person-credits = Credits for one person
admin-limits-person-credits-what = Per local day. Daily runs are nobody's own.
admin-limits-person-combinations = New searches for one person
admin-limits-person-combinations-what = Combinations that are bought for one person per local day; the rest wait for the next day.
admin-limits-sign-up-share = Percent left to new searches
admin-limits-sign-up-share-what = Of everybody's day and of each plan: a daily run leaves so much, and leaves out what is worth least.
admin-limits-first-day-share = Percent for new accounts
admin-limits-first-day-share-what = Of everybody's day, for all accounts together that signed up by themselves less than 24 hours ago.
admin-limits-refresh-days = Days until a run asks again
admin-limits-refresh-days-what = At the latest. Above 1 a run asks earlier only where about ten new jobs are expected.
admin-limits-jsearch-pages-what = About 10 jobs each.
admin-limits-country-pages = JSearch, a country's list
admin-limits-country-pages-what = Bought instead of its towns' own where that is cheaper.
admin-limits-active-jobs-pages-what = Up to 100 jobs each.

# Where a value comes from, behind what it is for.
admin-limits-fixed = The environment sets it ({ $setting }); it is changed there, with a restart.
admin-limits-from-page = { $who } The default is { $usual }.
admin-limits-by = Changed by { $who }, { $ago }.
admin-limits-by-nobody = Changed { $ago }.
admin-limits-usual = This is the default.

admin-limits-reason = Reason
admin-limits-reason-hint = For the audit.
admin-limits-reason-odd = Give a reason of at most 300 characters: it is kept in the audit.
admin-limits-save = Save limits

admin-limits-odd = Write a whole number from { $least } to { $most }.
admin-limits-nothing = Nothing was changed: these limits hold already.
admin-limits-changed = Saved: { $what }.
admin-limits-changed-one = { $name } { $was } → { $is }
