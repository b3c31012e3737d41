//! Markdown documents that are test suites: a heading starts a case, a fenced block with a path
//! is a file, a block `diagnostics` is what must be reported.

/// One case of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    /// Its heading.
    pub(crate) title: String,
    /// Its files by their path in the site folder.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// What must be reported, if it says so.
    pub(crate) expected: Option<String>,
    /// The first line of the block `diagnostics`, from 0, and the line of its end.
    place: (usize, usize),
}

/// The cases of a document, in order. Text before the first block of a heading is prose.
#[track_caller]
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), ..Case::default() });
            continue;
        }
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() < 3 {
            continue;
        }
        let length = lines[at..].iter().position(|line| *line == fence);
        let end = at + length.unwrap_or_else(|| panic!("line {at}: the block does not end"));
        let body: String = lines[at..end].iter().flat_map(|line| [*line, "\n"]).collect();
        let case =
            cases.last_mut().unwrap_or_else(|| panic!("line {at}: a block before any heading"));
        match line[fence.len()..].split_once(' ') {
            Some(("escaped", path)) => case.files.push((path.to_owned(), unescaped(&body))),
            Some((_, path)) => case.files.push((path.to_owned(), body.into_bytes())),
            None if &line[fence.len()..] == "diagnostics" => {
                case.expected = Some(body);
                case.place = (at, end);
            }
            None => panic!("line {at}: a block is `diagnostics` or names a file"),
        }
        at = end + 1;
    }
    cases
}

/// The document with other contents of its blocks `diagnostics`, one for each case that has one.
pub(crate) fn with_expected(text: &str, cases: &[Case], actual: &[String]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (mut result, mut at) = (String::new(), 0);
    let mut push = |part: &[&str]| part.iter().for_each(|line| result.extend([*line, "\n"]));
    for (case, actual) in cases.iter().zip(actual).filter(|(case, _)| case.expected.is_some()) {
        push(&lines[at..case.place.0]);
        push(&actual.lines().collect::<Vec<_>>());
        at = case.place.1;
    }
    push(&lines[at..]);
    result
}

/// `\t` and `\xBB` as the bytes that they mean, for what an editor would not keep.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let plain = [('t', "\t"), ('r', "\r"), ('\n', "")].into_iter();
        let plain = plain.filter_map(|(letter, byte)| Some((part.strip_prefix(letter)?, byte)));
        let rest = if let Some((rest, byte)) = { plain }.next() {
            bytes.extend(byte.as_bytes());
            rest
        } else {
            let digits = part.strip_prefix('x').and_then(|rest| rest.get(..2));
            let digits =
                digits.expect("an escape is \\t, \\r, \\x and two digits, or the end of a line");
            bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
            &part[3..]
        };
        bytes.extend(rest.as_bytes());
    }
    bytes
}

#[test]
fn a_document_is_read_and_written_back() {
    let text = "# t\n\nprose\n\n## one\n\n```yaml a.yaml\nx: 1\n```\n\n```diagnostics\nold\n```\n\n\
                ## two\n\n````escaped b\n```\n\\t\\xBBc\\r\\\n````\n";
    let cases = parse(text);
    assert_eq!(cases.len(), 2);
    assert_eq!(cases[0].files, [("a.yaml".to_owned(), b"x: 1\n".to_vec())]);
    assert_eq!(cases[0].expected.as_deref(), Some("old\n"));
    assert_eq!(cases[1].files, [("b".to_owned(), b"```\n\t\xBBc\r".to_vec())]);
    let updated = with_expected(text, &cases, &["new\n".to_owned(), String::new()]);
    assert_eq!(updated, text.replace("old", "new"));
}
