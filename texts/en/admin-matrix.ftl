# The matrix: what became of each day of posting time, for each combination at each source.

admin-matrix-title = Day by day
admin-matrix-none = Every combination that anybody asks for stands here with its days, and with what was bought for each of them.
admin-matrix-range = Days
admin-matrix-days = the last { $days } days
admin-matrix-heading = Of the { $all } days on this page { $missing } { $missing ->
    [one] is
   *[other] are
} missing, and { $failed } failed.

# Outcomes, and what they mean.
admin-matrix-legend = What the signs mean
admin-matrix-bought = bought
admin-matrix-bought-is = by a fetch of its own
admin-matrix-in-list = in a list
admin-matrix-in-list-is = beside other titles, in one question
admin-matrix-contained = contained
admin-matrix-contained-is = a purchase of wider terms holds it; nothing was bought for it
admin-matrix-empty = empty
admin-matrix-empty-is = bought, and it brought no job of its own
admin-matrix-coming = to come
admin-matrix-coming-is = being bought, or so young that the next run brings it
admin-matrix-missing = missing
admin-matrix-missing-is = somebody wants it, and nothing is held of this day
admin-matrix-failed = failed
admin-matrix-failed-is = somebody wants it, and the fetch that should have brought this day failed
admin-matrix-resting = resting
admin-matrix-resting-is = nobody wants it, it is paused, or the day is before it was first asked for
admin-matrix-note = Days are those on which jobs were posted, by local time, judged by their noon. A sign leads to the fetch behind it.
