//! Names of bodies, told by their last word.

/// Last words of the names of bodies that issue papers.
const ENDINGS: [&str; 35] = [
    "政府",
    "办公室",
    "办公厅",
    "局",
    "委员会",
    "厅",
    "部",
    "委",
    "院",
    "处",
    "所",
    "大队",
    "支队",
    "总队",
    "队",
    "中心",
    "公安",
    "联社",
    "银行",
    "法院",
    "检察院",
    "人大",
    "党组",
    "分局",
    "总局",
    "办",
    "会",
    "站",
    "海关",
    "署",
    "指挥部",
    "公司",
    "领导小组",
    "常委会",
    "管委会",
];

/// Whether a name ends like that of a body: 清源县公安局, 治超工作领导小组.
pub(super) fn is_body(name: &str) -> bool {
    name.chars().count() >= 2 && ENDINGS.iter().any(|e| name.ends_with(e))
}
