//! What several tests share.

use std::io::Write;

/// Says loudly that a check could not run: straight to standard error, for the test harness keeps
/// back what a passing test prints.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "\n{why}（本项没有核对）");
}

/// The files of a tar archive (ustar and GNU long names), by name, in order.
#[allow(dead_code)]
pub(crate) fn untar(mut file: impl std::io::Read) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let _ = file.read_to_end(&mut all);
    let mut out = Vec::new();
    let (mut at, mut long) = (0, None);
    while at + 512 <= all.len() && all[at] != 0 {
        let head = &all[at..at + 512];
        let field = |a: usize, b: usize| {
            String::from_utf8_lossy(&head[a..b])
                .trim_end_matches(['\0', ' '])
                .to_string()
        };
        let size = usize::from_str_radix(field(124, 136).trim(), 8).unwrap_or(0);
        let body = &all[at + 512..(at + 512 + size).min(all.len())];
        let name = long.take().unwrap_or_else(|| field(0, 100));
        match head[156] {
            b'L' => {
                let s = String::from_utf8_lossy(body);
                long = Some(s.trim_end_matches('\0').to_string());
            }
            b'x' | b'g' => {
                // pax: “31 path=办法.txt\n”
                let s = String::from_utf8_lossy(body).to_string();
                long = s
                    .lines()
                    .find_map(|l| l.split_once(" path=").map(|p| p.1.to_string()));
            }
            b'0' | 0 => out.push((name.trim_start_matches("./").to_string(), body.to_vec())),
            _ => {}
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    out
}
