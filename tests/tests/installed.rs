//! The installed programs, as users have them. Ignored by default: `cargo xtask installed` installs the package first, runs these
//! in a namespace without a network and under a trace, and removes the package.

use shenbao_core::bundle::verify;
use shenbao_tests::programs;
use shenbao_tests::window::{Opening, Window};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const EXAMPLE: &str = "/usr/lib/Shenbao/forms/design-center/2023/examples/in-house.shenbao.json";
/// The applicant of that example.
const READY: &str = "上海示例启衡医疗科技股份有限公司";

/// A clause is broken and mended in the window, the pages are drawn, the licences are there. No file dialog: a test
/// cannot answer one in the users' build.
#[tokio::test]
#[ignore = "needs the installed package: cargo xtask installed"]
async fn the_window_does_the_main_job() {
    let data = tempfile::tempdir().expect("a data folder");
    let window = Window::open(&Opening { data: data.path(), pick: None }).await;
    let example = format!("//div[@class='examples']//button[contains(normalize-space(.), '{READY}')]");
    window.xpath(&example).await.click().await.expect("the example can be opened");
    window.find(".draft-screen").await;
    let section = "//nav[@class='section-nav']//button[.//span[normalize-space(.)='设计团队']]";
    window.xpath(section).await.click().await.expect("the section can be opened");
    window.type_into("field:team.headcount", "29").await;
    window.see_in(".finding-group.not_met", "还差 1 人").await;
    window.type_into("field:team.headcount", "36").await;
    window.see_nothing(".finding-group.not_met").await;
    let step = "//nav[@class='steps']//button[contains(normalize-space(.), '预览与生成')]";
    window.xpath(step).await.click().await.expect("the preview can be opened");
    window.see_drawn(".pdf-page canvas").await;
    window.click("button.home-button").await;
    window.button("关于").await.click().await.expect("a place");
    window.see_in(".part-list", "lopdf").await;
    window.close().await;
}

/// The example becomes a submission that is sound.
#[test]
#[ignore = "needs the installed package: cargo xtask installed"]
fn the_terminal_does_the_main_job() {
    let out = tempfile::tempdir().expect("an output folder");
    let folder = out.path().join("材料");
    let run = |arguments: &[&str]| {
        let output = Command::new(programs::built("shenbao")).args(arguments).output().expect("it starts");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["check", EXAMPLE]);
    run(&["bundle", EXAMPLE, "-o", &folder.to_string_lossy()]);
    run(&["verify", &folder.to_string_lossy()]);
    let verified = verify(&folder).expect("the bundle can be read");
    assert!(verified.is_sound(), "{verified:?}");
}

/// Started as a person starts it, without a driver; the library goes where users have it.
#[test]
#[ignore = "needs the installed package: cargo xtask installed"]
fn the_window_starts_by_itself() {
    let home = PathBuf::from(std::env::var_os("HOME").expect("the display has a home of its own"));
    let log = home.join(".local/share/cn.shenbao.desktop/logs/shenbao.log");
    let mut program =
        Command::new(programs::built("shenbao-desktop")).stderr(Stdio::null()).spawn().expect("it starts");
    wait_for(&log, "start ");
    // The welcome, which a newcomer sees, asks for the conditions.
    wait_for(&log, "list_rules ");
    // The traced program is a child of what was started.
    let _ = Command::new("pkill").args(["-TERM", "-P", &program.id().to_string()]).status();
    let _ = program.kill();
    let _ = program.wait();
    assert!(home.join(".local/share/cn.shenbao.desktop/library.db").exists());
}

fn wait_for(log: &Path, entry: &str) {
    let started = Instant::now();
    while !std::fs::read_to_string(log).unwrap_or_default().contains(entry) {
        assert!(started.elapsed() < Duration::from_secs(30), "the log never says {entry:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
