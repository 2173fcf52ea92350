//! The employer of a posting, as its title may repeat the name.

use super::word;
use crate::same::employer::employer_in;
use crate::typed::{plain, without_accents};

/// Words and signs between a job and its employer.
const BETWEEN: [&str; 15] = [
    " bei der ",
    " beim ",
    " bei ",
    " at ",
    " till ",
    " hos ",
    " chez ",
    " bij ",
    " presso ",
    " w ",
    " @ ",
    " - ",
    " – ",
    " | ",
    " (",
];

/// "Koch bei der Müller AG", "Koch (Müller)" → "Koch"; `employer`: folded.
pub(super) fn cut_from_end<'a>(title: &'a str, employer: &str, places: &str) -> &'a str {
    let in_title = |one: &str| word(&without_accents(one));
    let first = in_title(employer.split(' ').next().unwrap_or_default());
    let is_named = plain(title).split(' ').any(|one| in_title(one) == first);
    let cut = |between: &&str| {
        let (job, name) = title.rsplit_once(*between)?;
        let is_employer = employer_in(name.trim_end_matches([' ', ')']), places).as_deref() == Some(employer);
        (is_employer && !job.trim().is_empty()).then_some(job)
    };
    if is_named { BETWEEN.iter().find_map(cut).unwrap_or(title) } else { title }
}
