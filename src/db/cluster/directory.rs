//! The cluster's directory: contents, ownership, use.
//!
//! Started as root, Jobfill keeps the directory and gives `data` and the socket's directory to the user of PostgreSQL's
//! processes: root never writes into an unprivileged user's directories.

use std::{
    fs::{self, DirBuilder, File, Permissions},
    io::{self, ErrorKind},
    os::unix::fs::{DirBuilderExt, PermissionsExt, fchown, lchown},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use super::owner::Owner;

/// Lock for making, starting or stopping the cluster; its file marks a directory as a cluster's.
pub(super) const START_LOCK: &str = "start.lock";

/// The system's shortest limit for the path of a unix socket, in bytes: macOS has 104, Linux 108,
/// both with a zero.
const LONGEST_SOCKET_PATH: usize = 103;

#[derive(Debug)]
pub(super) struct Directory {
    root: PathBuf,
    /// Owner of PostgreSQL's processes, if not Jobfill's own user.
    owner: Option<Owner>,
}

impl Directory {
    /// A directory of ours, present or future.
    pub(super) fn at(root: &Path) -> Result<Self> {
        let root = resolved(root)?;
        ensure_ours(&root)?;
        let owner = Owner::needed_for(&root)?;
        if let Some(owner) = owner {
            owner.ensure_reaches(&root)?;
        }
        let directory = Self { root, owner };
        let socket = directory.socket();
        ensure!(
            socket.as_os_str().len() <= LONGEST_SOCKET_PATH,
            "The path {} is too long for a socket. Set JOBFILL_DATA_DIR to a directory with a \
             shorter name.",
            socket.display()
        );
        Ok(directory)
    }

    /// Makes the directory where it is missing.
    pub(super) fn make(&self) -> Result<()> {
        let mode = if self.owner.is_some() { 0o711 } else { 0o700 };
        fs::create_dir_all(&self.root)
            .with_context(|| format!("The directory {} cannot be made", self.root.display()))?;
        match fs::set_permissions(&self.root, Permissions::from_mode(mode)) {
            // The last user of a throwaway cluster has just removed the directory: the lock will tell.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            result => result.with_context(|| belongs_to_another(&self.root)),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn owner(&self) -> Option<Owner> {
        self.owner
    }

    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// PostgreSQL's own data directory.
    pub(super) fn data(&self) -> PathBuf {
        self.join("data")
    }

    pub(super) fn socket_dir(&self) -> PathBuf {
        self.join("s")
    }

    /// Path of the socket. PostgreSQL names it by the default port, though no port is opened.
    pub(super) fn socket(&self) -> PathBuf {
        self.socket_dir().join(".s.PGSQL.5432")
    }

    /// Major version of the cluster's PostgreSQL; `None`: no cluster yet.
    pub(super) fn major_version(&self) -> Result<Option<u32>> {
        let path = self.data().join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map(Some).with_context(|| format!("{} is damaged", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    /// Makes a directory for PostgreSQL's user only, unless present.
    pub(super) fn make_private(&self, path: &Path) -> io::Result<()> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => self.owner.map_or(Ok(()), |owner| lchown(path, Some(owner.uid), Some(owner.gid))),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Gives a file opened by root to PostgreSQL's user, who may start Jobfill the next time.
    pub(super) fn hand_over(&self, file: &File) -> io::Result<()> {
        self.owner.map_or(Ok(()), |owner| fchown(file, Some(owner.uid), Some(owner.gid)))
    }

    /// Removes the directory's contents, the start lock last.
    pub(super) fn remove(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != START_LOCK {
                fs::remove_file(entry.path())?;
            }
        }
        fs::remove_dir_all(&self.root)
    }
}

/// Path without links, of which the last parts need not exist yet.
fn resolved(root: &Path) -> Result<PathBuf> {
    let root = std::path::absolute(root).context("The cluster's directory has no name")?;
    let existing = root.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/"));
    let missing = root.strip_prefix(existing).expect("an ancestor is a prefix");
    let existing = existing.canonicalize().with_context(|| format!("{} cannot be read", existing.display()))?;
    Ok(if missing.as_os_str().is_empty() { existing } else { existing.join(missing) })
}

/// Refuses a directory named by mistake (`/srv`, a home), lest it be taken over, made private or emptied.
fn ensure_ours(root: &Path) -> Result<()> {
    let mut entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Err(error).with_context(|| belongs_to_another(root));
        }
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", root.display()));
        }
    };
    ensure!(
        root.join(START_LOCK).exists() || entries.next().is_none(),
        "{} already holds something other than Jobfill's PostgreSQL, and nothing was changed \
         there. Set JOBFILL_DATA_DIR to another directory.",
        root.display()
    );
    Ok(())
}

/// Sentence for a user kept out by the system.
pub(super) fn belongs_to_another(path: &Path) -> String {
    format!("{} belongs to another user. Run Jobfill as that user, or set JOBFILL_DATA_DIR.", path.display())
}
