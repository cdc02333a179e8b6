//! Where things are in this repository.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// The repository on this machine.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the repository that this command belongs to.
    ///
    /// Cargo names the folder of this crate when it runs it, so a copied or moved clone works on
    /// itself. Without Cargo the current folder counts.
    pub(crate) fn locate() -> Outcome<Self> {
        let root = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(manifest) => Path::new(&manifest).parent().map(Path::to_path_buf),
            None => std::env::current_dir().ok(),
        };
        match root {
            Some(root) if root.join("Cargo.lock").is_file() => Ok(Self { root }),
            _ => Err("run this as `cargo xtask` inside the repository".to_owned()),
        }
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The page and the npm packages that it is built with.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The tests of what other systems get, with validators from npm.
    pub(crate) fn validators(&self) -> PathBuf {
        self.root.join("tests").join("fhir")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.www().join("dist")
    }

    /// The commands of the npm packages.
    pub(crate) fn node_bin(&self) -> PathBuf {
        self.www().join("node_modules").join(".bin")
    }

    /// Where Cargo puts the programs of a development build.
    pub(crate) fn built(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.target(), PathBuf::from)
            .join("debug")
    }

    /// What is generated and not kept.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }
}
