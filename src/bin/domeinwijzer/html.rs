//! Pages in one file, to read on a screen or on paper.
//!
//! They carry all they need and may load nothing; every text is escaped where it is put in.

/// Colours are those of the system, so that a dark screen and large contrast keep working; on paper black on white.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}\
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1.1rem;margin-bottom:.25rem}h4{margin:.5rem 0 0}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}\
caption{text-align:left;font-weight:bold;padding:.25rem 0}\
th,td{border-bottom:1px solid GrayText;padding:.25rem .5rem;text-align:left;vertical-align:top}\
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
td.bar{width:30%;min-width:8rem}\
svg.bar{display:block;width:100%;height:1rem}svg.bar rect{fill:currentColor}svg.bar .rest{opacity:.15}\
.fill td{height:3.5rem;border:1px solid GrayText}.fill th{border:1px solid GrayText}\
.line{border-bottom:1px solid GrayText;min-height:2rem}\
@page{margin:15mm}\
@media print{body{max-width:none;margin:0;padding:0;color:#000;background:#fff}\
article,table{break-inside:avoid}h2,h3{break-after:avoid}}";

/// A whole page; `body` is HTML.
pub(crate) fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// A text as it is.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_text() {
        assert_eq!(
            escaped("<b title=\"x\">'&'</b>"),
            "&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;"
        );
        assert!(page("a < b", "<p>x</p>\n").contains("<title>a &lt; b</title>"));
    }
}
