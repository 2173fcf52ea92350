# Pages that say what went wrong: a title and a sentence each.

error-not-found = Page not found
error-not-found-why = There is no such page, or it is not yours.
error-unreadable = That request could not be read
error-unreadable-why = Part of the request was missing or not readable. Go back and try again.
error-forbidden = Not allowed
error-forbidden-why = Go back, load the page again and try once more.
error-viewer = You may look, not change: your role is viewer. Ask an admin.
error-method = That is not possible here
error-method-why = This page cannot be used in that way.
error-gone = No longer here
error-large = Too large
error-large-why = What was sent is larger than this page takes.
error-large-form = The form is larger than this page takes.
error-slow = Too slow
error-slow-why = What you sent came in too slowly, and nothing was taken in. Try again where the connection is better.
error-busy = Too much is being sent at the moment, so nothing was taken in. Please try again in a minute.
error-unavailable = Not available just now
error-unavailable-why = Jobfill is too busy, or its database does not answer. Try again in a minute; nothing is lost.
error-internal = Something went wrong
error-internal-why = It is our fault, and it has been written down. Try again in a minute.
error-address = The address has a part that could not be read.
error-other-site = This form was sent from another site, so it was refused.
error-request-html = If you write to whoever runs this, name <code>{ $request }</code>.
error-start-page = Go to the start page
