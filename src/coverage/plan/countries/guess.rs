//! What a country's list brings that was never asked for, by those that were. A guess that is too low costs a list of many
//! pages, once; a title whose guess is too high goes on by its towns, and is guessed again in each run. Pure.

use super::{Country, ELSEWHERE};

/// Gives countries whose list was never asked for an expectation: their towns hold as much of the country, each, as the
/// towns of other titles hold of theirs. A title of few towns has most of its jobs elsewhere. Without any list to judge by, the
/// expectation stays open.
pub fn guess(countries: &mut [Country]) {
    let Some(share) = share_of_a_town(countries) else { return };
    for one in countries.iter_mut().filter(|one| one.per_hour.is_none()) {
        let jobs_for_each = 1.0 / (share * one.towns.len() as f64);
        one.per_hour = Some(one.of_towns() * jobs_for_each.max(ELSEWHERE));
    }
}

/// Share of a country's jobs that an average town has, by the lists that were asked for. None: there are none, or no jobs.
fn share_of_a_town(countries: &[Country]) -> Option<f64> {
    let known =
        || countries.iter().filter_map(|one| Some((one, one.per_hour?))).filter(|(one, _)| one.of_towns() > 0.0);
    let of_towns: f64 = known().map(|(one, _)| one.of_towns()).sum();
    let if_each_had_all: f64 = known().map(|(one, per_hour)| per_hour * one.towns.len() as f64).sum();
    (of_towns > 0.0 && if_each_had_all > 0.0).then(|| of_towns / if_each_had_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(per_hour: Option<f64>, towns: &[f64]) -> Country {
        Country { per_hour, towns: (1..).zip(towns.iter().copied()).collect(), ..Country::default() }
    }

    fn guessed(known: &[Country], towns: &[f64]) -> Option<f64> {
        let mut all = known.to_vec();
        all.push(country(None, towns));
        guess(&mut all);
        assert_eq!(&all[..known.len()], known, "what is known stays");
        all.last().and_then(|one| one.per_hour).map(|per_hour| (per_hour * 1_000.0).round() / 1_000.0)
    }

    #[test]
    fn few_towns_have_a_small_part_of_their_country_as_with_other_titles() {
        // Five towns with half of the country's jobs: a tenth each.
        let known = [country(Some(8.0), &[1.0, 1.0, 1.0, 1.0, 0.0])];
        assert_eq!(guessed(&known, &[1.0, 1.0]), Some(10.0), "a fifth of them in two towns");
        assert_eq!(guessed(&known, &[0.5; 5]), Some(5.0));
        assert_eq!(guessed(&known, &[1.0; 10]), Some(15.0), "never less than half as much again");
        assert_eq!(guessed(&known, &[0.0, 0.0]), Some(0.0), "towns without jobs");
    }

    #[test]
    fn long_lists_count_for_more_and_lists_whose_towns_had_nothing_for_nothing() {
        let long_and_short = [country(Some(30.0), &[1.5, 1.5]), country(Some(1.0), &[0.5, 0.5])];
        assert_eq!(guessed(&long_and_short, &[1.0; 4]), Some(15.5));
        assert_eq!(guessed(&[country(Some(5.0), &[0.0, 0.0])], &[1.0, 1.0]), None);
        assert_eq!(guessed(&[country(Some(0.0), &[0.0])], &[1.0, 1.0]), None);
        assert_eq!(guessed(&[], &[1.0, 1.0]), None, "nothing to judge by");
    }
}
