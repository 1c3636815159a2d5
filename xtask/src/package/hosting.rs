//! A folder for any host of static files, with configurations of the usual ones.

use serde_json::{Map, Value, json};

use crate::{bundle::PAGES, failure::Failure};

use super::{
    headers::{ADDRESSES, ASKED_FOR, HASHED, Header, Headers, KEPT, TYPES},
    origin::{Origin, frame_ancestors},
    tree::Tree,
};

/// The first line of the folder's README, by which a folder is known to be one of these.
pub(super) const TITLE: &str = "# Stagecraft on a host\n";

/// How many rules Cloudflare takes.
const MOST_RULES: usize = 100;

/// A host's file, and how it looks before it is filled in.
type Template = (&'static str, &'static str);

const NGINX: Template = ("nginx.conf", include_str!("hosting/nginx.conf"));
const CADDY: Template = ("Caddyfile", include_str!("hosting/Caddyfile"));
const APACHE: Template = ("site/.htaccess", include_str!("hosting/htaccess"));
const HEADERS: Template = ("site/_headers", include_str!("hosting/headers"));
const VERCEL: Template = ("vercel.json", include_str!("hosting/vercel.json"));
const PORTAL: Template = ("portal.js", include_str!("hosting/portal.js"));
const README: Template = ("README.md", include_str!("hosting/README.md"));

/// Those that know no more than the addresses of the pages.
const SIMPLE: [Template; 9] = [
    ("site/_routes.json", include_str!("hosting/routes.json")),
    ("site/.assetsignore", include_str!("hosting/assetsignore")),
    ("netlify.toml", include_str!("hosting/netlify.toml")),
    ("netlify/edge-functions/portal.js", include_str!("hosting/netlify-edge-function.js")),
    ("functions/_middleware.js", include_str!("hosting/cloudflare-middleware.js")),
    ("worker.js", include_str!("hosting/worker.js")),
    ("wrangler.jsonc", include_str!("hosting/wrangler.jsonc")),
    ("middleware.js", include_str!("hosting/vercel-middleware.js")),
    ("package.json", include_str!("hosting/package.json")),
];

/// The folder for this site, shown by the portals of the cloud and these.
pub(super) fn folder(site: &Tree, portals: &[Origin], version: &str) -> Result<Tree, Failure> {
    let pages = PAGES.map(|page| String::from_utf8_lossy(site.get(page).unwrap_or_default()));
    let headers = Headers::of(&pages.each_ref().map(|page| &**page), portals)?;
    let rules = rules(site)?;
    let mut folder = Tree::default();
    let mut add = |(name, template): Template, values: &[(&str, String)]| {
        let text = fill(template, values).map_err(Failure::of(name))?;
        folder.add(name, text);
        Ok::<_, Failure>(())
    };
    add(NGINX, &nginx(&headers))?;
    add(CADDY, &caddy(&headers))?;
    add(APACHE, &apache(&headers))?;
    add(HEADERS, &[("rules", plain_rules(&headers, &rules))])?;
    add(VERCEL, &[("rules", json_rules(&headers, &rules))])?;
    add(PORTAL, &[("headers", object(&page_headers(&headers)?)), ("pages", json!(ADDRESSES).to_string())])?;
    for template in SIMPLE {
        add(template, &[("pages", json!(ADDRESSES).to_string())])?;
    }
    add(README, &[("version", version.to_owned()), ("frame_ancestors", frame_ancestors(portals))])?;
    let mut site = site.clone();
    site.compress()?;
    folder.add_below("site", site);
    Ok(folder)
}

/// The headers of each address, the folder's first.
fn rules(site: &Tree) -> Result<Vec<(String, [Header; 2])>, Failure> {
    let rule = |address: String, name: &str| Ok((address, Headers::own(name)?));
    let folder = rule("/".to_owned(), "index.html");
    let files = site.files().map(|(name, _)| rule(format!("/{name}"), name));
    let rules: Vec<_> = [folder].into_iter().chain(files).collect::<Result<_, Failure>>()?;
    // One more is for all addresses.
    if rules.len() + 1 > MOST_RULES {
        return Err(Failure::new(format!("{} files are more than Cloudflare has rules for", rules.len())));
    }
    Ok(rules)
}

fn nginx(headers: &Headers) -> [(&'static str, String); 5] {
    let header = |(name, value): &Header| format!("    add_header {name} \"{value}\" always;");
    // With the charset: nginx itself adds none to what is compressed already.
    let media_type = |(ending, media_type): &(&str, &str)| format!("        \"{media_type}\" {ending};");
    [
        ("headers", lines(&headers.common(), header)),
        ("types", lines(&TYPES, media_type)),
        ("hashed", HASHED.to_owned()),
        ("kept", KEPT.to_owned()),
        ("asked_for", ASKED_FOR.to_owned()),
    ]
}

fn caddy(headers: &Headers) -> [(&'static str, String); 6] {
    let header = |(name, value): &Header| format!("\t\t{name} \"{value}\"");
    let media_type = |(ending, media_type): &(&str, &str)| {
        let folder = if *ending == "html" { "/ " } else { "" };
        format!("\t@{ending} path {folder}*.{ending}\n\theader @{ending} Content-Type \"{media_type}\"")
    };
    [
        ("headers", lines(&headers.common(), header)),
        ("types", lines(&TYPES, media_type)),
        ("pages", ADDRESSES.join(" ")),
        ("hashed", HASHED.to_owned()),
        ("kept", KEPT.to_owned()),
        ("asked_for", ASKED_FOR.to_owned()),
    ]
}

fn apache(headers: &Headers) -> [(&'static str, String); 6] {
    let header = |(name, value): &Header| format!("    Header always set {name} \"{value}\"");
    let media_type = |(ending, media_type): &(&str, &str)| {
        format!("<FilesMatch \"\\.{ending}(\\.(br|gz))?$\">\n    ForceType \"{media_type}\"\n</FilesMatch>")
    };
    [
        ("headers", lines(&headers.common(), header)),
        ("types", lines(&TYPES, media_type)),
        ("endings", TYPES.map(|(ending, _)| ending).join("|")),
        ("hashed", HASHED.to_owned()),
        ("kept", KEPT.to_owned()),
        ("asked_for", ASKED_FOR.to_owned()),
    ]
}

/// Rules as Netlify and Cloudflare read them. Each header is named once for an address: where rules meet, their values
/// would be joined.
fn plain_rules(headers: &Headers, rules: &[(String, [Header; 2])]) -> String {
    let block = |address: &str, headers: &[Header]| {
        format!("{address}\n{}\n", lines(headers, |(name, value)| format!("  {name}: {value}")))
    };
    let own = rules.iter().map(|(address, headers)| block(address, headers));
    [block("/*", &headers.common())].into_iter().chain(own).collect()
}

/// Rules as Vercel reads them, each in a line.
fn json_rules(headers: &Headers, rules: &[(String, [Header; 2])]) -> String {
    let rule = |source: &str, headers: &[Header]| {
        let headers = headers.iter().map(|(name, value)| json!({"key": name, "value": value}));
        json!({"source": source, "headers": headers.collect::<Value>()}).to_string()
    };
    let own = rules.iter().map(|(address, headers)| rule(address, headers));
    let all: Vec<_> = [rule("/(.*)", &headers.common())].into_iter().chain(own).collect();
    format!("[\n    {}\n  ]", all.join(",\n    "))
}

/// All headers of a page.
fn page_headers(headers: &Headers) -> Result<Vec<Header>, Failure> {
    Ok(headers.common().into_iter().chain(Headers::own("index.html")?).collect())
}

fn object(headers: &[Header]) -> String {
    let entry = |(name, value): &Header| ((*name).to_owned(), json!(value));
    format!("{:#}", Value::Object(headers.iter().map(entry).collect::<Map<_, _>>()))
}

fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Puts values in the place of `{{names}}`; the error is a complaint about a name that has none.
fn fill(template: &str, values: &[(&str, String)]) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("`{{` without `}}`")?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| format!("nothing is known to fill in as {name}"))?;
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";

    fn made(portals: &[Origin]) -> Tree {
        let mut site = Tree::default();
        for name in ["index.html", "install.html"] {
            site.add(name, PAGE);
        }
        site.add("app-1f0c3d5e7a9b2c4d_bg.wasm", "\0".repeat(1000));
        site.add("lang-1f0c3d5e7a9b2c4d/en.txt", "Stages");
        folder(&site, portals, "1.2.3").unwrap()
    }

    fn text(folder: &Tree, name: &str) -> String {
        String::from_utf8(folder.get(name).unwrap_or_else(|| panic!("no {name}")).to_vec()).unwrap()
    }

    #[test]
    fn the_same_site_makes_the_same_folder() {
        assert_eq!(made(&[]).first_difference(&made(&[])), None);
    }

    #[test]
    fn every_host_says_the_same() {
        let portal = Origin::parse("https://crm.example.com").unwrap();
        let folder = made(&[portal]);
        for name in ["nginx.conf", "Caddyfile", "site/.htaccess", "site/_headers", "vercel.json", "portal.js"]
        {
            let text = text(&folder, name);
            assert!(!text.contains("{{") && !text.contains("}}"), "{name}: {text}");
            let frame = "default-src 'none'; frame-ancestors 'self' https://*.bitrix24.com ";
            assert!(text.contains(frame) && text.contains(" https://crm.example.com"), "{name}: {text}");
            assert!(text.contains("no-referrer") && text.contains("nosniff"), "{name}: {text}");
            assert!(
                text.contains("no-cache") && (name == "portal.js" || text.contains(KEPT)),
                "{name}: {text}"
            );
        }
    }

    #[test]
    fn rules_name_each_header_once_for_an_address() {
        let rules = text(&made(&[]), "site/_headers");
        let lang = "/lang-1f0c3d5e7a9b2c4d/en.txt\n  Content-Type: text/plain; charset=utf-8\n  Cache-Control: public";
        assert!(rules.contains(lang) && rules.contains("\n/\n  Content-Type: text/html"), "{rules}");
        assert_eq!(rules.matches("/*\n").count(), 1);
        assert_eq!(rules.matches("Content-Security-Policy").count(), 1);
        assert!(!rules.contains(".wasm.br"), "what is compressed is told to servers alone");
        // Cloudflare reads no longer lines.
        assert!(rules.lines().all(|line| line.len() < 2000));
        let vercel: Value = serde_json::from_str(&text(&made(&[]), "vercel.json")).unwrap();
        assert_eq!(vercel["headers"].as_array().unwrap().len(), rules.matches("\n/").count());
    }

    #[test]
    fn compressed_files_lie_beside_the_others() {
        let folder = made(&[]);
        assert!(folder.get("site/app-1f0c3d5e7a9b2c4d_bg.wasm.br").is_some());
        assert!(folder.get("site/lang-1f0c3d5e7a9b2c4d/en.txt.br").is_none());
    }

    #[test]
    fn the_folder_is_known_by_its_title() {
        assert!(text(&made(&[]), "README.md").starts_with(TITLE));
    }

    #[test]
    fn nothing_is_left_to_be_filled_in() {
        let values = [("a", "1".to_owned())];
        assert_eq!(fill("{ {{a}} } {{a}}", &values).unwrap(), "{ 1 } 1");
        assert!(fill("{{b}}", &values).unwrap_err().contains('b'));
        assert!(fill("{{a", &values).is_err());
    }
}
