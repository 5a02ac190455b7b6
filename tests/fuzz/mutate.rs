//! Mutants: bytes changed by a reproducible stream of numbers, and sequences of lines made by it.

/// A reproducible stream of numbers (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % (n.max(1) as u64)).unwrap()
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Pieces that readers treat specially.
const TOKENS: &[&str] = &[
    "第一条　",
    "第九千九百九十九条",
    "（一）",
    "一、",
    "1.",
    "附件1",
    "\n",
    "　",
    "\u{0}",
    "\u{202e}",
    "《",
    "》",
    "〔2020〕",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:gridSpan w:val=\"99999999\"/>",
    "<w:vMerge/>",
    "<w:del>",
    "<w:ins>",
    "<w:moveFrom>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:numPr/>",
    "w:val=\"-1\"",
    "w:val=\"99999999999\"",
    "<w:sdt>",
    "<w:txbxContent>",
    "<mc:AlternateContent>",
    "&#0;",
    "&#x1F600;",
    "&x;",
    "<table:table-cell table:number-columns-repeated=\"99999999\"/>",
    "<text:list>",
    "<text:s text:c=\"99999999\"/>",
    "<text:tracked-changes>",
    "<ofd:TextCode X=\"1e308\" Y=\"-1\">",
    "DeltaX=\"g 999999 1\"",
    "CTM=\"0 0 0 0 1e308 1\"",
    "<td rowspan=\"99999999\" colspan=\"99999999\">",
    "<div>",
    "</div>",
    "<template>",
    "<ol start=\"-2147483648\">",
    "<!--",
    "|---|",
    "{\\rtf1",
    "\\u-30000 ",
    "\\uc9999 ",
    "\\bin999999999 ",
    "\\'b5",
    "\\cell ",
    "\\row ",
    "\\ls1\\ilvl9 ",
    "}",
    "{",
    "BT",
    "ET",
    "Tj",
    "TJ",
    " 0 0 0 0 0 0 Tm ",
    "1e38 0 Td ",
    "<FEFF>",
    "1 0 obj",
    "endobj",
    "/Kids [2 0 R]",
    "/Length 99999999",
    "beginbfrange <0000> <FFFF> <0000> endbfrange",
    "stream",
    "r=\"XFD1048576\"",
    "t=\"s\"",
    "<v>1e308</v>",
    "ref=\"A1:XFD1048576\"",
];

/// Changes bytes in up to seven places.
pub(crate) fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let n = bytes.len();
        // Heads of binary parts hold the counts and places that readers trust.
        let at = if dice.below(3) == 0 {
            dice.below(n.min(1024) + 1)
        } else {
            dice.below(n + 1)
        };
        match dice.below(10) {
            0 if n > 0 => bytes[at.min(n - 1)] ^= 1 << dice.below(8),
            1 if n > 0 => {
                bytes[at.min(n - 1)] = [0, 1, 0x7f, 0x80, 0xff, b'<', b'>'][dice.below(7)]
            }
            2 => bytes.truncate(at),
            3 if n > 0 => {
                let end = (at + 1 + dice.below(64)).min(n);
                bytes.drain(at.min(end)..end);
            }
            4 if n > 0 => {
                let end = (at + 1 + dice.below(256)).min(n);
                let piece = bytes[at.min(end)..end].to_vec();
                let to = dice.below(n + 1);
                for _ in 0..=dice.below(20) {
                    bytes.splice(to..to, piece.iter().copied());
                }
            }
            5 | 6 if n >= 4 => {
                let at = at.min(n - 4);
                let v = [0u32, 1, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff][dice.below(6)];
                let width = [1, 2, 4][dice.below(3)];
                bytes[at..at + width].copy_from_slice(&v.to_le_bytes()[..width]);
            }
            _ => {
                let token = dice.of(TOKENS).as_bytes();
                bytes.splice(at..at, token.iter().copied());
            }
        }
        bytes.truncate(400_000);
    }
}

/// What the lines of legal papers begin with, and what they say.
const HEADS: &[&str] = &[
    "",
    "",
    "第一编　",
    "第二章　",
    "第十节　",
    "第一条　",
    "第二条　",
    "第三条之一　",
    "第十条 ",
    "第九千九百九十九条",
    "（一）",
    "（二）",
    "(3)",
    "1.",
    "２．",
    "（1）",
    "①",
    "一、",
    "二、",
    "十一、",
    "附件",
    "附件2：",
    "附：",
    "附表一　",
    "表1　",
    "目　录",
    "注：",
    "“第五条　",
    "1995年",
    "—2—",
];
const WORDS: &[&str] = &[
    "总则",
    "附则",
    "渡口管理办法",
    "霁川市人民政府文件",
    "霁政发〔2020〕3号",
    "关于修改《霁川市渡口管理办法》的决定",
    "各县人民政府：",
    "（2020年5月1日市政府令第9号公布　自2020年6月1日起施行）",
    "渡口分为下列两类：",
    "公益渡口；",
    "经营渡口。",
    "前款所称渡口，包括附属设施",
    "本办法自公布之日起施行。",
    "处一千元以上三千元以下罚款",
    "2020年5月1日",
    "霁川市人民政府",
    "此件公开发布",
    "依照本办法第二条第一款第（一）项",
    "\u{200b}",
    "　　",
    "甲 | 乙 | 丙",
    "（删除）",
    "",
];

/// A line as legal papers have them, in any order.
pub(crate) fn line(dice: &mut Dice) -> String {
    let mut out = dice.of(HEADS).to_string();
    for _ in 0..dice.below(4) {
        out.push_str(dice.of(WORDS));
    }
    out
}

/// What decisions that amend are made of.
const ORDERS: &[&str] = &[
    "将",
    "第一条",
    "第二条第一款",
    "第二条第（二）项",
    "第三条之一",
    "第二章",
    "第四条至第九十九条",
    "第二条、第三条",
    "第一款",
    "第二项",
    "条",
    "款",
    "项",
    "修改为",
    "修改为：",
    "改为",
    "改为第四条",
    "删去",
    "删去第二条",
    "增加一条，作为第二条：",
    "增加一款，作为第一款：",
    "增加二项，作为第三项、第四项：",
    "合并为",
    "分为两款，作为第一款、第二款",
    "移至",
    "作为",
    "中的",
    "“渡口”",
    "“",
    "”",
    "“第二条　渡口分为两类：\n“（一）公益渡口；”",
    "后增加",
    "统一修改为",
    "标题",
    "以后的条文顺序依次调整",
    "，",
    "。",
    "；",
    "：",
    "、",
    "\n",
    "\n二、",
    "\n（一）",
    "《霁川市渡口管理办法》",
    "予以废止",
    "本决定自公布之日起施行。",
    "其中",
    "之间",
    "前",
    "顺延",
];

/// A decision: instructions put together in any order.
pub(crate) fn decision(dice: &mut Dice) -> String {
    let mut out = String::from(
        "霁川市人民政府关于修改《霁川市渡口管理办法》的决定\n霁川市人民政府决定对《霁川市渡口管理办法》作如下修改：\n一、",
    );
    for _ in 0..=dice.below(60) {
        out.push_str(dice.of(ORDERS));
    }
    out
}
