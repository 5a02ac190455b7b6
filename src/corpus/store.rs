//! The files of a library: written whole or not at all, documents by the hash of their bytes.
//!
//! ```text
//! manifest.jsonl   one line a document taken in: where from, hashes, what it says of itself
//! extracts.bin     what each document says of other laws, and whom it cites (see `extract`)
//! facts.jsonl      what was derived, with the words that prove it; for people and for tests
//! library.bin      works and versions, derived from the two above; opened first because it is quick
//! store/ab/ab12…   one document (text and tree), read when asked for
//! ```

use crate::document::Document;
use crate::error::{Error, Result};
use crate::text::hash;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Number of the layout; a library of another number is foreign.
pub(crate) const SCHEMA: u32 = 1;
/// One line a document.
pub(crate) const MANIFEST: &str = "manifest.jsonl";
/// What documents say of others.
pub(crate) const EXTRACTS: &str = "extracts.bin";
/// Derived facts.
pub(crate) const FACTS: &str = "facts.jsonl";
/// Derived works and versions.
pub(crate) const DERIVED: &str = "library.bin";
/// The folder of documents.
const STORE: &str = "store";

/// Writes a file whole or not at all: beside it first, then renamed over it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |e: &std::io::Error| Error::io("写入库失败", e).about_file(path);
    let dir = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(dir).map_err(|e| failed(&e))?;
    let mut builder = tempfile::Builder::new();
    // A library is read by others than the one who made it.
    #[cfg(unix)]
    let mode: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    #[cfg(unix)]
    builder.permissions(mode);
    let mut file = builder.tempfile_in(dir).map_err(|e| failed(&e))?;
    file.write_all(bytes).map_err(|e| failed(&e))?;
    file.persist(path).map_err(|e| failed(&e.error))?;
    Ok(())
}

/// Serialises for the disk.
pub(crate) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(|e| Error::internal(format!("写不成库的数据：{e}")))
}

/// Reads what [`pack`] wrote.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8], path: &Path) -> Result<T> {
    postcard::from_bytes(bytes).map_err(|_| broken(path))
}

/// The error for a file of the library that doesn't read.
pub(crate) fn broken(path: &Path) -> Error {
    Error::library(
        "库的文件已损坏，或者由另一个版本的程序写成",
        "删除这个库的文件夹，再运行 qingli import 重新导入",
    )
    .about_file(path)
}

/// Where the document with this hash lies.
fn place(dir: &Path, blob: &str) -> PathBuf {
    dir.join(STORE)
        .join(blob.get(..2).unwrap_or("00"))
        .join(blob)
}

/// Puts a document into the store; gives its hash. What is there already isn't written again.
pub(crate) fn put(dir: &Path, document: &Document) -> Result<String> {
    let bytes = pack(document)?;
    let blob = hash::of(&[&bytes]);
    let path = place(dir, &blob);
    if !path.exists() {
        write(&path, &bytes)?;
    }
    Ok(blob)
}

/// Whether the store holds this document.
pub(crate) fn has(dir: &Path, blob: &str) -> bool {
    place(dir, blob).exists()
}

/// The document with this hash; proves that its bytes are the ones stored.
pub(crate) fn get(dir: &Path, blob: &str) -> Result<Document> {
    let path = place(dir, blob);
    let bytes = std::fs::read(&path).map_err(|e| Error::io("读取库失败", &e).about_file(&path))?;
    if hash::of(&[&bytes]) != blob {
        return Err(broken(&path));
    }
    unpack(&bytes, &path)
}

/// Removes documents that nothing points to; errors don't matter, they only cost space.
pub(crate) fn sweep(dir: &Path, keep: &std::collections::BTreeSet<String>) {
    let Ok(folders) = std::fs::read_dir(dir.join(STORE)) else {
        return;
    };
    for folder in folders.flatten() {
        let Ok(files) = std::fs::read_dir(folder.path()) else {
            continue;
        };
        for file in files.flatten() {
            if !keep.contains(&*file.file_name().to_string_lossy()) {
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
}
