# CVs: uploaded, read, and what came of them.

cv-title = CV
cv-file = Your CV as a file
cv-file-hint = PDF, Word (.docx) or plain text, up to 5 MB, five a day.
cv-paste = Paste the text instead
cv-text = The text of your CV
cv-text-hint = For scanned CVs, or when a file cannot be read. It counts when no file is chosen.
cv-upload = Upload
cv-privacy = The file itself is not kept, only its text. You can delete everything here.
cv-privacy-days = The file itself is not kept; its text is, for { $days ->
    [one] { $days } day
   *[other] { $days } days
} after it was read. You can delete everything here.
cv-privacy-more = What is kept, why and how long
cv-without-model = Read it here, without a model
cv-readers-none = No model reads your CV: its text stays on this server. Job sources are asked for titles, places and filters, and not told for whom.
cv-readers-model = Claude ({ $model }) reads your CV at { $host }, in { $country }: the jobs, schools, skills and wishes in it. Its page shows exactly what was sent.
cv-readers-model-somewhere = Claude ({ $model }) reads your CV at { $host }; in which country is not stated here. It gets the jobs, schools, skills and wishes in it, and the page of your CV shows exactly what was sent.
cv-country-of-claude = the United States
cv-pasted = Pasted text
cv-taken-in = Your CV is here.
cv-kept = This is what you pasted before you were signed out. It was not taken in: choose “Upload” for that.
cv-known = “{ $file }” says the same, so this CV is here already. Nothing was added, and it does not count as one of today’s five.
cv-earlier = Searches of “{ $file }” are on your list
cv-earlier-add = Keep them, and add those of the new CV
cv-earlier-replace = Replace them with those of the new CV. They can be brought back.

# Why nothing was taken in.
cv-refused-five = You have uploaded five CVs today. The next one is possible tomorrow.
cv-refused-tries = You have tried to upload a file very often today. The next try is possible tomorrow.
cv-refused-under-way = An upload of yours is being taken in at this moment. Wait until it is here, then send the next one.
cv-refused-broken-off = The upload broke off or was no form. Go back and try again.
cv-refused-long-text = This text is longer than any CV. Please paste only the CV.
cv-refused-nothing = Please choose a file, or paste the text of your CV below.
cv-refused-several = Please choose one file at a time.

# What is wrong with a file.
cv-wrong-empty = This file is empty. Please choose the file again.
cv-wrong-large = This file is larger than 5 MB. Please upload a smaller one, for example without pictures.
cv-wrong-image = This file is a picture, so its text cannot be read. Please upload the CV as PDF, Word (.docx) or plain text.
cv-wrong-web-page = This file is a web page. Please open it in a browser, print it to PDF and upload that.
cv-wrong-old-word = This file is in Word's old .doc format. Please save it as .docx or PDF and upload that.
cv-wrong-rich-text = This file is in the rich text format. Please save it as .docx or PDF and upload that.
cv-wrong-open-document = This file is an OpenDocument file. Please save it as .docx or PDF and upload that.
cv-wrong-archive = This file is an archive, not a CV. Please unpack it and upload the CV as PDF, Word (.docx) or plain text.
cv-wrong-unknown = This file is neither PDF, Word (.docx) nor plain text. Please save your CV as one of these and upload it again.
cv-wrong-encrypted = This file is protected by a password. Please save a copy without one and upload that.
cv-wrong-damaged = This file could not be read; it may be damaged or incomplete. Please save your CV again as PDF or Word (.docx), or upload its text as a plain text file.
cv-wrong-scanned = This PDF holds pictures of pages but no text, as a scanner makes it. Please upload the original, or paste the text into a plain text file and upload that instead.
cv-wrong-garbled = The text in this file comes out as unreadable characters. Please upload the CV as Word (.docx), or paste the text into a plain text file and upload that instead.
cv-wrong-short = There is too little text in this file for a CV. Please upload one that names your jobs and where you worked.
cv-wrong-busy = Jobfill is very busy just now and has not read your CV yet. Please try again in a minute.
cv-wrong-unavailable = Files cannot be read at the moment. Please try again in a few minutes.

# The CVs that are there.
cv-uploaded = Uploaded
cv-none = Your CVs will stand here. Upload one: job titles and places are read from it, and matching jobs are loaded.
cv-col-cv = CV
cv-col-found = Found
cv-col-reader = Read by
cv-found-count = { $titles ->
    [one] { $titles } title
   *[other] { $titles } titles
}, { $places ->
    [one] { $places } place
   *[other] { $places } places
}
cv-being-read = being read
cv-reader-offline = offline reader
cv-reader-claude = Claude

# One CV: what was found.
cv-reading = Your CV is being read. This page shows what was found as soon as it is done.
cv-by-offline = the offline reader that ships with Jobfill: no model was asked, and nothing left this server
cv-by-offline-instead = the offline reader that ships with Jobfill, since Claude gave no answer that could be used
cv-by-claude = Claude ({ $model })
cv-missing-both = Neither a job title nor a place was found in this CV. Fill in the rest in the form below.
cv-missing-title = No job title was found in this CV. Which jobs do you look for? Fill in the rest in the form below.
cv-missing-place = No place was found in this CV. Fill in the rest in the form below.
cv-foreign = This CV seems to be in { $language }. The offline reader knows no job titles in that language: which jobs do you look for? Please type them in the form below.
cv-found = What was found
cv-found-titles = Titles found
cv-found-titles-col = Job titles, strongest first
cv-found-words-col = The words of your CV
cv-found-no-title = No job title was found.
cv-found-places = Places found
cv-found-places-col = Places, strongest first
cv-found-no-place = No place was found.
cv-found-filters = Filters found
cv-found-filters-col = Filters
cv-found-used-col = Used
cv-quote = “{ $words }”
cv-guess = a guess from the whole
cv-applied = applied
cv-applied-stated = applied: your CV asks for it
cv-stated = your CV asks for it
cv-only-guess = only a guess
cv-narrow = Show only such jobs

# One CV: what waits for a click, and what was dropped.
cv-rule = What your CV says clearly is searched for at once. What is surprising, and places in different countries, wait for your click.
cv-rule-review = Nothing is loaded before you press a button: what is found is shown with its price first.
cv-waits = Waits for your click
cv-waits-of = Waits for your click: “{ $file }”
cv-waits-note = Nothing of this is loaded before you say so.
cv-waits-why-col = Why
cv-waits-review = Here nothing is loaded before you have seen it.
cv-waits-evidence = No words of your CV say so.
cv-waits-surprise = This may not be what you expect.
cv-waits-countries = The places in your CV lie in different countries. Which of them do you mean?
cv-waits-begin = Search for it
cv-waits-begin-all = { $count ->
    [one] Search for it: { $price }
   *[other] Search for all { $count }: { $price }
}
cv-waits-begin-these = { $count ->
    [one] Search for it
   *[other] Search for all { $count }
}
cv-waits-look = What it takes, and the words that it came from
cv-not-this = Not this one
cv-dropped = dropped
cv-allow = Take it back in
cv-done-decline = { $name } is dropped. What was not loaded yet is not loaded, and this CV does not ask for it again.
cv-done-allow = { $name } is offered again.

# One CV: what is loaded, and what stands beside it.
cv-loaded = What is loaded
cv-loaded-retired = The searches of this CV are retired.
cv-loaded-none = Nothing of this CV is loaded yet. Choose from what stands below, or fill in the form.
cv-loaded-restore = Bring them back
cv-loaded-title-col = Title
cv-loaded-place-col = Place
cv-loaded-state-col = State
cv-loaded-jobs-col = Jobs
cv-loaded-more-html = <a href="/home">How they stand</a> · <a href="/jobs">The jobs</a>
cv-offers = What stands beside it
cv-offers-price-col = Price
cv-offers-action-col = Action
cv-offers-load = Load this too
cv-offers-load-all = Load all { $count }: { $price }
cv-price-here = already here
cv-price-waits = put off for now
cv-price-coming = already on the way
cv-price-about = about { $credits ->
    [one] { $credits } credit
   *[other] { $credits } credits
}

# One CV: the rest of the page.
cv-correct = Correct it
cv-correct-note = Change titles, places and filters as you like. Saving makes every title × place one search; nothing that is here is loaded again.
cv-read-text = The text that was read
cv-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
cv-text-goes = The text is kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
} after it was read. What was found in it stays.
cv-text-gone = The text of this CV is not kept any more. What was found in it stays. It went
cv-sent = What was sent
cv-sent-what = This text went to Claude, and nothing else of your CV
cv-sent-gone = A part of this CV went to Claude. What exactly is not kept any more, as the text of the CV itself. It went
cv-sent-nothing = This CV was read on this server: no model got anything of it.
cv-delete = Delete
cv-delete-what = Deletes this CV: its text, its profile and the searches that came from it. Jobs that were loaded stay with those who still want them.
cv-delete-this = Delete this CV
cv-delete-sure = Delete this CV and the searches that came from it?

# What was done.
cv-done-delete = The CV is deleted, with its text and the searches that came from it.
cv-done-nothing = That is among your searches already.
cv-done-narrow = The searches are narrowed to { $filter }.
cv-done-restore = The searches of { $file } are back.
