//! The forms that single values of a protocol have to have.

/// The most days a term may have.
pub(super) const YEAR: i64 = 366;

/// Four digits, the first not 0, as Dutch postcodes begin.
pub(super) fn is_postcode4(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

pub(super) fn is_email(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && name.chars().all(plain) && host.contains('.') && host.chars().all(plain)
    })
}

pub(super) fn is_phone(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}

/// Whether a page may offer it as a link: https only, and nothing that ends an attribute.
pub(super) fn is_link(text: &str) -> bool {
    let unfit = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c);
    text.strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && !rest.contains(unfit))
}
