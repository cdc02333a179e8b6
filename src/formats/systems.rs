//! The addresses of code systems and identifiers: see `docs/formats.md`.

/// What our own addresses begin with. The name ends in `.example`, which nobody can own: these
/// addresses say which system a code is of, and lead nowhere.
pub(super) const OWN: &str = "https://domeinwijzer.example/fhir";

/// The number of a citizen, which never goes into a message, by the two names it has.
pub(super) const CITIZEN: [&str; 2] = [
    "http://fhir.nl/fhir/namingsystem/bsn",
    "2.16.840.1.113883.2.4.6.3",
];

/// Numbers of care providers, by the name of the option.
pub(super) const PROVIDER: [(&str, &str); 2] = [
    ("agb", "http://fhir.nl/fhir/NamingSystem/agb-z"),
    ("ura", "http://fhir.nl/fhir/NamingSystem/ura"),
];

/// The questionnaire of a protocol.
pub(super) fn questionnaire(protocol: &str) -> String {
    format!("{OWN}/Questionnaire/{protocol}")
}

/// The choices of a question.
pub(super) fn choices(protocol: &str, question: &str) -> String {
    // An id in FHIR has no underscore, but this is an address.
    format!("{OWN}/CodeSystem/{protocol}/vraag/{question}")
}

/// The routes of a protocol.
pub(super) fn routes(protocol: &str) -> String {
    format!("{OWN}/CodeSystem/{protocol}/route")
}

/// The reasons for another choice than the advice, as a protocol lists them.
pub(super) fn reasons(protocol: &str) -> String {
    format!("{OWN}/CodeSystem/{protocol}/afwijking")
}

/// Municipalities by the code of Statistics Netherlands; no official address was found.
pub(super) fn municipalities() -> String {
    format!("{OWN}/CodeSystem/cbs-gemeente")
}

/// The fingerprint of a protocol.
pub(super) fn digest() -> String {
    format!("{OWN}/NamingSystem/vingerafdruk")
}
