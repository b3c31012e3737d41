// Publishes the example site as a reader's host would: under nginx, Apache and Caddy at `/` and below a path, with the
// configuration that the build wrote, and from disk. Follows every link, and looks at headers, error pages, old addresses,
// compressed files and, in Chromium, whether the policy that is sent refuses anything. A server that is not installed is
// named and left out, nginx apart.
//
//   node hosts.mjs WELLSPRING     WELLSPRING is the program

import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { launch } from './lib/browser.mjs';
import { Report } from './lib/report.mjs';
import { Page, Site, kindOf, representatives } from './lib/site.mjs';

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** What links of a page fetch or lead to. */
const ADDRESSES = { a: ['href'], link: ['href'], script: ['src'], img: ['src'], source: ['src'] };
/** How many page kinds are opened in the browser, in each language. */
const KINDS = 10;

const report = new Report('hosts');

/** Notes whether something is as it must be. */
function expect(unit, rule, holds, message) {
  report.judged(unit);
  if (!holds) report.problem(unit, rule, message);
}

/** The example site with old addresses and a host. */
function makeSite(folder) {
  cpSync(join(REPOSITORY, 'content'), join(folder, 'content'), { recursive: true });
  const edit = (path, change) => {
    const file = join(folder, 'content', path);
    const [before, after] = [readFileSync(file, 'utf8'), change(readFileSync(file, 'utf8'))];
    if (before === after) throw new Error(`${path} is not as this test takes it to be`);
    writeFileSync(file, after);
  };
  edit('site.yaml', (text) => `${text}deploy: [nginx, apache, caddy]\nprecompress: true\n`);
  edit('pages/about.zh.md', (text) => text.replace('---\n', '---\naliases: [旧页, shared/old.html]\n'));
  edit('pages/about.en.md', (text) => text.replace('---\n', '---\naliases: [old-about]\n'));
  edit('data/parks.yaml', (text) => text.replace('- id: huayuankou\n', '- id: huayuankou\n  former_ids: [old-park]\n'));
  // A picture and a download of the reader's own.
  mkdirSync(join(folder, 'content/files'), { recursive: true });
  writeFileSync(join(folder, 'content/files/note.txt'), 'A note.\n');
}

function build(program, site, output, address) {
  execFileSync(program, ['build', '--quiet', '-C', site, '-o', output, '-u', address], { stdio: 'inherit' });
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts nginx with a server for each of `hosts`; gives a function that stops it. */
function startNginx(folder, hosts) {
  const own = join(folder, 'nginx');
  mkdirSync(own);
  const servers = hosts.map(({ port, root, site }) => `server { listen 127.0.0.1:${port}; root ${root}; include ${site}/deploy/nginx.conf; }`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${own}/${name};`);
  const types = ['/etc/nginx/mime.types', '/usr/local/etc/nginx/mime.types'].find(existsSync);
  const lines = [
    // One process, which needs no rights and leaves nothing behind.
    'daemon off; master_process off;',
    `pid ${own}/pid; error_log ${own}/error.log;`,
    'events {}',
    'http {',
    `include ${types}; default_type application/octet-stream; access_log off;`,
    ...temporary,
    ...servers,
    '}',
  ];
  writeFileSync(join(own, 'nginx.conf'), `${lines.join('\n')}\n`);
  return start('nginx', ['-p', own, '-c', join(own, 'nginx.conf'), '-e', join(own, 'error.log')], own, hosts);
}

/** Where the modules of Apache lie. */
const APACHE_MODULES = ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/libexec/apache2', '/opt/homebrew/lib/httpd/modules'];

/** Starts Apache in the same way; what is in `.htaccess` has to do. */
function startApache(folder, hosts) {
  const own = join(folder, 'apache');
  mkdirSync(own);
  const modules = APACHE_MODULES.find(existsSync);
  const wanted = ['mpm_prefork', 'unixd', 'authz_core', 'dir', 'mime', 'env', 'alias', 'headers', 'rewrite'];
  const servers = hosts.flatMap(({ port, root }) => [
    `Listen 127.0.0.1:${port}`,
    `<VirtualHost 127.0.0.1:${port}>`,
    `DocumentRoot "${root}"`,
    '</VirtualHost>',
    `<Directory "${root}">`,
    'Options FollowSymLinks',
    'AllowOverride FileInfo Indexes AuthConfig',
    'Require all granted',
    '</Directory>',
  ]);
  const types = ['/etc/mime.types', '/etc/httpd/conf/mime.types', '/etc/apache2/mime.types'].find(existsSync);
  writeFileSync(join(own, 'mime.types'), types === undefined ? readFileSync(join(own, '../mime.types')) : readFileSync(types));
  const lines = [
    `ServerRoot "${own}"`,
    'ServerName 127.0.0.1',
    `PidFile "${own}/pid"`,
    `ErrorLog "${own}/error.log"`,
    // Some are built in.
    ...wanted.filter((name) => existsSync(join(modules, `mod_${name}.so`))).map((name) => `LoadModule ${name}_module "${modules}/mod_${name}.so"`),
    `TypesConfig "${own}/mime.types"`,
    // Whoever is root hands the answering to somebody who is not.
    ...(process.getuid?.() === 0 ? ['User nobody', 'Group nogroup'] : []),
    ...servers,
  ];
  writeFileSync(join(own, 'httpd.conf'), `${lines.join('\n')}\n`);
  return start(apache(), ['-X', '-f', join(own, 'httpd.conf')], own, hosts);
}

/** Starts Caddy in the same way. */
function startCaddy(folder, hosts) {
  const own = join(folder, 'caddy');
  mkdirSync(own);
  const servers = hosts.map(({ port, root, site }) => `http://:${port} {\n\tbind 127.0.0.1\n\troot * ${root}\n\timport ${site}/deploy/Caddyfile\n}\n`);
  writeFileSync(join(own, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\toutput file ${own}/error.log\n\t}\n}\n${servers.join('')}`);
  const environment = { ...process.env, XDG_DATA_HOME: own, XDG_CONFIG_HOME: own };
  return start('caddy', ['run', '--config', join(own, 'Caddyfile'), '--adapter', 'caddyfile'], own, hosts, environment);
}

/** The name of Apache here; `undefined` if there is none. */
function apache() {
  return APACHE_MODULES.some(existsSync) ? ['apache2', 'httpd'].find(isInstalled) : undefined;
}

function isInstalled(name) {
  return process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** Starts a server and waits until it answers; gives a function that stops it. */
async function start(name, options, own, hosts, environment = process.env) {
  const server = spawn(name, options, { stdio: ['ignore', 'ignore', 'pipe'], env: environment });
  let said = '';
  server.stderr.on('data', (part) => (said += part));
  const ended = new Promise((done) => server.on('exit', done).on('error', done));
  const log = () => said + (existsSync(join(own, 'error.log')) ? readFileSync(join(own, 'error.log'), 'utf8') : '');
  for (let tries = 0; ; tries++) {
    const answer = await ask(`http://127.0.0.1:${hosts[0].port}/`).catch(() => null);
    if (answer !== null) break;
    if (tries > 50 || server.exitCode !== null) throw new Error(`${name} does not answer: ${log()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return async () => {
    server.kill();
    await ended;
  };
}

/** Asks as it is, without following anything or unpacking. */
function ask(url, headers = {}) {
  return new Promise((done, failed) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', failed).end();
  });
}

/** Reads from disk in the same form. */
function readFromDisk(url) {
  const path = fileURLToPath(url);
  return existsSync(path) && !path.endsWith('/') ? { status: 200, body: readFileSync(path) } : { status: 404, body: Buffer.alloc(0) };
}

/** The addresses that a page names, as the browser resolves them. */
function addressesOf(page, url) {
  const named = page.elements.flatMap(({ tag, attrs }) => {
    // They name pages of the published site, not of this one.
    if (tag === 'link' && ['canonical', 'alternate'].includes(attrs.rel)) return [];
    return (ADDRESSES[tag] ?? []).map((name) => attrs[name]).filter((value) => value !== undefined);
  });
  return named.filter((value) => !/^(https?|mailto|tel):/i.test(value)).map((value) => new URL(value, url));
}

/** Follows every link from `start`; gives how many addresses were found. `top` is where the site begins. */
async function crawl(name, start, top, read) {
  const known = new Map();
  const visit = async (url) => {
    const bare = url.href.split('#')[0];
    if (!known.has(bare)) known.set(bare, Promise.resolve(read(bare)).then((answer) => ({ ...answer, page: pageOf(bare, answer) })));
    return known.get(bare);
  };
  const pageOf = (bare, { status, body }) => (status === 200 && /(\.html|\/)$/.test(bare) ? new Page(bare, body.toString('utf8')) : null);
  const queue = [new URL(start)];
  const seen = new Set([start]);
  for (const url of queue) {
    const { status, page } = await visit(url);
    expect(name, 'dead-link', status === 200, `${url.href} answers ${status}`);
    for (const target of page === null ? [] : addressesOf(page, url)) {
      expect(name, 'outside', target.href.startsWith(top), `${url.href} leads to ${target.href}, out of the site`);
      const found = await visit(target);
      expect(name, 'dead-link', found.status === 200, `${url.href} leads to ${target.href}, which answers ${found.status}`);
      const id = decodeURIComponent(target.hash.slice(1));
      const isThere = id === '' || found.page === null || found.page.ids.has(id);
      expect(name, 'dead-fragment', isThere, `${url.href} leads to ${target.href}, and there is no such id`);
      const bare = target.href.split('#')[0];
      if (!seen.has(bare) && found.page !== null) {
        seen.add(bare);
        queue.push(new URL(bare));
      }
    }
  }
  return known.size;
}

async function checkHeaders(name, origin, base, output) {
  const site = new Site(output);
  const asset = [...site.files].find((path) => /^assets\/style\..*\.css$/.test(path));
  const files = [
    ['en/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['zh/', 'text/html; charset=utf-8', 'no-cache'],
    ['data/projects.csv', 'text/csv; charset=utf-8', 'no-cache'],
    // JSON is UTF-8 whether it says so or not.
    ['data/projects.json', /^application\/json(; charset=utf-8)?$/, 'no-cache'],
    ['en/data/events.ics', 'text/calendar; charset=utf-8', 'no-cache'],
    ['zh/feed.xml', /^(text|application)\/xml; charset=utf-8$/, 'no-cache'],
    [asset, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['en/nothing/there', 'text/html; charset=utf-8', 'no-cache'],
  ];
  for (const [path, type, cache] of files) {
    const unit = `${name}: headers of ${base}${path}`;
    const { status, headers } = await ask(`${origin}${base}${path}`);
    const holds = (found, value) => (value instanceof RegExp ? value.test(found ?? '') : found === value);
    const want = (name, value) => expect(unit, 'header', holds(headers[name], value), `${name} is "${headers[name]}", not "${value}"`);
    expect(unit, 'status', status === (path.includes('nothing') ? 404 : 200), `answers ${status}`);
    want('content-type', type);
    want('cache-control', cache);
    want('x-content-type-options', 'nosniff');
    want('referrer-policy', 'strict-origin-when-cross-origin');
    for (const [name, part] of [
      ['content-security-policy', "default-src 'none'"],
      ['content-security-policy', "frame-ancestors 'none'"],
      ['permissions-policy', 'geolocation=()'],
    ]) {
      expect(unit, 'header', (headers[name] ?? '').includes(part), `${name} is "${headers[name]}", without ${part}`);
    }
    if (status === 200) {
      const again = await ask(`${origin}${base}${path}`, { 'If-None-Match': headers.etag ?? '' });
      expect(unit, 'revalidation', again.status === 304, `answers ${again.status} to its own ETag`);
    }
  }
  const gone = await ask(`${origin}${base}assets/gone.css`);
  expect(`${name}: headers of ${base}`, 'cache', !/immutable/.test(gone.headers['cache-control'] ?? ''), 'an asset that is not there may be kept for a year');
  for (const path of ['deploy/nginx.conf', '.htaccess', 'en/.hidden']) {
    const { status } = await ask(`${origin}${base}${path}`);
    expect(`${name}: ${base}${path}`, 'closed', status === 404, `answers ${status}`);
  }
}

async function checkErrorPages(name, origin, base) {
  for (const [path, lang] of [
    ['en/x/y', 'en'],
    ['en/x/y.html', 'en'],
    ['en/data/gone.csv', 'en'],
    ['zh/x/y', 'zh-Hans'],
    ['zh/x/y/z/', 'zh-Hans'],
    ['x/y', 'zh-Hans'],
    ['assets/gone.css', 'zh-Hans'],
  ]) {
    const url = `${origin}${base}${path}`;
    const unit = `${name}: error page at ${base}${path}`;
    const { status, body } = await ask(url);
    const page = new Page(path, body.toString('utf8'));
    expect(unit, 'status', status === 404, `answers ${status}`);
    expect(unit, 'language', page.lang === lang, `is in "${page.lang}", not "${lang}"`);
    const own = path.split('/')[0];
    const spoken = new Set(page.elements.map(({ attrs }) => attrs.lang).filter(Boolean));
    if (own !== 'en' && own !== 'zh') expect(unit, 'language', spoken.has('en'), 'does not speak to readers of English');
    for (const target of addressesOf(page, url)) {
      if (target.href.startsWith(`${url}#`)) continue;
      const answer = await ask(target.href);
      expect(unit, 'dead-link', answer.status === 200, `leads to ${target.pathname}, which answers ${answer.status}`);
    }
  }
}

/** The path that a `Location` leads to on the same host, as some servers write it in full. */
function pathOf(location, url) {
  const target = new URL(location ?? 'none:', url);
  return target.host === new URL(url).host ? target.pathname : location;
}

async function checkOldAddresses(name, origin, base) {
  for (const [from, to] of [
    ['zh/旧页', 'zh/about/'],
    ['zh/旧页/', 'zh/about/'],
    ['zh/旧页/index.html', 'zh/about/'],
    ['zh/shared/old.html', 'zh/about/'],
    ['en/old-about/', 'en/about/'],
    ['en/parks/old-park/', 'en/parks/huayuankou/'],
    ['zh/parks/old-park', 'zh/parks/huayuankou/'],
    ['zh', 'zh/'],
  ]) {
    const unit = `${name}: old address ${base}${from}`;
    const url = `${origin}${base}${encodeURI(from)}`;
    const { status, headers } = await ask(url);
    // Caddy adds a missing slash with 308, which leads on just as well.
    expect(unit, 'status', status === 301 || (status === 308 && to === `${from}/`), `answers ${status}`);
    expect(unit, 'location', pathOf(headers.location, url) === `${base}${to}`, `leads to ${headers.location}`);
  }
  if (base === '/') return;
  const url = `${origin}${base.slice(0, -1)}`;
  const bare = await ask(url);
  expect(`${name}: ${base}`, 'location', bare.status === 301 && pathOf(bare.headers.location, url) === base, `without its slash it leads to ${bare.headers.location}`);
}

async function checkCompression(name, origin, base, output) {
  for (const path of ['en/index.html', 'data/projects.csv', 'sitemap-en.xml']) {
    const unit = `${name}: compressed ${base}${path}`;
    const { headers, body } = await ask(`${origin}${base}${path}`, { 'Accept-Encoding': 'gzip' });
    expect(unit, 'encoding', headers['content-encoding'] === 'gzip', `content-encoding is ${headers['content-encoding']}`);
    expect(unit, 'vary', /accept-encoding/i.test(headers.vary ?? ''), `vary is ${headers.vary}`);
    expect(unit, 'bytes', body.equals(readFileSync(join(output, `${path}.gz`))), 'is not the file that the build wrote');
    expect(unit, 'bytes', gunzipSync(body).equals(readFileSync(join(output, path))), 'is another text when unpacked');
    for (const accepted of [{}, { 'Accept-Encoding': 'br;q=0, gzip;q=0.0' }, { 'Accept-Encoding': 'identity' }]) {
      const plain = await ask(`${origin}${base}${path}`, accepted);
      expect(unit, 'encoding', plain.headers['content-encoding'] === undefined, `is sent compressed to those who ask with ${JSON.stringify(accepted)}`);
      // Or a cache between hands it to those who did.
      expect(unit, 'vary', /accept-encoding/i.test(plain.headers.vary ?? ''), `vary of the plain answer is ${plain.headers.vary}`);
    }
  }
}

/** Opens pages of ten kinds in each language; nothing may be refused, fail, or complain. */
async function checkPolicy(name, origin, base, output) {
  const site = new Site(output);
  const { paths } = representatives(site);
  const firstOfKind = (path, at, all) => all.findIndex((other) => kindOf(site, other) === kindOf(site, path)) === at;
  const ofLanguage = (code) => paths.filter((path) => path.startsWith(`${code}/`) && !path.endsWith('404.html')).filter(firstOfKind);
  const spread = (all) => Array.from({ length: KINDS }, (_, n) => all[Math.floor((n * all.length) / KINDS)]);
  const pages = ['zh', 'en'].flatMap((code) => [...spread(ofLanguage(code)), `${code}/no/such/page`, `${code}/parks/old-park/index.html`]);
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.addInitScript(() => {
      globalThis.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    for (const path of new Set([...pages, 'index.html'])) {
      const unit = `${name}: ${base}${path} in the browser`;
      report.judged(unit);
      const isMissing = path.endsWith('/no/such/page');
      tab.removeAllListeners();
      tab.on('console', (message) => {
        // That the page itself is not there is told as well.
        if (message.type() === 'error' && !(isMissing && message.location().url.endsWith(path))) report.problem(unit, 'console', message.text());
      });
      tab.on('pageerror', (error) => report.problem(unit, 'script-error', error.message));
      tab.on('requestfailed', (asked) => {
        if (asked.failure()?.errorText !== 'net::ERR_ABORTED') report.problem(unit, 'failed-request', asked.url());
      });
      await tab.goto(`${origin}${base}${path}`, { waitUntil: 'load' });
      for (const refused of await tab.evaluate(() => globalThis.refused)) report.problem(unit, 'policy', `refuses ${refused}`);
      const styled = await tab.evaluate(() => getComputedStyle(document.body).marginTop === '0px');
      expect(unit, 'style', styled, 'has no style sheet');
    }
  } finally {
    await browser.close();
  }
}

/** What a server does with both sites. */
async function checkServer(name, begin, folder, top, below, inBrowser) {
  const moved = join(folder, 'moved');
  const ports = [await freePort(), await freePort(), await freePort()];
  const stop = await begin(folder, [
    { port: ports[0], root: top, site: top },
    { port: ports[1], root: join(folder, 'below'), site: below },
    // The folder that was built for a path, at the top: links are relative.
    { port: ports[2], root: moved, site: top },
  ]);
  try {
    const origins = ports.map((port) => `http://127.0.0.1:${port}`);
    const counts = [
      await crawl(`${name}: links at /`, `${origins[0]}/`, `${origins[0]}/`, ask),
      await crawl(`${name}: links at /a/b/`, `${origins[1]}/a/b/`, `${origins[1]}/a/b/`, ask),
      await crawl(`${name}: links of the same folder at /`, `${origins[2]}/index.html`, `${origins[2]}/`, ask),
    ];
    for (const [origin, base, output] of [
      [origins[0], '/', top],
      [origins[1], '/a/b/', below],
    ]) {
      await checkHeaders(name, origin, base, output);
      await checkErrorPages(name, origin, base);
      await checkOldAddresses(name, origin, base);
      await checkCompression(name, origin, base, output);
      if (inBrowser) await checkPolicy(name, origin, base, output);
    }
    return counts;
  } finally {
    await stop();
  }
}

async function main(program) {
  const folder = mkdtempSync(join(tmpdir(), 'wellspring-hosts-'));
  // Servers that are started by root read it as somebody else.
  chmodSync(folder, 0o755);
  try {
    const site = join(folder, 'site');
    makeSite(site);
    const top = join(folder, 'top');
    const below = join(folder, 'below/a/b');
    build(program, site, top, 'https://example.org/');
    build(program, site, below, 'https://example.org/a/b/');
    symlinkSync(below, join(folder, 'moved'));
    const disk = `${pathToFileURL(below)}/`;
    const counts = [await crawl('links from disk', `${disk}index.html`, disk, readFromDisk)];
    const servers = [
      ['nginx', startNginx, true],
      ['Apache', startApache, apache() !== undefined],
      ['Caddy', startCaddy, isInstalled('caddy')],
    ];
    for (const [name, begin, isThere] of servers) {
      if (isThere) {
        // What pages may do is said in the same words by all: one browser round is enough.
        counts.push(...(await checkServer(name, begin, folder, top, below, name === 'nginx')));
      } else {
        console.log(`${name} is not installed: its configuration was not tried`);
      }
    }
    console.log(`addresses followed: ${counts.join(', ')}`);
    expect('links', 'too-few', counts.every((n) => n > 250), 'most of the site was not found');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === undefined) {
  console.error(`usage: node ${process.argv[1]} WELLSPRING`);
  process.exit(2);
}
await main(resolve(process.argv[2]));
report.print();
process.exitCode = report.failed === 0 ? 0 : 1;
