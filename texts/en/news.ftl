# New jobs by feed and by mail, and the confirmation of an address.

news-title = News
news-what = Your lists are here whenever you look. If you like, you are told what is new on them.
news-back = Back to the account
news-link = News of your jobs
news-link-what = By feed or by mail: each only if you switch it on.

news-feed = Feed
news-feed-title = New jobs on your lists
news-feed-what = Any program that reads feeds (Atom) shows the newest jobs of your lists. Its address is a secret: whoever knows it sees those jobs, and nothing else of you.
news-feed-on-html = On, by an address that was made { $at }.
news-feed-make = Make an address
news-feed-again = Make a new address
news-feed-again-sure = Make a new address? The old one leads nowhere from then on.
news-feed-end = Switch the feed off
news-feed-ended = The feed is off: its address leads nowhere any more.
news-feed-made = Your feed's address
news-feed-made-note = Give it to your feed reader now: it is shown only this once. An earlier address leads nowhere any more.
news-feed-made-secret = Keep it to yourself. When somebody else has got it, make a new one.
news-feed-made-back = Back to your news

news-mail = Mail
news-mail-none = This site sends no mail.
news-mail-what = After the morning's search you get a mail if there is something new: the newest jobs, and why each is on your list. Nothing new, no mail.
news-mail-address = Goes to
news-confirmed = confirmed
news-unconfirmed = not confirmed
news-next = Next look
news-confirm-why = Mails go out once you have opened a link that was mailed to you: so nobody else gets them.
news-confirm-ask = Send me the link
news-confirm-asked = A mail with a link is on its way. Open the link to confirm your address.
news-confirm-lately = A mail went out a short while ago. Look into your inbox and among the spam, or wait { $wait } for another one.
news-every = How often
news-never = Never
news-every-day = Every morning
news-every-week = Every Monday
news-every-wrong = Choose how often from this list.
news-save = Save
news-on-done = Saved. The first mail comes after the next search that finds something new.
news-on-unconfirmed = Saved. Open the link in the mail that is on its way: mails go to confirmed addresses only.
news-off-done = Saved. No news go out by mail.

news-confirm = Confirm the address
news-confirm-what-html = Mail to <strong>{ $email }</strong> reaches you.
news-confirm-gone = This link was used already, or it has expired. Have a new one sent from your account.
news-confirmed-done = Your address is confirmed.

news-stop = No more news by mail
news-stop-what = You get no more mails with new jobs. Your lists and your account stay as they are.
news-stop-do = Switch them off
news-stop-done = You get no more mails with new jobs.
news-stop-again-html = You can have them again: <a href="/account/news">News</a>.
news-stop-gone = This link is too old. Sign in, and switch the mails off in your account.
