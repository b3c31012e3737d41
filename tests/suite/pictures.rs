//! Pictures: what is published of them, and what becomes of broken ones. Those here are made here.

use crate::site_case::SiteCase;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use std::io::Cursor;
use wellspring::picture::{inspect, make};
use wellspring::source::{Picture, PictureSize, PublishedFormat};

/// A picture of some colours that differ everywhere.
fn drawn(width: u32, height: u32) -> DynamicImage {
    let dot = |x: u32, y: u32| {
        let part = |n: u32| u8::try_from(n % 256).expect("is below 256");
        image::Rgb([part(x * 7 + y), part(x + y * 3), part((x / 9) * (y / 5))])
    };
    RgbImage::from_fn(width, height, dot).into()
}

fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).expect("is written into memory");
    bytes
}

fn as_format(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("is written into memory");
    bytes.into_inner()
}

/// A JPEG picture that says how it is to be turned, and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x0e, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SECRET PLACE");
    let n_bytes = u16::try_from(exif.len() + 2).expect("is short");
    let segment = [&[0xff, 0xe1][..], &n_bytes.to_be_bytes(), &exif].concat();
    [&jpeg[..2], &segment, &jpeg[2..]].concat()
}

/// All versions of a picture with what is known of it.
fn made(bytes: &[u8]) -> (PictureSize, Vec<Vec<u8>>) {
    let size = inspect(bytes).expect("it can be shown");
    let digest = *blake3::hash(bytes).as_bytes();
    let picture = Picture { path: "images/a.jpg".into(), digest, size: Ok(size) };
    (size, make(bytes, &picture.versions()).expect("it can be read"))
}

#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let clear =
        |x: u32, y: u32| image::Rgba([9, 90, 200, u8::try_from((x + y) % 256).expect("is")]);
    let clear: DynamicImage = RgbaImage::from_fn(530, 300, clear).into();
    let grey: DynamicImage = drawn(500, 400).to_luma8().into();
    let pictures = [
        jpeg(&drawn(1000, 701)),
        with_exif(&jpeg(&drawn(510, 300)), 6),
        jpeg(&grey),
        as_format(&drawn(500, 300), ImageFormat::Png),
        as_format(&clear, ImageFormat::Png),
        as_format(&drawn(500, 300), ImageFormat::WebP),
    ];
    let hash = |bytes: &Vec<u8>| blake3::hash(bytes).to_hex()[..8].to_owned();
    let found = pictures.iter().map(|bytes| made(bytes).1.iter().map(hash).collect::<Vec<_>>());
    let expected: [&[&str]; 6] = [&[], &[], &[], &[], &[], &[]];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn pictures_stand_upright_and_tell_nothing_of_the_camera() {
    let plain = jpeg(&drawn(1000, 400));
    let turned = with_exif(&plain, 6);
    let (size, versions) = made(&turned);
    assert_eq!((size.width, size.height), (400, 1000));
    assert_eq!(size.format, PublishedFormat::Jpeg);
    let one = image::load_from_memory(&versions[0]).expect("is a picture");
    assert_eq!((one.width(), one.height()), (400, 1000));
    // What was at the left of the top is at its right.
    let whole = image::load_from_memory(&plain).expect("is a picture").to_rgb8();
    let (then, now) = (whole.get_pixel(5, 5), one.to_rgb8().get_pixel(394, 5).0);
    assert!(then.0.iter().zip(now).all(|(then, now)| then.abs_diff(now) < 40), "{then:?} {now:?}");
    for version in &versions {
        for mark in [&b"SECRET"[..], b"Exif", b"ICC_PROFILE", b"http"] {
            assert!(memchr::memmem::find(version, mark).is_none());
        }
    }
}

#[test]
fn broken_pictures_are_told_and_never_end_the_program() {
    let pictures = [
        jpeg(&drawn(60, 40)),
        with_exif(&jpeg(&drawn(60, 40)), 8),
        as_format(&drawn(60, 40), ImageFormat::Png),
        as_format(&drawn(60, 40), ImageFormat::WebP),
    ];
    for whole in &pictures {
        for length in (0..whole.len()).step_by(7) {
            assert!(inspect(&whole[..length]).is_err(), "cut off at {length}");
        }
        for at in (0..whole.len()).step_by(3) {
            for flip in [0xff, 0x80, 0x01] {
                let mut broken = whole.clone();
                broken[at] ^= flip;
                let Ok(size) = inspect(&broken) else { continue };
                let picture = Picture { path: "a".into(), digest: [0; 32], size: Ok(size) };
                // Some still show something, others say what is wrong.
                let _ = make(&broken, &picture.versions());
            }
        }
    }
}

#[test]
fn a_site_makes_a_picture_once_and_never_one_that_is_broken_within() {
    let site = SiteCase::small();
    let park = "- { id: quay, name: { zh: 码头, en: Quay }, source: report, \
                images: { file: images/quay.png, alt: { zh: 码头, en: The quay } } }\n";
    site.put("content/data/parks.yaml", park);
    let mut bytes = as_format(&drawn(700, 300), ImageFormat::Png);
    site.put("content/images/quay.png", &bytes);
    let (built, problems) = site.build(&site.options());
    assert_eq!(problems, "");
    let pictures = || built.iter().filter(|(path, _)| path.ends_with(".png"));
    assert_eq!(pictures().count(), 2, "{:?}", built.keys());
    assert!(!built.keys().any(|path| path.contains("images/")), "the file itself is not published");
    let path = pictures().next().expect("there are two").0.clone();
    let changed = || {
        let file = site.options().output.join(&path);
        file.metadata().and_then(|file| file.modified()).expect("it stands there")
    };
    let then = changed();
    site.put("content/data/parks.yaml", park.replace("en: Quay", "en: Quays"));
    site.build(&site.options());
    assert_eq!(changed(), then);
    // Whole from outside, but what it is packed in is not.
    let at = bytes.len() / 2;
    bytes[at..at + 40].fill(0);
    site.put("content/images/quay.png", &bytes);
    let problems = site.problems_of_build();
    assert!(problems.contains("error[bad-picture]: `content/images/quay.png`"), "{problems}");
    assert!(problems.starts_with("content/data/parks.yaml:1:"), "{problems}");
}
