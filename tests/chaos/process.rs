//! The real program as processes that die and come again.

use anyhow::{Context, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// A process that was told to stop has ended by then: a call's deadline, and what it writes after it.
const LONGEST_STOP: Duration = Duration::from_secs(60);

/// Names and values.
pub type Settings = Vec<(String, String)>;

/// A setting of one life alone.
pub type Fate = (&'static str, &'static str);

/// Why the end of a life is no surprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ordered {
    /// It was killed.
    Death,
    /// It was told to stop.
    Stop(Instant),
}

struct Life {
    child: Child,
    log: PathBuf,
    ordered: Option<Ordered>,
    /// It kills itself at a crash point, if it ever comes there.
    is_doomed: bool,
    is_frozen: bool,
}

/// One place for a process, with all its lives.
pub struct Process {
    name: &'static str,
    logs: PathBuf,
    lives: usize,
    life: Option<Life>,
    /// What is different about the next life: a crash point, or a clock.
    fate: Option<Fate>,
    /// Lives that ended before they had begun to work: the database was away.
    stillborn: usize,
}

impl Process {
    pub fn new(name: &'static str, logs: &Path) -> Self {
        Self { name, logs: logs.to_owned(), lives: 0, life: None, fate: None, stillborn: 0 }
    }

    /// Starts it, where it is not running.
    pub fn start(&mut self, settings: &Settings) -> anyhow::Result<()> {
        if self.life.is_some() {
            return Ok(());
        }
        self.lives += 1;
        let log = self.logs.join(format!("{}.{}.log", self.name, self.lives));
        let mut command = command(self.name.split('-').next().unwrap_or_default(), settings);
        command.stderr(File::create(&log)?).stdout(Stdio::null()).kill_on_drop(true);
        let fate = self.fate.take();
        command.envs(fate);
        let is_doomed = fate.is_some_and(|(name, _)| name == "JOBFILL_CRASH_AT");
        self.life = Some(Life { child: command.spawn()?, log, ordered: None, is_doomed, is_frozen: false });
        Ok(())
    }

    /// Looks whether it has ended, and fails when that was nobody's order.
    pub fn mind(&mut self) -> anyhow::Result<()> {
        let Some(life) = &mut self.life else { return Ok(()) };
        let Some(status) = life.child.try_wait()? else { return life.is_on_time(self.name) };
        let log = fs::read_to_string(&life.log)?;
        let has_begun = has_begun(&log);
        let (ordered, is_doomed) = (life.ordered, life.is_doomed);
        self.life = None;
        match ordered {
            _ if !has_begun && status.code().is_some() => self.stillborn += 1,
            _ if is_doomed && status.signal().is_some() => {}
            Some(Ordered::Death) if status.signal().is_some() => {}
            Some(Ordered::Stop(_)) if status.code() == Some(0) => {}
            _ => bail!("{} ended by itself, {}: {}", self.name, status, end_of(&log)),
        }
        Ok(())
    }

    pub fn kill(&mut self, fate: Option<Fate>) {
        self.fate = fate;
        if let Some(life) = &mut self.life {
            life.ordered = Some(Ordered::Death);
            life.signal(Signal::KILL);
        }
    }

    pub fn stop(&mut self) {
        if let Some(life) = self.life.as_mut().filter(|life| life.ordered.is_none()) {
            life.ordered = Some(Ordered::Stop(Instant::now()));
            life.signal(Signal::TERM);
        }
    }

    pub fn freeze(&mut self) {
        if let Some(life) = &mut self.life {
            life.is_frozen = true;
            life.signal(Signal::STOP);
        }
    }

    pub fn thaw(&mut self) {
        if let Some(life) = self.life.as_mut().filter(|life| life.is_frozen) {
            life.is_frozen = false;
            // The time that it slept is not its own.
            if let Some(Ordered::Stop(_)) = life.ordered {
                life.ordered = Some(Ordered::Stop(Instant::now()));
            }
            life.signal(Signal::CONT);
        }
    }

    /// Where its pages are, once it serves them.
    pub fn address(&self) -> Option<String> {
        let log = fs::read_to_string(&self.life.as_ref()?.log).ok()?;
        let (_, rest) = log.split_once("listening on ")?;
        Some(rest.lines().next()?.trim().to_owned())
    }

    pub fn is_running(&self) -> bool {
        self.life.is_some()
    }

    /// Looks whether one that was told to stop has ended; it is not started again.
    pub fn end(&mut self) -> anyhow::Result<()> {
        self.mind()
    }

    /// Lives so far, and those that ended before they had begun.
    pub fn lives(&self) -> (usize, usize) {
        (self.lives, self.stillborn)
    }
}

impl Life {
    fn signal(&self, signal: Signal) {
        let pid = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        // One that has just ended by itself is found by `mind`.
        if let Some(pid) = pid {
            let _ = kill_process(pid, signal);
        }
    }

    /// Whoever was told to stop does so in time, unless frozen.
    fn is_on_time(&self, name: &str) -> anyhow::Result<()> {
        if let (Some(Ordered::Stop(since)), false) = (self.ordered, self.is_frozen) {
            ensure!(since.elapsed() < LONGEST_STOP, "{name} was told to stop, and has not after {LONGEST_STOP:?}");
        }
        Ok(())
    }
}

fn has_begun(log: &str) -> bool {
    log.contains("listening on ") || log.contains("working the queue")
}

fn end_of(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(5)..].join("\n")
}

/// Nothing of the harness's own environment but what finds programs and directories.
fn command(name: &str, settings: &Settings) -> Command {
    let mut command = Command::new(crate::JOBFILL);
    let kept = ["PATH", "HOME", "TMPDIR", "LANG"].into_iter().filter_map(|name| Some((name, crate::env(name)?)));
    command.arg(name).env_clear().envs(kept).stdin(Stdio::null());
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

/// Runs a command to its good end.
pub async fn run(name: &str, settings: &Settings) -> anyhow::Result<()> {
    let output = command(name, settings).kill_on_drop(true).output();
    let output = tokio::time::timeout(LONGEST_STOP, output).await.with_context(|| format!("no end of {name}"))??;
    ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Fails when a process wrote of a panic.
pub fn no_panics(logs: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(logs)? {
        let path = entry?.path();
        let log = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        if let Some(line) = log.lines().find(|line| line.contains("panicked")) {
            bail!("a panic, in {}: {line}", path.display());
        }
    }
    Ok(())
}
