//! Words for posting dates in the languages of the markets. Words are separated by commas; accents and capitals make no
//! difference.

use chrono::Duration;

/// A language's words for dates.
pub(super) struct Language {
    /// True for a script without spaces between words.
    pub is_joined: bool,
    /// Words before or behind a span that make it a time before now.
    pub ago: &'static str,
    /// Names of the [`UNITS`].
    pub units: [&'static str; 7],
    /// Names of the [`NUMBERS`], as many as are usual; other forms of a number behind a stroke.
    pub numbers: &'static str,
    pub half: &'static str,
    /// Words for an unknown number above one.
    pub some: &'static str,
    pub over: &'static str,
    pub under: &'static str,
    pub now: &'static str,
    pub today: &'static str,
    pub yesterday: &'static str,
    pub before_yesterday: &'static str,
    /// Words for last week and last month, with which programs shorten "a week ago" and "a month ago".
    pub last: [&'static str; 2],
    /// Words beside a date that change nothing.
    pub noise: &'static str,
}

/// Units from seconds to years.
pub(super) const UNITS: [Duration; 7] = [
    Duration::seconds(1),
    Duration::minutes(1),
    Duration::hours(1),
    Duration::days(1),
    Duration::days(7),
    Duration::days(30),
    Duration::days(365),
];

/// Numbers with a name in languages.
pub(super) const NUMBERS: [i64; 17] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 30];

/// Languages of all markets.
pub(super) const LANGUAGES: [Language; 11] =
    [ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, POLISH, TURKISH, CHINESE, JAPANESE];

const ENGLISH: Language = Language {
    is_joined: false,
    ago: "ago, back",
    units: [
        "s, sec, secs, second, seconds",
        "m, min, mins, minute, minutes",
        "h, hr, hrs, hour, hours",
        "d, day, days",
        "w, wk, wks, week, weeks",
        "mo, mos, mth, mths, month, months",
        "y, yr, yrs, year, years",
    ],
    numbers: "a|an|one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, \
              fifteen, twenty, thirty",
    half: "half",
    some: "few, several, some, multiple, couple, couple of",
    over: "over, more than, at least, plus, or more, older than, longer than, and more",
    under: "under, less than, within",
    now: "now, just now, right now, new, just posted, just added, moments ago, a moment ago, just listed, \
          be among the first",
    today: "today, earlier today, this morning",
    yesterday: "yesterday",
    before_yesterday: "day before yesterday, the day before yesterday",
    last: ["last week", "last month"],
    noise: "posted, reposted, re posted, active, added, published, updated, listed, opened, on, about, around, approx, \
            approximately, circa, almost, nearly, and, the, job, jobs, date, date posted, since, at, am, pm, last updated, last active, employeractive, employer active, posted on, published on, posting date, publication date, publish date, created, creation date, online since, online, first, seen",
};

const GERMAN: Language = Language {
    is_joined: false,
    ago: "vor, seit",
    units: [
        "s, sek, sekunde, sekunden",
        "min, minute, minuten",
        "h, st, std, stunde, stunden",
        "d, t, tg, tag, tage, tagen",
        "w, wo, woche, wochen",
        "mo, mon, monat, monate, monaten",
        "j, jahr, jahre, jahren",
    ],
    numbers: "ein|eine|einem|einer|einen, zwei, drei, vier, fünf|fuenf, sechs, sieben, acht, neun, zehn, elf, \
              zwölf|zwoelf, dreizehn, vierzehn, fünfzehn|fuenfzehn, zwanzig, dreißig",
    half: "halb, halbe, halben, halber, halbes",
    some: "paar, ein paar, einige, einigen, wenige, wenigen, mehrere, mehreren",
    over: "über, ueber, mehr als, mindestens, länger als, oder mehr, und mehr, älter als",
    under: "unter, weniger als, innerhalb, innerhalb von, innerhalb der letzten",
    now: "jetzt, gerade, eben, gerade eben, soeben, eben erst, neu, gerade veröffentlicht, soeben veröffentlicht",
    today: "heute, heute früh, heute morgen",
    yesterday: "gestern",
    before_yesterday: "vorgestern",
    last: [
        "letzte Woche, letzter Woche, vergangene Woche, vorige Woche",
        "letzten Monat, letzter Monat, vergangenen Monat, vorigen Monat, im letzten Monat",
    ],
    noise: "veröffentlicht, erschienen, online, eingestellt, aktualisiert, gepostet, geschaltet, erneut, am, ca, circa, \
            etwa, ungefähr, rund, fast, knapp, gut, und, stelle, anzeige, job, um, uhr, online seit, veröffentlichungsdatum, veröffentlichung, datum der veröffentlichung, erscheinungsdatum, erstellt, eingestellt seit, ausgeschrieben, ausgeschrieben seit, datum, zuletzt, stand, zuletzt aktualisiert, letzte aktualisierung, inseriert, online gestellt",
};

const FRENCH: Language = Language {
    is_joined: false,
    ago: "il y a, y a, depuis",
    units: [
        "s, sec, seconde, secondes",
        "min, mn, minute, minutes",
        "h, heure, heures",
        "j, jr, jrs, jour, jours",
        "sem, semaine, semaines",
        "mois",
        "an, ans, année, années",
    ],
    numbers: "un|une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, \
              vingt, trente",
    half: "demi, demie",
    some: "quelques, plusieurs",
    over: "plus de, plus d', au moins, et plus, ou plus",
    under: "moins de, moins d'",
    now: "maintenant, à l'instant, nouveau, nouvelle, tout juste, vient d'être publiée, vient d'être publié, \
          il y a un instant, il y a quelques instants",
    today: "aujourd'hui, ce matin, ce jour",
    yesterday: "hier",
    before_yesterday: "avant-hier",
    last: ["la semaine dernière, semaine dernière", "le mois dernier, mois dernier"],
    noise: "publié, publiée, posté, postée, ajouté, ajoutée, actualisé, actualisée, mis en ligne, mise en ligne, \
            en ligne, le, environ, près de, presque, de, d', et, offre, annonce, à, date de publication, publication, date de parution, paru, parue, mis à jour, mise à jour, dernière mise à jour, date, publiée le, publié le, déposée, créée, en ligne depuis",
};

const SPANISH: Language = Language {
    is_joined: false,
    ago: "hace, atrás, desde hace",
    units: [
        "s, seg, segundo, segundos",
        "min, minuto, minutos",
        "h, hr, hrs, hora, horas",
        "d, día, días",
        "sem, semana, semanas",
        "mes, meses",
        "año, años",
    ],
    numbers: "un|una|uno, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce, quince, \
              veinte, treinta",
    half: "medio, media",
    some: "unos, unas, algunos, algunas, varios, varias, pocos, pocas, unos pocos, unas pocas",
    over: "más de, más, al menos, o más, y más",
    under: "menos de",
    now: "ahora, ahora mismo, justo ahora, nuevo, nueva, recién publicado, recién publicada, hace un momento, \
          hace instantes",
    today: "hoy, hoy mismo",
    yesterday: "ayer",
    before_yesterday: "anteayer, antier, antes de ayer",
    last: ["la semana pasada, semana pasada", "el mes pasado, mes pasado"],
    noise: "publicado, publicada, publicó, actualizado, actualizada, se publicó, el, la, de, aproximadamente, \
            alrededor de, cerca de, casi, y, oferta, empleo, a las, fecha de publicación, publicación, fecha, última actualización, publicado el, publicada el, creado, creada, en línea, del",
};

const ITALIAN: Language = Language {
    is_joined: false,
    ago: "fa, or sono, da",
    units: [
        "s, sec, secondo, secondi",
        "min, minuto, minuti",
        "h, ora, ore",
        "g, gg, giorno, giorni",
        "sett, settimana, settimane",
        "mese, mesi",
        "anno, anni",
    ],
    numbers: "un|una|uno, due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici, tredici, \
              quattordici, quindici, venti, trenta",
    half: "mezzo, mezza, mezz'",
    some: "alcuni, alcune, qualche, pochi, poche, diversi, diverse, paio di, un paio di",
    over: "più di, oltre, almeno, o più, e più, più",
    under: "meno di",
    now: "adesso, proprio ora, appena, appena pubblicato, appena pubblicata, poco fa, nuovo, nuova",
    today: "oggi",
    yesterday: "ieri",
    before_yesterday: "l'altro ieri, altro ieri, ieri l'altro, avantieri",
    last: [
        "la settimana scorsa, settimana scorsa, la scorsa settimana, scorsa settimana",
        "il mese scorso, mese scorso, lo scorso mese, scorso mese",
    ],
    noise: "pubblicato, pubblicata, inserito, inserita, aggiunto, aggiunta, aggiornato, aggiornata, il, di, circa, \
            quasi, e, annuncio, offerta, alle, alle ore, data di pubblicazione, pubblicazione, data, ultimo aggiornamento, pubblicato il, del, in data, online dal",
};

const DUTCH: Language = Language {
    is_joined: false,
    ago: "geleden, sinds",
    units: [
        "s, sec, seconde, seconden",
        "min, minuut, minuten",
        "u, uur, uren",
        "d, dag, dagen",
        "w, wk, week, weken",
        "mnd, maand, maanden",
        "j, jr, jaar, jaren",
    ],
    numbers: "een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien, veertien, vijftien, \
              twintig, dertig",
    half: "half, halve",
    some: "enkele, enige, paar, een paar, aantal, een aantal, meerdere",
    over: "meer dan, ruim, minstens, of meer, en meer, langer dan",
    under: "minder dan",
    now: "nu, net, zojuist, zonet, nieuw, net geplaatst, zojuist geplaatst, zojuist gepubliceerd",
    today: "vandaag, vanochtend",
    yesterday: "gisteren",
    before_yesterday: "eergisteren",
    last: ["vorige week, verleden week", "vorige maand, verleden maand"],
    noise: "geplaatst, gepubliceerd, gepost, toegevoegd, bijgewerkt, online, opnieuw, op, ongeveer, circa, ca, bijna, \
            en, vacature, om, plaatsingsdatum, publicatiedatum, datum, laatst bijgewerkt, online sinds, geplaatst op, vacature van",
};

const PORTUGUESE: Language = Language {
    is_joined: false,
    ago: "há, atrás, faz",
    units: [
        "s, seg, segundo, segundos",
        "min, minuto, minutos",
        "h, hora, horas",
        "d, dia, dias",
        "sem, semana, semanas",
        "mês, meses",
        "ano, anos",
    ],
    numbers: "um|uma, dois|duas, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze, treze, \
              catorze|quatorze, quinze, vinte, trinta",
    half: "meio, meia",
    some: "alguns, algumas, poucos, poucas, vários, várias",
    over: "mais de, pelo menos, ou mais, e mais",
    under: "menos de",
    now: "agora, agora mesmo, neste momento, novo, nova, recém publicado, recém publicada, há instantes, há pouco",
    today: "hoje",
    yesterday: "ontem",
    before_yesterday: "anteontem, antes de ontem",
    last: ["semana passada, na semana passada, a semana passada", "mês passado, no mês passado, o mês passado"],
    noise: "publicado, publicada, postado, postada, anunciado, anunciada, atualizado, atualizada, de, cerca de, \
            aproximadamente, quase, e, vaga, às, data de publicação, data da publicação, publicação, data, última atualização, publicado em, publicada em, criado, criada",
};

const POLISH: Language = Language {
    is_joined: false,
    ago: "temu, przed, od",
    units: [
        "s, sek, sekunda, sekundę, sekundy, sekund, sekundą, sekundami",
        "min, minuta, minutę, minuty, minut, minutą, minutami",
        "h, godz, godzina, godzinę, godziny, godzin, godziną, godzinami",
        "d, dzień, dni, dnia, dniem, dniami",
        "tyg, tydz, tydzień, tygodnie, tygodni, tygodnia, tygodniem, tygodniami",
        "mies, msc, miesiąc, miesiące, miesięcy, miesiąca, miesiącem, miesiącami",
        "rok, lata, lat, roku, rokiem, laty",
    ],
    numbers: "jeden|jedna|jedną|jednego|jedno|jednym, dwa|dwie|dwóch|dwoma, trzy|trzech|trzema, cztery|czterech, \
              pięć|pięciu, sześć|sześciu, siedem|siedmiu, osiem|ośmiu, dziewięć, dziesięć, jedenaście, dwanaście, \
              trzynaście, czternaście, piętnaście, dwadzieścia, trzydzieści",
    half: "pół",
    some: "kilka, kilku, kilkoma, parę, paru, kilkanaście",
    over: "ponad, więcej niż, co najmniej, lub więcej, i więcej, lub dłużej, dłużej niż",
    under: "mniej niż, poniżej, niecałą, niecały, niecałe",
    now: "teraz, przed chwilą, chwilę temu, właśnie, właśnie dodano, właśnie opublikowano, nowa, nowe, nowość",
    today: "dzisiaj, dziś",
    yesterday: "wczoraj",
    before_yesterday: "przedwczoraj",
    last: [
        "w zeszłym tygodniu, zeszły tydzień, w ubiegłym tygodniu",
        "w zeszłym miesiącu, zeszły miesiąc, w ubiegłym miesiącu",
    ],
    noise: "opublikowano, opublikowana, opublikowane, dodano, dodana, dodane, zaktualizowano, zamieszczono, około, ok, \
            prawie, i, oferta, ogłoszenie, o, data publikacji, data dodania, data, ostatnia aktualizacja, publikacja, opublikowany, dnia, z dnia",
};

const TURKISH: Language = Language {
    is_joined: false,
    ago: "önce, evvel",
    units: [
        "sn, saniye, saniyeden",
        "dk, dakika, dakikadan",
        "sa, saat, saatten",
        "g, gün, günden",
        "hf, hafta, haftadan",
        "ay, aydan",
        "yıl, yıldan, sene, seneden",
    ],
    numbers: "bir, iki, üç, dört, beş, altı, yedi, sekiz, dokuz, on, on bir, on iki, on üç, on dört, on beş, yirmi, otuz",
    half: "yarım",
    some: "birkaç, bir kaç",
    over: "fazla, daha fazla, çok, uzun, en az, aşkın, fazla süre, uzun süre, ve üzeri, veya daha fazla, ve daha fazla, üzeri",
    under: "daha az, kısa süre",
    now: "şimdi, az önce, biraz önce, şu an, demin, yeni, yeni eklendi",
    today: "bugün, bu sabah",
    yesterday: "dün",
    before_yesterday: "evvelsi gün, evvelki gün, önceki gün",
    last: ["geçen hafta", "geçen ay"],
    noise: "yayınlandı, yayımlandı, yayınlanma, yayınlanma tarihi, eklendi, güncellendi, paylaşıldı, ilan, yaklaşık, \
            neredeyse, ve, tarih, tarihi, ilan tarihi, yayın tarihi, son güncelleme, güncelleme tarihi, yayınlandığı tarih, tarihinde",
};

const CHINESE: Language = Language {
    is_joined: true,
    ago: "前, 以前, 之前",
    units: [
        "秒, 秒钟, 秒鐘",
        "分, 分钟, 分鐘",
        "时, 小时, 小時, 个小时, 個小時, 钟头, 個鐘頭, 个钟头",
        "天, 日",
        "周, 週, 星期, 个星期, 個星期, 礼拜, 个礼拜, 禮拜, 個禮拜",
        "月, 个月, 個月",
        "年",
    ],
    numbers: "一, 二|两|兩, 三, 四, 五, 六, 七, 八, 九, 十",
    half: "半",
    some: "几, 幾, 数, 數, 若干",
    over: "多, 超过, 超過, 以上, 逾, 余",
    under: "不到, 少于, 少於, 内, 內, 以内, 以內",
    now: "刚刚, 剛剛, 刚才, 剛才, 现在, 現在, 新, 最新",
    today: "今天, 今日",
    yesterday: "昨天, 昨日",
    before_yesterday: "前天, 前日",
    last: ["上周, 上週, 上星期, 上个星期, 上礼拜", "上个月, 上個月, 上月"],
    noise: "发布, 發布, 發佈, 刊登, 更新, 于, 於, 约, 約, 大约, 大約, 职位, 職位, 已, 了, 发布时间, 发布日期, 發布時間, 發布日期, 刊登日期, 更新时间, 更新日期, 时间, 日期, 上午, 下午, 发布于, 發佈於",
};

const JAPANESE: Language = Language {
    is_joined: true,
    ago: "前, まえ",
    units: [
        "秒, 秒間",
        "分, 分間",
        "時間, 時",
        "日, 日間",
        "週, 週間",
        "月, か月, カ月, ヶ月, ヵ月, ケ月, 箇月, か月間, ヶ月間",
        "年, 年間",
    ],
    numbers: "一, 二, 三, 四, 五, 六, 七, 八, 九, 十",
    half: "半",
    some: "数",
    over: "以上, 超",
    under: "未満, 以内",
    now: "今, たった今, たったいま, ただいま, 先ほど, 新着",
    today: "今日, 本日, きょう",
    yesterday: "昨日, きのう, 前日",
    before_yesterday: "一昨日, おととい, おとつい",
    last: ["先週", "先月"],
    noise: "投稿, 掲載, 公開, 更新, 約, およそ, ほど, くらい, ぐらい, に, の, 求人, されました, しました, 掲載日, 公開日, 投稿日, 更新日, 掲載開始日, 登録日, 午前, 午後, 掲載開始",
};
