//! The installers for Windows: a small one, and one that brings the WebView2 runtime where its file is there.

use crate::package::{copy, resources};
use crate::project;
use crate::steps::{Stop, call};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Microsoft's offline installer of the runtime, put here by hand: it cannot be had without a network.
const RUNTIME: &str = "packaging/windows/MicrosoftEdgeWebView2RuntimeInstallerX64.exe";

/// What the installers install, in one folder.
pub(crate) fn lay_out(files: &Path, desktop: &Path, terminal: &Path, licences: &Path) -> Result<(), Stop> {
    crate::package::clear(files)?;
    copy(desktop, &files.join("shenbao-desktop.exe"))?;
    copy(terminal, &files.join("shenbao.exe"))?;
    copy(&project::root().join("icons/icon.ico"), &files.join("icon.ico"))?;
    let loader = desktop.with_file_name("WebView2Loader.dll");
    if loader.exists() {
        copy(&loader, &files.join("WebView2Loader.dll"))?;
    }
    resources(files, licences)
}

/// Runs makensis for each installer.
pub(crate) fn make(files: &Path, out: &Path) -> Result<(), Stop> {
    let version = project::version();
    compile(files, &out.join(format!("Shenbao_{version}_x64.exe")), None)?;
    let runtime = project::root().join(RUNTIME);
    if runtime.exists() {
        return compile(files, &out.join(format!("Shenbao_{version}_x64_含运行时.exe")), Some(runtime));
    }
    println!("no installer with the WebView2 runtime: {RUNTIME} is not there");
    Ok(())
}

fn compile(files: &Path, installer: &Path, runtime: Option<PathBuf>) -> Result<(), Stop> {
    let mut makensis = Command::new("makensis");
    makensis.args(["-V2", "-INPUTCHARSET", "UTF8"]);
    if cfg!(target_os = "linux") {
        // Debian's wine runs programs of 64 bits only.
        makensis.arg("-DSTUB=amd64-unicode");
    }
    makensis.arg(format!("-DVERSION={}", project::version()));
    makensis.arg(format!("-DFILES={}", files.display()));
    makensis.arg(format!("-DOUT={}", installer.display()));
    makensis.args(runtime.map(|runtime| format!("-DRUNTIME={}", runtime.display())));
    call(makensis.arg(project::root().join("packaging/windows/shenbao.nsi")))?;
    println!("{}", installer.display());
    Ok(())
}
