//! Decodes what a government site says of itself.

use super::super::Government;
use super::context::Context;
use super::values::phrase;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_one_of, one_or_many};
use crate::parse::node::Node;

/// The profiles that a site may choose.
const PROFILES: &[(&str, ())] = &[("cn-gov", ())];

/// What is said, where the profile is chosen; whether it is whole is looked at by a rule.
pub(super) fn government(
    cx: &Context<'_>,
    profile: Option<&Node>,
    node: Option<&Node>,
    sink: &mut Sink,
) -> Option<Government> {
    let chosen = profile.filter(|node| expect_one_of(node, "`profile`", PROFILES, sink).is_some());
    let Some(chosen) = chosen else {
        if let (Some(node), None) = (node, profile) {
            let message = "`government` says nothing as long as the site has no profile";
            let found = Diagnostic::new(Code::MissingField, node.span, message);
            sink.push(found.help("add `profile: cn-gov`"));
        }
        return None;
    };
    let mut said = Government {
        span: chosen.span,
        sponsor: None,
        operator: None,
        site_code: None,
        icp: None,
        police: None,
        phone: None,
        news: Vec::new(),
    };
    if let Some(mut fields) = node.and_then(|node| Fields::new(node, "`government`", sink)) {
        said.sponsor = cx.text_opt(fields.optional("sponsor"), "`sponsor`", sink);
        said.operator = cx.text_opt(fields.optional("operator"), "`operator`", sink);
        said.site_code = phrase(fields.optional("site_code"), "`site_code`", sink);
        said.icp = phrase(fields.optional("icp"), "`icp`", sink);
        said.police = phrase(fields.optional("police"), "`police`", sink);
        said.phone = phrase(fields.optional("phone"), "`phone`", sink);
        let news = fields.optional("news").map(one_or_many).unwrap_or_default();
        said.news = news.iter().filter_map(|node| phrase(Some(node), "`news`", sink)).collect();
        fields.finish(sink);
    }
    Some(said)
}
