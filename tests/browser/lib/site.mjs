// Reads a built site from disk: every file's path and every page as parsed HTML.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';

/** A page of the site: its path from the site's root, its elements in document order, its ids. */
export class Page {
  constructor(path, html) {
    this.path = path;
    this.size = Buffer.byteLength(html);
    const document = parse(html, { sourceCodeLocationInfo: true });
    this.elements = [...elementsBelow(document)];
    this.ids = new Set(this.elements.map((element) => element.attrs.id).filter(Boolean));
  }

  /** The elements with one of these tag names. */
  tagged(...names) {
    return this.elements.filter((element) => names.includes(element.tag));
  }

  /** The language that the page declares, or an empty string. */
  get lang() {
    return this.tagged('html')[0]?.attrs.lang ?? '';
  }
}

/** A built site: `files` has every path, `pages` the parsed HTML by path, `languages` the folders of languages,
 * also those of earlier editions, `editions/ID/zh`. */
export class Site {
  /** `isRead` says which pages are parsed, of a site that has very many. */
  constructor(root, isRead = () => true) {
    this.root = root;
    this.files = new Set(filesBelow(root, ''));
    this.pages = new Map();
    for (const path of this.files) {
      if (path.endsWith('.html') && isRead(path)) this.pages.set(path, new Page(path, readFileSync(join(root, path), 'utf8')));
    }
    this.languages = [...this.files]
      .filter((path) => /^(editions\/[^/]+\/)?[^/]+\/index\.html$/.test(path))
      .map((path) => path.slice(0, -'/index.html'.length))
      .sort();
  }

  /** The folder of the language that a path lies in, or null for what is there once. */
  languageOf(path) {
    const parts = path.split('/');
    const folder = parts.slice(0, parts[0] === 'editions' ? 3 : 1).join('/');
    return path !== folder && this.languages.includes(folder) ? folder : null;
  }

  /** The languages of the edition that a path lies in. */
  languagesBeside(path) {
    const edition = (folder) => folder.split('/').slice(0, -1).join('/');
    const own = edition(this.languageOf(path) ?? '');
    return this.languages.filter((language) => edition(language) === own);
  }

  /** Whether a path is a folder of the site. */
  hasFolder(path) {
    const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
    return [...this.files].some((file) => file.startsWith(prefix));
  }

  /** The text of a file. */
  read(path) {
    return readFileSync(join(this.root, path), 'utf8');
  }
}

/** The text of an element and everything in it, with spaces collapsed. */
export function textOf(element) {
  const parts = [];
  const visit = (node) => {
    if (node.nodeName === '#text') parts.push(node.value);
    node.childNodes?.forEach(visit);
  };
  visit(element.node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** What a page is a page of, from its path: `home`, `parks`, `parks/*`; `null` language for what is there once. */
export function kindOf(site, path) {
  const language = site.languageOf(path);
  const rest = language === null ? `/${path}` : path.slice(language.length + 1);
  if (rest === 'index.html') return 'home';
  const parts = rest.split('/');
  const last = parts.pop();
  const folders = parts.map((part, depth) => (depth === 0 ? part : '*'));
  return last === 'index.html' ? folders.join('/') || '/' : [...folders, last].join('/');
}

/** For each language and each kind of page: the first page and the largest. */
export function representatives(site) {
  const groups = new Map();
  for (const path of [...site.pages.keys()].sort()) {
    const key = `${site.languageOf(path) ?? ''} ${kindOf(site, path)}`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const size = (path) => site.pages.get(path).size;
  const chosen = new Set();
  for (const paths of groups.values()) {
    chosen.add(paths[0]);
    chosen.add(paths.reduce((largest, path) => (size(path) > size(largest) ? path : largest)));
  }
  return { kinds: new Set([...groups.keys()].map((key) => key.split(' ')[1])), paths: [...chosen] };
}

function* filesBelow(root, folder) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) yield* filesBelow(root, path);
    else yield path;
  }
}

function* elementsBelow(node) {
  if (node.tagName !== undefined) {
    const attrs = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    yield { tag: node.tagName, attrs, line: node.sourceCodeLocation?.startLine ?? 1, node };
  }
  for (const child of node.childNodes ?? []) yield* elementsBelow(child);
  // The content of <template> hangs on a fragment of its own.
  if (node.content !== undefined) yield* elementsBelow(node.content);
}
