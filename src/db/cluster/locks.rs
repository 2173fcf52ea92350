//! Two file locks by which processes agree; the module above says what each is for.
//!
//! Both are `flock`s: bound to the open file, and released by the kernel at any end of the process.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::ErrorKind,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

use anyhow::{Context, Result};
use rustix::fs::OFlags;

use super::directory::{Directory, START_LOCK, belongs_to_another};

/// Sole right to make, start, stop or remove the cluster, until dropped.
#[derive(Debug)]
pub(super) struct StartLock {
    _file: File,
}

impl StartLock {
    /// Opens a cluster's directory, made if missing, and keeps other processes out until the lock is dropped.
    pub(super) fn open_alone(root: &Path) -> Result<(Directory, Self)> {
        let directory = Directory::at(root)?;
        loop {
            directory.make()?;
            if let Some(lock) = Self::take(&directory)? {
                return Ok((directory, lock));
            }
        }
    }

    /// Waits for the lock. `None`: the directory was removed meanwhile.
    pub(super) fn take(directory: &Directory) -> Result<Option<Self>> {
        let path = directory.join(START_LOCK);
        let Some(file) = open(&path, directory)? else {
            return Ok(None);
        };
        file.lock().with_context(|| format!("{} cannot be locked", path.display()))?;
        let is_current = fs::metadata(&path).is_ok_and(|now| same_file(&file, &now));
        Ok(is_current.then_some(Self { _file: file }))
    }
}

/// One user of the cluster. Taken and left only under the start lock.
#[derive(Debug)]
pub(super) struct UsersLock(File);

impl UsersLock {
    /// Counts this process in.
    pub(super) fn join(directory: &Directory) -> Result<Self> {
        let path = directory.join("users.lock");
        let file = open(&path, directory)?.context("the cluster's directory was removed")?;
        file.lock_shared().with_context(|| format!("{} cannot be locked", path.display()))?;
        Ok(Self(file))
    }

    /// Counts this process out. True: the last one.
    pub(super) fn leave_as_last(self) -> Result<bool> {
        self.0.unlock()?;
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Opens or creates a lock file, owned by the directory's owner. `None` without a directory.
fn open(path: &Path, directory: &Directory) -> Result<Option<File>> {
    // For root in another user's directory, a link there could name any file of the system.
    let no_links = OFlags::NOFOLLOW.bits().cast_signed();
    let opened = OpenOptions::new().create(true).truncate(false).write(true).custom_flags(no_links).open(path);
    match opened {
        Ok(file) => {
            directory.hand_over(&file)?;
            Ok(Some(file))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(error).with_context(|| belongs_to_another(path))
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be opened", path.display())),
    }
}

fn same_file(file: &File, other: &fs::Metadata) -> bool {
    let identity = |data: &fs::Metadata| (data.dev(), data.ino());
    file.metadata().map(|data| identity(&data)).is_ok_and(|data| data == identity(other))
}
