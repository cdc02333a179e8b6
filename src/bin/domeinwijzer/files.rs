//! Reading files and folders into a registry.

use crate::CannotRun;
use domeinwijzer::protocol::registry::{File, Registry};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The most that is read of a file that is not a protocol.
const INPUT_LIMIT: u64 = 1 << 20;
/// The most that is read of a protocol file: enough to say that it is too large.
const PROTOCOL_LIMIT: u64 = domeinwijzer::protocol::FILE_LIMIT as u64 + 1;

/// A registry, and which of its files the command is about.
#[derive(Clone)]
pub(crate) struct Loaded {
    /// All files, with the bases they may need.
    pub(crate) registry: Registry,
    /// The paths that were asked for.
    pub(crate) wanted: Vec<String>,
    /// What stands in all files, in the order of the registry.
    pub(crate) contents: Vec<(String, Vec<u8>)>,
}

impl Loaded {
    pub(crate) fn new(wanted: Vec<String>, contents: Vec<(String, Vec<u8>)>) -> Self {
        let mut registry = Registry::default();
        for (name, bytes) in &contents {
            registry.add(name.clone(), bytes);
        }
        Self {
            registry,
            wanted,
            contents,
        }
    }

    /// The same files with other contents.
    pub(crate) fn with(&self, contents: Vec<(String, Vec<u8>)>) -> Self {
        Self::new(self.wanted.clone(), contents)
    }
}

/// Loads the given files and folders, and the folder in which their bases may stand.
pub(crate) fn load(paths: &[PathBuf], protocols: &Path) -> Result<Loaded, CannotRun> {
    let mut files = list(paths)?;
    let wanted: Vec<String> = files.iter().map(|path| name(path)).collect();
    if protocols.is_dir() {
        let known: Vec<PathBuf> = files
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        let mut bases = Vec::new();
        collect(protocols, &mut bases)?;
        files.extend(
            bases
                .into_iter()
                .filter(|base| base.canonicalize().is_ok_and(|it| !known.contains(&it))),
        );
    }
    let mut contents = Vec::with_capacity(files.len());
    for path in &files {
        contents.push((name(path), read(path, PROTOCOL_LIMIT)?));
    }
    Ok(Loaded::new(wanted, contents))
}

/// Loads a folder of protocols, which has to be there.
pub(crate) fn load_folder(folder: &Path) -> Result<Registry, CannotRun> {
    if !folder.is_dir() {
        return Err(CannotRun(format!(
            "de map {} met protocollen bestaat niet; noem haar met --protocols MAP",
            folder.display()
        )));
    }
    Ok(load(&[], folder)?.registry)
}

/// The protocols to choose from, and the path when the name is that of a file.
pub(crate) fn registry(
    protocol: &str,
    protocols: &Path,
) -> Result<(Registry, Option<String>), CannotRun> {
    let named = Path::new(protocol);
    if named.is_file() || named.extension().is_some_and(|it| it == "toml") {
        let loaded = load(&[PathBuf::from(named)], protocols)?;
        return Ok((loaded.registry, loaded.wanted.into_iter().next()));
    }
    Ok((load_folder(protocols)?, None))
}

/// The protocol of this name with the bases it needs, read without the others in the folder; none when it is not
/// so easily found. What is found is what [`registry()`] leads to.
pub(crate) fn only(protocol: &str, protocols: &Path) -> Result<Option<Registry>, CannotRun> {
    let id = protocol.split('@').next().unwrap_or_default();
    if id.is_empty() || Path::new(protocol).is_file() || !protocols.is_dir() {
        return Ok(None);
    }
    let mut files = Vec::new();
    collect(protocols, &mut files)?;
    let mut contents = Vec::with_capacity(files.len());
    for path in &files {
        contents.push((name(path), read(path, PROTOCOL_LIMIT)?));
    }
    // A file says its id in so many letters, unless it spells one of them as a code.
    let has = |text: &[u8], words: &str| memchr::memmem::find(text, words.as_bytes()).is_some();
    let speaks_of = |text: &[u8], id: &str| has(text, id) || has(text, "\\u") || has(text, "\\U");
    let mut wanted = vec![id.to_owned()];
    loop {
        let mut registry = Registry::default();
        for (name, bytes) in &contents {
            if wanted.iter().any(|id| speaks_of(bytes, id)) {
                registry.add(name.clone(), bytes);
            }
        }
        let listings = || registry.files().iter().filter_map(File::listing);
        if !listings().any(|it| it.id == id) {
            return Ok(None);
        }
        let bases = listings().filter_map(|it| Some(it.base.as_ref()?.0.id.clone()));
        let new: Vec<String> = bases.filter(|it| !wanted.contains(it)).collect();
        if new.is_empty() {
            return Ok(Some(registry));
        }
        wanted.extend(new);
    }
}

/// All protocol files that the given files and folders stand for; `-` stays as it is.
pub(crate) fn list(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CannotRun> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            files.push(path.clone());
        } else if path.is_dir() {
            let before = files.len();
            collect(path, &mut files)?;
            if files.len() == before {
                return Err(CannotRun(format!(
                    "in de map {} staat geen enkel .toml-bestand",
                    path.display()
                )));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Reads a file, or stdin for `-`.
pub(crate) fn read_input(path: &Path) -> Result<Vec<u8>, CannotRun> {
    let bytes = read(path, INPUT_LIMIT + 1)?;
    if bytes.len() as u64 > INPUT_LIMIT {
        return Err(CannotRun(format!(
            "{} is te groot: hoogstens {} kB",
            path.display(),
            INPUT_LIMIT >> 10
        )));
    }
    Ok(bytes)
}

/// A path as it is shown: with forward slashes everywhere.
pub(crate) fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Writes a file in one step, so that a fault half-way leaves the old one as it was.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), CannotRun> {
    writable(path)?;
    // A link keeps its place: what it leads to is written.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let permissions = std::fs::metadata(&target).map(|it| it.permissions());
    let mut beside = target.as_os_str().to_owned();
    beside.push(".nieuw");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, bytes)
        .and_then(|()| permissions.map_or(Ok(()), |it| std::fs::set_permissions(&beside, it)))
        .and_then(|()| std::fs::rename(&beside, &target))
        .map_err(|error| {
            // What is left of the attempt helps nobody.
            let _ = std::fs::remove_file(&beside);
            unwritable(path, &reason(&error))
        })
}

/// Refuses a file that its owner made read-only: putting another in its place would work.
pub(crate) fn writable(path: &Path) -> Result<(), CannotRun> {
    match std::fs::metadata(path) {
        Ok(it) if it.permissions().readonly() => {
            Err(unwritable(path, "het bestand is alleen-lezen"))
        }
        _ => Ok(()),
    }
}

/// That a file cannot be written.
pub(crate) fn unwritable(path: &Path, why: &str) -> CannotRun {
    CannotRun(format!("kan {} niet schrijven: {why}", path.display()))
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, CannotRun> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match result {
        Ok(_) => Ok(bytes),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// That a file cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> CannotRun {
    CannotRun(format!(
        "kan {} niet lezen: {}",
        path.display(),
        reason(error)
    ))
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "het bestand bestaat niet".to_owned(),
        std::io::ErrorKind::PermissionDenied => "geen toegang".to_owned(),
        std::io::ErrorKind::IsADirectory => "het is een map".to_owned(),
        _ => error.to_string(),
    }
}

/// Finds all protocol files below a folder, sorted, so that every machine sees the same order.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), CannotRun> {
    let unreadable = |error: std::io::Error| {
        CannotRun(format!(
            "kan map {} niet lezen: {}",
            folder.display(),
            reason(&error)
        ))
    };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    for path in entries {
        // A link to a folder could lead in a circle.
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
