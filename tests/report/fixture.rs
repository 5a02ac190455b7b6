//! A run made in code: invented places, invented laws, invented sentences.

use qingli::check::{Authority, Checked, LibraryInfo, NotChecked, Run, Tool};
use qingli::document::{Block, Document, Rank, Status, outline};
use qingli::finding::{
    Basis, ComparisonRow, Confidence, Edit, Finding, Fix, Grade, Kind, Outcome, Quoted, Severity,
    fingerprint,
};

/// A document from its lines.
pub(crate) fn document(lines: &[&str]) -> Document {
    let blocks: Vec<Block> = lines.iter().map(|l| Block::paragraph(*l)).collect();
    outline::build(&blocks)
}

/// A finding under construction.
pub(crate) struct Draft<'a> {
    pub(crate) document: &'a Document,
    pub(crate) finding: Finding,
}

/// Starts a finding at the `nth` occurrence of words.
pub(crate) fn at<'a>(
    d: &'a Document,
    rule: &str,
    kind: Kind,
    words: &str,
    nth: usize,
) -> Draft<'a> {
    let (start, _) = d
        .text
        .match_indices(words)
        .nth(nth)
        .unwrap_or_else(|| panic!("没有“{words}”"));
    let place = d.place(d.node_at(start).expect("a node holds the words"));
    Draft {
        document: d,
        finding: Finding {
            rule: rule.into(),
            kind,
            severity: Severity::Error,
            confidence: Confidence::High,
            message: String::new(),
            why: String::new(),
            counter: String::new(),
            fingerprint: fingerprint::of(&d.meta.title, rule, &place, words, nth),
            place: Quoted {
                place,
                quote: words.into(),
                start,
                end: start + words.len(),
            },
            basis: vec![],
            comparison: vec![],
            fix: None,
            baseline: None,
            asks: None,
        },
    }
}

impl Draft<'_> {
    pub(crate) fn says(mut self, message: &str, why: &str, counter: &str) -> Self {
        self.finding.message = message.into();
        self.finding.why = why.into();
        self.finding.counter = counter.into();
        self
    }
    pub(crate) fn grade(mut self, s: Severity, c: Confidence) -> Self {
        self.finding.severity = s;
        self.finding.confidence = c;
        self
    }
    pub(crate) fn basis(mut self, law: &str, article: &str, quote: Option<&str>) -> Self {
        self.finding.basis.push(Basis {
            law: law.into(),
            version: quote.map(|_| "2023-09-20".into()),
            article: Some(article.into()),
            paragraph: quote.map(|_| 1),
            quote: quote.map(Into::into),
            source: None,
        });
        self
    }
    pub(crate) fn fix(mut self, grade: Grade, title: &str, old: &str, new: &str) -> Self {
        let from = self.finding.place.start;
        let node = self.document.node_at(from).expect("a node");
        let begin = self.document.node(node).span.start;
        let start = begin
            + self.document.text[begin..]
                .find(old)
                .expect("the old words");
        self.finding.fix = Some(Fix {
            grade,
            edits: vec![Edit {
                start,
                end: start + old.len(),
                new: new.into(),
            }],
            title: title.into(),
        });
        self
    }
    pub(crate) fn compare(mut self, rows: Vec<ComparisonRow>) -> Self {
        self.finding.comparison = rows;
        self
    }
    pub(crate) fn asks(mut self, o: Outcome) -> Self {
        self.finding.asks = Some(o);
        self
    }
}

pub(crate) const HIGHER: &str = "没有货运站许可而开办货运站的，由演示交通部门令其停办，收缴违法所得，并按违法所得的三倍至六倍罚款；违法所得少于一万元的，罚款一万元以上五万元以下。";
pub(crate) const BODY: &str = "演示交通部门主管所在地的货运站和道路货运事务。";

fn freight() -> Document {
    document(&[
        "岫云县货运站场管理办法",
        "第一章　总则",
        "第一条　为了加强货运站场管理，维护道路货物运输市场秩序，根据《演示道路货运条例》和《演示集市管理条例》，结合本县实际，制定本办法。",
        "第二条　县道路货运管理所负责本县行政区域内货运站场的监督管理工作。",
        "乡镇人民政府应当协助县道路货运管理所做好货运站场管理工作。",
        "第三条　货运站场经营者应当遵守下列规定：",
        "（一）对出站车辆进行安全检查，并如实登记；",
        "（二）不得为无证照的车辆装载货物，不得超限超载装载；",
        "（三）每年向县道路货运管理所缴纳站场管理费，标准为每平方米十二元。",
        "第四条　外地货运经营者进入本县从事货物运输的，应当向县道路货运管理所办理准运登记，未经登记不得进入站场配载。",
        "第五条　县道路货运管理所应当建立执法考核制度，对完成年度罚没任务的中队按照入库金额的百分之三十给予经费补助。",
        "第二章　法律责任",
        "第六条　违反本办法规定，未取得货运站经营许可擅自经营的，由县道路货运管理所责令停止经营，处三万元以上十万元以下罚款；情节严重的，扣押车辆并吊销驾驶证。",
        "第七条　当事人对处罚决定不服的，可以自收到决定书之日起十五日内申请行政复议。",
        "第八条　本办法自二〇一五年六月一日起施行，有效期五年。",
    ])
}

fn freight_findings(d: &Document) -> Vec<Finding> {
    let rename = |n: usize| {
        at(d, "SUB001", Kind::Subject, "县道路货运管理所", n)
            .grade(Severity::Warning, Confidence::High)
            .says(
                "县道路货运管理所已经撤销，职责由县交通运输主管部门行使",
                "上位条例已将道路货物运输的管理职责规定为由县级以上地方人民政府交通运输主管部门行使，本县机构改革后该所不再保留。",
                "如本县三定方案仍保留该名称，或者另有授权，则不需要修改。",
            )
            .basis("演示道路货运条例", "第六条", Some(BODY))
            .fix(Grade::Safe, "改为现行名称", "县道路货运管理所", "县交通运输主管部门")
    };
    let mut v: Vec<Finding> = vec![
        at(d, "CIT001", Kind::CitationDead, "《演示集市管理条例》", 0)
            .says(
                "引用的《演示集市管理条例》已于2018年9月12日废止",
                "《演示集贸市场条例》附则明文废止该条例，并调整同一事项。",
                "如仅作沿革说明则无碍；本条用作立法依据。",
            )
            .basis("演示集贸市场条例", "第三十条", None)
            .fix(Grade::Review, "改引现行条例", "《演示集市管理条例》", "《演示集贸市场条例》")
            .finding,
        at(d, "FEE001", Kind::Fee, "每年向县道路货运管理所缴纳站场管理费，标准为每平方米十二元", 0)
            .says("规范性文件自设收费项目", "收费项目应当由法律、法规设定，本办法没有设定权。", "")
            .basis("演示行政收费条例", "第四条", None)
            .fix(
                Grade::Review,
                "删去该项",
                "每年向县道路货运管理所缴纳站场管理费，标准为每平方米十二元",
                "（删去）",
            )
            .finding,
        at(d, "COM002", Kind::Competition, "外地货运经营者进入本县从事货物运输的，应当向县道路货运管理所办理准运登记", 0)
            .grade(Severity::Error, Confidence::Medium)
            .says(
                "对外地经营者设置准入登记，限制公平竞争",
                "只对外地经营者设置登记条件，属于区分地域的歧视性措施。",
                "如登记仅为信息采集且不作为进站条件，可以保留；本条规定未经登记不得配载。",
            )
            .finding,
        at(d, "CAM001", Kind::CampaignProfit, "对完成年度罚没任务的中队按照入库金额的百分之三十给予经费补助", 0)
            .says("下达罚没任务并按入库金额返还", "罚没收入应当全部上缴，不得作为考核和经费安排的依据。", "")
            .fix(
                Grade::Display,
                "改为以执法质量考核",
                "对完成年度罚没任务的中队按照入库金额的百分之三十给予经费补助",
                "以执法质量和群众满意度为主要内容，不得下达罚没指标",
            )
            .finding,
        at(d, "PEN301", Kind::PenaltyRange, "处三万元以上十万元以下罚款", 0)
            .says(
                "罚款幅度三万元至十万元，高于上位条例的一万元至五万元",
                "同一违法行为，上位条例对违法所得少于一万元的，定为罚款一万元以上五万元以下。\n本条的下限和上限都超出这一幅度。",
                "有违法所得且数额较大时，上位条例按倍数计算可能超过五万元；本条没有区分。",
            )
            .basis("演示道路货运条例", "第六十二条", Some(HIGHER))
            .compare(vec![
                ComparisonRow::same("行为", "未取得货运站经营许可擅自经营", "没有货运站许可而开办货运站"),
                ComparisonRow::same("情节", "", "违法所得少于一万元"),
                ComparisonRow::differs("罚款", "三万元以上十万元以下", "一万元以上五万元以下"),
            ])
            .fix(Grade::Review, "按上位条例的幅度修改", "处三万元以上十万元以下罚款", "处一万元以上五万元以下罚款")
            .finding,
        at(d, "COE001", Kind::Coercion, "扣押车辆", 0)
            .says("规范性文件设定行政强制措施", "法律、法规以外的规范性文件不得设定行政强制措施。", "")
            .basis("演示行政强制法", "第十条", None)
            .finding,
        at(d, "PRO001", Kind::TimeLimit, "自收到决定书之日起十五日内申请行政复议", 0)
            .grade(Severity::Error, Confidence::Low)
            .says("申请行政复议的期限短于法定期限", "法定期限为六十日。", "特别法另有规定的除外。")
            .fix(Grade::Review, "改为法定期限", "十五日内", "六十日内")
            .finding,
        at(d, "VAL001", Kind::Expiry, "自二〇一五年六月一日起施行，有效期五年", 0)
            .grade(Severity::Warning, Confidence::High)
            .says("有效期已经届满", "自2015年6月1日起计五年，于2020年5月31日届满，没有延长的公告。", "")
            .asks(Outcome::Lapse)
            .finding,
    ];
    v.extend((0..6).map(|n| rename(n).finding));
    v.sort_by(|a, b| (a.place.start, &a.rule).cmp(&(b.place.start, &b.rule)));
    v
}

fn dogs() -> Document {
    document(&[
        "霁川市养犬管理条例",
        "第一条　为了规范养犬行为，维护公共秩序，制定本条例。",
        "第二条　市公安机关是养犬管理的主管部门。",
        "第三条　养犬人携犬出户不束犬链的，公安机关处五百元以上一千元以下罚款；仍不改正的，没收犬只。",
        "第四条　本条例自2020年12月1日起施行。",
    ])
}

fn dogs_findings(d: &Document) -> Vec<Finding> {
    vec![
        at(d, "PEN302", Kind::PenaltyKind, "没收犬只", 0)
            .grade(Severity::Warning, Confidence::Medium)
            .says("上位条例对该行为没有规定没收犬只", "省条例规定的后果为罚款和暂扣。", "地方性法规可以在设定权限内补充。")
            .basis("岚江省养犬管理条例", "第二十一条", Some("携犬出户未束犬链的，由公安机关责令改正，可以处五十元以上二百元以下罚款；拒不改正的，暂扣犬只。"))
            .finding,
        at(d, "TER001", Kind::Term, "公安机关", 0)
            .grade(Severity::Info, Confidence::Low)
            .says("用语与上位条例不一致", "上位条例称公安机关养犬管理机构。", "")
            .finding,
    ]
}

pub(crate) fn checked(
    path: &str,
    rank: Rank,
    issuer: &str,
    d: Document,
    f: Vec<Finding>,
) -> Checked {
    Checked {
        id: None,
        path: path.into(),
        title: d.text.lines().next().unwrap_or("").into(),
        rank,
        issuer: issuer.into(),
        region: "岚江省/霁川市/岫云县".into(),
        status: Status::InForce,
        disposition: if f.is_empty() {
            Outcome::Retain
        } else {
            Outcome::Amend
        },
        decided: None,
        authority: Authority::Decide,
        why: Vec::new(),
        findings: f,
        suppressed: Vec::new(),
        document: d,
    }
}

/// The run of the tests: four documents, two without an answer.
pub(crate) fn run() -> Run {
    let d = freight();
    let f = freight_findings(&d);
    let mut first = checked(
        "docs/岫政办发〔2015〕12号 货运站场.txt",
        Rank::Normative,
        "岫云县人民政府办公室",
        d,
        f,
    );
    first.disposition = Outcome::Lapse;
    first.status = Status::Lapsed;
    first.why = vec![
        "有效期五年，已于2020年5月31日届满，没有延长的公告：宣布失效。".into(),
        "罚款幅度、收费、强制措施等条款与上位法不一致；如需继续施行，应当先修改后重新公布：修改。"
            .into(),
    ];
    let d = dogs();
    let f = dogs_findings(&d);
    let mut second = checked(
        "docs/霁川市养犬管理条例(2020-10-30).md",
        Rank::LocalRegulation,
        "霁川市人民代表大会常务委员会",
        d,
        f,
    );
    second.authority = Authority::Propose;
    second.why = vec!["个别条款与省条例不一致：修改。".into()];
    let third = checked(
        "docs/岫云县劳动报酬支付保障办法.md",
        Rank::Normative,
        "岫云县人民政府办公室",
        document(&[
            "岫云县劳动报酬支付保障办法",
            "第一条　施工单位应当按月足额支付劳动报酬。",
        ]),
        vec![],
    );
    let fourth = checked(
        "docs/<script>alert(1)</script>.txt",
        Rank::Unknown,
        "",
        document(&[
            "关于<b onclick=\"x()\">整治</b>的通知 & ]]> --> 说明",
            "一、请各单位注意。",
        ]),
        vec![],
    );
    Run {
        schema: 1,
        tool: Tool {
            name: "qingli".into(),
            version: "0.1.0".into(),
            rules: 117,
        },
        as_of: "2025-12-31".into(),
        organ: Some("岫云县人民政府".into()),
        library: LibraryInfo {
            documents: 1564,
            digest: "9f2c4be01d7733aa9f2c4be01d7733aa".into(),
        },
        documents: vec![first, second, third, fourth],
        resolved: vec![],
        suppressions: vec![],
        not_checked: vec![
            NotChecked {
                path: "docs/<script>alert(1)</script>.txt".into(),
                rule: Some("PEN301".into()),
                reason: "位阶不明，没有检查处罚设定权".into(),
            },
            NotChecked {
                path: "docs/岫政办发〔2008〕33号（扫描件）.pdf".into(),
                rule: None,
                reason: "扫描件，没有文字层。下一步：先做文字识别，核对后以文本重新检查".into(),
            },
        ],
        register: None,
    }
}

/// A run of `n` documents for size and speed; every third has the first document's findings.
pub(crate) fn large(n: usize) -> Run {
    let mut run = run();
    let base: Vec<Checked> = run.documents.drain(..3).collect();
    run.documents = (0..n)
        .map(|i| {
            let mut c = base[[1, 0, 2, 1][i % 4]].clone();
            c.path = format!("docs/{:04} {}", i + 1, c.title);
            c
        })
        .collect();
    run.not_checked.truncate(0);
    run
}
