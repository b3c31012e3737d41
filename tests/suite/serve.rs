//! The server, asked over the network as a browser does.

use crate::site_case::SiteCase;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use wellspring::serve::{Notice, ServeOptions, Served, Server};

/// How long an answer may take before the test counts as stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page that the tests change.
const PAGE: &str = "content/pages/story.en.md";

/// What a server said.
struct Reply {
    status: u16,
    headers: Vec<String>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the answer is UTF-8")
    }
}

fn site() -> SiteCase {
    let case = SiteCase::small();
    case.put(PAGE, "---\ntitle: Story\n---\n\nOnce upon a time.\n");
    case.put("content/pages/story.zh.md", "---\ntitle: 故事\n---\n\n从前。\n");
    case.put("content/files/图 1.txt", "a plan");
    case
}

fn start(case: &SiteCase, served: Served) -> Server {
    let host = "127.0.0.1".to_owned();
    let options = ServeOptions { build: case.options(), served, polls: false, host, port: 0 };
    Server::start(&options).expect("a port is free")
}

fn connect(server: &Server, request: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(server.address()).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a time limit");
    stream.write_all(request.as_bytes()).expect("the server reads");
    BufReader::new(stream)
}

/// Sends a request with these first words and a `Host` header.
fn ask(server: &Server, method: &str, target: &str, host: &str) -> Reply {
    let request =
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut bytes = Vec::new();
    connect(server, &request).read_to_end(&mut bytes).expect("the server answers");
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("headers end");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines().map(str::to_owned);
    let first = lines.next().expect("there is a status line");
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
    Reply {
        status: status.expect("the status is a number"),
        headers: lines.collect(),
        body: bytes.split_off(end + 4),
    }
}

fn get(server: &Server, target: &str) -> Reply {
    ask(server, "GET", target, "localhost")
}

/// Waits until the server has read a change of the site.
fn wait_for_edition(server: &Server, number: u64) {
    while let Some(notice) = server.next_notice() {
        match notice {
            Notice::Rebuilt { edition, .. } if edition.number >= number => return,
            Notice::Rebuilt { .. } => {}
            Notice::Trouble(message) | Notice::Ended(message) => panic!("{message}"),
        }
    }
    panic!("the server ended before edition {number}");
}

/// A page without the script that only the server adds.
fn without_script(page: &str) -> String {
    let is_script = |line: &&str| line.contains("/__wellspring/reload.js");
    assert_eq!(page.lines().filter(is_script).count(), 1, "the page has one script for reloading");
    let start = page.find("<script src=\"/__wellspring/").expect("the script is there");
    let end = start + page[start..].find("</script>\n").expect("it ends") + "</script>\n".len();
    assert!(page[end..].starts_with("</head>"), "it stands at the end of the head");
    [&page[..start], &page[end..]].concat()
}

#[test]
fn a_folder_without_a_site_is_not_served() {
    let case = SiteCase::empty();
    let host = "127.0.0.1".to_owned();
    let served = Served::Live;
    let options = ServeOptions { build: case.options(), served, polls: false, host, port: 0 };
    let message = Server::start(&options).err().expect("there is no site");
    assert!(message.contains("no site in"), "{message}");
}

#[test]
fn everything_that_build_writes_is_served() {
    let case = site();
    let settings = case.root().join("content/site.yaml");
    let settings = fs::read_to_string(settings).expect("there are settings");
    let old = "editions: [{ id: old, as_of: 2029-12-31, title: { zh: 旧, en: Old } }]\n";
    case.put("content/site.yaml", settings + old);
    let built = case.build_clean();
    assert!(built.contains_key("editions/old/en/story/index.html"));
    let server = start(&case, Served::Live);
    for (path, bytes) in built.iter().filter(|(path, _)| *path != "build.json") {
        let target = format!("/{}", path.replace('图', "%E5%9B%BE").replace(' ', "%20"));
        let reply = get(&server, &target);
        assert_eq!(reply.status, 200, "{path}");
        if path.ends_with(".html") {
            assert_eq!(without_script(&reply.text()).as_bytes(), bytes, "{path}");
        } else {
            assert_eq!(&reply.body, bytes, "{path}");
        }
    }
    let index = get(&server, "/en/story/index.html").text();
    assert_eq!(get(&server, "/en/story/?a=b").text(), index);
    assert_eq!(get(&server, "/en/story").header("Location"), Some("/en/story/"));
}

#[test]
fn serving_writes_nothing() {
    let case = site();
    let server = start(&case, Served::Live);
    assert_eq!(get(&server, "/en/").status, 200);
    let entries = fs::read_dir(case.root()).expect("the site is a folder");
    let names: Vec<_> = entries.map(|entry| entry.expect("is readable").file_name()).collect();
    assert_eq!(names, ["content"]);
}

#[test]
fn answers_say_what_they_are() {
    let case = site();
    let server = start(&case, Served::Live);
    let reply = get(&server, "/en/");
    assert_eq!(reply.header("Content-Type"), Some("text/html; charset=utf-8"));
    assert_eq!(reply.header("Cache-Control"), Some("no-store"));
    let policy = reply.header("Content-Security-Policy").expect("pages have a policy");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for (target, kind) in [
        ("/files/%E5%9B%BE%201.txt", "text/plain; charset=utf-8"),
        ("/data/sources.csv", "text/csv; charset=utf-8"),
        ("/data/sources.json", "application/json; charset=utf-8"),
        ("/__wellspring/reload.js", "text/javascript; charset=utf-8"),
        ("/__wellspring/errors.css", "text/css; charset=utf-8"),
    ] {
        let reply = get(&server, target);
        assert_eq!((reply.status, reply.header("Content-Type")), (200, Some(kind)), "{target}");
    }
}

#[test]
fn the_ending_of_a_file_tells_its_type() {
    let case = site();
    let text = |kind: &str| format!("{kind}; charset=utf-8");
    let kinds = [
        ("a.xml", text("application/xml")),
        ("a.js", text("text/javascript")),
        ("a.ics", text("text/calendar")),
        ("a.svg", text("image/svg+xml")),
        ("a.woff2", "font/woff2".to_owned()),
        ("a.woff", "font/woff".to_owned()),
        ("a.webmanifest", text("application/manifest+json")),
        ("a.yaml", text("application/yaml")),
        ("a.ods", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("a.PNG", "image/png".to_owned()),
        ("a.tar.zip", "application/zip".to_owned()),
        ("v1.2/README", "application/octet-stream".to_owned()),
        ("a.zzz", "application/octet-stream".to_owned()),
    ];
    kinds.iter().for_each(|(name, _)| case.put(&format!("content/files/{name}"), "x"));
    let server = start(&case, Served::Live);
    for (name, kind) in &kinds {
        let reply = get(&server, &format!("/files/{name}"));
        assert_eq!((reply.status, reply.header("Content-Type")), (200, Some(&**kind)), "{name}");
    }
}

#[test]
fn a_path_names_a_file_or_is_refused() {
    let case = site();
    for name in ["100%.txt", "%2e%2e.txt"] {
        case.put(&format!("content/files/{name}"), "x");
    }
    let server = start(&case, Served::Live);
    for target in ["/", "/zh/", "/zh/?a=/../b", "/files/100%25.txt", "/files/%252e%252e.txt"] {
        assert_eq!(get(&server, target).status, 200, "{target}");
    }
    assert_eq!(get(&server, "/.well-known/security.txt").status, 404, "is asked for");
    for target in [
        "zh",
        "http://a/zh",
        "/..",
        "/zh/../..",
        "/%2e%2e/a",
        "/.%2E/a",
        "/a%2fb",
        "/a\\b",
        "/..%5c..%5ca",
        "/a//b",
        "//evil",
        "/./a",
        "/a%00",
        "/a%0a",
        "/a%",
        "/a%4",
        "/a%zz",
        "/%ff",
        "/%c0%ae%c0%ae/a",
        "/.git/config",
        "/zh/.env",
    ] {
        assert_eq!(get(&server, target).status, 400, "{target}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let case = site();
    let server = start(&case, Served::Live);
    let (get, head) = (get(&server, "/en/"), ask(&server, "HEAD", "/en/", "localhost"));
    assert_eq!(head.status, 200);
    assert_eq!(head.header("Content-Length"), Some(get.body.len().to_string().as_str()));
    assert_eq!(head.body, b"");
    let post = ask(&server, "POST", "/en/", "localhost");
    assert_eq!((post.status, post.header("Allow")), (405, Some("GET, HEAD")));
}

#[test]
fn a_missing_page_is_said_in_the_language_of_its_path() {
    let case = site();
    let server = start(&case, Served::Live);
    let (zh, en) = (get(&server, "/zh/a/b/"), get(&server, "/en/nothing.csv"));
    for (reply, lang, css) in [(&zh, "zh-Hans", "../../../assets/"), (&en, "en", "../assets/")] {
        assert_eq!(reply.status, 404);
        assert_eq!(reply.header("Content-Type"), Some("text/html; charset=utf-8"));
        assert!(reply.text().contains(&format!("<html lang=\"{lang}\"")), "{}", reply.text());
        let link = format!("<link rel=\"stylesheet\" href=\"{css}style.");
        assert!(reply.text().contains(&link), "{}", reply.text());
    }
    assert_eq!(get(&server, "/nowhere").status, 404);
    assert_eq!(get(&server, "/build.json").status, 404);
}

/// Requests that try to leave the site, with whatever is served.
#[track_caller]
fn check_nothing_leaks(server: &Server, refused_with: &[u16]) {
    for target in [
        "/../secret.txt",
        "/files/../../secret.txt",
        "/files/%2e%2e/%2e%2e/secret.txt",
        "/files/..%2f..%2fsecret.txt",
        "/files/..%5c..%5csecret.txt",
        "/files//secret.txt",
        "/files/%252e%252e/secret.txt",
        "/files/out.txt",
        "/files/folder/secret.txt",
        "/.hidden",
        "/content/site.yaml",
    ] {
        let reply = get(server, target);
        assert!(refused_with.contains(&reply.status), "{target}: {}", reply.status);
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(!text.contains("the secret"), "{target}");
    }
}

#[cfg(unix)]
#[test]
fn no_path_leads_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let case = site();
    case.put("secret.txt", "the secret");
    case.build_clean();
    for folder in ["content/files", "output/files"] {
        let folder = case.root().join(folder);
        symlink(case.root().join("secret.txt"), folder.join("out.txt")).expect("links are allowed");
        symlink(case.root(), folder.join("folder")).expect("links are allowed");
    }
    case.put("output/.hidden", "the secret");
    // The site itself cannot be compiled with such links: its pages show that.
    check_nothing_leaks(&start(&case, Served::Live), &[400, 500]);
    check_nothing_leaks(&start(&case, Served::Built), &[400, 404]);
    for name in ["out.txt", "folder"] {
        let link = case.root().join("content/files").join(name);
        fs::remove_file(link).expect("a link can be removed");
    }
    check_nothing_leaks(&start(&case, Served::Live), &[400, 404]);
}

#[test]
fn a_foreign_host_is_refused() {
    let case = site();
    let server = start(&case, Served::Live);
    let port = server.address().port();
    for host in ["localhost".to_owned(), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(ask(&server, "GET", "/en/", &host).status, 200, "{host}");
    }
    for host in ["LOCALHOST", "[::1]"] {
        assert_eq!(ask(&server, "GET", "/en/", host).status, 200, "{host}");
    }
    let own = format!("localhost.evil.example:{port}");
    for host in ["evil.example", &own, "", "192.168.0.1", "::2"] {
        let reply = ask(&server, "GET", "/en/", host);
        assert_eq!(reply.status, 403, "{host}");
        assert!(!reply.text().contains("<html"), "{host}");
    }
    let options = ServeOptions {
        build: case.options(),
        served: Served::Live,
        polls: false,
        host: "0.0.0.0".to_owned(),
        port: 0,
    };
    let everywhere = Server::start(&options).expect("a port is free");
    for (host, status) in [("192.168.0.1:3000", 200), ("evil.example:3000", 403)] {
        assert_eq!(ask(&everywhere, "GET", "/en/", host).status, status, "{host}");
    }
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let case = site();
    let first = start(&case, Served::Live);
    let port = first.address().port();
    let host = "127.0.0.1".to_owned();
    let options =
        ServeOptions { build: case.options(), served: Served::Live, polls: false, host, port };
    let second = Server::start(&options).expect("one of the next ports is free");
    assert!(second.address().port() > port);
    assert_eq!(get(&second, "/en/").status, 200);
}

/// Saves the story as a kind of editor does, and waits until it is shown.
#[track_caller]
fn check_save(save: impl FnOnce(&SiteCase, &str)) {
    let case = site();
    let server = start(&case, Served::Live);
    wait_for_edition(&server, 1);
    save(&case, "---\ntitle: Story\n---\n\nThen came the flood.\n");
    wait_for_edition(&server, 2);
    let page = get(&server, "/en/story/").text();
    assert!(page.contains("Then came the flood."), "{page}");
}

#[test]
fn a_file_written_in_place_is_seen() {
    check_save(|case, text| case.put(PAGE, text));
}

/// While it is empty the page would be an error; that is no edition.
#[cfg(target_os = "linux")]
#[test]
fn a_file_emptied_and_then_filled_is_one_change() {
    check_save(|case, text| {
        let mut file = fs::File::create(case.root().join(PAGE)).expect("the file can be emptied");
        std::thread::sleep(Duration::from_millis(60));
        file.write_all(text.as_bytes()).expect("the file can be written");
    });
}

#[test]
fn a_file_renamed_into_place_is_seen() {
    check_save(|case, text| {
        case.put("content/pages/.story.en.md.tmp", text);
        let temporary = case.root().join("content/pages/.story.en.md.tmp");
        fs::rename(temporary, case.root().join(PAGE)).expect("a file can be renamed");
    });
}

#[test]
fn a_file_moved_away_to_a_backup_and_written_anew_is_seen() {
    check_save(|case, text| {
        let (file, backup) = (case.root().join(PAGE), case.root().join(format!("{PAGE}~")));
        fs::rename(&file, &backup).expect("a file can be renamed");
        case.put(PAGE, text);
        fs::remove_file(backup).expect("a file can be removed");
    });
}

#[test]
fn new_folders_and_lost_files_are_seen() {
    let case = site();
    let server = start(&case, Served::Live);
    wait_for_edition(&server, 1);
    assert_eq!(get(&server, "/en/news/first/").status, 404);
    case.put("content/pages/news/first.en.md", "---\ntitle: First\n---\n\nNews.\n");
    case.put("content/pages/news/first.zh.md", "---\ntitle: 一\n---\n\n消息。\n");
    let mut edition = 1;
    while get(&server, "/en/news/first/").status != 200 {
        edition += 1;
        wait_for_edition(&server, edition);
    }
    fs::remove_dir_all(case.root().join("content/pages/news")).expect("a folder can be removed");
    while get(&server, "/en/news/first/").status != 404 {
        edition += 1;
        wait_for_edition(&server, edition);
    }
}

/// A page that listens for changes, as the script does.
struct Listener {
    lines: BufReader<TcpStream>,
}

impl Listener {
    fn of(server: &Server, page: &str) -> Self {
        let version = page.split_once("reload.js?v=").expect("the script has a version").1;
        let version = version.split_once('"').expect("the attribute ends").0;
        let request =
            format!("GET /__wellspring/events?v={version} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Self { lines: connect(server, &request) }
    }

    /// The next line that is not empty, of the headers or of the events.
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            let n_bytes = self.lines.read_line(&mut line).expect("the server goes on");
            assert_ne!(n_bytes, 0, "the stream ended");
            if !line.trim().is_empty() {
                return line.trim_end().to_owned();
            }
        }
    }

    fn next_event(&mut self) -> String {
        loop {
            if let Some(data) = self.next().strip_prefix("data: ") {
                return data.to_owned();
            }
        }
    }
}

#[test]
fn an_open_page_hears_of_a_change_once() {
    let case = site();
    let server = start(&case, Served::Live);
    wait_for_edition(&server, 1);
    let mut listener = Listener::of(&server, &get(&server, "/en/story/").text());
    assert_eq!(listener.next(), "HTTP/1.1 200 OK");
    assert_eq!(listener.next(), "Content-Type: text/event-stream");
    let text = fs::read(case.root().join(PAGE)).expect("the page is there");
    case.put(PAGE, text);
    case.put("content/pages/.story.en.md.swp", "an editor's own");
    case.put("output/index.html", "written by someone else");
    case.put(PAGE, "---\ntitle: Story\n---\n\nThen came the flood.\n");
    let version = listener.next_event();
    assert!(version.ends_with("-2"), "saving the same bytes made an edition: {version}");
    let page = get(&server, "/en/story/").text();
    assert!(page.contains("Then came the flood.") && page.contains(&version), "{page}");
}

#[test]
fn a_page_that_missed_a_change_hears_of_it_at_once() {
    let case = site();
    let server = start(&case, Served::Live);
    let mut listener = Listener::of(&server, "reload.js?v=0-1\"");
    assert!(listener.next_event().ends_with("-1"));
}

#[test]
fn errors_stand_in_the_page_until_they_are_corrected() {
    let case = site();
    let server = start(&case, Served::Live);
    wait_for_edition(&server, 1);
    case.put(PAGE, "---\ntitel: <Story>\n---\n\nOnce.\n");
    wait_for_edition(&server, 2);
    let reply = get(&server, "/en/story/?a=b");
    assert_eq!(reply.status, 500);
    let page = reply.text();
    assert!(page.contains("content/pages/story.en.md:2:1"), "{page}");
    assert!(page.contains("titel: &lt;Story&gt;"), "{page}");
    assert!(page.contains("href=\"/__wellspring/errors.css\""), "{page}");
    assert!(page.contains("href=\"/__wellspring/last-good/en/story/?a=b\""), "{page}");
    assert_eq!(get(&server, "/zh/").status, 500);

    let good = get(&server, "/__wellspring/last-good/en/story/");
    assert_eq!(good.status, 200);
    assert!(good.text().contains("Once upon a time."), "{}", good.text());
    let mut listener = Listener::of(&server, &page);

    case.put(PAGE, "---\ntitle: Story\n---\n\nThen came the flood.\n");
    assert!(listener.next_event().ends_with("-3"));
    assert!(get(&server, "/en/story/").text().contains("Then came the flood."));
    let moved = get(&server, "/__wellspring/last-good/en/story/");
    assert_eq!((moved.status, moved.header("Location")), (302, Some("/en/story/")));
}

#[test]
fn a_site_that_starts_broken_has_no_good_version() {
    let case = site();
    case.put("content/site.yaml", "title: [\n");
    let server = start(&case, Served::Live);
    let page = get(&server, "/").text();
    assert!(page.contains("content/site.yaml"), "{page}");
    assert!(!page.contains("last-good"), "{page}");
    assert_eq!(get(&server, "/__wellspring/last-good/").status, 500);
}

#[test]
fn a_template_that_fails_is_an_error_in_its_pages() {
    let case = site();
    case.put("themes/default/templates/page.html", "{{ nothing.at.all }}");
    let server = start(&case, Served::Live);
    let reply = get(&server, "/en/story/");
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains("themes/default/templates/page.html:1"), "{}", reply.text());
    assert_eq!(get(&server, "/en/").status, 200);
}

#[test]
fn a_template_that_comes_to_fail_leaves_the_last_good_version() {
    let case = site();
    let server = start(&case, Served::Live);
    let old = get(&server, "/en/story/").text();
    case.put("themes/default/templates/page.html", "{{ nothing.at.all }}");
    wait_for_edition(&server, 2);
    let failed = get(&server, "/en/story/");
    assert_eq!(failed.status, 500);
    let link = "/__wellspring/last-good/en/story/";
    assert!(failed.text().contains(&format!("href=\"{link}\"")), "{}", failed.text());
    let good = get(&server, link);
    assert_eq!((good.status, without_script(&good.text())), (200, without_script(&old)));

    case.put("themes/default/templates/page.html", "mended");
    wait_for_edition(&server, 3);
    assert_eq!(get(&server, link).header("Location"), Some("/en/story/"));
}

#[test]
fn the_built_site_is_served_as_it_is() {
    let case = site();
    let built = case.build_clean();
    let server = start(&case, Served::Built);
    for path in ["index.html", "en/story/index.html", "data/sources.csv", "build.json"] {
        assert_eq!(get(&server, &format!("/{path}")).body, built[path], "{path}");
    }
    assert_eq!(get(&server, "/en/story/").body, built["en/story/index.html"]);
    assert_eq!(get(&server, "/en/story").header("Location"), Some("/en/story/"));
    let missing = get(&server, "/zh/a/b");
    assert_eq!((missing.status, &missing.body), (404, &built["zh/404.html"]));
    assert_eq!(get(&server, "/nowhere").body, built["404.html"]);
    assert_eq!(get(&server, "/__wellspring/reload.js").status, 404);
}

#[test]
fn there_must_be_a_built_site_to_serve_one() {
    let case = site();
    let host = "127.0.0.1".to_owned();
    let options =
        ServeOptions { build: case.options(), served: Served::Built, polls: false, host, port: 0 };
    let message = Server::start(&options).err().expect("there is no output folder");
    assert!(message.contains("wellspring build"), "{message}");
}
