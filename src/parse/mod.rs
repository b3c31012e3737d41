//! From text to raw values, one file at a time; never fails, keeps the place of everything.

pub mod damage;
pub mod fields;
pub mod front_matter;
pub mod html;
pub mod identity;
pub mod localized;
pub mod markdown;
mod nested;
pub mod node;
pub mod records;
pub mod yaml;
