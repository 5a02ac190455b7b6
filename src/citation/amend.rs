//! Papers that amend another law: 修正案, 关于修改…的决定. There, 第五条 and 前款 mean that law.

use super::Named;
use super::provision::Raw;
use crate::document::Number;

/// The law an amending paper speaks of at the moment.
#[derive(Debug, Clone)]
pub(super) struct Amended {
    law: String,
    /// The last article of that law named in this heading, and the 款 named with it.
    article: Option<Number>,
    paragraph: Option<u32>,
    /// Paragraphs read since the quoted wording opened; 0 outside.
    quoted: u32,
    /// Further quoted paragraphs in the words at hand, after hard breaks.
    inner: u32,
}

/// Quoted paragraphs that begin inside `words`.
fn breaks(words: &str) -> u32 {
    u32::try_from(words.matches("\n“").count()).unwrap_or(0)
}

/// What the title says to be amended.
pub(super) fn of(title: &str) -> Option<Amended> {
    let law = if let Some(i) = title.find("修正案") {
        title[..i].to_string()
    } else {
        let i = title.find("关于修改").or_else(|| title.find("关于修订"))?;
        let rest = &title[i..];
        if !rest.contains("决定") {
            return None;
        }
        let open = rest.find(['〈', '《', '<'])?;
        let inner = &rest[open..];
        let inner = inner.trim_start_matches(['〈', '《', '<']);
        let close = inner.find(['〉', '》', '>'])?;
        inner[..close].to_string()
    };
    (!law.is_empty()).then_some(Amended {
        law,
        article: None,
        paragraph: None,
        quoted: 0,
        inner: 0,
    })
}

impl Amended {
    /// The law's title.
    pub(super) fn law(&self) -> Option<String> {
        Some(self.law.clone())
    }

    pub(super) fn leave_article(&mut self) {
        self.article = None;
        self.paragraph = None;
        self.quoted = 0;
    }

    /// A new paragraph of the amending paper begins.
    pub(super) fn enter(&mut self, words: &str) {
        let begins = words.trim_start().starts_with('“');
        if begins && self.quoted > 0 {
            self.quoted += 1 + self.inner;
        } else {
            self.quoted = u32::from(words.contains("：“") || begins);
        }
        self.inner = breaks(words);
    }

    /// A law's title was read up to `end`: 对《…》作出修改 makes it the one spoken of.
    pub(super) fn title(&mut self, words: &str, end: usize, title: &str) {
        let rest: String = words[end..].chars().take(12).collect();
        if ["作如下修改", "作出如下修改", "作出修改"]
            .iter()
            .any(|w| rest.contains(w))
        {
            self.law = title.to_string();
        }
    }

    /// Takes note of the provisions named of the amended law outside quoted wording.
    pub(super) fn provisions(&mut self, named: &Named, list: &[Raw]) {
        let same = match named {
            Named::Title { title, .. } => {
                crate::law::title::key(title) == crate::law::title::key(&self.law)
            }
            _ => false,
        };
        if !same || self.quoted > 1 {
            return;
        }
        if let Some(first) = list.first()
            && first.article.is_some()
        {
            self.article = list.last().and_then(|r| r.article);
            self.paragraph = first.paragraph;
        }
    }

    /// The article and 款 of the quoted wording at hand, after the words `read` of this paragraph.
    pub(super) fn place(&self, read: &str) -> Option<(Number, u32)> {
        let article = self.article?;
        let first = self.paragraph.unwrap_or(1);
        (self.quoted > 0).then(|| (article, first + self.quoted - 1 + breaks(read)))
    }
}
