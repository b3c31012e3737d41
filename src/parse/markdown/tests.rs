//! From Markdown to HTML: tables of cases.

use std::borrow::Cow;

use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

use crate::diag::{Levels, Sink};
use crate::source::{FileId, Sources, Span};

use super::{Destination, Markdown, MarkdownOptions, parse_inline, parse_markdown};

fn page() -> MarkdownOptions {
    MarkdownOptions { top_heading: 2, ..MarkdownOptions::default() }
}

/// Links show their kind, interface strings their key in brackets.
fn html(markdown: &Markdown) -> String {
    let mut out = String::new();
    markdown.write_html(
        &mut out,
        |link| match &link.dest {
            Destination::External(address) => Cow::Owned(address.to_string()),
            Destination::Fragment(id) => Cow::Owned(format!("#{id}")),
            Destination::File { path, fragment: None } => Cow::Owned(format!("file:{path}")),
            Destination::File { path, fragment: Some(id) } => {
                Cow::Owned(format!("file:{path}#{id}"))
            }
        },
        |key| Cow::Owned(format!("[{key}]")),
        |call| format!("[{}]", call.name),
    );
    out
}

fn parse(text: &str, sink: &mut Sink) -> Markdown {
    parse_markdown(FileId::new(0), text, 0..text.len(), &page(), sink)
}

/// The HTML of a text in which nothing is wrong.
#[track_caller]
fn check(text: &str, expected: &str) {
    let mut sink = Sink::default();
    let markdown = parse(text, &mut sink);
    assert_eq!(html(&markdown).trim_end(), expected, "{text}");
    assert!(sink.is_empty(), "{text}");
}

/// The same for the inside of a single paragraph.
#[track_caller]
fn check_line(text: &str, expected: &str) {
    check(text, &format!("<p>{expected}</p>"));
}

/// The problems of a text as `code@marked text: message`.
fn problems(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    sources.add("content/pages/a.zh.md", text);
    let mut sink = Sink::default();
    parse(text, &mut sink);
    let found = sink.finish(&sources, &Levels::default());
    let describe = |diagnostic: &crate::diag::Diagnostic| {
        let place = diagnostic.span.map(|span| sources.text(span)).unwrap_or_default();
        format!("{}@{place}: {}", diagnostic.code.name(), diagnostic.message)
    };
    found.iter().map(|(_, diagnostic)| describe(diagnostic)).collect()
}

#[track_caller]
fn check_problems(text: &str, expected: &[&str]) {
    assert_eq!(problems(text), expected, "{text}");
}

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    for (text, expected) in [
        ("**中文。**后文", "<strong>中文。</strong>后文"),
        ("前**“引用”**后", "前<strong>“引用”</strong>后"),
        ("**项目（Project）**已签约", "<strong>项目（Project）</strong>已签约"),
        ("**100%**完成", "<strong>100%</strong>完成"),
        ("~~删除。~~后", "<del>删除。</del>后"),
        ("这是**我想做的事。**所以", "这是<strong>我想做的事。</strong>所以"),
        ("**真，**她", "<strong>真，</strong>她"),
        ("额**“383.8亿元”**创", "额<strong>“383.8亿元”</strong>创"),
        ("投资**（2022年）**完成", "投资<strong>（2022年）</strong>完成"),
        ("**我。**你**他**", "<strong>我。</strong>你<strong>他</strong>"),
        ("*斜体。*后", "<em>斜体。</em>后"),
        ("***都有。***后", "<em><strong>都有。</strong></em>后"),
        ("前***（都有）***后", "前<em><strong>（都有）</strong></em>后"),
        ("**《条例》**规定", "<strong>《条例》</strong>规定"),
        ("按**《条例》**第一条", "按<strong>《条例》</strong>第一条"),
        ("**【公告】**今日", "<strong>【公告】</strong>今日"),
        ("**时间：**4月", "<strong>时间：</strong>4月"),
        ("**完成！**再来", "<strong>完成！</strong>再来"),
        ("**是吗？**是", "<strong>是吗？</strong>是"),
        ("**甲、**乙", "<strong>甲、</strong>乙"),
        ("**等等……**后", "<strong>等等……</strong>后"),
        ("**即——**后", "<strong>即——</strong>后"),
        ("**(括号)**后", "<strong>(括号)</strong>后"),
        ("**Project A.**已签约", "<strong>Project A.</strong>已签约"),
        ("前**[链接](a.md)**后", "前<strong><a href=\"file:a.md\">链接</a></strong>后"),
        ("前**`代码`**后", "前<strong><code>代码</code></strong>后"),
        ("**“开门红”**、**“满堂红”**", "<strong>“开门红”</strong>、<strong>“满堂红”</strong>"),
        ("**甲，*乙。*丙**", "<strong>甲，<em>乙。</em>丙</strong>"),
        ("*甲，**乙。**丙*", "<em>甲，<strong>乙。</strong>丙</em>"),
        ("**约25℃**左右", "<strong>约25℃</strong>左右"),
        ("**￥100**起", "<strong>￥100</strong>起"),
        ("共**+5.2%**增长", "共<strong>+5.2%</strong>增长"),
        ("前~~**（旧）**~~后", "前<del><strong>（旧）</strong></del>后"),
        ("**~~旧~~**后", "<strong><del>旧</del></strong>后"),
        ("~~（旧）~~新", "<del>（旧）</del>新"),
        ("**참고(주).**입니다", "<strong>참고(주).</strong>입니다"),
        ("**完成**。**再来**", "<strong>完成</strong>。<strong>再来</strong>"),
    ] {
        check_line(text, expected);
    }
}

#[test]
fn other_asterisks_are_read_as_always() {
    for (text, expected) in [
        ("a*“b”*c", "a*“b”*c"),
        ("a **bold** b", "a <strong>bold</strong> b"),
        ("a**\"b\"**c", "a**\"b\"**c"),
        ("`**中文。**后`", "<code>**中文。**后</code>"),
        ("前\\*后\\*。", "前*后*。"),
        ("\\**中文。*后", "*<em>中文。</em>后"),
        ("snake_中文_case", "snake_中文_case"),
        ("10~20万元，30~40亿元", "10~20万元，30~40亿元"),
        ("2 * 3（个）* 4", "2 * 3（个）* 4"),
    ] {
        check_line(text, expected);
    }
    check("```\n**中文。**后\n```", "<pre><code>**中文。**后\n</code></pre>");
    check("    **中文。**后", "<pre><code>**中文。**后</code></pre>");
    check(
        "* 中文。\n* **甲。**乙",
        "<ul>\n<li>中文。</li>\n<li><strong>甲。</strong>乙</li>\n</ul>",
    );
    check("> **甲。**乙", "<blockquote>\n<p><strong>甲。</strong>乙</p>\n</blockquote>");
    check(
        ">~~~文\n> a\n>~~~",
        "<blockquote>\n<pre><code class=\"language-文\">a\n</code></pre>\n</blockquote>",
    );
}

#[test]
fn chinese_lines_join_without_a_space() {
    for (text, expected) in [
        ("中文\n后文", "中文后文"),
        ("中文，\n后文", "中文，后文"),
        ("中文\n“后文”", "中文“后文”"),
        ("“中文。”\n“后文”", "“中文。”“后文”"),
        ("中文\r\n后文", "中文后文"),
        ("**中文**\n后文", "<strong>中文</strong>后文"),
        ("中文\n**后文**", "中文<strong>后文</strong>"),
        ("*中文\n后文*", "<em>中文后文</em>"),
        ("[中文](a.md)\n**后文**", "<a href=\"file:a.md\">中文</a><strong>后文</strong>"),
        ("`中文`\n后文", "<code>中文</code>后文"),
        ("中文<!-- 注 -->\n后文", "中文后文"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("English\n中文", "English\n中文"),
        ("English\nwords", "English\nwords"),
        ("**English**\nwords", "<strong>English</strong>\nwords"),
        ("**中文**\n*English*", "<strong>中文</strong>\n<em>English</em>"),
        ("中文\n`code`", "中文\n<code>code</code>"),
        ("中文\n[link](a.md)", "中文\n<a href=\"file:a.md\">link</a>"),
        ("“Hello”\nworld", "“Hello”\nworld"),
        ("한국어\n문장", "한국어\n문장"),
        ("共签约\n17 个", "共签约\n17 个"),
        ("中文\\\n后文", "中文<br>\n后文"),
    ] {
        check_line(text, expected);
    }
}

#[test]
fn headings_get_ids_and_permalinks() {
    let anchor =
        |id: &str| format!(" <a class=\"anchor\" href=\"#{id}\" aria-label=\"[permalink]\">#</a>");
    let heading = |level: u8, id: &str, text: &str| {
        format!("<h{level} id=\"{id}\">{text}{}</h{level}>", anchor(id))
    };
    check("# 总体 进展", &heading(2, "总体-进展", "总体 进展"));
    check("## Method {#how}", &heading(2, "how", "Method"));
    check("###### x", &heading(2, "x", "x"));
    check("## a\n#### b", &[heading(2, "a", "a"), heading(4, "b", "b")].join("\n"));
    check("# 甲\n# 甲", &[heading(2, "甲", "甲"), heading(2, "甲-2", "甲")].join("\n"));
    check("# a\n# b {#a}", &[heading(2, "a-2", "a"), heading(2, "a", "b")].join("\n"));
    check("# **甲。**乙&", &heading(2, "甲乙", "<strong>甲。</strong>乙&amp;"));
    check_problems("# a {#x}\n\n# b {#x}\n", &["bad-id@x: the heading id `x` is given twice"]);
    check_problems(
        "# a {.big onclick=x}\n",
        &["raw-html@# a {.big onclick=x}\n: a heading takes an id and no other attribute"],
    );
}

#[test]
fn tables_scroll_in_a_named_box_and_align_by_class() {
    let open = "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=";
    check(
        "| 区 | 数 | c |\n|---|---|:-:|\n| 甲 | 1,200 | x |\n| 乙 | — | **甲。**乙 |\n",
        &format!(
            "{open}\"[table-scroll-label]\">\n<table>\n<thead>\n<tr><th scope=\"col\">区</th>\
             <th scope=\"col\" class=\"numeric\">数</th><th scope=\"col\" class=\"align-center\">c</th></tr>\n\
             </thead>\n<tbody>\n<tr><td>甲</td><td class=\"numeric\">1,200</td>\
             <td class=\"align-center\">x</td></tr>\n<tr><td>乙</td><td class=\"numeric\">—</td>\
             <td class=\"align-center\"><strong>甲。</strong>乙</td></tr>\n</tbody>\n</table>\n</div>"
        ),
    );
    let mut sink = Sink::default();
    let found = html(&parse("# A \"b\"\n\n|a|\n|:--|\n", &mut sink));
    assert!(found.contains(&format!("{open}\"A &quot;b&quot;\">")), "{found}");
    assert!(
        found.ends_with("class=\"align-left\">a</th></tr>\n</thead>\n</table>\n</div>\n"),
        "{found}"
    );
    assert!(!found.contains("style"), "{found}");
}

#[test]
fn alerts_tasks_and_lists() {
    check(
        "> [!WARNING]\n> 小心。\n",
        "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">[alert-warning]</p>\n\
         <p>小心。</p>\n</div>",
    );
    check(
        "- [x] 甲\n- [ ] 乙\n",
        "<ul>\n<li><span class=\"task\">☑</span> 甲</li>\n<li><span class=\"task\">☐</span> 乙</li>\n</ul>",
    );
    check(
        "3. a\n4. b\n   - c\n",
        "<ol start=\"3\">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>",
    );
    check("- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>");
    check("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>");
    check("```rust x\na<b\n```", "<pre><code class=\"language-rust\">a&lt;b\n</code></pre>");
}

#[test]
fn footnotes_stand_at_the_end_in_order_of_reference() {
    check(
        "甲[^b]乙[^a]丙[^b]。\n\n[^a]: 一\n[^b]: 二[^c]\n[^c]: 三\n[^d]: 四\n",
        "<p>甲<sup class=\"footnote-ref\" id=\"fnref:1\"><a href=\"#fn:1\">1</a></sup>\
         乙<sup class=\"footnote-ref\" id=\"fnref:2\"><a href=\"#fn:2\">2</a></sup>\
         丙<sup class=\"footnote-ref\" id=\"fnref:1:2\"><a href=\"#fn:1\">1</a></sup>。</p>\n\
         <section class=\"footnotes\" aria-label=\"[footnotes]\">\n<ol>\n\
         <li id=\"fn:1\">\n<p>二<sup class=\"footnote-ref\" id=\"fnref:3\"><a href=\"#fn:3\">3</a></sup>\
         \x20<a class=\"footnote-back\" href=\"#fnref:1\" aria-label=\"[footnote-back]\">↩</a></p>\n</li>\n\
         <li id=\"fn:2\">\n<p>一 <a class=\"footnote-back\" href=\"#fnref:2\" aria-label=\"[footnote-back]\">↩</a></p>\n</li>\n\
         <li id=\"fn:3\">\n<p>三 <a class=\"footnote-back\" href=\"#fnref:3\" aria-label=\"[footnote-back]\">↩</a></p>\n</li>\n\
         <li id=\"fn:4\">\n<p>四</p>\n</li>\n</ol>\n</section>",
    );
    check_line("甲[^x]", "甲[^x]");
    let in_link = html(&parse("[甲[^a]](b.md)\n\n[^a]: 一\n", &mut Sink::default()));
    assert_eq!(in_link.matches("<a ").count(), 2, "{in_link}");
}

#[test]
fn links_are_holes_and_external_ones_say_so() {
    let rel = "rel=\"external noopener\"";
    for (text, expected) in [
        (
            "[a](https://e.org \"题\")",
            format!("<a href=\"https://e.org\" {rel} title=\"题\">a</a>"),
        ),
        ("<https://e.org/a>", format!("<a href=\"https://e.org/a\" {rel}>https://e.org/a</a>")),
        ("<a@e.org>", "<a href=\"mailto:a@e.org\">a@e.org</a>".to_owned()),
        ("[a](tel:+86)", "<a href=\"tel:+86\">a</a>".to_owned()),
        ("[a](b.zh.md#方法)", "<a href=\"file:b.zh.md#方法\">a</a>".to_owned()),
        ("[a](#x)", "<a href=\"#x\">a</a>".to_owned()),
        ("[a][r]\n\n[r]: ../data/x.yaml", "<a href=\"file:../data/x.yaml\">a</a>".to_owned()),
        ("[r]\n\n[r]: <图 谱.pdf>", "<a href=\"file:图 谱.pdf\">r</a>".to_owned()),
        ("[x](图*（一）.pdf)", "<a href=\"file:图*（一）.pdf\">x</a>".to_owned()),
        (
            "![图\"一\"](../files/a.png)",
            "<img src=\"file:../files/a.png\" alt=\"图&quot;一&quot;\" loading=\"lazy\">"
                .to_owned(),
        ),
        (
            "[![i](a.png)](b.md)",
            "<a href=\"file:b.md\"><img src=\"file:a.png\" alt=\"i\" loading=\"lazy\"></a>"
                .to_owned(),
        ),
    ] {
        check_line(text, &expected);
    }
}

#[test]
fn link_spans_are_the_destinations() {
    let text = "前**中文。**后 [b](b) 与 ![**图。**谱](c.png \"c.png\") [](d.md) [e][r] [f](g\\_h.md)\n\n[r]: e.md\n";
    let mut sink = Sink::default();
    let markdown = parse(text, &mut sink);
    let found: Vec<_> = markdown.links.iter().map(|link| &text[link.span.range()]).collect();
    assert_eq!(found, ["b", "c.png", "d.md", "[e][r]", "[f](g\\_h.md)"]);
    assert_eq!(markdown.links[0].span.start as usize, text.find("(b)").expect("in the text") + 1);
    assert!(sink.is_empty() && markdown.links[1].image);
}

#[test]
fn refused_links_are_reported_at_their_destination_and_shown_as_text() {
    for (text, problem, expected) in [
        (
            "**甲。**乙[点](javascript:alert)",
            "unsafe-link@javascript:alert: a link must not have the scheme `javascript`",
            "<p><strong>甲。</strong>乙点</p>\n",
        ),
        ("[a](//e.org)", "unsafe-link@//e.org: the link `//e.org` names no scheme", "<p>a</p>\n"),
        ("[a]()", "dead-link@[a](): the link leads nowhere", "<p>a</p>\n"),
        (
            "<irc://e.org>",
            "unsafe-link@irc://e.org: a link must not have the scheme `irc`",
            "<p>irc://e.org</p>\n",
        ),
        (
            "![图](https://e.org/a.png)",
            "unsafe-link@https://e.org/a.png: the image is on another site, which every reader's browser would have to ask",
            "<p>图</p>\n",
        ),
        (
            "[a](java&#10;script:x)",
            "unsafe-link@[a](java&#10;script:x): the link holds a control character",
            "<p>a</p>\n",
        ),
    ] {
        check_problems(text, &[problem]);
        assert_eq!(html(&parse(text, &mut Sink::default())), expected);
    }
}

#[test]
fn raw_html_keeps_what_is_allowed() {
    check_line("a <b>x</b> c<sub>2</sub>", "a <b>x</b> c<sub>2</sub>");
    check_line("<abbr title=\"a&quot;b\">甲</abbr>\n乙", "<abbr title=\"a&quot;b\">甲</abbr>乙");
    check_line("a \\<b>", "a &lt;b&gt;");
    check_line("甲<!-- 备注 -->乙", "甲乙");
    check("<!-- 备注\n\n- x -->\n\n乙", "<p>乙</p>");
    check(
        "<details open>\n<summary>方法</summary>\n\n*甲* {{ f() }}\n\n</details>",
        "<details open=\"\">\n<summary>方法</summary>\n<p><em>甲</em> [f]</p>\n</details>",
    );
    check(
        "<table><tr><th scope=col colspan=2>甲<td>1 < 2</table>",
        "<table><tbody><tr><th scope=\"col\" colspan=\"2\">甲</th><td>1 &lt; 2</td></tr></tbody></table>",
    );
    check_line(
        "<a href=\"about.zh.md#x\">甲</a><a href=https://example.org/>乙</a>",
        "<a href=\"file:about.zh.md#x\">甲</a><a href=\"https://example.org/\" rel=\"external noopener\">乙</a>",
    );
}

#[test]
fn what_raw_html_must_not_have_is_taken_out_and_told() {
    for (text, problems, expected) in [
        (
            "<div onclick=\"x\" style=a id=b>\n<p>甲\n</div>\n\n乙",
            &[
                "unsafe-html@onclick=\"x\": the attribute `onclick` of `div` is taken out",
                "unsafe-html@style=a: the attribute `style` of `div` is taken out",
                "unsafe-html@id=b: the attribute `id` of `div` is taken out",
            ][..],
            "<div>\n<p>甲\n</p></div>\n<p>乙</p>\n",
        ),
        (
            "<script>alert(1)</script>",
            &["unsafe-html@<script>alert(1)</script>: the element `script` is taken out"],
            "",
        ),
        (
            "a <script>alert(1)</script>",
            &["unsafe-html@<script>: the element `script` is taken out"],
            "<p>a alert(1)</p>\n",
        ),
        (
            "> <svg\n> onload=x>甲</svg>",
            &["unsafe-html@<svg\n> onload=x>: the element `svg` is taken out"],
            "<blockquote>\n<p>甲</p>\n</blockquote>\n",
        ),
        (
            "<a href=\"java&#x73;cript&colon;x\">甲</a>",
            &[
                "unsafe-link@href=\"java&#x73;cript&colon;x\": a link must not have the scheme `javascript`",
            ],
            "<p><a>甲</a></p>\n",
        ),
        (
            "<img src=\"https://example.org/a.png\" onerror=x>",
            &[
                "unsafe-link@src=\"https://example.org/a.png\": the image is on another site, which every reader's browser would have to ask",
                "unsafe-html@onerror=x: the attribute `onerror` of `img` is taken out",
            ],
            "<img loading=\"lazy\">\n",
        ),
        ("甲</main>乙", &[], "<p>甲乙</p>\n"),
        (
            "<!-- open\n\n乙",
            &["raw-html@<!-- open\n\n乙: the comment never ends"],
            "<p>&lt;!-- open\n\n乙</p>\n",
        ),
        (
            "<div>\n\n甲",
            &["raw-html@<div>: the element `div` is not closed"],
            "<div>\n<p>甲</p>\n</div>",
        ),
        ("甲</b>", &["raw-html@</b>: `</b>` closes nothing"], "<p>甲</p>\n"),
        (
            "<td>甲</td>",
            &["unsafe-html@<td>甲</td>: the element `td` stands where HTML does not allow it"],
            "甲\n",
        ),
        (
            "<p>{{ f() }}</p>",
            &["call-syntax@{{: a call in raw HTML is not read"],
            "<p>{{ f() }}</p>\n",
        ),
    ] {
        check_problems(text, problems);
        assert_eq!(html(&parse(text, &mut Sink::default())), expected, "{text}");
    }
}

#[test]
fn raw_html_is_left_alone_where_the_site_says_so() {
    let options = MarkdownOptions { unsafe_html: true, ..page() };
    let text = "<div onclick=x>\n\na<script>b</script>\n";
    let mut sink = Sink::default();
    let markdown = parse_markdown(FileId::new(0), text, 0..text.len(), &options, &mut sink);
    assert!(sink.is_empty());
    assert_eq!(html(&markdown), "<div onclick=x>\n<p>a<script>b</script></p>\n");
}

#[test]
fn the_mark_itself_is_refused() {
    check_problems(
        "甲\u{e0f7}乙",
        &["replacement-character@\u{e0f7}: the text holds the private-use character U+E0F7"],
    );
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let text = "---\ntitle: 甲\n---\n# 乙\n\n**甲。**[a](b.md)\n";
    let start = text.find('#').expect("in the text");
    let markdown =
        parse_markdown(FileId::new(0), text, start..text.len(), &page(), &mut Sink::default());
    assert_eq!(&text[markdown.links[0].span.range()], "b.md");
    assert_eq!(&text[markdown.headings[0].span.range()], "# 乙");
}

#[test]
fn plain_text_is_what_is_read() {
    let markdown = parse(
        "# 标题\n\n**甲。**乙\n丙 `x` ![图](a.png)\nand\nmore<!-- n -->\n\n- 一\n- 二\n\n|a|b|\n|-|-|\n|c|d|\n",
        &mut Sink::default(),
    );
    assert_eq!(markdown.plain_text(), "甲。乙丙 x 图 and more");
    assert_eq!(&*markdown.plain, "标题\n甲。乙丙 x 图 and more\n一\n二\na b\nc d");
    assert!(parse("<!-- nothing -->", &mut Sink::default()).is_empty());
    assert_eq!(parse("- 一\n", &mut Sink::default()).plain_text(), "");
}

#[test]
fn one_line_has_no_blocks() {
    let span = Span::new(FileId::new(0), 0..0);
    for (text, expected) in [
        ("**“引用”**后 [a](b.md)", "<strong>“引用”</strong>后 <a href=\"file:b.md\">a</a>"),
        ("# 1. - x", "# 1. - x"),
        ("1. 甲", "1. 甲"),
        ("> 甲\n", "&gt; 甲"),
        ("甲\n===\n", "甲\n==="),
        ("甲\n- 乙", "甲\n- 乙"),
        ("甲\n乙\n", "甲乙"),
        ("    甲", "甲"),
        ("", ""),
    ] {
        let markdown = parse_inline(text, span, &page(), &mut Sink::default());
        assert_eq!(html(&markdown), expected, "{text}");
    }
}

#[test]
fn scalars_that_are_their_text_keep_exact_spans() {
    let source = "notice: 见[甲](b.md)";
    let at = source.find('见').expect("in the text");
    let exact = Span::new(FileId::new(0), at..source.len());
    let markdown = parse_inline(&source[at..], exact, &page(), &mut Sink::default());
    assert_eq!(&source[markdown.links[0].span.range()], "b.md");
    let folded = Span::new(FileId::new(0), 0..source.len());
    let markdown = super::parse_markdown_text(&source[at..], folded, &page(), &mut Sink::default());
    assert_eq!(markdown.links[0].span, folded);
}

/// Quadratic steps would take minutes here.
#[test]
fn large_and_deep_texts_take_linear_time() {
    for text in [
        "**中文。**后\n".repeat(20_000),
        ">".repeat(20_000),
        "*（".repeat(50_000),
        "![".repeat(20_000) + &"](a)".repeat(20_000),
        "# 甲\n".repeat(20_000),
        "<b>".repeat(20_000),
        "甲[^1]".repeat(20_000) + "\n\n[^1]: 乙",
        "*甲*\n".repeat(20_000),
        "|a".repeat(2_000) + "\n" + &"|-".repeat(2_000) + "\n|1",
    ] {
        let mut sink = Sink::default();
        let markdown = parse(&text, &mut sink);
        assert!(!markdown.is_empty() || !sink.is_empty());
    }
}

/// Pieces of which any mixture must be handled.
const PIECES: &[&str] = &[
    "*",
    "**",
    "~~",
    "_",
    "中文",
    "。",
    "“",
    "”",
    "（",
    "）",
    "word",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "`",
    "```",
    "[",
    "]",
    "](",
    ")",
    "(b.md)",
    "<https://e.org>",
    "javascript:",
    "![",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "# ",
    "{#id}",
    "{.c}",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "[^1]",
    "[^1]: ",
    "|",
    "|-|-|\n",
    "\t",
    "    ",
    "\\",
    "&#10;",
    "&lt;",
    "---\n",
    "[r]: x.md\n",
    "[r]",
    "<div>",
    "\"",
    "- [x] ",
    "\u{e0f7}",
    "\u{2003}",
    "😀",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Checks that every element is closed by its own end, and returns the ids.
fn balanced(html: &str) -> Vec<&str> {
    let mut open = Vec::new();
    let mut ids = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None if ["br", "hr", "img"].contains(&name) => {}
            None => open.push(name),
        }
        let id = tag.split_once(" id=\"").and_then(|(_, rest)| rest.split_once('"'));
        ids.extend(id.map(|(id, _)| id));
    }
    assert!(open.is_empty(), "{html}");
    ids
}

proptest! {
    #[test]
    fn any_text_becomes_well_formed_html(text in text()) {
        let mut sink = Sink::default();
        let markdown = parse(&text, &mut sink);
        let html = html(&markdown);
        let mut ids = balanced(&html);
        let n_ids = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), n_ids);
        for never in ["\u{e0f7}", "href=\"javascript", " style="] {
            prop_assert!(!html.contains(never));
        }
        for link in &markdown.links {
            prop_assert!(text.get(link.span.range()).is_some_and(|part| !part.is_empty()));
        }
        for heading in &markdown.headings {
            prop_assert!(text.get(heading.span.range()).is_some());
        }
        for problem in problems(&text) {
            prop_assert!(!problem.contains("@:"), "{}", problem);
        }
    }

    #[test]
    fn any_line_becomes_well_formed_html_without_blocks(text in text()) {
        let span = Span::new(FileId::new(0), 0..text.len());
        let markdown = parse_inline(&text, span, &page(), &mut Sink::default());
        let html = html(&markdown);
        balanced(&html);
        for block in ["<p", "<h", "<ul", "<ol", "<li", "<pre", "<blockquote", "<div", "<table", "<section"] {
            prop_assert!(!html.contains(block), "{}", html);
        }
    }
}

/// What is found of the calls of a text: name, arguments, and the plain text with the places.
#[track_caller]
fn check_calls(text: &str, expected: &[&str], plain: &str) {
    let mut sink = Sink::default();
    let markdown = parse(text, &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.iter().collect::<Vec<_>>());
    let found: Vec<_> = markdown.calls.iter().map(|call| &text[call.span.range()]).collect();
    assert_eq!(found, expected);
    assert_eq!(&*markdown.plain, plain);
    for call in &markdown.calls {
        assert_eq!(&markdown.plain[call.plain.clone()], "\u{fffc}");
        assert_eq!(&text[call.name_span.range()], &*call.name);
        for argument in &call.arguments {
            assert_eq!(&text[argument.name_span.range()], &*argument.name);
        }
    }
}

#[test]
fn calls_are_found_with_their_places() {
    check_calls("共{{ f(x=1) }}个。", &["{{ f(x=1) }}"], "共\u{fffc}个。");
    check_calls(
        "**共**{{ f(x=1) }}，**{{ g() }}**",
        &["{{ f(x=1) }}", "{{ g() }}"],
        "共\u{fffc}，\u{fffc}",
    );
}

#[test]
fn code_and_escapes_hold_no_calls() {
    check_calls("`{{ f() }}` \\{{ f() }}", &[], "{{ f() }} {{ f() }}");
    check_calls("```\n{{ f() }}\n```\n", &[], "{{ f() }}");
    check_calls("    {{ f() }}\n", &[], "{{ f() }}");
    check_calls("\\\\{{ f() }}", &["{{ f() }}"], "\\\u{fffc}");
}

#[test]
fn calls_go_over_lines_and_into_cells_and_quotes() {
    check_calls("> a {{ f(x=1,\n> y=2) }} b", &["{{ f(x=1,\n> y=2) }}"], "a \u{fffc} b");
    check_calls("|a|\n|-|\n|{{ f(key_a=\"x\") }}|\n", &["{{ f(key_a=\"x\") }}"], "a\n\u{fffc}");
    check_calls("**共“{{ f() }}”**个", &["{{ f() }}"], "共“\u{fffc}”个");
}

#[test]
fn a_call_alone_makes_no_paragraph() {
    let mut sink = Sink::default();
    let markdown = parse("a\n\n{{ f() }}\n\n{{ g() }} b\n", &mut sink);
    assert_eq!(html(&markdown), "<p>a</p>\n[f]\n<p>[g] b</p>\n");
}

proptest! {
    #[test]
    fn calls_never_panic(text in "([{}()=\",\\\\`*_a中 \n>|#\\[\\]-]|\\{\\{ f\\(x=\"1\"\\) \\}\\}){0,40}") {
        let mut sink = Sink::default();
        let markdown = parse(&text, &mut sink);
        let inside = |span: Span| text.get(span.range()).is_some();
        for call in &markdown.calls {
            prop_assert!(inside(call.span) && inside(call.name_span));
            prop_assert!(markdown.plain.get(call.plain.clone()).is_some() || markdown.plain.is_empty());
        }
        for problem in sink.iter() {
            prop_assert!(problem.span.is_none_or(inside));
        }
    }
}

#[test]
fn a_call_that_markup_cuts_is_not_closed() {
    let text = "**共**{{ f(x=*a*) }}";
    let mut sink = Sink::default();
    parse(text, &mut sink);
    let places: Vec<_> = sink.iter().filter_map(|found| Some(&text[found.span?.range()])).collect();
    assert_eq!(places, ["{{"]);
}
