//! `typing MEASURE.js`: how long the real window takes to follow what is typed. Prints rows of a table; `cargo xtask bench`
//! runs it on a display of its own. The drafts are the full example of a design centre, and the same with 2,000 rows in one
//! table, which is more than any example has.
#![expect(clippy::unwrap_used, reason = "without its window this program has nothing to do")]

use serde_json::{Value, json};
use shenbao_tests::window::{Opening, Window};
use std::path::Path;
use std::time::Duration;

const EXAMPLE: &str = "forms/design-center/2023/examples/in-house.shenbao.json";
const TABLE: &str = "ip.list";
const ROWS: usize = 2000;
const KEYS: usize = 200;
/// In milliseconds.
const TARGET: f64 = 50.0;
/// A quick typist's pause between keys.
const PAUSE: Duration = Duration::from_millis(60);

#[tokio::main]
async fn main() {
    let measure = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("long.shenbao.json");
    std::fs::write(&long, long_draft()).unwrap();

    let window = open(&folder.path().join("long"), &long).await;
    section(&window, "知识产权").await;
    let drawn = typed(&window, &measure, &format!("cell:{TABLE}:6:name"), "drawn", digit).await;
    print("typing in a table of 2,000 rows, the window", &drawn);
    print("from a key to the findings, with 2,000 rows, the window", &to_findings(&window, &measure).await);
    window.close().await;

    let window = open(&folder.path().join("example"), &root().join(EXAMPLE)).await;
    print("from a key to the findings, the example, the window", &to_findings(&window, &measure).await);
    window.close().await;
}

async fn open(data: &Path, draft: &Path) -> Window {
    let window = Window::open(&Opening { data, pick: Some(draft) }).await;
    window.resize(1280, 800).await;
    window.button("导入申报文件").await.click().await.unwrap();
    window.find(".draft-screen").await;
    window
}

/// A figure that turns a clause: each key changes what the findings say.
async fn to_findings(window: &Window, measure: &str) -> Vec<f64> {
    section(window, "设计团队").await;
    typed(window, measure, "field:team.headcount", "found", turning).await
}

fn long_draft() -> String {
    let mut draft: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join(EXAMPLE)).unwrap()).unwrap();
    let row = draft["answers"][TABLE][0].clone();
    let rows = (1..=ROWS).map(|number| {
        let mut row = row.clone();
        row["name"] = json!(format!("一种装置（第 {number} 件）"));
        row["number"] = json!(format!("ZL2016{number:08}.4"));
        row
    });
    draft["answers"][TABLE] = rows.collect();
    draft["attachments"] = json!([]);
    draft.to_string()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

async fn section(window: &Window, title: &str) {
    let nav = format!("//nav[contains(@class, 'section-nav')]//button[contains(., '{title}')]");
    window.xpath(&nav).await.click().await.unwrap();
}

fn digit(key: usize) -> String {
    (key % 10).to_string()
}

/// 3, 36, 3, 36 …
fn turning(key: usize) -> String {
    if key.is_multiple_of(2) { "6".to_owned() } else { "\u{e003}".to_owned() }
}

/// Types into an input and gives what was measured, in milliseconds.
async fn typed(window: &Window, measure: &str, id: &str, what: &str, key: fn(usize) -> String) -> Vec<f64> {
    let input = window.by_id(id).await;
    input.click().await.unwrap();
    input.send_keys("\u{e010}").await.unwrap();
    window.script(measure).await;
    for at in 0..KEYS {
        input.send_keys(&key(at)).await.unwrap();
        tokio::time::sleep(PAUSE).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let measured = window.script(&format!("return window.measuredTyping.{what}")).await;
    let mut times: Vec<f64> = serde_json::from_value(measured).unwrap();
    times.sort_by(f64::total_cmp);
    times
}

fn print(what: &str, times: &[f64]) {
    let keys = times.len();
    for (name, percent) in [("median", 50), ("p95", 95)] {
        let time = times[(keys * percent).div_ceil(100).max(1) - 1];
        println!("| {what}, {keys} keys, {name} | {time:.1} ms | {TARGET} ms | — | {:.2} |", time / TARGET);
    }
}
