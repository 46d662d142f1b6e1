#![expect(clippy::unwrap_used, reason = "without its windows this program has nothing to do")]

use shenbao_tests::programs;
use shenbao_tests::window::{Opening, Window};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
use x11rb::rust_connection::RustConnection;

/// After one opening of each that is not counted: it reads what the next ones find in memory.
const OPENINGS: usize = 10;
/// How often theirs ours may be.
const TARGET: f64 = 1.25;
/// When everything has settled.
const SETTLED: Duration = Duration::from_secs(3);
/// The part of the screen that is looked at: both windows have words there. Left, top, width, height.
const PART: (i16, i16, u16, u16) = (40, 60, 900, 500);

/// What one opening took.
struct Taken {
    /// From the start of the program until words are seen, in milliseconds.
    painted: f64,
    /// Of the program and all that it started, in MiB; what several share is shared out.
    memory: f64,
}

/// Opens both in turn and prints what they took.
pub(crate) async fn measure() {
    let empty = PathBuf::from(std::env::args_os().nth(1).unwrap());
    let ours = programs::built("shenbao-desktop");
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path()).await;
    let screen = Screen::new();
    let (mut of_empty, mut of_ours) = (Vec::new(), Vec::new());
    for at in 0..=OPENINGS {
        let (beside, own) = (open(&screen, &empty, folder.path()), open(&screen, &ours, folder.path()));
        if at > 0 {
            of_empty.push(beside);
            of_ours.push(own);
        }
    }
    print("first words of the window", "ms", &of_ours, &of_empty, |taken| taken.painted);
    print("memory of its processes", "MiB", &of_ours, &of_empty, |taken| taken.memory);
}

/// A library whose recovery key is noted, with one draft: what a user has on the second day.
async fn prepare(data: &Path) {
    let window = Window::start(&Opening { data, pick: None }).await;
    window.button("用已填齐的示例试一试").await.click().await.unwrap();
    window.click(".home-button").await;
    window.button("现在抄存").await.click().await.unwrap();
    window.click(".gate-check input").await;
    window.button("完成").await.click().await.unwrap();
    window.find(".draft-card").await;
    window.close().await;
}

fn open(screen: &Screen, program: &Path, data: &Path) -> Taken {
    screen.wait(|words| !words);
    let started = Instant::now();
    let mut child = Command::new(program)
        .env("SHENBAO_DATA", data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    screen.wait(|words| words);
    let painted = started.elapsed().as_secs_f64() * 1000.0;
    std::thread::sleep(SETTLED);
    let memory = tree(child.id()).into_iter().map(proportional).sum::<f64>() / 1024.0;
    // Its helpers end with it.
    child.kill().unwrap();
    child.wait().unwrap();
    Taken { painted, memory }
}

/// What is seen on the display.
struct Screen {
    connection: RustConnection,
    root: u32,
}

impl Screen {
    fn new() -> Screen {
        let (connection, number) = x11rb::connect(None).unwrap();
        let root = connection.setup().roots[number].root;
        Screen { connection, root }
    }

    /// Waits until there are words, or none.
    fn wait(&self, wanted: impl Fn(bool) -> bool) {
        while !wanted(self.has_words()) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Dark strokes on a light ground; an empty display is dark, and a window that shows nothing yet is light.
    fn has_words(&self) -> bool {
        let (left, top, width, height) = PART;
        let asked = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, left, top, width, height, !0);
        let pixels = asked.unwrap().reply().unwrap().data;
        let all = pixels.len() / 4;
        let count = |is: fn(u8) -> bool| pixels.chunks_exact(4).filter(|pixel| is(pixel[1])).count();
        count(|green| green > 200) > all / 2 && count(|green| green < 96) > 100
    }
}

/// A process and all that it started.
fn tree(root: u32) -> Vec<u32> {
    let children = std::fs::read_to_string(format!("/proc/{root}/task/{root}/children")).unwrap_or_default();
    let below = children.split_whitespace().filter_map(|id| id.parse().ok()).flat_map(tree);
    std::iter::once(root).chain(below).collect()
}

/// A process's share of memory, in KiB.
fn proportional(process: u32) -> f64 {
    let said = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = said.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0.0)
}

fn print(what: &str, unit: &str, ours: &[Taken], empty: &[Taken], of: fn(&Taken) -> f64) {
    let (ours, empty) = (median(ours, of), median(empty, of));
    println!(
        "| {what}, {OPENINGS} openings, median | {ours:.1} {unit} | {TARGET} × | an empty window: {empty:.1} {unit} | {:.2} |",
        ours / empty
    );
}

fn median(taken: &[Taken], of: fn(&Taken) -> f64) -> f64 {
    let mut all: Vec<f64> = taken.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
