//! The masks: words in brackets that stand for contact details.

/// Stands for the person's name.
pub(in crate::cv) const NAME: &str = "[name]";
/// Stands for the name of another person.
pub(in crate::cv) const PERSON: &str = "[person]";
/// Stands for an e-mail address.
pub(in crate::cv) const EMAIL: &str = "[e-mail]";
/// Stands for a telephone number.
pub(in crate::cv) const PHONE: &str = "[phone]";
/// Stands for a web address or the name of an account.
pub(in crate::cv) const LINK: &str = "[link]";
/// Stands for street and house number, or for a postcode. The city stays.
pub(in crate::cv) const ADDRESS: &str = "[address]";
/// Stands for a number of a single person: of a licence, a registration, a document.
pub(in crate::cv) const NUMBER: &str = "[number]";
/// Stands for the date (and place) of birth.
pub(in crate::cv) const BIRTH: &str = "[birth date]";
