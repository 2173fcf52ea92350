# Was Formulare und Listen gemeinsam haben.

form-reason = Grund
form-reason-kept = Grund, wird im Protokoll aufbewahrt
form-pages = Seiten

# Zu einer Adresse.
form-field-unreadable = „{ $name }“ war nicht lesbar, deshalb bleibt nichts seinetwegen weg.
form-position-unreadable = Die Adresse nennt eine Stelle der Liste, die nicht lesbar ist. Hier ist der Anfang.

form-place-unknown = unbekannter Ort
form-place-unknown-why = Steht nicht in der Ortstabelle: Gefragt wird, wie eingegeben

# Was an einer Eingabe nicht stimmt.
form-control-characters = Bitte entfernen Sie Zeilenumbrüche und andere Steuerzeichen.
form-markup = Bitte entfernen Sie die Zeichen < und >.
