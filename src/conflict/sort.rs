//! What sort of act the words name, and what class of things it is done to: acts of other sorts, or on
//! things that exclude each other, are not the same, however many words they share.

/// Sorts of acts that are not each other, however many words they share: 超越许可范围 is not
/// 未取得许可.
const SORTS: [&[&str]; 8] = [
    &["超越", "超出", "擅自扩大"],
    &[
        "未取得",
        "未依法取得",
        "未经许可",
        "未经批准",
        "未经同意",
        "无证",
        "未办理许可",
    ],
    &["伪造", "变造", "涂改", "冒用"],
    &["出租", "出借", "转让", "倒卖", "买卖", "租借", "转借"],
    &["拒绝", "阻碍", "妨碍", "拒不接受"],
    &[
        "未备案",
        "未按照规定备案",
        "未按规定备案",
        "未办理备案",
        "进行备案",
        "未报备",
    ],
    &["损坏", "破坏", "毁坏", "损毁", "污损"],
    &["虚假", "弄虚作假", "隐瞒", "欺骗", "骗取", "虚报"],
];

/// Classes of things that exclude each other: what a law orders for one it doesn't for the other.
/// The longer names stand first, they hold the shorter ones. 道路交通安全法 第一百一十九条;
/// 野生动物保护法 第十条; 生态环境法典 第一千一百四十五条.
const CLASSES: [&[(&str, u16)]; 3] = [
    &[
        ("非机动车", 1),
        ("电动自行车", 1),
        ("三轮车", 1),
        ("自行车", 1),
        ("机动车", 1 << 1),
    ],
    &[
        ("国家重点保护", 1 << 2),
        ("省重点保护", 1 << 3),
        ("市重点保护", 1 << 3),
        ("地方重点保护", 1 << 3),
    ],
    &[
        ("准保护区", 1 << 4),
        ("一级保护区", 1 << 5),
        ("二级保护区", 1 << 6),
    ],
];

/// The classes of things that an act's words name, by family.
pub(super) fn classes(text: &str) -> [u16; 3] {
    CLASSES.map(|family| {
        let mut rest = text.to_string();
        family.iter().fold(0, |bits, (name, bit)| {
            if rest.contains(name) {
                rest = rest.replace(name, "，");
                bits | bit
            } else {
                bits
            }
        })
    })
}

/// Whether the things of two acts exclude each other.
pub(super) fn apart(a: [u16; 3], b: [u16; 3]) -> bool {
    a.iter()
        .zip(b)
        .any(|(&x, y)| x != 0 && y != 0 && x & y == 0)
}

/// The sorts that an act's words name, one bit each.
pub(super) fn sorts(text: &str) -> u16 {
    SORTS
        .iter()
        .enumerate()
        .filter(|(_, words)| words.iter().any(|w| text.contains(w)))
        .fold(0, |bits, (i, _)| bits | 1 << i)
}

#[cfg(test)]
mod tests {
    use super::{apart, classes};

    #[test]
    fn things_that_exclude_each_other() {
        let c = classes;
        assert!(apart(c("出售拼装的非机动车"), c("出售拼装的机动车")));
        assert!(!apart(c("出售拼装的车辆"), c("出售拼装的机动车")));
        assert!(apart(c("在二级保护区内垂钓"), c("在一级保护区内垂钓")));
    }
}
