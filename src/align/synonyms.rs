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
    ("营运", "运营", "城市公共交通条例（2024）改用运营"),
    (
        "餐厨垃圾",
        "厨余垃圾",
        "2020年固体废物污染环境防治法改称厨余垃圾",
    ),
    (
        "建筑渣土",
        "建筑垃圾",
        "城市建筑垃圾管理规定第二条：弃土、弃料及其他废弃物",
    ),
    (
        "工程渣土",
        "建筑垃圾",
        "城市建筑垃圾管理规定第二条：弃土、弃料及其他废弃物",
    ),
    ("围栏", "围挡", "大气污染防治法第六十九条（2018）称围挡"),
    ("撒漏", "遗撒", "大气污染防治法第七十条（2018）称遗撒"),
    ("遗洒", "遗撒", "大气污染防治法第七十条（2018）称遗撒"),
    ("采挖砂石", "采砂", "采挖砂石即采砂"),
    ("开采砂石", "采砂", "开采砂石即采砂"),
    ("拖拽", "拖曳", "道路交通安全法第六十八条称拖曳、牵引"),
    ("驾驶员", "驾驶人", "道路交通安全法称驾驶人"),
    ("拖延不报", "迟报", "安全生产法第一百一十条称迟报"),
    ("隐瞒不报", "瞒报", "同一行为的简称"),
    ("报备", "备案", "报备即备案"),
    ("刻画", "刻划", "同一行为的两种写法"),
    ("标志牌", "标牌", "同一事物"),
    ("年度审验", "年审", "简称"),
    ("疫苗接种", "免疫接种", "动物防疫法第三十条称免疫接种"),
    (
        "接种狂犬病疫苗",
        "狂犬病免疫接种",
        "动物防疫法第九十二条称狂犬病免疫接种",
    ),
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
