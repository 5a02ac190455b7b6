//! REV004: telephones and records of calls read by administrative organs.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 行政机关在一般行政案件中查阅、复制当事人的通信记录，检查手机。
    ///
    /// ## 为什么是问题
    /// 通信自由和通信秘密受宪法保护，只有因国家安全或者追查刑事犯罪的需要，由公安、检察机关依法检查；2019年备案审查已要求修改。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 执法人员调查事故，可以查阅、复制当事人的通讯记录。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 执法人员调查事故，可以询问当事人和证人。
    /// ```
    ///
    /// ## 不报告
    /// 刑事侦查、国家安全；手机号码登记；禁止检查。
    /// ```text,clean,地方性法规
    /// 第九条 执法人员不得查阅当事人的通信记录。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当查验寄件人的身份证件，登记手机号码。
    /// ```
    ///
    /// ## 限度
    /// 未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国宪法》第四十条
    code: "REV004", name: "reads-communications", kind: RightReduced,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:查阅|检查|查验|调取|复制|提取|查看|调阅)[^。；，]{0,25}(?:通讯记录|通信记录|通话记录|通讯工具|通信工具|短信|聊天记录|手机)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"刑事|国家安全|手机号|号码|不得|禁止|充电|侦查|销售|维修|回收|恐怖|诈骗|戒毒|监狱|典当|二手|旧|反间谍",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "行政机关查阅通信记录、检查手机")
            .why("通信自由和通信秘密受宪法保护，只有因国家安全或者追查刑事犯罪的需要，由公安、检察机关依法检查；2019年备案审查已要求修改。")
            .basis(cx.law_basis("中华人民共和国宪法", "第四十条", &["通信自由和通信秘密"]));
        drop(hold.on(report));
    }
}
