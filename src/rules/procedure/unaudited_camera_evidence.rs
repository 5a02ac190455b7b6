//! PRC009: cameras as evidence without the audits of 行政处罚法 第四十一条.

use crate::rules::campaign::monitor_abuse;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::statement::Scope;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文规定监控影像可以作为处罚证据，整条没有写法制审核、技术审核或者公布设置地点。
    ///
    /// ## 为什么是问题
    /// 利用电子技术监控设备收集违法事实，须依照法律、行政法规，经法制和技术审核，设置合理、标志明显、地点公开。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 交通技术监控设备记录的影像资料，可以作为行政处罚的证据。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 交通技术监控设备应当经法制和技术审核，设置地点向社会公布；其记录的影像资料，可以作为行政处罚的证据。
    /// ```
    ///
    /// ## 不报告
    /// 写明审核的；污染物自动监测、民事证据、保险理赔。
    /// ```text,clean,地方性法规
    /// 第九条 消费者提供的录音、照片，可以作为确定修理次数的证据。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 自动监测数据可以作为污染物排放执法的依据。
    /// ```
    ///
    /// ## 限度
    /// 规范性文件、政府规章中PFT005已报的句子，本规则不再报；地方性法规中由本规则报。法律、行政法规对该监控有专门规定的（道路交通等），只须补审核和公开的要求。未复核：读过的真实命中没有一处能定为正确。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十一条
    code: "PRC009", name: "unaudited-camera-evidence", kind: Procedure,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:技术监控|电子监控|监控设备|监控系统|监控资料|监控记录|视频监控|影像资料|视听资料|图像资料|动态称重|自动检测|录像)[^。；]{0,60}作为[^。；，]{0,14}(?:行政处罚|违法|执法|处罚|查处)[^。；，]{0,10}(?:证据|依据)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"审核|核查|保险|理赔|考核|污染|排放|排污|审计|举报|单位(?:和|或者)个人提供|市民|书证|物证|电子数据|证人证言",
    )
});

/// Whether the words are this rule's (for the campaign's rule on cameras).
pub(in crate::rules) fn says(words: &str) -> bool {
    SAYS.is_match(words) && !UNLESS.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        if Scope::Papers.holds(cx) && monitor_abuse::says(cx.document.slice(s.sentence)) {
            continue;
        }
        let article = cx
            .document
            .ancestor(s.clause.node, crate::document::Kind::Article);
        let whole = article.map_or(s.clause.span, |a| cx.document.full_span(a));
        if ["审核", "向社会公布", "行政处罚法"]
            .iter()
            .any(|w| cx.document.slice(whole).contains(w))
        {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "以监控记录作处罚证据，没有写审核和设置地点公开")
            .why("利用电子技术监控设备收集违法事实，须依照法律、行政法规，经法制和技术审核，设置合理、标志明显、地点公开。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第四十一条", &["法制和技术审核"]));
        drop(hold.on(report));
    }
}
