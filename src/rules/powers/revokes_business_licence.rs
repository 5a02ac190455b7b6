//! PWR011: the business licence revoked by local law.

use crate::finding::Grade;
use crate::rules::higher;
use crate::rules::hold::place_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、规章自己设定吊销营业执照。
    ///
    /// ## 为什么是问题
    /// 吊销营业执照，地方性法规不能设定；规章更没有这项权力。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 伪造检验结论的，处一万元罚款；情节严重的，由市场监督管理部门吊销营业执照。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 伪造检验结论的，处一万元罚款；情节严重的，依法吊销营业执照。
    /// ```
    ///
    /// ## 不报告
    /// 依法吊销、提请或者建议有权机关吊销、转引法律；“被吊销营业执照的”；引用的法律对同一行为规定了吊销营业执照的。
    /// ```text,clean,地方性法规
    /// 第九条 情节严重的，提请市场监督管理部门依法吊销营业执照。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 被吊销营业执照的，不得继续经营。
    /// ```
    ///
    /// ## 限度
    /// 引用的法律对别的行为规定吊销营业执照的，不能作为依据；两件法律的行为是否相同，按文字相似判断，须人工核对。未复核：读过的真实命中多有两可。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    code: "PWR011", name: "local-revokes-business-licence", kind: PenaltyKind,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"吊销(?:其|企业|[^，。；]{0,8}?)(?:营业执照|工商营业执照)"));
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"依法(?:予以)?(?:给予)?吊销|提请|建议|移送|提交|(?:依照|按照|根据)[^，。；]{0,40}(?:法|条例|规定)|告知|通知|被(?:依法)?吊销|因吊销|吊销(?:企业|其)?营业执照(?:的|后|未|之日|、注销|等情形|或者注销|信息|、责令关闭|、撤销)|被[^。；]{0,10}吊销|执照吊销|抄告|商请|由[^，。；]{0,20}依法",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let act = if s.lead.is_some() {
            s.whole(cx.document)
        } else {
            cx.document.slice(s.clause.span).to_string()
        };
        if higher::sets(cx, &["吊销营业执照", "吊销其营业执照"], &act, 0.6).is_some() {
            continue;
        }
        let report = out
            .report(
                phrase(cx.document, s.span),
                "自行设定吊销营业执照，地方立法无权设定",
            )
            .why("吊销营业执照，地方性法规不能设定；规章更没有这项权力。")
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第十二条",
                &["吊销营业执照以外"],
            ))
            .fix(
                Grade::Display,
                "改为“依法吊销营业执照”并写明上位法，或者删去",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
