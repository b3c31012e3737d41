//! The picture that others show with a link: drawn where a site has a typeface. That of the tests,
//! `cases/fonts/boxes.ttf`, was made for them and has a box for every letter.

use crate::file_tree::{read_tree, repository};
use crate::site_case::{Built, SiteCase, page};
use image::{GenericImageView, ImageFormat};
use wellspring::options::BuildOptions;

const FONT: &str = "content/fonts/boxes.ttf";

fn font() -> Vec<u8> {
    std::fs::read(repository("tests/cases/fonts/boxes.ttf")).expect("the typeface is there")
}

/// The example site at an address.
fn built(fonts: &[(&str, Vec<u8>)]) -> Built {
    let site = SiteCase::empty();
    for (path, bytes) in read_tree(&repository("content")) {
        site.put(&format!("content/{path}"), bytes);
    }
    built_of(&site, fonts)
}

fn built_of(site: &SiteCase, fonts: &[(&str, Vec<u8>)]) -> Built {
    for (path, bytes) in fonts {
        site.put(path, bytes);
    }
    let base_url = Some("https://office.example.org/".to_owned());
    let (built, problems) = site.build(&BuildOptions { base_url, ..site.options() });
    assert!(!problems.contains("error["), "{problems}");
    built
}

fn head_of(built: &Built, path: &str) -> Vec<String> {
    let html = page(built, path);
    let lines = html.lines().filter(|line| line.contains("\"og:image"));
    lines.flat_map(|line| line.split("<meta ")).map(str::to_owned).collect()
}

/// The colour of a picture at a place.
fn dot(png: &[u8], x: u32, y: u32) -> [u8; 3] {
    let picture = image::load_from_memory_with_format(png, ImageFormat::Png).expect("is a picture");
    assert_eq!(picture.dimensions(), (1200, 630));
    let [red, green, blue, _] = picture.get_pixel(x, y).0;
    [red, green, blue]
}

#[test]
fn a_typeface_gives_every_page_a_picture() {
    let built = built(&[(FONT, font())]);
    for lang in ["zh", "en"] {
        let home = head_of(&built, &format!("{lang}/index.html")).concat();
        assert!(home.contains(&format!("/{lang}/share.png\"")), "{home}");
        assert!(home.contains("\"1200\"") && home.contains("\"630\""), "{home}");
        let target = head_of(&built, &format!("{lang}/targets/2023/index.html")).concat();
        assert!(target.contains(&format!("/{lang}/targets/2023/share.png\"")), "{target}");
        let project = head_of(&built, &format!("{lang}/projects/index.html")).concat();
        assert!(project.contains(&format!("/{lang}/share.png\"")), "{project}");
        let png = &built[&format!("{lang}/share.png")];
        // White ground, the band at the top, the bar as far as it is filled and where it is not.
        assert_eq!(dot(png, 20, 300), [255, 255, 255]);
        assert_eq!(dot(png, 600, 5), [0x0b, 0x4f, 0x6c]);
        assert_eq!(dot(png, 100, 512), [0x0b, 0x4f, 0x6c]);
        assert_eq!(dot(png, 1120, 512), [0xdf, 0xe5, 0xe8]);
        // The first letter of the title is a box of ink.
        assert_eq!(dot(png, 88, 100), [0x14, 0x19, 0x1d]);
    }
}

#[test]
fn the_typeface_is_not_published_and_without_it_nothing_is_drawn() {
    let font = font();
    let (with, without) = (built(&[(FONT, font.clone())]), built(&[]));
    let holding = with.iter().filter(|(_, bytes)| **bytes == font).count();
    assert_eq!(holding, 0);
    assert!(without.keys().all(|path| !path.ends_with("share.png")));
    assert!(head_of(&without, "en/index.html").is_empty());
}

#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let built = built_of(&SiteCase::small(), &[(FONT, font())]);
    let hash = blake3::hash(&built["en/share.png"]).to_hex();
    assert_eq!(&hash.as_str()[..16], "6fd141566d3f8f81");
}

#[test]
fn a_typeface_that_is_not_read_and_one_that_nothing_uses_are_told() {
    let site = SiteCase::small();
    site.put(FONT, font());
    assert!(site.problems().contains("is not used: the site has no address"));
    site.put("content/fonts/cut.otf", &font()[..200]);
    let problems = site.problems();
    assert!(
        problems.contains("`content/fonts/cut.otf`: no typeface can be read in it"),
        "{problems}"
    );
}
