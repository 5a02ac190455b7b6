//! Stub.
use crate::error::Result;
use crate::parse::{Blocks, View};
/// Reads.
pub fn read(_bytes: &[u8], _view: View) -> Result<Blocks> {
    Ok(Blocks::default())
}
