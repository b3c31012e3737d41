//! `.htaccess` for Apache.

use super::address::in_pattern;
use super::headers::{ALWAYS, FOREVER, HSTS, REVALIDATED};
use super::{FOLDER, Published};

/// Endings of compressed files with the types of what is in them.
const TYPES: [(&str, &str); 8] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("csv", "text/csv"),
    ("ics", "text/calendar"),
    ("svg", "image/svg+xml"),
    ("(?:xml|txt)", "text/plain"),
];

pub(super) fn htaccess(published: &Published<'_>) -> String {
    let base = published.base;
    let mut text = format!(
        "# Written by Wellspring {}. Takes Apache 2.4 with `AllowOverride FileInfo Indexes AuthConfig`.\n\
         DirectoryIndex index.html\n\
         AddCharset utf-8 .html .css .js .json .csv .ics .svg .xml .txt\n\
         AddType text/csv .csv\nAddType text/calendar .ics\nAddType text/javascript .js\n\n",
        published.place()
    );
    text.push_str(&format!("ErrorDocument 404 {base}404.html\n"));
    for (_, folder) in published.languages() {
        text.push_str(&format!(
            "<If \"%{{REQUEST_URI}} =~ m#^{}#\">\n  ErrorDocument 404 {folder}404.html\n</If>\n",
            in_pattern(&folder)
        ));
    }
    text.push_str("\n<IfModule mod_headers.c>\n");
    for (name, value) in ALWAYS {
        text.push_str(&format!("  Header always set {name} \"{value}\"\n"));
    }
    text.push_str(&format!("  # Header always set Strict-Transport-Security \"{HSTS}\"\n"));
    text.push_str(&format!("  Header set Cache-Control \"{REVALIDATED}\"\n"));
    let assets = format!("{}assets/", in_pattern(base));
    text.push_str(&format!(
        "  Header set Cache-Control \"{FOREVER}\" \"expr=%{{REQUEST_URI}} =~ m#^{assets}#\"\n</IfModule>\n"
    ));
    text.push_str(&closed(published));
    text.push_str(&redirects(published));
    if published.site.precompress {
        text.push_str(&compression());
    }
    text
}

/// What is not for readers: files for the server, and hidden ones.
fn closed(published: &Published<'_>) -> String {
    let base = in_pattern(published.base);
    format!("\nRedirectMatch 404 \"^{base}(?:{FOLDER}/|(?:.*/)?\\.(?!well-known/))\"\n")
}

fn redirects(published: &Published<'_>) -> String {
    let mut text = String::new();
    for redirect in &published.redirects {
        let whole = in_pattern(&format!("{}{}", published.base, redirect.file));
        let pattern = match whole.strip_suffix("/index\\.html") {
            Some(folder) => format!("{folder}(?:/|/index\\.html)?"),
            None => whole,
        };
        text.push_str(&format!("RedirectMatch 301 \"^{pattern}$\" \"{}\"\n", redirect.to));
    }
    text
}

/// Sends the compressed file that stands beside the one asked for.
fn compression() -> String {
    let mut text = String::from("\n<IfModule mod_rewrite.c>\n<IfModule mod_headers.c>\n");
    text.push_str("  RewriteEngine On\n");
    for (name, ending) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "  RewriteCond %{{HTTP:Accept-Encoding}} (?:^|,)\\s*{name}\\s*(?:;\\s*q=(?:1|0?\\.0*[1-9])[0-9.]*\\s*)?(?:,|$)\n  RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n  RewriteRule ^(.+\\.(?:html|css|js|json|csv|ics|svg|xml|txt))$ $1.{ending} [L]\n"
        ));
    }
    for (name, ending) in [("br", "br"), ("gzip", "gz")] {
        for (inner, kind) in TYPES {
            text.push_str(&format!(
                "  <FilesMatch \"\\.{inner}\\.{ending}$\">\n    ForceType \"{kind}; charset=utf-8\"\n    Header set Content-Encoding {name}\n    Header merge Vary Accept-Encoding\n    SetEnv no-gzip 1\n    SetEnv no-brotli 1\n  </FilesMatch>\n"
            ));
        }
    }
    // The plain answer differs from them by what was asked for, too: caches between must know.
    text.push_str(
        "  <FilesMatch \"\\.(?:html|css|js|json|csv|ics|svg|xml|txt)$\">\n    Header merge Vary Accept-Encoding\n  </FilesMatch>\n</IfModule>\n</IfModule>\n",
    );
    text
}
