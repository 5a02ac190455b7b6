//! RGD004: services withheld, persons shamed, families punished.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::sense::Sense;
use crate::rules::statement::{Say, Scope, is_local_regulation, provision, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以处理违法、缴清罚款为办证、检验、审验的前提，停办违法人的其他业务，曝光姓名照片，终身禁业，株连家属、所在单位。
    ///
    /// ## 为什么是问题
    /// 检验、登记的条件由法律规定，任何单位不得附加；限制权利须有法律依据并与违法相当。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 有三起以上违法未处理的，停止办理该企业全部车辆的审验业务。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 在车站大屏曝光违法人员姓名、照片。
    /// ```
    /// ```text,finding,地方性法规
    /// 第七条 核发机动车检验合格标志前，应当将道路交通违法行为处理完毕。
    /// ```
    ///
    /// ## 不报告
    /// 不符合本身条件不予办理；依法公示处罚决定。
    /// ```text,clean,规范性文件
    /// 第八条 检验不合格的，不予核发检验合格标志。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 材料不齐的，不予受理并一次告知。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规只看交通、运输领域，置信度低（真实命中真假各半）。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国道路交通安全法》第十三条；《中华人民共和国行政许可法》第十六条；《中华人民共和国行政处罚法》第五条
    code: "RGD004", name: "bundled-services", kind: CampaignRigid,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:停止|暂停|停办|暂缓|不予) (?:办理|受理|为其办理) ‥40 (?:业务|手续|许可|年审|检验|过户|转籍|新增|审验|登记|申请)
        | (?:处理完毕|接受处理|缴清|结清|缴纳罚款|处理违法) ‥14 (?:方可|方能|才能|后|才可|再) ‥10 (?:办理|检验|核发|审验|年审|登记|发放|通过)
        | (?:核发|办理|检验|审验|登记) …50 (?:违法行为|违章|罚款|交通违法) …30 (?:处理完毕|接受处理|缴清|结清)
        | 检验前 …30 (?:违法行为|违章) …30 (?:接受处理|处理完毕)
        | (?:曝光|公开|公布|张贴) ‥16 (?:姓名|照片|身份证|住址|家庭|人脸|肖像)
        | (?:姓名|照片|住址|身份证|肖像) …16 (?:曝光|公布|张贴|播放|上墙|通报)
        | (?:终身|永久|终生) ‥10 (?:不得|禁止|禁入|不予)
        | (?:亲属|家属|子女|配偶|直系亲属) …24 (?:暂停|停发|取消|停职|停薪|不予(?:录用|入学|办理|审批)|不得(?:参军|报考|入党|录用)|限制)
        | 整改期间 ‥6 (?:停止|暂停) ‥4 办理",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"完成任务|材料|条件的|不合格的|不符合|犯罪|吸毒|醉酒|逃逸|教师|未成年人|证券|食品|药品|税收违法|失信被执行人|法院|机制|制度|档案|不公开|遗体|产权登记|专家库|矿山",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(&[r"(?:未处理|未缴|未履行|未结清|未接受处理|拖欠|欠缴|不缴|拒缴|拒不缴|未交|欠交)", r"(?:违章|违法|罚款|处罚|欠费|卫生费|管理费|水费|物业费|费用?)", r"(?:年检|年审|检验|审验|换领|换证|登记|过户|业务|手续|贷款|补贴|申领|新增|许可|备案|资格|迁户)", r"(?:不予|暂缓|暂停|停止|停办|不得|一律不|拒绝|限制|延缓|搁置|不再)"], 60).unless(r"不得(?:以|将|因)|社会保险|税|失信被执行人|法院|依法|供水合同").negative(),
    ]
});
const SAY: Say = Say {
    what: "捆绑办理、限制权利",
    why: "办理许可、检验的条件由法律、行政法规规定，不得附加处理违法、缴清罚款等条件；公开个人信息、限制从业须有法律依据。",
    counter: "法律、行政法规对该限制另有规定的，写明依据即可。",
    basis: &[
        (
            "中华人民共和国道路交通安全法",
            "第十三条",
            &["不得附加其他条件"],
        ),
        (
            "中华人民共和国行政许可法",
            "第十六条",
            &["不得增设违反上位法的其他条件"],
        ),
    ],
    fix: "删去捆绑条件",
    delete: false,
};

/// Something else than the service's own conditions: an offence, a debt, a score.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"违法 …6 (?:未|处理)|未接受处理|违章|欠费|罚款|信用|考核|处罚|投诉|信访|事故|未处理|缴清|终身|终生|永久|曝光|亲属|家属|子女|配偶|张贴|照片|住址",
    )
});
/// Local regulations outside traffic have their own laws.
static TRAFFIC: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"机动车|道路运输|拖拉机|驾驶|客运|货运|检验合格标志|车辆|船舶"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !Scope::Local.holds(cx) {
        return;
    }
    let local = is_local_regulation(cx);
    for s in statements(cx.document) {
        if !local && let Some(hit) = SENSES.iter().find_map(|x| x.find(cx, &s)) {
            tell(cx, out, &hit, &SAY, None);
            continue;
        }
        if UNLESS.is_match(s.text)
            || !OTHER.is_match(cx.document.words(s.node))
            || local && !TRAFFIC.is_match(provision(cx.document, s.node))
        {
            continue;
        }
        let Some(hit) = s.find(cx, &WHAT, true) else {
            continue;
        };
        tell(cx, out, &hit, &SAY, local.then_some(Confidence::Low));
    }
}
