//! `cargo xtask windows`: programs and installers for Windows from Debian, and what of them runs under wine: the core's
//! and the library's tests, the key in the Credential Manager, the terminal program's main job in a folder with a Chinese
//! name, the installer. Wine has no WebView2, so the window itself is built and never opened here.

use crate::package::{clear, folder as packages};
use crate::steps::{Steps, Stop, answer, call};
use crate::{fonts, installer, licences, prerequisites, project};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "x86_64-pc-windows-gnu";
/// Debian's second Rust, which brings the standard library's source, a cross compiler, and what tries the outcome.
const PACKAGES: [&str; 8] = [
    "cargo-web",
    "g++-mingw-w64-x86-64",
    "gcc-mingw-w64-x86-64",
    "nsis",
    "rust-web-src",
    "rustc-web",
    "wine",
    "wine64",
];
/// Unix alone has a full disk of its own and signals; pages are read back by tools of Debian; paths are written with
/// their own slashes.
const SKIPPED: [&str; 5] = [
    "library::tests::crash",
    "library::tests::disk",
    "render::pdf::tests::characters",
    "render::pdf::tests::pages",
    "resources::tests::says_where_it_looked",
];
const EXAMPLE: &str = "forms/design-center/2023/examples/in-house.shenbao.json";

/// Builds, tests, packs, installs and removes.
pub(crate) fn windows() -> Result<(), Stop> {
    let mut steps = Steps::default();
    let outcome = all(&mut steps);
    steps.summary();
    outcome
}

fn all(steps: &mut Steps) -> Result<(), Stop> {
    steps.run("prerequisites", || {
        prerequisites::install(prerequisites::For::Running)?;
        prerequisites::install_all(&PACKAGES)
    })?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    let licences = target().join("licences");
    steps.run("licences", || licences::write(TARGET, &licences))?;
    steps.run("wine", prefix)?;
    steps.run("terminal program", || call(cargo(&["build"]).args(["--package", "shenbao-cli"])))?;
    steps.run("main job under wine", || main_job(&program("shenbao")))?;
    steps.run("tests of core and library under wine", || {
        let mut tests = cargo(&["test"]);
        tests.args(["--package", "shenbao-core", "--lib", "--", "--test-threads=2"]);
        // Snapshots are looked for through cargo, which wine has not.
        tests.env("INSTA_WORKSPACE_ROOT", project::root());
        for skipped in SKIPPED {
            tests.args(["--skip", skipped]);
        }
        call(&mut tests)
    })?;
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("window", || {
        let mut build = cargo(&["build"]);
        call(build.args(["--package", "shenbao-desktop", "--features", "shenbao-desktop/custom-protocol"]))
    })?;
    steps.run("installers", || {
        let files = target().join("files");
        installer::lay_out(&files, &program("shenbao-desktop"), &program("shenbao"), &licences)?;
        // Microsoft's linker keeps the names apart; this one leaves them in the program, where they are two thirds of it.
        let mut strip = Command::new("x86_64-w64-mingw32-strip");
        call(strip.args(["shenbao-desktop.exe", "shenbao.exe"].map(|program| files.join(program))))?;
        fs::create_dir_all(packages())?;
        installer::make(&files, &packages())
    })?;
    steps.run("installed and removed under wine", installed)
}

fn target() -> PathBuf {
    project::root().join("target/windows")
}

fn program(name: &str) -> PathBuf {
    target().join(TARGET).join("release").join(format!("{name}.exe"))
}

/// Debian's cargo, not rustup's: it alone has the source of its standard library.
fn cargo(subcommand: &[&str]) -> Command {
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.current_dir(project::root()).args(subcommand);
    cargo.args(["--release", "--locked", "-Zbuild-std=std,panic_abort,test", "--target", TARGET]);
    cargo.env("PATH", "/usr/local/bin:/usr/bin:/bin").env("RUSTC_BOOTSTRAP", "1");
    for rustup in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC"] {
        cargo.env_remove(rustup);
    }
    cargo.env("CARGO_TARGET_DIR", target()).env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine");
    in_prefix(&mut cargo);
    cargo
}

fn in_prefix(command: &mut Command) {
    command
        .env("WINEPREFIX", target().join("wine"))
        .env("WINEDEBUG", "-all")
        .env("WINEDLLOVERRIDES", "mscoree=,mshtml=");
}

fn wine(program: &Path) -> Command {
    let mut wine = Command::new("wine");
    in_prefix(&mut wine);
    wine.arg(program);
    wine
}

/// An empty Windows with the one library that wine 8 lacks.
fn prefix() -> Result<(), Stop> {
    fs::create_dir_all(target())?;
    let mut boot = Command::new("wineboot");
    in_prefix(&mut boot);
    call(boot.arg("--init"))?;
    let library = target().join("wine/drive_c/windows/system32/bcryptprimitives.dll");
    let mut compile = Command::new("x86_64-w64-mingw32-gcc");
    compile.args(["-shared", "-O2", "-o"]).arg(library);
    call(compile.arg(project::root().join("packaging/wine/bcryptprimitives.c")).arg("-ladvapi32"))
}

/// Check, bundle, verify, in a folder whose name is Chinese.
fn main_job(shenbao: &Path) -> Result<(), Stop> {
    let folder = target().join("申报 材料");
    clear(&folder)?;
    let out = folder.join("成果");
    let run = |arguments: &[&str]| {
        call(wine(shenbao).current_dir(project::root()).args(arguments).args(["--resources", "."]))
    };
    run(&["check", EXAMPLE])?;
    run(&["bundle", EXAMPLE, "-o", &format!("Z:{}", out.display())])?;
    run(&["verify", &format!("Z:{}", out.display())])?;
    let made = fs::read_dir(&out)?.count();
    if made < 4 { Err(Stop(format!("only {made} files were made"))) } else { Ok(()) }
}

fn installed() -> Result<(), Stop> {
    let setup = packages().join(format!("Shenbao_{}_x64.exe", project::version()));
    call(wine(&setup).arg("/S"))?;
    let user = answer(Command::new("id").arg("-un")).unwrap_or_default();
    let own = format!("users/{user}/AppData/Local/Programs/Shenbao");
    let folder = target().join("wine/drive_c").join(&own);
    for file in [
        "shenbao-desktop.exe",
        "shenbao.exe",
        "WebView2Loader.dll",
        "forms",
        "fonts",
        "licences/third-party.json",
    ] {
        if !folder.join(file).exists() {
            return Err(Stop(format!("{file} was not installed")));
        }
    }
    call(wine(&folder.join("shenbao.exe")).current_dir(target()).arg("forms"))?;
    call(wine(&folder.join("uninstall.exe")).args(["/S", &format!(r"_?=C:\{}", own.replace('/', r"\"))]))?;
    let left = fs::read_dir(&folder).map(|entries| entries.count()).unwrap_or(0);
    // Run in place, the uninstaller cannot remove itself.
    if left > 1 { Err(Stop(format!("{left} files were left behind"))) } else { Ok(()) }
}
