//! The files of a tar archive, by name, in order (crate `tar`: maintained, pure Rust).

use std::io::Read;

/// Regular files only; names as stored, without “./”.
pub(crate) fn untar(file: impl Read) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in tar::Archive::new(file).entries().unwrap() {
        let mut entry = entry.unwrap();
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        out.push((name.trim_start_matches("./").to_string(), bytes));
    }
    out
}
