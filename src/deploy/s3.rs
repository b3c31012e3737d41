//! Amazon S3: a script that uploads, and the headers that only `CloudFront` can send.

use super::address::escaped;
use super::headers::{ALWAYS, FOREVER, REVALIDATED};
use super::{FOLDER, Published, in_folder};
use serde_json::json;

/// What files are, by their endings; the tools guess the others.
const TYPES: [(&str, &str); 9] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
];

pub(super) fn files(published: &Published<'_>) -> Vec<(String, String)> {
    vec![
        (in_folder("s3.sh"), script(published)),
        (in_folder("cloudfront-headers.json"), cloudfront(published)),
    ]
}

/// Uploads in an order in which no page is there before what it needs: assets, then everything
/// else, and last what is gone is removed. A bucket keeps headers for each object, and a redirect
/// as well, so the fifty rules of a bucket are left to others.
fn script(published: &Published<'_>) -> String {
    let base = published.base.trim_start_matches('/');
    let mut text = format!(
        "#!/bin/sh\n\
         # Written by Wellspring {place}. Uploads the folder that this file is in:\n\
         #\n\
         #   sh {FOLDER}/s3.sh BUCKET [OPTIONS OF aws, such as --dryrun or --endpoint-url URL]\n\
         #\n\
         # The bucket serves websites: aws s3 website s3://BUCKET --index-document index.html --error-document {base}404.html\n\
         # It sends no other headers; CloudFront does, with {FOLDER}/cloudfront-headers.json.\n\
         set -eu\n\
         bucket=${{1:?usage: sh {FOLDER}/s3.sh BUCKET [OPTIONS OF aws]}}\n\
         shift\n\
         cd \"$(dirname \"$0\")/..\"\n\
         to=s3://$bucket/{base}\n\n",
        place = published.place(),
    );
    let skipped = format!("--exclude '{FOLDER}/*' --exclude '.*'");
    for (is_asset, cache) in [(true, FOREVER), (false, REVALIDATED)] {
        for (ending, kind) in TYPES {
            // Of the filters the last that fits decides.
            let which = match is_asset {
                true => format!("--exclude '*' --include 'assets/*.{ending}'"),
                false => {
                    format!("--exclude '*' --include '*.{ending}' --exclude 'assets/*' {skipped}")
                }
            };
            text.push_str(&format!(
                "aws s3 sync . \"$to\" {which} --content-type '{kind}' --cache-control '{cache}' \"$@\"\n"
            ));
        }
    }
    let known: String =
        TYPES.iter().map(|(ending, _)| format!(" --exclude '*.{ending}'")).collect();
    text.push_str(&format!(
        "aws s3 sync . \"$to\"{known} --exclude 'assets/*' {skipped} --cache-control '{REVALIDATED}' \"$@\"\n\
         aws s3 sync assets \"${{to}}assets\"{known} --cache-control '{FOREVER}' \"$@\"\n"
    ));
    for redirect in &published.redirects {
        let file = &redirect.file;
        text.push_str(&format!(
            "aws s3 cp '{file}' \"${{to}}{file}\" --website-redirect '{}' --content-type 'text/html; charset=utf-8' --cache-control '{REVALIDATED}' \"$@\"\n",
            redirect.to
        ));
    }
    text.push_str(&format!("aws s3 sync . \"$to\" --delete {skipped} \"$@\"\n"));
    text
}

/// A response headers policy, as `aws cloudfront create-response-headers-policy` reads it.
fn cloudfront(published: &Published<'_>) -> String {
    let value = |wanted: &str| {
        ALWAYS.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value).unwrap_or_default()
    };
    let title = published.site.base_url.as_deref().unwrap_or("a site at the root of its host");
    let policy = json!({
        "Name": "wellspring",
        "Comment": escaped(title),
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "Override": true,
                "ContentSecurityPolicy": value("Content-Security-Policy"),
            },
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "Override": true, "ReferrerPolicy": value("Referrer-Policy") },
        },
        "CustomHeadersConfig": {
            "Quantity": 1,
            "Items": [{
                "Header": "Permissions-Policy",
                "Value": value("Permissions-Policy"),
                "Override": true,
            }],
        },
    });
    format!("{policy:#}\n")
}
