//! Finding programs, as a shell would.

use std::path::{Path, PathBuf};

/// The first of `names` that is on `PATH`, in the order of `names`.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let dirs: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .find_map(|name| dirs.iter().find_map(|dir| program(dir, name)))
}

/// The program `name` in the folder `dir`, with the ending that this system gives programs.
pub(crate) fn program(dir: &Path, name: &str) -> Option<PathBuf> {
    // A script of npm is `name.cmd` on Windows, and the plain `name` beside it does not start.
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    endings
        .iter()
        .map(|ending| dir.join(format!("{name}{ending}")))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn finds_a_program_with_its_ending() {
        let dir = std::env::temp_dir().join(format!("xtask-lookup-{}", std::process::id()));
        let file = dir.join(if cfg!(windows) { "tool.cmd" } else { "tool" });
        let made = std::fs::create_dir_all(&dir).and_then(|()| std::fs::write(&file, ""));
        assert!(made.is_ok());
        assert_eq!(program(&dir, "tool"), Some(file));
        assert_eq!(program(&dir, "other"), None);
        assert!(std::fs::remove_dir_all(&dir).is_ok());
    }
}
