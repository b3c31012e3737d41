// Checks every page of a built site without a browser: links, fragments, ids, the language switch, the way there by
// clicks, and that nothing stands in the HTML that a strict content security policy would refuse.

import { posix } from 'node:path';
import { Report, runAsProgram } from './lib/report.mjs';
import { Site, textOf } from './lib/site.mjs';

/** Attributes that make the browser fetch or go somewhere, by tag. */
const ADDRESSES = {
  a: ['href'],
  area: ['href'],
  link: ['href'],
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  iframe: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src', 'formaction'],
  button: ['formaction'],
  form: ['action'],
  use: ['href'],
  image: ['href'],
};

/** `<link>` relations that name the page instead of fetching something; they are absolute when the site has an address. */
const NAMING_RELATIONS = ['canonical', 'alternate'];

/** Checks the site in the folder `output`. */
export function checkLinks(output) {
  const site = new Site(output);
  const report = new Report('links');
  if (!site.pages.has('index.html')) report.problem('index.html', 'missing-start', 'the site has no start page');
  for (const page of site.pages.values()) {
    report.judged(page.path);
    checkDocument(page, report);
    checkInline(page, report);
    checkAddresses(site, page, report);
    checkSwitch(site, page, report);
  }
  checkReachable(site, report);
  checkStyleSheets(site, report);
  return report;
}

/** What every document has once. */
function checkDocument(page, report) {
  const headings = page.tagged('h1');
  if (headings.length !== 1) report.problem(page.path, 'one-h1', `has ${headings.length} elements h1, expected one`);
  const title = page.elements.find(({ tag, node }) => tag === 'title' && node.parentNode?.tagName === 'head');
  if (title === undefined || textOf(title) === '') report.problem(page.path, 'title', 'has no title');
  if (page.lang === '') report.problem(page.path, 'html-lang', 'does not declare its language on <html>', 1);
  const seen = new Set();
  for (const { attrs, line } of page.elements) {
    if (attrs.id === undefined) continue;
    if (seen.has(attrs.id)) report.problem(page.path, 'duplicate-id', `id "${attrs.id}" is there twice`, line);
    seen.add(attrs.id);
  }
}

/** Nothing inline: the policy that careful hosts send refuses it. */
function checkInline(page, report) {
  for (const element of page.elements) {
    const { tag, attrs, line } = element;
    const refuse = (rule, message) => report.problem(page.path, rule, message, line);
    if (attrs.style !== undefined) refuse('style-attribute', `<${tag}> has a style attribute`);
    if (tag === 'style') refuse('style-element', 'has an inline <style>');
    // What programs read about a page is data, which no policy holds back and no browser runs.
    const isData = attrs.type === 'application/ld+json';
    if (tag === 'script' && !isData && textOf(element) !== '') refuse('inline-script', 'has an inline <script>');
    if (tag === 'base') refuse('base', '<base> changes what every link means');
    if (tag === 'meta' && attrs['http-equiv']?.toLowerCase() === 'refresh' && !leadsOn(page)) refuse('refresh', 'sends the reader away by itself');
    const handler = Object.keys(attrs).find((name) => /^on[a-z]+$/.test(name));
    if (handler !== undefined) refuse('event-handler', `<${tag}> has an inline event handler "${handler}"`);
  }
}

/** Whether a page stands at an old address: it is kept from search engines, and its link goes where it sends the reader. */
function leadsOn(page) {
  const meta = (name, value) => page.tagged('meta').find(({ attrs }) => attrs[name]?.toLowerCase() === value)?.attrs.content;
  const target = /^0; url=(.+)$/.exec(meta('http-equiv', 'refresh') ?? '')?.[1];
  const links = page.tagged('a').map(({ attrs }) => attrs.href);
  return meta('name', 'robots') === 'noindex' && links.length === 1 && links[0] === target;
}

function checkAddresses(site, page, report) {
  const base = siteAddress(canonicalOf(page), page.path);
  for (const { element, attribute, address } of addressesOf(page)) {
    const fault = faultOf(site, page, element, address, base);
    if (fault !== null) {
      report.problem(page.path, fault.rule, `${element.tag}[${attribute}] "${address}" ${fault.message}`, element.line);
    }
  }
}

function canonicalOf(page) {
  return page.tagged('link').find(({ attrs }) => attrs.rel === 'canonical')?.attrs.href;
}

/** The address that the site is published at, worked out from a page's own absolute address. */
function siteAddress(canonical, path) {
  if (canonical === undefined || !URL.canParse(canonical)) return null;
  const tail = path.replace(/index\.html$/, '');
  const trimmed = canonical.replace(/index\.html$/, '');
  return trimmed.endsWith(tail) ? trimmed.slice(0, trimmed.length - tail.length) : null;
}

function* addressesOf(page) {
  for (const element of page.elements) {
    for (const attribute of ADDRESSES[element.tag] ?? []) {
      const value = element.attrs[attribute];
      if (value === undefined) continue;
      const addresses = attribute === 'srcset' ? candidatesOf(value) : [value];
      for (const address of addresses) yield { element, attribute, address };
    }
  }
}

function candidatesOf(srcset) {
  return srcset.split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/)[0]);
}

/** What is wrong with an address, or null. */
function faultOf(site, page, element, address, base) {
  const fault = (rule, message) => ({ rule, message });
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase();
  if (address.trim() === '' || address === '#') return fault('empty-link', 'leads nowhere');
  if (scheme === 'javascript' || scheme === 'vbscript') return fault('script-link', 'runs a script');
  // Hosts show this page at any address, so its links begin at the root where that is known.
  if (address.startsWith('/') && posix.basename(page.path) === '404.html' && base !== null) return rootFault(site, address, base);
  if (address.startsWith('/')) return fault('absolute-path', 'starts at the root: it breaks at another path and from disk');
  if (scheme === 'http' || scheme === 'https') return externalFault(element, address, base);
  if (scheme === 'mailto' || scheme === 'tel') {
    return element.tag === 'a' ? null : fault('third-party', 'is not a file of the site');
  }
  if (scheme !== undefined) return fault('unknown-scheme', 'has a scheme that no page needs');
  return internalFault(site, page, address);
}

function rootFault(site, address, base) {
  const root = new URL(base).pathname;
  const path = decodeURIComponent(address.split(/[?#]/)[0]);
  const isThere = path.startsWith(root) && site.files.has(path.slice(root.length));
  return isThere ? null : { rule: 'dead-link', message: 'does not exist' };
}

function externalFault({ tag, attrs }, address, base) {
  if (tag === 'link' && NAMING_RELATIONS.includes(attrs.rel)) return null;
  if (tag !== 'a') return { rule: 'third-party', message: 'is fetched from elsewhere' };
  if (base !== null && address.startsWith(base)) {
    return { rule: 'absolute-internal', message: 'is a page of this site: the link must be relative' };
  }
  return null;
}

/** The file of the site that a relative address leads to, with its fragment; null where the address cannot be read. */
function resolve(page, address) {
  const [beforeFragment, ...fragment] = address.split('#');
  const path = beforeFragment.split('?')[0];
  try {
    const target = path === '' ? page.path : posix.join(posix.dirname(page.path), decodeURIComponent(path));
    return { path, target, fragment: decodeURIComponent(fragment.join('#')) };
  } catch {
    return null;
  }
}

function internalFault(site, page, address) {
  const fault = (rule, message) => ({ rule, message });
  const resolved = resolve(page, address);
  if (resolved === null) return fault('dead-link', 'is not a valid address');
  const { target, fragment } = resolved;
  if (target.startsWith('..')) return fault('outside', 'leads out of the site');
  if (!site.files.has(target)) {
    return target.endsWith('/') || target === '.' || site.hasFolder(target)
      ? fault('folder-link', 'is a folder: from disk it opens a file list; name its index.html')
      : fault('dead-link', 'does not exist');
  }
  if (fragment === '' || fragment === 'top' || !site.pages.has(target)) return null;
  return site.pages.get(target).ids.has(fragment) ? null : fault('dead-fragment', `: the page has no id "${fragment}"`);
}

/** The pages that a page's links lead to. */
function linkedPages(site, page) {
  return page
    .tagged('a', 'area')
    .map(({ attrs }) => attrs.href)
    .filter((href) => href !== undefined && !/^([a-z][a-z0-9+.-]*:|\/)/i.test(href))
    .map((href) => resolve(page, href)?.target)
    .filter((target) => site.pages.has(target));
}

/** The language switch: links within the site that carry hreflang. */
function switchOf(page) {
  return page
    .tagged('a')
    .filter(({ attrs }) => attrs.hreflang !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(attrs.href ?? ''))
    .map(({ attrs, line }) => ({ lang: attrs.hreflang, line, target: targetOf(page, attrs.href ?? '') }));
}

/** The file that an address leads to, also from an error page, whose links begin at the root. */
function targetOf(page, address) {
  const base = siteAddress(canonicalOf(page), page.path);
  if (!address.startsWith('/') || base === null) return resolve(page, address)?.target;
  const root = new URL(base).pathname;
  return address.startsWith(root) ? address.slice(root.length) : undefined;
}

function checkSwitch(site, page, report) {
  const own = site.languageOf(page.path);
  if (leadsOn(page)) return;
  const links = switchOf(page);
  for (const { lang, line, target } of links) {
    const other = site.pages.get(target);
    // A switch that leads nowhere is told as a dead link already.
    if (other === undefined) continue;
    if (other.lang !== lang) {
      report.problem(page.path, 'switch-language', `the switch promises "${lang}", ${target} is in "${other.lang}"`, line);
    } else if (own !== null && leadsElsewhere(site, other, own, page.path)) {
      report.problem(page.path, 'switch-back', `the switch of ${target} does not lead back`, line);
    }
  }
  if (own === null && page.path !== 'index.html') return;
  const languages = site.languagesBeside(page.path);
  for (const language of languages) {
    const reached = links.some(({ target }) => target !== undefined && site.languageOf(target) === language);
    if (language !== own && !reached && (own !== null || languages.length > 1)) {
      report.problem(page.path, 'switch-missing', `has no switch to "${language}"`);
    }
  }
}

/** Whether a page's switch to a language leads to another page than `path`; having none at all is told there. */
function leadsElsewhere(site, page, language, path) {
  const back = switchOf(page).filter(({ target }) => target !== undefined && site.languageOf(target) === language);
  return back.length > 0 && !back.some(({ target }) => target === path);
}

/** Every page can be reached by clicks: from the start page, and within each language from its home page. */
function checkReachable(site, report) {
  const fromStart = reach(site, 'index.html', () => true);
  const withinLanguage = new Map(
    site.languages.map((language) => [language, reach(site, `${language}/index.html`, (path) => site.languageOf(path) === language)]),
  );
  for (const path of site.pages.keys()) {
    if (leadsOn(site.pages.get(path))) continue;
    // Hosts show the 404 page, nobody goes there.
    if (posix.basename(path) === '404.html' || posix.basename(posix.dirname(path)) === '404') continue;
    const language = site.languageOf(path);
    if (!fromStart.has(path)) report.problem(path, 'unreachable', 'cannot be reached by clicks from index.html');
    else if (language !== null && !withinLanguage.get(language).has(path)) {
      report.problem(path, 'unreachable', `cannot be reached by clicks from ${language}/index.html within its language`);
    }
  }
}

function reach(site, start, allowed) {
  const reached = new Set(site.pages.has(start) ? [start] : []);
  // A set is walked in insertion order and sees what is added on the way.
  for (const path of reached) {
    linkedPages(site, site.pages.get(path))
      .filter(allowed)
      .forEach((target) => reached.add(target));
  }
  return reached;
}

/** What style sheets fetch lies in the site too. */
function checkStyleSheets(site, report) {
  for (const path of site.files) {
    if (!path.endsWith('.css')) continue;
    report.judged(path);
    const css = site.read(path).replace(/\/\*[\s\S]*?\*\//g, '');
    const addresses = /(?:url\(\s*|@import\s+)(["']?)([^"')\s;]+)\1/g;
    for (const [, , address] of css.matchAll(addresses)) {
      if (address.startsWith('#')) continue;
      const target = posix.join(posix.dirname(path), address.split(/[?#]/)[0]);
      if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(address)) report.problem(path, 'third-party', `fetches "${address}"`);
      else if (!site.files.has(target)) report.problem(path, 'dead-link', `fetches "${address}", which does not exist`);
    }
  }
}

await runAsProgram(import.meta.url, checkLinks);
