# Why a source was stopped, for admins: sentences without their full stop.

stop-asked-to-wait = it asked for no call for { $wait }
stop-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
stop-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
stop-outage = { $tries } tries in one outage were charged, or may have been; the last one: { $why }
