# Zahlen und Zeiten, in jedem Satz, der welche nennt.

# Zwischen Gruppen von drei Ziffern.
time-digits = .

time-now = gerade eben
time-ago-days = { $count ->
    [one] vor { $count } Tag
   *[other] vor { $count } Tagen
}
time-ago-hours = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}
time-ago-minutes = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
time-in-days = { $count ->
    [one] in { $count } Tag
   *[other] in { $count } Tagen
}
time-in-hours = { $count ->
    [one] in { $count } Stunde
   *[other] in { $count } Stunden
}
time-in-minutes = { $count ->
    [one] in { $count } Minute
   *[other] in { $count } Minuten
}
time-wait-seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
time-wait-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
time-wait-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
time-wait-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tagen
}

# Ein Tag eines Jahres.
time-date = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[other] Dezember
}

# Ein Tag eines anderen Jahres.
time-date-year = { $date } { $year }
