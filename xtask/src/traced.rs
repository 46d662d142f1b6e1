//! Programs under a trace of the sockets that they and all their children open, and what such a trace says.

use crate::steps::{Stop, call};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

const CALLS: &str = "trace=socket,bind,connect";
/// Addresses that exist nowhere, by RFC 5737 and 3849.
const NOWHERE: [&str; 2] = ["192.0.2.1", "2001:db8::1"];

/// What one process tree did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    /// The traced program, and its process.
    pub(crate) name: String,
    /// Sockets of any kind: a trace without one is none.
    pub(crate) sockets: usize,
    /// Those of the internet's kinds, of either version.
    pub(crate) internet: usize,
    /// Lines that name an address of the internet other than the loopback's.
    pub(crate) foreign: Vec<String>,
}

impl Trace {
    fn read(name: &str, text: &str) -> Trace {
        let internet = |line: &&str| line.contains("socket(AF_INET,") || line.contains("socket(AF_INET6,");
        let addressed = |line: &&str| line.contains("sa_family=AF_INET");
        let loopback = |line: &str| line.contains("inet_addr(\"127.0.0.1\")") || line.contains("\"::1\"");
        Trace {
            name: name.to_owned(),
            sockets: text.matches("socket(").count(),
            internet: text.lines().filter(internet).count(),
            foreign: text
                .lines()
                .filter(addressed)
                .filter(|line| !loopback(line))
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// A script of the program's name that runs `runs` under a trace, children included.
pub(crate) fn trace(folder: &Path, program: &str, runs: &str) -> Result<(), Stop> {
    let script = folder.join(program);
    let log = folder.join(format!("{program}.$$.trace"));
    fs::write(
        &script,
        format!("#!/bin/sh\nexec strace -f -qq -e {CALLS} -o {} {runs} \"$@\"\n", log.display()),
    )?;
    Ok(fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?)
}

/// Every trace in a folder, by name.
pub(crate) fn traces(folder: &Path) -> Result<Vec<Trace>, Stop> {
    let mut traces = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "trace") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            traces.push(Trace::read(&name, &fs::read_to_string(&path)?));
        }
    }
    traces.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(traces)
}

/// The control: a shell that does call out, by either version, is found to. Where it is not, a clean trace proves nothing.
pub(crate) fn finds_who_calls_out(folder: &Path) -> Result<(), Stop> {
    for (at, address) in NOWHERE.iter().enumerate() {
        let name = format!("control-{at}");
        trace(folder, &name, "bash")?;
        // Without a network the call fails; that it was made is what counts.
        let calls = format!("exec 3<>/dev/tcp/{address}/9 || true");
        let mut control = Command::new("unshare");
        control.args(["--net"]).arg(folder.join(&name)).args(["-c", &format!("({calls}) 2>/dev/null; true")]);
        call(&mut control)?;
        let found = traces(folder)?.into_iter().find(|trace| trace.name.starts_with(&name));
        let is_found = |trace: &Trace| {
            trace.internet > 0 && trace.foreign.iter().any(|line| line.contains(&format!("\"{address}\"")))
        };
        if !found.as_ref().is_some_and(is_found) {
            return Err(Stop(format!("a call to {address} is not seen in the trace: {found:?}")));
        }
        println!("control: a call to {address} is seen");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Trace;

    fn check(text: &str, internet: usize, foreign: usize) {
        let trace = Trace::read("a", text);
        assert_eq!((trace.internet, trace.foreign.len()), (internet, foreign), "{text}");
    }

    #[test]
    fn sockets_of_the_internet_are_told_from_others() {
        check("9 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3", 0, 0);
        check("9 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/AF_INET6\"}, 110) = 0", 0, 0);
        check("9 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3", 1, 0);
        check("9 socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP <unfinished ...>", 1, 0);
        check(
            "9 bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
            0,
            0,
        );
        check(
            "9 connect(3, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr(\"192.0.2.1\")}, 16) = 0",
            0,
            1,
        );
        let six = |address: &str| {
            format!(
                "9 connect(3, {{sa_family=AF_INET6, sin6_port=htons(9), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"{address}\", &sin6_addr), sin6_scope_id=0}}, 28) = 0"
            )
        };
        check(&six("::1"), 0, 0);
        check(&six("2001:db8::1"), 0, 1);
        check(&six("::ffff:192.0.2.1"), 0, 1);
    }
}
