//! Titles of a CV: the person's wishes, own name for the present work, and former jobs.

use super::recent;
use super::sighting::{Sighting, quoted};
use crate::cv::dates::is_date_word;
use crate::cv::mask::words::{NAME, PERSON};
use crate::cv::structure::{self, Label, Line, Section};
use crate::cv::text::folded;
use crate::cv::titles::tokens::{Token, tokens};
use crate::cv::titles::{self, Title, vocabulary};
use crate::cv::wishes;

/// Weight of a title by its position. A wish outweighs all other titles together.
const WISH: u32 = 10_000;
const HEADLINE: u32 = 500;
const SUMMARY: u32 = 300;
pub(super) const LATEST_JOB: u32 = 200;
/// Each earlier job counts so much less.
const EARLIER: u32 = 25;
const TRADE_LEARNT: u32 = 20;

/// Titles in the order of the CV, with their weight.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Sighting<Title>> {
    let mut jobs = 0;
    let found: Vec<Vec<Sighting<Title>>> =
        (0..lines.len()).map(|index| sightings(&as_job(lines, index), &mut jobs)).collect();
    let (recent, old): (Vec<_>, Vec<_>) =
        found.into_iter().zip(recent::are_recent(lines)).partition(|(_, is_recent)| *is_recent);
    let titles = |lines: Vec<(Vec<Sighting<Title>>, bool)>| lines.into_iter().flat_map(|(titles, _)| titles);
    let (training, work): (Vec<_>, Vec<_>) =
        titles(recent).partition(|seen| vocabulary::is_training(&folded(&seen.evidence)) && seen.score < WISH);
    [work, titles(old).collect(), training].into_iter().find(|titles| !titles.is_empty()).unwrap_or_default()
}

/// Whether a line lists certificates, which are named after jobs: "Scrum Master certificate".
fn is_of_certificates(line: &str) -> bool {
    if wishes::is_wish(line) {
        return false;
    }
    const WORDS: [&str; 13] = [
        "certificate",
        "certificates",
        "certification",
        "certifications",
        "zertifikat",
        "zertifikate",
        "certificat",
        "certificats",
        "certificação",
        "certificações",
        "certificación",
        "certificazione",
        "certyfikat",
    ];
    tokens(line).iter().any(|word| WORDS.contains(&word.fold.as_str()))
}

/// The line; as a job of a list where the line is only a title, and the next line tells the employer after the same
/// words: lists of jobs whose heading is missing.
fn as_job<'a>(lines: &[Line<'a>], index: usize) -> Line<'a> {
    let line = lines[index];
    let is_repeated = || {
        let next = lines.get(index + 1).and_then(|next| next.text.strip_prefix(line.text));
        next.is_some_and(|rest| rest.starts_with([' ', ',', '-'])) && titles::is_title(line.text)
    };
    let is_listed = !matches!(line.section, Section::Top | Section::Experience | Section::Wish);
    if is_listed && is_repeated() { Line { section: Section::Experience, ..line } } else { line }
}

fn sightings(line: &Line<'_>, jobs: &mut u32) -> Vec<Sighting<Title>> {
    let tokens = tokens(line.text);
    let score = |index: usize, best: u32| if index == 0 { best } else { best / 3 };
    match line.section {
        _ if line.label == Some(Label::Title) && line.section != Section::References => {
            let weight = if line.section == Section::Wish { WISH } else { job_weight(jobs) };
            all(line, titles(line, &tokens, stands_free), |index| score(index, weight))
        }
        // Values of other labels name people, places, employers.
        _ if line.label.is_some() => Vec::new(),
        Section::Wish | Section::Top | Section::Summary | Section::Education if is_of_certificates(line.text) => {
            Vec::new()
        }
        Section::Wish => all(line, titles(line, &tokens, stands_free), |_| WISH),
        Section::Top => all(line, titles(line, &tokens, stands_free), |index| wish_or(line, score(index, HEADLINE))),
        Section::Summary => all(line, titles(line, &tokens, stands_free), |index| wish_or(line, score(index, SUMMARY))),
        Section::Experience if structure::is_duty(line.text) && !wishes::seeks(line.text) => Vec::new(),
        Section::Experience => {
            let mut titles = titles(line, &tokens, starts_phrase);
            // "Built pipelines with Jenkins, Packer, Ansible." is about the work: a job only at its beginning.
            titles.retain(|(start, _)| *start == 0 || !is_prose(line.text));
            let weight = if titles.is_empty() { 0 } else { job_weight(jobs) };
            all(line, titles, |_| weight)
        }
        // "INTEREST / Seeking a position as research assistant": a wish under a heading without wishes.
        Section::Personal
        | Section::Projects
        | Section::Other
        | Section::Education
        | Section::Skills
        | Section::Languages
            if wishes::seeks(line.text) =>
        {
            all(line, titles(line, &tokens, stands_free), |_| WISH)
        }
        Section::Education => all(line, titles(line, &tokens, is_learnt), |_| TRADE_LEARNT),
        Section::Personal
        | Section::Skills
        | Section::Languages
        | Section::References
        | Section::Projects
        | Section::Other => Vec::new(),
    }
}

/// Whether a line is a sentence: with a sentence's end, and without a year.
fn is_prose(line: &str) -> bool {
    let is_dated = line.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let small = line.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    line.ends_with('.') && !is_dated && small > 1
}

/// Weight of the next job: one more.
fn job_weight(jobs: &mut u32) -> u32 {
    let weight = LATEST_JOB.saturating_sub(*jobs * EARLIER).max(EARLIER);
    *jobs += 1;
    weight
}

fn all(line: &Line<'_>, titles: Vec<(usize, Title)>, score: impl Fn(usize) -> u32) -> Vec<Sighting<Title>> {
    titles.into_iter().enumerate().map(|(index, found)| seen(line, found, score(index))).collect()
}

fn seen(line: &Line<'_>, (start, title): (usize, Title), score: u32) -> Sighting<Title> {
    Sighting { what: title, score, evidence: quoted(line.text, start) }
}

/// A line like "Seeking a role as sous chef" is a wish anywhere.
fn wish_or(line: &Line<'_>, score: u32) -> u32 {
    if wishes::is_wish(line.text) { WISH } else { score }
}

/// Titles of a line that `may_start` at their place, with their positions in bytes.
fn titles(
    line: &Line<'_>,
    tokens: &[Token<'_>],
    may_start: fn(&[Token<'_>], usize, usize) -> bool,
) -> Vec<(usize, Title)> {
    let mut titles = Vec::new();
    let mut index = 0;
    // Where the last title ended: the second of "A and B" begins behind the next word.
    let mut last_end: Option<usize> = None;
    while index < tokens.len() {
        let is_second =
            last_end.is_some_and(|end| end + 1 == index && titles::JOINING.contains(&tokens[end].fold.as_str()));
        match titles::at(line.text, tokens, index) {
            Some(title)
                if (is_second || may_start(tokens, index, index + title.length))
                    && is_said(tokens, index, &title)
                    && !is_label_of_person(&line.text[tokens[index + title.length - 1].end..]) =>
            {
                let start = tokens[index].start;
                index += title.length;
                last_end = Some(index);
                titles.push((start, title));
            }
            Some(title) => index += title.length,
            None => index += 1,
        }
    }
    titles
}

/// "Line manager: Jane Doe", whose name is masked: a title before a person's name is that person's.
fn is_label_of_person(behind: &str) -> bool {
    behind
        .trim_start()
        .strip_prefix(':')
        .is_some_and(|rest| [NAME, PERSON].iter().any(|mask| rest.trim_start().starts_with(mask)))
}

/// Whether the words mean a job. An abbreviation ("PA", "PTA") does only where it stands alone; a word for a degree, an
/// honour or an office of a club never does.
fn is_said(tokens: &[Token<'_>], start: usize, title: &Title) -> bool {
    const NO_JOBS: [&str; 14] = [
        "devops",
        "captain",
        "treasurer",
        "scholar",
        "university scholar",
        "master",
        "master of science",
        "bachelor",
        "fellow",
        "member",
        "volunteer",
        "packer assembler",
        "secretary general",
        "writer in",
    ];
    let words = &tokens[start..start + title.length];
    let said: Vec<&str> = words.iter().map(|word| word.fold.as_str()).collect();
    let letters: usize = words.iter().map(|word| word.text.chars().count()).sum();
    let is_abbreviation = words.len() == 1 && letters <= 4 && title.text.chars().count() > 6;
    let ends = tokens.get(start + title.length).is_none_or(Token::is_after_break);
    // Not in the middle of a list: "Selection of AHU & FCU, ELK, PA, PTA".
    let opens = start.checked_sub(1).is_none_or(|before| is_date_word(&tokens[before]));
    // "Baker High School", "Ansible, Packer, Puppet": a name, and a word in a list of tools.
    let is_name = words.len() == 1 && SURNAMES.contains(&said[0]) && !ends && !is_followed(tokens, start + 1);
    let is_tool = words.len() == 1 && start > 0 && is_in_list(tokens, start);
    let is_written = words[0].text.chars().all(char::is_uppercase) || tokens.len() == 1;
    let is_degree = said
        .windows(2)
        .any(|pair| matches!(pair[0], "master" | "bachelor" | "diploma" | "associate" | "doctor") && pair[1] == "of");
    !NO_JOBS.contains(&said.join(" ").as_str())
        && !is_degree
        && !is_name
        && !is_tool
        && (!is_abbreviation || (opens && ends && is_written))
}

/// Jobs that are names of people and schools, too.
const SURNAMES: [&str; 20] = [
    "baker",
    "cook",
    "mason",
    "porter",
    "butcher",
    "carpenter",
    "farmer",
    "fisher",
    "gardener",
    "painter",
    "tailor",
    "shepherd",
    "ranger",
    "tiler",
    "barber",
    "butler",
    "koch",
    "schneider",
    "fischer",
    "bauer",
];

/// Whether words of a sentence follow: "Koch im Hotel", "Baker at the mill", "Cook 2019".
fn is_followed(tokens: &[Token<'_>], next: usize) -> bool {
    tokens.get(next).is_none_or(|word| !word.is_capitalised() || word.is_after_break())
}

/// Whether a word is one of five short details or more between commas.
fn is_in_list(tokens: &[Token<'_>], index: usize) -> bool {
    let parts: Vec<&[Token<'_>]> = tokens.chunk_by(|_, next| !next.is_after_break()).collect();
    let alone = parts.iter().any(|part| part.len() == 1 && part[0].start == tokens[index].start);
    let words = parts.iter().filter(|part| part.iter().any(|word| !is_date_word(word))).count();
    alone && words > 4 && parts.iter().filter(|part| part.len() <= 2).count() * 4 >= parts.len() * 3
}

/// In running text: no job of another person ("reported to the marketing manager").
fn stands_free(tokens: &[Token<'_>], start: usize, _end: usize) -> bool {
    const OTHERS: [&str; 30] = [
        "the", "with", "to", "by", "for", "my", "our", "their", "der", "dem", "den", "mit", "unser", "beim", "el",
        "los", "las", "al", "le", "les", "au", "aux", "il", "gli", "het", "mijn", "onze", "os", "ao", "aos",
    ];
    let Some(before) = start.checked_sub(1).map(|index| &tokens[index]) else {
        return true;
    };
    // "Trato con la directora": another person.
    let is_anothers = OTHERS.contains(&before.fold.as_str()) || before.text == "la";
    tokens[start].is_after_break() || !is_anothers
}

/// In a list of jobs: at the beginning of a phrase, after dates or "as", and not going on as a sentence.
fn starts_phrase(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|index| &tokens[index]);
    let is_role = |word: &Token<'_>| matches!(word.fold.as_str(), "als" | "as");
    let as_a = start > 1 && matches!(tokens[start - 1].fold.as_str(), "a" | "an") && is_role(&tokens[start - 2]);
    let opens = tokens[start].is_after_break() || as_a || before.is_none_or(|word| is_date_word(word) || is_role(word));
    let closes = tokens.get(end).is_none_or(|next| {
        let linked = matches!(
            next.fold.as_str(),
            "chez"
                | "à"
                | "au"
                | "en"
                | "em"
                | "presso"
                | "bij"
                | "te"
                | "w"
                | "we"
                | "u"
                | "na"
                | "hos"
                | "pri"
                | "et"
                | "y"
                | "e"
                | "i"
                | "at"
                | "bei"
                | "beim"
                | "in"
                | "im"
                | "for"
                | "für"
                | "with"
                | "of"
                | "and"
                | "und"
                | "an"
                | "am"
                | "seit"
                | "since"
        );
        next.is_after_break()
            || linked
            || next.is_capitalised()
            || next.text.starts_with(|c: char| c.is_numeric())
            || is_date_word(next)
    });
    let is_dated = before.is_some_and(is_date_word) && titles::is_foreign_noun(&tokens[start].fold);
    let capital = is_dated
        || tokens[start].is_capitalised()
        || before.is_some_and(|word| !is_date_word(word))
        || !tokens[start].text.starts_with(char::is_lowercase);
    opens && closes && capital
}

/// "Ausbildung zum Elektroniker", "Lehre als Koch", "Apprenticeship as joiner".
fn is_learnt(tokens: &[Token<'_>], start: usize, _end: usize) -> bool {
    let before: Vec<&str> = tokens[..start].iter().rev().take(2).map(|word| word.fold.as_str()).collect();
    matches!(
        before.as_slice(),
        ["zum" | "zur" | "als" | "as", "ausbildung" | "lehre" | "umschulung" | "apprenticeship" | "training"]
    )
}
