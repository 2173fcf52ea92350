//! Where Jobfill keeps its data when nobody says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Env;

/// `/var/lib/jobfill` for root, else `jobfill` in the person's own data directory.
///
/// # Errors
///
/// If the environment does not say where the person's directories are.
pub fn default_data_dir(env: Env) -> Result<PathBuf> {
    data_dir(rustix::process::geteuid().is_root(), env)
        .context("Neither HOME nor XDG_DATA_HOME is set. Set JOBFILL_DATA_DIR to a directory for the data.")
}

/// The demo's directory beside the real one, so that sandbox data never gets among real data.
#[must_use]
pub fn demo_data_dir(data_dir: &Path) -> PathBuf {
    let mut name = data_dir.file_name().unwrap_or_default().to_owned();
    name.push("-demo");
    data_dir.with_file_name(name)
}

/// The XDG Base Directory Specification says that a relative or empty `XDG_DATA_HOME` is to be
/// ignored.
fn data_dir(is_root: bool, env: Env) -> Option<PathBuf> {
    let absolute = |name| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if is_root {
        return Some("/var/lib/jobfill".into());
    }
    let data_home = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(data_home.join("jobfill"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_dir_with(is_root: bool, variables: &[(&str, &str)]) -> Option<PathBuf> {
        data_dir(is_root, &|wanted| {
            let (_, value) = variables.iter().find(|(name, _)| *name == wanted)?;
            Some(value.into())
        })
    }

    #[test]
    fn root_keeps_its_data_where_the_servers_user_can_reach_it() {
        assert_eq!(data_dir_with(true, &[("HOME", "/root")]), Some("/var/lib/jobfill".into()));
    }

    #[test]
    fn a_persons_data_lies_in_their_own_data_directory() {
        let home = ("HOME", "/home/ada");
        let expected = Some(PathBuf::from("/home/ada/.local/share/jobfill"));
        assert_eq!(data_dir_with(false, &[home]), expected);
        assert_eq!(data_dir_with(false, &[home, ("XDG_DATA_HOME", "")]), expected);
        assert_eq!(data_dir_with(false, &[home, ("XDG_DATA_HOME", "data")]), expected);
        assert_eq!(data_dir_with(false, &[home, ("XDG_DATA_HOME", "/data")]), Some("/data/jobfill".into()));
        assert_eq!(data_dir_with(false, &[]), None);
    }

    #[test]
    fn the_demo_lies_beside_the_real_data() {
        assert_eq!(demo_data_dir(Path::new("/var/lib/jobfill")), Path::new("/var/lib/jobfill-demo"));
        assert_eq!(demo_data_dir(Path::new("data/")), Path::new("data-demo"));
    }
}
