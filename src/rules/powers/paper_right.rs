//! PWR005: a normative document takes away rights.

use super::{measure, negated, points_to_law, runs, sentences};
use crate::finding::{Confidence, Grade};
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::Scope;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规范性文件、会议纪要直接注销、收回企业和个人已经取得的许可、经营权、资格，或者决定其车辆、证照不予审验、年检。
    ///
    /// ## 为什么是问题
    /// 许可有效期内不得擅自改变，撤回须依法并补偿；没有法律、法规依据的文件不得减损权利、增加义务。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 逾期不加入联营的，由县交通运输局注销其线路经营许可。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第五条 线路经营许可期满需要调整的，依法协商并给予补偿。
    /// ```
    ///
    /// ## 不报告
    /// 依法注销、申请人自己申请注销；许可期满的衔接；内部表彰、评优资格。
    /// ```text,clean,规范性文件
    /// 第六条 经营者终止经营的，依法注销其经营许可。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 弄虚作假的，取消年度评优资格。
    /// ```
    ///
    /// ## 限度
    /// 只看许可、经营权、资格的收回和不予审验；其他义务的增加见 PWR002、PWR004。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第八条；《优化营商环境条例》第六十四条
    code: "PWR005", name: "paper-takes-rights", kind: RightReduced,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static RIGHT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:注销|收回|撤销|取消|终止)(?:其|该)?[^。；，]{0,12}(?:经营许可|行政许可|许可证?|经营权|经营资格|从业资格|营运证|线路牌|准运证|承包经营权|使用权|低保资格|营业执照)|(?:车辆|船舶|证照|许可证|执照)?(?:一律)?不予(?:审验|年检|年审|换证|检验|续期|延续)",
    )
});
/// Rights of people taken for something else they did: 拒绝搬迁的，其子女不予入学.
static TAKEN: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:未|拒绝|拒不|不配合|不参加|不服从|欠|有 ‥6 (?:记录|史)|上访|信访|违反)",
                r"(?:入学|就读|低保|最低生活保障|救助|户籍|户口|参军|入伍|养老金|医保|参选|竞选|候选|宅基地|分红|公共场所|公交|证明|惠农|惠民|福利待遇|村民待遇)",
                r"(?:不予|不得|取消|停发|停止|暂停|暂缓|拒绝|扣发|扣减|剥夺|限制|不享受|不能)",
            ],
            50,
        )
        .unless(r"依法|不符合|虚假|隐瞒|骗取|弄虚作假|不得(?:将|以|因|拒绝)|法律、法规|未(?:达|满)|犯罪|挂钩")
        .negative(),
    ]
});
static LAWFUL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"依法|申请(?:人)?注销|自愿|期满|届满|终止经营|死亡|破产|评优|评先|表彰|职称|代表|委员|虚假|欺骗|贿赂|取消(?:对)?(?:机动车|道路|从业)?[^。；，]{0,10}(?:许可事项|审批|核准)|许可(?:项目|事项)取消|不合格|不符合",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !runs(cx, out) {
        return;
    }
    for hit in senses(cx, Scope::Papers, &TAKEN, &[]) {
        let _ = out
            .report(hit.quote, format!("以不相干的事由限制权利：“{}”", hit.words.trim()))
            .why("没有法律、法规、规章依据，规范性文件不得减损公民、法人和其他组织的合法权益或者增加其义务。")
            .counter("法律、法规把两件事联系起来的，写明依据即可。")
            .confidence(Confidence::Medium)
            .basis(cx.law_basis("优化营商环境条例", "第六十四条", &["减损市场主体合法权益"]))
            .fix(Grade::Display, "删去", Vec::new());
    }
    let text = &cx.document.text;
    for s in sentences(cx.document) {
        let words = s.slice(text);
        let Some(m) = RIGHT.find(words) else { continue };
        let (start, end) = (s.start + m.start(), s.start + m.end());
        if negated(text, s, start) || points_to_law(cx, s, start) || LAWFUL.is_match(words) {
            continue;
        }
        let _ = out
            .report(
                measure(cx.document, start, end),
                format!("规范性文件减损已取得的权利：“{}”", m.as_str()),
            )
            .why("行政机关不得擅自改变已经生效的行政许可；没有法律、法规依据的，不得减损市场主体合法权益或者增加其义务。")
            .counter("法律、法规规定可以撤回、注销的，写明依据并依法补偿即可。")
            .confidence(Confidence::Medium)
            .basis(cx.law_basis(
                "中华人民共和国行政许可法",
                "第八条",
                &["不得擅自改变已经生效的行政许可"],
            ))
            .basis(cx.law_basis("优化营商环境条例", "第六十四条", &["减损市场主体合法权益"]))
            .fix(Grade::Display, "删去，或者改为依法协商、补偿后调整", Vec::new());
    }
}
