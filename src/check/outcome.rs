//! From findings to a suggested outcome, with all grounds in PRODUCT's order:
//! 宣布失效, 废止, 修改, 继续有效; 不属于规范性文件 by the kind of paper.

use crate::document::{Document, Kind as Node, NodeId, Rank};
use crate::finding::{Confidence, Finding, Kind, Outcome, Severity};
use crate::text::{Date, date};
use std::collections::BTreeSet;

/// A suggested outcome with its grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The outcome.
    pub outcome: Outcome,
    /// Every ground, the deciding one first.
    pub why: Vec<String>,
}

/// Suggests an outcome; a person decides.
pub fn suggest(document: &Document, findings: &[Finding], on: Date) -> Suggestion {
    let mut grounds: Vec<(Outcome, String)> = Vec::new();
    if let Some(e) = document.meta.expires.as_ref().filter(|e| e.value < on) {
        grounds.push((
            Outcome::Lapse,
            format!("有效期已于{}届满（{}）", date::chinese(e.value), e.evidence),
        ));
    }
    for f in findings.iter().filter(|f| f.asks == Some(Outcome::Lapse)) {
        grounds.push((Outcome::Lapse, f.message.clone()));
    }
    for f in findings.iter().filter(|f| f.asks == Some(Outcome::Repeal)) {
        grounds.push((Outcome::Repeal, f.message.clone()));
    }
    if let Some(share) = contrary_share(document, findings) {
        grounds.push((Outcome::Repeal, share));
    }
    let grave = findings
        .iter()
        .filter(|f| f.severity >= Severity::Warning && f.confidence >= Confidence::Medium)
        .count();
    let light = findings.len() - grave;
    if grave > 0 {
        grounds.push((
            Outcome::Amend,
            format!("{grave}处条款须修改或者研究：{}", kinds(findings)),
        ));
    }
    if document.meta.rank() == Rank::Other {
        grounds.insert(
            0,
            (
                Outcome::NotNormative,
                "属会议纪要、批复、人事等文件，不属于规范性文件".into(),
            ),
        );
    }
    grounds.sort_by_key(|(o, _)| match o {
        Outcome::NotNormative => 0,
        Outcome::Lapse => 1,
        Outcome::Repeal => 2,
        Outcome::Amend => 3,
        Outcome::Retain => 4,
    });
    if grounds.is_empty() {
        let words = if light == 0 {
            "未发现需要清理的条款".to_string()
        } else {
            format!("仅有{light}处提示或者低置信度问题")
        };
        grounds.push((Outcome::Retain, words));
    }
    let outcome = grounds[0].0;
    let mut why: Vec<String> = grounds
        .into_iter()
        .map(|(o, w)| format!("{}：{w}", o.shown()))
        .collect();
    why.dedup();
    Suggestion { outcome, why }
}

fn kinds(findings: &[Finding]) -> String {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for k in Kind::ALL {
        let n = findings
            .iter()
            .filter(|f| {
                f.kind == k && f.severity >= Severity::Warning && f.confidence >= Confidence::Medium
            })
            .count();
        if n > 0 {
            names.push((k.shown(), n));
        }
    }
    names
        .iter()
        .map(|(k, n)| format!("{k}{n}处"))
        .collect::<Vec<_>>()
        .join("、")
}

/// Whether the greater part of the provisions is contrary to higher law in substance.
fn contrary_share(document: &Document, findings: &[Finding]) -> Option<String> {
    let main = document.main_part();
    let clause = |id: NodeId| -> Option<NodeId> {
        document
            .ancestor(id, Node::Article)
            .or_else(|| document.ancestor(id, Node::Level2))
            .or_else(|| document.ancestor(id, Node::Level1))
    };
    let all: BTreeSet<NodeId> = document
        .ids()
        .filter(|&i| document.node(i).part == main && document.node(i).kind.is_normative())
        .filter_map(clause)
        .collect();
    // A heading over （一）（二） is no provision of its own.
    let headings: BTreeSet<NodeId> = all
        .iter()
        .filter_map(|&i| document.node(i).parent)
        .collect();
    let all: BTreeSet<NodeId> = all.difference(&headings).copied().collect();
    let bad: BTreeSet<NodeId> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error && f.confidence >= Confidence::Medium)
        .filter(|f| {
            !matches!(
                f.kind,
                Kind::Subject
                    | Kind::Term
                    | Kind::CitationDead
                    | Kind::CitationMoved
                    | Kind::CitationInternal
                    | Kind::Expiry
            )
        })
        .filter_map(|f| document.node_at(f.place.start))
        .filter_map(clause)
        .collect();
    (all.len() >= 3 && bad.len() * 2 >= all.len() && bad.len() >= 3).then(|| {
        format!(
            "主要内容与上位法不一致：{}条（段）中{}条有实质抵触",
            all.len(),
            bad.len()
        )
    })
}
