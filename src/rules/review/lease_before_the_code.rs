//! REV019: rules of leases that the Civil Code replaced.

use crate::finding::Kind;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 房屋租赁条文沿用合同法、1995年城市房屋租赁管理办法的旧规则：未备案不得对抗第三人，拖欠租金满若干月才可以解除，出售前三个月通知承租人，转租期限不得超过原租期，共有房屋须全体共有人同意才可以出租，不定期租赁只有出租人要通知。
    ///
    /// ## 为什么是问题
    /// 民事基本制度只能由法律规定；民法典对这些事项另有规定，地方条文与之不一致的，减损一方的权利。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 住房租赁双方未办理备案的，租约不得对抗他人。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 承租人拖欠租金累计六个月以上的，出租人可以解除租赁合同。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 住房租赁期间房主转让房屋的，须提前三个月通知承租的住户。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 承租人不交租金的，出租人依照民法典催告、解除合同。
    /// ```
    ///
    /// ## 不报告
    /// 公共租赁住房、保障性住房、公有房屋的使用管理；当事人可以约定的。
    /// ```text,clean,地方性法规
    /// 第九条 公共租赁住房承租人累计六个月以上拖欠租金的，应当腾退。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 出租人出售房屋的，应当在合理期限内通知承租人。
    /// ```
    ///
    /// ## 限度
    /// 只认这些旧规则的通行写法；当事人另有约定的不受影响。
    ///
    /// ## 依据
    /// - 《中华人民共和国民法典》第三百零一条、第七百零六条、第七百一十七条、第七百二十二条、第七百二十五条、第七百二十六条、第七百三十条
    /// - 《中华人民共和国立法法》第十一条
    code: "REV019", name: "lease-before-the-code", kind: RightReduced,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

/// An old rule: how it is written, what the Civil Code says, where.
struct Old {
    says: &'static str,
    kind: Kind,
    message: &'static str,
    basis: &'static [(&'static str, &'static str)],
}

const OLD: &[Old] = &[
    Old {
        says: r"租赁[^。；]{0,30}(?:未经|未办理|未)[^。；，]{0,6}(?:登记|备案)[^。；]{0,12}不得对抗",
        kind: Kind::RightReduced,
        message: "租赁合同不以备案为对抗要件",
        basis: &[
            ("第七百零六条", "不影响合同的效力"),
            ("第七百二十五条", "不影响租赁合同的效力"),
        ],
    },
    Old {
        says: r"(?:拖欠|逾期不支付|逾期未支付|逾期不交纳|逾期不缴纳|逾期未交|逾期不交|欠交|欠缴|不支付|不交纳)[^。；，]{0,4}租金[^。；，]{0,8}(?:累计|连续|超过|达|满)?[^。；，]{0,6}(?:六|三|二|两|一|6|3|2|1)个月",
        kind: Kind::RightReduced,
        message: "出租人经催告在合理期限届满后即可以解除合同，不以拖欠满若干月为条件",
        basis: &[("第七百二十二条", "合理期限内支付")],
    },
    Old {
        says: r"(?:出售|出卖|转让)[^。；]{0,30}(?:提前|前|在)[^。；，]{0,6}(?:三个月|3个月|九十日|三十日|一个月|二个月|两个月)[^。；，]{0,10}通知承租",
        kind: Kind::TimeLimit,
        message: "出卖租赁房屋应当在合理期限内通知承租人，不是固定的月数",
        basis: &[("第七百二十六条", "出卖之前的合理期限内")],
    },
    Old {
        says: r"转租[^。；]{0,24}(?:期限|租期|期日|终止日期|时限)[^。；]{0,8}不得(?:超过|长于|迟于|超出)[^。；]{0,20}租",
        kind: Kind::RightReduced,
        message: "转租期限超过剩余租期的，只是超过部分对出租人没有法律约束力，并可以另行约定",
        basis: &[("第七百一十七条", "超过承租人剩余租赁期限")],
    },
    Old {
        says: r"共有[^。；，]{0,10}房屋?[^。；]{0,6}(?:未经|未取得|未征得)[^。；，]{0,8}共有人[^。；，]{0,6}同意",
        kind: Kind::RightReduced,
        message: "共有房屋的出租依约定或者按份额多数决定，不须全体共有人同意",
        basis: &[
            ("第三百零一条", "共有人之间另有约定"),
            ("第三百条", "按照约定管理"),
        ],
    },
    Old {
        says: r"不定期租赁[^。]{0,30}(?:但|，)出租人(?:应当|须|必须)[^。；，]{0,12}(?:期限|个月|日)[^。；，]{0,6}(?:之?前)?[^。；，]{0,6}通知承租人",
        kind: Kind::RightReduced,
        message: "不定期租赁的任何一方解除合同都应当在合理期限之前通知对方",
        basis: &[("第七百三十条", "合理期限之前通知对方")],
    },
];

static SAYS: LazyLock<Vec<Regex>> = LazyLock::new(|| OLD.iter().map(|o| regex(o.says)).collect());
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"公共租赁|保障性|公租|廉租|公有|直管|土地|农村|集体|市政|摊位|保障房|合理期限内")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let title = &cx.document.meta.title;
    if UNLESS.is_match(title) || !cx.document.text.contains("租赁") {
        return;
    }
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for (old, says) in OLD.iter().zip(SAYS.iter()) {
        for s in said(cx.document, Ends::Part, says, &UNLESS) {
            let mut report = out
                .report(phrase(cx.document, s.span), old.message)
                .why("民事基本制度只能由法律规定，民法典对此另有规定。")
                .kind(old.kind);
            for (article, words) in old.basis {
                report = report.basis(cx.law_basis("中华人民共和国民法典", article, &[words]));
            }
            drop(hold.on(report));
        }
    }
}
