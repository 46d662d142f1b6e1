//! Shows a file in the system's file manager.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Starts the file manager and does not wait for it.
pub(crate) fn reveal(path: &Path) -> std::io::Result<()> {
    let (program, arguments) = call(path);
    let mut child = Command::new(program).args(arguments).spawn()?;
    // Waited for elsewhere, so that no dead process stays behind.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(target_os = "windows")]
fn call(path: &Path) -> (&'static str, Vec<OsString>) {
    let mut select = OsString::from("/select,");
    select.push(path);
    ("explorer", vec![select])
}

#[cfg(target_os = "macos")]
fn call(path: &Path) -> (&'static str, Vec<OsString>) {
    ("open", vec!["-R".into(), path.into()])
}

/// There is no common way to select a file: its folder is shown.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn call(path: &Path) -> (&'static str, Vec<OsString>) {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    ("xdg-open", vec![folder.into()])
}
