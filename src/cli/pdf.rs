//! Papers as PDF: by LibreOffice, else by a browser of the Chromium family (Edge, Chrome), where
//! one is installed; given only files that this program has just made, in a folder of its own.

use crate::error::{Error, Result};
use crate::text::{Date, hash};
use regex::bytes::Regex;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

/// What these programs write of the clock into a PDF: times, and names made from them. A fixed
/// pattern; were it wrong, the files would only keep the clock's time.
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"/(?:CreationDate|ModDate)\s*\(D:(\d{14})|/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>|/DocChecksum\s*/([0-9A-Fa-f]{32})",
    )
    .ok()
});

/// One paper in the two forms that can be printed.
pub struct Source {
    /// The Word file.
    pub docx: Vec<u8>,
    /// The page.
    pub html: Vec<u8>,
}

/// A program that prints.
enum Printer {
    Office(PathBuf),
    Browser(PathBuf),
}

/// Files given to LibreOffice at once.
const BATCH: usize = 50;
/// How long a program may take for a batch, in tenths of a second.
const PATIENCE: usize = 6_000;

/// The PDF files, one a source, in order. `epoch` is the day of judgment in seconds since 1970:
/// it stands in the files for the clock's time.
///
/// # Errors
/// When no program is installed, or it fails.
pub fn make(sources: &[Source], epoch: i64) -> Result<Vec<Vec<u8>>> {
    let printer = find().ok_or_else(|| {
        Error::usage(
            "没有找到 LibreOffice，也没有找到 Edge、Chrome、Chromium，PDF 没有生成",
            "安装其中之一后重试；或者打开“文书”文件夹中的 Word 文件，另存为 PDF",
        )
    })?;
    let temp = tempfile::tempdir().map_err(|e| Error::io("建立临时文件夹失败", &e))?;
    let dir = temp.path();
    let name = |i: usize, ending: &str| dir.join(format!("{i:05}.{ending}"));
    for (i, s) in sources.iter().enumerate() {
        let (bytes, ending) = match printer {
            Printer::Office(_) => (&s.docx, "docx"),
            Printer::Browser(_) => (&s.html, "html"),
        };
        std::fs::write(name(i, ending), bytes).map_err(|e| Error::io("写临时文件失败", &e))?;
    }
    let all: Vec<usize> = (0..sources.len()).collect();
    match &printer {
        Printer::Office(program) => {
            for batch in all.chunks(BATCH) {
                let mut c = Command::new(program);
                c.args(["--headless", "--norestore", "--nologo"])
                    .arg(format!(
                        "-env:UserInstallation={}",
                        url(&dir.join("profile"))
                    ))
                    .args(["--convert-to", "pdf", "--outdir"])
                    .arg(dir)
                    .args(batch.iter().map(|&i| name(i, "docx")));
                run(c, program)?;
            }
        }
        Printer::Browser(program) => {
            let mut sandbox = true;
            for &i in &all {
                let print = |sandbox: bool| {
                    let mut c = Command::new(program);
                    c.args(["--headless", "--disable-gpu", "--no-pdf-header-footer"])
                        .arg(format!("--user-data-dir={}", dir.join("profile").display()))
                        .arg(format!("--print-to-pdf={}", name(i, "pdf").display()));
                    if !sandbox {
                        c.arg("--no-sandbox");
                    }
                    c.arg(url(&name(i, "html")));
                    run(c, program)
                };
                // An administrator's session has no sandbox; the page is our own and loads nothing.
                let printed = print(sandbox);
                if sandbox && (printed.is_err() || !name(i, "pdf").exists()) {
                    sandbox = false;
                    print(sandbox)?;
                } else {
                    printed?;
                }
            }
        }
    }
    all.iter()
        .map(|&i| {
            let made = std::fs::read(name(i, "pdf")).map_err(|e| Error::io("没有得到 PDF", &e))?;
            Ok(settled(&made, epoch, &hash::of(&[&sources[i].docx])))
        })
        .collect()
}

fn run(mut command: Command, program: &Path) -> Result<()> {
    let failed = |why: String| {
        Error::usage(
            format!("{}没有生成 PDF：{why}", program.display()),
            "关闭正在运行的该程序后重试；或者打开 Word 文件，另存为 PDF",
        )
    };
    let mut child: Child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| failed(e.to_string()))?;
    for _ in 0..PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(failed(status.to_string())),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(e) => return Err(failed(e.to_string())),
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    Err(failed("十分钟没有完成".into()))
}

/// The first of the programs that is installed.
fn find() -> Option<Printer> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let on_path = |names: &[&str]| {
        folders.iter().find_map(|d| {
            names
                .iter()
                .flat_map(|n| [d.join(n), d.join(format!("{n}.exe"))])
                .find(|p| p.is_file())
        })
    };
    let at = |places: &[&str]| places.iter().map(PathBuf::from).find(|p| p.is_file());
    on_path(&["soffice", "libreoffice"])
        .or_else(|| {
            at(&[
                r"C:\Program Files\LibreOffice\program\soffice.exe",
                r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
                "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            ])
        })
        .map(Printer::Office)
        .or_else(|| {
            on_path(&[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "chrome",
                "msedge",
            ])
            .or_else(|| {
                at(&[
                    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
                    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
                    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                ])
            })
            .map(Printer::Browser)
        })
}

/// A path as a file URL; our temporary names need no escaping beyond the separators.
fn url(path: &Path) -> String {
    let shown = path.display().to_string().replace('\\', "/");
    let shown = shown.replace(' ', "%20");
    if shown.starts_with('/') {
        format!("file://{shown}")
    } else {
        format!("file:///{shown}")
    }
}

/// The file with the day of judgment for the clock's time and a name made from its content: as
/// long as before, so that every offset in it still holds.
fn settled(pdf: &[u8], epoch: i64, name: &str) -> Vec<u8> {
    let mut out = pdf.to_vec();
    let first = Date::constant(1970, 1, 1);
    let day = first
        .checked_add(jiff::Span::new().days(epoch / 86_400))
        .unwrap_or(first);
    let time = format!("{:04}{:02}{:02}000000", day.year(), day.month(), day.day());
    let name = name.to_uppercase();
    for c in CLOCK.iter().flat_map(|clock| clock.captures_iter(pdf)) {
        for g in 1..=4 {
            let new = if g == 1 { &time } else { &name };
            if let Some(m) = c.get(g).filter(|m| m.len() == new.len()) {
                out[m.range()].copy_from_slice(new.as_bytes());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn no_time_of_the_clock_stays_in_a_pdf_and_no_offset_moves() {
        let made = |time: &str, id: &str| {
            format!(
                "<</Producer<4C>\n/CreationDate(D:{time}Z')>>\ntrailer\n/ID [ <{id}>\n<{id}> ]\n/DocChecksum /{id}\n>>"
            )
            .into_bytes()
        };
        let a = made("20261124142314", &"AB".repeat(16));
        let b = made("20270101000001", &"09".repeat(16));
        let name = "1f3fe20c07cda8f19b7a24675373442b";
        let day = 1_767_139_200;
        assert_eq!(settled(&a, day, name), settled(&b, day, name));
        assert_eq!(settled(&a, day, name).len(), a.len());
        let text = String::from_utf8(settled(&a, day, name)).unwrap();
        assert!(text.contains("D:20251231000000Z"), "{text}");
        assert_eq!(text.matches("1F3FE20C").count(), 3);
    }
}
