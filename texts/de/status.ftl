# Warum eine Suche so steht: Sätze ohne Punkt, manche mit „; “ verbunden.

status-paused = von der Verwaltung angehalten: Nichts Neues wird dafür geladen, bis es weitergeht
status-unwanted = niemand sucht das zurzeit; es geht weiter, sobald jemand wieder danach fragt
status-no-source = hier ist keine Stellenquelle eingerichtet, deshalb lässt sich nichts laden
status-waiting = wartet, bis es an der Reihe ist
status-loading = wird geladen
status-loading-page = wird geladen, Seite { $page } von etwa { $of }
status-loading-for-others = wird geladen; jemand anders hat zuerst danach gefragt
status-bought = für Sie geladen
status-joined = zur selben Zeit für jemand anders geladen
status-same-combination = schon da: früher für jemand anders geladen
status-same-request = schon da: Eine andere Suche fragt die Quellen dasselbe
status-held = schon da: früher geladen
status-contained = schon da: Eine weitere Suche hat es mitgebracht
status-own-before = schon da: früher für Sie geladen
status-no-jobs = die Quellen haben zurzeit keine solche Stelle
status-everywhere = von allen Quellen da
status-cut = { $source } hat mehr, als auf einmal geladen wird

# Was wartet: Nichts ist falsch, und inzwischen wird nichts ausgegeben.
status-wait-quota = { $source }: das Monatskontingent ist verbraucht, ein neues beginnt { $when }
status-wait-day = das Tageslimit für alle ist erreicht; es geht weiter { $when }
status-wait-first-day = was neue Konten heute laden dürfen, ist aufgebraucht; es geht weiter { $when }
status-wait-person = Ihr Limit für heute ist erreicht; es geht weiter { $when }
status-wait-combinations = Ihr Limit neuer Suchen für heute ist erreicht; es geht weiter { $when }
status-wait-outage = { $source } antwortet zurzeit nicht; die nächste Anfrage folgt { $when }
status-wait-source = { $source } hat um eine Pause gebeten; die nächste Anfrage folgt { $when }
status-wait-again = { $source } hat nicht richtig geantwortet; die nächste Anfrage folgt { $when }
status-wait-quiet = für ruhige Stunden aufgehoben; es beginnt { $when }
status-spending-stopped = alle Ausgaben sind gestoppt; es geht weiter, sobald die Verwaltung es zulässt
status-source-stopped = { $source } ist gestoppt; es geht weiter, sobald die Verwaltung es zulässt
status-not-asked = { $source } wurde noch nicht gefragt; das geschieht { $when }
status-lacks-newest = von { $source } fehlen die neuesten Stellen; sie kommen { $when }

# Was misslang, und was als Nächstes geschieht.
status-failed = { $source } hat nichts gebracht; die nächste Anfrage folgt { $when }
status-no-answer = { $source } hat nicht geantwortet; die nächste Anfrage folgt { $when }
status-unreadable = { $source } hat eine unlesbare Antwort geschickt; die nächste Anfrage folgt { $when }
status-lost = { $source } wurde zweimal gefragt, und die Antwort ging verloren; die nächste Anfrage folgt { $when }
status-refused = { $source } nimmt diese Suche so nicht an; die nächste Anfrage folgt { $when }, und die Betreiber können sehen, warum
status-moved-on = { $source } hat inzwischen neuere Stellen; die nächste Anfrage folgt { $when }
status-cancelled = die Verwaltung hat das Laden bei { $source } abgebrochen; die nächste Anfrage folgt { $when }
status-misconfigured = { $source } ist nicht richtig eingerichtet; die Betreiber müssen eine Einstellung berichtigen

# Wann etwas weitergeht.
status-when-moment = gleich
status-when-today = um { $time } Uhr
status-when-tomorrow = morgen
status-when-tomorrow-at = morgen um { $time } Uhr
status-when-on = am { $date }
status-when-somebody = sobald die Betreiber es zulassen
