//! PFT005: electronic monitoring without review, notice or publicity, or for a share of the fines.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::procedure::unaudited_camera_evidence;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, hits_or, is_local_regulation, provision, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件让电子监控、抓拍、非现场检测的记录不经审核、告知直接作处罚依据，隐蔽设置、不公布地点，规定抓拍数量，或者由企业投资并按罚款、抓拍数量分成。
    ///
    /// ## 为什么是问题
    /// 电子监控设备应当经法制和技术审核、设置地点公布，记录应当审核并及时告知；社会资本按罚款分成使监控成为牟利工具。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 抓拍记录直接作为处罚依据，不再另行告知当事人。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 超限检测抓拍系统由企业投资建设，按处罚收入的三成分成。
    /// ```
    ///
    /// ## 不报告
    /// 写明审核、公布、告知的；禁止分成的。
    /// ```text,clean,规范性文件
    /// 第七条 技术监控设备经检定合格，设置地点向社会公布；记录经审核后可以作为处罚的证据，并及时告知当事人。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 监控设备由财政投资建设，不得由企业投资建设并按罚款比例分成。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规只在同条没有审核、公布、告知时提示，置信度低。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十一条
    code: "PFT005", name: "monitor-abuse", kind: CampaignProfit,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:监控|电子眼|电子警察|测速|抓拍|非现场|检测设备|称重设备|卡口|检测系统|抓拍系统|设备) …40 (?:社会资本|(?:企业|公司|第三方) ‥8 (?:投资|出资|承建|承包|运营) …30 (?:分成|按 ‥10 (?:罚款|处罚|抓拍|违法)|比例)|分成|按每? ‥8 (?:条|起|张|例|次) ‥12 (?:支付|结算|付费|计费|付)|按 ‥10 (?:罚款|处罚收入|罚没|抓拍数|抓拍量|处罚数|违法数) ‥16 (?:支付|结算|付费|返|奖|分|提))
        | (?:由|引进|吸引|采取) ‥12 (?:公司|企业|社会资本|第三方) ‥10 (?:投资|出资|建设) ‥24 (?:监控|电子眼|电子警察|测速|抓拍|非现场) …40 (?:罚款|罚没|处罚收入|抓拍数|分成|比例)
        | (?:设备|点位|探头|每台|每套|每个) ‥16 (?:抓拍|采集|录入) ‥14 <不少于> ‥6 <数> \s* (?:条|起|例|辆|次)
        | (?:投资|垫资|出资|承建|建设方) …44 (?:罚款|处罚|罚没|违法) ‥10 (?:<数> ‥1 [%％]|比例|<数> 成|分成|收益|收回|回报)",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:监控|电子眼|电子警察|测速|抓拍|非现场|动态检测|不停车检测|检测数据) …50 (?:直接作为|直接(?:处罚|录入|认定|作出|予以)|即可(?:处罚|作出|录入)|自动(?:生成|作出|推送) ‥8 (?:处罚|罚单|决定)|(?:无需|无须|不需|不再|不另行|可以?不|不必) ‥8 (?:告知|通知|审核|公告|听取|公布|核实))
        | (?:测速|抓拍|监控) …30 (?:隐蔽|不(?:再|予|对外|得对外)?公(?:布|开|告|示)|无需公(?:告|布|示)|不设(?:置)?(?:提示|警示|标志|告知)|不得?(?:预告|提示))
        | (?:隐蔽|不公开|暗处|伪装) ‥10 (?:测速|抓拍|监控)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"不停车(?:收费|缴费)|视频会议|考勤|门禁|隐蔽工程"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:摄像头|监控|抓拍|照片|录像|影像)",
                r"(?:证据|定案|处罚|认定)",
                r"(?:不必|无需|无须|不需|不再|可不|不经) ‥6 (?:核实|审核|复核|告知|核对)",
            ],
            44,
        )
        .unless(r"民事|保险|消费|污染")
        .negative(),
    ]
});
const SAY: Say = Say {
    what: "违规设置、使用电子监控",
    why: "电子技术监控设备应当经过法制和技术审核、设置地点公布，记录未经审核、告知不得作为处罚证据；不得以罚款、抓拍数量计酬。",
    counter: "",
    basis: &[(
        "中华人民共和国行政处罚法",
        "第四十一条",
        &["应当经过法制和技术审核", "应当及时告知"],
    )],
    fix: "增写审核、公布、告知程序；删去分成和隐蔽设置",
    delete: false,
};

/// Records lead to a penalty without a word of review in the provision.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:电子监控|电子技术监控|技术监控|监控设备|监控设施|监控记录|电子眼|测速|抓拍|非现场执法|动态检测) …50 (?:作为 ‥10 (?:处罚|证据|依据)|予以处罚|给予处罚|可以 …16 处罚)",
    )
});
static REVIEWED: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"审核|核实|核查|确认|复核|公布|公告|公示|告知|检定|第一百一十四条|第四十一条|理赔|不作为|依照 ‥14 (?:法律|规定)",
    )
});

/// Whether the words are this rule's (for the rule on procedure).
pub(in crate::rules) fn says(words: &str) -> bool {
    WHAT.is_match(words) || OWN.is_match(words) || BARE.is_match(words) && !REVIEWED.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits_or(cx, Scope::Papers, &WHAT, &OWN, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
    for hit in hits(cx, Scope::Local, &BARE, Some(&REVIEWED)) {
        let whole = provision(cx.document, hit.statement.node);
        if WHAT.is_match(hit.statement.text)
            || OWN.is_match(hit.statement.text)
            || REVIEWED.is_match(whole)
            || is_local_regulation(cx) && unaudited_camera_evidence::says(hit.statement.text)
        {
            continue;
        }
        let sure = if is_local_regulation(cx) {
            Confidence::Low
        } else {
            Confidence::Medium
        };
        tell(cx, out, &hit, &SAY, Some(sure));
    }
}
