//! Pictures on pages: which version a browser takes, how large it is, what stands for it.

use super::scope::Scope;
use super::view::{PictureView, PicturesView, TextView};
use crate::model::Image;
use crate::plan::{LinkTarget, Of, PagePlan};
use crate::source::{Picture, PictureVersion};

/// How wide the picture at the head of a page is, as the style sheet has it.
const HEAD_SIZES: &str = "(min-width: 48em) 27rem, 15rem";

/// How wide one of several is, and how wide one in a text.
const SMALL_SIZES: &str = "(min-width: 48em) 14rem, 50vw";
const TEXT_SIZES: &str = "(min-width: 48em) 42rem, 100vw";

/// From this width on a picture can stand in a column of text on a fine screen; browsers that know
/// nothing of several versions take it.
const USUAL: u32 = 960;

impl<'a> Scope<'a> {
    /// The pictures of what a page is of; nothing on the further pages of its list.
    pub(super) fn pictures(&self, page: &PagePlan) -> Option<PicturesView<'a>> {
        let model = self.site.model;
        let images: &[Image] = match (page.number, page.id.of) {
            (0, Of::Text(number)) => &model.pages[number].texts.get_or_fallback(self.lang).1.images,
            (0, _) => &model.record(page.id.record()?).any_header().images,
            _ => return None,
        };
        let mut shown = images.iter().filter_map(|image| self.image(image));
        let head = PictureView { sizes: HEAD_SIZES, ..shown.next()? };
        Some(PicturesView { head, more: shown.collect() })
    }

    /// The pictures of a record, small, where it has no page of its own.
    pub(super) fn small_pictures(&self, images: &'a [Image]) -> Vec<PictureView<'a>> {
        images.iter().filter_map(|image| self.image(image)).collect()
    }

    fn image(&self, image: &'a Image) -> Option<PictureView<'a>> {
        let picture = self.site.sources.picture(&image.file.text)?;
        let versions = picture.versions();
        let (usual, widest) = (usual(&versions)?, versions.last()?);
        let TextView { text, lang } = self.text(&image.alt);
        Some(PictureView {
            src: self.up_to(&usual.path),
            srcset: self.srcset(&versions),
            sizes: SMALL_SIZES,
            width: usual.width.to_string(),
            height: usual.height.to_string(),
            large: self.up_to(&widest.path),
            alt: text,
            lang,
            credit: self.text_opt(image.credit.as_ref()),
        })
    }

    fn srcset(&self, versions: &[PictureVersion]) -> String {
        let one = |one: &PictureVersion| format!("{} {}w", self.up_to(&one.path), one.width);
        versions.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The file of a picture that a text shows or leads to.
    pub(super) fn picture_href(&self, path: &str) -> Option<String> {
        let versions = self.site.sources.picture(path).map(Picture::versions)?;
        Some(self.up_to(&usual(&versions)?.path))
    }

    /// What stands in the attribute `decoding` of a picture in a text, and behind it.
    pub(super) fn in_text(&self, target: Option<&LinkTarget>) -> String {
        let path = match target {
            Some(LinkTarget::Picture(path) | LinkTarget::Static(path)) => path,
            _ => return "async".to_owned(),
        };
        let versions = self.site.sources.picture(path).map(Picture::versions).unwrap_or_default();
        let Some(PictureVersion { width, height, .. }) = usual(&versions) else {
            return "async".to_owned();
        };
        let several = match versions.len() {
            1 => String::new(),
            _ => format!("\" srcset=\"{}\" sizes=\"{TEXT_SIZES}", self.srcset(&versions)),
        };
        format!("async\" width=\"{width}\" height=\"{height}{several}")
    }
}

/// The version for browsers that take no choice.
fn usual(versions: &[PictureVersion]) -> Option<&PictureVersion> {
    versions.iter().find(|one| one.width >= USUAL).or(versions.last())
}
