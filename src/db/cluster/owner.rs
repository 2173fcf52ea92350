//! Owner of PostgreSQL's processes when Jobfill was started as root: PostgreSQL refuses root.

use std::{
    fs::{self, Metadata},
    os::unix::fs::MetadataExt,
    path::Path,
};

use anyhow::{Context, Result, ensure};

/// User and group of `nobody` on systems without such an entry.
const NOBODY: Owner = Owner { uid: 65534, gid: 65534 };

/// An unprivileged user and their group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub uid: u32,
    pub gid: u32,
}

impl Owner {
    /// Owner of the cluster's processes; `None` unless Jobfill runs as root. The present owner of the cluster, else
    /// `postgres`, else `nobody`.
    pub(super) fn needed_for(root: &Path) -> Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        let present = |path: &Path| fs::metadata(path).ok().and_then(|data| Self::unprivileged(&data));
        if let Some(owner) = present(root).or_else(|| present(&root.join("data"))) {
            return Ok(Some(owner));
        }
        let users = fs::read_to_string("/etc/passwd").context("/etc/passwd cannot be read")?;
        Ok(Some(Self::named("postgres", &users).or_else(|| Self::named("nobody", &users)).unwrap_or(NOBODY)))
    }

    fn unprivileged(data: &Metadata) -> Option<Self> {
        (data.uid() != 0).then(|| Self { uid: data.uid(), gid: data.gid() })
    }

    /// User by name, from lines of `name:password:uid:gid:...`, as in passwd(5).
    fn named(name: &str, users: &str) -> Option<Self> {
        let mut fields = users
            .lines()
            .map(|line| line.split(':'))
            .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some(Self { uid, gid })
    }

    /// Names the directory above the cluster that keeps this user out: root's home is closed to other users.
    pub(super) fn ensure_reaches(self, root: &Path) -> Result<()> {
        for directory in root.ancestors().skip(1) {
            let Ok(data) = fs::metadata(directory) else {
                continue;
            };
            ensure!(
                self.may_enter(&data),
                "{} cannot be entered by the user that runs PostgreSQL, number {}: Jobfill was \
                 started as root, and PostgreSQL refuses to run as root. Set JOBFILL_DATA_DIR to \
                 a directory that everybody may enter, such as /var/lib/jobfill, or start \
                 Jobfill as another user.",
                directory.display(),
                self.uid
            );
        }
        Ok(())
    }

    fn may_enter(self, directory: &Metadata) -> bool {
        let bit = match directory {
            data if data.uid() == self.uid => 0o100,
            data if data.gid() == self.gid => 0o010,
            _ => 0o001,
        };
        directory.mode() & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};

    use super::*;

    const USERS: &str = "root:x:0:0:root:/root:/bin/bash\nbroken\nnobody:x:65534:65533::/:/usr/sbin/nologin\n";

    #[test]
    fn users_are_found_by_name() {
        assert_eq!(Owner::named("nobody", USERS), Some(Owner { uid: 65534, gid: 65533 }));
        assert_eq!(Owner::named("broken", USERS), None);
        assert_eq!(Owner::named("postgres", USERS), None);
    }

    #[test]
    fn a_closed_directory_above_the_cluster_is_named() {
        let stranger = Owner { uid: 54321, gid: 54321 };
        let closed = tempfile::Builder::new().permissions(Permissions::from_mode(0o700)).tempdir().unwrap();
        let refusal = stranger.ensure_reaches(&closed.path().join("missing/cluster")).unwrap_err().to_string();
        assert!(refusal.contains(closed.path().to_str().unwrap()), "{refusal}");
        assert!(refusal.contains("54321"), "{refusal}");

        fs::set_permissions(closed.path(), Permissions::from_mode(0o711)).unwrap();
        stranger.ensure_reaches(&closed.path().join("missing/cluster")).unwrap();
    }

    #[test]
    fn the_groups_permission_counts_for_its_members() {
        let directory = tempfile::Builder::new().permissions(Permissions::from_mode(0o710)).tempdir().unwrap();
        let data = fs::metadata(directory.path()).unwrap();
        assert!(Owner { uid: data.uid(), gid: 54321 }.may_enter(&data));
        assert!(Owner { uid: 54321, gid: data.gid() }.may_enter(&data));
        assert!(!Owner { uid: 54321, gid: 54321 }.may_enter(&data));
    }
}
