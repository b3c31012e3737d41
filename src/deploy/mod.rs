//! Files for the hosts of a site: headers, old addresses, error pages; a file a host.
//!
//! What a host reads from the folder that it publishes stands at the top of it, where it looks.
//! What is for people who run a server stands in [`FOLDER`]: only the output is written, and there
//! it belongs to the site that it speaks of. Servers are told to keep the folder to themselves.

mod address;
mod apache;
mod caddy;
mod headers;
mod nginx;
mod pages;
mod redirects;
mod s3;

use crate::model::{Host, Site};
use crate::plan::Redirect;
use address::{RedirectRule, escaped};

/// The folder of files for people who run a server.
pub const FOLDER: &str = "deploy";

/// What a host must know of a site.
struct Published<'a> {
    site: &'a Site,
    /// The path that it is published at, from `/` to `/`.
    base: &'a str,
    redirects: Vec<RedirectRule>,
}

/// The files for the hosts of a site, each with its path; `moves` are the old addresses of all of
/// its pages.
#[must_use]
pub fn deploy_files<'a>(
    site: &Site,
    redirects: impl Iterator<Item = &'a Redirect>,
) -> Vec<(String, Vec<u8>)> {
    // What is typed as an address must not become a line of a script.
    let base = &*escaped(site.base_path().unwrap_or("/"));
    let redirects = redirects.map(|one| RedirectRule::new(one, base)).collect();
    let published = Published { site, base, redirects };
    let mut files = Vec::new();
    for host in &site.deploy {
        files.extend(match host {
            Host::GithubPages => pages::github(&published),
            Host::Nginx => vec![(in_folder("nginx.conf"), nginx::snippet(&published))],
            Host::Caddy => vec![(in_folder("Caddyfile"), caddy::snippet(&published))],
            Host::Apache => vec![(".htaccess".to_owned(), apache::htaccess(&published))],
            Host::S3 => s3::files(&published),
            Host::GitlabPages | Host::Netlify | Host::CloudflarePages => Vec::new(),
        });
    }
    files.extend(headers::file(&published));
    files.extend(redirects::file(&published));
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

fn in_folder(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

impl Published<'_> {
    fn is_on(&self, host: Host) -> bool {
        self.site.deploy.contains(&host)
    }

    /// The address of the site for people, or what is supposed of it.
    fn place(&self) -> String {
        match &self.site.base_url {
            Some(base) => {
                let is_fit = |c: &char| !c.is_control() && !c.is_whitespace();
                format!("for {}", base.chars().filter(is_fit).collect::<String>())
            }
            None => "for a site at the root of its host, because `base_url` is not set".to_owned(),
        }
    }

    /// Each language with the folder that it is published at: `/zh/`.
    fn languages(&self) -> impl Iterator<Item = (&str, String)> {
        self.site.languages.iter().map(|one| (&*one.code, format!("{}{}/", self.base, one.code)))
    }
}
