//! What is published of a picture: its dots in a few widths.

use super::inspect::{format, inspect, jpeg, orientation};
use super::unreadable;
use crate::source::{BadPicture, PictureVersion, PublishedFormat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};
use std::io::Cursor;
use zune_core::colorspace::ColorSpace;

/// Of 100. At 80 a photograph shows no traces of it and is half as large as at 90.
const JPEG_QUALITY: u8 = 80;

/// A filter that adds and multiplies only: Lanczos takes sines from the library of the system, which
/// are not the same everywhere.
const FILTER: FilterType = FilterType::CatmullRom;

/// Makes the versions of a picture, in their order.
///
/// # Errors
///
/// If the picture cannot be read.
pub fn make(bytes: &[u8], versions: &[PictureVersion]) -> Result<Vec<Vec<u8>>, BadPicture> {
    let published = inspect(bytes)?.format;
    let mut picture = match format(bytes)? {
        ImageFormat::Jpeg => read_jpeg(bytes)?,
        format => read(bytes, format)?,
    };
    // The widest first: each further one is made from the one before, which is as good and faster.
    let mut made = Vec::with_capacity(versions.len());
    for version in versions.iter().rev() {
        if (picture.width(), picture.height()) != (version.width, version.height) {
            picture = picture.resize_exact(version.width, version.height, FILTER);
        }
        made.push(encode(&picture, published)?);
    }
    made.reverse();
    Ok(made)
}

fn read_jpeg(bytes: &[u8]) -> Result<DynamicImage, BadPicture> {
    let mut decoder = jpeg(bytes);
    decoder.decode_headers().map_err(unreadable)?;
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let space = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
    let orientation = orientation(&decoder);
    let dots = decoder.decode().map_err(unreadable)?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let size = u32::try_from(width).ok().zip(u32::try_from(height).ok());
    let picture = size.and_then(|(width, height)| match is_grey {
        true => GrayImage::from_raw(width, height, dots).map(DynamicImage::from),
        false => RgbImage::from_raw(width, height, dots).map(DynamicImage::from),
    });
    let mut picture = picture.ok_or_else(|| unreadable("dots are missing"))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn read(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, BadPicture> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    // Eight bits for each colour are what browsers show.
    Ok(match picture.color().has_alpha() {
        true => picture.into_rgba8().into(),
        false => picture.into_rgb8().into(),
    })
}

pub(super) fn encode(
    picture: &DynamicImage,
    published: PublishedFormat,
) -> Result<Vec<u8>, BadPicture> {
    let mut bytes = Vec::new();
    let written = match published {
        PublishedFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
            match picture.color().has_alpha() {
                true => DynamicImage::from(picture.to_rgb8()).write_with_encoder(encoder),
                false => picture.write_with_encoder(encoder),
            }
        }
        // The fast way is one of its own, the same everywhere; others go through the library that
        // workbooks are packed with, which may choose by processor.
        PublishedFormat::Png => picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Fast,
            PngFilter::Adaptive,
        )),
    };
    written.map_err(unreadable)?;
    Ok(bytes)
}
