//! Decodes `content/site.yaml`.

use super::super::declared::Decoded;
use super::super::said::locked;
use super::super::{
    Collection, CutOffs, FooterLine, Home, Host, Indicator, Language, PaceBy, Site, Stage,
    StaleAfter,
};
use super::complete::complete;
use super::context::{Context, IdCollector};
use super::editions::editions;
use super::external_links::external_links;
use super::generator::generator;
use super::header::VISIBILITIES;
use super::places::{site_address, web_address};
use super::synonyms::synonyms;
use super::values::{decimals, phrase, string};
use crate::diag::{Code, Diagnostic, Level, Levels, Sink, closest};
use crate::parse::fields::{
    Fields, expect_bool, expect_list, expect_mapping, expect_one_of, expect_str, one_or_many,
};
use crate::parse::identity::id;
use crate::parse::node::{Node, NodeKind};
use crate::value::{Currency, Id, Lang, LanguageTag, Localized, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The stages of a site that names none, and whether they end a project.
const DEFAULT_STAGES: &[(&str, bool)] = &[
    ("contacted", false),
    ("signed", false),
    ("registered", false),
    ("approved", false),
    ("started", false),
    ("completed", false),
    ("operating", false),
    ("cancelled", true),
];

/// What must be known of a site before any text can be read: its languages and its theme.
#[derive(Debug, Clone)]
pub struct Preamble {
    /// The languages; at least one.
    pub languages: Vec<Language>,
    /// The theme, a folder in `themes/`.
    pub theme: Box<str>,
    /// Raw HTML in texts is published as it is.
    pub unsafe_html: bool,
}

/// Reads languages and theme; `None` without a language, which is reported.
pub fn preamble(site: &Node, sink: &mut Sink) -> Option<Preamble> {
    expect_mapping(site, "a site", sink)?;
    let mut languages = Vec::new();
    let theme = string(site.get("theme"), "`theme`", sink).unwrap_or_else(|| "default".into());
    let unsafe_html = site.get("unsafe_html");
    let unsafe_html = unsafe_html.is_some_and(|node| allows_unsafe_html(node, sink));
    let Some(node) = site.get("languages") else {
        sink.push(
            Diagnostic::new(Code::MissingField, site.span, "a site needs the field `languages`")
                .help("add `languages: { en: { tag: en, name: English } }`"),
        );
        return None;
    };
    for (key, value) in expect_mapping(node, "`languages`", sink)? {
        if Id::parse(&key.text).is_err() {
            let message = format!(
                "`{}` cannot be the code of a language: it is a part of addresses",
                key.text
            );
            sink.push(
                Diagnostic::new(Code::BadId, key.span, message)
                    .help("write it with a-z, 0-9 and `-`, as in `zh` or `pt-br`"),
            );
            continue;
        }
        let mut fields = Fields::new(value, "a language", sink)?;
        let tag = fields.optional("tag").and_then(|node| language_tag(node, sink));
        let name = string(fields.required("name"), "`name`", sink);
        let language = Language {
            lang: Lang(u8::try_from(languages.len()).unwrap_or(u8::MAX)),
            code: key.text.clone(),
            span: key.span,
            tag: tag.unwrap_or_else(|| key.text.clone()),
            name: name.unwrap_or_else(|| key.text.clone()),
            dates: phrase(fields.optional("dates"), "`dates`", sink),
            money: phrase(fields.optional("money"), "`money`", sink),
        };
        fields.finish(sink);
        languages.push(language);
    }
    (!languages.is_empty()).then_some(Preamble { languages, theme, unsafe_html })
}

/// Whether raw HTML is published as it is; every build says so.
fn allows_unsafe_html(node: &Node, sink: &mut Sink) -> bool {
    let is_allowed = expect_bool(node, "`unsafe_html`", sink) == Some(true);
    if is_allowed {
        let message = "raw HTML of all texts is published as it is written";
        sink.push(
            Diagnostic::new(Code::UnsafeHtmlAllowed, node.span, message)
                .note("whoever writes a text can run scripts in the browser of every reader")
                .help("remove `unsafe_html`: a text may use elements such as `details`, `table` and `sub` without it"),
        );
    }
    is_allowed
}

fn language_tag(node: &Node, sink: &mut Sink) -> Option<Box<str>> {
    let text = expect_str(node, "`tag`", sink)?;
    match LanguageTag::parse(text) {
        Ok(tag) => Some(tag.as_str().into()),
        Err(error) => {
            sink.push(
                Diagnostic::new(Code::UnknownValue, node.span, error.message).help_opt(error.help),
            );
            None
        }
    }
}

/// The ids of the stages of a site, as far as they can be read.
pub fn stage_ids(site: &Node) -> Vec<String> {
    let Some(node) = site.get("stages") else {
        return DEFAULT_STAGES.iter().map(|(id, _)| (*id).to_owned()).collect();
    };
    let NodeKind::Sequence(stages) = &node.kind else { return Vec::new() };
    let ids = stages.iter().filter_map(|stage| stage.get("id")?.as_str());
    ids.map(str::to_owned).collect()
}

/// The stages, in order.
pub(super) fn stages(cx: &Context<'_>, node: Option<&Node>, sink: &mut Sink) -> Vec<Stage> {
    let Some(node) = node else {
        return DEFAULT_STAGES
            .iter()
            .map(|(id, end)| {
                let id = Id::parse(id).expect("the table holds ids");
                Stage { id, name: None, end: *end }
            })
            .collect();
    };
    let mut stages: Vec<Stage> = Vec::new();
    for item in expect_list(node, "`stages`", sink).unwrap_or_default() {
        let Some(mut fields) = Fields::new(item, "a stage", sink) else { continue };
        let id_node = fields.required("id");
        let id = id_node.and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        let end = fields.optional("end").and_then(|node| expect_bool(node, "`end`", sink));
        fields.finish(sink);
        let (Some(id), Some(id_node)) = (id, id_node) else { continue };
        if stages.iter().any(|stage| stage.id == id) {
            let message = format!("`{id}` is the id of two stages");
            sink.push(Diagnostic::new(Code::DuplicateId, id_node.span, message));
            continue;
        }
        stages.push(Stage { id, name, end: end.unwrap_or(false) });
    }
    stages
}

/// The nodes of a list of records in `site.yaml`, with their ids.
pub(super) fn nodes_of<'a>(
    site: &'a Node,
    collection: &'static str,
    ids: &mut IdCollector,
    sink: &mut Sink,
) -> Vec<(Id, &'a Node)> {
    let what = format!("`{collection}`");
    let nodes = site.get(collection).and_then(|node| expect_list(node, &what, sink));
    let identified = nodes.unwrap_or_default().iter().filter_map(|node| {
        let id_node = node.get("id")?;
        let id = id(id_node, sink)?;
        ids.add(collection, &id, id_node.span, sink).then_some((id, node))
    });
    identified.collect()
}

/// Decodes such a list.
pub(super) fn records<T: Decoded>(
    cx: &Context<'_>,
    nodes: &[(Id, &Node)],
    sink: &mut Sink,
) -> Collection<T> {
    let decoded = nodes
        .iter()
        .map(|(id, node)| Some((id.clone(), Arc::new(T::decode(cx, id, node, sink)?))))
        .collect::<Vec<_>>();
    Collection::new(decoded.len(), decoded)
}

/// Fields that something else has read when the settings as a whole are.
const READ_BEFORE: [&str; 17] = [
    "languages",
    "theme",
    "unsafe_html",
    "units",
    "stages",
    "statuses",
    "missing",
    "periods",
    "roles",
    "region_levels",
    "groups",
    "fields",
    "contacts",
    "categories",
    "dimensions",
    "pace_by",
    "year_starts",
];

/// Everything else in `site.yaml`.
pub(super) fn site(
    cx: &Context<'_>,
    node: &Node,
    preamble: &Preamble,
    stages: Vec<Stage>,
    categories: &[(Id, &Node)],
    sink: &mut Sink,
) -> Option<Site> {
    let mut fields = Fields::new(node, "a site", sink)?;
    for key in READ_BEFORE {
        fields.optional(key);
    }
    if let Some(node) = fields.optional("wellspring") {
        generator(node, sink);
    }
    if let Some(said) = fields.optional("synonyms") {
        synonyms(said, node.get("fields"), sink);
    }
    let title = fields.required("title").and_then(|node| cx.name(node, "`title`", sink));
    let as_of = fields.required("as_of").and_then(|node| day(cx, node, sink));
    let currency = fields.optional("currency").and_then(|node| currency(node, sink));
    let (locked, strange_in_lock) = locked(cx.sources);
    let site = Site {
        short_title: cx.text_opt(fields.optional("short_title"), "`short_title`", sink),
        description: cx.text_opt(fields.optional("description"), "`description`", sink),
        publisher: cx.text_opt(fields.optional("publisher"), "`publisher`", sink),
        licence: super::licence::licence(cx, fields.optional("licence"), sink),
        contact: cx.inline(fields.optional("contact"), "`contact`", sink),
        updates: super::updates::updates(cx, fields.optional("updates"), sink),
        notice: cx.inline(fields.optional("notice"), "`notice`", sink),
        languages: preamble.languages.clone(),
        base_url: fields.optional("base_url").and_then(|node| base_url(node, sink)),
        deploy_at: node.get("deploy").map(|node| node.span),
        deploy: hosts(fields.optional("deploy"), sink),
        precompress: fields
            .optional("precompress")
            .and_then(|node| expect_bool(node, "`precompress`", sink))
            .unwrap_or(false),
        image: phrase(fields.optional("image"), "`image`", sink),
        draws_images: !cx.sources.fonts.is_empty(),
        government: {
            let (profile, said) = (fields.optional("profile"), fields.optional("government"));
            super::government::government(cx, profile, said, sink)
        },
        currency,
        stale_after: fields.optional("stale_after").and_then(|node| StaleAfter::read(node, sink)),
        decimals: decimals(fields.optional("decimals"), sink),
        theme: preamble.theme.clone(),
        unsafe_html: preamble.unsafe_html,
        stages,
        statuses: cx.statuses.to_vec(),
        missing: cx.missing.to_vec(),
        locked,
        strange_in_lock,
        periods: cx.periods.to_vec(),
        roles: cx.roles.to_vec(),
        fields: cx.own_fields.to_vec(),
        region_levels: cx.region_levels.to_vec(),
        columns: super::columns::columns(cx, fields.optional("columns"), sink),
        map: super::map::map(cx, fields.optional("map"), sink),
        categories: records(cx, categories, sink),
        dimensions: cx.dimensions.clone(),
        groups: Collection::default(),
        pace_by: cx.pace_by,
        year_start: cx.year_start,
        cutoffs: fields
            .optional("cutoffs")
            .map_or_else(CutOffs::default, |node| cut_offs(node, sink)),
        red_is_good: red_is_good(fields.optional("colours"), sink),
        home: fields.optional("home").and_then(|node| home(cx, node, sink)).unwrap_or_default(),
        complete: fields
            .optional("complete")
            .map(|node| complete(cx, node, sink))
            .unwrap_or_default(),
        translations_page: fields
            .optional("translations_page")
            .and_then(|node| expect_bool(node, "`translations_page`", sink))
            .unwrap_or(false),
        levels: fields.optional("levels").map_or_else(Levels::default, |node| levels(node, sink)),
        footer: fields.optional("footer").map(|node| footer(cx, node, sink)).unwrap_or_default(),
        title: title.unwrap_or_else(|| {
            Localized::same(super::super::Phrase { text: "—".into(), span: node.span }, 1)
        }),
        as_of: as_of.unwrap_or(Date::MIN),
        external_links: fields
            .optional("external_links")
            .map(|node| external_links(node, sink))
            .unwrap_or_default(),
        editions: fields
            .optional("editions")
            .map(|node| editions(cx, node, as_of, sink))
            .unwrap_or_default(),
        source_date_epoch: None,
        edition: None,
        folder: "".into(),
        lacks_later: false,
    };
    fields.finish(sink);
    Some(site)
}

pub(super) fn day(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Date> {
    match cx.period(node, "`as_of`", sink)? {
        Period::Day(day) => Some(day),
        _ => {
            let text = node.as_str().unwrap_or_default();
            let message = format!("`as_of` takes a day, but this is `{text}`");
            sink.push(
                Diagnostic::new(Code::BadDate, node.span, message).help("write it as `2023-04-25`"),
            );
            None
        }
    }
}

fn currency(node: &Node, sink: &mut Sink) -> Option<Currency> {
    let code = expect_str(node, "`currency`", sink)?;
    let found = Currency::from_code(code);
    if found.is_none() {
        let known = closest(code, Currency::all().map(Currency::code));
        let help = known.map(|known| format!("did you mean `{known}`?"));
        let message = format!("`{code}` is not a currency code of ISO 4217");
        sink.push(Diagnostic::new(Code::UnknownValue, node.span, message).help_opt(help));
    }
    found
}

fn base_url(node: &Node, sink: &mut Sink) -> Option<Box<str>> {
    let address = phrase(Some(node), "`base_url`", sink)?;
    match site_address(&address.text, "`base_url`") {
        Ok(address) => Some(address),
        Err(problem) => {
            sink.push(Diagnostic { span: Some(address.span), ..*problem });
            None
        }
    }
}

/// The hosts that files are written for, in the order of their names, each once.
fn hosts(node: Option<&Node>, sink: &mut Sink) -> Vec<Host> {
    let nodes = node.map(one_or_many).unwrap_or_default();
    let known = |node| expect_one_of(node, "`deploy`", Host::WORDS, sink);
    let hosts: BTreeSet<Host> = nodes.iter().filter_map(known).collect();
    hosts.into_iter().collect()
}

fn home(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Option<Home> {
    let mut fields = Fields::new(node, "`home`", sink)?;
    let period = cx.period_opt(fields.optional("period"), "`period`", sink);
    let figures = fields.optional("figures").map(one_or_many).unwrap_or_default();
    let figure = |node| cx.reference::<Indicator>(node, "`figures`", sink);
    let figures = figures.iter().filter_map(figure).collect();
    fields.finish(sink);
    Some(Home { period, figures })
}

/// Whether red means good, as it does in some offices.
fn red_is_good(node: Option<&Node>, sink: &mut Sink) -> bool {
    let words = [("red-bad", false), ("red-good", true)];
    node.and_then(|node| expect_one_of(node, "`colours`", &words, sink)).unwrap_or(false)
}

/// Whether contacts are for readers; they are internal where nothing is said.
pub(super) fn publishes_contacts(node: Option<&Node>, sink: &mut Sink) -> bool {
    let found = node.and_then(|node| expect_one_of(node, "`contacts`", VISIBILITIES, sink));
    found.unwrap_or(false)
}

/// In what the time of targets is counted.
pub(super) fn pace_by(node: Option<&Node>, sink: &mut Sink) -> Option<PaceBy> {
    expect_one_of(node?, "`pace_by`", PaceBy::WORDS, sink)
}

fn cut_offs(node: &Node, sink: &mut Sink) -> CutOffs {
    let mut cutoffs = CutOffs::default();
    let Some(mut fields) = Fields::new(node, "`cutoffs`", sink) else { return cutoffs };
    let slots = [
        ("ahead", &mut cutoffs.ahead),
        ("on_track", &mut cutoffs.on_track),
        ("behind", &mut cutoffs.behind),
        ("assess_from", &mut cutoffs.assess_from),
        ("project_from", &mut cutoffs.project_from),
    ];
    for (name, slot) in slots {
        let Some(node) = fields.optional(name) else { continue };
        let Some(text) = expect_str(node, name, sink) else { continue };
        let is_share = name.ends_with("_from");
        match cut_off(text, is_share) {
            Some(value) => *slot = value,
            None => {
                let what = if is_share { "share such as `10%`" } else { "pace such as `0.95`" };
                let message = format!("`{name}` takes a {what}, but this is `{text}`");
                sink.push(Diagnostic::new(Code::WrongType, node.span, message));
            }
        }
    }
    fields.finish(sink);
    let CutOffs { ahead, on_track, behind, .. } = cutoffs;
    if ahead < on_track || on_track < behind {
        let message = format!(
            "the cut-offs go down from `ahead` over `on_track` to `behind`, but these are {ahead}, {on_track} and {behind}"
        );
        sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
        return CutOffs::default();
    }
    cutoffs
}

/// A cut-off as it is written; a share may be a percentage and is no more than the whole.
fn cut_off(text: &str, is_share: bool) -> Option<Decimal> {
    let percent = text.strip_suffix('%').filter(|_| is_share);
    let value = Decimal::from_str_exact(percent.map_or(text, str::trim_end)).ok()?;
    let value = if percent.is_some() { value.checked_div(Decimal::ONE_HUNDRED)? } else { value };
    (value.is_sign_positive() && (!is_share || value <= Decimal::ONE)).then_some(value)
}

fn levels(node: &Node, sink: &mut Sink) -> Levels {
    const WORDS: &[(&str, Level)] = &[
        ("allow", Level::Allow),
        ("note", Level::Note),
        ("warn", Level::Warn),
        ("deny", Level::Deny),
    ];
    let mut overrides = BTreeMap::new();
    for (key, value) in expect_mapping(node, "`levels`", sink).unwrap_or_default() {
        let Some(code) = Code::from_name(&key.text) else {
            let known = closest(&key.text, crate::diag::CODES.iter().map(|code| code.name()));
            let help = known.map(|known| format!("did you mean `{known}`?"));
            let message = format!("there is no diagnostic code `{}`", key.text);
            sink.push(Diagnostic::new(Code::UnknownValue, key.span, message).help_opt(help));
            continue;
        };
        if code.info().level == Level::Error {
            let message = format!("`{}` is always an error", key.text);
            sink.push(
                Diagnostic::new(Code::ImpossibleValue, key.span, message).help("remove the line"),
            );
            continue;
        }
        if let Some(level) = expect_one_of(value, "a level", WORDS, sink) {
            overrides.insert(code, level);
        }
    }
    Levels { overrides, strict: false }
}

fn footer(cx: &Context<'_>, node: &Node, sink: &mut Sink) -> Vec<FooterLine> {
    let mut lines = Vec::new();
    for item in expect_list(node, "`footer`", sink).unwrap_or_default() {
        let Some(mut fields) = Fields::new(item, "a footer line", sink) else { continue };
        let label = fields.required("label").and_then(|node| cx.text(node, "`label`", sink));
        let value = fields.required("value").and_then(|node| cx.text(node, "`value`", sink));
        let href = web_address(fields.optional("href"), "`href`", sink);
        fields.finish(sink);
        if let (Some(label), Some(value)) = (label, value) {
            lines.push(FooterLine { label, value, href });
        }
    }
    lines
}
