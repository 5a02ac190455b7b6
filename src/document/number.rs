//! Numbers of provisions: 第十七条之一 is 17-1; （三） is 3.

use crate::text::numeral;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A provision's number: the main number and, for 第…条之一, the inserted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// 17 in 第十七条之一.
    pub main: u32,
    /// 1 in 第十七条之一; 0 where nothing is inserted.
    pub sub: u32,
}

impl Number {
    /// A plain number.
    pub const fn new(main: u32) -> Self {
        Self { main, sub: 0 }
    }

    /// An inserted number: 第`main`条之`sub`.
    pub const fn inserted(main: u32, sub: u32) -> Self {
        Self { main, sub }
    }

    /// Reads 十七, 17, 十七条之一, 第十七条之一.
    ///
    /// ```
    /// use qingli::document::Number;
    /// assert_eq!(Number::parse("第十七条之一"), Some(Number::inserted(17, 1)));
    /// assert_eq!(Number::parse("63"), Some(Number::new(63)));
    /// assert_eq!(Number::parse("第条"), None);
    /// ```
    pub fn parse(s: &str) -> Option<Self> {
        let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
        let s = s.strip_prefix('第').unwrap_or(&s);
        let (main, sub) = match s.split_once("条之").or_else(|| s.split_once('之')) {
            Some((a, b)) => (a, Some(b)),
            None => (s.trim_end_matches(['条', '款', '项', '目']), None),
        };
        let main = u32::try_from(numeral::parse(main)?).ok()?;
        let sub = match sub {
            Some(b) => u32::try_from(numeral::parse(b)?).ok()?,
            None => 0,
        };
        Some(Self { main, sub })
    }

    /// The number as an article prints it: 第十七条之一.
    pub fn article(self) -> String {
        let main = numeral::format(u64::from(self.main));
        if self.sub == 0 {
            format!("第{main}条")
        } else {
            format!("第{main}条之{}", numeral::format(u64::from(self.sub)))
        }
    }

    /// The number as an item prints it: （三）.
    pub fn item(self) -> String {
        format!("（{}）", numeral::format(u64::from(self.main)))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.main)?;
        if self.sub > 0 {
            write!(f, "-{}", self.sub)?;
        }
        Ok(())
    }
}
