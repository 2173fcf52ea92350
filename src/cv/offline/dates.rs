//! Words of dates, in the languages of the structure.

use crate::cv::titles::tokens::Token;

/// "Today": a job that goes on.
pub(super) fn is_today(word: &Token<'_>) -> bool {
    const WORDS: [&str; 22] = [
        "seit",
        "since",
        "heute",
        "today",
        "present",
        "now",
        "current",
        "currently",
        "ongoing",
        "aktuell",
        "laufend",
        "jetzt",
        "dato",
        "gegenwärtig",
        "actuel",
        "présent",
        "actualidad",
        "oggi",
        "atual",
        "heden",
        "obecnie",
        "halen",
    ];
    WORDS.contains(&word.fold.as_str())
}

/// Part of a date: figures, months, "since", "today".
pub(super) fn is_date_word(word: &Token<'_>) -> bool {
    let fold = word.fold.as_str();
    let is_in = |list: &str| list.split_whitespace().any(|other| other == fold);
    fold.chars().all(char::is_numeric) || [WORDS, MONTHS, OTHER_WORDS, OTHER_MONTHS].into_iter().any(is_in)
}

const WORDS: &str = "seit since bis until till ab from von to heute today present now current currently ongoing aktuell laufend \
    jetzt dato date gegenwärtig";

/// Words of dates and periods in languages other than English and German.
const OTHER_WORDS: &str = "depuis aujourd'hui aujourd’hui jour jusqu'à desde hasta actualidad actual fecha dal dall' oggi attuale \
    corso od do obecnie nadal teraz heden nu sinds tot atual atualmente presente momento halen günümüz devam dosud \
    současnost prezent nuvarande σήμερα дотепер настоящее время 入社 至今";

/// Months, whole or as they are usually cut. "Main" is none.
const MONTHS: &str = "january januar jänner jan february februar feb march märz mar mär mrz april apr may mai june juni jun \
    july juli jul august aug september sept sep october oktober oct okt november nov december dezember dec dez";

const OTHER_MONTHS: &str = "janvier janv février févr fév mars avril avr juin juillet juil août septembre octobre novembre \
    décembre déc enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre octubre noviembre diciembre dic \
    gennaio gen febbraio aprile maggio mag giugno giu luglio lug settembre ott ottobre dicembre \
    janeiro fevereiro fev março maio junho julho setembro set outubro out novembro dezembro januari februari maart mrt mei \
    augustus styczeń stycznia sty luty lutego lut marzec marca kwiecień kwietnia kwi maj maja czerwiec czerwca cze \
    lipiec lipca lip sierpień sierpnia sie wrzesień września wrz październik października paź listopad listopada lis \
    grudzień grudnia gru ocak oca şubat şub mart nisan nis mayıs haziran haz temmuz tem ağustos ağu eylül eyl ekim eki \
    kasım kas aralık ara";
