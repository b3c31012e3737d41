//! `_redirects`, which Netlify, Cloudflare Pages and GitLab Pages read, each in its way.

use super::Published;
use super::address::escaped;
use crate::model::Host;

/// The hosts that read the file, with the most rules that each takes. GitLab can be set to more;
/// Netlify names no limit.
const READERS: [(Host, usize); 3] =
    [(Host::CloudflarePages, 2000), (Host::GitlabPages, 1000), (Host::Netlify, usize::MAX)];

/// The file, if a host reads it and there is something to say.
pub(super) fn file(published: &Published<'_>) -> Option<(String, String)> {
    let readers = READERS.iter().filter(|(host, _)| published.is_on(*host));
    let most = readers.clone().map(|(_, most)| *most).min()?;
    let on_netlify = published.is_on(Host::Netlify);
    let is_only_netlify = on_netlify && readers.count() == 1;
    // Without the mark a file that is there goes before a rule, and a small page is there. The
    // others do not know the mark.
    let code = if is_only_netlify { "301!" } else { "301" };
    let mut rules = Vec::new();
    let mut n_left_out = 0;
    for redirect in &published.redirects {
        let of_one: Vec<String> = froms(published)
            .iter()
            .flat_map(|base| redirect.forms(base))
            .map(|from| format!("{} {} {code}", escaped(&from), redirect.to))
            .collect();
        match rules.len() + of_one.len() <= most {
            true => rules.extend(of_one),
            false => n_left_out += 1,
        }
    }
    if on_netlify {
        // A host that has no such rules passes over these, and says so when it reads them.
        let codes = published.site.languages.iter().map(|language| &language.code);
        rules.extend(codes.map(|code| format!("/{code}/* /{code}/404.html 404")));
    }
    let mut text = format!("# Written by Wellspring {}.\n", published.place());
    if n_left_out > 0 {
        text.push_str(&format!(
            "# {n_left_out} old addresses have no rule: the host takes {most}. Their pages lead on.\n"
        ));
    }
    rules.iter().for_each(|rule| text.extend([rule, "\n"]));
    (!rules.is_empty()).then(|| ("_redirects".to_owned(), text))
}

/// The paths that rules begin with: Netlify and Cloudflare match from the top of what is
/// published, GitLab from the root of the host.
fn froms<'a>(published: &'a Published<'_>) -> Vec<&'a str> {
    let is_on = |host| published.is_on(host);
    let mut froms = Vec::new();
    if is_on(Host::Netlify) || is_on(Host::CloudflarePages) {
        froms.push("/");
    }
    if is_on(Host::GitlabPages) && !froms.contains(&published.base) {
        froms.push(published.base);
    }
    froms
}
