//! Stub.
use crate::error::Result;
use crate::parse::Blocks;
/// Reads.
pub fn read(_bytes: &[u8]) -> Result<Blocks> {
    Ok(Blocks::default())
}
