//! Pictures: how large one is, and what is published of it. Bytes in, bytes out.
//!
//! What is published is made from the dots alone, so nothing that a camera wrote into the file (the
//! place, the time, its owner) is in it. It is the same on every machine: the decoder of JPEG is told
//! not to use what only some processors have, the others and the encoders have no such ways, and
//! pictures are made smaller by a filter without functions of the system's library.

mod draw;
mod inspect;
mod make;

pub use draw::{SHARE_SIZE, draw, is_font};
pub use inspect::inspect;
pub use make::make;

use crate::source::BadPicture;

/// Endings of names that a picture may have.
pub const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "webp"];

/// Whether a file is a picture by its name.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A picture with too many bytes to be read.
#[must_use]
pub fn too_large(n_bytes: u64) -> BadPicture {
    BadPicture {
        message: format!(
            "the picture has {n_bytes} bytes; at most {} are read",
            crate::limits::MAX_PICTURE_BYTES
        ),
        help: "save it smaller: 1600 dots are the widest that is published",
    }
}

/// A picture that no decoder can read.
fn unreadable(why: impl std::fmt::Display) -> BadPicture {
    BadPicture {
        message: format!("the picture cannot be read: {why}"),
        help: "open it in an editor of pictures and save it again as JPEG or PNG",
    }
}
