//! The sentences of a language.

use super::{Named, Value, number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The sentences of one language, by key.
pub struct Catalogue {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads the files of a language. They are part of the program, so a fault is the program's own: an unreadable
    /// sentence is logged and left out, and a test reads all of them.
    pub fn new(tag: &'static str, files: &[&str]) -> Self {
        let language = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolating marks around each name (for text of mixed direction) would be in the way of searching and copying.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(figure) => Some(number(figure.value as i64)),
            _ => None,
        }));
        for file in files {
            if let Err(faults) = add(&mut bundle, file) {
                tracing::error!(language = tag, faults, "a catalogue has faults");
            }
        }
        Self { tag, bundle }
    }

    pub(super) fn tag(&self) -> &'static str {
        self.tag
    }

    /// A sentence by its key. None: the language does not have the sentence.
    pub(super) fn sentence(&self, key: &str, named: &[Named]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs = named.iter().map(|(name, value)| (*name, fluent(value))).collect();
        let mut faults = Vec::new();
        let sentence = self.bundle.format_pattern(pattern, Some(&args), &mut faults);
        if !faults.is_empty() {
            tracing::error!(key, language = self.tag, ?faults, "a sentence has faults");
        }
        Some(sentence.into_owned())
    }
}

/// Adds a file's sentences. Returns the faults: syntax, or a key already there.
pub(super) fn add(bundle: &mut FluentBundle<FluentResource>, file: &str) -> Result<(), String> {
    let (resource, faults) = match FluentResource::try_new(file.to_owned()) {
        Ok(resource) => (resource, String::new()),
        Err((resource, faults)) => (resource, format!("{faults:?}")),
    };
    let added = bundle.add_resource(resource).map_err(|faults| format!("{faults:?}"));
    if faults.is_empty() { added } else { Err(faults) }
}

fn fluent(value: &Value) -> FluentValue<'_> {
    match value {
        Value::Number(number) => FluentValue::from(*number),
        Value::Text(text) => FluentValue::from(text.as_str()),
        Value::Html(html) => FluentValue::from(html.as_str()),
    }
}
