//! PWR002: a normative document sets a licence.

use super::{measure, negated, points_to_law, runs, sentences};
use crate::finding::{Confidence, Grade};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规范性文件自己要求企业、个人经批准、审核、领证、考试合格后“方可”从事活动，或者以年审、定点、备案为条件。
    ///
    /// ## 为什么是问题
    /// 行政许可由法律、行政法规、国务院决定、地方性法规和省级政府规章设定，规范性文件没有这项权力。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 从事汽车美容的经营者应当向街道办事处领取经营许可证后，方可营业。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第五条 从事汽车美容的经营者应当依法办理市场主体登记。
    /// ```
    ///
    /// ## 不报告
    /// 机关内部的审批、资金和项目的报批、否定句、指引上位法的。
    /// ```text,clean,规范性文件
    /// 第六条 本方案经县人民政府批准后实施。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 不得以备案、登记等形式变相设置许可。
    /// ```
    ///
    /// ```text,clean,规范性文件
    /// 第八条 编制单位需要调整年度计划的，应当向基建科提交报告，经批准后，方可按调整的计划组织实施。
    /// ```
    ///
    /// ## 限度
    /// 重述上位法许可而没有写明依据的，也会报告；请核对有无上位法。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十七条
    code: "PWR002", name: "paper-sets-licence", kind: LicenceAdded,
    severity: Error, confidence: Medium, trigger: Trigger::Literals(&["方可", "方能", "方予", "许可证", "批准", "同意", "资格证", "上岗证", "年审", "核准", "审核", "审批", "核发", "颁发", "发放", "备案", "登记", "准运"])
}

static LICENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:取得|领取|办理|申领|核发|持有|持|发给|换发|申请)[^。；]{0,30}?(?:许可证|资格证|资格证书|上岗证|准运证|从业证|合格证|通行证|证明|登记证|卫生证|备案证)[^。；]{0,14}?(?:方可|方能|方准|后上岗|后可|后，?方|方予|才能|才可)|(?:经|由|报|向)[^。；]{0,30}?(?:批准|审核同意|审查同意|核准|许可|同意|审批|验收合格|考试合格|考核合格|签章)[^。；]{0,10}?(?:后，?)?(?:方可|方能|方准|方予|才能|才可)|(?:须|应当?|必须|要|先)[^。；]{0,16}(?:县|镇|乡|村|社区|居委会|街道|协会|本局|本办)[^。；，]{0,14}(?:审批|同意|批准|许可|核发|颁发|签发|发放)[^。；]{0,12}(?:证|卡|牌|后[^，。；]{0,6}(?:开办|开业|办理|经营|从事|举办|进入|施工))|(?:须|应当?|必须|要|先)(?:领取|取得|持有|申领|办理)[^。；，]{0,16}(?:县|镇|乡|村|社区|街道|协会|本局|本办)[^。；，]{0,14}(?:核发|颁发|签发|发放|制发)的[^，。；]{0,12}(?:证|卡|牌|证书)|未[^。；，]{0,20}(?:登记|备案|报备|入库|注册)[^。；，]{0,10}的[^。；，]{0,12}，?(?:一律)?(?:不得|不准|禁止)(?:参加|从事|进入|承接|经营|销售|施工|营业)[^。；]{0,12}|(?:须|应当?|必须|要|先)[^。；，]{0,6}(?:征得|经|报)[^。；，]{0,12}(?:居委会|村委会|派出所|街道办|镇政府|乡政府|业委会|协会)[^。；，]{0,6}(?:同意|审批|批准|许可)|未经[^。；，]{1,24}(?:批准|许可|同意|核准|审核|备案)(?:的)?，?(?:任何单位和个人)?(?:一律)?(?:不得|不准)[^。；]{0,16}|(?:凭|持)[^。；，]{0,16}(?:证|证明|备案表)[^。；，]{0,10}办理[^。；，]{0,10}(?:登记|执照)|未(?:取得|办理|领取)[^。；，]{0,20}证[^。；]{0,8}(?:一律)?(?:不得|不准)[^。；]{0,16}",
    )
});
/// Bodies and matters inside the administration: money, projects, personnel, plans.
static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"资金|拨付|预算|项目立项|采购|人员编制|录用|干部|请示|本(?:方案|办法|通知|规定|意见|公告)|执法人员|行政机关|本级人民政府批准后(?:实施|公布)|处罚|强制|罚款|延期|延长|举报",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !runs(cx, out) {
        return;
    }
    let text = &cx.document.text;
    for s in sentences(cx.document) {
        let words = s.slice(text);
        let Some(m) = LICENCE.find(words) else {
            continue;
        };
        let (start, end) = (s.start + m.start(), s.start + m.end());
        if points_to_law(cx, s, start) || INSIDE.is_match(words) {
            continue;
        }
        if of_officials(&text[s.start..start]) || carries_out(&text[end..s.end]) {
            continue;
        }
        if !m.as_str().starts_with('未') && negated(text, s, start) {
            continue;
        }
        let own = measure(cx.document, start, end);
        let _ = out
            .report(
                own,
                format!("规范性文件设定许可或者变相许可：“{}”", m.as_str()),
            )
            .why("规范性文件无权设定许可；上位法已有许可的，应当写明依据，不得增加条件。")
            .counter("上位法对同一事项设有许可的，本条可能只是重述；请先核对有无依据。")
            .confidence(Confidence::Medium)
            .basis(cx.law_basis(
                "中华人民共和国行政许可法",
                "第十七条",
                &["不得设定行政许可"],
            ))
            .fix(
                Grade::Display,
                "删去，或者写明所依据的上位法条款",
                Vec::new(),
            );
    }
}

/// Whether what becomes free is the carrying out of a plan (方可按调整的计划组织实施): work within
/// the administration's own plan, no trade.
fn carries_out(after: &str) -> bool {
    static DOES: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[^，。；]{0,6}按[^，。；]{0,10}计划[^，。；]{0,6}(?:实施|执行)"));
    DOES.is_match(after)
}

/// Whether the one who needs it is the administration itself: 监督人员经考核合格后，方可….
fn of_officials(head: &str) -> bool {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:(?:监督|执法|检查|管理|审查)(?:机构|人员|队伍)|工作人员|公务员|各(?:部门|单位|科室|股室)|协管员|辅助人员)[^，。；]{0,16}$",
        )
    });
    SUBJECT.is_match(head.rsplit(['。', '；']).next().unwrap_or(head))
}
