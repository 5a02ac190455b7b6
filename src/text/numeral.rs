//! Chinese numerals ⇄ numbers: 一百二十三 ⇄ 123, also 〇 and 二〇二一, full-width and ASCII digits.

/// The value of one digit character (零〇一二两三…九, 0–9, ０–９).
pub fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' | '○' | '０' | '0' => 0,
        '一' | '１' | '1' | '壹' => 1,
        '二' | '两' | '２' | '2' | '贰' => 2,
        '三' | '３' | '3' | '叁' => 3,
        '四' | '４' | '4' | '肆' => 4,
        '五' | '５' | '5' | '伍' => 5,
        '六' | '６' | '6' | '陆' => 6,
        '七' | '７' | '7' | '柒' => 7,
        '八' | '８' | '8' | '捌' => 8,
        '九' | '９' | '9' | '玖' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Whether `c` can stand in a numeral.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some() || matches!(c, '万' | '亿')
}

/// The value of a whole numeral; `None` when a character doesn't belong or nothing is left.
///
/// ```
/// use qingli::text::numeral::parse;
/// assert_eq!(parse("一百二十三"), Some(123));
/// assert_eq!(parse("二〇二一"), Some(2021));
/// assert_eq!(parse("１２"), Some(12));
/// assert_eq!(parse("三万五千"), Some(35000));
/// assert_eq!(parse("3万"), Some(30000));
/// assert_eq!(parse("条"), None);
/// ```
pub fn parse(s: &str) -> Option<u64> {
    let chars: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
    if chars.is_empty() {
        return None;
    }
    // Digits only: positional (二〇二一, 123).
    if chars.iter().all(|&c| digit(c).is_some()) {
        return chars
            .iter()
            .try_fold(0u64, |n, &c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut section, mut current) = (0u64, 0u64, 0u64);
    let mut seen_digit = false;
    for &c in &chars {
        if let Some(d) = digit(c) {
            // 3500万: ASCII digits before a unit are positional.
            current = if seen_digit && current > 0 {
                current.checked_mul(10)?.checked_add(d)?
            } else {
                d
            };
            seen_digit = true;
            continue;
        }
        seen_digit = false;
        if let Some(u) = unit(c) {
            let factor = if current == 0 { 1 } else { current };
            section = section.checked_add(factor.checked_mul(u)?)?;
            current = 0;
        } else if c == '万' {
            total = total
                .checked_add(section.checked_add(current)?)?
                .checked_mul(10_000)?;
            (section, current) = (0, 0);
        } else if c == '亿' {
            total = total
                .checked_add(section.checked_add(current)?)?
                .checked_mul(100_000_000)?;
            (section, current) = (0, 0);
        } else {
            return None;
        }
    }
    total.checked_add(section)?.checked_add(current)
}

/// The numeral as statutes print it: 12 → 十二, 110 → 一百一十, 205 → 二百零五.
///
/// ```
/// use qingli::text::numeral::format;
/// assert_eq!(format(10), "十");
/// assert_eq!(format(12), "十二");
/// assert_eq!(format(110), "一百一十");
/// assert_eq!(format(205), "二百零五");
/// assert_eq!(format(1260), "一千二百六十");
/// ```
pub fn format(n: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if n == 0 {
        return "零".into();
    }
    let mut out = String::new();
    if n >= 100_000_000 {
        out.push_str(&format(n / 100_000_000));
        out.push('亿');
        let rest = n % 100_000_000;
        if rest > 0 {
            if rest < 10_000_000 {
                out.push('零');
            }
            out.push_str(&long(rest));
        }
        return out;
    }
    if n >= 10_000 {
        out.push_str(&format(n / 10_000));
        out.push('万');
        let rest = n % 10_000;
        if rest > 0 {
            if rest < 1000 {
                out.push('零');
            }
            out.push_str(&long(rest));
        }
        return out;
    }
    let mut zero = false;
    for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = (n / place % 10) as usize;
        if d == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        if !(place == 10 && d == 1 && out.is_empty()) {
            out.push(DIGITS[d]);
        }
        out.push_str(name);
    }
    out
}

/// As [`format`], but 12 inside a longer number is 一十二.
fn long(n: u64) -> String {
    let s = format(n);
    if n < 10_000 && (10..20).contains(&n) {
        format!("一{s}")
    } else {
        s
    }
}
