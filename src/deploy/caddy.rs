//! A part of a Caddyfile.

use super::address::escaped;
use super::headers::{ALWAYS, FOREVER, HSTS, REVALIDATED};
use super::{FOLDER, Published};

pub(super) fn snippet(published: &Published<'_>) -> String {
    let base = published.base;
    let mut text = format!(
        "# Written by Wellspring {place}.\n\
         # The site is in the folder `root`, at {base}. Import this file in the block of its host:\n\
         #\n\
         #   example.org {{\n\
         #     root * /srv/www\n\
         #     import /srv/www{base}{FOLDER}/Caddyfile\n\
         #   }}\n\n",
        place = published.place(),
    );
    text.push_str(&format!("header {base}* {{\n"));
    for (name, value) in ALWAYS {
        text.push_str(&format!("\t{name} \"{value}\"\n"));
    }
    text.push_str(&format!("\t# Strict-Transport-Security \"{HSTS}\"\n"));
    // Only where nothing more exact was said of a file.
    text.push_str(&format!("\t?Cache-Control \"{REVALIDATED}\"\n"));
    if published.site.precompress {
        // Plain answers, too: a cache between must know that others get other bytes.
        text.push_str("\t?Vary Accept-Encoding\n");
    }
    text.push_str("}\n");
    text.push_str(&format!("@wellspring_assets {{\n\tpath {base}assets/*\n\tfile\n}}\n"));
    text.push_str(&format!("header @wellspring_assets Cache-Control \"{FOREVER}\"\n"));
    text.push_str(&format!("@wellspring_csv {{\n\tpath {base}*.csv\n\tfile\n}}\n"));
    text.push_str("header @wellspring_csv Content-Type \"text/csv; charset=utf-8\"\n");
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        text.push_str(&format!("redir {bare} {base} permanent\n"));
    }
    for redirect in &published.redirects {
        for from in redirect.forms(base) {
            text.push_str(&format!("redir {} {} permanent\n", escaped(&from), redirect.to));
        }
    }
    text.push_str(&format!(
        "@wellspring_closed {{\n\tpath {base}{FOLDER}/* {base}.*\n\tnot path {base}.well-known/*\n}}\nerror @wellspring_closed 404\n"
    ));
    text.push_str(&file_server(published));
    text.push_str(&errors(published));
    text
}

fn file_server(published: &Published<'_>) -> String {
    match published.site.precompress {
        true => "file_server {\n\tprecompressed br gzip\n}\n".to_owned(),
        false => "file_server\n".to_owned(),
    }
}

/// Error pages: that of the language, or else that at the top.
fn errors(published: &Published<'_>) -> String {
    let base = published.base;
    let mut text = String::from("handle_errors {\n");
    let is_404 = "expression {http.error.status_code} == 404";
    for (code, folder) in published.languages() {
        text.push_str(&format!(
            "\t@wellspring_{code} {{\n\t\t{is_404}\n\t\tpath {folder}*\n\t}}\n\trewrite @wellspring_{code} {folder}404.html\n"
        ));
    }
    let not = published.languages().map(|(_, folder)| format!(" {folder}*")).collect::<String>();
    text.push_str(&format!(
        "\t@wellspring_other {{\n\t\t{is_404}\n\t\tpath {base}*\n\t\tnot path{not}\n\t}}\n\trewrite @wellspring_other {base}404.html\n"
    ));
    // What was said of the answer before it became an error holds no longer.
    text.push_str(&format!("\theader {base}* Cache-Control \"{REVALIDATED}\"\n"));
    text.push_str("\tfile_server\n}\n");
    text
}
