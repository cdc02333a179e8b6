//! Which slips in a name can be mended without asking.

use super::{Diagnostic, Edit};
use crate::text::{Span, lower};

/// How far apart two names may be to look at them at all.
const NEAR: usize = 2;

impl Diagnostic {
    /// Adds the change of a name, written at `span` with or without quotes, into the one that was
    /// surely meant; nothing when there is doubt.
    #[must_use]
    pub(crate) fn rename<'a>(
        self,
        span: Span,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        match (inside_quotes(span, written), surely_meant(written, known)) {
            (Some(span), Some(meant)) => self.fix(span, meant),
            _ => self,
        }
    }

    /// Adds a change of one whole stretch, if there is one.
    #[must_use]
    pub(crate) fn replace(mut self, span: Span, text: Option<String>) -> Self {
        self.fix.extend(text.map(|text| Edit { span, text }));
        self
    }
}

/// The place of a name without the quotes around it; none when it is written with escapes.
fn inside_quotes(span: Span, written: &str) -> Option<Span> {
    match span
        .end
        .checked_sub(span.start)?
        .checked_sub(written.len())?
    {
        0 => Some(span),
        2 => Some(Span::new(span.start + 1, span.end - 1)),
        _ => None,
    }
}

/// The only known name that lies near, when a slip of the hand explains the difference.
fn surely_meant<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = lower(written).replace([' ', '-'], "_");
    let mut near = known
        .into_iter()
        .filter(|it| strsim::damerau_levenshtein(&folded, it) <= NEAR);
    match (near.next(), near.next()) {
        (Some(only), None) if is_slip(&folded, only) => Some(only),
        _ => None,
    }
}

/// Whether one name is the other with a slip of the hand, and not another name altogether.
///
/// `kind_1` is no slip for `kind_2`, `min_leeftijd` none for `max_leeftijd`, and `veilig` the
/// opposite of `onveilig`: only one word may differ, it must not be short, and not by its `on`.
fn is_slip(written: &str, meant: &str) -> bool {
    if written.replace('_', "") == meant.replace('_', "") {
        return true;
    }
    let mut pairs = written
        .split('_')
        .zip(meant.split('_'))
        .filter(|(written, meant)| written != meant);
    let (Some((written_word, meant_word)), None) = (pairs.next(), pairs.next()) else {
        return false;
    };
    let same_count = written.split('_').count() == meant.split('_').count();
    let digits = |word: &str| -> String { word.chars().filter(char::is_ascii_digit).collect() };
    let opposite = written_word.strip_prefix("on") == Some(meant_word)
        || meant_word.strip_prefix("on") == Some(written_word);
    let allowed = match written_word.chars().count().min(meant_word.chars().count()) {
        0..=3 => 0,
        4..=7 => 1,
        _ => NEAR,
    };
    same_count
        && !opposite
        && digits(written_word) == digits(meant_word)
        && strsim::damerau_levenshtein(written_word, meant_word) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(surely_meant(written, known.iter().copied()), expected);
    }

    #[test]
    fn slips_of_the_hand() {
        check(
            "eenzaamhied",
            &["eenzaamheid", "stress"],
            Some("eenzaamheid"),
        );
        check("Eenzaamheid", &["eenzaamheid"], Some("eenzaamheid"));
        check(
            "welzijnop-recept",
            &["welzijn_op_recept"],
            Some("welzijn_op_recept"),
        );
        check("werkeloos", &["werkloos"], Some("werkloos"));
        check("eenzmheid", &["eenzaamheid"], Some("eenzaamheid"));
    }

    #[test]
    fn other_names() {
        check("kind_1", &["kind_2"], None);
        check("min_leeftijd", &["max_leeftijd"], None);
        check("veilig", &["onveilig"], None);
        check("thuis_onveilig", &["thuis_veilig"], None);
        check("hbo", &["mbo"], None);
        check("tekst", &["teksta", "tekstb"], None);
        check("schuld", &["eenzaamheid"], None);
        check("a_b", &["a_b_c"], None);
    }

    #[test]
    fn only_what_stands_there_as_it_is_read() {
        assert_eq!(inside_quotes(Span::new(3, 6), "abc"), Some(Span::new(3, 6)));
        assert_eq!(inside_quotes(Span::new(2, 7), "abc"), Some(Span::new(3, 6)));
        assert_eq!(inside_quotes(Span::new(2, 11), "abc"), None);
        assert_eq!(inside_quotes(Span::new(2, 4), "abc"), None);
    }
}
