# Quota: what was spent, what is left, how long it lasts.

admin-quota-title = Quota
admin-quota-none-html = No source has a key, so nothing can be bought. What each source counts, and what is left of its plan, stands here once <code>RAPIDAPI_KEY</code> is set.

# A meter's name: JSearch requests.
admin-quota-meter = { $source } { $unit }

admin-quota-meters = Meters
# What is gone stands before it, and when the plan begins anew behind it.
admin-quota-of-plan = of { $plan } used, { $left } left. Resets
admin-quota-gauge = { $meter }: { $used } used. { $outlook }
admin-quota-meters-table = All figures of the meters
admin-quota-even = Even pace by tonight
admin-quota-pace-note = The pace is measured over the last seven full days, or those there were. Corrections, an opening balance or an adjustment, are no pace and no column.
admin-quota-outage = { $source }: { $outage }.
admin-quota-provider-says = The provider says
admin-quota-provider-nothing = nothing about this unit
admin-quota-provider = { $left } of { $limit } left
admin-quota-provider-elsewhere = { $left } of { $limit } left: { $elsewhere }
# Of the plan, by others than us.
admin-quota-elsewhere = { $count ->
    [one] { $count } is gone elsewhere
   *[other] { $count } are gone elsewhere
}, by the provider's word
admin-quota-unknown-note = Unknown: sent, but no answer came. It stays counted as spent until the provider's own figures show what became of it.

# Where a meter's days lead. pace: the sentence after these.
admin-quota-over = The limit of { $plan } is below the { $used } that are spent: nothing more is bought here until { $reset }.
admin-quota-nothing-left = Nothing is left: nothing more is bought here until { $reset }.
admin-quota-runs-out = { $pace } it runs out on { $day }; it resets on { $reset }.
admin-quota-untouched = { $source } has bought nothing in this period: all { $plan } { $unit } are left until it resets on { $reset }.
admin-quota-lasts = { $pace } it lasts: { $spent } of { $plan } will be spent when it resets on { $reset }.
admin-quota-pace = At { $pace } { $unit } a day, { $days ->
    [0] what today took so far
    [1] as on the last full day
   *[other] the average of the last { $days } full days
},
admin-quota-outlook-elsewhere = { $outlook } { $elsewhere }.
admin-quota-corrections = Corrections

admin-quota-today = Today
# The figure of today stands before it.
admin-quota-of-today = of everybody's { $limit } credits are used
admin-quota-most = The person nearest to their limit
admin-quota-most-today = { $used } of their { $limit } credits of the day
admin-quota-day-gauge = { $used } of { $limit } credits of today are used
admin-quota-outlook-today = If it goes on like the last { $days } full days, today ends at { $expected }.
admin-quota-capped = { $count ->
    [one] { $count } person has
   *[other] { $count } people have
} used all that one person may use today; the rest goes on tomorrow.
admin-quota-left-to-new = Daily runs leave { $credits } credits of the day to new searches. Credits of different sources are added for orientation.

admin-quota-capacity = How many people the plan carries
admin-quota-plan-field = { $source }, { $unit } a month
# Above a source's own figures.
admin-quota-plan-column = { $source }, { $unit }
admin-quota-people-field = New people a month
admin-quota-overlap-field = Already here, percent
admin-quota-plan-error = Type a whole number of credits; the plan of the settings is used.
admin-quota-people-error = Type a whole number of people; 10 is used.
admin-quota-overlap-error = Type a percentage from 0 to 100; the usual one is used.
admin-quota-calculate = Calculate
# The form's question, answered by the source that runs out first. cost: the last of these.
admin-quota-no-plan = No source has a key, so no plan carries anybody.
admin-quota-fits = It fits: { $cost } of the { $plan } { $unit } of { $source }.
admin-quota-fits-first = It fits: { $cost } of the { $plan } { $unit } of { $source }, which would run out first.
admin-quota-unfit = It does not fit: { $cost } { $unit } of { $source }, { $missing } more than its plan has. Upgrade the plan or lower the pages per fetch.
admin-quota-unfit-too = { $source } runs out too.
admin-quota-cost = { $people ->
    [one] { $people } new person
   *[other] { $people } new people
} a month at { $each } { $unit } each, and daily runs of { $runs }, take { $needed }
# What of the answer rests on the first estimates.
admin-quota-guess-person = What a person takes is not measured yet: the first estimate serves.
admin-quota-guess-run = What a daily run takes is not measured yet: its part of the first estimate, { $credits } credits a day at both sources, serves.
admin-quota-guess-both = What people and daily runs take is not measured yet: its part of the first estimate, { $credits } credits a day at both sources, serves.
admin-quota-a-month = A month
admin-quota-first-estimates = First estimates
admin-quota-row-plan = Plan, credits a month
admin-quota-row-alone = Credits a person who shares nothing
admin-quota-row-half = … of whose searches half are here
admin-quota-row-two-thirds = … of whose searches two thirds are here
admin-quota-row-overlap = Already here, percent
admin-quota-row-each = Credits a person, with what is here
admin-quota-row-people-alone = New people a month, nothing shared, no daily runs
admin-quota-row-people-shared = New people a month, shared, no daily runs
admin-quota-row-run = Credits of a daily run
admin-quota-row-runs = Credits of a month's daily runs
admin-quota-row-left = Credits left for new people
admin-quota-row-people = New people a month beside daily runs
admin-quota-not-measured = not measured yet: { $figure }
admin-quota-capacity-note = The first estimates count 50 jobs of JSearch and 100 of Active Jobs DB for each of 6 searches, a credit a job, on one plan. The other columns are what was measured here: what each source really charges, and the daily runs of this period and the last.

admin-quota-less-often = Asking less often
admin-quota-less-often-intro = With more than one day between two questions (“Limits”, or JOBFILL_REFRESH_DAYS) a daily run asks again for what brings little after so many days at the latest, or earlier for about ten new jobs. Such jobs come later, and a page limit may cut off some of what several days bring at once.
admin-quota-less-often-days = Days, at most
admin-quota-less-often-set = { $days } (as set)
admin-quota-less-often-figure = { $credits } a month, { $late } days late
admin-quota-less-often-note = A month's daily runs, and how long after its posting an average job is here, by what the newest runs brought. At JSearch two days at most count, as long as it is not known that its days reach back by hours.

admin-quota-adjust = Set a meter right
admin-quota-adjust-note = When the provider has counted something that Jobfill knows nothing of, add it here. It becomes an entry of the ledger, and a source that was stopped for the difference goes on.
admin-quota-adjust-credits = { $unit } to add to what is spent
admin-quota-adjust-hint = { $spent } are spent. A negative number takes away; 0 says that ours is right.
admin-quota-adjust-button = Adjust
admin-quota-adjust-later = { $meter }: a meter of this period is there from its first purchase on.
admin-quota-adjust-no-number = Type a whole number, such as 50 or -20.
admin-quota-adjust-no-reason = Give a reason of at most { $most } characters.
admin-quota-adjust-overtaken = Nothing was done: somebody has adjusted this meter by { $credits } since (“{ $reason }”). Is yours still needed?
admin-quota-adjust-below-zero = Nothing was done: only { $spent } are spent.
admin-quota-adjusted = The meter is adjusted. It is in the audit.
admin-quota-adjusted-resumed = The meter is adjusted, and its source goes on. Both are in the audit.

admin-quota-claude = What Claude cost
admin-quota-claude-none-html = Claude has read nothing yet. Tokens stand here by month, and their price once <code>JOBFILL_INPUT_PRICE</code> and <code>JOBFILL_OUTPUT_PRICE</code> are set.
admin-quota-model = Model
admin-quota-readings = Readings
admin-quota-tokens-in = Tokens in
admin-quota-tokens-out = Tokens out
admin-quota-tokens-each = Tokens a reading
admin-quota-money = Money
admin-quota-no-price = no price is set

# The chart of each day, what it shows, and the table behind it.
admin-quota-chart = Credits a day
admin-quota-chart-summary = { $credits } credits in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
admin-quota-chart-none = Nothing of this was bought in these days.
admin-quota-range = Days
admin-quota-range-days = the last { $days } days
admin-quota-range-period = this period, with what is to come
admin-quota-split = Split by
admin-quota-by-purpose = purpose
admin-quota-by-source = source
# A purchase that checks whether all of what is contained came.
admin-quota-check = check
admin-quota-days = The same as a table
admin-quota-sum = Together

# Ways to the rows behind the figures.
admin-quota-ways = Behind these figures
admin-quota-to-ledger = Every entry: the ledger
admin-quota-to-matrix = What was bought for which day
admin-quota-to-savings = What was saved
admin-quota-to-file = The ledger as CSV
