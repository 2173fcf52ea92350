# Parts that forms and lists have in common.

form-reason = Reason
form-reason-kept = Reason, kept in the audit
form-pages = Pages
