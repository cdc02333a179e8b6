//! `domeinwijzer overlay`: how a municipal protocol differs from the base.

use crate::{CannotRun, Ended, Format, OverlayArgs, files, output};
use domeinwijzer::check::compile;
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::present;
use domeinwijzer::protocol::deviations;
use domeinwijzer::wire::{KeyChange, OverlayReport};
use std::fmt::Write as _;

/// Lists every deviation of a file from its base, with the reason where one is given.
pub(crate) fn overlay(args: &OverlayArgs) -> Result<Ended, CannotRun> {
    let loaded = files::load(std::slice::from_ref(&args.path), &args.common.protocols)?;
    let registry = &loaded.registry;
    let Some(file) = loaded
        .wanted
        .first()
        .and_then(|path| registry.at_path(path))
    else {
        return Err(CannotRun(format!(
            "{} is geen protocolbestand",
            args.path.display()
        )));
    };
    if let Err(faults) = compile(registry, file) {
        let errors: Vec<Diagnostic> = faults.into_iter().filter(Diagnostic::is_error).collect();
        output::diagnostics(&errors, registry.sources(), args.common.format)?;
        return Ok(Ended::WithErrors);
    }
    let Some(base) = registry.base_of(file) else {
        return Err(CannotRun(format!(
            "{} heeft geen basis: er is niets om mee te vergelijken",
            file.path()
        )));
    };
    // Both are sound: reading them again reports nothing new.
    let local = registry.read(file, &mut Vec::new());
    let report = present::overlay_report(
        &deviations(&registry.read(base, &mut Vec::new()), &local),
        file,
        base,
    );
    match args.common.format {
        Format::Json => output::json(&report)?,
        _ => output::print(&text(&report))?,
    }
    Ok(Ended::Clean)
}

fn text(report: &OverlayReport) -> String {
    let mut out = format!("{} op basis van {}\n", report.protocol, report.base);
    let mut section = "";
    for it in &report.deviations {
        if it.section != section {
            section = &it.section;
            let _ = writeln!(out, "\n{section}");
        }
        let name = if it.id.is_empty() { "voorrang" } else { &it.id };
        let title = it
            .title
            .as_ref()
            .map(|title| format!(": {title}"))
            .unwrap_or_default();
        let _ = writeln!(out, "  {} {name}{title}", present::change_word(it.change));
        if let Some(reason) = &it.reason {
            let _ = writeln!(out, "    reden: {reason}");
        }
        for key in &it.keys {
            change(&mut out, key);
        }
    }
    let _ = writeln!(
        out,
        "\n{} toegevoegd, {} gewijzigd, {} vervallen",
        report.added, report.changed, report.removed
    );
    out
}

/// Longest change that is shown on one line.
const ONE_LINE: usize = 80;

fn change(out: &mut String, it: &KeyChange) {
    let flat = |text: &Option<String>| {
        text.as_ref()
            .map_or_else(|| "(niets)".to_owned(), |text| text.replace('\n', " "))
    };
    let (base, local) = (flat(&it.base), flat(&it.local));
    let _ = if base.chars().count() + local.chars().count() <= ONE_LINE {
        writeln!(out, "    {}: {base} → {local}", it.key)
    } else {
        writeln!(
            out,
            "    {}:\n      basis: {base}\n      hier:  {local}",
            it.key
        )
    };
}
