//! An act taken apart: whose it is, and the ways in which it is done.
//!
//! “客运经营者、货运经营者出租、出借道路运输许可证件的” is one sentence on two acts of two subjects.
//! Only the verb with its object says which act it is: the subject stands in every clause of a law,
//! and verbs that share an object stand far from it. So the subject is set apart, and what a list
//! joins is given back to each of its members (出租道路运输许可证件, 出借道路运输许可证件).

use crate::text::regex;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// An act's words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Whose act it is; empty where the sentence doesn't begin with that.
    pub subject: String,
    /// The act without its subject.
    pub body: String,
    /// Its ways, each a verb with its object; at least the body itself.
    pub ways: Vec<String>,
}

/// The most ways an act is taken apart into.
const MOST: usize = 16;

/// What a subject ends with.
const SUBJECTS: &[&str] = &[
    "经营者",
    "经营单位",
    "经营人",
    "企业",
    "单位",
    "机构",
    "人员",
    "个人",
    "公司",
    "驾驶人",
    "驾驶员",
    "所有人",
    "所有者",
    "使用人",
    "使用者",
    "管理人",
    "经营户",
    "业主",
    "当事人",
    "负责人",
    "责任人",
    "承租人",
    "出租人",
    "委托人",
    "行为人",
    "学校",
    "医院",
    "组织",
    "居民",
    "生产者",
    "销售者",
    "消费者",
    "劳动者",
    "饲养者",
    "饲养人",
    "养犬人",
    "施工方",
    "开发商",
    "工作人员",
    "屠宰厂",
    "屠宰厂（场）",
    "屠宰场",
    "血站",
    "船舶",
    "港口经营人",
];

/// What an act begins with, right behind its subject.
const BEGINS: &[&str] = &[
    "应当", "必须", "未", "不", "没有", "擅自", "私自", "违反", "违法", "违规", "非法", "拒",
    "逾期", "无", "伪造", "变造", "涂改", "使用", "在", "将", "对", "利用", "以", "超", "强",
    "采取", "从事", "发现", "允许", "转让", "出租", "出借", "倒卖", "聘用", "雇", "隐瞒", "弄虚",
    "虚", "提供", "被", "因", "为", "向", "随意", "故意", "发布", "承", "招", "签发", "收取", "索",
    "占", "损", "破坏", "妨碍", "阻", "携带", "停止", "终止", "变更", "暂停", "委托", "泄露",
    "滥用", "挪用", "骗取", "冒", "接受", "安排", "组织", "乱", "当场", "明知", "转包", "分包",
    "挂靠", "降低", "扣", "减", "增", "抢", "买卖", "制作", "销毁", "丢", "倾倒", "排放", "贮存",
    "放任", "放",
];

/// Words that a subject doesn't hold: behind them a noun is an object.
const NOT_IN_SUBJECT: &[&str] = &[
    "未", "不得", "擅自", "违反", "非法", "委托", "雇", "聘用", "拒", "向", "将", "对", "允许",
    "使用", "利用", "冒", "在", "无", "，", "；", "妨碍", "阻",
];

/// Ways of doing that say nothing on what is done.
const ADVERBS: &[&str] = &[
    "擅自", "随意", "私自", "任意", "故意", "非法", "违法", "违规", "恶意", "强行", "自行", "乱",
];

/// The state's organs: their duties are no citizen's.
const ORGANS: &[&str] = &[
    "国家机关",
    "人民政府",
    "主管部门",
    "行政机关",
    "监察机关",
    "公职人员",
    "国家工作人员",
];

/// Whether the act is one of the state's organs or their staff.
pub fn of_organs(text: &str) -> bool {
    ORGANS.iter().any(|w| {
        text.find(w).is_some_and(|at| {
            let (before, after) = (&text[..at], &text[at + w.len()..]);
            let after = after.strip_prefix("及其").unwrap_or(after);
            !NOT_IN_SUBJECT.iter().any(|n| before.contains(n))
                && (after.starts_with("工作人员") || BEGINS.iter().any(|b| after.starts_with(b)))
        })
    })
}

/// Whether a subject has a clause of its own before it: “设置无线电台的单位|未建立制度”, “在海上从事旅游
/// 活动的单位和个人|，将废弃物弃置”.
fn clause_before(before: &str, after: &str) -> bool {
    let Some(i) = before.rfind('的') else {
        return false;
    };
    let left_undone = ["未", "不", "没有"].iter().any(|w| after.starts_with(w))
        && !["委托", "雇", "聘用", "允许", "未", "不"]
            .iter()
            .any(|w| before.contains(w));
    let apart = || {
        before[i + '的'.len_utf8()..]
            .split(['、', '和', '及'])
            .flat_map(|t| t.split("或者"))
            .all(|t| SUBJECTS.iter().any(|s| t.ends_with(s)))
    };
    left_undone || after.starts_with('，') && apart()
}

/// Where the subject ends, in bytes; 0 where the sentence has none.
fn subject_end(text: &str) -> usize {
    let mut best = 0;
    for s in SUBJECTS {
        for (at, _) in text.match_indices(s) {
            let end = at + s.len();
            let after = text[end..].trim_start_matches(['（', '场', '）']);
            let act = after.trim_start_matches('，');
            if !BEGINS.iter().any(|b| act.starts_with(b)) {
                continue;
            }
            let end = text.len() - after.len();
            let before = &text[..end];
            let named = before
                .split(['、', '和', '及'])
                .flat_map(|t| t.split("或者"))
                .all(|t| t.chars().count() <= 4 || SUBJECTS.iter().any(|s| t.ends_with(s)));
            let plain = named && !NOT_IN_SUBJECT.iter().any(|w| before.contains(w));
            if before.chars().count() > 36 || !(plain || clause_before(before, after)) {
                continue;
            }
            if best == 0 || end < best {
                best = end;
            }
        }
    }
    best
}

/// Where what is left undone begins, behind the thing it is left undone to, in bytes: “学校的电梯|未
/// 安装监控”. 0 where the act is no omission or lacks leave only (未经批准, 未取得).
fn omission(text: &str) -> usize {
    let Some(at) = text.find('未') else { return 0 };
    let (before, after) = text.split_at(at);
    let leave = ["未经", "未取得", "未依法取得", "未成年", "未遂"]
        .iter()
        .any(|w| after.starts_with(w));
    // 对电梯未进行检查: the thing is the object.
    let object = before.starts_with(['对', '将', '把', '向']);
    if at == 0 || leave || object || before.contains(['，', '；']) || after.chars().count() < 5 {
        return 0;
    }
    at
}

fn without_adverb(mut token: &str) -> &str {
    loop {
        let cut = ADVERBS
            .iter()
            .fold(token, |t, a| t.strip_prefix(a).unwrap_or(t));
        if cut.len() == token.len() {
            return token;
        }
        token = cut;
    }
}

/// “在居民住宅区内占用” → “占用”: the act without the place it is done at.
fn without_place(text: &str) -> &str {
    if !text.starts_with('在') && !text.starts_with('于') {
        return text;
    }
    let end = [
        "范围内",
        "区域内",
        "期间",
        "内",
        "上",
        "中",
        "旁",
        "周边",
        "附近",
        "两侧",
    ]
    .iter()
    .filter_map(|e| text.find(e).map(|i| i + e.len()))
    .filter(|&e| e < text.len())
    .min();
    match end {
        Some(e) if text[e..].chars().count() >= 4 => text[e..].trim_start_matches(['，', '的']),
        _ => text,
    }
}

fn head(s: &str, n: usize) -> Option<(&str, &str)> {
    let at = s.char_indices().nth(n).map(|(i, _)| i)?;
    Some(s.split_at(at))
}

/// What the members of one piece's lists are, each with what the list shares.
fn members(piece: &str) -> Vec<String> {
    let mut joined = piece.to_string();
    for w in ["或者", "以及", "并且"] {
        joined = joined.replace(w, "、");
    }
    let tokens: Vec<&str> = joined
        .split('、')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .collect();
    if tokens.len() < 2 {
        return Vec::new();
    }
    let first = without_adverb(without_place(tokens[0]));
    let mut verbs: Vec<String> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let t = if i == 0 {
            first
        } else {
            without_adverb(tokens[i])
        };
        if t.chars().count() == 2 {
            verbs.push(t.to_string());
            i += 1;
        } else {
            break;
        }
    }
    let mut objects: Vec<String> = Vec::new();
    for (k, t) in tokens.iter().enumerate().skip(i) {
        let t = if k == 0 { first } else { t };
        if k == i {
            if let Some((v, o)) = head(without_adverb(t), 2) {
                verbs.push(v.to_string());
                objects.push(o.to_string());
            }
        } else {
            objects.push((*t).to_string());
        }
    }
    let mut out = Vec::new();
    for o in &objects {
        for v in &verbs {
            out.push(format!("{v}{o}"));
        }
    }
    out.truncate(MOST);
    out
}

/// What a sanction begins with, where an act's words run on into it.
const SANCTIONS: &[&str] = &[
    "，责令",
    "，没收",
    "，处",
    "，由",
    "，给予",
    "，并处",
    "，可以处",
    "，可处",
    "，收缴",
    "，吊销",
    "，警告",
    "，予以",
    "，可以并处",
    "，暂扣",
    "，依法给予",
];

/// Acts without leave and acts beyond it are written in many ways; here each in one: “未取得客运许可
/// 证”, “无证”, “持无效许可证件” are 未经许可 (行政许可法 第八十一条), “超越许可范围” is 超范围
/// (第八十条).
fn canonical(text: &str) -> String {
    static WITHOUT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"未(?:依法|按照规定|按规定)?(?:取得|办理|领取|获得)(?P<what>[^，；。未]{0,24}?)(?:许可证件|许可证|许可|资质证书|资质|执照|批准文件|批准)(?:[、和][^，；。、或]{2,10}证)*(?:，?擅自)?|无证(?:照)?|持无效[^，；。、或]{0,8}证件?|未经(?:许可|批准|同意)(?:，?擅自)?",
        )
    });
    static BEYOND: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:超越|超出|擅自扩大|超)(?:[^，；。、或]{0,12}?)(?:许可|经营|核准|业务)?(?:的)?范围",
        )
    });
    let text = WITHOUT.replace_all(text, |c: &Captures<'_>| {
        match c.name("what").map_or("", |m| m.as_str()) {
            "" => "未经许可".to_string(),
            what => format!("未经许可{what}，"),
        }
    });
    BEYOND.replace_all(&text, "超范围").into_owned()
}

/// Takes an act's words apart.
pub fn read(text: &str) -> Wording {
    let cut = SANCTIONS.iter().filter_map(|w| text.find(w)).min();
    let text = match cut {
        Some(i) if text[..i].chars().count() >= 6 => &text[..i],
        _ => text,
    };
    let end = match subject_end(text) {
        0 => omission(text),
        end => end + omission(&text[end..]),
    };
    let body = text[end..].trim_start_matches(['，', '的']);
    let (subject, body) = if body.chars().count() < 4 {
        ("", text)
    } else {
        (&text[..end], body)
    };
    let body = &canonical(body);
    let mut ways: Vec<String> = Vec::new();
    let mut add = |w: &str| {
        let w = w.trim_end_matches(['的', '：', ':']);
        // 未经许可 alone says nothing of what is done.
        let told = w.replace("未经许可", "").replace("超范围", "");
        if told.chars().count() >= 4 && ways.len() < MOST && !ways.iter().any(|x| x == w) {
            ways.push(w.to_string());
        }
    };
    add(body);
    for piece in body.split(['，', '；', ',', ';']) {
        let placed = without_place(piece);
        // 在学校周边 alone says where.
        if piece.starts_with('在') && placed == piece && piece.len() < body.len() {
            continue;
        }
        add(placed);
        add(without_adverb(placed));
        for w in piece.split("或者") {
            // A noun alone (验收报告) is no way.
            if w.chars().count() >= 6 {
                add(w);
            }
        }
        let tokens: Vec<&str> = piece.split('、').collect();
        if tokens.len() > 1 && tokens.iter().all(|t| t.chars().count() >= 5) {
            for t in tokens {
                add(t);
            }
        }
        for m in members(placed) {
            add(&m);
        }
    }
    Wording {
        subject: subject.to_string(),
        body: body.to_string(),
        ways,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_set_apart() {
        let w = read("班车经营者、货车经营者强行招揽乘客的");
        assert_eq!(w.subject, "班车经营者、货车经营者");
        assert_eq!(w.body, "强行招揽乘客的");
        // An object is no subject.
        let w = read("委托没有资质的单位从事检测的");
        assert_eq!(w.subject, "");
    }

    #[test]
    fn a_list_gives_each_member_what_it_shares() {
        let w = read("擅自倾倒、堆放或者焚烧园林垃圾、装修垃圾的");
        for m in ["倾倒园林垃圾", "堆放装修垃圾", "焚烧园林垃圾"] {
            assert!(w.ways.iter().any(|x| x == m), "{m} in {:?}", w.ways);
        }
    }

    #[test]
    fn a_clause_before_the_subject_belongs_to_it() {
        let w = read("使用游船的单位未建立检修制度的");
        assert_eq!(w.subject, "使用游船的单位");
        let w = read("在湖上从事垂钓活动的单位和个人，将饵料丢弃的");
        assert_eq!(w.subject, "在湖上从事垂钓活动的单位和个人");
    }

    #[test]
    fn what_is_left_undone_is_the_act_and_not_to_what() {
        let w = read("商场的电梯未安装监控的");
        assert_eq!(
            (w.subject.as_str(), w.body.as_str()),
            ("商场的电梯", "未安装监控的")
        );
        // The thing may be the object, and 未经许可 is no omission.
        assert_eq!(read("对电梯未定期检查的").subject, "");
        assert_eq!(read("游船未经许可出租的").subject, "");
    }

    #[test]
    fn acts_without_leave_are_written_alike() {
        for t in [
            "未取得许可从事水上游览的",
            "无证从事水上游览的",
            "持无效许可证从事水上游览的",
        ] {
            assert!(
                read(t)
                    .ways
                    .iter()
                    .any(|w| w.starts_with("未经许可从事水上游览")),
                "{t}"
            );
        }
        assert!(read("超越许可范围经营游船的").ways[0].starts_with("超范围经营"));
        // 未经许可 alone is no way.
        assert!(
            !read("未经许可，设置广告牌的")
                .ways
                .iter()
                .any(|w| w == "未经许可")
        );
    }

    #[test]
    fn nouns_and_places_alone_are_no_ways() {
        let w = read("在码头周边，未保存检修记录或者验收报告的");
        assert!(
            w.ways.iter().all(|w| w != "验收报告" && w != "在码头周边"),
            "{:?}",
            w.ways
        );
    }

    #[test]
    fn organs_are_known_as_subjects_only() {
        assert!(of_organs("水行政主管部门未公布水位信息的"));
        assert!(of_organs("人民政府及其工作人员滥用职权的"));
        assert!(!of_organs("未经水行政主管部门批准取水的"));
        assert!(!of_organs("向水行政主管部门提供虚假材料的"));
    }

    #[test]
    fn the_place_is_no_part_of_the_act() {
        let w = read("在居民小区内占用消防车道的");
        assert!(w.ways.iter().any(|x| x == "占用消防车道"), "{:?}", w.ways);
    }
}
