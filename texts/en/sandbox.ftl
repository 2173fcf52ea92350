# The page of the sandbox: what the stand-in providers charged.

sandbox-title = The sandbox's account
sandbox-what = What the stand-in providers have charged for, page by page. No money is spent here.
sandbox-charged = { $calls } calls came in; { $requests } requests were charged; { $left } requests are left this month.
sandbox-charged-jobs = { $calls } calls came in; { $requests } requests and { $jobs } jobs were charged; { $jobs_left } jobs and { $left } requests are left this month.
sandbox-nothing = Nothing was bought yet.
sandbox-query = Asked for
sandbox-position = From
sandbox-bought = Bought
sandbox-rows = Rows paid for
sandbox-once = once
sandbox-times-html = <strong>{ $times } times</strong>
