//! A part of the configuration of nginx.

use super::headers::{ALWAYS, FOREVER, HSTS, REVALIDATED};
use super::{FOLDER, Published};

/// Types that get a charset as pages do.
const TEXTS: &str = "text/css text/plain text/xml text/csv text/calendar text/javascript application/javascript application/json application/xml image/svg+xml";

pub(super) fn snippet(published: &Published<'_>) -> String {
    let base = published.base;
    let mut text = head(published);
    text.push_str(&format!("set $wellspring_not_found {base}404.html;\n"));
    for (_, folder) in published.languages() {
        text.push_str(&format!(
            "if ($uri ~ ^{}) {{ set $wellspring_not_found {folder}404.html; }}\n",
            super::address::in_pattern(&folder)
        ));
    }
    let inner = |text: &mut String, cache: &str| {
        // What one location adds hides what those around it add.
        for (name, value) in ALWAYS {
            text.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
        }
        text.push_str(&format!("    # add_header Strict-Transport-Security \"{HSTS}\" always;\n"));
        // Nobody may keep the answer that an asset is not there.
        let always = if cache == FOREVER { "" } else { " always" };
        text.push_str(&format!("    add_header Cache-Control \"{cache}\"{always};\n"));
    };
    text.push_str(&format!(
        "\nlocation {base} {{\n    index index.html;\n    absolute_redirect off;\n"
    ));
    text.push_str("    error_page 404 $wellspring_not_found;\n");
    text.push_str(&format!("    charset utf-8;\n    charset_types {TEXTS};\n"));
    text.push_str(&compression(published));
    inner(&mut text, REVALIDATED);
    text.push_str("}\n");
    text.push_str(&format!(
        "\nlocation ~ ^{}.*\\.(?:csv|ics)$ {{\n",
        super::address::in_pattern(base)
    ));
    text.push_str("    types { text/csv csv; text/calendar ics; }\n");
    text.push_str("    error_page 404 $wellspring_not_found;\n");
    text.push_str(&format!("    charset utf-8;\n    charset_types {TEXTS};\n"));
    text.push_str(&compression(published));
    inner(&mut text, REVALIDATED);
    text.push_str("}\n");
    text.push_str(&format!("\nlocation ^~ {base}assets/ {{\n"));
    text.push_str("    error_page 404 $wellspring_not_found;\n");
    text.push_str(&format!("    charset utf-8;\n    charset_types {TEXTS};\n"));
    text.push_str(&compression(published));
    inner(&mut text, FOREVER);
    text.push_str("}\n");
    text.push_str(&closed(published));
    text.push_str(&redirects(published));
    text
}

fn head(published: &Published<'_>) -> String {
    let base = published.base;
    format!(
        "# Written by Wellspring {place}.\n\
         # The site is in the folder `root` of the server, at {base}. Include this file in its `server`:\n\
         #\n\
         #   server {{\n\
         #     listen 80;\n\
         #     root /srv/www;\n\
         #     include /srv/www{base}{FOLDER}/nginx.conf;\n\
         #   }}\n\n",
        place = published.place(),
    )
}

fn compression(published: &Published<'_>) -> String {
    match published.site.precompress {
        true => "    gzip_static on;\n    gzip_vary on;\n    # brotli_static on; # with the module ngx_brotli\n".to_owned(),
        false => String::new(),
    }
}

/// What is not for readers: files for the server, and hidden ones.
fn closed(published: &Published<'_>) -> String {
    let (base, pattern) = (published.base, super::address::in_pattern(published.base));
    let answer = "error_page 404 $wellspring_not_found; return 404;";
    let mut text = format!(
        "\nlocation ^~ {base}{FOLDER}/ {{ {answer} }}\n\
         location ~ ^{pattern}(?:.*/)?\\.(?!well-known/) {{ {answer} }}\n"
    );
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        text.push_str(&format!(
            "location = {bare} {{ absolute_redirect off; return 301 {base}; }}\n"
        ));
    }
    text
}

fn redirects(published: &Published<'_>) -> String {
    let mut text = String::new();
    for redirect in &published.redirects {
        for from in redirect.forms(published.base) {
            text.push_str(&format!(
                "location = {from} {{ absolute_redirect off; return 301 {}; }}\n",
                redirect.to
            ));
        }
    }
    text
}
