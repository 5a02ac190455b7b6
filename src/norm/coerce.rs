//! Coercive measures: 扣押, 查封, 强制拆除, 代履行, with their object and condition.

use super::body::has_end;
use super::penalty::has;
use super::{Measure, MeasureKind};
use crate::text::Span;

/// Coercive measures.
pub(super) fn measures(text: &str, span: Span) -> Vec<Measure> {
    const VERBS: [(&str, MeasureKind); 22] = [
        ("扣押", MeasureKind::Seize),
        ("扣留", MeasureKind::Seize),
        ("暂扣", MeasureKind::Seize),
        ("滞留", MeasureKind::Seize),
        ("查封", MeasureKind::Seal),
        ("冻结", MeasureKind::Freeze),
        ("拖移", MeasureKind::Tow),
        ("拖离", MeasureKind::Tow),
        ("拖至", MeasureKind::Tow),
        ("强制拆除", MeasureKind::Demolish),
        ("强行拆除", MeasureKind::Demolish),
        ("依法拆除", MeasureKind::Demolish),
        ("强制执行", MeasureKind::Enforce),
        ("代履行", MeasureKind::Substitute),
        ("代为", MeasureKind::Substitute),
        ("加处", MeasureKind::DailyFine),
        ("滞纳金", MeasureKind::LateFee),
        ("停止供水", MeasureKind::CutOff),
        ("停止供电", MeasureKind::CutOff),
        ("收缴", MeasureKind::Collect),
        ("强制隔离", MeasureKind::Restrain),
        ("约束至", MeasureKind::Restrain),
    ];
    let words = span.slice(text);
    let mut out: Vec<Measure> = Vec::new();
    if !words.contains([
        '扣', '留', '封', '冻', '拖', '拆', '强', '代', '处', '滞', '停', '收', '束',
    ]) {
        return out;
    }
    for (w, kind) in VERBS {
        for (i, _) in words.match_indices(w) {
            let (head, tail) = (&words[..i], &words[i + w.len()..]);
            let own = head.rfind(['，', '；', '。']).map_or(0, |j| {
                j + head[j..].chars().next().map_or(1, char::len_utf8)
            });
            if w == "暂扣"
                && tail
                    .split(['，', '；', '。', '、'])
                    .next()
                    .is_some_and(|t| has(t, &["证", "照", "许可"]))
            {
                continue;
            }
            // 查封、扣押设施: both have the object that stands last.
            let mut rest = tail;
            while let Some(r) = [
                "、", "或者", "和", "查封", "扣押", "扣留", "暂扣", "冻结", "滞留",
            ]
            .iter()
            .find_map(|x| rest.strip_prefix(*x))
            {
                rest = r;
            }
            // 被扣押的财物, 暂扣手续: spoken of.
            const MENTION: [&str; 15] = [
                "的", "手续", "决定", "期间", "期限", "凭证", "清单", "通知", "措施", "公告",
                "延误", "时间", "或未", "效力", "程序",
            ];
            let proper = match kind {
                MeasureKind::Substitute => {
                    w == "代履行"
                        || has(
                            rest.split(['，', '；']).next().unwrap_or(rest),
                            &[
                                "履行义务",
                                "修复",
                                "清除",
                                "治理",
                                "恢复",
                                "拆除",
                                "处置",
                                "清理",
                                "补种",
                                "改正",
                                "整改",
                                "处理",
                                "清运",
                                "修剪",
                                "种植",
                            ],
                        )
                }
                MeasureKind::CutOff => has(&head[own..], &["通知", "责令", "要求", "采取", "决定"]),
                MeasureKind::Seize if w == "滞留" => has(rest, &["车", "船", "证"]),
                MeasureKind::Demolish if w == "依法拆除" => false,
                _ => true,
            };
            let papers = w == "暂扣"
                && has(
                    rest.split(['，', '；', '。']).next().unwrap_or(rest),
                    &["证书", "证件", "执照"],
                );
            if !proper
                || papers
                || head[own..].contains("解除")
                || has_end(head, &["被", "对", "所", "已", "解除", "经"])
                || MENTION.iter().any(|x| rest.starts_with(x))
            {
                continue;
            }
            let skipped = tail.len() - rest.len();
            let stop = rest
                .find(['，', '；', '。', '：', ':', '并'])
                .unwrap_or(rest.len());
            let begin = span.start + i + w.len() + skipped;
            let after = Span::new(begin, begin + stop).trim(text);
            // 对…的车辆，可以予以暂扣: the object stands before, with its condition.
            let sentence = head.rfind(['；', '。']).map_or(0, |j| j + '。'.len_utf8());
            let before = head[sentence..].find('对').and_then(|j| {
                let from = sentence + j + '对'.len_utf8();
                let part = &head[from..];
                let to = [
                    "，可以",
                    "，应当",
                    "，有权",
                    "可以",
                    "应当",
                    "，由",
                    "依法",
                    "予以",
                    "实施",
                    "，",
                ]
                .iter()
                .filter_map(|x| {
                    if *x == "，" {
                        part.rfind(x)
                    } else {
                        part.find(x)
                    }
                })
                .min()
                .unwrap_or(part.len());
                let s = Span::new(span.start + from, span.start + from + to).trim(text);
                (!s.is_empty()).then_some(s)
            });
            let condition = before.or_else(|| {
                head.rfind("的，").map(|j| {
                    let k = head[..j].rfind(['，', '；', '。']).map_or(0, |k| {
                        k + head[k..].chars().next().map_or(1, char::len_utf8)
                    });
                    Span::new(span.start + k, span.start + j + "的".len())
                })
            });
            // The thing itself is what follows the last 的 of the words before.
            let thing = before.map(|b| {
                let words = b.slice(text);
                let at = words.rfind('的').map_or(0, |i| i + '的'.len_utf8());
                let s = Span::new(b.start + at, b.end);
                if s.is_empty() { b } else { s }
            });
            out.push(Measure {
                kind,
                span: Span::new(span.start + i, span.start + i + w.len()),
                object: (!after.is_empty()).then_some(after).or(thing),
                condition,
                may: head[own..].contains("可以"),
                by: None,
                negated: has(&head[own..], &["不得", "禁止", "严禁", "不予"]),
            });
        }
    }
    out.sort_by_key(|m| (m.span, m.kind));
    out
}
