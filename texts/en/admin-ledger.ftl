# The ledger: every entry, with filters.

admin-ledger-title = Ledger
admin-ledger-none = Every credit that is reserved, settled, given back or adjusted becomes a line here. Nothing was bought yet.
admin-ledger-narrow-none-html = No entry fits all of that. <a href="{ $url }">Show all</a>
# A page that ended before it was full; older entries follow.
admin-ledger-walked = The last { $count } entries were looked at, back to { $day }. There are older ones.
admin-ledger-note = By the day that is charged, the last first. Entries are only ever added. Those of a purchase lose their fetch when its attempts are old enough to be swept out.
admin-ledger-nobody = There is nobody with this number: the entries of everybody are shown.

# From a fetch, a combination and a person.
admin-ledger-link = In the ledger

# Filters.
admin-ledger-all = All
admin-ledger-from = From the day
admin-ledger-to = to
admin-ledger-person = Person, by number
admin-ledger-combination = Combination, by number
admin-ledger-fetch = Fetch, by number

# Columns.
admin-ledger-written = Written
admin-ledger-meter = Meter
admin-ledger-kind = Entry
admin-ledger-why = Fetch or reason
