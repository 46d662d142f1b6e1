//! `screens OUT`: pictures of every screen of the real window, light and dark, small and large. Run by `cargo xtask gallery`.
#![expect(clippy::unwrap_used, reason = "without its window this program has nothing to do")]

use shenbao_tests::window::{Opening, Window};
use std::path::{Path, PathBuf};

/// Where the example of a ready draft and of a half-filled one are found on the first page.
const EXAMPLES: [(&str, &str); 3] = [("ready", "启衡医疗"), ("half", "拾光家居"), ("award", "城市地下管网")];
const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];

#[tokio::main]
async fn main() {
    let out = PathBuf::from(std::env::args().nth(1).unwrap());
    std::fs::create_dir_all(&out).unwrap();
    for (width, height) in SIZES {
        for (name, title) in EXAMPLES {
            let prefix = format!("{width}x{height}-{name}");
            walk(&out, &prefix, title, (width, height)).await;
        }
    }
}

/// One window: the first page, every section, the review, the preview.
async fn walk(out: &Path, prefix: &str, example: &str, (width, height): (u32, u32)) {
    let data = tempfile::tempdir().unwrap();
    let window = Window::open(&Opening { data: data.path(), pick: None }).await;
    window.resize(width, height).await;
    keep(&window, out, &format!("{prefix}-0-home")).await;
    let xpath = format!("//div[@class='examples']//button[contains(normalize-space(.), '{example}')]");
    window.xpath(&xpath).await.click().await.unwrap();
    window.find(".draft-screen").await;
    let sections = window.count("nav.section-nav li").await;
    for section in 1..=sections {
        window.click(&format!("nav.section-nav li:nth-child({section}) button")).await;
        keep(&window, out, &format!("{prefix}-1-section-{section:02}")).await;
    }
    window.click("nav.steps button:nth-of-type(2)").await;
    keep(&window, out, &format!("{prefix}-2-review")).await;
    window.click("nav.steps button:nth-of-type(3)").await;
    window.see_drawn(".pdf-page canvas").await;
    keep(&window, out, &format!("{prefix}-3-preview")).await;
    window.close().await;
}

async fn keep(window: &Window, out: &Path, name: &str) {
    // What was just clicked still has to be drawn; a picture has no event to wait for.
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    std::fs::write(out.join(format!("{name}.png")), window.screenshot().await).unwrap();
}
