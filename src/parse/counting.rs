//! How an automatic number is printed: 3 → 三, （三）'s 三, ③, 叁, 丙, iii.
//!
//! Each format names its number styles in its own way; the names lead to these.

use crate::text::numeral;

/// A style of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// 01, 02
    DecimalZero,
    /// １, ２, ３
    FullWidth,
    /// 一, 二, … 十一
    Chinese,
    /// 一, 二, … 一〇, 一一
    ChineseDigits,
    /// 壹, 贰, … 壹拾壹
    Formal,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①, ②
    Circled,
    /// ⑴, ⑵
    Bracketed,
    /// ⒈, ⒉
    Dotted,
    /// ㈠, ㈡
    ChineseBracketed,
    /// a, b
    LowerLetter,
    /// A, B
    UpperLetter,
    /// i, ii
    LowerRoman,
    /// I, II
    UpperRoman,
    /// A bullet, or nothing at all.
    None,
}

impl Counting {
    /// The number as this style prints it; plain digits where the style ends (㉑ and beyond).
    pub fn print(self, n: u32) -> String {
        let plain = || n.to_string();
        let nth = |first: u32, count: u32| {
            if (1..=count).contains(&n) {
                char::from_u32(first + n - 1).map_or_else(plain, String::from)
            } else {
                plain()
            }
        };
        match self {
            Counting::None => String::new(),
            Counting::Decimal => plain(),
            Counting::DecimalZero => format!("{n:02}"),
            Counting::FullWidth => plain()
                .chars()
                .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c))
                .collect(),
            Counting::Chinese => numeral::format(u64::from(n)),
            Counting::ChineseDigits => plain()
                .chars()
                .map(|c| {
                    "〇一二三四五六七八九"
                        .chars()
                        .nth(c.to_digit(10).unwrap_or(0) as usize)
                        .unwrap_or(c)
                })
                .collect(),
            Counting::Formal => {
                let s = numeral::format(u64::from(n));
                let s = if (10..20).contains(&n) {
                    format!("一{s}")
                } else {
                    s
                };
                s.chars().map(formal).collect()
            }
            Counting::Stems => pick("甲乙丙丁戊己庚辛壬癸", n).unwrap_or_else(plain),
            Counting::Branches => pick("子丑寅卯辰巳午未申酉戌亥", n).unwrap_or_else(plain),
            Counting::Circled if n > 20 => {
                if n <= 35 {
                    char::from_u32(0x3251 + n - 21).map_or_else(plain, String::from)
                } else {
                    plain()
                }
            }
            Counting::Circled => nth(0x2460, 20),
            Counting::Bracketed => nth(0x2474, 20),
            Counting::Dotted => nth(0x2488, 20),
            Counting::ChineseBracketed => nth(0x3220, 10),
            Counting::LowerLetter => letters(n, 'a'),
            Counting::UpperLetter => letters(n, 'A'),
            Counting::UpperRoman => roman(n),
            Counting::LowerRoman => roman(n).to_lowercase(),
        }
    }

    /// The style of an OpenDocument `style:num-format`.
    pub fn from_odf(format: &str) -> Self {
        let mut chars = format.chars();
        match (chars.next(), format.contains(',')) {
            (None, _) => Counting::None,
            (Some('1'), _) => Counting::Decimal,
            (Some('0'), _) => Counting::DecimalZero,
            (Some('１'), _) => Counting::FullWidth,
            (Some('a'), _) => Counting::LowerLetter,
            (Some('A'), _) => Counting::UpperLetter,
            (Some('i'), _) => Counting::LowerRoman,
            (Some('I'), _) => Counting::UpperRoman,
            (Some('一'), _) if format.contains('〇') => Counting::ChineseDigits,
            (Some('一'), _) => Counting::Chinese,
            (Some('壹'), _) => Counting::Formal,
            (Some('甲'), _) => Counting::Stems,
            (Some('子'), _) => Counting::Branches,
            (Some('①'), _) => Counting::Circled,
            (Some('⑴'), _) => Counting::Bracketed,
            (Some('⒈'), _) => Counting::Dotted,
            (Some('㈠'), _) => Counting::ChineseBracketed,
            _ => Counting::Decimal,
        }
    }

    /// The style of a number format code of Word's binary format (MSONFC, [MS-OSHARED] 2.2.1.3).
    pub fn from_nfc(nfc: u8) -> Self {
        match nfc {
            1 => Counting::UpperRoman,
            2 => Counting::LowerRoman,
            3 => Counting::UpperLetter,
            4 => Counting::LowerLetter,
            0x0a | 0x24 => Counting::ChineseDigits,
            0x0b | 0x11 | 0x21 | 0x23 | 0x25 | 0x27 | 0x28 => Counting::Chinese,
            0x10 | 0x22 | 0x26 => Counting::Formal,
            0x0e | 0x13 => Counting::FullWidth,
            0x12 | 0x1c => Counting::Circled,
            0x16 => Counting::DecimalZero,
            0x17 | 0xff => Counting::None,
            0x1a => Counting::Dotted,
            0x1b => Counting::Bracketed,
            0x1d => Counting::ChineseBracketed,
            0x1e => Counting::Stems,
            0x1f | 0x20 => Counting::Branches,
            _ => Counting::Decimal,
        }
    }
}

fn pick(from: &str, n: u32) -> Option<String> {
    from.chars()
        .nth((n as usize).checked_sub(1)?)
        .map(String::from)
}

fn formal(c: char) -> char {
    let plain = "零一二三四五六七八九十百千";
    let formal = "零壹贰叁肆伍陆柒捌玖拾佰仟";
    plain
        .chars()
        .position(|p| p == c)
        .and_then(|i| formal.chars().nth(i))
        .unwrap_or(c)
}

/// a … z, aa, bb (as office programs count).
fn letters(n: u32, first: char) -> String {
    if n == 0 || n > 780 {
        return n.to_string();
    }
    let letter = char::from_u32(first as u32 + (n - 1) % 26).unwrap_or(first);
    std::iter::repeat_n(letter, ((n - 1) / 26 + 1) as usize).collect()
}

fn roman(n: u32) -> String {
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = n;
    let mut out = String::new();
    for (value, name) in steps {
        while left >= value {
            out.push_str(name);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Counting;

    #[test]
    fn numbers_print_as_offices_print_them() {
        let cases = [
            (Counting::Chinese, 11, "十一"),
            (Counting::Chinese, 110, "一百一十"),
            (Counting::ChineseDigits, 10, "一〇"),
            (Counting::Formal, 12, "壹拾贰"),
            (Counting::Stems, 3, "丙"),
            (Counting::Circled, 21, "㉑"),
            (Counting::Bracketed, 2, "⑵"),
            (Counting::FullWidth, 12, "１２"),
            (Counting::LowerRoman, 14, "xiv"),
            (Counting::UpperLetter, 27, "AA"),
            (Counting::DecimalZero, 7, "07"),
            (Counting::None, 7, ""),
        ];
        for (style, n, printed) in cases {
            assert_eq!(style.print(n), printed, "{style:?} {n}");
        }
    }

    #[test]
    fn the_names_of_the_formats_lead_to_the_styles() {
        assert_eq!(Counting::from_odf("一, 二, 三, ..."), Counting::Chinese);
        assert_eq!(Counting::from_odf("①, ②, ③, ..."), Counting::Circled);
        assert_eq!(Counting::from_odf(""), Counting::None);
        assert_eq!(Counting::from_nfc(0x27), Counting::Chinese);
        assert_eq!(Counting::from_nfc(0xff), Counting::None);
    }
}
