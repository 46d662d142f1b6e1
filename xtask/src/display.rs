//! A display without a screen and a keychain of its own, for programs that open the real window.

use crate::project;
use crate::steps::{Stop, call};
use std::ffi::OsString;
use std::process::Command;

/// Runs a program under Xvfb with a window manager, a session bus and an unlocked keychain; its home is empty.
pub(crate) fn with_display(program: &Command, size: &str) -> Result<(), Stop> {
    let home = project::root().join("target/window-home");
    if home.exists() {
        std::fs::remove_dir_all(&home)?;
    }
    std::fs::create_dir_all(&home)?;
    let mut session = Command::new("xvfb-run");
    session.current_dir(project::root());
    session.args(["--auto-servernum", &format!("--server-args=-screen 0 {size}x24")]);
    session.args(["dbus-run-session", "--", "bash", "-c"]);
    session.arg(
        "openbox & \
         printf window-tests | gnome-keyring-daemon --unlock --components=secrets > /dev/null && \"$0\" \"$@\"; \
         status=$?; kill %1; exit $status",
    );
    session.arg(program.get_program()).args(program.get_args());
    for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        session.env(name, tool_home(name, folder));
    }
    call(session.env("HOME", home))
}

/// Where cargo or rustup live, whatever the home of the session is.
fn tool_home(name: &str, folder: &str) -> OsString {
    std::env::var_os(name)
        .unwrap_or_else(|| std::env::home_dir().unwrap_or_default().join(folder).into_os_string())
}
