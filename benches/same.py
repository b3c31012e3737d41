#!/usr/bin/env python3
"""Check that a peer wrote the same pages as Wellspring, before their times are compared.

    same.py WELLSPRING PEER

Of each of Wellspring's pages of projects, parks, industries, stages, years and sources, and of the
lists of these, all parts of them: the peer has a page at the same address, and on it stand the same
facts. These are the headings, each fact with its name, each row of a table with all its cells, each
entry of a timeline (day, stage, project, words, park), each paragraph and item of a text, related
projects, neighbours, sources, navigation and breadcrumbs; and every link to a page of these kinds.
Each address of Wellspring's sitemap stands in the peer's. Prints how many pages are the same, and
the others with what is missing first; ends with 1 if there are any.

What a peer need not write: drawings and the tables below them, forms, downloads, remarks for
screen readers, what is cited below a page, the numbers of kinds in the heading of a month; targets
and indicators, and pages of other kinds. White space and the order of rows on a page do not count,
1,234 is 1234, and the second part of a list may be index-2.html or page/2/index.html: each program
has its own form of that address.
"""

import collections
import html.parser
import pathlib
import posixpath
import re
import sys
import urllib.parse

KINDS = r"[a-z]+/(projects|parks|industries|stages|timeline|sources)(/|$)"
# What holds one statement. A statement within another is part of that one.
UNITS = {"h1", "h2", "h3", "tr", "li", "p", "summary", "dd", "a"}
OUTER = {"tr", "li", "dd", "summary"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LEFT_OUT_TAGS = {"figure", "form", "sup", "script", "style", "svg"}
LEFT_OUT = {"density", "downloads", "remark", "anchor", "cite-page", "table-note", "skip", "entry-filter", "show-rest",
            "table-end", "visually-hidden", "lead", "kicker", "back", "label", "chart-words", "to-top", "contents"}
LEFT_OUT_IDS = {"table-by-year", "rests-targets"}


class Page(html.parser.HTMLParser):
    """The statements of a page and the addresses that it links to."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.units, self.links = address, collections.Counter(), set()
        self.open, self.left_out, self.dt = [], 0, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        attrs = dict(attrs)
        skips = self.left_out or tag in LEFT_OUT_TAGS or LEFT_OUT & set((attrs.get("class") or "").split()) or (
            tag == "p" and self.open and self.open[-1][0] == "nav") or (
            {attrs.get("id"), attrs.get("aria-labelledby")} & LEFT_OUT_IDS and tag in ("table", "section"))
        if skips:
            self.left_out += 1
        elif tag == "a" and "href" in attrs:
            link = resolved(self.address, attrs["href"])
            # The other language of a part may be the first part there: not every peer can say which it is.
            same = link.split("/")[0] == self.address.split("/")[0]
            self.links.add(link if same else re.sub(r"/page/\d+$", "", link))
        if tag == "dt":
            self.dt = ""
        is_unit = tag in UNITS and not skips
        self.open.append((tag, is_unit, [] if is_unit else None))
        if is_unit and tag == "dd":
            self.open[-1][2].append(self.dt)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        while self.open:
            name, is_unit, text = self.open.pop()
            if self.left_out:
                self.left_out -= 1
            elif is_unit:
                self.units[name, said("".join(text)), any(other in OUTER for other, *_ in self.open)] += 1
            if name == tag:
                return

    def handle_data(self, data):
        if self.left_out:
            return
        if self.open and self.open[-1][0] == "dt":
            self.dt += data
        for _, is_unit, text in self.open:
            if is_unit:
                text.append(data)


def said(text):
    return re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"[\s←→↑]+", "", text))


def resolved(address, href):
    """The address of a page in one form: without index.html, its parts as page/N/."""
    path = urllib.parse.unquote(urllib.parse.urljoin("https://example.org/" + address, href.split("#")[0]))
    return normal(path.removeprefix("https://example.org/"))


def normal(path):
    path = re.sub(r"(^|/)index-(\d+)\.html$", r"\1page/\2/", path)
    return re.sub(r"(^|/)index\.html$", r"\1", path).rstrip("/")


def tree(root):
    files = [path for path in pathlib.Path(root).rglob("*") if path.is_file()]
    pages = {normal(path.relative_to(root).as_posix()): path for path in files if path.suffix == ".html"}
    print(f"{root}: {len(pages)} pages, {len(files)} files, {sum(path.stat().st_size for path in files)} bytes")
    return {name: path for name, path in pages.items() if re.match(KINDS, name)}


def read(root, path):
    return Page(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def missing(wanted, had):
    """What the first page says and the second does not."""
    units = collections.Counter()
    for (_, text, _), times in had.units.items():
        units[text] += times
    said_here = collections.Counter()
    for (tag, text, inner), times in wanted.units.items():
        # Links stand within what is said; of neighbours they are all that is.
        if text and not inner and tag != "a":
            said_here[text] += times
    for text in said_here - units:
        yield text
    for link in sorted(wanted.links - had.links):
        if re.match(KINDS, link):
            yield f"link to {link}"


def sitemap(root):
    found = set()
    for path in pathlib.Path(root).rglob("sitemap*.xml"):
        for address in re.findall(r"<loc>https://example\.org/([^<]*)</loc>", path.read_text(encoding="utf-8")):
            if re.match(KINDS, normal(address)) and "/page/" not in normal(address):
                found.add(normal(address))
    return found


def main(one, other):
    pages, theirs = tree(one), tree(other)
    different = collections.Counter()
    for name in sorted(pages):
        if name not in theirs:
            lacks = ["the page"]
        else:
            lacks = list(missing(read(one, pages[name]), read(other, theirs[name])))
        if lacks:
            different[name.split("/")[1]] += 1
            if different[name.split("/")[1]] <= 5:
                print(f"differs: {name}: lacks {lacks[0][:120]}" + (f" and {lacks[1][:80]} ({len(lacks)} in all)" if lacks[1:] else ""))
    unlisted = sorted(sitemap(one) - sitemap(other))
    if unlisted:
        print(f"sitemap: lacks {unlisted[0]} and {len(unlisted) - 1} more")
    print(f"{len(pages) - different.total()} of {len(pages)} pages are the same; differ: "
          f"{', '.join(f'{kind} {n}' for kind, n in different.items()) or 'none'}; "
          f"{len(sitemap(one))} addresses in the sitemap, {len(unlisted)} of them not in the peer's")
    more = sorted(theirs.keys() - pages.keys())
    if more:
        print(f"only in {other}: {more[0]} and {len(more) - 1} more")
    return int(bool(different or unlisted or more))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
