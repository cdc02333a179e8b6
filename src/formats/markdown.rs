//! Text in Markdown.

/// A text of a protocol as it is: nothing in it is read as markup, a link or HTML.
///
/// # Examples
///
/// ```
/// use domeinwijzer::formats::plain_markdown;
/// assert_eq!(plain_markdown("*let* op"), "\\*let\\* op");
/// ```
pub fn plain_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // Some readers take HTML as it comes, and backslashes do not help there.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            // Some readers make a link of a bare address.
            ':' if rest.peek() == Some(&'/') => out.push_str("&#58;"),
            '@' => out.push_str("&#64;"),
            _ => out.push(c),
        }
    }
    // A line that begins like a list or heading.
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if digits > 0 && out.get(digits..).is_some_and(|it| it.starts_with('.')) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain_markdown;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let cases = [
            ("Gewone zin.", "Gewone zin."),
            ("a\n# b", "a \\# b"),
            ("<img src=x>", "&lt;img src=x&gt;"),
            (
                "[klik](https://x.example)",
                "\\[klik\\](https&#58;//x.example)",
            ),
            ("*let* `op`", "\\*let\\* \\`op\\`"),
            ("- punt", "\\- punt"),
            ("1. een", "1\\. een"),
            ("Let op: nu (vandaag)", "Let op: nu (vandaag)"),
            ("A & B", "A &amp; B"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain_markdown(text), expected);
        }
    }
}
