//! Which words of an old sentence a clause still has where the new sentence says otherwise.

use crate::proposal::diff::{Op, Piece};
use crate::text::normalize::squeeze;
use crate::text::numeral;
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// Words of the old text that the clause still has, and what stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// In the old text and in the clause, not in the new text.
    pub old: String,
    /// In their place in the new text; empty where they were left out.
    pub new: String,
}

impl Stale {
    /// “甲”（现为“乙”）
    pub(super) fn shown(&self) -> String {
        if self.new.is_empty() {
            format!("“{}”（现已删去）", self.old)
        } else {
            format!("“{}”（现为“{}”）", self.old, self.new)
        }
    }
}

/// Figures with a unit other than money: what a sanction costs is read norm by norm ([`super::penal`]).
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    crate::text::regex(
        r"[0-9０-９一二三四五六七八九十百千万]+(?:个)?(?:日|天|月|年|小时|工作日|周岁|％|%|公里|米|吨|人|次)",
    )
});

/// Bodies, sanctions, licences: modal words are changed for style.
static SUBSTANCE: LazyLock<Regex> = LazyLock::new(|| {
    crate::text::regex(
        r"没收|吊销|暂扣|停业|停产|关闭|拘留|许可|批准|审批|核准|备案|登记|验收|资质|资格|证书|主管部门|管理部门|行政部门|保护部门|机构|机关|[局委厅部]门?$|听证|复议|公示|公告|报告|检测|评价|标准",
    )
});

/// Whether a change of these words is one of substance.
fn substance(words: &str) -> bool {
    FIGURE.is_match(words) || SUBSTANCE.is_match(words)
}

/// Whether a sentence orders, forbids or punishes something.
pub(super) fn orders(words: &str) -> bool {
    [
        "应当", "必须", "不得", "禁止", "罚款", "没收", "吊销", "责令",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// Equal words this short between two changes belong to them: 应[当]…当{事人} says nothing.
const SHORT: usize = 1;

/// The regions that differ, old words and new, without the marks at their ends.
fn regions(pieces: &[Piece]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for (i, p) in pieces.iter().enumerate() {
        if p.op == Op::Equal {
            let joins = open
                && i + 1 < pieces.len()
                && p.text.chars().count() <= SHORT
                && p.text.chars().all(char::is_alphanumeric);
            open = joins;
            if joins && let Some(last) = out.last_mut() {
                last.0.push_str(&p.text);
                last.1.push_str(&p.text);
            }
            continue;
        }
        if p.moved.is_some() {
            open = false;
            continue;
        }
        if !open {
            out.push(Default::default());
            open = true;
        }
        if let Some(last) = out.last_mut() {
            if p.op == Op::Delete {
                last.0.push_str(&p.text);
            } else {
                last.1.push_str(&p.text);
            }
        }
    }
    let bare = |s: &str| squeeze(s.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut parts = Vec::new();
    for (o, n) in &out {
        split(&bare(o), &bare(n), &mut parts);
    }
    parts
}

/// Parts two changes that run together over words they share: 三十[日内向]航运管理机构. A figure
/// keeps its unit.
fn split(old: &str, new: &str, out: &mut Vec<(String, String)>) {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let mut best = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let n = a[i..]
                .iter()
                .zip(&b[j..])
                .take_while(|(x, y)| x == y)
                .count();
            if n > best.2 {
                best = (i, j, n);
            }
        }
    }
    let (i, j, n) = best;
    if n <= SHORT {
        out.push((old.into(), new.into()));
        return;
    }
    let figure = |s: &[char]| s.last().is_some_and(|c| numeral::is_numeral(*c));
    let unit = usize::from(figure(&a[..i]) && figure(&b[..j]));
    let text = |s: &[char]| s.iter().collect::<String>();
    split_ends(&text(&a[..i + unit]), &text(&b[..j + unit]), out);
    split_ends(&text(&a[i + n..]), &text(&b[j + n..]), out);
}

fn split_ends(old: &str, new: &str, out: &mut Vec<(String, String)>) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    split(old, new, out);
}

/// What of the old words the clause still has; `local` and `new` are without blanks.
pub(super) fn stale(pieces: &[Piece], local: &str, new: &str) -> Vec<Stale> {
    let mut out: Vec<Stale> = Vec::new();
    for (old, next) in regions(pieces) {
        let said = |w: &str, text: &str| !w.is_empty() && text.contains(w);
        // A clause written anew is no change of words.
        let anew = |w: &str| w.contains(['，', '；', '。', '：']);
        if old.chars().count() < 2 || old.contains(['元', '倍']) || anew(&old) || anew(&next) {
            continue;
        }
        if !said(&old, local) || said(&old, new) || said(&next, local) {
            continue;
        }
        if (substance(&old) || substance(&next)) && !out.iter().any(|s| s.old == old) {
            out.push(Stale { old, new: next });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::diff::pieces;

    const OLD: &str = "渡口经营人应当在三十日内向航运管理机构报送检修记录。";
    const NEW: &str = "渡口经营人应当在十五日内向交通运输主管部门报送检修记录。";

    fn kept(local: &str) -> Vec<String> {
        stale(&pieces(OLD, NEW), local, NEW)
            .into_iter()
            .map(|s| s.old)
            .collect()
    }

    #[test]
    fn the_clause_keeps_the_old_body_and_the_old_limit() {
        let all = kept("渡口经营人应当在三十日内向县航运管理机构报送检修记录。").concat();
        assert!(
            all.contains("航运管理机构") && all.contains("三十"),
            "{all}"
        );
    }

    #[test]
    fn a_clause_brought_up_to_date_keeps_nothing() {
        assert!(kept(NEW).is_empty());
    }

    /// Wording alone is no change of substance.
    #[test]
    fn other_wording_is_not_told() {
        let (old, new) = ("渡船须挂灯，使人看见。", "渡船须挂灯，让他人看见。");
        assert!(stale(&pieces(old, new), old, new).is_empty());
    }
}
