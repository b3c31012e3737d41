//! What is slipped within a line: emphasis, attributes, formulas, addresses, entities.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::run::{OBJECT, Run};
use super::{Slip, ahead, quoted};
use crate::diag::Code;
use crate::parse::markdown::marks::Spanned;

/// Looks at the words of a run.
pub(super) fn find(run: &Run<'_>, slips: &mut Vec<Slip>) {
    for sign in ["**", "__", "~~", "＊＊", "=="] {
        emphasis(run, sign, slips);
    }
    attributes(run, slips);
    formulas(run, slips);
    braces(run, slips);
    entities(run, slips);
    tags(run, slips);
    addresses(run, slips);
}

/// `2*600 MW and 2*1000 MW`: two signs of a product are read as emphasis, and readers see 2600.
pub(super) fn products(events: &[Spanned<'_>], text: &str, slips: &mut Vec<Slip>) {
    for (event, range) in events {
        if !matches!(event, Event::Start(Tag::Emphasis)) || !text[range.clone()].starts_with('*') {
            continue;
        }
        let before = text[..range.start].chars().next_back();
        let after = text[range.start + 1..].chars().next();
        if ![before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit())) {
            continue;
        }
        let signs = [range.start..range.start + 1, range.end - 1..range.end];
        let message = "this `*` and the next are read as emphasis, and are not shown";
        let help = "write `×` for times, or `\\*` for a `*` that readers are to see";
        let slip = Slip::new(Code::TextNotShown, message, signs[0].clone(), help);
        slips.push(signs.into_iter().fold(slip, |slip, sign| slip.edit(sign, "×")));
    }
}

/// Where a sign stands that is not a part of a longer row of it.
fn signs(text: &str, sign: &str) -> Vec<Range<usize>> {
    let Some(c) = sign.chars().next().filter(|_| text.contains(sign)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(sign).map(|start| at + start) {
        let end = text.len() - text[start..].trim_start_matches(c).len();
        let n = text[start..end].chars().count();
        if n == 2 || n == 3 && sign == "**" {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// Signs of emphasis that are left in the text.
fn emphasis(run: &Run<'_>, sign: &str, slips: &mut Vec<Slip>) {
    let text = &run.text;
    let found = signs(text, sign);
    // A name or a number of which letters are hidden: 张**，138**1234.
    let hides = |at: &Range<usize>| {
        let before = text[..at.start].chars().next_back();
        let after = text[at.end..].chars().next();
        before.is_some_and(char::is_alphanumeric)
            && after
                .is_none_or(|c| (!c.is_whitespace() || c == '\n') && !"“‘\"'《「（([【".contains(c))
    };
    let mut index = 0;
    while index < found.len() {
        let open = found[index].clone();
        index += 1;
        let close = found.get(index).cloned();
        let inner = close.as_ref().map(|close| &text[open.end..close.start]);
        let core = inner.map(str::trim).unwrap_or_default();
        let is_pair = core.contains(char::is_alphabetic)
            && !inner.is_some_and(|inner| inner.contains("\n\n"))
            && may_be_emphasized(sign, core)
            && !(hides(&open) && sign == "**" && !core.ends_with(char::is_alphanumeric));
        if let (true, Some(close)) = (is_pair, close) {
            index += 1;
            slips.push(pair(run, sign, open.start..close.end, core, inner.unwrap_or_default()));
        } else if sign == "**" && !hides(&open) && never_closes(text, &open) {
            let rest = quoted(&text[open.end..]);
            let help = format!("write `**` at the end of what is important, too: `**{rest}**`");
            slips.push(Slip::as_text(run.place(open), help));
        }
    }
}

/// `__` and `==` stand in names and formulas of Latin letters.
fn may_be_emphasized(sign: &str, core: &str) -> bool {
    match sign {
        "==" => !core.contains(['=', '\n']),
        "__" => !core.is_ascii(),
        _ => true,
    }
}

fn pair(run: &Run<'_>, sign: &str, place: Range<usize>, core: &str, inner: &str) -> Slip {
    let text = &run.text;
    let meant = match sign {
        "＊＊" | "==" | "__" => format!("**{core}**"),
        sign => format!("{sign}{core}{sign}"),
    };
    let mut meant_here = meant.clone();
    // Without spaces inside, what stands around is in the way.
    if core.len() == inner.len() && !matches!(sign, "＊＊" | "==" | "__") {
        let before = text[..place.start].ends_with(|c: char| !c.is_whitespace());
        let after = text[place.end..].starts_with(|c: char| !c.is_whitespace());
        if before {
            meant_here.insert(0, ' ');
        }
        if after {
            meant_here.push(' ');
        }
    }
    let (spaced, help) = if meant_here == meant {
        (false, format!("write `{}`", quoted(&meant)))
    } else {
        (true, format!("write it with spaces around: `{}`", quoted(&meant_here)))
    };
    let place = run.place(place);
    Slip::as_text(place.clone(), help).edit(place, if spaced { meant_here } else { meant })
}

/// Whether a sign opens what nothing closes.
fn never_closes(text: &str, open: &Range<usize>) -> bool {
    let after = text[open.end..].chars().next();
    let before = text[..open.start].chars().next_back();
    after.is_some_and(|c| c.is_alphabetic() || "“《「【".contains(c))
        && before.is_none_or(|c| !c.is_alphanumeric() && c != OBJECT && c != '*')
        && open.len() == 2
}

/// `{width=50%}`, `{.class}`, `{: .class}`.
fn attributes(run: &Run<'_>, slips: &mut Vec<Slip>) {
    for (open, _) in run.text.match_indices('{') {
        let rest = ahead(&run.text[open + 1..]);
        let Some(length) = rest.find('}') else { continue };
        let inner = rest[..length].trim();
        let starts = inner.trim_start_matches([':', ' ']);
        let named = starts.strip_prefix(['.', '#']).is_some_and(|name| {
            name.starts_with(|c: char| c.is_alphabetic())
                && name.chars().all(|c| c.is_alphanumeric() || "-_:. #=%\"".contains(c))
        });
        let assigned = starts.split_once('=').is_some_and(|(key, value)| {
            !key.is_empty()
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
                && key.starts_with(|c: char| c.is_ascii_alphabetic())
                && !value.is_empty()
        });
        if !inner.contains(['{', '\n']) && (named || assigned) {
            let place = run.place(open..open + length + 2);
            slips.push(Slip::as_text(
                place.clone(),
                "delete it: how things look is a matter of the theme, and only headings take an id, as in `## Method {#method}`",
            ).edit(place, ""));
        }
    }
}

/// `$…$` and `$$…$$`, if it looks like TeX. Prices have no such signs.
fn formulas(run: &Run<'_>, slips: &mut Vec<Slip>) {
    let text = &run.text;
    const HELP: &str = "write the formula in words, or with signs such as `×`, `²` and `≤`";
    if let Some(open) = text.find("$$")
        && let Some(length) = text[open + 2..].find("$$").filter(|length| *length > 0)
    {
        let place = run.place(open..open + length + 4);
        return slips.push(Slip::as_text(place, HELP));
    }
    let places: Vec<usize> = text.match_indices('$').map(|(at, _)| at).collect();
    let mut from = 0;
    for pair in places.windows(2) {
        let (open, close) = (pair[0], pair[1]);
        let inner = &text[open + 1..close];
        let after = text[close + 1..].chars().next();
        let is_single = inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_price = inner.starts_with(|c: char| c.is_ascii_digit())
            && !inner.contains(['\\', '^', '_', '=', '{']);
        let is_formula = open >= from
            && !inner.is_empty()
            && inner.len() <= 200
            && inner.chars().all(|c| c.is_ascii() && c != '\n' || c == OBJECT || c == '×')
            && !inner.starts_with([' ', '$'])
            && !inner.ends_with(' ')
            && !after.is_some_and(|c| c.is_ascii_digit())
            && (is_single || inner.contains(['\\', '^', '_', '=', '{', '<', '>', '+', OBJECT]))
            && !is_price;
        if is_formula {
            slips.push(Slip::as_text(run.place(open..close + 1), HELP));
            from = close + 1;
        }
    }
}

/// `{% … %}` and `{{< … >}}` of other generators, `^[note]`.
fn braces(run: &Run<'_>, slips: &mut Vec<Slip>) {
    let text = &run.text;
    for (open, _) in text.match_indices("{%") {
        if let Some(length) = ahead(&text[open..]).find("%}") {
            let help = "delete it, or write one of the calls of Wellspring, such as `{{ figure(of=\"…\") }}`";
            slips.push(Slip::as_text(run.place(open..open + length + 2), help));
        }
    }
    for (open, _) in text.match_indices("^[") {
        if let Some(length) = ahead(&text[open..]).find(']').filter(|length| *length > 2)
            && !text[..open].ends_with('[')
        {
            let help = format!(
                "write `[^1]` here and `[^1]: {}` as a paragraph of its own",
                quoted(&text[open + 2..open + length])
            );
            slips.push(Slip::as_text(run.place(open..open + length + 1), help));
        }
    }
}

/// `&nbsp` without its semicolon, or with a full-width one.
fn entities(run: &Run<'_>, slips: &mut Vec<Slip>) {
    const NAMES: [&str; 9] = ["nbsp", "ensp", "emsp", "thinsp", "lt", "gt", "amp", "quot", "mdash"];
    for (at, _) in run.text.match_indices('&') {
        let rest = ahead(&run.text[at + 1..]);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..length];
        if NAMES.contains(&name) && !rest[length..].starts_with(';') {
            let wide = if rest[length..].starts_with('；') { '；'.len_utf8() } else { 0 };
            let place = run.place(at..at + 1 + length + wide);
            let meant = format!("&{name};");
            slips.push(Slip::as_text(place.clone(), format!("write `{meant}`")).edit(place, meant));
        }
    }
}

/// `＜br＞` and a comment that never ends.
fn tags(run: &Run<'_>, slips: &mut Vec<Slip>) {
    let text = &run.text;
    if let Some(at) = text.find("<!--") {
        let help = "end the comment with `-->`, or write `\\<!--` if readers are to see it";
        slips.push(Slip::as_text(run.place(at..at + 4), help));
    }
    for (at, open) in text.match_indices(['＜', '<']) {
        let rest = ahead(&text[at + open.len()..]);
        let Some(length) = rest.find(['＞', '>']) else { continue };
        let close = rest[length..].chars().next().map_or(0, char::len_utf8);
        let name = rest[..length].trim_matches(['/', '／', ' ']);
        let is_wide = open == "＜" || close > 1;
        let is_tag = matches!(
            name,
            "br" | "b"
                | "i"
                | "u"
                | "p"
                | "hr"
                | "div"
                | "span"
                | "sub"
                | "sup"
                | "table"
                | "center"
                | "strong"
                | "em"
        );
        if is_wide && is_tag {
            let end = at + open.len() + length + close;
            let meant: String = text[at..end].chars().map(super::narrow).collect();
            let place = run.place(at..end);
            slips.push(Slip::as_text(place.clone(), format!("write `{meant}`")).edit(place, meant));
        }
    }
}

/// `https：//example.org`.
fn addresses(run: &Run<'_>, slips: &mut Vec<Slip>) {
    for scheme in ["http：", "https：", "http:／／", "https:／／"] {
        for (at, _) in run.text.match_indices(scheme) {
            let rest = ahead(&run.text[at..]);
            if !rest[scheme.len()..].starts_with(['/', '／']) && !scheme.ends_with('／') {
                continue;
            }
            let end = rest.find(|c: char| c.is_whitespace() || "，。；、）】》”".contains(c));
            let end = at + end.unwrap_or(rest.len());
            let meant: String = run.text[at..end].chars().map(super::narrow).collect();
            let place = run.place(at..end);
            slips.push(Slip::as_text(place.clone(), format!("write `{meant}`")).edit(place, meant));
        }
    }
}
