//! What is named on the command line may be anything: it is refused at once, and nothing is waited for or read without end.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const EXAMPLE: &str = "forms/design-center/2023/examples/half-filled.shenbao.json";
/// More than a refusal takes, and less than anyone waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// What it says on standard error, with exit code 2, within [`PATIENCE`].
fn refusal(arguments: &[&str], folder: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let errors = File::create(folder.join("errors")).unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(arguments)
        .env("SHENBAO_RESOURCES", &root)
        .current_dir(&root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(errors)
        .spawn()
        .unwrap();
    let start = Instant::now();
    let code = loop {
        if let Some(status) = run.try_wait().unwrap() {
            break status.code();
        }
        if start.elapsed() > PATIENCE {
            run.kill().unwrap();
            run.wait().unwrap();
            return "it goes on for ever".to_owned();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = fs::read_to_string(folder.join("errors")).unwrap();
    if code == Some(2) { said } else { format!("{code:?}: {said}") }
}

/// Each command that reads a file, with `@` where that stands.
const COMMANDS: [&[&str]; 12] = [
    &["check", "@"],
    &["bundle", "@", "-o", "%/bundle"],
    &["inspect", "@"],
    &["verify", "@"],
    &["sign", "%", "--file", "a.pdf", "--page", "1", "--scan", "@"],
    &["sign", "@", "--file", "a.pdf", "--page", "1", "--scan", EXAMPLE],
    &["import", "@", "team.roster", EXAMPLE],
    &["import", EXAMPLE, "team.roster", "@", "--preview"],
    &["new", "design-center", "--from", "@"],
    &["pack", "@", "-o", "%/parcel", "--passphrase-file", EXAMPLE],
    &["unpack", "@", "-o", "%/plain", "--passphrase-file", EXAMPLE],
    &["--pack", "@", "forms"],
];

#[test]
fn a_pipe_and_a_device_are_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut wrong = Vec::new();
    for file in [pipe.to_str().unwrap(), "/dev/zero"] {
        for command in COMMANDS {
            let place = |part: &&str| match *part {
                "@" => file.to_owned(),
                part => part.replace('%', folder.path().to_str().unwrap()),
            };
            let arguments: Vec<String> = command.iter().map(place).collect();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let said = refusal(&arguments, folder.path());
            if said != format!("{file}：不是普通文件。管道和设备不能读取，请先存为文件。\n")
            {
                wrong.push((arguments.join(" "), said));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for command in [&["check", path], &["inspect", path]] {
        assert_eq!(refusal(command, folder.path()), format!("{path}：这是文件夹，不是文件。请指定文件。\n"));
    }
}

#[test]
fn a_passphrase_has_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("long"), "口".repeat(2000)).unwrap();
    File::create(at("large")).unwrap().set_len(1 << 30).unwrap();
    fs::write(at("bytes"), [0xff; 20]).unwrap();
    let cases = [
        ("/dev/zero".to_owned(), "口令过长。请指定第一行是口令的文件。"),
        (at("large"), "口令过长。请指定第一行是口令的文件。"),
        (at("long"), "口令过长。请指定第一行是口令的文件。"),
        (at("bytes"), "不是 UTF-8 文本。请以 UTF-8 编码另存后重试。"),
        (at(""), "这是文件夹，不是文件。请指定文件。"),
    ];
    for (file, says) in cases {
        let said =
            refusal(&["pack", EXAMPLE, "-o", &at("parcel"), "--passphrase-file", &file], folder.path());
        assert_eq!(said, format!("{file}：{says}\n"));
    }
}
