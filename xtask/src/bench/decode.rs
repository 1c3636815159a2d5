//! The variants of `bench/decode`, each built alone as the widget is, to be weighed and timed.

use std::{fs, path::PathBuf};

use crate::{
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

/// The ways to decode, as features and as exports; `none` decodes nothing.
const VARIANTS: [&str; 4] = ["none", "own", "text", "browser"];

/// What the optimiser is told of the widget, too.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What is needed to build them.
pub(super) const NEEDS: [Need; 4] = [Need::WasmTarget, Need::WasmBindgen, Need::WasmOpt, Need::Browser];

/// Builds all variants into a folder of their own each; that of all is returned.
pub(super) fn build(tools: &Tools, workspace: &Workspace) -> Result<PathBuf, Failure> {
    let folder = workspace.output().join("bench/decode");
    let _ = fs::remove_dir_all(&folder);
    for variant in VARIANTS {
        let out = folder.join(variant);
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--quiet", "-p", "decode-bench", "--profile", "widget"]);
        cargo.args(["--target", "wasm32-unknown-unknown", "--no-default-features"]);
        if variant != "none" {
            cargo.args(["--features", variant]);
        }
        tools.equip(&mut cargo)?.run()?;
        let built = workspace.root().join("target/wasm32-unknown-unknown/widget/decode_bench.wasm");
        let mut bindgen = workspace.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", "decode", "--out-dir"]).arg(&out);
        tools.equip(bindgen.arg(built))?.run()?;
        let program = out.join("decode_bg.wasm");
        let mut optimiser = workspace.command("wasm-opt");
        optimiser.args(FEATURES).args(["-Oz", "--strip-producers", "--strip-target-features"]);
        tools.equip(optimiser.arg(&program).arg("-o").arg(&program))?.run()?;
    }
    fs::write(folder.join("index.html"), "<!doctype html><title>Decode</title>\n")
        .map_err(Failure::of("writing the page"))?;
    Ok(folder)
}
