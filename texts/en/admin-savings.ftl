# Savings: what sharing made unnecessary to buy.

admin-savings-title = Savings
admin-savings-none-html = As soon as somebody wants a search that is already here, what it did not cost stands here. Nothing was wanted yet: <a href="{ $cv }">upload a CV</a> or <a href="{ $searches }">enter a search</a>.
admin-savings-receipt = Of { $wanted ->
    [one] { $wanted } wanted search
   *[other] { $wanted } wanted searches
}, { $bought } bought and { $avoided } not: { $percent } % saved, about { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}.
# What nothing has come of yet; credits are those of its savings.
admin-savings-pending = { $pending ->
    [one] { $pending } more waits
   *[other] { $pending } more wait
} for somebody's purchase to bring its first page, or for a source that can be asked; then about { $credits ->
    [one] { $credits } credit counts
   *[other] { $credits } credits count
} as saved.
admin-savings-credits = Credits saved
admin-savings-orientation = all sources together, for orientation
admin-savings-note = Wanted: one person and one search, counted once. Bought: at least one fetch was started for that person. Pending: nothing has come yet. A person's own earlier purchase is no saving. When a purchase ends without a page, the next one counts for whoever has waited longest, also when a daily run makes it.

admin-savings-months = By month and reason
admin-savings-months-caption = Reasons are counted per search and source.
admin-savings-all = All
admin-savings-months-note = Same search: somebody wants the very same. Same request: another search asks that source the same. Being bought: somebody's fetch was on its way. Held: bought before, for people who no longer want it. Contained: a wider purchase holds it. In a list: it came beside other titles in a list of somebody else.
admin-savings-chart = Wanted searches by month
admin-savings-chart-summary = Of { $wanted } wanted searches { $bought } were bought, { $avoided } were not, and { $pending } are pending.
admin-savings-part-bought = bought
admin-savings-part-avoided = not bought
admin-savings-part-pending = pending

# Reasons, above columns and in rows.
admin-savings-same-combination = Same search
admin-savings-same-request = Same request
admin-savings-being-bought = Being bought
admin-savings-held = Held
admin-savings-contained = Contained
admin-savings-in-list = In a list
admin-savings-for-same-combination = same search
admin-savings-for-same-request = same request
admin-savings-for-being-bought = being bought
admin-savings-for-held = held
admin-savings-for-contained = contained
admin-savings-for-in-list = in a list

admin-savings-bought = What was bought
admin-savings-fetches = Fetches
admin-savings-credit-is = A credit is
admin-savings-a-job = a job
admin-savings-a-request = a request
admin-savings-not-bought = Not bought
admin-savings-bought-note = Fetches are counted that brought a page, daily runs and those by hand among them. Not bought: wanted searches that needed no purchase at that source.

admin-savings-avoided = What was not bought
admin-savings-avoided-none = Nobody has wanted yet what somebody else had before. When it happens, each search and source stands here with what it would have cost.
admin-savings-no-older = There are no older rows.
admin-savings-would-cost = Would have cost
admin-savings-known-from = Known from
admin-savings-cost = { $credits } { $unit }
admin-savings-newest = Newest
admin-savings-older = Older

# How a saving's credits are known.
admin-savings-method-real = what that purchase cost
admin-savings-method-measured = the jobs here that answer it, copies included
admin-savings-method-average = average of like fetches
admin-savings-method-guess = first estimate
