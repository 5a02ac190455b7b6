//! CMP001: goods of a named maker are prescribed.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件要求经营者、单位统一购买、使用、安装特定企业、品牌的商品或者服务。
    ///
    /// ## 为什么是问题
    /// 买谁的、用谁的，由经营者和消费者自己选。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 更新车辆应当统一选用县客车集团生产的车型。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 各学校校服由教育局指定的服装厂供应。
    /// ```
    ///
    /// ## 不报告
    /// 技术标准；自主选择；政府采购；禁止限定的规定。
    /// ```text,clean,规范性文件
    /// 第七条 应当使用符合国家标准的产品，不得指定品牌。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 任何单位不得要求经营者购买指定的设备。
    /// ```
    ///
    /// ## 限度
    /// 服务机构的指定见 RNT001。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第八条；《中华人民共和国反垄断法》第三十九条
    code: "CMP001", name: "designated-goods", kind: Competition,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:统一|应当|必须|须|一律|只能|均) ‥8 (?:选用|购买|使用|采购|购置|安装|订购|配备|选购|更换为|更新为|征订) ‥20 (?:公司|集团|厂|企业|指定|统一采购的|统一开发的|推荐的|经销商|本地品牌) ‥10 (?:生产|制造|销售|提供|供应|研发|出品)? ‥4 的? ‥8 (?:产品|商品|车型|车辆|设备|终端|系统|软件|材料|品牌|服务|苗木|肥料|种子|水泥|混凝土|砂石|服装|平台|计价器)
        | (?:到|向|由|使用|购买|选用) ‥14 (?:指定|推荐|统一招标)的? ‥12 (?:厂|企业|公司|供应商|厂家|经销商|品牌|产品|平台) ‥8 (?:供应|购买|采购|生产|提供|销售|订购|安装|产品|设备)?
        | (?:指定|推荐) ‥12 (?:品牌|厂家|生产企业|供应商|产品|型号) ‥10 (?:采购|购买|安装|使用|的产品)?",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"政府采购|招标|标准|目录内药品|国家规定|烟草|食盐|自主选择|自愿|(?:检测|检验|评估|培训|维修|鉴定)(?:机构|单位|站)|银行|指定地点|指定的(?:地点|场所|位置|区域|人员|网站|媒体|账户)|网站|管理系统的|国务院|认证机构|试验|检疫|专利|批发企业|数据库|保密|涉密|密码|公务|罚款|责任人|医疗",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(&[r"(?:统一|必须|应当|须|一律|只能|只得)", r"(?:使用|购买|选用|采购|订购|配备|配送|安装)", r"(?:中心|服务站|公司|合作社|门店|协会|厂|供销社|集团) ‥4 (?:配送|供应|生产|提供|销售|制作|定制)", r"(?:不得自行|不得自购|不得另行|不得外购|不得向其他|其他 ‥10 不予|自购 ‥6 (?:不予|无效))"], 60).unless(r"招标|政府采购|标准|疫苗|种子|盐|烟").negative(),
    ]
});
const SAY: Say = Say {
    what: "限定购买、使用特定商品",
    why: "指定只能买谁的、用谁的，排斥了其他经营者。",
    counter: "经招标确定、法律法规规定统一的，写明依据。",
    basis: &[
        ("公平竞争审查条例", "第八条", &["限定经营、购买或者使用"]),
        (
            "中华人民共和国反垄断法",
            "第三十九条",
            &["限定或者变相限定"],
        ),
    ],
    fix: "改为“应当使用符合国家标准的产品”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits(cx, Scope::Papers, &WHAT, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
