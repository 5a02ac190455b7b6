//! Little-endian numbers out of untrusted bytes, and the walk over property lists (sprms).

/// The byte at `at`.
pub(super) fn u8_at(b: &[u8], at: usize) -> Option<u8> {
    b.get(at).copied()
}

/// The 16-bit number at `at`.
pub(super) fn u16_at(b: &[u8], at: usize) -> Option<u16> {
    let s = b.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([s[0], s[1]]))
}

/// The 32-bit number at `at`.
pub(super) fn u32_at(b: &[u8], at: usize) -> Option<u32> {
    let s = b.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([s[0], s[1], s[2], s[3]]))
}

/// The 32-bit number at `at` as a size or place.
pub(super) fn place_at(b: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(b, at)?).ok()
}

/// Calls `each` with the code and the operand of every property of a list; stops at the first
/// that does not fit.
pub(super) fn sprms(list: &[u8], mut each: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(code) = u16_at(list, at) {
        at += 2;
        let size = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => match code {
                // sprmTDefTable: the size is two bytes and one too large.
                0xd608 => match u16_at(list, at) {
                    Some(n) => usize::from(n) + 1,
                    None => return,
                },
                // sprmPChgTabs: 255 means that it must be computed.
                0xc615 if u8_at(list, at) == Some(255) => {
                    let Some(deleted) = u8_at(list, at + 1) else {
                        return;
                    };
                    let deleted = usize::from(deleted) * 4;
                    let Some(added) = u8_at(list, at + 2 + deleted) else {
                        return;
                    };
                    3 + deleted + usize::from(added) * 3
                }
                _ => match u8_at(list, at) {
                    Some(n) => usize::from(n) + 1,
                    None => return,
                },
            },
        };
        let Some(operand) = list.get(at..at + size) else {
            return;
        };
        each(code, operand);
        at += size;
    }
}
