//! Words for one act that local and higher law write differently; folded on both sides before
//! they are compared. Only words whose sameness a law's own text or its successive versions show.

use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// (written, folded to, why they mean the same).
pub const ROWS: &[(&str, &str, &str)] = &[
    ("未取得许可", "未经许可", "许可未取得即未经许可"),
    (
        "未经批准",
        "未经许可",
        "批准是许可的形式（行政许可法第二条）",
    ),
    ("擅自从事", "未经许可从事", "擅自即未经许可"),
    ("滞留", "扣押", "行政强制法第九条的扣押"),
    ("暂扣", "扣押", "行政强制法第九条的扣押；道路运输条例用暂扣"),
    (
        "扣留",
        "扣押",
        "行政强制法第九条的扣押；道路交通安全法用扣留",
    ),
    ("汽车维修", "机动车维修", "机动车维修包括汽车维修"),
    ("货运站", "货物运输站", "简称"),
    ("客运站", "旅客运输站", "简称"),
    ("逾期不改正", "拒不改正", "责令限期改正后的同一档"),
    ("逾期未改正", "拒不改正", "责令限期改正后的同一档"),
    ("逾期不改", "拒不改正", "责令限期改正后的同一档"),
    ("非法所得", "违法所得", "行政处罚法第九条用违法所得"),
    ("违法收入", "违法所得", "行政处罚法第九条用违法所得"),
    ("轨道交通经营单位", "轨道交通运营单位", "同一单位"),
    ("公共汽车和电车", "公共交通", "城市公共交通条例第二条"),
    ("公共汽车客运", "公共交通", "城市公共交通条例第二条"),
    ("停业", "终止经营", "停业、歇业即终止经营"),
    ("歇业", "终止经营", "停业、歇业即终止经营"),
];

/// The text with the rows folded.
///
/// ```
/// assert_eq!(qingli::align::synonyms::fold("予以暂扣"), "予以扣押");
/// ```
pub fn fold(text: &str) -> String {
    let Some(rows) = FOLDED.as_ref() else {
        return text.to_string();
    };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for m in rows.find_iter(text) {
        out.push_str(&text[from..m.start()]);
        out.push_str(ROWS[m.pattern().as_usize()].1);
        from = m.end();
    }
    out.push_str(&text[from..]);
    out
}

static FOLDED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(ROWS.iter().map(|r| r.0))
        .ok()
});
