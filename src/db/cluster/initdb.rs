//! Making a cluster.

use std::fs;

use anyhow::Result;

use super::{
    Durability,
    server::{ROLE, Server, run},
};

/// Name of an unfinished cluster's directory, before the number of its process.
const HALF_MADE: &str = "data.init-";

impl Server {
    /// Makes the cluster under another name and renames it when whole: a killed `initdb` leaves no half-made cluster.
    pub(super) fn make_if_new(&self) -> Result<()> {
        if self.directory.data().join("PG_VERSION").exists() {
            return Ok(());
        }
        self.sweep_half_made();
        // An initdb without its parent goes on for a while; another name keeps it out of the new cluster.
        let name = format!("{HALF_MADE}{}", std::process::id());
        let half_made = self.directory.join(&name);
        self.directory.make_private(&half_made)?;
        let mut initdb = self.program("initdb");
        initdb.args(["-D", &name, "-U", ROLE, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]);
        initdb.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions"]);
        if self.durability == Durability::Throwaway {
            initdb.arg("--no-sync");
        }
        run(&mut initdb)?;
        fs::rename(half_made, self.directory.data())?;
        Ok(())
    }

    fn sweep_half_made(&self) {
        for entry in fs::read_dir(self.directory.root()).into_iter().flatten().flatten() {
            if entry.file_name().as_encoded_bytes().starts_with(HALF_MADE.as_bytes()) {
                // A directory that cannot be removed now is in no one's way; the next first start tries again.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}
