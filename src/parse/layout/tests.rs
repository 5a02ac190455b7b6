//! Tests.

use super::*;

/// A line of ten-point letters.
fn say(page: &mut Page, x: f32, y: f32, text: &str) {
    for (i, c) in text.chars().enumerate() {
        let x0 = x + 10.0 * i as f32;
        page.glyphs.push(Glyph {
            c,
            x0,
            x1: x0 + 10.0,
            y,
            size: 10.0,
        });
    }
}

fn page() -> Page {
    Page {
        width: 300.0,
        height: 400.0,
        ..Page::default()
    }
}

fn texts(pages: &[Page]) -> Vec<String> {
    let mut layout = Layout::default();
    for p in pages {
        layout.add(p);
    }
    layout.finish().0.into_iter().map(|b| b.text).collect()
}

#[test]
fn a_paragraph_goes_on_over_the_page_without_header_and_number() {
    let mut pages = Vec::new();
    for n in 1..=2 {
        let mut p = page();
        say(&mut p, 200.0, 20.0, "规范汇编");
        say(&mut p, 140.0, 390.0, &format!("—{n}—"));
        pages.push(p);
    }
    say(
        &mut pages[0],
        70.0,
        100.0,
        "第一条 甲甲甲甲甲甲甲甲甲甲甲甲甲甲",
    );
    say(&mut pages[0], 50.0, 120.0, "乙乙乙乙乙乙乙乙乙乙乙。");
    say(
        &mut pages[0],
        70.0,
        140.0,
        "第二条 丙丙丙丙丙丙丙丙丙丙丙丙丙丙",
    );
    say(&mut pages[1], 50.0, 60.0, "丁丁丁丁丁。");
    say(&mut pages[1], 70.0, 80.0, "戊戊戊。");
    assert_eq!(
        texts(&pages),
        [
            "第一条 甲甲甲甲甲甲甲甲甲甲甲甲甲甲乙乙乙乙乙乙乙乙乙乙乙。",
            "第二条 丙丙丙丙丙丙丙丙丙丙丙丙丙丙丁丁丁丁丁。",
            "戊戊戊。"
        ]
    );
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut p = page();
    for i in 0..10 {
        let y = 50.0 + 15.0 * i as f32;
        say(&mut p, 20.0, y, "左左左左左左左左左左左左");
        say(&mut p, 160.0, y, "右右右右右右右右右右右右");
    }
    let text = texts(&[p]).concat();
    assert_eq!(text, format!("{}{}", "左".repeat(120), "右".repeat(120)));
}

#[test]
fn a_ruled_table_gives_rows() {
    let mut p = page();
    for y in [100.0, 130.0, 160.0] {
        p.rules.push(Rule {
            x0: 50.0,
            y0: y,
            x1: 250.0,
            y1: y,
        });
    }
    for x in [50.0, 100.0, 250.0] {
        p.rules.push(Rule {
            x0: x,
            y0: 100.0,
            x1: x,
            y1: 160.0,
        });
    }
    say(&mut p, 55.0, 115.0, "单位");
    say(&mut p, 105.0, 115.0, "职责");
    say(&mut p, 55.0, 145.0, "甲局");
    say(&mut p, 105.0, 142.0, "负责监督");
    say(&mut p, 105.0, 155.0, "检查");
    assert_eq!(texts(&[p]), ["单位 | 职责", "甲局 | 负责监督检查"]);
}

#[test]
fn letters_that_lie_on_one_another_keep_the_order_of_the_file() {
    let mut p = page();
    say(&mut p, 50.0, 100.0, "道路运输");
    say(&mut p, 52.0, 100.0, "管理条例");
    assert_eq!(texts(&[p]), ["道路运输管理条例"]);
}

#[test]
fn two_columns_of_short_items_are_read_one_after_the_other() {
    let mut p = Page {
        width: 500.0,
        height: 400.0,
        ..Page::default()
    };
    let left = [
        "第一条 公益渡口应当：",
        "（一）设码头；",
        "（二）有值守；",
        "（三）亮灯。",
    ];
    let right = [
        "第二条 渡船应当：",
        "（一）有证书；",
        "（二）有标志；",
        "（三）限载。",
    ];
    for (i, (l, r)) in left.iter().zip(right).enumerate() {
        let y = 60.0 + 40.0 * i as f32;
        say(&mut p, 50.0, y, l);
        say(&mut p, 290.0, y, r);
        say(
            &mut p,
            50.0,
            y + 20.0,
            "甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲。",
        );
    }
    say(&mut p, 235.0, 390.0, "— 1 —");
    let read = texts(&[p]);
    let place = |w: &str| read.iter().position(|t| t.starts_with(w)).unwrap();
    assert!(place("（三）亮灯") < place("第二条"), "{read:?}");
}

#[test]
fn a_text_with_one_full_line_keeps_its_paragraphs() {
    let mut p = page();
    say(
        &mut p,
        50.0,
        60.0,
        "第一条 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲",
    );
    say(&mut p, 50.0, 75.0, "乙乙乙乙。");
    for (i, t) in [
        "第二条 丙丙丙丙丙丙丙。",
        "丁丁丁丁丁丁丁丁丁丁丁。",
        "第三章",
        "第三条 戊戊戊戊戊戊戊。",
    ]
    .iter()
    .enumerate()
    {
        say(&mut p, 50.0, 100.0 + 25.0 * i as f32, t);
    }
    assert_eq!(texts(&[p]).len(), 5);
}

#[test]
fn a_table_without_drawn_lines_is_read_by_its_columns() {
    let mut p = page();
    say(
        &mut p,
        50.0,
        60.0,
        "职责分工如下，各单位应当照办，不得推诿：",
    );
    say(&mut p, 50.0, 90.0, "单位");
    say(&mut p, 130.0, 90.0, "主要职责");
    say(&mut p, 50.0, 110.0, "甲局");
    say(&mut p, 130.0, 110.0, "负责渡口的登记和渡");
    say(&mut p, 130.0, 122.0, "船的检验");
    say(&mut p, 50.0, 142.0, "乙局");
    say(&mut p, 130.0, 142.0, "负责救生");
    say(&mut p, 50.0, 170.0, "附件2");
    let mut layout = Layout::default();
    layout.add(&p);
    assert!(layout.doubt().is_some_and(|d| d.contains("按文字的位置")));
    let read: Vec<String> = layout.finish().0.into_iter().map(|b| b.text).collect();
    assert_eq!(
        read,
        [
            "职责分工如下，各单位应当照办，不得推诿：",
            "单位 | 主要职责",
            "甲局 | 负责渡口的登记和渡船的检验",
            "乙局 | 负责救生",
            "附件2",
        ]
    );
}

#[test]
fn a_table_without_drawn_lines_goes_on_on_the_next_page() {
    let mut pages = vec![page(), page()];
    for (i, (name, value)) in [("渡口", "吨位"), ("东渡", "十吨"), ("西渡", "八吨")]
        .into_iter()
        .enumerate()
    {
        let y = 320.0 + 20.0 * i as f32;
        say(&mut pages[0], 50.0, y, name);
        say(&mut pages[0], 130.0, y, value);
    }
    say(&mut pages[1], 50.0, 60.0, "南渡");
    say(&mut pages[1], 130.0, 60.0, "六吨");
    say(
        &mut pages[1],
        50.0,
        100.0,
        "本表由渡口管理机构负责解释，自印发起用。",
    );
    assert_eq!(
        texts(&pages),
        [
            "渡口 | 吨位",
            "东渡 | 十吨",
            "西渡 | 八吨",
            "南渡 | 六吨",
            "本表由渡口管理机构负责解释，自印发起用。",
        ]
    );
}

#[test]
fn two_rows_at_the_end_of_a_page_begin_the_table_of_the_next() {
    let mut pages = vec![page(), page()];
    let rows = [
        "渡口 吨位",
        "东渡 十吨客",
        "西渡 八吨",
        "南渡 六吨",
        "北渡 二吨",
    ];
    for (i, row) in rows.iter().enumerate() {
        let (page, y) = if i < 2 { (0, 330.0) } else { (1, 40.0) };
        let (name, value) = row.split_once(' ').unwrap();
        say(&mut pages[page], 50.0, y + 20.0 * i as f32, name);
        say(&mut pages[page], 130.0, y + 20.0 * i as f32, value);
    }
    // The end of a cell on the next page.
    say(&mut pages[1], 130.0, 60.0, "两用");
    assert_eq!(
        texts(&pages),
        [
            "渡口 | 吨位",
            "东渡 | 十吨客两用",
            "西渡 | 八吨",
            "南渡 | 六吨",
            "北渡 | 二吨"
        ]
    );
}

#[test]
fn provisions_with_a_blank_behind_the_number_are_no_table() {
    let mut p = page();
    for (i, word) in [
        "渡口应当登记。",
        "渡船应当检验。",
        "渡工应当持证。",
        "渡运应当安全。",
    ]
    .into_iter()
    .enumerate()
    {
        let y = 60.0 + 20.0 * i as f32;
        let number = ["第一条", "第二条", "第三条", "第四条"][i];
        say(&mut p, 70.0, y, number);
        say(&mut p, 120.0, y, word);
    }
    assert!(
        texts(&[p])
            .iter()
            .all(|t| t.starts_with('第') && !t.contains('|'))
    );
}
