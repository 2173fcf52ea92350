//! Words of dates, in the languages of the structure.

use super::titles::tokens::{Token, tokens};

/// "Today": a job that goes on.
pub(in crate::cv) fn is_today(word: &Token<'_>) -> bool {
    TODAY.split_whitespace().any(|today| today == word.fold)
}

/// A year of somebody's life: "1987", "2024".
pub(in crate::cv) fn is_year(text: &str) -> bool {
    let is_of_a_life = text.starts_with("19") || text.starts_with("20");
    text.len() == 4 && is_of_a_life && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A span of years, or a year since which something goes on: "2012 – 2014", "seit 2019", "03.2021 - ".
pub(in crate::cv) fn is_span(line: &str) -> bool {
    let years = line.split(|c: char| !c.is_ascii_digit()).filter(|run| is_year(run)).count();
    let is_open = || line.ends_with(['-', '–', '—']) || tokens(line).iter().any(is_today);
    years > 1 || (years == 1 && is_open())
}

/// Whether a line is nothing but a date or a span of time.
pub(in crate::cv) fn is_date(line: &str) -> bool {
    let words = tokens(line);
    !words.is_empty() && words.iter().all(is_date_word) && line.contains(|c: char| c.is_ascii_digit())
}

/// Part of a date: figures, months, "since", "today".
pub(in crate::cv) fn is_date_word(word: &Token<'_>) -> bool {
    let fold = word.fold.as_str();
    let is_in = |list: &str| list.split_whitespace().any(|other| other == fold);
    fold.chars().all(char::is_numeric) || [WORDS, MONTHS, OTHER_WORDS, OTHER_MONTHS].into_iter().any(is_in)
}

const TODAY: &str = "seit since heute today present now current currently ongoing aktuell laufend jetzt dato gegenwärtig \
    actuel actuelle présent aujourd'hui aujourd’hui depuis actualidad actualmente hoy oggi attuale atual atualmente hoje presente \
    momento heden nu sinds obecnie nadal teraz halen günümüz nuvarande nå prezent dosud současnost σήμερα дотепер";

const WORDS: &str = "seit since bis until till ab from von to heute today present now current currently ongoing aktuell laufend \
    jetzt dato date gegenwärtig";

/// Words of dates and periods in languages other than English and German.
const OTHER_WORDS: &str = "depuis aujourd'hui aujourd’hui jour jusqu'à desde hasta actualidad actual fecha dal dall' oggi attuale \
    corso da od do obecnie nadal teraz heden nu sinds tot atual atualmente presente momento halen günümüz devam dosud \
    současnost prezent nuvarande σήμερα дотепер настоящее время 入社 至今 nå momento até hoy hoje actuelle à ce sedan";

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
