//! RGD003: always the maximum; no leniency; twice for one act.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits_or, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件规定不问情节一律顶格、按上限、从重处罚，排除从轻、减轻、不予处罚，或者对同一行为由几个部门分别罚款。
    ///
    /// ## 为什么是问题
    /// 处罚须与情节相当；从轻减轻是法定情形，文件不能取消；同一行为不得两次罚款。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 对非法营运一律按上限处罚，不适用从轻、减轻。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 同一违法行为由两部门分别罚款。
    /// ```
    ///
    /// ## 不报告
    /// 法定从重情节；裁量基准；不再重复处罚的规定。
    /// ```text,clean,规范性文件
    /// 第七条 情节严重的，在法定幅度内从重处罚。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 对同一违法行为已经罚款的，不得重复罚款。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五条、第二十九条、第三十二条、第三十三条
    code: "RGD003", name: "maximum-penalty", kind: CampaignRigid,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:顶格|按照? ‥12 (?:上限|最高限额|最高额|最高幅度|最高标准|最高档)|(?:法定)?(?:最高限额|最高幅度)) ‥8 (?:处罚|罚款|处理|裁量|从重|处以|执行|罚)
        | 一律 (?:予以|依法)? (?:从重|从严|加重) ‥4 (?:处罚|处理|查处|罚)
        | (?:同一|一次|一个|一种) ‥8 行为 ‥20 (?:分别|累计|重复|各自|叠加|同时) ‥6 (?:处罚|罚款|给予)
        | (?:一律|均|全部) ‥4 (?:按|照)? (?:上限|顶格|最高额|最高档|高限)
        | (?:多次|重复|叠加) 罚款
        | 就高不就低|从高处罚|同一 ‥6 (?:车辆|当事人|车|行为|违法|经营者) …24 (?:分别|累计|重复|叠加) ‥4 (?:处罚|罚款)",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:不|不再|一律不|均不) (?:适用|予适用|得适用|考虑|给予) ‥10 (?:从轻|减轻|酌定)
        | (?:不得|不准|不允许) ‥4 (?:从轻|减轻|减免|少罚)
        | 不得 ‥2 (?:打折|下浮|减免罚款|少罚)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"情节(?:特别)?(?:严重|恶劣)的|法定从重|裁量基准|大气|水污染|排污|污染物|不再重复|不得重复|不重复|违约|罚息|不予处罚|裁量|两个以上|数个|不同违法",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![Sense::new(
        &[r"(?:凡查必罚|逢查必罚|有案必罚|查到就罚|一罚到顶|罚到顶)"],
        20,
    )]
});
const SAY: Say = Say {
    what: "不问情节从重、顶格",
    why: "设定和实施处罚必须与事实、性质、情节和社会危害程度相当；依法应当从轻、减轻、不予处罚的，文件不得排除。",
    counter: "",
    basis: &[
        ("中华人民共和国行政处罚法", "第五条", &["社会危害程度相当"]),
        ("中华人民共和国行政处罚法", "第三十三条", &["不予行政处罚"]),
        ("中华人民共和国行政处罚法", "第二十九条", &["两次以上罚款"]),
    ],
    fix: "改为“依照裁量基准，在法定幅度内裁量”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits_or(cx, Scope::Papers, &WHAT, &OWN, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
