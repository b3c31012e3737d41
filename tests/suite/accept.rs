//! Expected output in files, which `UPDATE_CASES=1` rewrites.

/// Whether expected output is to be replaced by what comes out.
pub(crate) fn is_updating() -> bool {
    std::env::var("UPDATE_CASES").is_ok_and(|value| value == "1")
}

/// How two texts differ: the first line that does, and how to accept the new one.
pub(crate) fn difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (mut old, mut new) = (expected.lines(), actual.lines());
    let mut line = 1;
    loop {
        match (old.next(), new.next()) {
            (Some(one), Some(other)) if one == other => line += 1,
            (one, other) => {
                let shown = |text: Option<&str>| text.unwrap_or("(nothing)").to_owned();
                return Some(format!(
                    "line {line}\n  expected: {}\n  actual:   {}",
                    shown(one),
                    shown(other)
                ));
            }
        }
    }
}

/// Fails with all failures in one message.
#[track_caller]
pub(crate) fn assert_none(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} failures; if the new output is right, accept it with `UPDATE_CASES=1 cargo test`\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}
