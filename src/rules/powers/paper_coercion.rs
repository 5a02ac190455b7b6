//! PWR003: a normative document sets a coercive measure.

use super::{measure, negated, owes_money, points_to_law, runs, sentences, spoken_of};
use crate::finding::{Confidence, Grade};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规范性文件自己设定了查封、扣押、扣留、滞留、锁车、强制拆除、停水停电、加收滞纳金等行政强制。
    ///
    /// ## 为什么是问题
    /// 强制措施要有法律依据，法规也只能在限度内设定；规范性文件没有这项权力。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 拒不缴纳停车费的，由收费员锁住车轮。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第五条 拒不缴纳停车费的，可以依法向人民法院提起诉讼。
    /// ```
    ///
    /// ## 不报告
    /// 否定句和指引上位法的。
    /// ```text,clean,规范性文件
    /// 第六条 不得扣押车辆，不得扣留证件。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 拒不接受调查的，依照《公路安全保护条例》第七十二条的规定扣留车辆。
    /// ```
    ///
    /// ```text,clean,规范性文件
    /// 第七条 仓库实际滞留药量超过核定药量的，属于重大隐患。
    /// ```
    ///
    /// ## 限度
    /// 只看措施用语，不判断个别条文的紧急处置。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条、第十三条
    code: "PWR003", name: "paper-sets-coercion", kind: Coercion,
    severity: Error, confidence: High, trigger: Trigger::Literals(&["扣押", "查封", "扣留", "滞留", "暂扣", "封存", "强制", "锁", "拖移", "拖离", "停水", "断水", "断电", "停电", "滞纳金", "查扣", "捕杀", "扑杀", "强拆", "扣下", "拉走", "拖走", "搬走", "收走", "清走", "带走", "运走", "供水", "供电", "供热", "供气", "销毁", "扣车", "扣证", "变价", "拆除"])
}

static MEASURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:先行|予以|可以|一律|当场|有权|应当|由[^。；，]{1,16}|直接|先|并)?(?:查封|扣押|扣留|查扣|滞留(?:其|[^，。；、]{0,6}?(?:车|船|证|货|物|人员|设备|工具))|暂扣|封存)(?:其)?[\p{Han}、]{0,14}|(?:先行|予以|可以|一律|当场|有权|应当|直接)滞留|强制(?:拆除|清除|拖移|拖离|扣留|带离|执行|报废|捕杀|收容)|强拆|(?:可以?|一律|应当|有权|直接|当场|先行)[^。；，]{0,12}(?:拉走|拖走|搬走|收走|清走|带走|运走|扣下)|(?:一并|统统|全部)(?:扣下|拉走|收走|带走|扣走)|(?:就地|当场|一律)(?:扑杀|捕杀|销毁)|锁(?:定|住|扣)?[^。；，]{0,4}(?:车轮|轮胎|车辆)|(?:安装|加装|使用)?车轮锁|拖移[^。；，]{0,6}车辆|(?:停止|中断|切断)(?:供)?(?:水|电|热|气)|(?:断|停)(?:水|电|气|热|网)(?:、?(?:断|停)(?:水|电|气|热|网))|(?:直接|自行|立即|可以?)组织(?:强制)?拆除|(?:加收|计收|收取|缴纳|征收)[^。；，]{0,10}滞纳金|扣车|扣证|变价处理|予以(?:拆除|捕杀)",
    )
});

static MENTIONED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:查封|扣押|扣留|查扣|滞留|暂扣|封存)(?:的[^，。；]{1,8}(?:应当|不得|由)|所?(?:发生|产生|支出))",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !runs(cx, out) {
        return;
    }
    let text = &cx.document.text;
    for s in sentences(cx.document) {
        for m in MEASURE.find_iter(s.slice(text)) {
            let (start, end) = (s.start + m.start(), s.start + m.end());
            if negated(text, s, start)
                || spoken_of(text, s, start, end)
                || points_to_law(cx, s, start)
                || m.as_str().contains("滞纳金") && !owes_money(s.slice(text))
            {
                continue;
            }
            // 扣押的家禽, 因扣押发生的费用: the thing seized, not the seizure.
            // Gas leaks, repairs: the utility's own safety, no means of enforcement.
            let repair = ["泄漏", "抢修", "检修", "险情"]
                .iter()
                .any(|w| s.slice(text).contains(w));
            if MENTIONED.is_match(m.as_str())
                || repair && m.as_str().starts_with(['停', '中', '切'])
            {
                continue;
            }
            let own = measure(cx.document, start, end);
            let words = own.slice(text);
            if [
                    "程序",
                    "清单",
                    "文书",
                    "笔录",
                    "规定",
                    "情况",
                    "制度",
                    "登记保存期",
                ]
                .iter()
                .any(|w| words.ends_with(w))
                    || words.contains('被') && (!words.contains('由') || words.contains("行政机关承担"))
                    || words.contains("不得")
                    // 确需扣押车辆的，…: a condition, not a measure.
                    || words.ends_with('的')
            {
                continue;
            }
            let sure = m.as_str().chars().count() >= 3;
            let _ = out
                .report(
                    own,
                    format!("规范性文件设定行政强制：“{}”", m.as_str().trim()),
                )
                .why("规范性文件无权设定查封、扣押等强制措施；强制执行更只能由法律设定。")
                .confidence(if sure {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .basis(cx.law_basis(
                    "中华人民共和国行政强制法",
                    "第十条",
                    &["不得设定行政强制措施"],
                ))
                .fix(
                    Grade::Display,
                    "删去，或者改为指明有权设定的上位法条款",
                    Vec::new(),
                );
            break;
        }
    }
}
