//! A JSON value in the order in which it is written, without anything that is absent.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value of a message to another system. There is no `null`: FHIR and CDS Hooks leave out what is
/// absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    YesNo(bool),
    /// A list.
    List(Vec<Json>),
    /// Keys and values, in order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// An object without keys yet.
    pub(super) const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// A FHIR resource.
    pub(super) fn resource(kind: &str) -> Self {
        Self::object().with("resourceType", kind)
    }

    /// Adds a key. An empty text, list or object says nothing, so it is left out.
    #[must_use]
    pub(super) fn with(mut self, key: &'static str, value: impl Into<Self>) -> Self {
        let value = value.into();
        if let Self::Object(entries) = &mut self
            && !value.is_empty()
        {
            entries.push((key, value));
        }
        self
    }

    /// Adds a key when there is a value.
    #[must_use]
    pub(super) fn maybe<T: Into<Self>>(self, key: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|it| it.0 == key).map(|it| &it.1),
            _ => None,
        }
    }

    /// The text, when it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            // Spaces are no text to FHIR either.
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
            Self::Whole(_) | Self::YesNo(_) => false,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<bool> for Json {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::List(items)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn keys_keep_their_order_and_what_is_empty_is_left_out() {
        let it = Json::object()
            .with("b", "tekst")
            .with("leeg", " ")
            .with("niets", Vec::new())
            .with("a", vec![Json::from(3), Json::from(false)])
            .maybe("weg", None::<&str>);
        let text = serde_json::to_string(&it).unwrap();
        assert_eq!(text, r#"{"b":"tekst","a":[3,false]}"#);
    }
}
