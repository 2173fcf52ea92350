# Why a combination stands as it does: sentences without their full stop, some of them joined by "; ".

status-paused = paused by an admin: nothing new is bought for it until it goes on
status-no-source = no job source is set up here, so nothing can be loaded
status-waiting = waiting for its turn
status-waiting-again = waiting to be tried again; { $error }
status-loading = being loaded
status-loading-for-others = being loaded; somebody else asked for it first
status-bought = bought for you
status-joined = bought for somebody else at the same time
status-same-combination = already here: bought for somebody else before
status-same-request = already here: another search asks the sources the same
status-held = already here: bought before
status-own-before = already here: bought for you before
status-no-jobs = the sources have no such job at present
status-cut = { $source } has more than is bought at a time
status-failed = it could not be loaded
status-spending-stopped = all spending is stopped; it goes on when an admin allows it
status-source-stopped = { $source } is stopped; it goes on when an admin allows it
status-misconfigured = { $source } is not set up rightly; whoever runs this has to correct a setting
status-tried-again = { $error }; it is tried again at { $time }
status-not-asked = { $source } has not been asked yet; it is at { $time }
status-lacks-newest = { $source } lacks the newest jobs; they come at { $time }
