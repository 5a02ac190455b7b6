//! 打包: one decision of one organ over several of its documents, those amended first, then those
//! repealed. It proves itself as one on a single document does: read back, every part is carried
//! out on its own text and must give what was accepted, and the repeals must be the ones decided.

use super::{Drafted, Heading, named};
use crate::amend;
use crate::document::Document;
use crate::law::title;
use crate::text::numeral;

/// One document of a bundle.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// As it stands.
    pub old: &'a Document,
    /// As accepted, with its own proved decision; none where it is repealed.
    pub new: Option<(&'a Document, &'a Drafted)>,
}

/// The decision over all members; `what` is what they are called together: 行政规范性文件.
///
/// # Errors
/// Why it does not prove itself.
pub fn bundle(members: &[Member<'_>], what: &str, heading: &Heading) -> Result<String, String> {
    let amended: Vec<(&Document, &Document, &Drafted)> = members
        .iter()
        .filter_map(|m| m.new.map(|(new, d)| (m.old, new, d)))
        .collect();
    let gone: Vec<&Document> = members
        .iter()
        .filter(|m| m.new.is_none())
        .map(|m| m.old)
        .collect();
    let first = members.first().ok_or("没有文件")?.old;
    let text = write(first, &amended, &gone, what, heading);
    prove(&text, &amended, &gone)?;
    Ok(text)
}

fn quoted(t: &str) -> String {
    format!("《{}》", t.replace('《', "〈").replace('》', "〉"))
}

/// （岫政发〔2011〕8号）
fn source(d: &Document) -> String {
    let number = d.meta.number.as_ref();
    number.map_or_else(String::new, |n| format!("（{}）", n.value))
}

fn write(
    first: &Document,
    amended: &[(&Document, &Document, &Drafted)],
    gone: &[&Document],
    what: &str,
    heading: &Heading,
) -> String {
    let organ = if heading.organ.is_empty() {
        first.meta.issuer()
    } else {
        &heading.organ
    };
    let from = if heading.from.is_empty() {
        "自公布之日起"
    } else {
        &heading.from
    };
    let verbs = match (amended.is_empty(), gone.is_empty()) {
        (false, false) => "修改和废止",
        (false, true) => "修改",
        _ => "废止",
    };
    let count = |n: usize| numeral::format(u64::try_from(n).unwrap_or(0));
    let mut opening = String::new();
    if !amended.is_empty() {
        opening.push_str(&format!("对{}件{what}作出修改", count(amended.len())));
    }
    if !gone.is_empty() {
        let and = if opening.is_empty() { "" } else { "，" };
        opening.push_str(&format!("{and}废止{}件{what}", count(gone.len())));
    }
    let mut out = vec![
        format!("{organ}关于{verbs}部分{what}的决定"),
        format!("为了维护法制统一，{organ}决定{opening}。"),
    ];
    let mut k = 0;
    let mut next = || {
        k += 1;
        count(k)
    };
    for (old, _, drafted) in amended {
        let n = next();
        out.push(format!(
            "{n}、对{}{}作如下修改：",
            quoted(named(old)),
            source(old)
        ));
        for (i, item) in drafted.items.iter().enumerate() {
            out.push(format!("（{}）{item}", count(i + 1)).replace("\n“", "\n\n“"));
        }
    }
    for old in gone {
        let n = next();
        out.push(format!(
            "{n}、废止{}{}。",
            quoted(&old.meta.title),
            source(old)
        ));
    }
    out.push(format!("本决定{from}施行。"));
    if !amended.is_empty() {
        out.push(format!(
            "上述修改的{what}根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
        ));
    }
    let mut s = out.join("\n\n");
    s.push('\n');
    s
}

fn prove(
    text: &str,
    amended: &[(&Document, &Document, &Drafted)],
    gone: &[&Document],
) -> Result<(), String> {
    let document = crate::parse::document("决定.txt", text.as_bytes())
        .map_err(|e| format!("拟出的决定读不回来：{e}"))?;
    let decision = amend::read(&document);
    if decision.laws.len() != amended.len() {
        return Err(format!(
            "读回来是修改{}件文件，应为{}件",
            decision.laws.len(),
            amended.len()
        ));
    }
    for (old, new, _) in amended {
        let name = named(old);
        let part = decision
            .laws
            .iter()
            .find(|l| title::key(&l.law) == title::key(name))
            .ok_or_else(|| format!("读不出对《{name}》的修改"))?;
        if let Some(u) = part.unread.first() {
            return Err(format!("《{name}》：读不回来：{}", document.slice(u.span)));
        }
        let applied = amend::apply(old, &decision, part, None);
        if let Some(n) = applied.notes.iter().find(|n| n.left_out) {
            return Err(format!("《{name}》：{}", n.why));
        }
        if applied.body != amend::body(new) {
            return Err(format!("《{name}》：还原后与采纳的文本不同"));
        }
    }
    let mut want: Vec<String> = gone.iter().map(|d| title::key(&d.meta.title)).collect();
    let mut have: Vec<String> = decision.repeals.iter().map(|r| title::key(&r.0)).collect();
    want.sort();
    have.sort();
    if want != have {
        return Err("读回来的废止文件与审定的不同".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Member, bundle, prove};
    use crate::document::Document;
    use crate::draft::{Heading, draft};

    fn read(title: &str, words: &str) -> Document {
        let text = format!(
            "{title}\n\n第一条 为了管理，制定本办法。\n\n第二条 {words}\n\n第三条 违反第二条规定的，责令改正。\n\n第四条 本办法自2020年1月1日起施行。\n"
        );
        crate::parse::document("甲.txt", text.as_bytes()).unwrap()
    }

    #[test]
    fn a_bundle_makes_every_text_and_repeals_what_was_decided() {
        let (a, a2) = (
            read("清源市温棚管理办法", "温棚应当每月清洗。"),
            read("清源市温棚管理办法", "温棚应当每周清洗，保持通风。"),
        );
        let (b, b2) = (
            read("清源市渔港管理办法", "渔港每日巡查，巡查记录保存一年。"),
            read("清源市渔港管理办法", "渔港每日巡查。"),
        );
        let c = read("清源市茶园管理办法", "茶园应当登记。");
        let h = Heading::default();
        let (da, db) = (draft(&a, &a2, &h).unwrap(), draft(&b, &b2, &h).unwrap());
        let members = [
            Member {
                old: &a,
                new: Some((&a2, &da)),
            },
            Member {
                old: &b,
                new: Some((&b2, &db)),
            },
            Member { old: &c, new: None },
        ];
        let text = bundle(&members, "行政规范性文件", &h).unwrap();
        assert!(
            text.contains("关于修改和废止部分行政规范性文件的决定"),
            "{text}"
        );
        assert!(text.contains("三、废止《清源市茶园管理办法》"), "{text}");
        // The proof is no formality: another accepted text, another repeal are refused.
        assert!(prove(&text, &[(&a, &a2, &da), (&b, &b, &db)], &[&c]).is_err());
        assert!(prove(&text, &[(&a, &a2, &da), (&b, &b2, &db)], &[&a]).is_err());
        assert!(prove(&text, &[(&a, &a2, &da), (&b, &b2, &db)], &[&c]).is_ok());
    }
}
