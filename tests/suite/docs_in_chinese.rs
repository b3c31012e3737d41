//! The README and the guide are kept in Chinese as well. Each pair is held to one structure, the
//! same commands, the same figures and the same links, section by section.

use crate::file_tree::repository;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use regex_lite::Regex;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A document and its Chinese counterpart.
const PAIRS: [(&str, &str); 2] =
    [("README.md", "README.zh.md"), ("docs/guide.md", "docs/guide.zh.md")];

/// Lines of code and spans of code that are words for people and not what a program reads letter
/// by letter: what an author types in the language of the page, and what stands beside a name in
/// the picture of a folder.
const WORDS: [(&str, &str); 21] = [
    // What the program says when it speaks Chinese.
    (
        "error[missing-unit]: an amount needs a unit, found `11.5`",
        "错误[missing-unit]: 金额须有单位，但这里是`11.5`",
    ),
    (
        "  = help: did you mean `11.5亿元` or `RMB 1.15 billion`?",
        "  = 建议: 是否应为`11.5亿元`或`RMB 1.15 billion`？",
    ),
    ("1 error", "错误1个"),
    ("nothing was published; `./output` is as it was", "没有发布任何内容；`./output`保持原样"),
    // The picture of the folder.
    (
        "  site.yaml        title, languages, currency, the as-of day",
        "  site.yaml        标题、语言、币种、数据日期",
    ),
    ("  data/            the ledger", "  data/            台账"),
    ("  pages/           written pages", "  pages/           正文页面"),
    (
        "  files/           pictures and documents, copied as they are (make it when you need it)",
        "  files/           图片和文件，原样复制（需要时再建）",
    ),
    (
        "output/            the site; replaced by every build, so never edit it",
        "output/            网站；每次生成时整个替换，请勿修改",
    ),
    // A page as an author writes it, first in the language of the guide.
    ("title: First quarter of 2031", "title: 2031年第一季度"),
    (
        "description: Two projects signed, one fair held.",
        "description: 签约项目两个，举办推介会一场。",
    ),
    (
        "Two projects were signed, among them the [cold store](../../data/projects/cold-store.yaml).",
        "本季度签约项目两个，其中一个是[冷库](../../data/projects/cold-store.yaml)。",
    ),
    (
        r#"Total contracted value was {{ figure(of="signed-value", in="2031-Q1") }},"#,
        r#"总签约额{{ figure(of="signed-value", in="2031-Q1") }}，"#,
    ),
    (
        r#"{{ figure(of="signed-value", in=2031, kind="completion") }} of the target."#,
        r#"完成目标的{{ figure(of="signed-value", in=2031, kind="completion") }}。"#,
    ),
    // Amounts that the program reads in every language of a site.
    ("about 9", "约9"),
    ("at least 40", "不低于40"),
    ("investment: about 5.2 million euros", "investment: 约520万欧元"),
    // The field of a fact is named by its label.
    (r#"figure(park="harbour", field="Area")"#, r#"figure(park="harbour", field="面积")"#),
    // A file name stands for the language that the text is written in.
    ("about.en.md", "about.zh.md"),
    ("about.en.md#names", "about.zh.md#names"),
    ("![The quay](../images/quay.jpg)", "![码头](../images/quay.jpg)"),
];

/// A heading with what follows it up to the next one.
#[derive(Default)]
struct Section {
    heading: String,
    level: usize,
    line: usize,
    /// All text, with a mark where code stood.
    text: String,
    spans: Vec<String>,
    /// What the fence says, and the lines.
    blocks: Vec<(String, String)>,
    links: Vec<String>,
    /// Rows of tables, items of lists, quotations: what the eye sees of the structure.
    parts: BTreeMap<&'static str, usize>,
}

struct Document {
    path: &'static str,
    sections: Vec<Section>,
}

fn read(path: &str) -> String {
    let text = std::fs::read_to_string(repository(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// The sections of a document. What stands before the first heading has an empty one.
fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut in_code = false;
    let mut in_heading = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            let line = text[..place.start].lines().count() + 1;
            sections.push(Section { level: level as usize, line, ..Section::default() });
            in_heading = true;
            continue;
        }
        let section = sections.last_mut().expect("there is one from the start");
        let mut part = |name| *section.parts.entry(name).or_default() += 1;
        match event {
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                section.text.push('\n');
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let CodeBlockKind::Fenced(info) = kind else { panic!("an indented block of code") };
                section.blocks.push((info.to_string(), String::new()));
                in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if in_code => {
                section.blocks.last_mut().expect("it has begun").1.push_str(&words);
            }
            Event::Text(words) => {
                section.text.push_str(&words);
                if in_heading {
                    section.heading.push_str(&words);
                }
            }
            Event::Code(code) => {
                section.text.push('`');
                if in_heading {
                    section.heading.push_str(&code);
                }
                section.spans.push(code.to_string());
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                section.links.push(dest_url.to_string());
            }
            Event::Start(Tag::TableRow) => part("rows of tables"),
            Event::Start(Tag::TableCell) => part("cells of tables"),
            Event::Start(Tag::Item) => part("items of lists"),
            Event::Start(Tag::BlockQuote(_)) => part("quotations"),
            Event::Start(Tag::Strong) => part("strong words"),
            // The first number of a list is text of the page.
            Event::Start(Tag::List(first)) => {
                section.text.push_str(&first.map(|first| format!("{first}\n")).unwrap_or_default());
            }
            Event::SoftBreak | Event::HardBreak => section.text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item) => {
                section.text.push('\n');
            }
            _ => {}
        }
    }
    sections
}

/// The anchors of headings as code hosts make them: lower case, a hyphen for a space, no
/// punctuation, and a number where one occurs again.
fn anchors(sections: &[Section]) -> Vec<String> {
    let mut seen = BTreeMap::<String, usize>::new();
    let anchor = |section: &Section| {
        let kept = |c: &char| c.is_alphanumeric() || ['-', '_', ' '].contains(c);
        let anchor = section.heading.to_lowercase().chars().filter(kept).collect::<String>();
        let anchor = anchor.replace(' ', "-");
        let count = seen.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
    };
    sections.iter().map(anchor).collect()
}

/// What a link leads to, said alike for both languages: a heading of a pair by its number, a
/// document of a pair by its English name, unless the link leads to the other language.
fn target(path: &str, link: &str) -> Result<String, String> {
    if link.contains("://") {
        return Ok(link.to_owned());
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<_> = path.split('/').collect();
    if !file.is_empty() {
        parts.pop();
    }
    for part in file.split('/').filter(|part| !part.is_empty()) {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let file = parts.join("/");
    if !repository(&file).exists() {
        return Err(format!("the link `{link}` leads to no file"));
    }
    let mut to = anchor.to_owned();
    if !anchor.is_empty() {
        let headings = anchors(&sections(&read(&file)));
        let Some(at) = headings.iter().position(|one| *one == anchor) else {
            return Err(format!("the link `{link}` leads to no heading of {file}"));
        };
        if PAIRS.iter().any(|(english, chinese)| [*english, *chinese].contains(&file.as_str())) {
            to = format!("heading {at}");
        }
    }
    let is_chinese = |file: &str| PAIRS.iter().any(|(_, chinese)| *chinese == file);
    let pair = PAIRS.iter().find(|(english, chinese)| file == *english || file == *chinese);
    Ok(match pair {
        Some((english, _)) if is_chinese(path) == is_chinese(&file) => format!("{english}#{to}"),
        Some((english, _)) => format!("{english}#{to} in the other language"),
        // A picture may be of the page in Chinese: `screenshot.zh.png`.
        None if is_chinese(path) => format!("{}#{to}", file.replace(".zh.png", ".png")),
        None => format!("{file}#{to}"),
    })
}

/// The numbers in a text. Words around them are not compared, but for what only one of the two
/// languages writes as digits: a month is a number (3月, March), and an amount counts with its
/// scale, because the point moves (11.5亿, 1.15 billion).
fn numbers(text: &str) -> Vec<String> {
    let number = Regex::new(r"([0-9]+(?:[.,][0-9]+)*)(?:[ \x{a0}]?(million|billion|万|亿))?");
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let thousands = Regex::new(r"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$").expect("well-formed");
    let mut found = Vec::new();
    for hit in number.expect("well-formed").captures_iter(text) {
        let digits = hit[1].to_owned();
        let whole = if thousands.is_match(&digits) { digits.replace(',', "") } else { digits };
        let scale = match hit.get(2).map(|scale| scale.as_str()) {
            Some("万") => 10_000,
            Some("million") => 1_000_000,
            Some("亿") => 100_000_000,
            Some(_) => 1_000_000_000,
            None => 1,
        };
        match whole.parse::<Decimal>() {
            Ok(amount) if scale > 1 => {
                found.push((amount * Decimal::from(scale)).normalize().to_string());
            }
            _ => found.extend(whole.split(',').map(str::to_owned)),
        }
    }
    for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
        if let Some(at) = months.iter().position(|month| *month == word) {
            found.push((at + 1).to_string());
        }
    }
    found
}

/// The code of a line, and its comment if it has one.
fn without_comment(line: &str) -> (&str, Option<&str>) {
    let at = if line.trim_start().starts_with('#') { Some(0) } else { line.find(" #") };
    match at {
        Some(at) => (line[..at].trim_end(), Some(line[at..].trim())),
        None => (line.trim_end(), None),
    }
}

/// The code in Chinese, if it is one of [`WORDS`], whose place is noted.
fn in_chinese(code: &str, used: &mut BTreeSet<usize>) -> String {
    let at = WORDS.iter().position(|(english, _)| *english == code);
    used.extend(at);
    at.map_or(code, |at| WORDS[at].1).to_owned()
}

/// What one list has and the other lacks, as often as it lacks it.
fn difference(english: Vec<String>, chinese: Vec<String>) -> Option<String> {
    let mut counts = BTreeMap::<String, i32>::new();
    english.into_iter().for_each(|one| *counts.entry(one).or_default() += 1);
    chinese.into_iter().for_each(|one| *counts.entry(one).or_default() -= 1);
    let side = |sign: i32| {
        let more = counts.iter().filter(|(_, count)| **count * sign > 0);
        let more: Vec<_> = more.map(|(one, count)| (one, (count * sign) as usize)).collect();
        more.iter().flat_map(|(one, n)| vec![format!("`{one}`"); *n]).collect::<Vec<_>>().join(", ")
    };
    let sides = [("only in English", side(1)), ("only in Chinese", side(-1))];
    let sides = sides.iter().filter(|(_, which)| !which.is_empty());
    let told: Vec<_> = sides.map(|(name, which)| format!("{name}: {which}")).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Compares blocks of code line by line; gives the comments of both sides for their numbers.
fn compare_blocks(
    english: &Section,
    chinese: &Section,
    used: &mut BTreeSet<usize>,
    tell: &mut dyn FnMut(String),
) -> [String; 2] {
    let mut comments = [String::new(), String::new()];
    let counts = [english.blocks.len(), chinese.blocks.len()];
    if counts[0] != counts[1] {
        tell(format!("blocks of code: {} in English, {} in Chinese", counts[0], counts[1]));
    }
    for ((info, code), (info_zh, code_zh)) in english.blocks.iter().zip(&chinese.blocks) {
        if info != info_zh || code.lines().count() != code_zh.lines().count() {
            tell(format!("a block of code is not the same or has other lines:\n{code_zh}"));
            continue;
        }
        for (line, line_zh) in code.lines().zip(code_zh.lines()) {
            let ((own, comment), (own_zh, comment_zh)) =
                (without_comment(line), without_comment(line_zh));
            // What the program says stands in either language.
            let same = own == own_zh || in_chinese(own, used) == own_zh;
            if !same || comment.is_some() != comment_zh.is_some() {
                tell(format!("a line of code differs:\n  {line}\n  {line_zh}"));
            }
            comments[0] += &format!("{}\n", comment.unwrap_or_default());
            comments[1] += &format!("{}\n", comment_zh.unwrap_or_default());
        }
    }
    comments
}

fn compare(english: &Document, chinese: &Document, used: &mut BTreeSet<usize>) -> Vec<String> {
    let outline = |document: &Document| -> String {
        let heading = |one: &Section| format!("{} {}\n", "#".repeat(one.level), one.heading);
        document.sections.iter().map(heading).collect()
    };
    let levels = |document: &Document| -> Vec<_> {
        document.sections.iter().map(|section| section.level).collect()
    };
    if levels(english) != levels(chinese) {
        let (path, path_zh) = (english.path, chinese.path);
        let outlines = [outline(english), outline(chinese)];
        let said = format!("{path_zh} has other headings than {path}");
        return vec![format!("{said}:\n{}\n{}", outlines[0], outlines[1])];
    }
    let mut faults = Vec::new();
    for (own, own_zh) in english.sections.iter().zip(&chinese.sections) {
        let place = format!(
            "{}:{} “{}” and {}:{} “{}”",
            english.path, own.line, own.heading, chinese.path, own_zh.line, own_zh.heading
        );
        let mut tell = |what: String| faults.push(format!("{place}: {what}"));
        let comments = compare_blocks(own, own_zh, used, &mut tell);
        let spans = own.spans.iter().map(|span| in_chinese(span, used)).collect();
        if let Some(what) = difference(spans, own_zh.spans.clone()) {
            tell(format!("code in the text: {what}"));
        }
        let of = |text: &str, comments: &str| numbers(&format!("{text}\n{comments}"));
        let (found, found_zh) = (of(&own.text, &comments[0]), of(&own_zh.text, &comments[1]));
        if let Some(what) = difference(found, found_zh) {
            tell(format!("numbers: {what}"));
        }
        if own.parts != own_zh.parts {
            tell(format!("structure: {:?} and {:?}", own.parts, own_zh.parts));
        }
        let mut ends = [Vec::new(), Vec::new()];
        for (ends, (path, links)) in
            ends.iter_mut().zip([(english.path, &own.links), (chinese.path, &own_zh.links)])
        {
            for link in links {
                match target(path, link) {
                    Ok(end) => ends.push(end),
                    Err(what) => tell(what),
                }
            }
        }
        let [ends, ends_zh] = ends;
        if let Some(what) = difference(ends, ends_zh) {
            tell(format!("links: {what}"));
        }
        for what in slips(&own_zh.text) {
            tell(what);
        }
    }
    faults
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Half-width marks and spaces beside Chinese characters, and asterisks that did not become bold.
fn slips(text: &str) -> Vec<String> {
    let chars: Vec<_> = text.chars().collect();
    let mut found = Vec::new();
    for (at, pair) in chars.windows(2).enumerate() {
        let (first, second) = (pair[0], pair[1]);
        // The number of a heading: “1. 开始”.
        let is_numbered = first == ' ' && at > 0 && chars[at - 1] == '.';
        let is_slip = is_han(first) && ",;:?!() ".contains(second)
            || is_han(second) && ",;:?!() ".contains(first) && !is_numbered
            || [first, second] == ['*', '*'];
        if is_slip {
            let around = &chars[at.saturating_sub(8)..chars.len().min(at + 10)];
            found.push(format!("type: “{}”", around.iter().collect::<String>()));
        }
    }
    found
}

#[test]
fn documents_in_chinese_say_what_the_english_ones_say() {
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for pair in PAIRS {
        let document = |path: &'static str| Document { path, sections: sections(&read(path)) };
        faults.extend(compare(&document(pair.0), &document(pair.1), &mut used));
    }
    for (at, (english, _)) in WORDS.iter().enumerate() {
        if !used.contains(&at) {
            faults.push(format!("`{english}` is nowhere: take it out of the list of the test"));
        }
    }
    let advice = "mend the side that is behind; both are written by hand";
    assert!(faults.is_empty(), "{} faults; {advice}\n\n{}", faults.len(), faults.join("\n\n"));
}

/// The English text of a page and a Chinese one, which has one fault of each kind.
#[test]
fn a_document_that_is_behind_is_told_by_its_section() {
    let english = "# Title\n\nText of March 2031, RMB 1.15 billion.\n\n## Second\n\n\
                   Call `build`, see [rules](rules.md#missing-unit).\n\n```sh\nbuild -o x  # 3\n```\n";
    let same = "# 标题\n\n2031年3月的文字，11.5亿元。\n\n## 第二节\n\n\
                运行`build`，见[规则](rules.md#missing-unit)。\n\n```sh\nbuild -o x   # 3个\n```\n";
    let faults = |text: &str| {
        let document = |path, text| Document { path, sections: sections(text) };
        let pair = (document("docs/guide.md", english), document("docs/guide.zh.md", text));
        compare(&pair.0, &pair.1, &mut BTreeSet::new())
    };
    assert_eq!(faults(same), [""; 0]);
    let cases = [
        ("3月", "4月", "“标题”: numbers: only in English: `3`; only in Chinese: `4`"),
        ("11.5亿", "1.15亿", "only in English: `1150000000`; only in Chinese: `115000000`"),
        ("`build`", "`check`", "“第二节”: code in the text: only in English: `build`"),
        ("-o x", "-o y", "“第二节”: a line of code differs"),
        ("   # 3个", "", "“第二节”: a line of code differs"),
        ("# 3个", "# 4个", "“第二节”: numbers"),
        ("#missing-unit", "", "“第二节”: links: only in English: `docs/rules.md#missing-unit`"),
        ("#missing-unit", "#no-such", "leads to no heading of docs/rules.md"),
        ("rules.md", "no-such.md", "leads to no file"),
        ("## 第二节", "### 第二节", "docs/guide.zh.md has other headings than docs/guide.md"),
        ("文字，", "文字,", "“标题”: type: “"),
        ("2031年3月", "**2031年，**3月", "“标题”: type: “"),
    ];
    for (good, bad, fault) in cases {
        let told = faults(&same.replacen(good, bad, 1));
        assert!(told.iter().any(|one| one.contains(fault)), "{bad}: {told:#?}");
    }
}
