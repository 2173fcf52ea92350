# The front page, for whoever is not signed in.

front-title = Jobs that fit your CV
front-what = Jobfill reads your CV, works out which jobs you look for and where, and shows the postings that fit: those of the last weeks at once, and the new ones every morning.
front-for = For everybody who looks for work and does not want to type the same search into one job board after the other.

front-steps = How it works
front-step-cv = Upload your CV, as PDF, Word or plain text. Or type titles and places yourself.
front-step-check = See what was found, with the words that it came from. Change what is wrong; drop what you do not want.
front-step-jobs = Read your list. Save what you like, hide what you do not, and note where you applied. New jobs come by themselves.

front-good = What you can count on
front-good-told = Before your CV is read, it is said by whom and where. You can have it read here instead, without a model.
front-good-here = Your CV is read on this server, and no model gets it. Job sources are asked for titles, places and filters, and never told for whom.
front-good-shared = What was loaded for one person is there for all others. Nobody learns who asked first.
front-good-leave = You can download everything that is kept about you, and delete it, at any time.
front-privacy = What is kept, why and how long
