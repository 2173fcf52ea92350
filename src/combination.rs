//! The canonical form of a search: the unit of buying, and of sharing between people.

mod genders;
mod marks;
mod title;

pub(crate) use marks::without_marks;
pub use title::{Title, TitleError, excluded, folded_title};

use crate::filters::Filters;
use crate::place::{CountryCode, Place, PlaceError};

/// Title, place and filters, in a form independent of typing.
///
/// Combinations are equal where the same jobs would be bought. Each has a parsed title and a parsed place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Combination {
    title: Title,
    place: Place,
    filters: Filters,
}

/// Which field of a search cannot be read, and why.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CombinationError {
    /// The title cannot be read.
    #[error(transparent)]
    Title(#[from] TitleError),
    /// The place cannot be read.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

impl Combination {
    /// Reads typed words; a bare place is looked for in the default country first.
    ///
    /// # Errors
    ///
    /// A title or a place that cannot be read, with a sentence for the person.
    pub fn parse(
        title: &str,
        location: &str,
        filters: Filters,
        default_country: CountryCode,
    ) -> Result<Self, CombinationError> {
        let title = Title::parse(title)?;
        let place = Place::parse(location, default_country)?;
        Ok(Self::of(title, place, filters))
    }

    /// Puts together parsed parts.
    pub fn of(title: Title, place: Place, filters: Filters) -> Self {
        Self { title, place, filters }
    }

    /// The folded title, equal for equal titles.
    pub fn title_key(&self) -> &str {
        self.title.key()
    }

    /// The title for showing: gender marks and doubled spaces gone, case kept.
    pub fn title(&self) -> &str {
        self.title.as_str()
    }

    /// A place by its key, in any spelling.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Filters that narrow the jobs.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }
}

#[cfg(test)]
mod pairs;
#[cfg(test)]
mod properties;
