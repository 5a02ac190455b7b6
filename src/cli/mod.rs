//! The command line: one file a command; the only module that prints or reads the environment.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use clap::{Parser, Subcommand};
use std::process::ExitCode;

pub mod akn;
pub mod align;
pub mod apply;
pub mod check;
pub mod common;
pub mod diff;
pub mod draft;
pub mod eval;
pub mod export;
pub mod impact;
pub mod import;
pub mod index;
pub mod inputs;
pub mod judging;
pub mod markup;
pub mod papers;
pub mod parse;
pub mod pdf;
pub mod report;
pub mod rules;
pub mod saved;
pub mod search;
pub mod shelf;
pub mod show;

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
    /// 把法律文本导入法律库
    Import(import::Args),
    /// 按修改决定生成修改后的文本
    Apply(apply::Args),
    /// 为一条规定找出上位法中对同一行为的规定
    Align(align::Args),
    /// 检查文件，列出问题
    Check(check::Args),
    /// 检查并写出清理报告
    Report(report::Args),
    /// 逐条比较两个文件或者两个版本
    Diff(diff::Args),
    /// 一部新法或者修改了的法律影响哪些文件的哪些条款
    Impact(impact::Args),
    /// 由修改前后的文本拟出修改决定，并验证能还原
    Draft(draft::Args),
    /// 导出为 Akoma Ntoso（库中的法律连同各版本，或者一个文件）
    Export(akn::Args),
    /// 把修改写成 Word 修订和批注，写回原 .docx
    Markup(markup::Args),
    /// 在已标注文件上测精确率和召回率
    Eval(eval::Args),
    /// 列出全部规则
    Rules(rules::RulesArgs),
    /// 解释一条规则
    Explain(rules::ExplainArgs),
    /// 检索条文
    Search(search::Args),
    /// 查看一部法律文件：条文、版本、废止、被谁引用
    Show(show::Args),
    /// 重建法规库的索引
    Index(index::Args),
}

/// Runs the program.
///
/// A reader or a rule that panics on a hostile file is caught where it runs and reported in
/// Chinese there; the default hook would print its own English lines in between.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    std::panic::set_hook(Box::new(|_| {}));
    std::panic::catch_unwind(|| dispatch(cli.command))
        .unwrap_or_else(|_| common::fail(&crate::error::Error::internal("程序内部出错，没有完成")))
}

fn dispatch(command: Command) -> ExitCode {
    match command {
        Command::Parse(a) => parse::run(&a),
        Command::Import(a) => import::run(&a),
        Command::Apply(a) => apply::run(&a),
        Command::Align(a) => align::run(&a),
        Command::Check(a) => check::run(&a),
        Command::Report(a) => report::run(&a),
        Command::Diff(a) => diff::run(&a),
        Command::Impact(a) => impact::run(&a),
        Command::Draft(a) => draft::run(&a),
        Command::Export(a) => akn::run(&a),
        Command::Markup(a) => markup::run(&a),
        Command::Eval(a) => eval::run(&a),
        Command::Rules(a) => rules::list(&a),
        Command::Explain(a) => rules::explain(&a),
        Command::Search(a) => search::run(&a),
        Command::Show(a) => show::run(&a),
        Command::Index(a) => index::run(&a),
    }
}
