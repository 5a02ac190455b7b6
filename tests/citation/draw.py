#!/usr/bin/env python3
"""Draw the passages of the citation sample, deterministically.

Usage: draw.py [--second|--third|--fourth] [CORPUS [OUT]]     (default $QINGLI_SHARED/corpus or
../shared/corpus, and sample.jsonl, second.jsonl … beside this file)

--second draws the second sample: another seed, random passages only, none of the first sample.
--third draws the third: another seed, short passages, each form topped up, none of the others.
--fourth draws the fourth in the same way as the third.

A passage is one 条 of a file with 条, the text before 第一条 (前言), or, in files
without 条, one heading 一、 or 一、（一） with what follows up to the next heading.
Candidates are sorted by sha256(SEED + path + '#' + article); the first BASE that
hold citation-like text are taken, then each form in FORMS is topped up in the same
order until its crude pattern was seen QUOTA times (pronouns: also from national and
updates, as local and departmental texts hold too few of them). Standard library only.
"""
import hashlib
import json
import os
import re
import sys

SEED = "qingli-citations-2026-11-24"
BASE = 110
SECOND_SEED = "qingli-citations-second-2026-11-24"
SECOND = 120
THIRD_SEED = "qingli-citations-third-2026-11-24"
FOURTH_SEED = "qingli-citations-fourth-2026-11-24"
THIRD, THIRD_CHARS, THIRD_QUOTA = 30, 260, 15
MAX_CHARS = 1500
N = "零〇一二三四五六七八九十百千两"
HEAD = re.compile(r"^[\s　#*]*(第[%s]+条(?:之[一二三四五六七八九十]+)?)" % N)
PART = re.compile(r"^[\s　#*]*(第[%s]+[编章节分][\s　编]|附[\s　]*[则件录表][\s　\d一二三四五六七八九十:：]*$|#)" % N)
TOP = re.compile(r"^[\s　#*]*([一二三四五六七八九十]+、)")
SUB = re.compile(r"^[\s　#*]*([（(][一二三四五六七八九十]+[）)])")
OUTER = "本(?:法|条例|办法|规定|规则|细则|决定|规范|制度|规程|准则|标准|意见|通则)"
PROV = "第[%s]+条" % N

ANY = re.compile(r"《|第[%s]+[条款项]|前[两二三四]?[款条项]|上[款条]|[同该]法|该(?:条例|办法)|令.{0,9}第?\d+号|[〔\[［]\d{4}[〕\]］]" % N)

# form: (crude pattern, how many hits to reach)
FORMS = {
    "full-title": (re.compile(r"《中华人民共和国[^《》]*》的?" + PROV + r"(?!第?[^。；，]{0,12}[、至和])"), 36),
    "short-title": (re.compile(r"《(?!中华人民共和国|关于)[^《》省市]{1,9}(?:法|条例|办法|规定|细则)》"), 40),
    "title-only": (re.compile(r"《[^《》]*(?:法|条例|办法|规定)》(?!第|的?" + PROV + ")"), 34),
    "list": (re.compile(r"(?:条|款|项)[、和或及](?:者|以及)?(?:第[%s（(]+)[^，。；]{0,6}[条款项]" % N), 38),
    "range": (re.compile(r"(?:条|款|项|[）)])[至到]第?[（(]?[%s]+[）)]?[条款项]" % N), 38),
    "relative": (re.compile(r"前[两二三四]?[款条项]|上[款条]|本条第[%s]+款|本款第" % N), 36),
    "self": (re.compile(OUTER + PROV), 38),
    "pronoun": (re.compile(r"该法(?![律规院定人官制师案])|(?<![合会共])同法第|该(?:条例|办法|细则|规则|解释)(?!》)|[该同]条(?=第[一二三四五六七八九十]+款|规定|的规定)|该款(?!项)|该项(?=规定)|上述(?:法律|条例|办法|规定)?(?:第[%s]+条|条款|各条)" % N), 36),
    "abbreviation-definition": (re.compile(r"》[^《》。；]{0,40}以下(?:简)?称[：:]?[“\"]?[《〈]"), 46),
    "document-number": (re.compile(r"令[（(]?(?:\d{4}年)?第?\d+号|[\u4e00-\u9fff]{1,8}[〔\[［(（]\d{4}[〕\]］)）]第?\d+号"), 38),
}


def number(text):
    """The value of a Chinese numeral below 10000."""
    digits = "零一二三四五六七八九"
    total = current = 0
    for ch in text.replace("〇", "零").replace("两", "二"):
        if ch in digits:
            current = digits.index(ch)
        else:
            unit = {"十": 10, "百": 100, "千": 1000}[ch]
            total += (current or 1) * unit
            current = 0
    return total + current


def passages(text):
    """(article, occurrence, text) of every passage of a file, in order."""
    lines = text.split("\n")
    heads, last = [], 0
    for index, line in enumerate(lines):
        match = HEAD.match(line)
        if not match:
            continue
        value = number(re.match("第(.*?)条", match.group(1)).group(1))
        after = line[match.end():match.end() + 1]
        spaced = after == "" or after.isspace() or after in "　（(\u2002\u2003*"
        if spaced or value == last + 1:
            heads.append((index, match.group(1)))
            last = value
    stops = set(i for i, line in enumerate(lines) if PART.match(line) and not HEAD.match(line))
    if len(heads) >= 2:
        marks = heads
    else:
        marks, top = [], ""
        for index, line in enumerate(lines):
            match = TOP.match(line)
            if match:
                top = match.group(1)
                marks.append((index, top))
                continue
            match = SUB.match(line)
            if match and top:
                marks.append((index, top + match.group(1).replace("(", "（").replace(")", "）")))
    seen, out = {}, []
    starts = [(0, "前言")] + marks
    for k, (begin, name) in enumerate(starts):
        end = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
        body = []
        for i in range(begin, end):
            if i in stops:
                if name == "前言":
                    continue
                if i > begin:
                    break
            body.append(lines[i])
        text_ = "\n".join(body).strip()
        if not text_:
            continue
        seen[name] = seen.get(name, 0) + 1
        out.append((name, seen[name], text_))
    return out


def squeeze(text):
    return re.sub(r"\s+", "", text)


def sha(text):
    return hashlib.sha256(squeeze(text).encode()).hexdigest()


def candidates(corpus, parts=("local", "departments"), seed=SEED):
    for part in parts:
        for folder, dirs, files in os.walk(os.path.join(corpus, part)):
            dirs.sort()
            for name in sorted(files):
                if not name.endswith(".md"):
                    continue
                full = os.path.join(folder, name)
                path = os.path.relpath(full, corpus)
                with open(full, encoding="utf8") as handle:
                    text = handle.read()
                for article, occurrence, body in passages(text):
                    head = HEAD.match(body)
                    if len(body) <= MAX_CHARS and ANY.search(body, head.end() if head else 0):
                        key = seed + path + "#" + article
                        yield hashlib.sha256(key.encode()).hexdigest(), path, article, occurrence, body


def take(drawn, seen, items, why, pattern, quota):
    """Adds passages until the quota of hits is met; equal texts count once."""
    count = sum(len(pattern.findall(item[4])) for item in drawn) if pattern else 0
    for _, path, article, occurrence, body in items:
        if count >= quota:
            break
        hits = len(pattern.findall(body)) if pattern else 1
        mark = sha(body)
        if hits and mark not in seen:
            seen.add(mark)
            drawn.append((why, path, article, occurrence, body))
            count += hits


def draw(corpus):
    """(why, path, article, occurrence, text) of each passage drawn; equal texts count once."""
    drawn, seen = [], set()
    pool = sorted(candidates(corpus))
    take(drawn, seen, pool, "random", None, BASE)
    for form, (pattern, quota) in FORMS.items():
        take(drawn, seen, pool, form, pattern, quota)
    # 该法, 该条, 该款 are all but absent from local and departmental texts:
    # the rest of that form comes from national texts.
    national = sorted(candidates(corpus, ("national", "updates")))
    take(drawn, seen, national, "pronoun", *FORMS["pronoun"])
    return drawn


def second(corpus):
    """The second sample's passages: random ones that the first has not."""
    seen = set(sha(item[4]) for item in draw(corpus))
    out = []
    take(out, seen, sorted(candidates(corpus, seed=SECOND_SEED)), "random", None, SECOND)
    return out


def third(corpus):
    """The third sample's passages: none that another sample has."""
    return short(corpus, THIRD_SEED, draw(corpus) + second(corpus))


def fourth(corpus):
    """The fourth sample's passages: none that another sample has."""
    return short(corpus, FOURTH_SEED, draw(corpus) + second(corpus) + third(corpus))


def short(corpus, seed, earlier):
    """Some random passages, then each form topped up; short ones only, so that many texts are
    read in the time of few; none of the earlier samples."""
    seen = set(sha(item[4]) for item in earlier)
    pool = [c for c in sorted(candidates(corpus, seed=seed)) if len(c[4]) <= THIRD_CHARS]
    out = []
    take(out, seen, pool, "random", None, THIRD)
    for form, (pattern, _) in FORMS.items():
        take(out, seen, pool, form, pattern, THIRD_QUOTA)
    return out


def main():
    other = next((o for o in ("--second", "--third", "--fourth") if o in sys.argv), None)
    if other:
        sys.argv.remove(other)
    shared = os.environ.get("QINGLI_SHARED", os.path.join("..", "shared"))
    corpus = sys.argv[1] if len(sys.argv) > 1 else os.path.join(shared, "corpus")
    here = os.path.dirname(os.path.abspath(__file__))
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, (other or "--sample")[2:] + ".jsonl")
    with open(out, "w", encoding="utf8") as handle:
        for why, path, article, occurrence, body in {"--second": second, "--third": third, "--fourth": fourth}.get(other, draw)(corpus):
            row = {"path": path, "article": article, "occurrence": occurrence, "sha": sha(body)[:12], "drawn": why}
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
