//! CMP004: filing, fees or prices for outsiders only.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Hit, Say, Scope, is_local_regulation, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文要求外地企业来本地经营先备案、登记、核准、缴保证金，对外地车辆、商品另定收费、价格、补贴，或者禁止外地商品进入。
    ///
    /// ## 为什么是问题
    /// 许可全国有效，不得限制其他地区的企业来本地经营，不得对外地经营者设歧视性收费、价格、要求。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 外地号牌车辆停车按一点五倍收费。
    /// ```
    /// ```text,finding,地方性法规
    /// 第六条 省外承包商来本省承接工程的，应当向住房城乡建设主管部门办理备案手续。
    /// ```
    /// ```text,finding,规范性文件
    /// 第七条 外县砂石未经同意不得进入本县销售。
    /// ```
    ///
    /// ## 不报告
    /// 法律、行政法规规定的跨省备案；就医、养老；禁止歧视；平等对待。
    /// ```text,clean,规范性文件
    /// 第八条 不得以备案、登记等方式限制外地企业。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 停车收费不区分号牌所属地。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规中通读命中真假约八比二，置信度中。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第九条；《中华人民共和国行政许可法》第十五条、第四十一条；《中华人民共和国反垄断法》第四十三条
    code: "CMP004", name: "outsider-burden", kind: Competition,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"<外地> [^，。；\n]{0,24} (?:企业|单位|机构|经营者|承包商|旅行社|施工队|商户|公司|车辆|开发商|货运|客运|平台) [^。；\n]{0,40} (?:应当?|必须|须|要|需|方可|统一|均) ‥20 (?:备案|登记|批准|许可|审核|核准|注册|验证|保证金|报到|申报|入库|诚信金|押金)
        | <外地> ‥8 (?:号牌|车辆|货车|企业|商品|产品|经营者|车|牌照|籍|施工) [^。；\n]{0,24} (?:倍 ‥4 (?:收|计)|加收|上浮|加倍|另行(?:收|缴)|差别|高于|加价|按 ‥8 标准 ‥4 收)
        | <外地> ‥10 (?:商品|产品|砂石|水泥|混凝土|煤炭|生猪|肉品|肉类|酒|农资|企业|施工队|经营者|建材|货物|货车) ‥16 (?:禁止|不得|限制|严禁|一律不|不准|未经 ‥16 不得) ‥12 (?:进入|销售|入市|承接|参加|经营|运入|营运|投标|流入)?
        | (?:禁止|限制|严禁|不得) ‥6 <外地> ‥12 (?:商品|产品|砂石|水泥|混凝土|煤炭|生猪|肉品|企业|施工队|建材|货物) ‥8 (?:进入|销售|入市|流入|参加|承接)
        | <外地> ‥10 (?:农产品|商品|产品|货物|肉品|肉类|肉制品|生猪|畜禽|酒类?|煤炭|蔬菜|砂石|水泥|混凝土|建材) …24 (?:应当?|必须|须|需|方可) ‥16 (?:准入|备案|登记|批准|同意|许可|检测|复检|换证|加贴)
        | <外地> [^，。；\n]{0,12} (?:企业|单位|机构|经营者|承包商|公司) [^。；\n]{0,30} 未 ‥6 (?:备案|登记|报备) ‥2 的 ，
        | (?:使用|购买|采购|调运) <外地> ‥10 (?:商品|产品|砂石|水泥|混凝土|建材) ‥20 (?:批准|同意|备案|报告|登记|罚|检测)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"歧视|不受|医疗|就医|参保|鼓励|支持|引导|捐赠|宗教|动物|检疫|检验合格|学校|猎捕|信息登记|不区分|一视同仁|同等|不再 ‥4 (?:备案|登记|要求)|平等|危险货物|放射|养老|流动人口|犬|志愿|种子|林木|木材|异地安置|外来物种|外来入侵|外来投资|异地交流|检测合格|转出地|迁移|学生|旅游团队|与.{0,6}签订|疫情|人员信息|劳动者|包括 ‥4 (?:外地|外省)|出租汽车经营活动|起点",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"<外地> ‥8 (?:车|船|企业|公司|商户|经营|施工|货|产品|商品|机构|人员|户)",
                r"(?:交纳|缴纳|收取|加收|缴存|缴付|征收)",
                r"(?:费|金|款)",
            ],
            40,
        )
        .unless(r"免|不得|取消|同等|一视同仁|平等|税|社会保险|退还|依法"),
        Sense::new(
            &[
                r"<外地> ‥6 (?:机构|企业|单位|产品|证书|公司)",
                r"(?:报告|证书|证明|资质|结果|认证)",
                r"(?:不予认可|不予承认|不予采信|不认|无效|重新(?:检测|检验|认证))",
            ],
            40,
        )
        .unless(r"虚假|伪造")
        .negative(),
    ]
});
const SAY: Say = Say {
    what: "对外地经营者、商品另设负担",
    why: "不得限制其他地区的企业、商品进入本地，不得对外地经营者设置歧视性备案、收费、价格和要求。",
    counter: "法律、行政法规规定跨区域备案、报告的，写明依据即可。",
    basis: &[
        ("公平竞争审查条例", "第九条", &["限制外地", "外地经营者"]),
        (
            "中华人民共和国行政许可法",
            "第十五条",
            &["不得限制其他地区"],
        ),
        ("中华人民共和国反垄断法", "第四十三条", &["外地经营者"]),
    ],
    fix: "删去；需要监管信息的，通过全国统一平台查验",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let sure = is_local_regulation(cx).then_some(Confidence::Medium);
    let found = own_hits(cx);
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, sure);
    }
}

/// Negative words are the burden here (未经同意不得进入), unless they stand before the phrase.
fn own_hits<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    if !Scope::Local.holds(cx) {
        return Vec::new();
    }
    statements(cx.document)
        .iter()
        .filter(|s| !UNLESS.is_match(s.text))
        .filter_map(|s| s.find(cx, &WHAT, true))
        .collect()
}
