//! PWR025: telephone numbers suspended to make a party come.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以通知电信单位暂停通信号码的方式，迫使当事人接受处理。
    ///
    /// ## 为什么是问题
    /// 暂停通信号码既不是查封也不是扣押，是法律没有规定的强制措施，地方性法规无权设定；并影响公民的通信权利。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 对张贴小广告中标明的通信号码，逾期不接受处理的，由执法部门通知电信企业暂停其号码的使用。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 对张贴小广告的，由执法部门依法处罚。
    /// ```
    ///
    /// ## 不报告
    /// 电信网络诈骗等法律另有规定的；按照用户协议处理。
    /// ```text,clean,地方性法规
    /// 第九条 对涉嫌电信网络诈骗的号码，依照《中华人民共和国反电信网络诈骗法》的规定暂停服务。
    /// ```
    ///
    /// ## 限度
    /// 部分省级地方性法规长期有此规定，须制定机关统一清理。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条
    /// - 《中华人民共和国行政强制法》第十一条
    code: "PWR025", name: "local-suspends-phone-number", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:暂停|停止|中止|关闭|停用)[^。；，]{0,16}(?:通信|通讯|电话|号码)[^。；，]{0,10}(?:使用|服务|业务|号码)?",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"诈骗|骚扰|协议|合同|国家安全|反恐|不得|有线|广播|考试|应急|维护|故障|实名|(?:依照|依据)《",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        if !["广告", "涂写", "张贴", "处理", "违法"]
            .iter()
            .any(|w| cx.document.slice(s.sentence).contains(w))
        {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "以暂停通信号码迫使当事人接受处理")
            .why("暂停通信号码既不是查封也不是扣押，是法律没有规定的强制措施，地方性法规无权设定；并影响公民的通信权利。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十条", &["地方性法规可以设定"]))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十一条", &["不得设定行政强制措施"]));
        drop(hold.on(report));
    }
}
