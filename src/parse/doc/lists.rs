//! Automatic numbers of a .doc: list definitions (LSTF, LVL), their uses (LFO), and the counting.

use super::bytes::{place_at, u8_at, u16_at, u32_at};
use crate::parse::counting::Counting;
use std::collections::{BTreeMap, BTreeSet};

/// One level of a list definition.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    counting: Counting,
    /// Whether all numbers in the text are printed as 1, 2, 3.
    legal: bool,
    /// The level that restarts this one, if not the one above.
    restart_limit: Option<u8>,
    /// 第\0条: a character below 9 stands for the number of that level.
    text: Vec<u16>,
    blank: bool,
}

/// What a use of a list changes about a level.
#[derive(Debug, Clone, Default)]
struct Override {
    start: Option<u32>,
    level: Option<Level>,
}

/// A use of a list by paragraphs.
#[derive(Debug, Clone, Default)]
struct Use {
    list: u32,
    overrides: BTreeMap<u8, Override>,
}

/// The lists of a file and where their counting stands.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: BTreeMap<(u32, u8), Level>,
    uses: Vec<Use>,
    counters: BTreeMap<(u32, u8), u32>,
    /// Overridden starts that were used up: (use, level).
    begun: BTreeSet<(u16, u8)>,
}

impl Lists {
    /// Reads the definitions (from `lists` on) and the uses.
    pub(super) fn new(table: &[u8], lists: usize, lists_len: usize, uses: &[u8]) -> Self {
        let mut s = Self::default();
        if s.read_levels(table, lists, lists_len).is_none() {
            // What was read before the break still counts.
        }
        if s.read_uses(uses).is_none() {
            s.uses.shrink_to_fit();
        }
        s
    }

    fn read_levels(&mut self, table: &[u8], lists: usize, len: usize) -> Option<()> {
        let count = usize::from(u16_at(table, lists)?);
        // The levels follow after the definitions, outside the counted length.
        let mut at = lists.checked_add(len)?;
        for i in 0..count {
            let head = lists + 2 + i * 28;
            let id = u32_at(table, head)?;
            let simple = u8_at(table, head + 26)? & 1 != 0;
            for level in 0..if simple { 1 } else { 9 } {
                let (read, next) = Level::read(table, at)?;
                self.levels.insert((id, level), read);
                at = next;
            }
        }
        Some(())
    }

    fn read_uses(&mut self, b: &[u8]) -> Option<()> {
        let count = place_at(b, 0)?.min(b.len() / 16);
        let mut changed = Vec::with_capacity(count);
        for i in 0..count {
            let at = 4 + i * 16;
            self.uses.push(Use {
                list: u32_at(b, at)?,
                overrides: BTreeMap::new(),
            });
            changed.push(u8_at(b, at + 12)?);
        }
        let mut at = 4 + count * 16;
        for (i, n) in changed.into_iter().enumerate() {
            at += 4;
            for _ in 0..n {
                let start = u32_at(b, at)?;
                let flags = u32_at(b, at + 4)?;
                at += 8;
                let level = (flags & 15) as u8;
                let mut change = Override::default();
                if flags & 0x20 != 0 {
                    let (read, next) = Level::read(b, at)?;
                    at = next;
                    if flags & 0x10 != 0 {
                        change.start = Some(read.start);
                    }
                    change.level = Some(read);
                } else if flags & 0x10 != 0 {
                    change.start = Some(start);
                }
                self.uses.get_mut(i)?.overrides.insert(level, change);
            }
        }
        Some(())
    }

    fn level(&self, used: u16, level: u8) -> Option<&Level> {
        let u = self.uses.get(usize::from(used).checked_sub(1)?)?;
        u.overrides
            .get(&level)
            .and_then(|o| o.level.as_ref())
            .or_else(|| self.levels.get(&(u.list, level)))
    }

    /// Counts a paragraph of the `used`-th use at a level, and gives its printed number.
    pub(super) fn label(&mut self, used: u16, level: u8) -> String {
        let Some(u) = usize::from(used)
            .checked_sub(1)
            .and_then(|i| self.uses.get(i))
        else {
            return String::new();
        };
        let list = u.list;
        let forced = u
            .overrides
            .get(&level)
            .and_then(|o| o.start)
            .filter(|_| !self.begun.contains(&(used, level)));
        let Some(this) = self.level(used, level).cloned() else {
            return String::new();
        };
        if let Some(start) = forced {
            self.begun.insert((used, level));
            self.counters.insert((list, level), start);
        } else {
            let next = match self.counters.get(&(list, level)) {
                Some(n) => n.saturating_add(1),
                None => this.start,
            };
            self.counters.insert((list, level), next);
        }
        // Levels above that were skipped begin; levels below begin anew.
        for above in 0..level {
            if !self.counters.contains_key(&(list, above)) {
                let start = self.level(used, above).map_or(1, |l| l.start);
                self.counters.insert((list, above), start);
            }
        }
        for below in level + 1..9 {
            let kept = self
                .level(used, below)
                .and_then(|l| l.restart_limit)
                .is_some_and(|limit| level >= limit);
            if !kept {
                self.counters.remove(&(list, below));
            }
        }
        self.print(used, list, &this)
    }

    fn print(&self, used: u16, list: u32, this: &Level) -> String {
        if this.counting == Counting::None {
            return String::new();
        }
        let mut wide = Vec::new();
        for &c in &this.text {
            if c < 9 {
                let level = c as u8;
                let counting = if this.legal {
                    Counting::Decimal
                } else {
                    self.level(used, level)
                        .map_or(Counting::Decimal, |l| l.counting)
                };
                let n = self.counters.get(&(list, level)).copied().unwrap_or(1);
                wide.extend(counting.print(n).encode_utf16());
            } else {
                wide.push(c);
            }
        }
        let mut out = String::from_utf16_lossy(&wide);
        if this.blank && !out.is_empty() {
            out.push(' ');
        }
        out
    }
}

impl Level {
    /// Reads a level (LVL); gives also the place after it.
    fn read(b: &[u8], at: usize) -> Option<(Self, usize)> {
        let start = u32_at(b, at)?;
        let nfc = u8_at(b, at + 4)?;
        let flags = u8_at(b, at + 5)?;
        let follow = u8_at(b, at + 15)?;
        let chpx = usize::from(u8_at(b, at + 24)?);
        let papx = usize::from(u8_at(b, at + 25)?);
        let limit = u8_at(b, at + 26)?;
        let text_at = at + 28 + chpx + papx;
        let count = usize::from(u16_at(b, text_at)?);
        let text = (0..count)
            .map(|i| u16_at(b, text_at + 2 + i * 2))
            .collect::<Option<Vec<u16>>>()?;
        let level = Self {
            start: start.min(1_000_000),
            counting: Counting::from_nfc(nfc),
            legal: flags & 4 != 0,
            restart_limit: (flags & 8 != 0).then_some(limit),
            text,
            blank: follow < 2,
        };
        Some((level, text_at + 2 + count * 2))
    }
}
