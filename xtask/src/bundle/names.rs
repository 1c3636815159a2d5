//! Hashes in the names of what Trunk copies as it is, so that a browser may keep it for good.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use crate::{failure::Failure, languages};

use super::files::Files;

/// Gives the loader and the folder of languages names by their contents, and has the pages refer to them.
pub(crate) fn settle(dist: &Path, pages: &[&str]) -> Result<(), Failure> {
    let files = Files::of(dist)?;
    let below = format!("{}/", languages::FOLDER);
    let tables: Vec<&str> = files.names().filter(|name| name.starts_with(&below)).collect();
    let folder = format!("{}-{}", languages::FOLDER, hash(&files, &tables)?);
    let loader = format!("boot-{}.js", hash(&files, &["boot.js"])?);
    for (old, new) in [(languages::FOLDER, &folder), ("boot.js", &loader)] {
        fs::rename(dist.join(old), dist.join(new)).map_err(Failure::of(format!("renaming {old}")))?;
    }
    for page in pages {
        let file = dist.join(page);
        let html = fs::read_to_string(&file).map_err(Failure::of(format!("reading {page}")))?;
        let html = refer(&html, "src", "./boot.js", &format!("./{loader}"))?;
        let html = refer(&html, "data-lang", &format!("./{}", languages::FOLDER), &format!("./{folder}"))?;
        fs::write(&file, html).map_err(Failure::of(format!("writing {page}")))?;
    }
    Ok(())
}

/// A hash of names and contents: 16 hexadecimal digits.
fn hash(files: &Files, names: &[&str]) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for name in names {
        (name, files.read(name)?).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The page with another address in an attribute, with quotes or, where a minifier has been at it, without.
fn refer(html: &str, attribute: &str, old: &str, new: &str) -> Result<String, Failure> {
    for quote in ["\"", ""] {
        let reference = format!("{attribute}={quote}{old}{quote}");
        if html.matches(&reference).count() == 1 {
            return Ok(html.replace(&reference, &format!("{attribute}={quote}{new}{quote}")));
        }
    }
    Err(Failure::new(format!("a page does not refer once to {old} by {attribute}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_follow_with_and_without_quotes() {
        for html in
            ["<script src=\"./boot.js\" data-lang=\"./lang\">", "<script src=./boot.js data-lang=./lang>"]
        {
            let html = refer(html, "src", "./boot.js", "./boot-1.js").unwrap();
            assert!(refer(&html, "data-lang", "./lang", "./lang-2").unwrap().contains("./lang-2"));
            assert!(html.contains("./boot-1.js"));
        }
        assert!(refer("<script>", "src", "./boot.js", "./boot-1.js").is_err());
    }
}
