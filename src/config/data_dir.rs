//! The usual directory for Jobfill's data.

use super::Env;
use std::path::{Path, PathBuf};

/// `/var/lib/jobfill` for root, else `jobfill` in the person's own data directory. None: the environment does not say
/// where the person's directories are.
pub(super) fn usual(env: &Env) -> Option<PathBuf> {
    usual_of(rustix::process::geteuid().is_root(), env)
}

/// The demo's directory beside the real one: sandbox data never gets among real data.
#[must_use]
pub fn demo_data_dir(data_dir: &Path) -> PathBuf {
    let mut name = data_dir.file_name().unwrap_or_default().to_owned();
    name.push("-demo");
    data_dir.with_file_name(name)
}

/// A relative or empty `XDG_DATA_HOME` is ignored, by the XDG Base Directory Specification.
fn usual_of(is_root: bool, env: &Env) -> Option<PathBuf> {
    let absolute = |name| env.text(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if is_root {
        return Some("/var/lib/jobfill".into());
    }
    let data_home = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))?;
    Some(data_home.join("jobfill"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_keeps_its_data_where_the_servers_user_can_reach_it() {
        assert_eq!(usual_of(true, &Env::of([("HOME", "/root")])), Some("/var/lib/jobfill".into()));
    }

    #[test]
    fn a_persons_data_lies_in_their_own_data_directory() {
        let home = ("HOME", "/home/ada");
        let expected = Some(PathBuf::from("/home/ada/.local/share/jobfill"));
        assert_eq!(usual_of(false, &Env::of([home])), expected);
        assert_eq!(usual_of(false, &Env::of([home, ("XDG_DATA_HOME", "")])), expected);
        assert_eq!(usual_of(false, &Env::of([home, ("XDG_DATA_HOME", "data")])), expected);
        assert_eq!(usual_of(false, &Env::of([home, ("XDG_DATA_HOME", "/data")])), Some("/data/jobfill".into()));
        assert_eq!(usual_of(false, &Env::of([])), None);
    }

    #[test]
    fn the_demo_lies_beside_the_real_data() {
        assert_eq!(demo_data_dir(Path::new("/var/lib/jobfill")), Path::new("/var/lib/jobfill-demo"));
        assert_eq!(demo_data_dir(Path::new("data/")), Path::new("data-demo"));
    }
}
