//! Files for hosts, old addresses, error pages, feeds, sitemaps and compressed files.

use crate::file_tree::repository;
use crate::program::wellspring;
use crate::site_case::{Built, SiteCase, page};
use crate::third_language::words;
use std::io::Read;
use wellspring::options::BuildOptions;

/// A site with a page in two languages that was elsewhere before, and a park with another id.
fn site(deploy: &str) -> SiteCase {
    let site = SiteCase::small();
    let settings = std::fs::read_to_string(site.root().join("content/site.yaml"));
    let settings = settings.expect("the case has settings");
    site.put("content/site.yaml", format!("{settings}deploy: {deploy}\n"));
    site.put(
        "content/pages/news/now.zh.md",
        "---\ntitle: 现在\ndate: 2030-02-01\naliases: [旧/页]\n---\n\n内容。\n",
    );
    site.put("content/pages/news/now.en.md", "---\ntitle: Now & then\ndate: 2030-02-01\nupdated: 2030-03-01\naliases: [before.html]\n---\n\nText.\n");
    site.put(
        "content/data/parks.yaml",
        "- { id: north, former_ids: [south], name: { zh: 北, en: North } }\n",
    );
    site.put(
        "content/data/events.yaml",
        "- { id: opening, title: { zh: 开园, en: Opening }, date: 2030-04-05, kind: opening, source: report }\n\
         - { id: year, title: { zh: 明年, en: Next year }, date: 2031-01-02, planned: true, kind: meeting, source: report }\n",
    );
    site
}

fn build(site: &SiteCase, base_url: Option<&str>) -> Built {
    let options = BuildOptions { base_url: base_url.map(str::to_owned), ..site.options() };
    site.build(&options).0
}

#[test]
fn without_hosts_nothing_is_written_for_them() {
    let built = build(&site("[]"), Some("https://example.org/a/"));
    let of_hosts = |path: &&String| {
        path.starts_with(['.', '_']) || path.starts_with("deploy/") || *path == "CNAME"
    };
    assert_eq!(built.keys().filter(of_hosts).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn every_host_gets_its_files() {
    let all = "[s3, caddy, apache, nginx, cloudflare-pages, netlify, gitlab-pages, github-pages]";
    let built = build(&site(all), Some("https://www.example.org"));
    for path in [
        ".htaccess",
        ".nojekyll",
        "CNAME",
        "_headers",
        "_redirects",
        "deploy/Caddyfile",
        "deploy/cloudfront-headers.json",
        "deploy/nginx.conf",
        "deploy/s3.sh",
    ] {
        assert!(built.contains_key(path), "{path}");
        assert!(page(&built, "build.json").contains(&format!("\"{path}\": ")), "{path}");
    }
    assert_eq!(page(&built, "CNAME"), "www.example.org\n");
    let below = build(&site("github-pages"), Some("https://www.example.org/a/"));
    assert!(!below.contains_key("CNAME"), "the name leads to another site");
}

#[test]
fn a_hidden_file_of_the_reader_stays_and_ours_goes() {
    let case = site("github-pages");
    let options = BuildOptions { base_url: Some("https://example.org".into()), ..case.options() };
    case.build(&options);
    case.put("output/.gitignore", "mine\n");
    case.put("content/pages/more.en.md", "---\ntitle: More\n---\n\nText.\n");
    let (built, _) = case.build(&options);
    assert_eq!((page(&built, ".gitignore"), page(&built, ".nojekyll")), ("mine\n", ""));
    assert!(!page(&built, "build.json").contains(".gitignore"));
    let settings = case.root().join("content/site.yaml");
    let text = std::fs::read_to_string(&settings).expect("is there");
    case.put("content/site.yaml", text.replace("deploy: github-pages\n", ""));
    let (built, _) = case.build(&options);
    assert!(built.contains_key(".gitignore") && !built.contains_key(".nojekyll"));
}

#[test]
fn a_hidden_file_of_ours_is_brought_up_to_date_and_none_of_the_reader_written_over() {
    let case = site("apache");
    case.build(&case.options());
    case.put("content/pages/news/now.en.md", "---\ntitle: Now\naliases: [earlier]\n---\n\nText.\n");
    let (built, _) = case.build(&case.options());
    assert!(page(&built, ".htaccess").contains("/en/earlier"), "{}", page(&built, ".htaccess"));
    let other = site("apache");
    other.put("output/.htaccess", "Require valid-user\n");
    let run = wellspring(other.root(), &["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains(".htaccess") && run.stderr.contains("wellspring did not write"),
        "{}",
        run.stderr
    );
    let kept = std::fs::read_to_string(other.root().join("output/.htaccess"));
    assert_eq!(kept.expect("is there"), "Require valid-user\n");
}

#[test]
fn an_address_is_no_line_of_a_script() {
    let address = "https://example.org/a';rm-rf(b);return$200/";
    let built = build(&site("[nginx, s3, apache, caddy]"), Some(address));
    for path in ["deploy/nginx.conf", "deploy/s3.sh", ".htaccess", "deploy/Caddyfile"] {
        let text = page(&built, path);
        let is_bad = |line: &&str| {
            !line.starts_with('#') && (line.contains("a'") || line.contains(";rm"))
                || line.trim_start().starts_with("return$200")
        };
        assert_eq!(text.lines().filter(is_bad).collect::<Vec<_>>(), Vec::<&str>::new(), "{path}");
    }
}

#[test]
fn a_header_is_given_once_for_each_file() {
    let built = build(&site("[netlify, cloudflare-pages]"), Some("https://example.org"));
    let headers = page(&built, "_headers");
    for name in ["Content-Security-Policy", "Cache-Control", "Referrer-Policy"] {
        assert_eq!(headers.matches(&format!("  {name}: ")).count(), 1, "{name}: {headers}");
    }
    assert!(headers.contains("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
    assert!(!headers.contains("unsafe"), "{headers}");
}

#[test]
fn rules_are_written_as_each_host_reads_them() {
    let of = |hosts: &str, base| page(&build(&site(hosts), base), "_redirects").to_owned();
    let rules = of("netlify", None);
    assert!(rules.contains("\n/zh/%E6%97%A7/%E9%A1%B5/ /zh/news/now/ 301!\n"), "{rules}");
    assert!(rules.contains("\n/en/before.html /en/news/now/ 301!\n"), "{rules}");
    assert!(rules.contains("\n/en/parks/south /en/parks/north/ 301!\n"), "{rules}");
    assert!(rules.ends_with("\n/zh/* /zh/404.html 404\n/en/* /en/404.html 404\n"), "{rules}");
    let rules = of("gitlab-pages", Some("https://example.org/a/"));
    assert!(rules.contains("\n/a/en/before.html /a/en/news/now/ 301\n"), "{rules}");
    assert!(!rules.contains("\n/en/") && !rules.contains(" 404\n"), "{rules}");
    let rules = of("cloudflare-pages", None);
    assert!(rules.contains("\n/en/before.html /en/news/now/ 301\n"), "{rules}");
    assert!(!rules.contains(" 404\n"), "it finds the nearest error page by itself: {rules}");
}

/// The script is run with a program in the place of `aws` that notes what it is asked for.
#[cfg(unix)]
#[test]
fn the_upload_puts_assets_first_and_removes_last() {
    let case = site("s3");
    let built = build(&case, Some("https://example.org/a/"));
    assert!(!page(&built, "en/404.html").contains("href=\"index.html\""));
    case.put("bin/aws", "#!/bin/sh\nprintf '%s|' \"$@\" >> \"$0.log\"\necho >> \"$0.log\"\n");
    let aws = case.root().join("bin/aws");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&aws, mode).expect("can be run");
    let run = std::process::Command::new("sh")
        .args(["output/deploy/s3.sh", "bucket", "--dryrun"])
        .current_dir(case.root())
        .env("PATH", format!("{}:/usr/bin:/bin", case.root().join("bin").display()))
        .output()
        .expect("there is a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let log = std::fs::read_to_string(case.root().join("bin/aws.log")).expect("was asked");
    let lines: Vec<_> = log.lines().collect();
    assert!(lines.iter().all(|line| line.ends_with("|--dryrun|")), "{log}");
    assert!(lines[0].contains("assets/*") && lines[0].contains("immutable"), "{log}");
    let last = lines.last().expect("was asked");
    assert!(last.starts_with("s3|sync|.|s3://bucket/a/|--delete|"), "{last}");
    let redirect =
        "s3|cp|en/before.html|s3://bucket/a/en/before.html|--website-redirect|/a/en/news/now/|";
    assert!(lines.iter().any(|line| line.starts_with(redirect)), "{log}");
}

#[test]
fn no_host_gets_more_rules_than_it_takes() {
    let case = site("gitlab-pages");
    let aliases: Vec<_> = (0..400).map(|n| format!("old-{n}")).collect();
    let front = format!("---\ntitle: 页\naliases: [{}]\n---\n\n内容。\n", aliases.join(", "));
    case.put("content/pages/many.zh.md", front);
    let built = build(&case, Some("https://example.org/"));
    let rules = page(&built, "_redirects");
    let n_rules = rules.lines().filter(|line| line.starts_with('/')).count();
    assert!((998..=1000).contains(&n_rules), "{n_rules}");
    assert!(rules.contains("old addresses have no rule"), "{rules}");
    assert!(built.contains_key("zh/old-399/index.html"), "its page leads on");
}

#[test]
fn an_old_address_leads_on_in_its_language() {
    let built = build(&site("[]"), Some("https://example.org/a/"));
    let html = page(&built, "zh/旧/页/index.html");
    for part in [
        "<html lang=\"zh-Hans\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "content=\"0; url=../../news/now/index.html\"",
        "<link rel=\"canonical\" href=\"https://example.org/a/zh/news/now/\">",
        "<a href=\"../../news/now/index.html\">",
    ] {
        assert!(html.contains(part), "`{part}` is missing in {html}");
    }
    assert!(page(&built, "en/before.html").contains("url=news/now/index.html"));
    assert!(!built.contains_key("en/旧/页/index.html"), "an alias is of its language");
    for code in ["zh", "en"] {
        let html = page(&built, &format!("{code}/parks/south/index.html"));
        assert!(html.contains("url=../north/index.html"), "an id is of all languages");
        assert!(!page(&built, &format!("sitemap-{code}.xml")).contains("south"));
    }
    let without = build(&site("[]"), None);
    assert!(
        page(&without, "en/before.html").contains("rel=\"canonical\" href=\"news/now/index.html\"")
    );
}

#[test]
fn links_of_error_pages_begin_where_the_site_does() {
    let case = site("[]");
    for (base, root) in [("https://example.org", "/"), ("https://example.org/a/b", "/a/b/")] {
        let built = build(&case, Some(base));
        for path in ["404.html", "en/404.html", "zh/404.html"] {
            let html = page(&built, path);
            let addresses = html.split(" href=\"").chain(html.split(" src=\"")).skip(1);
            let addresses = addresses.filter_map(|rest| rest.split('"').next());
            let own = addresses.filter(|href| !href.starts_with(['#', '<']) && !href.contains(':'));
            let own: Vec<_> = own.collect();
            assert!(own.len() > 10, "{path}");
            assert!(own.iter().all(|href| href.starts_with(root)), "{path}: {own:?}");
        }
        assert!(
            !page(&built, "en/index.html").contains(&format!("href=\"{root}")),
            "others are relative"
        );
    }
    let built = build(&case, None);
    assert!(page(&built, "en/404.html").contains("href=\"index.html\""), "where that is not known");
    let built = build(&site("netlify"), None);
    assert!(page(&built, "en/404.html").contains("href=\"/en/index.html\""), "always at the root");
}

#[test]
fn the_error_page_at_the_top_speaks_every_language() {
    let built = build(&site("[]"), None);
    let html = page(&built, "404.html");
    assert!(html.contains("<html lang=\"zh-Hans\"") && html.contains("<section lang=\"en\">"));
    assert!(html.contains("Page not found") && html.contains("页面不存在"));
    assert!(!page(&built, "en/404.html").contains("页面不存在"));
}

#[test]
fn a_feed_tells_what_happened_in_the_time_of_the_ledger() {
    let case = site("[]");
    let built = build(&case, Some("https://example.org/a/"));
    let feed = page(&built, "en/feed.xml");
    let entries: Vec<_> = feed.split("<entry>").skip(1).collect();
    assert_eq!(entries.len(), 2, "what is planned has not happened: {feed}");
    assert!(entries[0].contains("<title>Opening</title>"), "the newest comes first: {feed}");
    assert!(entries[1].contains("<title>Now &amp; then</title>"), "{feed}");
    assert!(entries[1].contains("<published>2030-02-01T00:00:00Z</published>"), "{feed}");
    assert!(entries[1].contains("<updated>2030-03-01T00:00:00Z</updated>"), "{feed}");
    assert!(feed.contains("<updated>2030-04-05T00:00:00Z</updated>"), "{feed}");
    assert!(feed.contains("<id>https://example.org/a/en/events/opening/</id>"), "{feed}");
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"https://example.org/a/en/feed.xml\"";
    assert!(page(&built, "en/parks/index.html").contains(link));
    assert!(!build(&case, None).contains_key("en/feed.xml"), "its addresses are absolute");
    let nothing = build(&SiteCase::small(), Some("https://example.org/a/"));
    assert!(!nothing.contains_key("en/feed.xml"), "there is nothing in it");
    assert!(!page(&nothing, "en/index.html").contains("atom+xml"));
}

#[test]
fn sitemaps_have_a_language_each_and_alternates() {
    let built = build(&site("[]"), Some("https://example.org/a/"));
    let index = page(&built, "sitemap.xml");
    assert_eq!(index.matches("<sitemap>").count(), 2, "{index}");
    let english = page(&built, "sitemap-en.xml");
    let about = "<url><loc>https://example.org/a/en/parks/north/</loc>\
        <xhtml:link rel=\"alternate\" hreflang=\"zh-Hans\" href=\"https://example.org/a/zh/parks/north/\"/>\
        <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/a/en/parks/north/\"/>\
        <xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/a/zh/parks/north/\"/></url>";
    assert!(english.contains(about), "{english}");
    assert!(!english.contains("<loc>https://example.org/a/zh/"), "{english}");
}

#[test]
fn others_show_the_site_with_its_picture() {
    let case = site("[]");
    let settings =
        std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    case.put("content/site.yaml", format!("{settings}image: files/cover.png\n"));
    assert!(case.problems().contains("dead-link"), "there is no such file");
    case.put("content/files/cover.png", "a picture");
    let built = build(&case, Some("https://example.org/a/"));
    let html = page(&built, "en/index.html");
    for part in [
        "property=\"og:image\" content=\"https://example.org/a/files/cover.png\"",
        "property=\"og:url\" content=\"https://example.org/a/en/\"",
        "property=\"og:locale\" content=\"en\"",
        "property=\"og:locale:alternate\" content=\"zh\"",
    ] {
        assert!(html.contains(part), "`{part}` is missing in {html}");
    }
}

#[test]
fn texts_are_compressed_where_that_saves_something() {
    let case = site("nginx");
    case.put("content/files/short.txt", "short\n");
    case.put("content/files/table.csv", "a,b\n".repeat(500));
    case.put("content/files/table.csv.gz", "the reader's own");
    let options = BuildOptions {
        precompress: true,
        base_url: Some("https://example.org".into()),
        ..case.options()
    };
    let (built, _) = case.build(&options);
    for path in ["en/index.html", "404.html", "sitemap-en.xml"] {
        let mut text = String::new();
        let packed = &*built[&format!("{path}.gz")];
        assert_eq!((&packed[4..8], packed[9]), (&[0; 4][..], 255), "neither time nor system");
        flate2::read::GzDecoder::new(packed).read_to_string(&mut text).expect("is gzip");
        assert_eq!(text, page(&built, path));
        let mut text = String::new();
        let packed = &*built[&format!("{path}.br")];
        brotli::Decompressor::new(packed, 4096).read_to_string(&mut text).expect("is brotli");
        assert_eq!(text, page(&built, path));
    }
    assert!(!built.contains_key("files/short.txt.gz") && !built.contains_key("robots.txt.br"));
    assert_eq!(page(&built, "files/table.csv.gz"), "the reader's own");
    assert!(built["files/table.csv.br"].len() < built["files/table.csv"].len() / 10);
    assert!(page(&built, "deploy/nginx.conf").contains("gzip_static on;"));
    let (plain, _) = case.build(&BuildOptions { precompress: false, ..options });
    assert!(!plain.keys().any(|path| path.ends_with(".br")), "they go again");
    assert!(!page(&plain, "deploy/nginx.conf").contains("gzip_static on;"));
}

#[test]
fn only_new_files_are_compressed_again() {
    let case = site("[]");
    // Notes are told again at every build.
    case.put("content/pages/news/index.zh.md", "---\ntitle: 动态\n---\n");
    case.put("content/pages/news/index.en.md", "---\ntitle: News\n---\n");
    let arguments = ["build", "--precompress"];
    assert_eq!(wellspring(case.root(), &arguments).code, 0);
    let time = |path: &str| {
        let found = std::fs::metadata(case.root().join("output").join(path));
        found.and_then(|found| found.modified()).expect("the file is there")
    };
    let before = [time("en/parks/north/index.html.br"), time("en/news/now/index.html.br")];
    std::thread::sleep(std::time::Duration::from_millis(20));
    case.put(
        "content/pages/news/now.en.md",
        "---\ntitle: Now & again\naliases: [before.html]\n---\n\nOther.\n",
    );
    let run = wellspring(case.root(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = [time("en/parks/north/index.html.br"), time("en/news/now/index.html.br")];
    assert_eq!((before[0] == after[0], before[1] == after[1]), (true, false));
    let run = wellspring(case.root(), &arguments);
    assert!(run.stderr.contains("wrote    nothing"), "{}", run.stderr);
}

#[test]
fn only_a_build_speaks_of_what_vanished_and_only_once() {
    let case = site("[]");
    assert_eq!(wellspring(case.root(), &["build"]).code, 0);
    case.put("content/data/parks.yaml", "- { id: west, name: { zh: 西, en: West } }\n");
    assert!(!wellspring(case.root(), &["check"]).stderr.contains("vanished-path"));
    let strict = wellspring(case.root(), &["build", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.stderr);
    assert!(case.root().join("output/en/parks/north/index.html").is_file(), "the old site stands");
    for options in [["--drafts", "--quiet"], ["--as-of", "2030-06-01"]] {
        let run = wellspring(case.root(), &[&["build"], &options[..]].concat());
        assert!(!run.stderr.contains("vanished-path"), "{}", run.stderr);
    }
    case.put("content/data/parks.yaml", "- { id: north, name: { zh: 北, en: North } }\n");
    assert_eq!(wellspring(case.root(), &["build"]).code, 0);
    case.put("content/data/parks.yaml", "- { id: west, name: { zh: 西, en: West } }\n");
    let first = wellspring(case.root(), &["build"]);
    assert!(
        first.stderr.contains("the page `parks/north` of the last build is gone"),
        "{}",
        first.stderr
    );
    assert!(first.stderr.contains("`former_ids: [north]`"), "{}", first.stderr);
    assert_eq!(first.code, 0);
    assert!(!wellspring(case.root(), &["build"]).stderr.contains("vanished-path"));
}

#[test]
fn a_third_language_has_all_of_it() {
    let case = SiteCase::copy_of(&repository("tests/cases/third-language"));
    case.put("themes/default/strings/sw.yaml", words());
    let settings =
        std::fs::read_to_string(case.root().join("content/site.yaml")).expect("is there");
    case.put("content/site.yaml", format!("{settings}deploy: [nginx, netlify, caddy, apache]\n"));
    let built = build(&case, Some("https://example.org/a/"));
    assert!(page(&built, "sitemap.xml").contains("https://example.org/a/sitemap-sw.xml"));
    assert!(page(&built, "sitemap-sw.xml").contains("<loc>https://example.org/a/sw/</loc>"));
    assert!(page(&built, "404.html").contains("<section lang=\"sw\">\n<h2>§Page not found</h2>"));
    assert!(page(&built, "sw/404.html").contains("href=\"/a/sw/index.html\""));
    for path in ["deploy/nginx.conf", "deploy/Caddyfile", ".htaccess", "_redirects"] {
        assert!(page(&built, path).contains("/sw/404.html"), "{path}");
    }
    assert!(page(&built, "sw/index.html").contains("property=\"og:locale\" content=\"sw\""));
}
