//! Closed lists: values that tables, JSON and files hold by name. The only place that turns names into values.

use std::fmt;

/// A name missing on a list. The message names the allowed values and repeats no typed text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Choose {what} from this list: {allowed}.")]
pub struct NotListed {
    what: &'static str,
    allowed: String,
}

impl NotListed {
    /// Names on the list, separated by commas.
    pub fn allowed(&self) -> &str {
        &self.allowed
    }

    /// A missing name's error. `what` has its article, as a sentence takes it: "a seniority".
    pub fn new<T: fmt::Display>(what: &'static str, all: &[T]) -> Self {
        let names: Vec<String> = all.iter().map(T::to_string).collect();
        Self { what, allowed: names.join(", ") }
    }
}

/// Defines an enum whose values have names: `closed_list! { "a unit"; pub enum Unit { Jobs = "jobs", … } }`.
/// Diesel reads and writes the names as TEXT; a name that stands on no list is an error at loading.
#[macro_export]
macro_rules! closed_list {
    (
        $what:literal;
        $(#[$of_list:meta])*
        $visible:vis enum $list:ident { $($(#[$of_value:meta])* $value:ident = $name:literal,)+ }
    ) => {
        $(#[$of_list])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        $visible enum $list { $($(#[$of_value])* $value,)+ }

        impl $list {
            /// Every value, in the order of the list.
            $visible const ALL: &[Self] = &[$(Self::$value,)+];

            /// The name in tables, JSON and logs.
            $visible const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $name,)+ }
            }
        }

        $crate::named_list!($list, $what);
    };
}

/// Reading, printing and storing of a type that has `ALL` and `as_str`.
#[macro_export]
macro_rules! named_list {
    ($list:ty, $what:literal) => {
        impl std::fmt::Display for $list {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Reads typed names: white space around the name and its capitals do not matter.
        impl std::str::FromStr for $list {
            type Err = $crate::closed::NotListed;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let same = |value: &&Self| value.as_str().eq_ignore_ascii_case(text.trim());
                let found = Self::ALL.iter().find(same).copied();
                found.ok_or_else(|| $crate::closed::NotListed::new($what, Self::ALL))
            }
        }

        impl serde::Serialize for $list {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $list {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $list {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg>>::to_sql(self.as_str(), out)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $list {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let name = std::str::from_utf8(bytes.as_bytes())?;
                let found = Self::ALL.iter().find(|value| value.as_str() == name).copied();
                found.ok_or_else(|| format!("{name:?} is not {}", $what).into())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use diesel::deserialize::FromSql;
    use diesel::pg::{Pg, PgValue};
    use diesel::sql_types::Text;

    closed_list! {
        "a colour";
        /// For this test.
        enum Colour {
            Red = "red",
            DeepBlue = "deep_blue",
        }
    }

    fn loaded(name: &str) -> Result<Colour, String> {
        let oid = std::num::NonZeroU32::new(25).unwrap();
        FromSql::<Text, Pg>::from_sql(PgValue::new(name.as_bytes(), &oid)).map_err(|error| error.to_string())
    }

    #[test]
    fn every_value_survives_tables_json_and_text() {
        for &colour in Colour::ALL {
            assert_eq!(loaded(colour.as_str()), Ok(colour));
            assert_eq!(colour.to_string().parse(), Ok(colour));
            let json = serde_json::to_value(colour).unwrap();
            assert_eq!(serde_json::from_value::<Colour>(json).unwrap(), colour);
        }
    }

    #[test]
    fn a_row_with_an_unknown_name_is_an_error_that_says_so() {
        assert_eq!(loaded("Red"), Err(r#""Red" is not a colour"#.to_owned()));
        assert_eq!(loaded("green"), Err(r#""green" is not a colour"#.to_owned()));
    }
}
