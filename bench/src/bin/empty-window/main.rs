//! A window with a small page and nothing behind it: what every Tauri application takes. `cargo xtask bench` opens it beside
//! ours. Built only for that, with the feature `empty-window`, after its page (`npm run empty-window` in `ui/`).

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("src/bin/empty-window/tauri.conf.json"))
}
