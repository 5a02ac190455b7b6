//! The command line: one file a command; the only module that prints or reads the environment.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use clap::{Parser, Subcommand};
use std::process::ExitCode;

pub mod parse;

/// 法规清理：对照上位法检查地方性法规、规章和规范性文件。
#[derive(Debug, Parser)]
#[command(name = "qingli", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 打印文件的结构树（JSON）
    Parse(parse::Args),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Parse(a) => parse::run(&a),
    }
}
