//! Tests.

use super::*;

fn lines(rtf: &str, view: View) -> Vec<String> {
    let read = read(rtf.as_bytes(), view).unwrap();
    read.blocks.into_iter().map(|b| b.text).collect()
}

#[test]
fn unicode_with_fallbacks_and_gbk_bytes_are_read() {
    let rtf = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\uc1\u31532\'3f\u19968\'3f\u26465\'3f \f0\'b1\'be\'b0\'ec\'b7\'a8\par\uc2\u26045??\u34892??\par}";
    assert_eq!(lines(rtf, View::Accepted), ["第一条 本办法", "施行"]);
}

#[test]
fn list_texts_are_the_numbers_and_destinations_are_skipped() {
    let rtf = r"{\rtf1\ansicpg936{\info{\title x}}{\*\generator y;}{\header\'c3\'dc\par}{\listtext\pard\u65288?\u19968?\u65289?\tab}\u36710?\par{\field{\*\fldinst HYPERLINK javascript:x}{\fldrslt \u38142?}}\par}";
    assert_eq!(lines(rtf, View::Accepted), ["（一） 车", "链"]);
    let claims = read(rtf.as_bytes(), View::Accepted).unwrap().claims;
    assert_eq!(claims, [(PAGE_HEADER.to_string(), "密".to_string())]);
}

#[test]
fn rows_and_revisions() {
    let rtf = r"{\rtf1\ansicpg936\trowd\cellx1\cellx2\intbl\u30002?\cell\u20057?\cell\row\pard\u22788?{\deleted\u19977?}{\revised\u20116?}\u21315?\u20803?\par}";
    assert_eq!(lines(rtf, View::Accepted), ["甲 | 乙", "处五千元"]);
    assert_eq!(lines(rtf, View::Original), ["甲 | 乙", "处三千元"]);
}

#[test]
fn a_file_that_breaks_off_says_so() {
    let read = read(br"{\rtf1\ansicpg936 \u31532?\par \u20108", View::Accepted).unwrap();
    assert!(read.losses[0].contains("不完整"), "{:?}", read.losses);
}
