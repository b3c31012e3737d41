//! What a text may use of HTML: nothing that runs, loads, covers the page, or takes a name that
//! scripts of the theme look for.

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse::markdown) enum Use {
    /// Among words.
    Phrase,
    /// Only between paragraphs.
    Block,
}

/// What the value of an attribute must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse::markdown) enum Value {
    /// Anything: it is read, never used.
    Text,
    /// There or not.
    Flag,
    /// A whole number up to [`MOST_CELLS`].
    Number,
    /// Names of letters, digits, `-` and `_`.
    Names,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A destination as in a Markdown link.
    Link,
    /// A destination as in a Markdown image.
    Image,
}

/// A larger number of columns or rows would make a browser draw cells for minutes; HTML itself
/// ends at 1000 columns.
const MOST_CELLS: u32 = 1000;

const PHRASE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var", "wbr",
];

const BLOCK: &[&str] = &[
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that have no end.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements whose end may be left out.
const OPTIONAL_END: &[&str] = &[
    "caption", "colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th",
    "thead", "tr",
];

/// Where an element may stand; `None` if it is not used at all.
pub(in crate::parse::markdown) fn element(name: &str) -> Option<Use> {
    if PHRASE.contains(&name) {
        return Some(Use::Phrase);
    }
    BLOCK.contains(&name).then_some(Use::Block)
}

/// Whether an element has no end.
pub(in crate::parse::markdown) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the end of an element may be left out.
pub(in crate::parse::markdown) fn ends_by_itself(name: &str) -> bool {
    OPTIONAL_END.contains(&name)
}

/// What an attribute of an element must be; `None` if it is not used at all.
pub(in crate::parse::markdown) fn attribute(element: &str, name: &str) -> Option<Value> {
    Some(match (element, name) {
        (_, "class") => Value::Names,
        (_, "dir") => Value::OneOf(&["ltr", "rtl", "auto"]),
        (_, "lang") => Value::Names,
        (_, "title") => Value::Text,
        (_, "translate") => Value::OneOf(&["yes", "no"]),
        ("a", "href") => Value::Link,
        ("a", "hreflang") => Value::Names,
        ("img", "src") => Value::Image,
        ("img", "alt") => Value::Text,
        ("img", "width" | "height") => Value::Number,
        ("col" | "colgroup", "span") => Value::Number,
        ("details", "open") => Value::Flag,
        ("li", "value") => Value::Number,
        ("ol", "start") => Value::Number,
        ("ol", "reversed") => Value::Flag,
        ("td" | "th", "colspan" | "rowspan") => Value::Number,
        ("th", "abbr") => Value::Text,
        ("th", "scope") => Value::OneOf(&["col", "row", "colgroup", "rowgroup"]),
        ("time" | "ins" | "del", "datetime") => Value::Text,
        _ => return None,
    })
}

impl Value {
    /// Whether it takes a value; destinations are read elsewhere.
    pub(in crate::parse::markdown) fn takes(self, value: &str) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        match self {
            Self::Text | Self::Flag | Self::Link | Self::Image => true,
            // Pictures may be wider than tables.
            Self::Number => value.parse().is_ok_and(|number: u32| number <= MOST_CELLS * 10),
            Self::Names => value.split_whitespace().all(|name| name.chars().all(is_name)),
            Self::OneOf(values) => values.contains(&value),
        }
    }
}

/// Elements that are written for what Markdown has itself.
const OWN_ELEMENTS: &[&str] = &["section", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Attributes that are written for what Markdown has itself.
const OWN_ATTRIBUTES: &[&str] = &[
    "aria-label",
    "decoding",
    "id",
    "loading",
    "rel",
    "role",
    "tabindex",
    "class",
    "dir",
    "lang",
    "title",
];

/// Every element that a finished text may hold.
pub(super) fn all_elements() -> impl Iterator<Item = &'static str> {
    [PHRASE, BLOCK, OWN_ELEMENTS].into_iter().flatten().copied()
}

/// Every attribute that any element of a finished text may have.
pub(super) fn common_attributes() -> impl Iterator<Item = &'static str> {
    OWN_ATTRIBUTES.iter().copied().chain(["translate"])
}

/// The attributes of single elements, with these.
pub(super) fn own_attributes(element: &str) -> impl Iterator<Item = &'static str> {
    const NAMES: &[&str] = &[
        "href", "hreflang", "src", "alt", "width", "height", "span", "open", "value", "start",
        "reversed", "colspan", "rowspan", "abbr", "scope", "datetime",
    ];
    NAMES.iter().copied().filter(move |name| attribute(element, name).is_some())
}
