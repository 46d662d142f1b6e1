//! What a machine needs, installed where that is possible, named exactly where it is not.

use crate::steps::{Stop, answer, call};
use std::process::Command;

/// Node from this version on runs the build of the user interface.
const NODE: (u32, u32) = (20, 19);

/// To build the window and run it.
const BUILD_PACKAGES: &[&str] = &[
    "build-essential",
    "file",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "perl",
    "pkg-config",
];

/// To test it: a browser for axe, a display without a screen, a keychain, a driver for the window, and other programs that read our
/// files.
const TEST_PACKAGES: &[&str] = &[
    "chromium",
    "dbus",
    "dbus-x11",
    "fonts-noto-cjk",
    "gnome-keyring",
    "imagemagick",
    "iproute2",
    "libreoffice-calc-nogui",
    "openbox",
    "poppler-utils",
    "qpdf",
    "rpm",
    "strace",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// What is about to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Build and open the window.
    Running,
    /// Everything else too.
    Testing,
}

/// Makes sure that the machine has what it needs.
pub(crate) fn install(purpose: For) -> Result<(), Stop> {
    let mut missing = missing_node();
    if cfg!(target_os = "linux") {
        install_debian(purpose)?;
    } else if cfg!(target_os = "macos") {
        missing.extend(missing_on_macos());
    } else if cfg!(windows) {
        missing.extend(missing_on_windows());
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Stop(format!("this machine lacks:\n{}", missing.join("\n"))))
    }
}

fn missing_node() -> Vec<String> {
    let version = answer(Command::new("node").arg("--version")).unwrap_or_default();
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found >= NODE {
        return Vec::new();
    }
    let (major, minor) = NODE;
    let found = if version.is_empty() { "none was found".to_owned() } else { format!("found {version}") };
    vec![format!(
        "  - Node.js {major}.{minor} or later with npm ({found}); install it from your system or nodejs.org"
    )]
}

fn install_debian(purpose: For) -> Result<(), Stop> {
    let testing = if purpose == For::Testing { TEST_PACKAGES } else { &[] };
    install_all(BUILD_PACKAGES)?;
    install_all(testing)
}

/// Installs what is missing of Debian's packages.
pub(crate) fn install_all(wanted: &[&str]) -> Result<(), Stop> {
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        println!("system packages: there already");
        return Ok(());
    }
    if answer(Command::new("apt-get").arg("--version")).is_none() {
        return Err(Stop(format!(
            "this is no Debian or Ubuntu; install what your system has for these packages: {}",
            missing.join(" ")
        )));
    }
    println!("installing: {}", missing.join(" "));
    call(apt_get().arg("update"))?;
    call(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(&missing))
}

fn is_installed(package: &str) -> bool {
    answer(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// `apt-get`, through sudo for anyone but root.
fn apt_get() -> Command {
    let is_root = answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut command = Command::new("sudo");
        command.arg("apt-get");
        command
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn missing_on_macos() -> Option<String> {
    answer(Command::new("xcode-select").arg("-p"))
        .is_none()
        .then(|| "  - the Xcode command line tools; run: xcode-select --install".to_owned())
}

fn missing_on_windows() -> Vec<String> {
    const WEBVIEW: &str =
        r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let mut missing = Vec::new();
    if answer(Command::new("reg").args(["query", WEBVIEW, "/v", "pv"])).is_none() {
        missing.push("  - the Microsoft Edge WebView2 runtime (part of Windows 11)".to_owned());
    }
    if answer(Command::new("perl").arg("--version")).is_none() {
        missing.push("  - Perl (Strawberry Perl), to build the encrypted database's OpenSSL".to_owned());
    }
    missing
}
