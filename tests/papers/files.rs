//! The papers as files: the Word file, hostile words, the printed page, the command.

use super::*;

/// A member of a Word file, as text.
fn member(bytes: &[u8], name: &str) -> Option<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut f = zip.by_name(name).ok()?;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut f, &mut text).unwrap();
    Some(text)
}

#[test]
fn the_word_file_has_the_format_of_official_documents_and_its_stamp() {
    let mut run = fixture::run();
    run.not_checked.retain(|n| n.rule.is_some());
    let settings = Settings {
        paper: PaperConfig {
            number: Some("岫政法〔2025〕12号".into()),
            addressee: Some("霁川市司法局".into()),
        },
        ..Settings::default()
    };
    let word = |run: &Run, decisions: &Decisions, form: &str| {
        with(run, decisions, None, &settings, |p, w| {
            let all = files(p, Format::Docx, w).unwrap();
            let (_, bytes) = all.iter().find(|f| f.0.starts_with(form)).unwrap();
            bytes.clone()
        })
    };
    let bytes = word(&run, &Decisions::default(), summary::NAME);
    let body = member(&bytes, "word/document.xml").unwrap();
    // A4; 37, 26, 35 and 28 mm in twentieths of a point.
    assert!(
        body.contains(r#"<w:pgSz w:w="11906" w:h="16838"/>"#),
        "{body}"
    );
    assert!(body.contains(r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#));
    for words in [
        "岫政法〔2025〕12号",
        "霁川市司法局：",
        "岫云县人民政府",
        "2025年12月31日",
    ] {
        assert!(body.contains(words), "{words}");
    }
    let styles = member(&bytes, "word/styles.xml").unwrap();
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{font}\"")), "{font}");
    }
    assert!(styles.contains(r#"w:line="560" w:lineRule="exact""#));
    let right = member(&bytes, "word/footer1.xml").unwrap();
    assert!(right.contains("— ") && right.contains(" PAGE ") && right.contains(r#"w:val="right""#));
    assert!(
        member(&bytes, "word/settings.xml")
            .unwrap()
            .contains("evenAndOddHeaders")
    );
    // The stamp is there while it is a draft, on odd and even pages, and gone afterwards.
    assert!(
        member(&bytes, "word/header1.xml")
            .unwrap()
            .contains("草　稿")
    );
    assert_eq!(body.matches("<w:headerReference").count(), 2);
    let decisions = all_decided(&run);
    decisions.apply(&mut run);
    let bytes = word(&run, &decisions, directory::NAME);
    assert_eq!(member(&bytes, "word/header1.xml"), None);
    assert!(
        !member(&bytes, "word/document.xml")
            .unwrap()
            .contains("草稿")
    );
}

#[test]
fn a_word_file_reads_back_with_its_words_in_order() {
    let run = fixture::run();
    with(
        &run,
        &Decisions::default(),
        None,
        &Settings::default(),
        |p, w| {
            for (name, bytes) in files(p, Format::Docx, w).unwrap() {
                let read = qingli::parse::document(&name, &bytes).unwrap();
                assert!(read.text.contains("辅助意见，以制定机关决定为准"), "{name}");
            }
            let all = files(p, Format::Docx, w).unwrap();
            let (name, bytes) = all.iter().find(|f| f.0.starts_with(summary::NAME)).unwrap();
            let read = qingli::parse::document(name, bytes).unwrap();
            let at = |s: &str| read.text.find(s).unwrap_or_else(|| panic!("没有“{s}”"));
            assert!(at("基本情况") < at("清理结果") && at("清理结果") < at("下一步工作"));
        },
    );
}

#[test]
fn what_is_hostile_stays_words_in_every_format() {
    let mut run = fixture::run();
    let evil = "</w:t><script>alert(1)</script>|\u{1}&";
    run.documents[0].title = evil.into();
    with(
        &run,
        &Decisions::default(),
        None,
        &Settings::default(),
        |p, w| {
            for format in [Format::Html, Format::Markdown] {
                for (name, bytes) in files(p, format, w).unwrap() {
                    let text = String::from_utf8(bytes).unwrap();
                    assert!(!text.contains("<script>"), "{name}");
                    if format == Format::Html {
                        assert!(
                            !text.contains("http://") && !text.contains("src="),
                            "{name}"
                        );
                    }
                }
            }
            for (name, bytes) in files(p, Format::Docx, w).unwrap() {
                let body = member(&bytes, "word/document.xml").unwrap();
                assert!(
                    !body.contains("<script>") && !body.contains('\u{1}'),
                    "{name}"
                );
                // Well formed: our own reader takes it.
                assert!(qingli::parse::document(&name, &bytes).is_ok(), "{name}");
            }
            // No name leaves its folder.
            for (name, _) in files(p, Format::Docx, w).unwrap() {
                assert!(
                    !name.contains("..") && !name.contains('<') && name.matches('/').count() <= 1
                );
            }
        },
    );
}

#[test]
fn a_draft_is_stamped_on_every_printed_page_of_the_web_page() {
    let p = plain(&fixture::run());
    let page = qingli::paper::write::html::render(whole(&p, summary::NAME));
    assert!(page.contains("@top-right") && page.contains("class=\"stamp\""));
    let mut final_one = whole(&p, summary::NAME).clone();
    final_one.draft = None;
    let page = qingli::paper::write::html::render(&final_one);
    assert!(!page.contains("@top-right") && !page.contains("class=\"stamp\""));
    assert!(page.contains("counter(page)") && page.contains("size: A4 portrait"));
}

/// Runs the program in a folder.
fn qingli(dir: &std::path::Path, args: &[&str]) -> (i32, String) {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_qingli"))
        .args(args)
        .current_dir(dir)
        // No office program, no browser.
        .env("PATH", dir)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    (out.status.code().unwrap(), said)
}

#[test]
fn the_command_writes_the_papers_and_replaces_only_its_own() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    std::fs::create_dir(dir.join("docs")).unwrap();
    std::fs::write(
        dir.join("docs/渡口.txt"),
        "岫云县渡口管理办法\n岫政发〔2020〕3号\n第一条　为了管理渡口，制定本办法。\n第二条　违反本办法的，处五百元罚款。\n第三条　本办法自2020年3月1日起施行。\n",
    )
    .unwrap();
    let run = |more: &[&str]| {
        let mut args = vec!["report", "docs", "-o", "out", "--as-of", "2025-12-31"];
        args.extend(more);
        qingli(dir, &args)
    };
    let (code, said) = run(&[]);
    assert_eq!(code, 0, "{said}");
    let papers = dir.join("out/文书");
    let at = |name: &str| papers.join(name);
    assert!(at("清理目录（草稿）.docx").is_file() && at("清理目录（草稿）.xlsx").is_file());
    assert!(at("清理意见表/0001 岫云县渡口管理办法（草稿）.docx").is_file());
    std::fs::write(at("我的.docx"), "x").unwrap();
    std::fs::write(
        dir.join("审核.toml"),
        "[[document]]\npath = \"岫云县渡口管理办法\"\ndecided = \"废止\"\n[[document]]\npath = \"没有的\"\n",
    )
    .unwrap();
    std::fs::write(
        dir.join("qingli.toml"),
        "decisions = \"审核.toml\"\n[[form]]\nname = \"清理目录\"\ntitle = \"县政府文件清理目录\"\n",
    )
    .unwrap();
    let (code, said) = run(&["--format", "csv,html,md"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("没有的"), "{said}");
    // Decided: no draft any more, and the last run's files are gone; a user's own file stays.
    assert!(!at("清理目录（草稿）.docx").exists() && at("我的.docx").is_file());
    let list = std::fs::read_to_string(at("清理目录.csv")).unwrap();
    assert!(
        list.contains("岫云县渡口管理办法") && list.contains("岫政发〔2020〕3号"),
        "{list}"
    );
    let page = std::fs::read_to_string(at("清理目录.html")).unwrap();
    assert!(page.contains("县政府文件清理目录") && page.contains("一、继续有效的文件目录（0件）"));
    let json = std::fs::read_to_string(dir.join("out/findings.json")).unwrap();
    assert!(json.contains("\"decided\": \"repeal\""));
    // Without a program that prints: said, the rest written, exit code 2.
    let (code, said) = run(&["--format", "md,pdf"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("PDF 没有生成") && said.contains("LibreOffice"),
        "{said}"
    );
    assert!(at("清理目录.md").is_file());
    // What is not known is refused before anything is done.
    for wrong in [
        ["--format", "wps"],
        ["--papers", "台账"],
        ["--campaign", "无"],
    ] {
        let (code, said) = run(&wrong);
        assert_eq!(code, 2);
        assert!(said.contains("没有"), "{said}");
    }
    std::fs::write(dir.join("qingli.toml"), "[[form]]\nname = \"台账\"\n").unwrap();
    let (code, said) = run(&[]);
    assert!(code == 2 && said.contains("台账"), "{said}");
}

#[test]
fn a_decided_document_gets_the_papers_that_carry_it_out() {
    use qingli::paper::carry::{Carried, carry};
    let made = |verdicts: &str, outcome: &str| -> Carried {
        let mut run = fixture::run();
        // The maker stands beside: what changes and why goes to it.
        run.documents[0].authority = qingli::check::Authority::Propose;
        let path = run.documents[0].path.clone();
        let mut text = format!("[[document]]\npath = '{path}'\ndecided = '{outcome}'\n");
        for f in &run.documents[0].findings {
            text.push_str(&format!(
                "[[finding]]\nfingerprint = '{}'\nverdict = '{verdicts}'\n",
                f.fingerprint
            ));
        }
        let decisions = Decisions::parse(&text).unwrap();
        assert!(decisions.apply(&mut run).is_empty());
        let mut all = with(&run, &decisions, None, &Settings::default(), |_, w| {
            carry(w, &|_| None)
        });
        assert_eq!(all.len(), 1, "只有审定的文件有处理文稿");
        all.remove(0)
    };
    let amended = made("采纳", "修改");
    assert_eq!(amended.refused, None);
    let paper = |c: &Carried, name: &str| {
        let found = c.papers.iter().find(|p| p.name.contains(name));
        found
            .map(|p| p.text.clone())
            .unwrap_or_else(|| panic!("没有{name}：{:?}", c.papers))
    };
    assert!(paper(&amended, "修改决定").contains("作如下修改"));
    let run = fixture::run();
    let first = run.documents[0].findings.iter().find(|f| {
        let mut comments = amended.changes.iter().flat_map(|c| c.comment.first());
        comments.any(|c| c.contains(&f.message))
    });
    let said = first.unwrap().message.trim_end_matches('。').to_string();
    assert!(paper(&amended, "说明").contains(&said));
    // What nobody adopted is in no decision, and that is said.
    let open = made("暂缓", "修改");
    assert!(open.papers.is_empty() && open.refused.unwrap().contains("没有采纳的修改"));
    let repealed = made("暂缓", "废止");
    assert!(paper(&repealed, "废止决定").contains("决定废止《"));
}

#[test]
fn what_is_adopted_as_deleted_is_taken_out_and_the_numbers_follow() {
    use qingli::paper::carry::carry;
    let mut run = fixture::run();
    run.documents.truncate(1);
    let path = run.documents[0].path.clone();
    let mut text = format!("[[document]]\npath = '{path}'\ndecided = '修改'\n");
    let words = [
        ("FEE001", ""),
        ("CAM001", "new = '（删去）'\n"),
        ("COM002", ""),
    ];
    for f in &run.documents[0].findings {
        if let Some((_, new)) = words.iter().find(|w| w.0 == f.rule) {
            text.push_str(&format!(
                "[[finding]]\nfingerprint = '{}'\nverdict = '采纳'\n{new}",
                f.fingerprint
            ));
        }
    }
    let decisions = Decisions::parse(&text).unwrap();
    decisions.apply(&mut run);
    let mut all = with(&run, &decisions, None, &Settings::default(), |_, w| {
        carry(w, &|_| None)
    });
    let one = all.remove(0);
    assert_eq!(one.refused, None);
    let decision = &one.papers[0].text;
    assert!(
        decision.contains("删去第三条第三项。") || decision.contains("删去第三条第（三）项。"),
        "{decision}"
    );
    assert!(decision.contains("删去第五条。"), "{decision}");
    // The tracked file comes to the same words.
    let mut edits: Vec<_> = one.changes.iter().flat_map(|c| c.edits.clone()).collect();
    edits.sort();
    let mut new = one.text.clone();
    for e in edits.iter().rev() {
        new.replace_range(e.start..e.end, &e.new);
    }
    assert!(
        !new.contains("删去") && !new.contains("站场管理费") && !new.contains("罚没任务"),
        "{new}"
    );
    assert!(new.contains("不得超限超载装载。"), "{new}");
    assert!(
        new.contains("第五条　违反本办法规定") && !new.contains("第八条"),
        "{new}"
    );
    // Adopted without words of its own: named, not dropped.
    assert!(
        one.dropped.iter().any(|d| d.starts_with("COM002 第四条")),
        "{:?}",
        one.dropped
    );
    // As a page, the notice that goes out has its red head, the decision none.
    let pages = one.pages("岫云县人民政府");
    assert!(pages[0].head.is_none() && pages.last().unwrap().head.is_some());
}
