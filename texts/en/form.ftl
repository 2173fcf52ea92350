# Parts that forms and lists have in common.

form-reason = Reason
form-reason-kept = Reason, kept in the audit
form-pages = Pages

# Of a query string.
form-field-unreadable = “{ $name }” could not be read, so nothing is left out because of it.
form-position-unreadable = The address names a place in the list that cannot be read. This is the beginning.

form-place-unknown = unknown place
form-place-unknown-why = Not in the table of places: it is asked for as typed

# What is wrong with a text that was typed.
form-control-characters = Please remove line breaks and other control characters.
form-markup = Please remove the characters < and >.
