# Figures and times, in every sentence that names one.

# Between groups of three digits.
time-digits = ,

time-now = just now
time-ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
time-ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
time-ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
time-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
time-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
time-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
time-wait-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
time-wait-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
time-wait-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
time-wait-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

# A day of a year.
time-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}

# The same of another year.
time-date-year = { $date } { $year }
