# Names of places, where the tables' English ones are not what people call them. $name: the English name.

place-anywhere = Überall
place-country = { $code ->
    [ad] Andorra
    [ae] Vereinigte Arabische Emirate
    [af] Afghanistan
    [ag] Antigua und Barbuda
    [ai] Anguilla
    [al] Albanien
    [am] Armenien
    [an] Curaçao
    [ao] Angola
    [aq] Antarktis
    [ar] Argentinien
    [as] Amerikanisch-Samoa
    [at] Österreich
    [au] Australien
    [aw] Aruba
    [ax] Ålandinseln
    [az] Aserbaidschan
    [ba] Bosnien und Herzegowina
    [bb] Barbados
    [bd] Bangladesch
    [be] Belgien
    [bf] Burkina Faso
    [bg] Bulgarien
    [bh] Bahrain
    [bi] Burundi
    [bj] Benin
    [bl] St. Barthélemy
    [bm] Bermuda
    [bn] Brunei
    [bo] Bolivien
    [bq] Karibische Niederlande
    [br] Brasilien
    [bs] Bahamas
    [bt] Bhutan
    [bv] Bouvetinsel
    [bw] Botsuana
    [by] Belarus
    [bz] Belize
    [ca] Kanada
    [cc] Kokosinseln
    [cd] DR Kongo
    [cf] Zentralafrikanische Republik
    [cg] Republik Kongo
    [ch] Schweiz
    [ci] Elfenbeinküste
    [ck] Cookinseln
    [cl] Chile
    [cm] Kamerun
    [cn] China
    [co] Kolumbien
    [cr] Costa Rica
    [cu] Kuba
    [cv] Cabo Verde
    [cw] Curaçao
    [cx] Weihnachtsinsel
    [cy] Zypern
    [cz] Tschechien
    [de] Deutschland
    [dj] Dschibuti
    [dk] Dänemark
    [dm] Dominica
    [do] Dominikanische Republik
    [dz] Algerien
    [ec] Ecuador
    [ee] Estland
    [eg] Ägypten
    [eh] Westsahara
    [er] Eritrea
    [es] Spanien
    [et] Äthiopien
    [fi] Finnland
    [fj] Fidschi
    [fk] Falklandinseln
    [fm] Mikronesien
    [fo] Färöer
    [fr] Frankreich
    [ga] Gabun
    [gb] Vereinigtes Königreich
    [gd] Grenada
    [ge] Georgien
    [gf] Französisch-Guayana
    [gg] Guernsey
    [gh] Ghana
    [gi] Gibraltar
    [gl] Grönland
    [gm] Gambia
    [gn] Guinea
    [gp] Guadeloupe
    [gq] Äquatorialguinea
    [gr] Griechenland
    [gs] Südgeorgien und die Südlichen Sandwichinseln
    [gt] Guatemala
    [gu] Guam
    [gw] Guinea-Bissau
    [gy] Guyana
    [hk] Hongkong
    [hm] Heard und McDonaldinseln
    [hn] Honduras
    [hr] Kroatien
    [ht] Haiti
    [hu] Ungarn
    [id] Indonesien
    [ie] Irland
    [il] Israel
    [im] Isle of Man
    [in] Indien
    [io] Britisches Territorium im Indischen Ozean
    [iq] Irak
    [ir] Iran
    [is] Island
    [it] Italien
    [je] Jersey
    [jm] Jamaika
    [jo] Jordanien
    [jp] Japan
    [ke] Kenia
    [kg] Kirgisistan
    [kh] Kambodscha
    [ki] Kiribati
    [km] Komoren
    [kn] St. Kitts und Nevis
    [kp] Nordkorea
    [kr] Südkorea
    [kw] Kuwait
    [ky] Kaimaninseln
    [kz] Kasachstan
    [la] Laos
    [lb] Libanon
    [lc] St. Lucia
    [li] Liechtenstein
    [lk] Sri Lanka
    [lr] Liberia
    [ls] Lesotho
    [lt] Litauen
    [lu] Luxemburg
    [lv] Lettland
    [ly] Libyen
    [ma] Marokko
    [mc] Monaco
    [md] Republik Moldau
    [me] Montenegro
    [mf] St. Martin
    [mg] Madagaskar
    [mh] Marshallinseln
    [mk] Nordmazedonien
    [ml] Mali
    [mm] Myanmar
    [mn] Mongolei
    [mo] Macau
    [mp] Nördliche Marianen
    [mq] Martinique
    [mr] Mauretanien
    [ms] Montserrat
    [mt] Malta
    [mu] Mauritius
    [mv] Malediven
    [mw] Malawi
    [mx] Mexiko
    [my] Malaysia
    [mz] Mosambik
    [na] Namibia
    [nc] Neukaledonien
    [ne] Niger
    [nf] Norfolkinsel
    [ng] Nigeria
    [ni] Nicaragua
    [nl] Niederlande
    [no] Norwegen
    [np] Nepal
    [nr] Nauru
    [nu] Niue
    [nz] Neuseeland
    [om] Oman
    [pa] Panama
    [pe] Peru
    [pf] Französisch-Polynesien
    [pg] Papua-Neuguinea
    [ph] Philippinen
    [pk] Pakistan
    [pl] Polen
    [pm] St. Pierre und Miquelon
    [pn] Pitcairninseln
    [pr] Puerto Rico
    [ps] Palästina
    [pt] Portugal
    [pw] Palau
    [py] Paraguay
    [qa] Katar
    [re] Réunion
    [ro] Rumänien
    [rs] Serbien
    [ru] Russland
    [rw] Ruanda
    [sa] Saudi-Arabien
    [sb] Salomonen
    [sc] Seychellen
    [sd] Sudan
    [se] Schweden
    [sg] Singapur
    [sh] St. Helena
    [si] Slowenien
    [sj] Spitzbergen und Jan Mayen
    [sk] Slowakei
    [sl] Sierra Leone
    [sm] San Marino
    [sn] Senegal
    [so] Somalia
    [sr] Suriname
    [ss] Südsudan
    [st] São Tomé und Príncipe
    [sv] El Salvador
    [sx] Sint Maarten
    [sy] Syrien
    [sz] Eswatini
    [tc] Turks- und Caicosinseln
    [td] Tschad
    [tf] Französische Süd- und Antarktisgebiete
    [tg] Togo
    [th] Thailand
    [tj] Tadschikistan
    [tk] Tokelau
    [tl] Timor-Leste
    [tm] Turkmenistan
    [tn] Tunesien
    [to] Tonga
    [tr] Türkei
    [tt] Trinidad und Tobago
    [tv] Tuvalu
    [tw] Taiwan
    [tz] Tansania
    [ua] Ukraine
    [ug] Uganda
    [um] Amerikanische Überseeinseln
    [us] Vereinigte Staaten
    [uy] Uruguay
    [uz] Usbekistan
    [va] Vatikanstadt
    [vc] St. Vincent und die Grenadinen
    [ve] Venezuela
    [vg] Britische Jungferninseln
    [vi] Amerikanische Jungferninseln
    [vn] Vietnam
    [vu] Vanuatu
    [wf] Wallis und Futuna
    [ws] Samoa
    [xk] Kosovo
    [ye] Jemen
    [yt] Mayotte
    [za] Südafrika
    [zm] Sambia
    [zw] Simbabwe
   *[other] { $name }
}
place-region = { $key ->
    [at-02] Kärnten
    [at-03] Niederösterreich
    [at-04] Oberösterreich
    [at-06] Steiermark
    [at-07] Tirol
    [at-09] Wien
    [ch-FR] Freiburg
    [ch-GE] Genf
    [ch-GR] Graubünden
    [ch-LU] Luzern
    [ch-NE] Neuenburg
    [ch-TI] Tessin
    [ch-VD] Waadt
    [ch-VS] Wallis
    [ch-ZH] Zürich
    [de-02] Bayern
    [de-05] Hessen
    [de-06] Niedersachsen
    [de-07] Nordrhein-Westfalen
    [de-08] Rheinland-Pfalz
    [de-13] Sachsen
    [de-14] Sachsen-Anhalt
    [de-15] Thüringen
   *[other] { $name }
}
place-area = { $key ->
    [eu] Europäische Union
    [eea] Europäischer Wirtschaftsraum
    [schengen] Schengen-Raum
    [europe] Europa
    [benelux] Benelux
    [nordics] Nordische Länder
    [scandinavia] Skandinavien
    [baltics] Baltikum
    [balkans] Balkan
    [yugoslavia] Früheres Jugoslawien
    [serbia-montenegro] Serbien und Montenegro
    [czechoslovakia] Tschechien und Slowakei
    [visegrad] Visegrád-Länder
    [cee] Mittel- und Osteuropa
    [eastern-europe] Osteuropa
    [central-europe] Mitteleuropa
    [western-europe] Westeuropa
    [southern-europe] Südeuropa
    [iberia] Iberische Halbinsel
    [british-isles] Vereinigtes Königreich und Irland
    [middle-east] Naher Osten
    [gulf] Golfstaaten
    [levant] Levante
    [africa] Afrika
    [north-africa] Nordafrika
    [sub-saharan-africa] Subsahara-Afrika
    [west-africa] Westafrika
    [east-africa] Ostafrika
    [southern-africa] Südliches Afrika
    [apac] Asien-Pazifik
    [asia] Asien
    [southeast-asia] Südostasien
    [south-asia] Südasien
    [east-asia] Ostasien
    [central-asia] Zentralasien
    [caucasus] Kaukasus
    [cis] GUS
    [anz] Australien und Neuseeland
    [oceania] Ozeanien
    [north-america] Nordamerika
    [us-canada] Vereinigte Staaten und Kanada
    [americas] Amerika
    [latam] Lateinamerika
    [south-america] Südamerika
    [central-america] Mittelamerika
    [caribbean] Karibik
    [ruhr] Ruhrgebiet
    [rhine-ruhr] Rhein-Ruhr
    [rhineland] Rheinland
    [cologne-bonn] Köln und Bonn
    [rhine-main] Rhein-Main
    [rhine-neckar] Rhein-Neckar
    [nuremberg-metro] Nürnberg und Fürth
    [central-germany] Leipzig und Halle
    [lake-constance] Bodensee
    [hanover-brunswick] Hannover und Braunschweig
    [bremen-oldenburg] Bremen und Oldenburg
    [black-forest] Freiburg und Schwarzwald
    [franconia] Franken
    [middle-franconia] Mittelfranken
    [lower-franconia] Unterfranken
    [upper-bavaria] Oberbayern
    [lower-bavaria] Niederbayern
    [upper-palatinate] Oberpfalz
    [upper-franconia] Oberfranken
    [east-frisia] Ostfriesland
    [rhein-sieg] Bonn und Rhein-Sieg
    [ore-mountains] Erzgebirge
    [thuringian-forest] Thüringer Wald
    [baltic-coast] Ostseeküste
    [north-sea-coast] Nordseeküste
    [bavarian-swabia] Schwaben
    [swabia] Schwaben (Württemberg)
    [baden] Baden
    [north-germany] Norddeutschland
    [south-germany] Süddeutschland
    [east-germany] Ostdeutschland
    [west-germany] Westdeutschland
    [east-westphalia] Ostwestfalen
    [westphalia] Westfalen
    [lower-rhine] Niederrhein
    [south-westphalia] Südwestfalen
    [lusatia] Lausitz
    [palatinate] Pfalz
    [north-hesse] Nordhessen
    [bern-mittelland] Schweizer Mittelland
    [romandy] Westschweiz
    [central-switzerland] Zentralschweiz
    [east-switzerland] Ostschweiz
    [northwest-switzerland] Nordwestschweiz
    [west-austria] Westösterreich
    [silesia] Schlesien
    [south-tyrol] Südtirol
   *[other] { $name }
}
