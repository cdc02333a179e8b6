//! A case as the page saves it: `casus-….json`.

use domeinwijzer::decide::Loose;
use domeinwijzer::diagnostic::{Code, Diagnostic};

/// A case that was read.
pub(crate) struct Saved {
    /// The case, as every command takes one.
    pub(crate) case: Loose,
    /// The protocol that it was saved under, where the file says so.
    pub(crate) under: Option<Under>,
}

/// A protocol as a saved case names it.
pub(crate) struct Under {
    pub(crate) name: String,
    pub(crate) digest: String,
}

/// What the page writes at `format` and `version`.
const FORMAT: &str = "domeinwijzer-casus";
const VERSION: i64 = 1;

/// Makes a case of one that the page saved; any other value stays as it is.
pub(crate) fn read(value: Loose) -> Result<Saved, Vec<Diagnostic>> {
    if value.text("format") != Some(FORMAT) {
        return Ok(Saved {
            case: value,
            under: None,
        });
    }
    if value.get("version") != Some(&Loose::Whole(VERSION)) {
        let message = "deze casus is bewaard met een andere versie van Domeinwijzer".to_owned();
        return Err(vec![Diagnostic::error(Code::InvalidCase, message)]);
    }
    let under = value.get("protocol").and_then(|it| {
        Some(Under {
            name: format!("{}@{}", it.text("id")?, it.text("version")?),
            digest: it.text("digest")?.to_owned(),
        })
    });
    let entries = [("answers", "antwoorden"), ("date", "datum")];
    let entries = entries.into_iter().filter_map(|(key, own)| {
        let found = value.get(own)?;
        Some((key.to_owned(), found.clone()))
    });
    Ok(Saved {
        case: Loose::Object(entries.collect()),
        under,
    })
}
