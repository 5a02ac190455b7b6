//! Promises that must hold for any text.

mod support;

use proptest::prelude::*;
use qingli::proposal::diff::{Op, marked, new_text, old_text, pieces};
use std::path::PathBuf;

/// Texts made of what statutes are made of, so that clauses, numbers and moves really occur.
fn statute() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("由县交通运输主管部门负责".to_string()),
        Just("处三千元以上三万元以下罚款".to_string()),
        Just("处一千元以上一万元以下罚款".to_string()),
        Just("第六十三条之一".to_string()),
        Just("《某县渡口管理办法》".to_string()),
        Just("渡工应当持证上岗".to_string()),
        Just("责令限期改正".to_string()),
        Just("１５日内".to_string()),
        "[甲乙丙丁子丑寅卯]{1,5}",
        "[，。；：、\n　 ]",
        "\\PC{0,6}",
    ];
    let mark = prop_oneof![
        Just("，"),
        Just("。"),
        Just("；"),
        Just("、"),
        Just("\n"),
        Just("")
    ];
    prop::collection::vec((part, mark), 0..12)
        .prop_map(|v| v.into_iter().map(|(p, m)| p + m).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_difference_holds_both_texts(old in statute(), new in statute()) {
        let d = pieces(&old, &new);
        prop_assert_eq!(old_text(&d), old.as_str());
        prop_assert_eq!(new_text(&d), new.as_str());
        prop_assert!(d.iter().all(|p| !p.text.is_empty()));
        // A moved clause stands once on each side, with the same words but for the mark at its end.
        for p in d.iter().filter(|p| p.moved.is_some()) {
            let same: Vec<_> = d.iter().filter(|q| q.moved == p.moved).collect();
            prop_assert_eq!(same.len(), 2);
            prop_assert!(same[0].op != same[1].op && same.iter().all(|q| q.op != Op::Equal));
        }
        prop_assert_eq!(&pieces(&old, &new), &d);
    }

    #[test]
    fn a_text_does_not_differ_from_itself(text in statute()) {
        prop_assert!(pieces(&text, &text).iter().all(|p| p.op == Op::Equal));
    }
}

fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("QINGLI_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if dir.is_dir() {
        return Some(dir);
    }
    support::skip("跳过：没有 ../shared");
    None
}

/// Real editions, paragraph by paragraph: nothing is lost, and the pieces are few and long.
#[test]
fn real_pairs_read_well() {
    let Some(dir) = shared() else { return };
    let Ok(list) = std::fs::read_dir(dir.join("amendments/pairs")) else {
        support::skip("跳过：没有 amendments/pairs");
        return;
    };
    let mut dirs: Vec<PathBuf> = list
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.is_dir())
        .collect();
    dirs.sort();
    let (mut texts, mut changes, mut single) = (0, 0, 0);
    for d in dirs {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&d)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        files.sort();
        let [old, new] = files.as_slice() else {
            continue;
        };
        let read = |p: &PathBuf| std::fs::read_to_string(p).unwrap_or_default();
        let (old, new) = (read(old), read(new));
        texts += 1;
        let diff = pieces(&old, &new);
        assert_eq!(old_text(&diff), old, "{}", d.display());
        assert_eq!(new_text(&diff), new, "{}", d.display());
        changes += diff.iter().filter(|p| p.op != Op::Equal).count();
        single += diff
            .iter()
            .filter(|p| {
                p.op == Op::Equal
                    && p.text.chars().count() == 1
                    && !"，。；：、\n".contains(&p.text)
            })
            .count();
        if std::env::var_os("QINGLI_SHOW").is_some() {
            println!("{}\n", marked(&diff));
        }
    }
    println!("{texts} 对文本，{changes} 处改动，{single} 个孤字");
    assert!(texts > 0, "一对文本也没有读到");
    assert!(
        single * 20 < changes,
        "改动之间孤字过多：{single} / {changes}"
    );
}
