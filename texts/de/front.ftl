# Die Startseite für alle, die nicht angemeldet sind.

front-title = Stellen, die zu Ihrem Lebenslauf passen
front-what = Jobfill liest Ihren Lebenslauf, erkennt, welche Stellen Sie suchen und wo, und zeigt die passenden Anzeigen: die der letzten Wochen sofort und die neuen jeden Morgen.
front-for = Für alle, die Arbeit suchen und nicht dieselbe Suche in eine Stellenbörse nach der anderen eingeben wollen.

front-steps = So geht es
front-step-cv = Laden Sie Ihren Lebenslauf hoch, als PDF, Word oder reinen Text. Oder geben Sie Berufe und Orte selbst ein.
front-step-check = Sehen Sie, was gefunden wurde, und aus welchen Worten es stammt. Ändern Sie, was nicht stimmt; lassen Sie weg, was Sie nicht wollen.
front-step-jobs = Lesen Sie Ihre Liste. Merken Sie sich, was Ihnen gefällt, blenden Sie den Rest aus, und notieren Sie, wo Sie sich beworben haben. Neue Stellen kommen von selbst.

front-good = Worauf Sie sich verlassen können
front-good-told = Bevor Ihr Lebenslauf gelesen wird, steht da, wer ihn liest und wo. Sie können ihn stattdessen hier lesen lassen, ohne Sprachmodell.
front-good-here = Ihr Lebenslauf wird auf diesem Server gelesen, und kein Sprachmodell erhält ihn. Stellenquellen werden nach Berufen, Orten und Filtern gefragt und erfahren nie, für wen.
front-good-shared = Was für eine Person geladen wurde, ist für alle anderen da. Niemand erfährt, wer zuerst gefragt hat.
front-good-leave = Sie können jederzeit alles herunterladen, was über Sie gespeichert ist, und es löschen.
front-privacy = Was gespeichert wird, wozu und wie lange
