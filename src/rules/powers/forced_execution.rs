//! PWR018: forced execution set by local law.

use crate::finding::Grade;
use crate::rules::higher;
use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、规章规定由行政机关自己强制拆除、强制清除、强制执行。
    ///
    /// ## 为什么是问题
    /// 行政强制执行由法律设定；法律没有授权的，行政机关应当申请人民法院强制执行。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 逾期不拆除户外广告设施的，由城市管理部门强制拆除，费用由设置人承担。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 逾期不拆除户外广告设施的，由城市管理部门依法申请人民法院强制执行。
    /// ```
    ///
    /// ## 不报告
    /// 申请人民法院执行、政府责成、依法强制执行；城乡规划、水利防洪、河道航道、公路、消防、港口、海上交通等法律授权的；引用的法律对同一行为规定了强制执行的；传染病、应急处置。
    /// ```text,clean,地方性法规
    /// 第九条 对违法建设逾期不拆除的，由县人民政府责成有关部门强制拆除。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 逾期不拆除的，依法强制拆除。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 在河道管理范围内修建阻水建筑物逾期不拆除的，由水行政主管部门强制拆除。
    /// ```
    ///
    /// ## 限度
    /// 法律授权以引用的法律条文为准；没有引用的法律是否另有授权，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十三条
    /// - 《中华人民共和国行政强制法》第四十四条
    code: "PWR018", name: "local-sets-forced-execution", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:强制|强行)(?:予以)?(?:拆除|清除|清理|铲除|搬迁|拆迁|恢复|关闭|停止使用|拔除|平毁|平坟|火化|遣送|起尸))|(?:(?:可以|予以|给予|由[^，。；]{2,20}|，|有权)(?:实施)?强(?:制|行)执行[，。；])",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"法院|依法强制|依法(?:予以|组织|实施|进行)?强(?:制|行)|法律、|(?:依照|按照|根据|依据)[^，。；]{0,24}(?:法|规定|条例)|城乡规划|违法建[设筑]|强制(?:拆除|清除)的|信息|记录|过程中|通知书|违法建筑|违章建|建设工程|被强|强制执行(?:力|效力|措施|程序|决定|费用|公告|的，|前|时|机关|方式|申请)|责成|水污染|排污口|防洪|行洪|阻水|河道|河岸|湖泊|航道|碍航|水工程|水库|堤防|取水|疫|隔离|传染|公路|消防|堵塞|疏散|港口|海域|海事|船舶|沉船|铁路|电力设施|应急|抢险|突发|暴力|阻碍|公告|不得|禁止|严禁|不需要|乡镇人民政府|实施强制|申请|催告|土地复垦|尾矿|军事|人民防空|宗教|民族|报废|注销|治安|集会|游行|醉酒|戒毒",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        // The laws that grant the power speak of these fields.
        let title = &cx.document.meta.title;
        if [
            "河",
            "水域",
            "湖",
            "航道",
            "防洪",
            "水利",
            "公路",
            "路政",
            "港口",
            "海域",
            "城乡规划",
            "违法建",
            "消防",
            "税",
            "土地",
            "人民防空",
            "军事",
            "信用",
            "行政执法",
            "行政程序",
        ]
        .iter()
        .any(|w| title.contains(w))
        {
            continue;
        }
        let s = crate::rules::said::Said {
            sentence: crate::rules::clause::sentence(cx.document, s.span.start),
            ..s
        };
        if higher::sets(
            cx,
            &["强制拆除", "强行拆除", "强制执行", "强制清除", "强制"],
            cx.document.slice(s.sentence),
            0.5,
        )
        .is_some()
        {
            continue;
        }
        let report = out
            .report(
                phrase(cx.document, s.span),
                "自行设定行政强制执行，强制执行只能由法律设定",
            )
            .why("行政强制执行由法律设定；法律没有授权的，行政机关应当申请人民法院强制执行。")
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十三条",
                &["行政强制执行由法律设定"],
            ))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第四十四条",
                &["可以依法强制拆除"],
            ))
            .fix(
                Grade::Display,
                "改为依法申请人民法院强制执行；符合条件的，依法代履行",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
