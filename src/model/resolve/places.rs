//! Decodes sources, regions, parks, industries and organizations.

use super::super::Industry;
use super::super::IndustryMap;
use super::super::MapStatus;
use super::super::Organization;
use super::super::OrganizationKind;
use super::super::Park;
use super::super::ParkKind;
use super::super::Phrase;
use super::super::Position;
use super::super::Region;
use super::super::Source;
use super::super::SourceKind;
use super::context::Context;
use super::values::phrase;
use super::values::string;
use crate::diag::Code;
use crate::diag::Diagnostic;
use crate::diag::Sink;
use crate::parse::fields::Fields;
use crate::parse::fields::expect_bool;
use crate::parse::fields::expect_one_of;
use crate::parse::fields::expect_str;
use crate::parse::node::Node;
use crate::value::Id;
use crate::value::WebAddress;
use rust_decimal::Decimal;

pub(super) fn source(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Source> {
    let mut fields = Fields::new(node, "a source", sink)?;
    let header = cx.header(&mut fields, id, "title", sink);
    let source = Source {
        publisher: cx.text_opt(fields.optional("publisher"), "`publisher`", sink),
        published: header.published,
        url: web_address(fields.optional("url"), "`url`", sink),
        kind: one_of(fields.optional("kind"), "`kind`", SourceKind::WORDS, sink),
        lang: string(fields.optional("lang"), "`lang`", sink),
        archive: phrase(fields.optional("archive"), "`archive`", sink),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
        header,
    };
    fields.finish(sink);
    Some(source)
}

/// An address on the web; anything but http and https is refused.
pub(super) fn web_address(node: Option<&Node>, what: &str, sink: &mut Sink) -> Option<Phrase> {
    let address = phrase(node, what, sink)?;
    let is_web = address.text.starts_with("https://") || address.text.starts_with("http://");
    if is_web && WebAddress::parse(&address.text).is_some() {
        return Some(address);
    }
    let (span, address) = (address.span, address.text);
    if is_web {
        let message = format!("{what} is not a whole address: `{address}`");
        let help = "write it with its host and without blanks, as in `https://example.org/a`";
        sink.push(Diagnostic::new(Code::DeadLink, span, message).help(help));
        return None;
    }
    let message = format!("{what} is not an address on the web: `{address}`");
    sink.push(
        Diagnostic::new(Code::UnsafeLink, span, message)
            .help("write it with `https://` or `http://`"),
    );
    None
}

fn one_of<T: Copy>(
    node: Option<&Node>,
    what: &str,
    words: &[(&str, T)],
    sink: &mut Sink,
) -> Option<T> {
    expect_one_of(node?, what, words, sink)
}

pub(super) fn region(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Region> {
    let mut fields = Fields::new(node, "a region", sink)?;
    let region = Region {
        header: cx.header(&mut fields, id, "name", sink),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
    };
    fields.finish(sink);
    Some(region)
}

pub(super) fn park(cx: &Context<'_>, id: &Id, node: &Node, sink: &mut Sink) -> Option<Park> {
    let mut fields = Fields::new(node, "a park", sink)?;
    let park = Park {
        header: cx.header(&mut fields, id, "name", sink),
        aliases: cx.texts(fields.optional("aliases"), "`aliases`", sink),
        region: fields.optional("region").and_then(|node| cx.reference(node, "`region`", sink)),
        industries: cx.references(fields.optional("industries"), "`industries`", sink),
        kind: one_of(fields.optional("kind"), "`kind`", ParkKind::WORDS, sink)
            .unwrap_or(ParkKind::Park),
        position: fields.optional("position").and_then(|node| position(node, sink)),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
        facts: cx.facts(fields.optional("facts"), sink),
    };
    fields.finish(sink);
    Some(park)
}

/// `{ lat: 34.87, lon: 113.58 }`
fn position(node: &Node, sink: &mut Sink) -> Option<Position> {
    let mut fields = Fields::new(node, "a position", sink)?;
    let mut degrees = |name: &'static str, most: u32| {
        let node = fields.required(name)?;
        let text = expect_str(node, name, sink)?;
        let known = Decimal::from_str_exact(text).ok();
        let known = known.filter(|degrees| degrees.abs() <= Decimal::from(most));
        if known.is_none() {
            let message =
                format!("`{name}` takes degrees from -{most} to {most}, but this is `{text}`");
            sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        }
        known
    };
    let (lat, lon) = (degrees("lat", 90), degrees("lon", 180));
    fields.finish(sink);
    Some(Position { lat: lat?, lon: lon? })
}

pub(super) fn industry(
    cx: &Context<'_>,
    id: &Id,
    node: &Node,
    sink: &mut Sink,
) -> Option<Industry> {
    let mut fields = Fields::new(node, "an industry", sink)?;
    let industry = Industry {
        header: cx.header(&mut fields, id, "name", sink),
        aliases: cx.texts(fields.optional("aliases"), "`aliases`", sink),
        leading: fields
            .optional("leading")
            .and_then(|node| expect_bool(node, "`leading`", sink))
            .unwrap_or(false),
        chain: cx.texts(fields.optional("chain"), "`chain`", sink),
        map: fields.optional("map").and_then(|node| industry_map(cx, node, sink)),
        regions: cx.references(fields.optional("regions"), "`regions`", sink),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
    };
    fields.finish(sink);
    Some(industry)
}

fn industry_map(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<IndustryMap> {
    let mut fields = Fields::new(node, "a map", sink)?;
    let status = fields
        .required("status")
        .and_then(|node| expect_one_of(node, "`status`", MapStatus::WORDS, sink));
    let date = cx.period_opt(fields.optional("date"), "`date`", sink);
    let citations = cx.citations(fields.optional("source"), sink);
    fields.finish(sink);
    Some(IndustryMap { status: status?, date, citations })
}

pub(super) fn organization(
    cx: &Context<'_>,
    id: &Id,
    node: &Node,
    sink: &mut Sink,
) -> Option<Organization> {
    let mut fields = Fields::new(node, "an organization", sink)?;
    let organization = Organization {
        header: cx.header(&mut fields, id, "name", sink),
        name_status: cx.name_status(fields.optional("name_status"), sink),
        aliases: cx.texts(fields.optional("aliases"), "`aliases`", sink),
        kind: one_of(fields.optional("kind"), "`kind`", OrganizationKind::WORDS, sink)
            .unwrap_or(OrganizationKind::Other),
        role: cx.text_opt(fields.optional("role"), "`role`", sink),
        place: cx.text_opt(fields.optional("place"), "`place`", sink),
        park: fields.optional("park").and_then(|node| cx.reference(node, "`park`", sink)),
        summary: cx.markdown(fields.optional("summary"), "`summary`", sink),
        facts: cx.facts(fields.optional("facts"), sink),
    };
    fields.finish(sink);
    Some(organization)
}
