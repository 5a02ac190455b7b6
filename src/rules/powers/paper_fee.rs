//! PWR004: a normative document sets a fee or deposit.

use super::{measure, negated, owes_money, points_to_law, runs, sentences, spoken_of};
use crate::finding::{Confidence, Grade};
use crate::rules::campaign::seizure_cost;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规范性文件要求企业、个人缴纳费用、保证金、押金、信用金等，没有写明依据。
    ///
    /// ## 为什么是问题
    /// 行政事业性收费须有法律、行政法规或者国务院、省级批准的目录依据；规范性文件不得减损权利、增加义务。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 砂石企业应当向镇政府缴纳信用保证金二万元。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 未按期维护的，每超期一日计收滞纳金十元。
    /// ```
    /// ```text,finding,规范性文件
    /// 第七条 新增出租汽车经营权以拍卖方式有偿出让。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第五条 砂石企业应当诚信经营。
    /// ```
    ///
    /// ## 不报告
    /// 免收、不得收取、法定保证金、合同价款和政府定价的服务收费。
    /// ```text,clean,规范性文件
    /// 第六条 不得向企业收取押金、手续费。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 依照《某省收费条例》收取的费用，应当公示。
    /// ```
    ///
    /// ```text,clean,规范性文件
    /// 第八条 乘客按照计价器显示的金额支付车费。
    /// ```
    ///
    /// ## 限度
    /// 政府定价、政府指导价的停车、供水等服务收费标准不在此判断；扣押、拖移的费用见 PFT006；欠款的滞纳金见 PWR003。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第二十五条；《中华人民共和国行政许可法》第五十八条
    code: "PWR004", name: "paper-sets-fee", kind: Fee,
    severity: Error, confidence: Medium, trigger: Trigger::Literals(&["费", "保证金", "押金", "信用金", "风险金", "抵押金", "集资", "整改金"])
}

static FEE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:缴纳|交纳|缴存|缴付|预交|预缴|收取|征收|计收|加收|收缴|支付|缴)[^。；，]{0,24}?(?:费|保证金|押金|信用金|风险金|抵押金|整改金|补助|基金|集资款?)(?:[^。；，]{0,10}?[\d一二三四五六七八九十百千万两]+\s*(?:万|千|百)?元)?|(?:按|每)[^。；，]{0,16}[\d一二三四五六七八九十百千万两]+\s*元[^。；，]{0,8}收取[^。；，]{0,14}(?:费|补助|金)?|(?:加收|计收|收取|缴纳|征收)[^。；，]{0,10}滞纳金|(?:车辆|线路|班线|客运|出租(?:汽)?车|汽车|运力)[^。；，]{0,8}经营权[^。；，]{0,16}(?:有偿|拍卖|竞价)[^。；，]{0,8}|(?:培训费|检测费|管理费|服务费|看护费|拖车费|解锁费|资料费|工本费|登记费|年审费|质量保证金|信用金)[^。；，]{0,10}[\d一二三四五六七八九十百千万两]+\s*元",
    )
});
static DEPOSIT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"保证金|押金|信用金|风险金|抵押金|整改金"));
static LAWFUL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"社会保险费|(?:工伤|养老|医疗|失业|生育)保险费?|工会经费|残疾人就业保障金|投标保证金|履约保证金|工程质量保证金|农民工工资保证金|住房公积金|党费|学费|水费|电费|燃气费|物业费|物业服务费|租金|税费|税款|诉讼费|公证费|政府定价|政府指导价|财政(?:列支|承担|保障|补贴|拨付|统筹)|免费|免收|不收取?|由[^。；，]{0,12}(?:财政|部门|机关)(?:承担|负担)|执行标准|补贴|罚没收入|征缴率|停车费|票价|运费|维修费用|车费|货款|无偿|不再有偿",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !runs(cx, out) {
        return;
    }
    let text = &cx.document.text;
    for s in sentences(cx.document) {
        let words = s.slice(text);
        for m in FEE.find_iter(words) {
            let (start, end) = (s.start + m.start(), s.start + m.end());
            let own = measure(cx.document, start, end);
            if negated(text, s, start)
                || spoken_of(text, s, start, end)
                || points_to_law(cx, s, start)
                || LAWFUL.is_match(own.slice(text))
                || seizure_cost::says(words)
                || m.as_str().contains("滞纳金") && owes_money(words)
            {
                continue;
            }
            // What becomes of a deposit belongs to it: to the end of its part.
            let own = if DEPOSIT.is_match(m.as_str()) && !own.slice(text).ends_with('的') {
                let end = text[own.end..s.end]
                    .find(['；', '。', '\n'])
                    .map_or(s.end, |i| own.end + i);
                Span::new(own.start, end)
            } else {
                own
            };
            let amount = m.as_str().contains('元');
            let _ = out
                .report(own, format!("规范性文件设定收费：“{}”", m.as_str()))
                .why("没有法律、行政法规依据或者未列入国家、省收费目录的，不得收费、收取保证金。")
                .counter("列入国家或者省收费目录、属于经营服务性价格的，不在此限。")
                .confidence(if amount {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .basis(cx.law_basis(
                    "优化营商环境条例",
                    "第二十五条",
                    &["不得收取", "清单之外", "目录清单", "一律不得"],
                ))
                .fix(
                    Grade::Display,
                    "删去收费，或者写明所依据的法律、法规和收费目录",
                    Vec::new(),
                );
            break;
        }
    }
}
