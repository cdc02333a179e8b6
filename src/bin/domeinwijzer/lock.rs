//! `domeinwijzer lock`: records what published versions say.

use crate::{CannotRun, Ended, LockArgs, files, output};
use domeinwijzer::diagnostic::Diagnostic;
use domeinwijzer::protocol::lock::{LOCK_FILE, Lock};
use std::path::Path;

/// Adds the versions published since to the lock file of a folder; refuses when one that is in it
/// was changed.
pub(crate) fn lock(args: &LockArgs) -> Result<Ended, CannotRun> {
    let loaded = files::load(std::slice::from_ref(&args.folder), &args.folder)?;
    let path = args.folder.join(LOCK_FILE);
    let mut lock = match read(&path)? {
        Ok(lock) => lock,
        Err(fault) => return refuse(&[fault], &loaded, args),
    };
    let added = lock.add_published(&loaded.registry);
    let mut faults = Vec::new();
    lock.check(&loaded.registry, &mut faults);
    if faults.iter().any(Diagnostic::is_error) {
        return refuse(&faults, &loaded, args);
    }
    files::write(&path, lock.print().as_bytes())?;
    let mut out: String = added
        .iter()
        .map(|it| format!("vergrendeld: {it}\n"))
        .collect();
    out.push_str(&format!(
        "{}: {}\n",
        files::name(&path),
        output::counted(lock.len(), "vastgestelde versie", "vastgestelde versies")
    ));
    output::print(&out)?;
    Ok(Ended::Clean)
}

fn refuse(
    faults: &[Diagnostic],
    loaded: &files::Loaded,
    args: &LockArgs,
) -> Result<Ended, CannotRun> {
    output::diagnostics(faults, loaded.registry.sources(), args.format)?;
    Ok(Ended::WithErrors)
}

/// The lock file at this path; an absent one holds nothing.
pub(crate) fn read(path: &Path) -> Result<Result<Lock, Diagnostic>, CannotRun> {
    if !path.exists() {
        return Ok(Ok(Lock::default()));
    }
    let bytes = files::read_input(path)?;
    Ok(Lock::read(&String::from_utf8_lossy(&bytes)))
}
