//! The hash of content and fingerprints: SHA-256, written down here so that it never changes.

use sha2::{Digest, Sha256};

/// The first 16 bytes of SHA-256 over the parts, each followed by a zero byte, as 32 hex digits.
pub fn of(parts: &[&[u8]]) -> String {
    let mut h = Sha256::new();
    for p in parts {
        h.update(p);
        h.update([0u8]);
    }
    hex(&h.finalize()[..16])
}

/// Lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}
