//! Counting the lists of an .odt: which list goes on where another left off.

use super::super::element::Element;
use super::styles::{Level, Styles};
use std::collections::BTreeMap;

/// The counters of one list.
#[derive(Debug, Default, Clone)]
struct State {
    style: String,
    /// The last number of each level from 1; absent before the first.
    counters: BTreeMap<usize, u32>,
    /// A number that the next item of a level takes.
    forced: BTreeMap<usize, u32>,
}

/// All lists of a file.
pub(super) struct Lists<'a> {
    styles: &'a Styles,
    states: Vec<State>,
    by_id: BTreeMap<String, usize>,
    last: BTreeMap<String, usize>,
    outline: State,
}

impl<'a> Lists<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            states: Vec::new(),
            by_id: BTreeMap::new(),
            last: BTreeMap::new(),
            outline: State::default(),
        }
    }

    /// The counters a list uses: those of the list around it, of the list it continues, or new.
    pub(super) fn enter(&mut self, list: &Element, outer: Option<usize>) -> usize {
        let style = list.attribute("style-name");
        let state = if let Some(outer) = outer {
            match style {
                Some(s) if self.states.get(outer).is_some_and(|o| o.style != s) => self.fresh(s),
                _ => outer,
            }
        } else {
            let style = style.unwrap_or_default();
            let continued = list
                .attribute("continue-list")
                .and_then(|id| self.by_id.get(id).copied())
                .or_else(|| {
                    (list.attribute("continue-numbering") == Some("true"))
                        .then(|| self.last.get(style).copied())
                        .flatten()
                })
                .filter(|&s| self.states.get(s).is_some_and(|s| s.style == style));
            continued.unwrap_or_else(|| self.fresh(style))
        };
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.to_string(), state);
        }
        if let Some(s) = self.states.get(state) {
            self.last.insert(s.style.clone(), state);
        }
        state
    }

    fn fresh(&mut self, style: &str) -> usize {
        self.states.push(State {
            style: style.to_string(),
            ..State::default()
        });
        self.states.len() - 1
    }

    /// The next item of a level takes this number.
    pub(super) fn restart(&mut self, state: usize, level: usize, start: u32) {
        if let Some(s) = self.states.get_mut(state) {
            s.forced.insert(level, start);
        }
    }

    /// Counts an item and gives its printed number.
    pub(super) fn label(&mut self, state: usize, level: usize) -> String {
        let styles = self.styles;
        let Some(s) = self.states.get_mut(state) else {
            return String::new();
        };
        let style = s.style.clone();
        count(s, level, |l| styles.level(&style, l))
    }

    /// Counts a heading of the outline and gives its printed number.
    pub(super) fn outline(&mut self, level: usize) -> String {
        let styles = self.styles;
        if styles
            .outline(level)
            .is_none_or(|l| l.counting.print(1).is_empty())
        {
            return String::new();
        }
        count(&mut self.outline, level, |l| styles.outline(l))
    }
}

fn count<'s>(
    state: &mut State,
    level: usize,
    style: impl Fn(usize) -> Option<&'s Level>,
) -> String {
    let start = style(level).map_or(1, |l| l.start);
    let n = match (state.forced.remove(&level), state.counters.get(&level)) {
        (Some(n), _) => n,
        (None, Some(n)) => n.saturating_add(1),
        (None, None) => start,
    };
    state.counters.insert(level, n);
    state.counters.retain(|&l, _| l <= level);
    let Some(this) = style(level) else {
        return String::new();
    };
    if this.counting.print(n).is_empty() {
        return String::new();
    }
    let mut out = String::new();
    let mut rest = this.format.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let placed = after.find('%').and_then(|end| {
            let l = after[..end].parse::<usize>().ok()?;
            let number = state
                .counters
                .get(&l)
                .copied()
                .unwrap_or_else(|| style(l).map_or(1, |s| s.start));
            let counting = style(l)?.counting;
            Some((counting.print(number), &after[end + 1..]))
        });
        match placed {
            Some((number, left)) => {
                out.push_str(&number);
                rest = left;
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    if this.blank {
        out.push(' ');
    }
    out
}
