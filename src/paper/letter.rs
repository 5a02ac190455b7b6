//! The drafted papers in the format of official documents (GB/T 9704): whose name stands at the
//! head and how, where the number goes, and what is printed at the foot of the last page.
//!
//! | kind | head | foot |
//! |---|---|---|
//! | 决定, 说明 | none: they go out with the paper that carries them | none |
//! | 请示, 报告, 议案, 报请批准的报告 | 机关+文件, number left, 签发人 right | 印发机关, day |
//! | 重新印发稿, 公布公告 | 机关+文件, number in the middle | 抄送, 印发机关, day |
//! | 函 | 机关, double lines, number right | none |
//! | 政府令, 公告 | the title itself in red, 第　号 below | none |

use super::model::{Block, Head, Imprint, Paper};
use crate::draft::letters::Kind;

/// The number that the organ gives when it issues the paper.
const NUMBER: &str = "　　〔　　〕　号";

/// A drafted paper as a page.
pub(super) fn paper(kind: Kind, text: &str, organ: &str, file: String) -> Paper {
    let mut lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|l| !l.is_empty() || *l == "　　")
        .collect();
    let title = if lines.is_empty() {
        String::new()
    } else {
        lines.remove(0).to_string()
    };
    let mut out = Paper {
        form: kind.name(),
        file,
        title,
        ..Paper::default()
    };
    let maker = |name: &str| Head::File(format!("{name}文件"));
    match kind {
        Kind::Amending | Kind::Repealing | Kind::Explanation => {}
        Kind::Request | Kind::Report | Kind::Approval | Kind::Motion => {
            out.head = Some(Head::Upward(format!("{organ}文件")));
        }
        Kind::Reissue | Kind::Notice => out.head = Some(maker(organ)),
        Kind::Letter => out.head = Some(Head::Letter(organ.to_string())),
        Kind::Order | Kind::Proclamation => {
            out.head = Some(Head::Order(std::mem::take(&mut out.title)));
        }
    }
    if out.head.is_some() {
        let own = lines.iter().position(|l| is_number(l)).filter(|i| *i < 2);
        out.number = Some(own.map_or_else(|| NUMBER.into(), |i| lines.remove(i).to_string()));
        if !matches!(kind, Kind::Letter | Kind::Order | Kind::Proclamation) {
            out.imprint = Some(Imprint {
                copies: matches!(kind, Kind::Reissue | Kind::Notice),
                organ: organ.to_string(),
            });
        }
    }
    // A reissue goes on behind the signature with the text that it issues.
    let signed = lines
        .iter()
        .position(|l| is_day(l))
        .filter(|i| *i > 0 && !matches!(kind, Kind::Amending | Kind::Explanation));
    let behind: Vec<&str> = match signed {
        Some(i) => {
            let behind = lines.split_off(i + 1);
            let day = lines.pop().unwrap_or("").to_string();
            let who = lines.pop().unwrap_or("").to_string();
            out.signature = Some((who, day));
            behind
        }
        None => Vec::new(),
    };
    for (k, l) in lines.iter().enumerate() {
        out.blocks.push(block(kind, k, l));
    }
    out.behind = behind.iter().map(|l| (*l).to_string()).collect();
    out
}

/// 第　　号 or a blank 文号.
fn is_number(l: &str) -> bool {
    let bare: String = l.chars().filter(|c| !c.is_whitespace()).collect();
    bare == "第号" || bare == "〔〕号"
}

fn is_day(l: &str) -> bool {
    let bare: String = l.chars().filter(|c| !c.is_whitespace()).collect();
    bare == "年月日"
}

fn block(kind: Kind, k: usize, l: &str) -> Block {
    let bare = l.trim();
    let goes_to = !matches!(kind, Kind::Explanation | Kind::Amending | Kind::Repealing);
    if goes_to && k == 0 && l.ends_with('：') && l.chars().count() <= 40 && !l.contains('，') {
        return Block::Addressee(l.to_string());
    }
    let numbered = bare
        .split_once('、')
        .is_some_and(|(n, _)| !n.is_empty() && n.chars().all(crate::text::numeral::is_numeral));
    if kind == Kind::Explanation && numbered && !bare.ends_with('。') {
        return Block::Heading(1, bare.to_string());
    }
    if bare.ends_with("目录") && kind == Kind::Notice {
        return Block::Heading(1, bare.to_string());
    }
    Block::Paragraph(if l.starts_with("　　　") {
        // Annexes stand under each other behind 附件：.
        l.to_string()
    } else {
        bare.to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::paper;
    use crate::draft::letters::Kind;
    use crate::paper::model::{Block, Head};

    #[test]
    fn a_request_has_its_head_number_addressee_and_signature() {
        let text = "清源市水务局关于提请修改《温棚办法》的请示\n\n清源市人民政府：\n\n经清理，需要修改。\n\n妥否，请批示。\n\n清源市水务局\n\n　　年　月　日\n";
        let p = paper(Kind::Request, text, "清源市水务局", "请示".into());
        assert_eq!(p.head, Some(Head::Upward("清源市水务局文件".into())));
        assert_eq!(p.title, "清源市水务局关于提请修改《温棚办法》的请示");
        assert_eq!(p.blocks[0], Block::Addressee("清源市人民政府：".into()));
        assert_eq!(p.blocks.len(), 3);
        assert!(p.number.is_some() && p.imprint.is_some());
        assert_eq!(
            p.signature,
            Some(("清源市水务局".into(), "　　年　月　日".into()))
        );
    }

    #[test]
    fn an_order_has_its_title_in_the_head_and_a_decision_no_head() {
        let text = "清源市人民政府令\n\n第　　号\n\n现予公布。\n\n负责人　　　\n\n　　年　月　日\n";
        let p = paper(Kind::Order, text, "清源市人民政府", "令".into());
        assert_eq!(p.head, Some(Head::Order("清源市人民政府令".into())));
        assert_eq!(p.number.as_deref(), Some("第　　号"));
        assert!(p.title.is_empty() && p.imprint.is_none());
        let text = "清源市人民政府关于修改《温棚办法》的决定\n\n一、删去第三条。\n";
        let p = paper(Kind::Amending, text, "清源市人民政府", "决定".into());
        assert_eq!((p.head, p.number), (None, None));
        assert_eq!(p.blocks, vec![Block::Paragraph("一、删去第三条。".into())]);
    }
}
