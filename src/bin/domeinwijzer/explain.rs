//! `domeinwijzer explain`: the page of a diagnostic.

use crate::{CannotRun, Ended, ExplainArgs, output};
use domeinwijzer::diagnostic::{Code, did_you_mean};

/// Prints the page of a code, given as `DW0301`, as `301` or as `onbekende-naam`.
pub(crate) fn explain(args: &ExplainArgs) -> Result<Ended, CannotRun> {
    let wanted = args.code.trim().to_lowercase();
    let code = Code::ALL
        .iter()
        .find(|code| wanted == code.slug() || number(&wanted) == Some(**code as u16))
        .ok_or_else(|| CannotRun(unknown(&args.code, &wanted)))?;
    output::print(code.page())?;
    Ok(Ended::Clean)
}

fn number(text: &str) -> Option<u16> {
    text.strip_prefix("dw").unwrap_or(text).parse().ok()
}

fn unknown(written: &str, wanted: &str) -> String {
    let near = match number(wanted) {
        Some(number) => {
            let mut codes = Code::ALL.to_vec();
            // The first two digits say which part of the program found it.
            codes.sort_by_key(|code| {
                let known = *code as u16;
                (known / 100 != number / 100, known.abs_diff(number))
            });
            let names: Vec<String> = codes
                .iter()
                .take(3)
                .map(|code| format!("{code} ({})", code.slug()))
                .collect();
            format!("dichtbij liggen {}", names.join(", "))
        }
        None => did_you_mean(wanted, Code::ALL.iter().map(|code| code.slug()))
            .unwrap_or_else(|| "een code is DW met vier cijfers, zoals DW0301".to_owned()),
    };
    format!("de melding `{written}` bestaat niet; {near}")
}
