//! One case under one protocol: finding the protocol, reading the case, deciding it.

use crate::{CannotRun, CaseArgs, Ended, exchange, files, output, record, saved};
use domeinwijzer::check::{Checked, compile};
use domeinwijzer::decide::{Case, Decision, Loose, Request};
use domeinwijzer::diagnostic::{Code, Diagnostic};
use domeinwijzer::formats;
use domeinwijzer::present;
use domeinwijzer::program;
use domeinwijzer::protocol::registry::Registry;
use domeinwijzer::protocol::version::{Date, parse_date};
use domeinwijzer::prove::Prover;
use domeinwijzer::wire::{Prefill, Recommendation};

/// A case that was decided.
pub(crate) struct Decided {
    pub(crate) checked: Checked,
    pub(crate) prover: Prover,
    pub(crate) case: Case,
    pub(crate) decision: Decision,
    pub(crate) date: Date,
    /// What was filled in from the system of the practice, where that was asked for.
    pub(crate) prefill: Option<Prefill>,
}

impl Decided {
    pub(crate) fn recommendation(&self, reasons: bool) -> Recommendation {
        let (checked, prover) = (&self.checked, &self.prover);
        let show = if reasons {
            present::explain
        } else {
            present::recommend
        };
        show(checked, prover, &self.case, &self.decision, self.date)
    }
}

/// Decides the case and shows what came out; faults are shown instead.
pub(crate) fn with_case(
    args: &CaseArgs,
    show: impl FnOnce(&Decided) -> Result<Ended, CannotRun>,
) -> Result<Ended, CannotRun> {
    let input = record::Input::read(args)?;
    let (registry, path) = files::registry(&args.protocol, &args.common.protocols)?;
    let (protocol, on) = (&args.protocol, args.on.as_deref());
    let faults = match decided(protocol, on, &input, &registry, path.as_deref()) {
        Ok(decided) => return show(&decided),
        Err(faults) => faults,
    };
    output::diagnostics(&faults, registry.sources(), args.common.format)?;
    Ok(Ended::WithErrors)
}

/// Decides one case.
pub(crate) fn decided(
    protocol: &str,
    on: Option<&str>,
    input: &record::Input,
    registry: &Registry,
    path: Option<&str>,
) -> Result<Decided, Vec<Diagnostic>> {
    let loose: Loose =
        serde_json::from_slice(&input.case).map_err(|error| vec![not_json(&error)])?;
    let saved = saved::read(loose)?;
    let loose = saved.case;
    let facts = input.facts()?;
    // Which questions a response answers is known with its protocol only.
    let response = formats::is_response(&loose);
    let filled_in = exchange::filled_in_on(&loose);
    let read = if response {
        None
    } else {
        Some(Request::read(loose.clone())?)
    };
    let date = match on {
        Some(text) => day(text)?,
        None => read
            .as_ref()
            .map_or(filled_in, |it| it.date)
            .unwrap_or_else(today),
    };
    let checked = compiled(registry, path, protocol, date)?;
    if let Some(under) = saved.under.filter(|it| it.digest != checked.digest()) {
        let listing = checked.listing();
        let now = format!("{}@{}", listing.id, listing.version);
        let now = if now == under.name {
            "daarvan is de tekst sindsdien veranderd".to_owned()
        } else {
            format!("hier geldt {now}")
        };
        let name = under.name;
        eprintln!("domeinwijzer: deze casus is bewaard onder {name}; {now}");
    }
    let mut request = match read {
        Some(request) => request,
        None => formats::from_response(&checked, &loose)?,
    };
    let prover = Prover::new(program::compile(&checked));
    let prefill = facts.map(|facts| record::fill(&checked, &facts, date, &mut request));
    let case = prover.fit(&checked, &request)?;
    let decision = prover.decide(&case);
    Ok(Decided {
        checked,
        prover,
        case,
        decision,
        date,
        prefill,
    })
}

/// The protocol of this path, or of this name and day.
pub(crate) fn compiled(
    registry: &Registry,
    path: Option<&str>,
    protocol: &str,
    date: Date,
) -> Result<Checked, Vec<Diagnostic>> {
    let file = match path.and_then(|path| registry.at_path(path)) {
        Some(file) => file,
        None => registry.find(protocol, date).map_err(|fault| vec![fault])?,
    };
    compile(registry, file)
}

/// A day given as an option.
pub(crate) fn day(text: &str) -> Result<Date, Vec<Diagnostic>> {
    parse_date(text).map_err(|error| {
        let fault = Diagnostic::error(Code::InvalidDate, format!("`{text}` is geen datum"));
        vec![fault.help(error.to_string())]
    })
}

pub(crate) fn not_json(error: &serde_json::Error) -> Diagnostic {
    let what = if error.is_data() {
        error.to_string()
    } else {
        "de casus is geen geldige JSON".to_owned()
    };
    let place = format!("bij regel {}, kolom {}", error.line(), error.column());
    Diagnostic::error(Code::InvalidCase, format!("{what} ({place})")).help(
        "bijvoorbeeld {\"answers\": {\"eenzaamheid\": 8}, \"date\": \"2026-11-22\"}".to_owned(),
    )
}

/// The day on which it is asked.
pub(crate) fn today() -> Date {
    let now = jiff::Zoned::now();
    // Year, month and day of a civil date always fit.
    Date {
        year: u16::try_from(now.year()).unwrap_or_default(),
        month: u8::try_from(now.month()).unwrap_or(1),
        day: u8::try_from(now.day()).unwrap_or(1),
    }
}
