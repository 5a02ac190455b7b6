//! PWR001: a normative document sets a penalty.

use super::{
    goes_on_quoting, internal, is_benchmark, measure, negated, points_to_law, runs, sentences_in,
    spoken_of,
};
use crate::finding::{Confidence, Grade};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规范性文件自己设定了行政处罚：罚款、没收、吊销或者暂扣许可证件、责令停产停业、限制从业等。
    ///
    /// ## 为什么是问题
    /// 能设定处罚的只有法律、法规和规章，规范性文件没有这项权力。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 擅自占道经营的，处二百元罚款。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第五条 擅自占道经营的，依照《某省市容条例》第二十条的规定处罚。
    /// ```
    ///
    /// ## 不报告
    /// 指引上位法处罚的、否定句、内部考核和处分、合同违约金。
    /// ```text,clean,规范性文件
    /// 第六条 不得以罚款代替管理。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 工作人员违反本办法的，扣减当月绩效二百元。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 未备案的，依照《某省维修条例》第十条的规定处罚；情节严重的，处二千元罚款。提供虚假材料的，直接负责的主管人员五年内不得从事该业务。
    /// ```
    /// ```text,clean,地方性法规
    /// 第八条 擅自占道经营的，处二百元罚款。
    /// ```
    ///
    /// ## 限度
    /// 行政处罚裁量基准重述上位法幅度，不在此判断；警告、通报批评单独出现时不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十六条
    code: "PWR001", name: "paper-sets-penalty", kind: PenaltyKind,
    severity: Error, confidence: High, trigger: Trigger::Literals(&["罚款", "没收", "收缴", "拘留", "吊销", "停业", "停产", "关闭", "罚", "暂扣", "取消"])
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:处|处以|并处|罚|罚款|加处)[^。；，]{0,24}?[\d一二三四五六七八九十百千万两]+\s*(?:万|千|百)?(?:元|倍)[^。；，]{0,14}?罚款|罚款\s*(?:人民币)?[\d一二三四五六七八九十百千万两]+\s*(?:万|千|百)?元|(?:处|罚)\s*[\d一二三四五六七八九十百千万两]+\s*(?:万|千|百)?元(?:至|—|-|以上|以下)?[\d一二三四五六七八九十百千万两]*\s*(?:万|千|百)?(?:元)?(?:以下)?(?:的)?(?:罚款)?|顶格罚款|处以?罚款|给予罚款|并处罚款",
    )
});
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"拘留[^，。；]{0,4}[\d一二三四五六七八九十]+[日天]|(?:予以|一律|全部)(?:没收|收缴)|(?:没收|收缴)(?:其|所|全部)?[^，。；款费金税证]{0,8}(?:车辆|设备|器具|药材|货物|商品|渔获物|猎获物|作物|摊位|材料)|没收(?:其)?(?:违法所得|非法所得|非法财物|工具|物品|车辆|设备|犬只|产品|[\p{Han}]{0,8}(?:工具|物品|财物|所得|产品|设施))|(?:吊销|暂扣)[^。；，]{0,16}(?:证|照|许可|资格)|责令[^。；，]{0,6}(?:停产停业|停业整顿|停业|停产|关闭)|(?:一律|予以|给予)(?:停产停业|停业整顿|停产整顿|关闭|取缔)|行政拘留|[一二三四五六七八九十\d]+(?:年|个月)内(?:不(?:得|予)|禁止)[^。；，]{0,20}(?:从事|申请|许可|备案|进入|参加|承接|承揽|经营|投标|施工|营业)",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !runs(cx, out) || is_benchmark(cx.document) {
        return;
    }
    let text = &cx.document.text;
    for (clause, s) in sentences_in(cx.document) {
        let words = s.slice(text);
        let hit = AMOUNT
            .find(words)
            .map(|m| (m, true))
            .into_iter()
            .chain(OTHER.find(words).map(|m| (m, false)))
            .min_by_key(|(m, _)| m.start());
        let Some((m, amount)) = hit else { continue };
        let (start, end) = (s.start + m.start(), s.start + m.end());
        if negated(text, s, start)
            || spoken_of(text, s, start, end)
            || points_to_law(cx, s, start)
            || goes_on_quoting(cx, clause, s, start, amount)
        {
            continue;
        }
        let own = measure(cx.document, start, end);
        if internal(own.slice(text)) || words.contains("违约金") || words.contains("依纪") {
            continue;
        }
        let _ = out
            .report(own, format!("规范性文件设定行政处罚：“{}”", m.as_str()))
            .why("规范性文件无权设定处罚；应当删去，或者改为指明上位法的处罚条款。")
            .confidence(if amount {
                Confidence::High
            } else {
                Confidence::Medium
            })
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第十六条",
                &["不得设定行政处罚"],
            ))
            .fix(
                Grade::Display,
                "删去处罚，或者改为“依照有关法律、法规的规定处罚”",
                Vec::new(),
            );
    }
}
