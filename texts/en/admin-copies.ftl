# Copies: jobs that are one, and groups that an admin takes apart.

admin-copies-title = Copies
admin-copies-none = No job has been found yet. Those that are listed more than once stand here.
admin-copies-largest = The largest groups
admin-copies-share = Of the newest { $jobs } jobs { $copies } are copies of others ({ $percent } %), in { $groups ->
    [one] { $groups } group
   *[other] { $groups } groups
}.
admin-copies-note = Copies of a job are one row on every list. A group of very many is hardly one job: look at it, and take it apart where it is not.
admin-copies-job = Job
admin-copies-size = Copies
admin-copies-number = Number
admin-copies-employer = Employer
admin-copies-link = Link
admin-copies-posted = Posted
admin-copies-seen = First seen
admin-copies-apart = Take apart
admin-copies-apart-note = Each becomes a row of its own, and stays so until you take that back. People's marks stay with the copies that they were made on.
admin-copies-alone = It is no copy of another job.
admin-copies-parted = Taken apart: { $count } jobs stand by themselves now.
admin-copies-apart-title = Taken apart
admin-copies-apart-at = When
admin-copies-put-together = Put together again
admin-copies-not-apart = These jobs are not taken apart.
admin-copies-together = { $count ->
    [one] { $count } job is
   *[other] { $count } jobs are
} compared with the others again. Those that are one share a row.
