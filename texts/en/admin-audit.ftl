# The audit: what admins did, and why.

admin-audit-title = Audit
admin-audit-none-html = What admins do stands here: who, when, to what, and why. Nothing was done yet; the switches are on the <a href="{ $url }">overview</a>.
admin-audit-who = Who
admin-audit-action = Action
admin-audit-target = To what
admin-audit-reason = Reason
admin-audit-details = Details
admin-audit-fact = { $name }: { $value }
