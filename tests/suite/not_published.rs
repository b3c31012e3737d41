//! What a site keeps to itself is in none of its files.

use crate::file_tree::repository;
use crate::site_case::SiteCase;

/// What stands in the contacts and internal roles of the case `parties`.
const KEPT: [&str; 4] = ["SECRET", "5550-9999", "5550 1234", "secret"];

#[test]
fn contacts_and_internal_roles_are_in_no_file() {
    let site = SiteCase::copy_of(&repository("tests/cases/build/parties/in"));
    let ledger = ["projects", "organizations", "indicators"].map(|name| {
        let path = repository(&format!("tests/cases/build/parties/in/content/data/{name}.yaml"));
        std::fs::read_to_string(path).expect("the case has a ledger")
    });
    let ledger = ledger.concat();
    assert!(KEPT.iter().all(|word| ledger.contains(word)), "the case holds what is looked for");
    let (built, problems) = site.build(&site.options());
    assert_eq!(problems, "");
    assert!(built.len() > 50, "the site is built");
    for (path, bytes) in &built {
        let text = String::from_utf8_lossy(bytes);
        let found = KEPT.iter().find(|word| text.contains(**word) || path.contains(**word));
        assert_eq!(found, None, "{path}");
    }
}
