//! Regions as paths: 全国, 山东省, 山东省/济南市, 山东省/济南市/历下区.
//!
//! The names come from `corpus/registry/regions.toml`; whoever issues a paper says by its name
//! where it rules ([`of`]).

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The path of the whole country.
pub const NATION: &str = "全国";

/// Whether the region `inner` is `outer` or lies inside it (全国 holds everything).
///
/// ```
/// use qingli::law::region::within;
/// assert!(within("山东省/济南市", "山东省"));
/// assert!(within("山东省", "全国"));
/// assert!(!within("山东省", "山东省/济南市"));
/// assert!(!within("浙江省", "山东省"));
/// ```
pub fn within(inner: &str, outer: &str) -> bool {
    if outer == NATION {
        return true;
    }
    inner == outer
        || inner
            .strip_prefix(outer)
            .is_some_and(|r| r.starts_with('/'))
}

/// The path one step up: 山东省/济南市 → 山东省 → 全国; nothing above 全国.
pub fn parent(path: &str) -> Option<&str> {
    if path == NATION || path.is_empty() {
        return None;
    }
    Some(path.rsplit_once('/').map_or(NATION, |(up, _)| up))
}

/// How many steps below the country: 全国 0, a province 1, a city 2, a county 3 (2 in a
/// municipality or where a province rules it directly).
pub fn depth(path: &str) -> usize {
    if path == NATION {
        0
    } else {
        path.split('/').count()
    }
}

#[derive(Deserialize)]
struct Table {
    /// Read so that the table must name its source.
    #[serde(rename = "source")]
    _source: String,
    province: Vec<Province>,
    city: Vec<City>,
    former: Vec<Former>,
}

#[derive(Deserialize)]
struct Province {
    name: String,
    short: String,
    #[serde(default)]
    counties: Vec<String>,
}

#[derive(Deserialize)]
struct City {
    name: String,
    province: String,
    #[serde(default)]
    counties: Vec<String>,
}

#[derive(Deserialize)]
struct Former {
    name: String,
    now: String,
}

/// Names → paths, one map a level; a name with several places has several.
#[derive(Default)]
struct Names {
    provinces: BTreeMap<String, String>,
    shorts: BTreeMap<String, String>,
    cities: BTreeMap<String, Vec<String>>,
    city_shorts: BTreeMap<String, Vec<String>>,
    counties: BTreeMap<String, Vec<String>>,
    longest: usize,
}

/// The shipped table; a test proves that it reads.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = include_str!("../../corpus/registry/regions.toml");
    toml::from_str::<Table>(text).map_or_else(|_| Names::default(), Names::from)
});

impl From<Table> for Names {
    fn from(t: Table) -> Self {
        let mut n = Self::default();
        for p in &t.province {
            n.provinces.insert(p.name.clone(), p.name.clone());
            n.shorts.insert(p.short.clone(), p.name.clone());
            for c in &p.counties {
                n.counties
                    .entry(c.clone())
                    .or_default()
                    .push(format!("{}/{c}", p.name));
            }
        }
        for c in &t.city {
            let path = format!("{}/{}", c.province, c.name);
            for k in &c.counties {
                n.counties
                    .entry(k.clone())
                    .or_default()
                    .push(format!("{path}/{k}"));
            }
            let short = c.name.trim_end_matches('市').to_string();
            if short != c.name && short.chars().count() >= 2 && !n.shorts.contains_key(&short) {
                n.city_shorts.entry(short).or_default().push(path.clone());
            }
            n.cities.entry(c.name.clone()).or_default().push(path);
        }
        for f in t.former {
            let map = if f.name.ends_with('市') {
                &mut n.cities
            } else {
                &mut n.counties
            };
            map.entry(f.name).or_default().push(f.now);
        }
        n.longest = n
            .provinces
            .keys()
            .chain(n.shorts.keys())
            .chain(n.cities.keys())
            .chain(n.counties.keys())
            .map(|k| k.chars().count())
            .max()
            .unwrap_or(0);
        n
    }
}

/// The longest name of `map` that `s` begins with, and what follows it.
fn first<'s, 'm, T>(
    s: &'s str,
    map: &'m BTreeMap<String, T>,
    longest: usize,
) -> Option<(&'m T, &'s str)> {
    let ends: Vec<usize> = s
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take(longest)
        .collect();
    ends.into_iter()
        .rev()
        .find_map(|e| map.get(&s[..e]).map(|v| (v, &s[e..])))
}

/// Bodies of the whole country, by how their names begin.
const NATIONAL: [&str; 20] = [
    "中华人民共和国",
    "全国人民代表大会",
    "全国人大",
    "国务院",
    "中共中央",
    "中央",
    "最高人民法院",
    "最高人民检察院",
    "国家",
    "中国人民银行",
    "中国证券监督管理委员会",
    "中国银行",
    "中国保险监督管理委员会",
    "中国气象局",
    "中国民用航空",
    "中国地震局",
    "海关总署",
    "审计署",
    "全国",
    "中国人民解放军",
];

/// The path of the region that a body or a title names at its head; nothing when it names none.
/// A county whose name is not unique needs its city or province before it.
///
/// ```
/// use qingli::law::region::of;
/// assert_eq!(of("山东省第十三届人民代表大会常务委员会").as_deref(), Some("山东省"));
/// assert_eq!(of("济南市人民政府").as_deref(), Some("山东省/济南市"));
/// assert_eq!(of("山东省济南市历下区人民政府").as_deref(), Some("山东省/济南市/历下区"));
/// assert_eq!(of("上海市浦东新区人民政府").as_deref(), Some("上海市/浦东新区"));
/// assert_eq!(of("国务院").as_deref(), Some("全国"));
/// assert_eq!(of("交通运输部").as_deref(), Some("全国"));
/// assert_eq!(of("朝阳区人民政府"), None);
/// ```
pub fn of(name: &str) -> Option<String> {
    let s: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉'))
        .collect();
    // 中国（上海）自由贸易试验区
    let s = s
        .strip_prefix("中国（")
        .and_then(|r| r.split_once('）'))
        .filter(|(_, after)| after.starts_with("自由贸易试验区"))
        .map_or(s.as_str(), |(place, _)| place);
    if NATIONAL.iter().any(|n| s.starts_with(n)) {
        return Some(NATION.into());
    }
    let n = &*NAMES;
    if let Some((province, rest)) = first(s, &n.provinces, n.longest)
        .or_else(|| first(s, &n.shorts, n.longest).filter(|(_, rest)| province_follows(rest)))
    {
        return Some(inside(province, rest));
    }
    if let Some((paths, rest)) = first(s, &n.cities, n.longest)
        && let [one] = paths.as_slice()
    {
        return Some(inside(one, rest));
    }
    if let Some((paths, _)) = first(s, &n.counties, n.longest) {
        return match paths.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
    }
    if ministry(s) {
        return Some(NATION.into());
    }
    let (paths, _) = first(s, &n.city_shorts, n.longest)?;
    match paths.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Whether a province's short name followed by this is the province (内蒙古自治区…, 山东保税…),
/// not the beginning of a city's name (吉林市, 海南藏族自治州).
fn province_follows(rest: &str) -> bool {
    !rest.starts_with('市') && !rest.starts_with("藏族自治州")
}

/// Whether this is the name of a ministry or of a bureau in one: 交通运输部, 住房和城乡建设部,
/// 交通运输部办公厅, 公安部交通管理局.
fn ministry(s: &str) -> bool {
    let body = s.split_once("办公厅").map_or(s, |(before, _)| before);
    let body = match body.find('部') {
        Some(i) if body.ends_with(['局', '司']) && !body.ends_with("总局") => {
            &body[..i + '部'.len_utf8()]
        }
        _ => body,
    };
    (body.ends_with('部') || body.ends_with("总局") || body.ends_with("总署"))
        && (3..=14).contains(&body.chars().count())
        && !body.contains(['省', '市', '县'])
        && !["支部", "指挥部", "武装部", "项目部", "宣传部"]
            .iter()
            .any(|w| body.ends_with(w))
}

/// The deepest region that `rest` goes on to name inside `path`.
fn inside(path: &str, rest: &str) -> String {
    let n = &*NAMES;
    for map in [&n.cities, &n.counties] {
        if let Some((paths, after)) = first(rest, map, n.longest)
            && let Some(deeper) = paths.iter().find(|p| p.as_str() != path && within(p, path))
        {
            return inside(deeper, after);
        }
    }
    path.to_string()
}

/// The province of a path; 全国 has none.
pub fn province(path: &str) -> Option<&str> {
    if path == NATION || path.is_empty() {
        None
    } else {
        path.split('/').next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_is_complete() {
        let t: Table = toml::from_str(include_str!("../../corpus/registry/regions.toml"))
            .expect("the shipped table reads");
        assert!(!t._source.is_empty());
        assert_eq!(t.province.len(), 34);
        let mainland: Vec<&City> = t.city.iter().filter(|c| c.province != "台湾省").collect();
        let cities = mainland.iter().filter(|c| !c.counties.is_empty()).count();
        // 四个不设区的地级市（东莞、中山、儋州、嘉峪关）没有县级区划。
        assert!((325..=340).contains(&cities), "{cities}");
        for c in &t.city {
            assert!(
                t.province.iter().any(|p| p.name == c.province),
                "{}",
                c.name
            );
        }
        for f in &t.former {
            assert!(of(&f.now.replace('/', "")).is_some(), "{}", f.name);
        }
    }

    #[test]
    fn bodies_lead_to_their_regions() {
        for (name, path) in [
            ("浙江省人民代表大会常务委员会", "浙江省"),
            (
                "宁波市第十五届人民代表大会常务委员会第七次会议",
                "浙江省/宁波市",
            ),
            ("景宁畲族自治县人民代表大会", "浙江省/丽水市/景宁畲族自治县"),
            ("内蒙古自治区人民政府", "内蒙古自治区"),
            ("新疆生产建设兵团", "新疆维吾尔自治区"),
            ("吉林市人民政府", "吉林省/吉林市"),
            ("吉林省吉林市人民政府", "吉林省/吉林市"),
            ("海南藏族自治州人民代表大会", "青海省/海南藏族自治州"),
            ("海南自由贸易港条例", "海南省"),
            ("济源市人民政府", "河南省/济源市"),
            ("莱芜市人民政府", "山东省/济南市"),
            ("宁波经济技术开发区条例", "浙江省/宁波市"),
            ("北京市朝阳区人民政府", "北京市/朝阳区"),
            ("住房和城乡建设部办公厅", "全国"),
            ("中国（上海）自由贸易试验区条例", "上海市"),
            ("公安部交通管理局", "全国"),
            ("最高人民法院", "全国"),
            ("国家市场监督管理总局", "全国"),
        ] {
            assert_eq!(of(name).as_deref(), Some(path), "{name}");
        }
        for name in ["清源县人民政府", "本机关", "", "县交通局"] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn one_step_up() {
        assert_eq!(parent("山东省/济南市"), Some("山东省"));
        assert_eq!(parent("山东省"), Some("全国"));
        assert_eq!(parent("全国"), None);
        assert_eq!(depth("山东省/济南市"), 2);
        assert_eq!(province("山东省/济南市"), Some("山东省"));
    }
}
