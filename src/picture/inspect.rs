//! How large a picture is, without unpacking it.

use super::{too_large, unreadable};
use crate::limits::{MAX_PICTURE_BYTES, MAX_PICTURE_DOTS};
use crate::source::{BadPicture, PictureSize, PublishedFormat};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;
use zune_core::bytestream::ZCursor;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// How large a picture is and what is made of it. It is looked at as far as that goes without
/// unpacking it: whether it ends where it should, too, because a picture that was cut off on its way
/// is the most frequent broken one.
///
/// # Errors
///
/// If it cannot be shown.
pub fn inspect(bytes: &[u8]) -> Result<PictureSize, BadPicture> {
    if bytes.len() as u64 > MAX_PICTURE_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    let (width, height, orientation, published) = match format(bytes)? {
        ImageFormat::Jpeg => {
            let mut decoder = jpeg(bytes);
            decoder.decode_headers().map_err(unreadable)?;
            let (width, height) = decoder.dimensions().unwrap_or_default();
            let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let orientation = orientation(&decoder);
            (size(width), size(height), orientation, PublishedFormat::Jpeg)
        }
        format => {
            let mut decoder = ImageReader::with_format(Cursor::new(bytes), format)
                .into_decoder()
                .map_err(unreadable)?;
            let (width, height) = decoder.dimensions();
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let is_clear = format == ImageFormat::Png || decoder.color_type().has_alpha();
            let published = if is_clear { PublishedFormat::Png } else { PublishedFormat::Jpeg };
            (width, height, orientation, published)
        }
    };
    if width == 0 || height == 0 {
        return Err(unreadable("it has no dots"));
    }
    if u64::from(width) * u64::from(height) > MAX_PICTURE_DOTS {
        return Err(BadPicture {
            message: format!(
                "the picture is {width} by {height} dots large; at most {MAX_PICTURE_DOTS} in all are read"
            ),
            help: "save it smaller: 1600 dots are the widest that is published",
        });
    }
    let (width, height) = if is_turned(orientation) { (height, width) } else { (width, height) };
    Ok(PictureSize { width, height, format: published })
}

/// The format of a picture that can be read, whole.
pub(super) fn format(bytes: &[u8]) -> Result<ImageFormat, BadPicture> {
    let format = image::guess_format(bytes).ok();
    let is_whole = match format {
        Some(ImageFormat::Jpeg) => is_whole_jpeg(bytes),
        Some(ImageFormat::Png) => is_whole_png(bytes),
        Some(ImageFormat::WebP) => is_whole_webp(bytes),
        _ => return Err(unsupported(bytes)),
    };
    match format.filter(|_| is_whole) {
        Some(format) => Ok(format),
        None => Err(BadPicture {
            message: "the picture is cut off: its end is missing".to_owned(),
            help: "copy the file again from where it came from",
        }),
    }
}

/// A decoder that gives the same dots on every machine: without what only some processors have.
pub(super) fn jpeg(bytes: &[u8]) -> JpegDecoder<ZCursor<&[u8]>> {
    let most = usize::try_from(MAX_PICTURE_DOTS).unwrap_or(usize::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_use_unsafe(false)
        .set_max_width(most)
        .set_max_height(most);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options)
}

/// How a JPEG picture is to be turned, as the camera wrote.
pub(super) fn orientation(decoder: &JpegDecoder<ZCursor<&[u8]>>) -> Orientation {
    let exif = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    exif.unwrap_or(Orientation::NoTransforms)
}

/// Whether what was written as rows are columns.
const fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether the picture ends with its mark; the small one that cameras put into its head does not
/// count, and what some telephones put behind it does no harm.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    // Segments say how long they are, up to the one after which the dots come.
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xda => return memchr::memmem::find(&bytes[at..], &[0xff, 0xd9]).is_some(),
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

/// Whether the last of its chunks is the one that ends it.
fn is_whole_png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some([a, b, c, d, name @ ..]) = bytes.get(at..at + 8) {
        let n_bytes = u32::from_be_bytes([*a, *b, *c, *d]);
        // Name and checksum, which stand beside what is counted.
        at = match usize::try_from(n_bytes).ok().and_then(|n| at.checked_add(n)?.checked_add(12)) {
            Some(end) if end <= bytes.len() => end,
            _ => return false,
        };
        if name == b"IEND" {
            return true;
        }
    }
    false
}

/// Whether there are as many bytes as it says.
fn is_whole_webp(bytes: &[u8]) -> bool {
    let said = bytes.get(4..8).and_then(|said| said.try_into().ok()).map(u32::from_le_bytes);
    said.is_some_and(|said| u64::from(said) + 8 <= bytes.len() as u64)
}

/// What a file is that is no picture that can be read.
fn unsupported(bytes: &[u8]) -> BadPicture {
    let is = |mark: &[u8]| bytes.starts_with(mark);
    let brand = bytes.get(4..12).unwrap_or_default();
    let name = match brand {
        b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftypheim" => "a HEIC picture, as iPhones write",
        b"ftypavif" | b"ftypavis" => "an AVIF picture",
        _ if is(b"GIF8") => "a GIF picture",
        _ if is(b"II*\0") || is(b"MM\0*") => "a TIFF picture",
        _ if is(b"BM") => "a BMP picture",
        _ if is(b"%PDF") => "a PDF document",
        _ if is(b"<svg") || is(b"<?xml") => "an SVG drawing",
        _ if bytes.is_empty() => "empty",
        _ => "no picture",
    };
    BadPicture {
        message: format!("the file is {name}; JPEG, PNG and WebP are read"),
        help: "save it as JPEG, or as PNG if it is a drawing; other files can be offered from `content/files/`",
    }
}
