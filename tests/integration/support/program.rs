//! The real program as a process of its own, which never outlives its test.

use super::{JOBFILL, wait};
use rustix::process::{Pid, Signal, kill_process};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};
use tempfile::NamedTempFile;
use tokio::process::{Child, Command};

/// Names and values; of two with one name the later counts.
pub type Settings = Vec<(String, String)>;

/// A process that serves or works until it is told to stop.
pub struct Program {
    child: Child,
    log: NamedTempFile,
    printed: NamedTempFile,
}

/// What a command that has ended printed.
#[derive(Debug)]
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    /// Fails with what was printed when the command ended otherwise.
    #[track_caller]
    pub fn ended_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// JSON alone stands on standard output.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }
}

/// Nothing of the tests' own environment but what finds programs and directories.
fn command(arguments: &[&str], settings: &Settings) -> Command {
    command_of(JOBFILL.as_ref(), arguments, settings)
}

fn command_of(program: &OsStr, arguments: &[&str], settings: &Settings) -> Command {
    let mut command = Command::new(program);
    let kept = ["PATH", "HOME", "TMPDIR", "LANG"].into_iter().filter_map(|name| Some((name, super::env(name)?)));
    command.args(arguments).env_clear().envs(kept).stdin(Stdio::null()).kill_on_drop(true);
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    command
}

/// Runs a command to its end.
pub async fn run(arguments: &[&str], settings: &Settings) -> Output {
    run_with(Stdio::null(), arguments, settings).await
}

/// Runs a command that reads something to its end.
pub async fn run_with(input: Stdio, arguments: &[&str], settings: &Settings) -> Output {
    let what = format!("`jobfill {}`", arguments.join(" "));
    let output = wait::end_of(&what, command(arguments, settings).stdin(input).output()).await.unwrap();
    Output {
        code: output.status.code().expect("no signal ends it"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program that `JOBFILL_PROGRAM` names, for measuring a release; else the one under test.
pub fn named_or_own() -> OsString {
    super::env("JOBFILL_PROGRAM").unwrap_or_else(|| JOBFILL.into())
}

impl Program {
    pub fn start(arguments: &[&str], settings: &Settings) -> Self {
        Self::start_as(JOBFILL.as_ref(), arguments, settings)
    }

    pub fn start_as(program: &OsStr, arguments: &[&str], settings: &Settings) -> Self {
        let (log, printed) = (NamedTempFile::new().unwrap(), NamedTempFile::new().unwrap());
        let mut command = command_of(program, arguments, settings);
        command.stderr(log.reopen().unwrap()).stdout(printed.reopen().unwrap());
        Self { child: command.spawn().unwrap(), log, printed }
    }

    /// Waits until it has died by SIGKILL.
    pub async fn is_killed(&mut self) {
        let status = self.ended().await;
        assert_eq!(status.signal(), Some(9), "{status}\n{}", self.log());
    }

    /// Tells it to stop, and waits until it has done so in good order.
    pub async fn stop(self) {
        self.signal(Signal::TERM);
        self.ends_well().await;
    }

    /// Waits until it has come to its end by itself.
    pub async fn ends_well(mut self) {
        let status = self.ended().await;
        assert_eq!(status.code(), Some(0), "{status}\n{}", self.log());
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    async fn ended(&mut self) -> ExitStatus {
        let what = "the end of a process";
        wait::for_some(what, async || self.child.try_wait().unwrap().ok_or_else(|| self.log())).await
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until it has stopped itself, as SIGSTOP does.
    pub async fn stands_still(&self) {
        let stat = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        self.until("it stands still", || fs::read_to_string(&stat).is_ok_and(|stat| stat.contains(") T "))).await;
    }

    /// Waits until it logs this, and returns the rest of that line.
    pub async fn logs(&self, text: &str) -> String {
        self.until(text, || self.log().contains(text)).await;
        rest_of_line(&self.log(), text)
    }

    /// Waits until it prints this, and returns the rest of that line.
    pub async fn prints(&self, text: &str) -> String {
        self.until(text, || self.printed().contains(text)).await;
        rest_of_line(&self.printed(), text)
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.log.path()).unwrap()
    }

    pub fn printed(&self) -> String {
        fs::read_to_string(self.printed.path()).unwrap()
    }

    pub async fn until(&self, what: &str, happens: impl Fn() -> bool) {
        let seen = || format!("{}\n{}", self.printed(), self.log());
        wait::for_some(what, async || if happens() { Ok(()) } else { Err(seen()) }).await;
    }

    /// Its number among the processes.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// The most memory that it has had at once, in MiB.
    pub fn peak_memory(&self) -> u64 {
        self.memory("VmHWM") / 1024
    }

    /// A figure of the kernel's about its memory, in KiB.
    pub fn memory(&self, name: &str) -> u64 {
        let figures = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = figures.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.id().cast_signed()).unwrap()
    }
}

/// What stands behind the first occurrence of `text`, up to the end of a whole line.
fn rest_of_line(all: &str, text: &str) -> String {
    let rest = all.split_once(text).map_or("", |(_, rest)| rest);
    rest.lines().next().unwrap_or_default().trim().to_owned()
}
