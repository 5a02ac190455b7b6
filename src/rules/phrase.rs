//! Patterns of phrases, written so that a lawyer can read them: `…24` stands for up to 24
//! characters within the statement, `‥12` for up to 12 before the next comma, `<罚没>` for the
//! words listed below. White space in a pattern is layout.

use crate::text::regex;
use regex::Regex;

const VOCABULARY: &[(&str, &str)] = &[
    (
        "<数>",
        r"(?:[\d〇零一二两三四五六七八九十百千万几]+(?:\.\d+)?)",
    ),
    (
        "<罚没>",
        r"(?:罚没(?:款项?|收入|数额|金额|总额|物品|入库额?|财物)*|罚款(?:收入|入库额?|总额|数额|金额)*|罚缴(?:款|收入)?|处罚收入|案款|没收(?:的)?(?:违法|非法)所得)",
    ),
    (
        "<不少于>",
        r"(?:不少于|不低于|不得[少低]于|不应[少低]于|至少|须?达到|应达到|要达到|力争|确保|保证|完成)",
    ),
    (
        "<案数>",
        r"(?:(?:办案|立案|查处|处罚|查扣|查获|案件|结案|办结|罚单|抓拍|扣车|查办|移送|违法) ‥12 (?:数量|起数|件数|宗数|总数|总量|辆数|台次|案件数|车辆数|任务数|完成数|完成率)|(?:查处|处罚|立案|办案|结案|案件|罚单|抓拍|查扣|查获|查办|扣车) (?:数|量)|案件 (?:查办|办理|查处) (?:数|量)|执法战果|(?:查处|处罚|立案|办案|案件|抓拍) (?:任务|指标|总额|金额|数额))",
    ),
    (
        "<考核>",
        r"(?:考核|考评|排名|排序|排位|位次|末位|后 ‥1 <数> ‥1 [名位]|前 ‥1 <数> ‥1 [名位]|垫底|靠后|居后|居前|倒数|评先|评优|绩效|得分|计分|加分|扣分|分值|占比|通报|约谈|挂钩|晋升|评比|奖金|提成|奖励|补贴|提拔|嘉奖|表态|检讨|诫勉|核发|计发|扣减|扣发|淘汰|调离|免职|评选|标兵|谈话)",
    ),
    (
        "<件>",
        r"(?:件|起|宗|例|案|辆次|台次|车次|辆|台|人次|家次|单|户次|条)",
    ),
    (
        "<企业>",
        r"(?:公司|集团|企业|修理厂|汽修厂|厂|检测站|驾校|检测中心|检验中心|培训中心|合作社|商行|经营部|修配店)",
    ),
    (
        "<本地>",
        r"(?:本地|本县|本市|本区|本省|本州|本旗|本镇|本乡|我县|我市|我区|我省|我镇|县内|市内|省内|当地|县域内|辖区内)",
    ),
    (
        "<外地>",
        r"(?:外地|外省市?|外市|外县|外埠|外籍|外来|市外|省外|县外|异地|非本[市省县地区]|非我[市省县区]|非在本[市省县地区])",
    ),
    (
        "<辅助>",
        r"(?:协管(?:人)?员|辅助人员|辅警|协勤(?:人员)?|协助执法人员|执法辅助|临时(?:聘用)?人员|临聘人员|聘用人员|合同工|协查(?:人)?员|安全管理员|劝导员|网格员|保安(?:员|人员)?|志愿者|公益性?岗位?人员|劳务派遣人员|第三方人员|村干部|巡查员|协运员|社会人员)",
    ),
];

/// Compiles a phrase.
pub(super) fn phrase(pattern: &str) -> Regex {
    let mut p = String::from("(?x)");
    p.push_str(pattern);
    // Twice: a list may name another.
    for (name, words) in VOCABULARY.iter().chain(VOCABULARY) {
        p = p.replace(name, words);
    }
    for (dots, class) in [('…', "[^。；;\\n]"), ('‥', "[^。；;，\\n]")] {
        while let Some(i) = p.find(dots) {
            let rest = &p[i + dots.len_utf8()..];
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let end = i + dots.len_utf8() + digits.len();
            p.replace_range(i..end, &format!("{class}{{0,{digits}}}"));
        }
    }
    debug_assert!(
        !p.split('<')
            .skip(1)
            .any(|w| w.starts_with(|c: char| !c.is_ascii())),
        "a word that stands in no list: {p}"
    );
    regex(&p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stop_at_marks() {
        let p = phrase("甲 …3 乙 ‥2 丙");
        assert!(p.is_match("甲，一乙二丙"));
        assert!(!p.is_match("甲一乙，丙"));
        assert!(!p.is_match("甲。乙丙"));
        assert!(!p.is_match("甲一二三四乙丙"));
    }

    #[test]
    fn words_stand_for_their_lists() {
        assert!(phrase("<罚没> …4 返还").is_match("罚没收入全额返还"));
        assert!(!phrase("<罚没> …4 返还").is_match("押金全额返还"));
    }
}
