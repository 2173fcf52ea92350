//! Choice among the installed versions of PostgreSQL.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use super::Env;

/// The oldest PostgreSQL that knows `UNIQUE NULLS NOT DISTINCT`.
const OLDEST_MAJOR: u32 = 15;

/// Parents of per-version program directories, as the usual systems' packages lay them out.
const PER_VERSION: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
];

/// Server programs of an installation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Binaries {
    directory: PathBuf,
    major: u32,
}

impl Binaries {
    /// An installation able to run a cluster made by `made_by`, or a new one: from `PG_BIN_DIR`, else the first on
    /// `PATH`, else the newest in the usual places.
    pub(super) fn find(env: Env, made_by: Option<u32>) -> Result<Self> {
        if let Some(named) = env("PG_BIN_DIR") {
            let named = PathBuf::from(named);
            let Some(binaries) = Self::at(&named) else {
                bail!("PG_BIN_DIR is {}, but no initdb, pg_ctl and postgres are there.", named.display());
            };
            return choose([binaries], made_by);
        }
        let path = env("PATH").unwrap_or_default();
        let on_path = std::env::split_paths(&path);
        let installed = on_path.chain(usual_places()).filter_map(|directory| Self::at(&directory));
        choose(installed, made_by)
    }

    /// A program of this installation.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn at(directory: &Path) -> Option<Self> {
        // PATH may lead to links; the rest of the installation lies beside their targets.
        let server = directory.join("postgres").canonicalize().ok()?;
        let directory = server.parent()?.to_owned();
        let complete = ["initdb", "pg_ctl"].iter().all(|name| directory.join(name).is_file());
        // The only question that root may ask.
        let output = Command::new(server).arg("--version").output().ok().filter(|_| complete)?;
        let major = major_version(&String::from_utf8_lossy(&output.stdout))?;
        Some(Self { directory, major })
    }
}

/// All directories of programs in the usual places, newest version first.
fn usual_places() -> impl Iterator<Item = PathBuf> {
    let mut places: Vec<(u32, PathBuf)> = Vec::new();
    for (base, prefix) in PER_VERSION {
        for entry in fs::read_dir(base).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let version = name.to_str().and_then(|name| name.strip_prefix(prefix)?.parse().ok());
            places.extend(version.map(|version| (version, entry.path().join("bin"))));
        }
    }
    places.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    let unversioned = ["/usr/local/pgsql/bin", "/usr/bin"].map(PathBuf::from);
    places.into_iter().map(|(_, place)| place).chain(unversioned)
}

/// Major version out of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, or out of `17beta2`.
fn major_version(text: &str) -> Option<u32> {
    let version = text.split_once("(PostgreSQL) ")?.1;
    let end = version.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(version.len());
    version[..end].parse().ok()
}

/// First installation that fits, or a sentence on what to install.
fn choose(installed: impl IntoIterator<Item = Binaries>, made_by: Option<u32>) -> Result<Binaries> {
    let mut others: Vec<String> = Vec::new();
    for binaries in installed {
        if made_by.map_or(binaries.major >= OLDEST_MAJOR, |major| binaries.major == major) {
            return Ok(binaries);
        }
        others.push(format!("{} ({})", binaries.major, binaries.directory.display()));
    }
    others.dedup();
    let found = if others.is_empty() { "none at all".into() } else { others.join(", ") };
    match made_by {
        Some(major) => bail!(
            "The data directory was made by PostgreSQL {major} and needs exactly that version; \
             found {found}. Install it (on Debian: apt-get install postgresql-{major}), or name \
             the directory of its programs in PG_BIN_DIR."
        ),
        None => bail!(
            "Jobfill needs the programs of a PostgreSQL server, version {OLDEST_MAJOR} or later; \
             found {found}. Install them (on Debian and Ubuntu: apt-get install postgresql), or \
             name their directory in PG_BIN_DIR, or set DATABASE_URL to a PostgreSQL that runs \
             elsewhere."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(majors: &[u32]) -> Vec<Binaries> {
        majors.iter().map(|&major| Binaries { directory: format!("/pg/{major}").into(), major }).collect()
    }

    #[test]
    fn a_new_cluster_takes_the_first_that_is_new_enough() {
        assert_eq!(choose(installed(&[14, 16, 18]), None).unwrap().major, 16);
    }

    #[test]
    fn a_cluster_is_run_by_the_version_that_made_it() {
        assert_eq!(choose(installed(&[18, 16]), Some(16)).unwrap().program("psql"), Path::new("/pg/16/psql"));
        let refusal = choose(installed(&[18, 17]), Some(16)).unwrap_err().to_string();
        assert!(refusal.contains("made by PostgreSQL 16"), "{refusal}");
        assert!(refusal.contains("18 (/pg/18), 17 (/pg/17)"), "{refusal}");
        assert!(refusal.contains("apt-get install postgresql-16"), "{refusal}");
    }

    #[test]
    fn without_a_server_a_person_learns_what_to_install() {
        for majors in [&[][..], &[14]] {
            let refusal = choose(installed(majors), None).unwrap_err().to_string();
            assert!(refusal.contains("version 15 or later"), "{refusal}");
            assert!(refusal.contains("apt-get install postgresql)"), "{refusal}");
            assert!(refusal.contains("PG_BIN_DIR") && refusal.contains("DATABASE_URL"), "{refusal}");
        }
    }

    #[test]
    fn a_named_directory_without_programs_is_refused_whatever_else_is_installed() {
        let empty = tempfile::tempdir().unwrap();
        let env = |name: &str| (name == "PG_BIN_DIR").then(|| empty.path().into());
        let refusal = Binaries::find(&env, None).unwrap_err().to_string();
        assert!(refusal.contains(empty.path().to_str().unwrap()), "{refusal}");
    }

    #[test]
    fn versions_are_read_as_postgres_prints_them() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 19beta2\n"), Some(19));
        assert_eq!(major_version("postgres (PostgreSQL) 9.6.24"), Some(9));
        assert_eq!(major_version("something else"), None);
    }
}
