//! The table of features names its tests; here it is held to that.

use std::{fs, path::Path};

/// Which tests a text names that do not exist: `` `file::test` ``, the file from the root of the workspace on.
fn missing(text: &str, root: &Path) -> Vec<String> {
    let named = text.split('`').skip(1).step_by(2).filter_map(|code| Some((code, code.split_once(".rs::")?)));
    let unknown = named.filter(|(_, (file, test))| {
        let source = fs::read_to_string(root.join(format!("{file}.rs"))).unwrap_or_default();
        !source.contains(&format!("fn {test}("))
    });
    unknown.map(|(code, _)| code.to_owned()).collect()
}

#[test]
fn every_feature_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/features.md")).expect("the table");
    assert!(text.matches(".rs::").count() > 50, "the table is there");
    assert_eq!(missing(&text, &root), Vec::<String>::new());
}

#[test]
fn a_test_that_does_not_exist_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text =
        "| 1 | `src/features.rs::missing` | `src/features.rs::nobody` | `src/none.rs::missing` | `dist` |";
    assert_eq!(missing(text, root), ["src/features.rs::nobody", "src/none.rs::missing"]);
}
