//! Decisions read and carried out: invented texts that a lawyer can follow.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::amend::{self, Applied};
use qingli::document::Document;

fn parse(text: &str) -> Document {
    qingli::parse::document("a.txt", text.as_bytes()).unwrap()
}

const OLD: &str = "清源市停车场管理办法\n\n（2015年3月1日清源市人民政府公布）\n\n第一章　总则\n\n第一条　为了规范停车场管理，制定本办法。\n\n第二条　本市停车场的规划、建设、管理，适用本办法。\n\n第三条　市建设部门、市规划部门负责停车场管理工作。\n\n公安、物价等部门按照职责做好相关工作。\n\n第二章　经营许可\n\n第四条　经营停车场应当具备下列条件：\n\n（一）有固定场地；\n\n（二）有管理人员；\n\n（三）有消防设施。\n\n第五条　经营者应当公布收费标准。\n\n第六条　违反本办法第四条、第五条规定的，由市建设部门处一千元以上五千元以下罚款。\n\n第七条　违反本办法第四条第三项规定的，责令改正，给予警告。\n\n第八条　本办法自2015年5月1日起施行。";

fn decide(body: &str) -> (amend::Decision, Applied) {
    let text = format!(
        "清源市人民政府关于修改《清源市停车场管理办法》的决定\n\n清源市人民政府决定对《清源市停车场管理办法》作如下修改：\n\n{body}\n\n本决定自公布之日起施行。\n\n《清源市停车场管理办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    );
    let decision = amend::read(&parse(&text));
    let part = decision.on("清源市停车场管理办法").unwrap().clone();
    let applied = amend::apply(&parse(OLD), &decision, &part, None);
    (decision, applied)
}

/// The new text, all of the decision understood and carried out.
fn whole(body: &str) -> String {
    let (d, a) = decide(body);
    assert!(d.laws[0].unread.is_empty(), "{d:#?}");
    let left: Vec<_> = a.notes.iter().filter(|n| n.left_out).collect();
    assert!(left.is_empty(), "{left:#?}");
    a.text
}

#[test]
fn nothing_decided_nothing_changed() {
    let old = parse(OLD);
    let a = amend::apply(
        &old,
        &amend::Decision::default(),
        &amend::Amendment::default(),
        None,
    );
    assert_eq!(a.text, old.text);
}

#[test]
fn wording_of_an_article_a_paragraph_an_item() {
    let t = whole(
        "一、将第二条修改为：“本市公共停车场的规划、建设、管理，适用本办法。\n\n“自用停车位不适用本办法。”\n\n二、将第三条第二款修改为：“公安、市场监督管理等部门按照职责做好相关工作。”\n\n三、将第四条第二项修改为：“（二）有专职管理人员”。",
    );
    assert!(t.contains("第二条　本市公共停车场的规划、建设、管理，适用本办法。\n自用停车位不适用本办法。\n第三条"), "{t}");
    assert!(t.contains("公安、市场监督管理等部门"), "{t}");
    assert!(t.contains("（二）有专职管理人员；\n（三）"), "{t}");
}

#[test]
fn words_for_words_in_several_places() {
    let t = whole(
        "一、将第三条、第六条中的“市建设部门”统一修改为“市住房城乡建设部门”，删去第三条中的“、市规划部门”。\n\n二、将第二章标题“经营许可”修改为“经营备案”。\n\n三、在第七条中的“警告”后增加“、通报批评”。",
    );
    assert!(t.contains("第三条　市住房城乡建设部门负责"), "{t}");
    assert!(t.contains("由市住房城乡建设部门处一千元"), "{t}");
    assert!(t.contains("第二章　经营备案"), "{t}");
    assert!(t.contains("给予警告、通报批评。"), "{t}");
}

#[test]
fn numbers_shift_and_references_follow() {
    let t = whole(
        "一、增加一条，作为第三条：“停车场管理遵循公开、便民的原则。”\n\n二、将第三条改为第四条，删去第二款。\n\n三、将第四条改为第五条，增加一项，作为第三项：“（三）有收费公示牌”。\n\n四、删去第五条。\n\n五、将第六条修改为：“违反本办法第五条规定的，由市建设部门处二千元以上五千元以下罚款。”",
    );
    assert!(
        t.contains("第三条　停车场管理遵循公开、便民的原则。\n第四条　市建设部门"),
        "{t}"
    );
    assert!(!t.contains("物价"), "{t}");
    assert!(
        t.contains("（三）有收费公示牌；\n（四）有消防设施。\n第六条　违反本办法第五条规定"),
        "{t}"
    );
    assert!(t.contains("第七条　违反本办法第五条第四项规定的"), "{t}");
    assert!(t.contains("第八条　本办法自"), "{t}");
}

#[test]
fn what_is_not_understood_is_listed() {
    let (d, a) = decide(
        "一、第三条的规定按照新的职责分工理解并修改为更加恰当的表述。\n\n二、删去第五条中的“收费公示牌”。",
    );
    assert_eq!(d.laws[0].unread.len(), 1);
    assert_eq!(a.notes.iter().filter(|n| n.left_out).count(), 2, "{a:#?}");
    assert!(
        a.notes
            .iter()
            .any(|n| n.why.contains("第五条没有“收费公示牌”"))
    );
}

#[test]
fn several_laws_and_repeals_in_one_decision() {
    let d = amend::read(&parse(
        "清源市人民政府关于修改和废止部分规章的决定\n\n清源市人民政府决定：\n\n一、对《清源市停车场管理办法》作出修改\n\n（一）删去第五条。\n\n（二）第三条增加一款，作为第三款：“街道办事处协助做好停车管理工作。”\n\n二、对《清源市路灯管理办法》作出修改\n\n将第二条中的“路灯”修改为“城市照明”。\n\n三、废止《清源市集贸市场管理办法》（2001年3月1日清源市人民政府公布）。\n\n本决定自2026年1月1日起施行。",
    ));
    let laws: Vec<_> = d
        .laws
        .iter()
        .map(|l| (l.law.as_str(), l.ops.len()))
        .collect();
    assert_eq!(
        laws,
        [("清源市停车场管理办法", 2), ("清源市路灯管理办法", 1)]
    );
    assert_eq!(d.repeals[0].0, "清源市集贸市场管理办法");
    assert_eq!(d.in_force.as_deref(), Some("自2026年1月1日起施行"));
}

#[test]
fn every_operation_has_the_words_that_order_it() {
    let text = "清源市人民政府关于修改《清源市停车场管理办法》的决定\n\n一、将第二条改为第三条，修改为：“新的文字。”\n\n二、删去第五条、第六条。";
    let document = parse(text);
    let d = amend::read(&document);
    for op in &d.laws[0].ops {
        let words = document.slice(op.span);
        assert!(
            words.contains("第二条") || words.contains("修改为") || words.contains("删去第五条"),
            "{words}"
        );
    }
    assert_eq!(d.laws[0].ops.len(), 4);
}

#[test]
fn many_ways_to_say_one_thing() {
    let t = whole(
        "一、其他条款中涉及“市建设部门”的，统一修改为“市住房城乡建设部门”。\n\n二、新增第三条，内容为：“停车场管理遵循公开的原则。”\n\n三、删去第五条，第六条改为第五条。\n\n四、第三条第二款首句修改为：“公安等部门配合做好工作。”\n\n五、第四条增加第四项：“（四）有收费公示牌。”",
    );
    assert!(
        t.contains("第三条　停车场管理遵循公开的原则。\n第四条　市住房城乡建设部门"),
        "{t}"
    );
    assert!(t.contains("公安等部门配合做好工作。"), "{t}");
    assert!(t.contains("（四）有收费公示牌。"), "{t}");
    assert!(!t.contains("经营者应当公布收费标准"), "{t}");
    assert!(t.contains("由市住房城乡建设部门处一千元"), "{t}");
}

#[test]
fn places_and_words_told_beside_others() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "一、第三条第二款删去“物价”后的“等”字。",
            &["公安、物价部门按照"],
        ),
        (
            "一、将第二章的章名修改为：“经营备案”。",
            &["第二章　经营备案"],
        ),
        (
            "一、第三条第一款分为两款，修改为：“市建设部门负责管理。\n\n“市规划部门负责规划。”",
            &["第三条　市建设部门负责管理。\n市规划部门负责规划。\n公安"],
        ),
        (
            "一、第四条增加一项，作为第二项：“（二）有安全制度；”，原第二项、第三项顺延。",
            &["（二）有安全制度；\n（三）有管理人员；\n（四）有消防设施。"],
        ),
        (
            "一、在第五条与第六条之间增加一条，即第六条：“停车场应当设置充电设施。”",
            &["第六条　停车场应当设置充电设施。\n第七条　违反"],
        ),
        (
            "一、第七条移至第五条后，作为第六条。",
            &[
                "第六条　违反本办法第四条第三项",
                "第七条　违反本办法第四条、第五条",
            ],
        ),
        (
            "一、第三条、第六条中的“市建设部门”分别修改为“市住房部门”“市执法部门”。",
            &["第三条　市住房部门、", "由市执法部门处"],
        ),
        (
            "一、将名称由《清源市停车场管理办法》修改为《清源市停车办法》。",
            &["清源市停车办法\n"],
        ),
    ];
    for (said, expected) in cases {
        let t = whole(said);
        for e in expected {
            assert!(t.contains(e), "{said}\n{t}");
        }
    }
}

#[test]
fn a_sentence_read_in_part_changes_nothing() {
    let (d, a) = decide("一、第三条第二款删去“物价”以外的部门。");
    assert_eq!(d.laws[0].unread.len(), 1);
    assert!(a.text.contains("公安、物价等部门"), "{}", a.text);
}

#[test]
fn what_follows_a_deletion_is_not_deleted() {
    let (d, _) = decide("一、删去第二条，第三条改为第二条。");
    let said: Vec<_> = d.laws[0].ops.iter().map(|o| &o.action).collect();
    assert!(matches!(said[0], amend::Action::Delete { .. }), "{said:?}");
    assert!(
        matches!(said[1], amend::Action::Renumber { .. }),
        "{said:?}"
    );
    assert_eq!(said.len(), 2);
}

#[test]
fn articles_quoted_with_their_numbers_stay_apart() {
    let t = whole(
        "一、将第二条、第五条修改为：“第二条　公共停车场适用本办法。\n\n“第五条　经营者应当明码标价。”",
    );
    assert!(t.contains("第二条　公共停车场适用本办法。\n第三条"), "{t}");
    assert!(t.contains("第五条　经营者应当明码标价。"), "{t}");
}

#[test]
fn old_words_may_be_quoted_whole() {
    let t = whole(
        "一、第三条：“市建设部门、市规划部门负责停车场管理工作。”“公安、物价等部门按照职责做好相关工作。”修改为：“市住房部门负责停车场管理工作。”\n\n二、将第七条“责令改正，给予警告”中的“警告”修改为“通报批评”。",
    );
    assert!(
        t.contains("第三条　市住房部门负责停车场管理工作。\n第二章"),
        "{t}"
    );
    assert!(t.contains("责令改正，给予通报批评。"), "{t}");
}

#[test]
fn a_sentence_on_several_laws_is_shared_out() {
    let d = amend::read(&parse(
        "清源市人民政府关于修改部分规章的决定\n\n清源市人民政府决定：\n\n一、将《清源市停车场管理办法》第三条、《清源市路灯管理办法》第五条中的“甲部门”修改为“乙部门”。\n\n二、清源市公园管理办法\n\n1．删去第二条第二款。\n\n本决定自公布之日起施行。",
    ));
    let laws: Vec<_> = d
        .laws
        .iter()
        .map(|l| (l.law.as_str(), l.ops.len(), l.unread.len()))
        .collect();
    assert_eq!(
        laws,
        [
            ("清源市停车场管理办法", 1, 0),
            ("清源市路灯管理办法", 1, 0),
            ("清源市公园管理办法", 1, 0)
        ]
    );
}

#[test]
fn a_label_without_space_before_the_name_of_the_state() {
    let d = parse(
        "清源条例\n\n第一条为了规范管理，制定本条例。\n\n第二条中国公民适用本条例。\n\n第三条本条例自公布之日起施行。",
    );
    assert_eq!(d.articles().count(), 3);
}

#[test]
fn lines_that_the_print_broke_are_put_back() {
    let broken = OLD.replace(
        "第二章　经营许可",
        "第二章　停车场的设置、经营许可\n\n及其监督管理",
    );
    let whole = OLD.replace(
        "第二章　经营许可",
        "第二章　停车场的设置、经营许可及其监督管理",
    );
    assert_ne!(broken, whole);
    assert_eq!(amend::body(&parse(&broken)), amend::body(&parse(&whole)));
    let again = OLD.replacen("第一章", "清源市\n\n停车场管理办法\n\n第一章", 1);
    assert_eq!(amend::body(&parse(&again)), amend::body(&parse(OLD)));
}

#[test]
fn a_chapter_made_anew_keeps_its_heading() {
    let old = parse(&OLD.replace("第八条", "第三章　附则\n\n第八条"));
    let new = parse(
        &OLD.replace(
            "第八条　本办法自2015年5月1日起施行。",
            "第三章　附则\n\n第八条　市建设部门可以制定实施细则。\n\n第九条　原有文件以新的规定为准，二〇二六年元旦起执行。",
        ),
    );
    let made = qingli::draft::draft(&old, &new, &qingli::draft::Heading::default());
    assert!(made.is_ok(), "{made:#?}");
}

mod round_trip {
    //! Drafts prove themselves: random edits of texts come back, provision for provision.

    use super::{OLD, parse, support};
    use qingli::document::Document;
    use qingli::draft::{Heading, draft};
    use qingli::text::numeral;
    use std::path::Path;

    const WORDS: [&str; 8] = [
        "交通运输主管部门",
        "二千元以上",
        "应当及时",
        "（含分支机构）",
        "生态环境、应急管理等",
        "十个工作日",
        "并向社会公布",
        "不得",
    ];

    /// Numbers that look random and are the same every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, n: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % n.max(1)
        }
    }

    fn label(line: &str) -> Option<usize> {
        let rest = line.strip_prefix('第')?;
        let i = rest.find('条')?;
        let gap = &rest[i + '条'.len_utf8()..];
        (numeral::parse(&rest[..i]).is_some() && gap.starts_with([' ', '　']))
            .then_some('第'.len_utf8() + i + '条'.len_utf8())
    }

    /// One edit: words, a 款, an article in or out.
    fn edit(lines: &mut Vec<String>, dice: &mut Dice) {
        let arts: Vec<usize> = (0..lines.len())
            .filter(|&i| label(&lines[i]).is_some())
            .collect();
        let from = arts[0];
        let word = WORDS[dice.roll(WORDS.len())];
        match dice.roll(6) {
            0 => {
                let at = arts[1 + dice.roll(arts.len() - 1)];
                lines.insert(
                    at,
                    format!("第一条　新增的规定由{word}负责，具体办法另行制定。"),
                );
            }
            1 if arts.len() > 4 => {
                let k = 1 + dice.roll(arts.len() - 3);
                let end = (arts[k] + 1..lines.len())
                    .find(|&i| label(&lines[i]).is_some() || lines[i].starts_with('第'))
                    .unwrap_or(lines.len());
                lines.drain(arts[k]..end);
            }
            2 => {
                let k = dice.roll(arts.len() - 1);
                let at = arts[k] + 1;
                if lines[arts[k]].ends_with('。') {
                    lines.insert(at, format!("前款规定的事项，{word}可以委托有关机构办理。"));
                }
            }
            _ => {
                let last = *arts.last().unwrap();
                let i = from + dice.roll(last - from);
                let start = label(&lines[i]).map_or(0, |n| n + 3);
                let chars: Vec<(usize, char)> = lines[i]
                    .char_indices()
                    .filter(|(b, _)| *b > start)
                    .collect();
                if chars.len() < 14 || lines[i].starts_with('第') && label(&lines[i]).is_none() {
                    return;
                }
                let a = 4 + dice.roll(chars.len() - 10);
                let b = a + dice.roll(5);
                lines[i].replace_range(chars[a].0..chars[b].0, word);
            }
        }
        let mut n = 0;
        for l in lines.iter_mut() {
            if let Some(end) = label(l) {
                n += 1;
                *l = format!("第{}条{}", numeral::format(n), &l[end..]);
            }
        }
    }

    /// Edits a text and drafts; (tried, proved, failures).
    fn run(
        old: &Document,
        seeds: std::ops::Range<u64>,
        failures: &mut Vec<String>,
    ) -> (usize, usize) {
        let before: Vec<String> = old.text.lines().map(String::from).collect();
        let (mut tried, mut proved) = (0, 0);
        for seed in seeds {
            let mut dice = Dice(seed.wrapping_mul(977) + 1);
            let mut lines = before.clone();
            for _ in 0..=dice.roll(4) {
                edit(&mut lines, &mut dice);
            }
            let new = parse(&lines.join("\n\n"));
            if qingli::amend::body(&new) == qingli::amend::body(old) {
                continue;
            }
            tried += 1;
            match draft(old, &new, &Heading::default()) {
                Ok(_) => proved += 1,
                Err(e) => failures.push(format!("{} {seed}: {}", old.meta.title, e.join("；"))),
            }
        }
        (tried, proved)
    }

    /// A text whose articles count from 1 without gaps, as the edits need.
    fn regular(d: &Document) -> bool {
        let labels: Vec<u64> = d
            .text
            .lines()
            .filter_map(|l| {
                label(l).and_then(|n| numeral::parse(l[..n].trim_matches(['第', '条'])))
            })
            .collect();
        labels.len() > 6
            && labels.len() == d.articles().count()
            && labels.iter().zip(1..).all(|(a, b)| *a == b)
    }

    #[test]
    fn random_edits_of_an_invented_text() {
        let old = parse(&parse(OLD).text.replace('\n', "\n\n"));
        assert!(regular(&old));
        let mut failures = Vec::new();
        let (tried, proved) = run(&old, 0..300, &mut failures);
        assert!(tried > 200, "{tried}");
        assert_eq!(tried, proved, "{failures:#?}");
    }

    #[test]
    fn random_edits_of_real_texts() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/amendments/pairs");
        if !root.exists() {
            support::skip("没有 ../shared/amendments/pairs");
            return;
        }
        let mut failures = Vec::new();
        let (mut tried, mut proved) = (0, 0);
        for f in walkdir::WalkDir::new(root).sort_by_file_name() {
            let f = f.unwrap();
            if f.path().extension().is_none_or(|x| x != "md") {
                continue;
            }
            let bytes = std::fs::read(f.path()).unwrap();
            let Ok(d) = qingli::parse::document(&f.path().to_string_lossy(), &bytes) else {
                continue;
            };
            let plain = parse(&d.text.replace('\n', "\n\n"));
            if !regular(&plain) || plain.text.len() > 60_000 {
                continue;
            }
            let (t, p) = run(&plain, 0..12, &mut failures);
            tried += t;
            proved += p;
        }
        // What isn't proved is refused and not written; the reasons are listed.
        println!("round trips {proved} of {tried}\n{}", failures.join("\n"));
        assert!(tried >= 1000, "{tried}");
        assert!(
            proved * 1000 >= tried * 995,
            "{proved} of {tried}: {failures:#?}"
        );
    }

    #[test]
    fn a_changed_phrase_is_quoted_not_the_article() {
        let old = parse(OLD);
        let new = parse(&OLD.replace("市建设部门", "市住房城乡建设部门"));
        let made = draft(&old, &new, &Heading::default()).unwrap();
        assert!(
            made.text.contains("第三条") && made.text.contains("第六条"),
            "{}",
            made.text
        );
        assert!(made.whole.is_empty(), "{}", made.text);
        assert!(made.text.chars().count() < 220, "{}", made.text);
    }

    #[test]
    fn what_cannot_be_proved_is_not_written() {
        let old = parse(OLD);
        let new = parse(&format!("{OLD}\n\n附件1\n\n收费标准一览"));
        let reasons = draft(&old, &new, &Heading::default()).unwrap_err();
        assert!(reasons[0].contains("附件"), "{reasons:?}");
    }
}

#[test]
fn beside_what_was_just_changed_and_headings_together() {
    let t = whole(
        "一、将第五条中的“公布”修改为“公示”，并在其后增加“服务内容和”。\n\n二、将第三条第二款修改为：“公安部门按照职责做好相关工作。”，并在其后增加一款，作为第三款：“镇人民政府予以协助。”\n\n三、将第一章、第二章标题分别修改为“通则”、“备案”。",
    );
    assert!(t.contains("经营者应当公示服务内容和收费标准。"), "{t}");
    assert!(
        t.contains("公安部门按照职责做好相关工作。\n镇人民政府予以协助。"),
        "{t}"
    );
    assert!(
        t.contains("第一章　通则") && t.contains("第二章　备案"),
        "{t}"
    );
    // Three headings and two names: not understood, nothing done.
    let (d, a) = decide("一、将第一章、第二章标题分别修改为“通则”。");
    assert_eq!(d.laws[0].unread.len(), 1, "{d:#?}");
    assert!(a.text.contains("第一章　总则"));
}

#[test]
fn references_to_what_was_merged_are_named_once() {
    let t = whole(
        "一、将第四条、第五条合并，作为第四条，修改为：“经营停车场应当有固定场地、管理人员和消防设施，并公布收费标准。”\n\n二、增加一章“附则”，作为第三章，分为一条，包括第七条。",
    );
    assert!(t.contains("违反本办法第四条规定的，由市建设部门"), "{t}");
    // A new heading is printed as the others are.
    assert!(t.contains("第三章　附则\n第七条"), "{t}");
}
