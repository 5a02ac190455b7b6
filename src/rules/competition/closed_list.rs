//! CMP008: only those on a list may do business.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits_or, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件设名录库、备选库、入围名单，未入库的不得承接、投标、经营，或者只能在库内选择。
    ///
    /// ## 为什么是问题
    /// 不得设置没有依据的审批或者以目录、名录、备案方式变相设置准入障碍。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 未进入中介名录库的机构不得承接本县项目。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 各单位只能从备选库中选取施工单位。
    /// ```
    ///
    /// ## 不报告
    /// 国家目录；监管名录、失信名单；禁止设库的规定。
    /// ```text,clean,规范性文件
    /// 第七条 不得设置备选库、名录库排斥经营者。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 列入重点排污单位名录的，应当安装监测设备。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第八条
    code: "CMP008", name: "closed-list", kind: Competition,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:名录库|备选库|入围库|供应商库|预选库|中介库|资格库|短名单|企业库|承包商库|服务商库|白名单|推荐名录|入围名单|机构名录) …24 (?:方可|才能|不得|以外|之外|中 ‥2 (?:选取|抽取|选择|确定|随机|择优)|优先|只能|必须|内 ‥2 (?:选取|抽取|选择))
        | (?:只能|必须|应当|一律) ‥8 (?:从|在) ‥16 (?:名录库|备选库|入围|供应商库|预选库|中介库|资格库|企业库|白名单|推荐名录|机构名录) ‥6 (?:中|内) ‥4 (?:选|抽|确定)?
        | 未 ‥2 (?:列入|进入|入选|纳入|入) ‥20 (?:名录库?|目录|备选库|库|白名单|推荐名单) ‥10 的? [^。；\n]{0,16} (?:不得|不予|不能|禁止|不准) ‥4 (?:承接|参与|参加|投标|经营|从事|准入|受理|进入|办理|选用|销售)",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"未 ‥2 (?:入库|入围|列入 ‥10 库|进入 ‥10 库) ‥4 的? [^。；\n]{0,16} (?:不得|不予|不能|禁止)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"排污|古树|文物|失信|黑名单|严重违法|国家(?:目录|名录)|药品目录|检查|双随机|负面清单|危险废物|野生动物|保护名录|非物质|政府集中采购目录|专家库|人才|评标专家|医保|税收",
    )
});
const SAY: Say = Say {
    what: "以名录、备选库限制经营",
    why: "不得以备案、登记、目录、名录等形式设置或者变相设置市场准入和退出障碍。",
    counter: "",
    basis: &[("公平竞争审查条例", "第八条", &["变相设置", "准入"])],
    fix: "删去；改为公开竞争、自主选择",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits_or(cx, Scope::Papers, &WHAT, &OWN, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
