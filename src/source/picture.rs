//! Pictures of the site folder, as far as pages need to know them.

use std::sync::Arc;

/// A picture below `content/` that pages may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path below `content/`: `images/port.jpg`, `files/map.png`.
    pub path: Arc<str>,
    /// The BLAKE3 hash of its bytes.
    pub digest: [u8; 32],
    /// How large it is, or why it cannot be shown.
    pub size: Result<PictureSize, BadPicture>,
}

/// How large a picture is when it stands upright, and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureSize {
    /// Dots from left to right.
    pub width: u32,
    /// Dots from top to bottom.
    pub height: u32,
    /// The format of what is published of it.
    pub format: PublishedFormat,
}

/// The format of what is published of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedFormat {
    /// For photographs.
    Jpeg,
    /// For drawings, and for pictures that one can look through.
    Png,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPicture {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// A picture in one of the widths that are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureVersion {
    /// Its path on the site.
    pub path: String,
    /// Dots from left to right.
    pub width: u32,
    /// Dots from top to bottom.
    pub height: u32,
}

/// The widths that are published of a picture, if it has as many dots: for a phone, for a column of
/// text, and for a fine screen.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Goes up whenever other bytes are made of the same picture.
const RECIPE: u8 = 1;

impl Picture {
    /// What is published of it, the narrowest first; nothing if it cannot be shown.
    #[must_use]
    pub fn versions(&self) -> Vec<PictureVersion> {
        let Ok(PictureSize { width, height, format }) = self.size else { return Vec::new() };
        let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
        let narrower = WIDTHS.into_iter().filter(|one| *one < widest);
        let ending = match format {
            PublishedFormat::Jpeg => "jpg",
            PublishedFormat::Png => "png",
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[RECIPE]);
        hasher.update(&self.digest);
        let hash = hasher.finalize().to_hex();
        let hash = &hash.as_str()[..HASH_LETTERS];
        let stem = self.stem();
        let version = |own: u32| PictureVersion {
            path: format!("assets/{stem}{own}.{hash}.{ending}"),
            width: own,
            height: scaled(height, own, width),
        };
        narrower.chain([widest]).map(version).collect()
    }

    /// Its name as far as it is plain, with a hyphen: readers who keep a picture see it.
    fn stem(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let plain = stem.chars().map(|c| c.to_ascii_lowercase());
        let plain = plain.filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-');
        let plain: String = plain.take(MOST_LETTERS).collect();
        if plain.is_empty() { "picture-".to_owned() } else { format!("{plain}-") }
    }
}

/// How much of a hash is in the name of a file.
const HASH_LETTERS: usize = 12;

/// How much of the name of a picture is in the names of what is published of it.
const MOST_LETTERS: usize = 40;

/// A height at another width, rounded, at least one dot.
fn scaled(height: u32, width: u32, whole: u32) -> u32 {
    let (height, width, whole) = (u64::from(height), u64::from(width), u64::from(whole.max(1)));
    let scaled = (height * width + whole / 2) / whole;
    u32::try_from(scaled.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Picture, PictureSize, PublishedFormat};

    fn widths(width: u32, height: u32) -> Vec<(u32, u32)> {
        let size = Ok(PictureSize { width, height, format: PublishedFormat::Jpeg });
        let picture = Picture { path: "images/港口 A-1.jpg".into(), digest: [7; 32], size };
        picture.versions().into_iter().map(|one| (one.width, one.height)).collect()
    }

    #[test]
    fn no_picture_is_enlarged() {
        assert_eq!(widths(4000, 3000), [(480, 360), (960, 720), (1600, 1200)]);
        assert_eq!(widths(1000, 10), [(480, 5), (960, 10), (1000, 10)]);
        assert_eq!(widths(960, 720), [(480, 360), (960, 720)]);
        assert_eq!(widths(1, 1), [(1, 1)]);
        assert_eq!(widths(64_000_000, 1), [(480, 1), (960, 1), (1600, 1)]);
    }

    #[test]
    fn names_are_plain() {
        let size = Ok(PictureSize { width: 2, height: 2, format: PublishedFormat::Png });
        let named = |path: &str| {
            let picture = Picture { path: path.into(), digest: [7; 32], size: size.clone() };
            picture.versions().remove(0).path
        };
        assert!(named("images/港口 A-1.jpg").starts_with("assets/a-1-2."));
        assert!(named("images/港口.png").starts_with("assets/picture-2."));
    }
}
