//! Reads a decision: its laws, its instructions law by law, what it repeals, when it takes force.

use super::clause::Reader;
use super::place::Level;
use super::quote::{Paragraph, Piece, paragraphs};
use super::shares;
use super::token::{Tok, Token, Word, title_end, tokens};
use super::{Amendment, Decision, Unread};
use crate::document::Document;
use crate::law::title;
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(?:[一二三四五六七八九十百零〇]+、|[（(][一二三四五六七八九十百零〇\d]+[）)]|[\d０-９]+[.．、]|条目[一二三四五六七八九十百]+)\s*",
    )
});
static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\s*第[一二三四五六七八九十百零〇]+条[\s　]+"));
/// Sentences that close, open or explain a decision and order nothing in the text.
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:本决定|本修正案|本规定|本令).{0,12}(?:施行|生效)|起施行|重新公布|^根据本决定|顺序.{0,8}调整|序号.{0,8}调整|条文.{0,6}调整|个别文字|相应修改|相应调整|作(?:出)?(?:如下|以下|下列)?修改[:：。]?$|修改如下|如下修改|决定[:：，]?$|会议(?:决定|通过|审议|批准)|^附件|^附[:：]|进行了?清理|予以修改|予以废止[。:：（]",
    )
});
/// What only an instruction says.
static ORDERS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"修改为|修改成|改为|调整为|修订为|删去|删除|增加|新增|增写|合并|移至|分为|替换为|更改为")
});

/// Reads a decision.
pub fn read(document: &Document) -> Decision {
    let text = &document.text;
    let title = document.meta.title.clone();
    let mut decision = Decision {
        title: title.clone(),
        ..Decision::default()
    };
    let amends_code = title.contains("修正案");
    let mut r = Laws::new(only_law(&title));
    let mut repealing = false;
    let mut begun = amends_code;
    for p in paragraphs(text) {
        let words = bare(text, &p);
        let flat = crate::text::normalize::squeeze(&words);
        if flat.is_empty() || p.span().end <= head_end(document) {
            continue;
        }
        if flat.contains("施行") && FRAME.is_match(&flat) && decision.in_force.is_none() {
            decision.in_force = in_force(&flat);
        }
        if repeals(text, &p, &flat, &mut repealing, &mut decision) {
            continue;
        }
        let closing = reorders(&flat, &mut r, &mut decision);
        if closing {
            continue;
        }
        begun |= flat.contains("修改") || ORDERS.is_match(&flat) || LABEL.is_match(&flat);
        if begun {
            r.paragraph(text, &p, amends_code, &mut decision);
        }
    }
    r.close(&mut decision);
    decision
        .laws
        .retain(|l| l.sentences > 0 || !l.ops.is_empty());
    decision
}

/// Where the decision's own head (title, history, adoption) ends.
fn head_end(document: &Document) -> usize {
    use crate::document::Kind;
    document
        .nodes
        .iter()
        .take_while(|n| {
            matches!(
                n.kind,
                Kind::Title
                    | Kind::History
                    | Kind::Letterhead
                    | Kind::DocNumber
                    | Kind::Note
                    | Kind::Addressee
            )
        })
        .map(|n| n.span.end)
        .max()
        .unwrap_or(0)
}

/// The words of a paragraph outside quotation marks.
fn bare(text: &str, p: &Paragraph) -> String {
    p.pieces
        .iter()
        .map(|x| match x {
            Piece::Words(s) => s.slice(text).to_string(),
            Piece::Quote(..) => "“”".into(),
        })
        .collect()
}

/// The one law a title names: 关于修改《…》的决定, …修正案.
fn only_law(t: &str) -> Option<String> {
    if let Some(i) = t.find("修正案")
        && !t.contains('《')
    {
        return Some(t[..i].to_string());
    }
    let t = t.replace('〈', "《").replace('〉', "》");
    let i = ["关于修改", "关于修订", "关于修正"]
        .iter()
        .find_map(|w| t.find(w).map(|i| i + w.len()))?;
    let rest = &t[i..];
    let open = rest.find('《')?;
    let end = title_end(&rest[open..])?;
    let after = &rest[open + end..];
    let one = !after.contains('等') && !after['》'.len_utf8()..].contains('《');
    one.then(|| rest[open + '《'.len_utf8()..open + end].to_string())
}

/// 本决定自2026年1月1日起施行 → the words.
fn in_force(flat: &str) -> Option<String> {
    let i = flat.find("自")?;
    let j = flat[i..].find("施行")?;
    Some(flat[i..i + j + "施行".len()].to_string())
}

/// Sentences on the order of articles and consequential corrections.
fn reorders(flat: &str, r: &mut Laws, decision: &mut Decision) -> bool {
    let order = (flat.contains("顺序") || flat.contains("序号"))
        && (flat.contains("调整") || flat.contains("变动"));
    let adjust = flat.contains("相应修改")
        || flat.contains("个别文字")
        || flat.contains("相应调整")
        || flat.contains("重新公布");
    if !(order || adjust) || flat.contains("“”") {
        return false;
    }
    // In a list of instructions on one law it speaks of that law, at the end of all.
    let all = flat.starts_with("此外")
        || flat.starts_with('《')
        || flat.starts_with("根据本决定")
        || flat.starts_with("本决定")
        || flat.contains("根据本决定")
        || flat.contains("上述")
        || flat.contains("重新公布");
    r.flush();
    if all {
        for l in decision.laws.iter_mut().chain([&mut r.current]) {
            l.reorder |= order;
            l.adjust |= adjust;
        }
        r.all.0 |= order;
        r.all.1 |= adjust;
    } else {
        r.current.reorder |= order;
        r.current.adjust |= adjust;
    }
    true
}

/// Whether the paragraph belongs to what the decision repeals.
fn repeals(
    text: &str,
    p: &Paragraph,
    flat: &str,
    repealing: &mut bool,
    decision: &mut Decision,
) -> bool {
    if flat.contains("“”") {
        *repealing = false;
        return false;
    }
    let span = p.span();
    let label = LABEL.find(span.slice(text)).map_or(0, |m| m.end());
    let opens = regexless_repeal(flat);
    if opens {
        *repealing = true;
    } else if label > 0 && announces_change(flat) {
        *repealing = false;
    }
    if flat.contains("修改") && !flat.contains("废止") && !*repealing {
        return false;
    }
    // 废止《…》; 一、某条例（…）
    let words = &text[span.start + label..span.end];
    if let Some(i) = words
        .find("废止《")
        .filter(|_| !opens || words.trim_start().starts_with("废止《"))
    {
        let mut at = i + "废止".len();
        while let Some(end) = title_end(&words[at..]) {
            let start = span.start + label + at;
            decision.repeals.push((
                words[at + '《'.len_utf8()..at + end].to_string(),
                Span::new(start, start + end + '》'.len_utf8()),
            ));
            at += end + '》'.len_utf8();
            match words[at..].strip_prefix('、').or(Some(&words[at..])) {
                Some(r) if r.starts_with('《') => at = words.len() - r.len(),
                _ => break,
            }
        }
        return true;
    }
    if opens {
        return true;
    }
    // Titles hold such words too (…合并的决议); an instruction names a provision.
    let orders = ORDERS.is_match(flat) && (flat.contains('第') && flat.contains('条'));
    if *repealing && label > 0 && !orders {
        let name = words.trim();
        // （1954年…通过） tells of its making; （试行） and （边） belong to the title.
        let end = name
            .char_indices()
            .filter(|(_, c)| matches!(c, '（' | '('))
            .map(|x| x.0)
            .find(|&i| {
                let inside = name[i..].split(['）', ')']).next().unwrap_or("");
                let year = inside.chars().skip(1).take(4).all(|c| c.is_ascii_digit());
                year || inside.contains('〔') || inside.ends_with('号')
            })
            .or_else(|| name.find(['。', '；']))
            .unwrap_or(name.len());
        let title = name[..end].trim_matches(['《', '》']).trim();
        if title.chars().count() > 3 {
            let start = span.start + label;
            decision
                .repeals
                .push((title.to_string(), Span::new(start, start + end)));
            return true;
        }
    }
    false
}

fn regexless_repeal(flat: &str) -> bool {
    let flat = LABEL.replace(flat, "");
    flat.contains("决定废止的") && flat.chars().count() < 40
        || (flat.contains("废止下列") || flat.contains("予以废止：") || flat.contains("废止以下"))
        || flat.contains("决定废止") && flat.ends_with(['：', ':'])
        || (flat.contains("废止") || flat.contains("失效"))
            && !flat.contains("修改")
            && !flat.contains('《')
            && flat.chars().count() < 40
            && flat.ends_with("目录")
}

/// 二、修改下列规章: the list of what is repealed has ended.
fn announces_change(flat: &str) -> bool {
    let bare = LABEL.replace(flat, "");
    !bare.contains("废止")
        && (bare.starts_with("修改")
            || ["修改下列", "修改以下", "如下修改", "出修改", "予以修改"]
                .iter()
                .any(|w| bare.contains(w)))
}

/// The title on a line of its own that opens the part on a law (二、清源市路灯管理条例), without
/// 《》 in many decisions.
fn bare_title(text: &str, toks: &[Token]) -> Option<String> {
    let (first, last) = (toks.first()?, toks.last()?);
    if !toks.iter().all(|t| {
        matches!(
            t.tok,
            Tok::Other(_) | Tok::Word(Word::Take | Word::In | Word::Amend | Word::Content)
        )
    }) {
        return None;
    }
    let all = text[first.span.start..last.span.end].trim();
    let all = all.strip_prefix("关于").unwrap_or(all);
    let title: String = all.chars().filter(|c| !c.is_whitespace()).collect();
    let n = title.chars().count();
    const ENDS: [&str; 6] = ["条例", "办法", "规定", "细则", "规则", "法"];
    let named = ENDS.iter().any(|e| title.ends_with(e))
        || title.starts_with("关于") && title.ends_with(['定', '知']);
    ((6..=50).contains(&n) && named && !title.contains(['，', '。', '：'])).then_some(title)
}

/// The instructions, law by law.
struct Laws {
    current: Amendment,
    /// The decision's title names the one law.
    one: bool,
    reader: Reader,
    /// (reorder, adjust) said of all laws.
    all: (bool, bool),
}

impl Laws {
    fn new(only: Option<String>) -> Self {
        Self {
            one: only.is_some(),
            current: Amendment {
                law: only.unwrap_or_default(),
                ..Amendment::default()
            },
            reader: Reader::default(),
            all: (false, false),
        }
    }

    fn flush(&mut self) {
        if let Some(span) = self.reader.overdue(None) {
            self.current.unread.push(Unread { span });
        }
        self.current.ops.append(&mut self.reader.ops);
    }

    /// Goes on with another law.
    fn law(&mut self, title: &str, decision: &mut Decision) {
        if title::loose(title) == title::loose(&self.current.law) {
            return;
        }
        self.flush();
        self.reader.forget();
        if let Some(i) = decision
            .laws
            .iter()
            .position(|l| title::loose(&l.law) == title::loose(title))
        {
            let old = decision.laws.remove(i);
            let done = std::mem::replace(&mut self.current, old);
            decision.laws.push(done);
            return;
        }
        let next = Amendment {
            law: title.to_string(),
            ..Amendment::default()
        };
        let done = std::mem::replace(&mut self.current, next);
        decision.laws.push(done);
    }

    fn close(&mut self, decision: &mut Decision) {
        self.flush();
        decision.laws.push(std::mem::take(&mut self.current));
        for l in &mut decision.laws {
            l.reorder |= self.all.0;
            l.adjust |= self.all.1;
        }
    }

    /// Bare names of the law at hand: 刑法 for 中华人民共和国刑法.
    fn short(&self) -> Vec<String> {
        let t = &self.current.law;
        let bare = t.strip_prefix("中华人民共和国").unwrap_or(t);
        let mut out = vec![t.clone(), bare.to_string()];
        out.retain(|s| !s.is_empty());
        out
    }

    fn paragraph(&mut self, text: &str, p: &Paragraph, code: bool, decision: &mut Decision) {
        let mut p = p.clone();
        let mut labelled = false;
        if let Some(Piece::Words(s)) = p.pieces.first_mut() {
            let words = s.slice(text);
            let cut = LABEL
                .find(words)
                .or_else(|| code.then(|| ARTICLE.find(words)).flatten())
                .map_or(0, |m| m.end());
            labelled = cut > 0;
            s.start += cut;
            if s.is_empty() {
                p.pieces.remove(0);
            }
        }
        if p.pieces.is_empty() {
            return;
        }
        let mut toks = tokens(text, &p, &self.short());
        if self.several(text, &toks, decision) {
            return;
        }
        if labelled
            && !self.one
            && let Some(title) = bare_title(text, &toks)
        {
            self.law(&title, decision);
            return;
        }
        self.heading(text, &p, &mut toks, decision);
        // “二、将“甲”修改为“乙”” speaks of the whole text, not of the place before.
        let quote_first = toks
            .iter()
            .find(|t| !matches!(t.tok, Tok::Word(Word::Take) | Tok::Pause(_)))
            .is_some_and(|t| matches!(t.tok, Tok::Quote(_)));
        if labelled && quote_first {
            self.reader.forget();
        }
        // Sentences: cut at 。 and ；.
        for sentence in toks.split(|t| t.tok == Tok::Stop) {
            self.sentence(text, sentence, decision);
        }
    }

    /// A law named before its first provision, or alone, is the one spoken of from here.
    fn heading(
        &mut self,
        text: &str,
        p: &Paragraph,
        toks: &mut Vec<Token>,
        decision: &mut Decision,
    ) {
        let Some(i) = toks.iter().position(|t| matches!(t.tok, Tok::Law(_))) else {
            return;
        };
        let Tok::Law(title) = toks[i].tok.clone() else {
            return;
        };
        let before_ok = toks[..i].iter().all(|t| {
            matches!(
                t.tok,
                Tok::Word(Word::Take | Word::Amend | Word::Delete | Word::Add | Word::In)
                    | Tok::Pause(_)
            )
        });
        let flat = bare(text, p);
        let intro = FRAME.is_match(&crate::text::normalize::squeeze(&flat));
        let after = toks.get(i + 1).map(|t| &t.tok);
        let opens = match after {
            None => before_ok,
            Some(Tok::Places(_)) => before_ok,
            Some(Tok::Word(Word::Amend)) => true,
            Some(Tok::Word(Word::In)) => before_ok,
            Some(Tok::Pause(_) | Tok::Stop) => before_ok && i == 0 || intro && toks.len() < i + 4,
            _ => false,
        };
        if opens {
            // “决定对《甲》等七件作如下修改” speaks of many.
            self.law(&title, decision);
            let verb = toks[..i]
                .iter()
                .find(|t| t.tok == Tok::Word(Word::Delete))
                .cloned();
            toks.drain(..=i);
            if matches!(toks.first().map(|t| &t.tok), Some(Tok::Word(Word::Amend))) {
                toks.remove(0);
            }
            // What stood before the title goes on before the place: 删去《…》第三条.
            if let Some(verb) = verb {
                toks.insert(0, verb);
            }
        }
    }

    /// Instructions that name their laws beside the places (将《甲》第三条、《乙》第五条中的…),
    /// each law's share read on its own. False when the paragraph isn't one of these.
    fn several(&mut self, text: &str, toks: &[Token], decision: &mut Decision) -> bool {
        let sentences: Vec<&[Token]> = toks.split(|t| t.tok == Tok::Stop).collect();
        let shares: Vec<Vec<shares::Share>> = sentences.iter().map(|s| shares::cut(s)).collect();
        let laws: usize = shares.iter().map(Vec::len).sum();
        if laws < 2 {
            return false;
        }
        for (sentence, shares) in sentences.iter().zip(shares) {
            if shares.is_empty() {
                self.sentence(text, sentence, decision);
            }
            for share in shares {
                self.law(&share.law, decision);
                self.reader.forget();
                self.sentence(text, &share.tokens, decision);
            }
        }
        true
    }

    fn sentence(&mut self, text: &str, tokens: &[Token], decision: &mut Decision) {
        if let Some(span) = self.reader.overdue(tokens.first()) {
            self.current.unread.push(Unread { span });
        }
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        let words = crate::text::normalize::squeeze(span.slice(text));
        let quoted = tokens.iter().any(|t| matches!(t.tok, Tok::Quote(_)));
        let outside: String = tokens
            .iter()
            .filter(|t| !matches!(t.tok, Tok::Quote(_)))
            .map(|t| t.span.slice(text))
            .collect();
        let orders = ORDERS.is_match(&outside);
        if !quoted && !orders {
            // 对第三条作如下修改： sets the place.
            let _ = self.reader.sentence(tokens);
            return;
        }
        if !quoted
            && FRAME.is_match(&words)
            && !tokens.iter().any(|t| matches!(t.tok, Tok::Places(_)))
        {
            return;
        }
        // A sentence about another law inside an instruction, e.g. “依照《…》”, isn't ours to read.
        let _ = decision;
        self.current.sentences += 1;
        if !self.reader.sentence(tokens) {
            self.current.unread.push(Unread { span });
        }
    }
}

/// Whether the operations of a law touch its structure (articles made, taken or moved).
pub(super) fn structural(a: &Amendment) -> bool {
    use super::Action;
    a.ops.iter().any(|o| match &o.action {
        Action::Insert { level, new, .. } => {
            *level == Level::Article && new.iter().all(|n| n.article.is_some_and(|a| a.sub == 0))
        }
        Action::Renumber { from, .. } => from.lowest() == Some(Level::Article),
        Action::Merge { .. } | Action::Split { .. } => true,
        _ => false,
    })
}
