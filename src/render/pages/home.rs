//! The home page of a language.

use super::Page;
use crate::plan::{PageKind, Role};
use crate::render::home;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "home",
        path: "index.html",
        title: Some("nav-home"),
        header: Some("nav-home"),
        role: Role::Front,
        ..PageKind::USUAL
    },
    content: html!("home.html", home::home),
};
