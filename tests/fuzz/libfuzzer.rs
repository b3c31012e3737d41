//! One fuzz target under libFuzzer; the variable `TARGET` says which. `run` builds and starts it.

#![no_main]

#[path = "targets/mod.rs"]
mod targets;

use std::sync::OnceLock;
use targets::{TARGETS, Target};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    static TARGET: OnceLock<&Target> = OnceLock::new();
    let target = TARGET.get_or_init(|| {
        let name = std::env::var("TARGET").expect("the variable TARGET names a target");
        TARGETS.iter().find(|target| target.name == name).expect("there is a target of that name")
    });
    (target.run)(data);
});
