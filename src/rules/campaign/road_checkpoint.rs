//! IRG002: checkpoints and road-blocks set by a paper.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件在公路、路口设检查站点、卡点、路障，或者规定设卡次数。
    ///
    /// ## 为什么是问题
    /// 私自在公路上拦车设卡是公路法明令禁止的；设站须经省级人民政府批准。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 各镇在通往邻县的路口增设检查卡点，对过境货车登记查验。
    /// ```
    ///
    /// ## 不报告
    /// 经省级批准设立的检查站；禁止、处罚非法设卡；公安机关、动物防疫、森林防火的检查。
    /// ```text,clean,规范性文件
    /// 第六条 检查站经省人民政府批准后设立，不得乱设卡。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 擅自在公路上设卡的，责令拆除。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 护林员在林区路口设立临时防火检查站。
    /// ```
    ///
    /// ## 限度
    /// 看不到批准文件；确有批准的写明即可。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国公路法》第九条；《中华人民共和国道路运输条例》第五十八条
    code: "IRG002", name: "road-checkpoint", kind: CampaignIrregular,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:设置|设立|增设|布设|架设|安装|新设|加设|布置|堆放) ‥16 (?:检查站|检查点|卡点|卡口|检查卡|站卡|路障|拦截设施|限行桩|水马|隔离墩|路桩|拦车(?:杆|器|桩)|治超点|治超站|稽查点|稽查站)
        | (?:设卡|布控设点|设点) ‥8 (?:检查|拦截|收费|查验|盘查|查处|稽查|执法|拦|不少于|登记|\d|<数>\s*次)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"电子卡口|卡口(?:系统|设备|抓拍)|智能|擅自|违反规定|非法|违规设|省[^，。；]{0,8}(?:人民)?政府|批准设[立置]|依法设[立置]|动物|疫|木材|边防|乱设|森林|林区|防火|草原|征兵|体检|公安机关|交警|交管|水域|渔|卫生检查|服务点|检测(?:点|站)?\d+处",
    )
});
const SAY: Say = Say {
    what: "自设检查卡点、路障",
    why: "公路上设站、设卡须依法经批准，不得乱设卡、拦截车辆。",
    counter: "已经省级人民政府批准的检查站，写明批准文号即可。",
    basis: &[
        ("中华人民共和国公路法", "第九条", &["非法设卡"]),
        ("中华人民共和国道路运输条例", "第五十八条", &["不得乱设卡"]),
    ],
    fix: "删去，或者写明经省级人民政府批准的检查站",
    delete: false,
};

/// Roads and vehicles are meant, not paths in a hospital.
static ROAD: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"公路|道路|国道|省道|县道|乡道|村道|路口|路段|桥|车|运输|治超|超限|通行|出入口|要道|设卡",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        if ROAD.is_match(hit.statement.text) {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}
