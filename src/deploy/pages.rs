//! GitHub Pages.

use super::Published;

/// `.nojekyll`, because Jekyll leaves out files whose names begin with `_`; and `CNAME` on a site
/// that has a name of its own and stands at its root.
pub(super) fn github(published: &Published<'_>) -> Vec<(String, String)> {
    let mut files = vec![(".nojekyll".to_owned(), String::new())];
    let host = published.site.base_url.as_deref().and_then(own_name);
    files.extend(host.map(|host| ("CNAME".to_owned(), format!("{host}\n"))));
    files
}

/// The name in an address, if it can be that of a site of its own.
fn own_name(base_url: &str) -> Option<&str> {
    let (_, rest) = base_url.split_once("://")?;
    let host = rest.strip_suffix('/')?;
    let is_name = host.contains('.')
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        && !host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_lent = host.to_ascii_lowercase().ends_with(".github.io");
    (is_name && !is_lent).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn only_a_name_of_its_own_at_the_root_is_told() {
        assert_eq!(own_name("https://progress.example.org/"), Some("progress.example.org"));
        for other in [
            "https://office.github.io/",
            "https://example.org/progress/",
            "https://example.org:8080/",
            "https://localhost/",
            "https://192.0.2.1/",
        ] {
            assert_eq!(own_name(other), None, "{other}");
        }
    }
}
