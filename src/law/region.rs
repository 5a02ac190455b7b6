//! Regions as paths: 全国, 山东省, 山东省/济南市, 山东省/济南市/历下区.

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
    if outer == "全国" {
        return true;
    }
    inner == outer
        || inner
            .strip_prefix(outer)
            .is_some_and(|r| r.starts_with('/'))
}
