//! What is sent with the files of a site: what browsers may do with them, and how long they keep.

use super::Published;
use crate::model::Host;

/// What a page may load, which is what pages of the built-in theme do load: style sheets, scripts
/// and pictures of the site itself. Nothing stands inline, nothing comes from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What no page asks a reader for.
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Sent with every file.
pub(super) const ALWAYS: [(&str, &str); 4] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", PERMISSIONS),
];

/// How long a file keeps whose name changes with what it holds.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// All other files may be kept, but are asked for again each time.
pub(super) const REVALIDATED: &str = "no-cache";

/// A header that only somebody who runs the whole host can decide on.
pub(super) const HSTS: &str = "max-age=31536000";

/// `_headers`, which Netlify and Cloudflare Pages read alike. Both let caches ask again each time
/// for what no rule names. Where two rules give one header, both values are sent: so no rule for
/// all files has one that a rule for some of them has too.
pub(super) fn file(published: &Published<'_>) -> Option<(String, String)> {
    let is_read = [Host::Netlify, Host::CloudflarePages].iter().any(|one| published.is_on(*one));
    let mut text = format!("# Written by Wellspring {}.\n/*\n", published.place());
    for (name, value) in ALWAYS {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str(&format!("  # Strict-Transport-Security: {HSTS}\n"));
    text.push_str(&format!("/assets/*\n  Cache-Control: {FOREVER}\n"));
    is_read.then(|| ("_headers".to_owned(), text))
}
