//! Parses the command line and runs it.

use std::process::ExitCode;

fn main() -> ExitCode {
    jobfill::cli::main()
}
