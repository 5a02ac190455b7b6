//! Where a sentence tells a row of the tables of licences and fees: by the thing's name, or by an
//! activity and a word of licensing or levying beside it.

use super::Row;

/// Where a row is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Byte at which the words begin.
    pub at: usize,
    /// Their length in bytes.
    pub len: usize,
    /// Whether the name itself stands there.
    pub by_form: bool,
}

impl Row {
    /// Where a text (titles masked) tells the row: the longest form, else an activity and one of
    /// its words in one sentence.
    pub fn told(&self, masked: &str) -> Option<Told> {
        self.forms
            .iter()
            .filter_map(|f| masked.find(f.as_str()).map(|i| (i, f.len())))
            .max_by_key(|&(i, len)| (len, std::cmp::Reverse(i)))
            .map(|(at, len)| Told {
                at,
                len,
                by_form: true,
            })
            .or_else(|| self.by_activity(masked))
    }

    fn by_activity(&self, masked: &str) -> Option<Told> {
        if self.activities.is_empty() {
            return None;
        }
        let first = |s: &str, words: &[String]| {
            words
                .iter()
                .filter_map(|w| s.find(w.as_str()).map(|i| (i, i + w.len())))
                .min()
        };
        let mut start = 0;
        for s in masked.split_inclusive(['。', '；', '\n']) {
            let at = start;
            start += s.len();
            let Some((i, activity)) = first(s, &self.activities) else {
                continue;
            };
            let Some((j, word)) = first(s, &self.with_words) else {
                continue;
            };
            if self.unless.iter().any(|u| s.contains(u.as_str()))
                || s.contains("备案") && !self.with_words.iter().any(|w| w.contains("备案"))
            {
                continue;
            }
            // From the mark before it: whose licence it is stands there.
            let from = s[..i.min(j)]
                .rfind(['，', '、', '：', '）', '\u{3000}', ' '])
                .map_or(0, |k| k + s[k..].chars().next().map_or(1, char::len_utf8));
            return Some(Told {
                at: at + from,
                len: activity.max(word) - from,
                by_form: false,
            });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let text = "name = \"维修许可\"\nforms = [\"维修许可证\"]\nactivities = [\"车辆维修\"]\nwith_words = [\"经营许可\"]\nunless = [\"船舶\"]\ndate = \"2019-03-02\"\nsource = \"测试\"\n";
        toml::from_str(text).unwrap_or_else(|e| panic!("{e}"))
    }

    fn words(text: &str) -> Option<&str> {
        row().told(text).map(|t| &text[t.at..t.at + t.len])
    }

    #[test]
    fn a_name_or_an_activity_with_its_word_tells_the_row() {
        assert_eq!(words("领取维修许可证后开业。"), Some("维修许可证"));
        assert_eq!(
            words("第五条　个人从事车辆维修，应当申请经营许可。"),
            Some("个人从事车辆维修，应当申请经营许可")
        );
        assert_eq!(
            words("从事车辆维修的，应当公示价格。应当申请经营许可。"),
            None
        );
        assert_eq!(words("从事船舶和车辆维修，应当申请经营许可。"), None);
    }
}
