//! What sites of Chinese government bodies must say of themselves.

use super::{Phrase, Text};
use crate::source::Span;

/// What a site with `profile: cn-gov` says of itself.
#[derive(Debug, Clone)]
pub struct Government {
    /// Where the profile is chosen.
    pub span: Span,
    /// The body that answers for the site (主办单位).
    pub sponsor: Option<Text>,
    /// The body that keeps it (承办单位).
    pub operator: Option<Text>,
    /// The ten digits that government sites are told apart by (网站标识码).
    pub site_code: Option<Phrase>,
    /// The number under which the site is registered with the ministry of industry (ICP备案).
    pub icp: Option<Phrase>,
    /// The number under which it is registered with the police (公安备案).
    pub police: Option<Phrase>,
    /// How to reach the body that answers for it.
    pub phone: Option<Phrase>,
    /// Folders of pages that are news, which must not be older than two weeks.
    pub news: Vec<Phrase>,
}

impl Government {
    /// Whether a code is one that sites have: ten letters or digits, as `4101080001` and `bm01000001`.
    #[must_use]
    pub fn is_site_code(code: &str) -> bool {
        code.len() == 10 && code.bytes().all(|b| b.is_ascii_alphanumeric())
    }

    /// Whether a number is one of the ministry of industry: `豫ICP备12345678号`, with `-1` behind it for
    /// one site of several.
    #[must_use]
    pub fn is_icp(number: &str) -> bool {
        let Some((before, after)) = number.split_once("ICP备") else { return false };
        let Some((digits, site)) = after.split_once('号') else { return false };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_site = site.is_empty() || site.strip_prefix('-').is_some_and(is_number);
        before.chars().count() == 1 && digits.len() >= 8 && is_number(digits) && is_site
    }

    /// The fourteen digits of a number of the police: those of `豫公网安备41010802000001号`.
    #[must_use]
    pub fn police_digits(number: &str) -> Option<String> {
        let rest = number.trim().split_once("公网安备").map_or(number.trim(), |(_, rest)| rest);
        let digits = rest.trim().trim_end_matches('号').trim();
        let is_it = digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit());
        is_it.then(|| digits.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Government;

    #[test]
    fn numbers_are_told_from_others() {
        for good in ["豫ICP备12345678号", "京ICP备2021038026号-1"] {
            assert!(Government::is_icp(good), "{good}");
        }
        for bad in ["ICP备12345678号", "豫ICP备123号", "豫ICP备12345678", "豫ICP备12345678号-", ""]
        {
            assert!(!Government::is_icp(bad), "{bad}");
        }
        assert!(Government::is_site_code("4101080001") && Government::is_site_code("bm01000001"));
        assert!(!Government::is_site_code("41010800") && !Government::is_site_code("一二三"));
        let digits = Some("41010802000001".to_owned());
        for good in ["豫公网安备41010802000001号", "豫公网安备 41010802000001号", "41010802000001"]
        {
            assert_eq!(Government::police_digits(good), digits, "{good}");
        }
        assert_eq!(Government::police_digits("豫公网安备4101080200号"), None);
    }
}
