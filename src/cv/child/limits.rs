//! Limits of the child, set before the first byte is read.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Address space in bytes. A parser that asks for more is aborted.
const MEMORY_BYTES: u64 = 1 << 30;

/// Processor time in seconds. A parser that loops is killed.
pub(in crate::cv) const CPU_SECONDS: u64 = 10;

/// Open files: the three standard streams and a few for the runtime.
const OPEN_FILES: u64 = 16;

/// Sets every limit; this process's own code cannot raise them again.
pub(super) fn set() -> rustix::io::Result<()> {
    limit(Resource::As, MEMORY_BYTES)?;
    limit(Resource::Cpu, CPU_SECONDS)?;
    limit(Resource::Nofile, OPEN_FILES)?;
    // No file is written: no output, and no core dump with a person's CV.
    limit(Resource::Fsize, 0)?;
    limit(Resource::Core, 0)
}

/// Sets the soft and the hard limit to the same value.
fn limit(resource: Resource, value: u64) -> rustix::io::Result<()> {
    setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })
}
