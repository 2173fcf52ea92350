# Overlaps: what people share, and what that is worth.

admin-overlaps-title = Overlaps
admin-overlaps-none-html = What people share stands here as soon as somebody wants anything. <a href="{ $url }">Enter a search</a> to begin.

admin-overlaps-spread = How many people want the same
admin-overlaps-wanted-by = Wanted by
admin-overlaps-by-more = three people or more
admin-overlaps-by-two = two
admin-overlaps-by-one = one: the long tail
admin-overlaps-by-nobody = nobody any more
admin-overlaps-spread-note = What fewer than three people want is counted, and never named.

admin-overlaps-shared = Most shared
admin-overlaps-shared-none = No combination is wanted by three people yet. Those that are stand here, most shared first.
admin-overlaps-no-more = There are no more.
admin-overlaps-each = Credits a person
admin-overlaps-more = More

admin-overlaps-sources = By source
admin-overlaps-fetches = Fetches for people
admin-overlaps-not-bought = Not bought
admin-overlaps-reuse = Reuse
admin-overlaps-yield = New jobs a credit
admin-overlaps-sources-note = Reuse: how many wanted searches one purchase served. All that was ever bought is in these sums, for daily runs too.

admin-overlaps-by-title = By title
admin-overlaps-by-place = By place
admin-overlaps-group-none = No combination is wanted by three people yet.
admin-overlaps-groups-note = Titles and places: the 20 most wanted each, summed up over combinations that three people or more want (the 1,000 most shared). What fewer want is in none of these sums, only in the counts at the top.
