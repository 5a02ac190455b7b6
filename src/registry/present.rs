//! Which rows of a table have words in a text at all: one automaton over the words of all rows, so
//! that a clause is read once, not once a row.

use super::Row;
use aho_corasick::AhoCorasick;

/// The words of the rows of one table.
#[derive(Debug)]
pub struct Present {
    words: Option<AhoCorasick>,
    owner: Vec<usize>,
    rows: usize,
}

impl Present {
    /// The words that `words` picks from each row.
    pub fn new<'r>(rows: &'r [Row], words: impl Fn(&'r Row) -> Vec<&'r str>) -> Self {
        let mut all: Vec<&str> = Vec::new();
        let mut owner = Vec::new();
        for (k, row) in rows.iter().enumerate() {
            for w in words(row) {
                all.push(w);
                owner.push(k);
            }
        }
        Self {
            words: AhoCorasick::new(&all).ok(),
            owner,
            rows: rows.len(),
        }
    }

    /// Numbers of the rows of which a word stands in the text, in order.
    pub fn of(&self, text: &str) -> Vec<usize> {
        let Some(words) = &self.words else {
            return (0..self.rows).collect();
        };
        let mut out: Vec<usize> = words
            .find_overlapping_iter(text)
            .map(|m| self.owner[m.pattern().as_usize()])
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::registry;

    #[test]
    fn each_row_is_found_by_each_of_its_forms_and_only_where_one_stands() {
        let rows = &registry().fees;
        let present = Present::new(rows, |r| r.forms.iter().map(String::as_str).collect());
        for (k, row) in rows.iter().enumerate() {
            for f in &row.forms {
                assert!(
                    present.of(&format!("车主应当缴纳{f}。")).contains(&k),
                    "{f}"
                );
            }
        }
        assert_eq!(present.of("车主应当定期检修车辆。"), Vec::<usize>::new());
    }
}
