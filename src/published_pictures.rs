//! The pictures of a site as they are published: made when they are asked for, all widths at once.

use crate::build_cache::Digest;
use crate::check::bad_picture;
use crate::diag::Diagnostic;
use crate::picture;
use crate::plan::shown_pictures;
use crate::render::EditionParts;
use crate::source::{Picture, PictureVersion, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// A picture that pages show.
#[derive(Debug)]
pub struct PublishedPicture<'a> {
    /// Its file below `content/`, and what is known of it.
    pub picture: &'a Picture,
    /// What is published of it.
    pub versions: Vec<PictureVersion>,
    /// Where it is named.
    span: Span,
    /// What has been made of it and not yet been taken.
    made: Mutex<Vec<Option<Vec<u8>>>>,
}

/// Unpacked, a picture takes up to some 250 MB: only one that large at a time.
static LARGE: Mutex<()> = Mutex::new(());

/// From how many dots on a picture is large; most cameras write twelve million.
const MANY_DOTS: u64 = 16_000_000;

/// The pictures that pages of some editions show, in the order of their paths.
pub fn published_pictures<'a>(
    editions: &[EditionParts<'_>],
    sources: &'a Sources,
) -> Vec<PublishedPicture<'a>> {
    let shown = editions.iter().flat_map(|one| shown_pictures(one.model, &one.plan.links));
    let mut places = BTreeMap::new();
    for (path, span) in shown {
        places.entry(path).or_insert(span);
    }
    // The same file may lie in two places under one name.
    let mut paths = BTreeSet::new();
    let published = places.into_iter().filter_map(|(path, span)| {
        let picture = sources.picture(&path)?;
        let versions = picture.versions();
        let is_new = paths.insert(versions.first()?.path.clone());
        is_new.then_some(PublishedPicture { picture, versions, span, made: Mutex::default() })
    });
    published.collect()
}

impl PublishedPicture<'_> {
    /// The bytes of one of its versions, made from the bytes of its file. Whoever asks for one will
    /// ask for the others, so they are kept until then.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn version<E>(
        &self,
        number: usize,
        read: impl FnOnce(&Digest) -> Result<Vec<u8>, E>,
        refuse: impl FnOnce(Box<Diagnostic>) -> E,
    ) -> Result<Vec<u8>, E> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = made.get_mut(number).and_then(Option::take) {
            return Ok(bytes);
        }
        let bytes = read(&self.picture.digest)?;
        let size = self
            .picture
            .size
            .as_ref()
            .map_or(0, |size| u64::from(size.width) * u64::from(size.height));
        let one_by_one =
            (size > MANY_DOTS).then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
        let all = picture::make(&bytes, &self.versions);
        drop(one_by_one);
        let all = all.map_err(|bad| {
            refuse(Box::new(bad_picture(&self.picture.path, &bad, Some(self.span))))
        })?;
        *made = all.into_iter().map(Some).collect();
        Ok(made.get_mut(number).and_then(Option::take).unwrap_or_default())
    }
}
