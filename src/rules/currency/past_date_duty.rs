//! EXP003: a duty to be done by a day that is long past.

use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文要求在某年某月以前完成的事项，该日期早已过去。
    ///
    /// ## 为什么是问题
    /// 时点已过，条文已经履行完毕或者失去意义，应当删除或者更新。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 现有的燃煤锅炉，应当在2015年12月31日前改用清洁能源。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 燃煤锅炉应当改用清洁能源。
    /// ```
    ///
    /// ## 不报告
    /// 资格、历史时点（某年以前参加工作、建成、取得）；施行、通过、公布日期；阶段性方案另有规则（EXP002）。
    /// ```text,clean,地方性法规
    /// 第九条 2000年12月31日以前参加工作的，连续计算工龄。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 本条例自2010年1月1日起施行。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 2010年1月1日前建成的住宅，可以补办登记。
    /// ```
    ///
    /// ## 限度
    /// 过去不满一年的不报。以届满为限，是否已经完成由人核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国立法法》第八十二条
    code: "EXP003", name: "past-date-duty", kind: Expiry,
    severity: Info, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:((?:19|20)\d{2}|[一二][九〇○零０O][\p{Han}〇○]{2})年(?:底|末)?(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}日)?(?:底|末)?(?:以?前|之前)[^。；]{0,40}(?:应当|必须|完成|达到|建成|淘汰|停止|关闭|拆除|搬迁|改造|免征|减征))|(?:(?:应当|必须)[^。；，]{0,12}(?:于|在)?((?:19|20)\d{2}|[一二][九〇○零０O][\p{Han}〇○]{2})年(?:底|末)?(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}日)?(?:底|末)?(?:以?前|之前))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"已|参加工作|退休|缴费|施行前|实施前|登记的|建成的|取得|竣工|购买|通过|公布|修正|修订|出生|形成|签订|以前(?:的|建)|前建|投保|注册|生产的|制造|安装的|入学|入伍|批准的|购置|开工|历史|未办理|核发|颁发|办理|使用的|遗留|违法建|占用|每年|次年|当年|清算|缴纳的",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if cx.standing.rank.is_national()
        || matches!(
            cx.standing.rank,
            crate::document::Rank::Normative | crate::document::Rank::Other
        )
    {
        return;
    }
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let year = SAYS
            .captures(cx.document.slice(s.sentence))
            .and_then(|c| c.get(1).or_else(|| c.get(2)))
            .and_then(|m| crate::text::numeral::parse(m.as_str()));
        let Some(year) =
            year.filter(|y| (1980..u64::from(cx.as_of.year().unsigned_abs())).contains(y))
        else {
            continue;
        };
        drop(
            out.report(
                phrase(cx.document, s.span),
                format!("完成的时点已过：{year}年"),
            )
            .why("时点已过，条文已经履行完毕或者失去意义，应当删除或者更新。")
            .basis(cx.law_basis(
                "中华人民共和国立法法",
                "第八十二条",
                &["及时予以修改或者废止"],
            )),
        );
    }
}
