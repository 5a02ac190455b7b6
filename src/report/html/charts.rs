//! The report's charts: plain SVG with the numbers written out, so that nothing rests on colour.

use crate::report::view::{CONFIDENCES, Coverage, OUTCOMES, SEVERITIES, View};
use maud::{Markup, html};

const COLOURS: [&str; 3] = ["#b9413a", "#d59a3c", "#7c97b3"];
/// Kinds beyond this many share the last bar.
const KINDS: usize = 12;

/// The charts of a run.
pub(super) fn charts(v: &View<'_>) -> Markup {
    html! {
        div.charts {
            (kinds(v))
            div.stack { (grid(v)) (outcomes(v)) (coverage(v)) }
        }
    }
}

/// A length on a scale, to a tenth of a point, so that the bytes are the same everywhere.
fn scale(n: usize, most: usize, length: usize) -> String {
    let tenths = (n * length * 10).checked_div(most.max(1)).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn kinds(v: &View<'_>) -> Markup {
    let mut rows: Vec<(String, [usize; 3])> = v
        .kinds
        .iter()
        .take(KINDS)
        .map(|(k, n)| (k.shown().to_string(), *n))
        .collect();
    if v.kinds.len() > KINDS {
        let mut rest = [0; 3];
        for (_, n) in &v.kinds[KINDS..] {
            for i in 0..3 {
                rest[i] += n[i];
            }
        }
        rows.push((format!("另外 {} 类", v.kinds.len() - KINDS), rest));
    }
    bars("问题种类", &rows)
}

/// One bar a row, its parts by severity, the total behind it.
pub(super) fn bars(caption: &str, rows: &[(String, [usize; 3])]) -> Markup {
    let most = rows.iter().map(|(_, n)| n.iter().sum()).max().unwrap_or(0);
    let height = rows.len() * 27 + 6;
    html! {
        figure {
            figcaption { (caption) small { "按严重程度分色：" (legend()) } }
            @if rows.is_empty() { p.quiet { "没有发现问题。" } }
            @else {
                svg viewBox={ "0 0 640 " (height) } role="img" aria-label=(caption) {
                    @for (i, (name, n)) in rows.iter().enumerate() {
                        @let y = i * 27 + 4;
                        @let total: usize = n.iter().sum();
                        text x="138" y=(y + 15) text-anchor="end" font-size="13" { (name) }
                        @let first = scale(n[0], most, 430);
                        @let second = scale(n[0] + n[1], most, 430);
                        @let third = scale(total, most, 430);
                        @for (s, (a, b)) in [("0.0", &first), (first.as_str(), &second), (second.as_str(), &third)].iter().enumerate() {
                            @if n[s] > 0 {
                                rect x=(plus(a, 148)) y=(y) width=(minus(b, a)) height="20" fill=(COLOURS[s]) {
                                    title { (name) " · " (SEVERITIES[s].shown()) " " (n[s]) }
                                }
                            }
                        }
                        text x=(plus(&third, 156)) y=(y + 15) font-size="13" { (total) }
                    }
                }
            }
        }
    }
}

fn tenths(s: &str) -> usize {
    s.replace('.', "").parse().unwrap_or(0)
}

fn plus(s: &str, n: usize) -> String {
    let t = tenths(s) + n * 10;
    format!("{}.{}", t / 10, t % 10)
}

fn minus(a: &str, b: &str) -> String {
    let t = tenths(a).saturating_sub(tenths(b)).max(10);
    format!("{}.{}", t / 10, t % 10)
}

fn legend() -> Markup {
    html! {
        @for (s, c) in SEVERITIES.iter().zip(COLOURS) {
            span style="white-space:nowrap" { span style={ "color:" (c) } { "■" } (s.shown()) " " }
        }
    }
}

fn grid(v: &View<'_>) -> Markup {
    let most = v.grid.iter().flatten().copied().max().unwrap_or(0);
    html! {
        figure {
            figcaption { "严重程度与把握" small { "行：严重程度　列：程序的把握" } }
            svg viewBox="0 0 480 118" role="img" aria-label="按严重程度和把握统计的问题数" {
                @for (j, c) in CONFIDENCES.iter().enumerate() {
                    text x=(130 + j * 130) y="13" text-anchor="middle" font-size="12.5" { "把握" (c.shown()) }
                }
                @for (i, s) in SEVERITIES.iter().enumerate() {
                    text x="50" y=(40 + i * 33) text-anchor="end" font-size="13" { (s.shown()) }
                    @for j in 0..3 {
                        @let n = v.grid[i][j];
                        @let deep = if n == 0 { 0 } else { 12 + n * 60 / most.max(1) };
                        rect x=(66 + j * 130) y=(20 + i * 33) width="128" height="31" rx="3"
                            fill=(COLOURS[i]) fill-opacity={ "0." (format!("{deep:02}")) } stroke="#ebeef2" {}
                        text x=(130 + j * 130) y=(41 + i * 33) text-anchor="middle" font-size="14"
                            fill-opacity=(if n == 0 { "0.35" } else { "1" }) { (n) }
                    }
                }
            }
        }
    }
}

/// One bar cut into parts, with the parts written below it.
fn parts(caption: &str, note: &str, rows: &[(&str, usize, &str)]) -> Markup {
    let total: usize = rows.iter().map(|r| r.1).sum();
    let used: Vec<&(&str, usize, &str)> = rows.iter().filter(|r| r.1 > 0).collect();
    let mut at = 0;
    let mut bars = Vec::new();
    for r in &used {
        bars.push((scale(at, total, 480), scale(at + r.1, total, 480), **r));
        at += r.1;
    }
    html! {
        figure {
            figcaption { (caption) small { (note) } }
            svg viewBox="0 0 480 22" role="img" aria-label=(caption) {
                @for (a, b, (name, n, colour)) in &bars {
                    rect x=(a) y="1" width=(minus(b, a)) height="20" fill=(colour) stroke="#fff" stroke-width="1" {
                        title { (name) " " (n) " 件" }
                    }
                }
            }
            div.facts style="margin-top:6px" {
                @for (name, n, colour) in rows {
                    div { span style={ "color:" (colour) } { "■" } (name) " " b.num { (n) } }
                }
            }
        }
    }
}

fn outcomes(v: &View<'_>) -> Markup {
    let colours = ["#4d8f6c", "#4a6a8a", "#b3261e", "#8a6ba8", "#9aa4b0"];
    let rows: Vec<(&str, usize, &str)> = OUTCOMES
        .iter()
        .zip(v.outcomes)
        .zip(colours)
        .map(|((o, n), c)| (o.shown(), n, c))
        .collect();
    parts("建议的清理意见", "件数，均未经人工决定的为“未审”", &rows)
}

fn coverage(v: &View<'_>) -> Markup {
    let colours = ["#d08a1d", "#4d8f6c", "#b9c2cc", "#6b7480"];
    let rows: Vec<(&str, usize, &str)> = Coverage::ALL
        .iter()
        .zip(v.coverage)
        .zip(colours)
        .map(|((c, n), colour)| (c.shown(), n, colour))
        .collect();
    parts("检查结果", "件数；未能检查的不等于没有问题", &rows)
}
