//! Where a site is published: the hosts that it brings its own configuration for.

/// A host that files are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Host {
    /// GitHub Pages.
    GithubPages,
    /// GitLab Pages.
    GitlabPages,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    CloudflarePages,
    /// A server with nginx.
    Nginx,
    /// A server with Caddy.
    Caddy,
    /// A server with Apache.
    Apache,
    /// A bucket of Amazon S3, or of a store that speaks its language.
    S3,
}

impl Host {
    /// Every host by the word for it in `site.yaml`.
    pub const WORDS: &[(&str, Self)] = &[
        ("github-pages", Self::GithubPages),
        ("gitlab-pages", Self::GitlabPages),
        ("netlify", Self::Netlify),
        ("cloudflare-pages", Self::CloudflarePages),
        ("nginx", Self::Nginx),
        ("caddy", Self::Caddy),
        ("apache", Self::Apache),
        ("s3", Self::S3),
    ];

    /// Whether it serves every site from the root of a name of its own, never below a path.
    #[must_use]
    pub const fn is_at_root(self) -> bool {
        matches!(self, Self::Netlify | Self::CloudflarePages | Self::S3)
    }
}
