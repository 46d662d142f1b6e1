//! A display without a screen and a keychain of its own, for programs that open the real window.

use crate::project;
use crate::steps::{Stop, answer, call};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

/// Runs a program under Xvfb with a window manager, a session bus and an unlocked keychain; its home is empty.
pub(crate) fn with_display(program: &Command, size: &str) -> Result<(), Stop> {
    call(&mut on_display(program, size)?)
}

/// The same, to be run by the caller.
pub(crate) fn on_display(program: &Command, size: &str) -> Result<Command, Stop> {
    session(Command::new("xvfb-run"), program, size)
}

/// The same in a namespace that has the loopback and no other network; needs root. `variables`: what the program is told.
pub(crate) fn without_network(program: &Command, variables: &[(&str, &OsStr)]) -> Result<(), Stop> {
    let mut unshare = Command::new("unshare");
    unshare.args(["--net", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\"", "xvfb-run"]);
    call(session(unshare, program, "1280x800")?.envs(variables.iter().copied()))
}

/// Whether [`without_network`] can be had.
pub(crate) fn has_namespaces() -> bool {
    answer(Command::new("unshare").args(["--net", "true"])).is_some()
}

/// The home of programs on the display.
pub(crate) fn home() -> PathBuf {
    project::root().join("target/window-home")
}

fn session(mut session: Command, program: &Command, size: &str) -> Result<Command, Stop> {
    let home = home();
    if home.exists() {
        std::fs::remove_dir_all(&home)?;
    }
    std::fs::create_dir_all(&home)?;
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
    session.env("HOME", home);
    Ok(session)
}

/// Where cargo or rustup live, whatever the home of the session is.
fn tool_home(name: &str, folder: &str) -> OsString {
    std::env::var_os(name)
        .unwrap_or_else(|| std::env::home_dir().unwrap_or_default().join(folder).into_os_string())
}
