//! Parses the arguments, runs, exits.

fn main() -> std::process::ExitCode {
    qingli::cli::run()
}
