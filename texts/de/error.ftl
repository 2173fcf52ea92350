# Seiten, die sagen, was schiefging: je eine Überschrift und ein Satz.

error-not-found = Seite nicht gefunden
error-not-found-why = Diese Seite gibt es nicht, oder sie gehört Ihnen nicht.
error-unreadable = Die Anfrage war nicht lesbar
error-unreadable-why = Ein Teil der Anfrage fehlte oder war nicht lesbar. Gehen Sie zurück und versuchen Sie es noch einmal.
error-forbidden = Nicht erlaubt
error-forbidden-why = Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-viewer = Sie dürfen lesen, aber nichts ändern. Fragen Sie eine Administratorin oder einen Administrator.
error-method = Das geht hier nicht
error-method-why = Diese Seite lässt sich so nicht benutzen.
error-gone = Nicht mehr da
error-large = Zu groß
error-large-why = Was gesendet wurde, ist größer als diese Seite annimmt.
error-large-form = Das Formular ist größer als diese Seite annimmt.
error-slow = Zu langsam
error-slow-why = Was Sie gesendet haben, kam zu langsam an; nichts wurde angenommen. Versuchen Sie es dort noch einmal, wo die Verbindung besser ist.
error-busy = Im Augenblick wird zu viel gesendet, deshalb wurde nichts angenommen. Bitte versuchen Sie es in einer Minute noch einmal.
error-unavailable = Zurzeit nicht erreichbar
error-unavailable-why = Jobfill ist überlastet, oder seine Datenbank antwortet nicht. Versuchen Sie es in einer Minute noch einmal; nichts geht verloren.
error-internal = Etwas ist schiefgegangen
error-internal-why = Das ist unser Fehler, und er ist notiert. Versuchen Sie es in einer Minute noch einmal.
error-address = Ein Teil der Adresse war nicht lesbar.
error-other-site = Dieses Formular kam von einer anderen Website und wurde deshalb abgelehnt.
error-request-html = Wenn Sie denen schreiben, die diese Website betreiben, nennen Sie <code>{ $request }</code>.
error-start-page = Zur Startseite
