//! The real window, driven through WebKitGTK's own WebDriver: what is typed and clicked here goes the way that a
//! person's keys and clicks go.

use crate::programs;
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take to appear. Generous: the tests run on busy machines, and nothing is timed here.
const PATIENCE: Duration = Duration::from_secs(20);

/// One open window with its own data directory.
pub struct Window {
    client: Client,
    driver: Child,
}

/// What a window is opened with.
pub struct Opening<'a> {
    /// The library lives here.
    pub data: &'a Path,
    /// What the next file dialog returns.
    pub pick: Option<&'a Path>,
}

impl Window {
    /// Starts the program and waits for the home screen; the questions to a newcomer are skipped.
    pub async fn open(opening: &Opening<'_>) -> Window {
        let window = Window::start(opening).await;
        if window.count(".questions").await > 0 {
            window.button("跳过，进入首页").await.click().await.expect("the questions can be skipped");
            window.see_nothing(".questions").await;
        }
        window
    }

    /// Starts the program and waits for whatever it shows first.
    pub async fn start(opening: &Opening<'_>) -> Window {
        let port = free_port();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        driver.env("SHENBAO_DATA", opening.data).stdout(Stdio::null()).stderr(Stdio::null());
        let temporary = opening.data.join("tmp");
        std::fs::create_dir_all(&temporary).expect("a folder for temporary files");
        driver.env("TMPDIR", temporary);
        if let Some(pick) = opening.pick {
            driver.env("SHENBAO_PICK", pick);
        }
        let driver = driver.spawn().expect("WebKitWebDriver (package webkit2gtk-driver)");
        let client = connect(port).await;
        let window = Window { client, driver };
        window.find(".place, .gate-card").await;
        window
    }

    /// Waits until a CSS selector matches, and returns the first match.
    pub async fn find(&self, css: &str) -> Element {
        self.wait_for(Locator::Css(css)).await
    }

    /// Waits for a field's or cell's input by its id.
    pub async fn by_id(&self, id: &str) -> Element {
        self.wait_for(Locator::Id(id)).await
    }

    /// Waits for a button that shows exactly this text.
    pub async fn button(&self, text: &str) -> Element {
        self.wait_for(Locator::XPath(&format!("//button[normalize-space(.)='{text}']"))).await
    }

    /// Waits until an XPath matches.
    pub async fn xpath(&self, xpath: &str) -> Element {
        self.wait_for(Locator::XPath(xpath)).await
    }

    /// Waits until nothing matches a CSS selector.
    pub async fn see_nothing(&self, css: &str) {
        let none =
            || async { self.client.find_all(Locator::Css(css)).await.is_ok_and(|found| found.is_empty()) };
        self.wait_until(none, || format!("{css} is still there")).await;
    }

    /// Waits until an input holds exactly this.
    pub async fn see_value(&self, id: &str, expected: &str) {
        let holds = || async { self.value(id).await == expected };
        self.wait_until(holds, || format!("{id} does not hold {expected:?}")).await;
    }

    /// Waits until the keyboard is in this input.
    pub async fn see_focused(&self, id: &str) {
        let is_focused = || async {
            let active = self.client.execute("return document.activeElement.id", Vec::new()).await;
            active.is_ok_and(|active| active == id)
        };
        self.wait_until(is_focused, || format!("{id} is not focused")).await;
    }

    /// Waits until the page shows this text somewhere.
    pub async fn see(&self, text: &str) {
        self.wait_for(Locator::XPath(&format!("//body//*[contains(normalize-space(.), '{text}')]"))).await;
    }

    /// Replaces what an input holds by typing, and leaves the input.
    pub async fn type_into(&self, id: &str, text: &str) {
        let input = self.by_id(id).await;
        input.click().await.expect("the input can be clicked");
        input.send_keys("\u{e009}a\u{e009}").await.expect("select all");
        input.send_keys(text).await.expect("typing");
        input.send_keys("\u{e004}").await.expect("leaving the input");
    }

    /// Presses keys, wherever the keyboard is.
    pub async fn keys(&self, keys: &str) {
        let active = self.client.active_element().await.expect("the keyboard is somewhere");
        active.send_keys(keys).await.expect("keys can be pressed");
    }

    /// Waits until a script's condition holds.
    pub async fn wait_for_script(&self, script: &str, what: &str) {
        let holds = || async { self.client.execute(script, Vec::new()).await.is_ok_and(|it| it == true) };
        self.wait_until(holds, || format!("{what} does not happen")).await;
    }

    /// Clicks the first match of a CSS selector.
    pub async fn click(&self, css: &str) {
        self.find(css).await.click().await.expect("it can be clicked");
    }

    /// How many elements match a CSS selector now.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.map_or(0, |found| found.len())
    }

    /// What an input holds.
    pub async fn value(&self, id: &str) -> String {
        self.by_id(id).await.prop("value").await.expect("a property").unwrap_or_default()
    }

    /// Waits until the text of an element that a CSS selector matches contains this.
    pub async fn see_in(&self, css: &str, text: &str) {
        const SHOWS: &str = "return [...document.querySelectorAll(arguments[0])].some(e => e.innerText.includes(arguments[1]))";
        let shows = || async {
            let shown = self.client.execute(SHOWS, vec![css.into(), text.into()]).await;
            shown.is_ok_and(|shown| shown == true)
        };
        self.wait_until(shows, || format!("{css} does not show {text:?}")).await;
    }

    /// Waits until something is drawn on a canvas that a CSS selector matches: not every pixel is white or clear.
    pub async fn see_drawn(&self, css: &str) {
        const DRAWN: &str = "const canvas = document.querySelector(arguments[0]); \
            if (!canvas || !canvas.width) return false; \
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); \
            return data.some((value, at) => at % 4 !== 3 && value < 128 && data[at - at % 4 + 3] > 0)";
        let drawn = || async {
            let drawn = self.client.execute(DRAWN, vec![css.into()]).await;
            drawn.is_ok_and(|drawn| drawn == true)
        };
        self.wait_until(drawn, || format!("nothing is drawn on {css}")).await;
    }

    /// Sets the window's size, for pictures.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
    }

    /// The page as a PNG.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a screenshot")
    }

    /// Runs a script in the page; it may return something.
    pub async fn script(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Ends the program at once, as a crash or a power cut does.
    pub async fn kill(mut self) {
        let pid = self.driver.id().to_string();
        // The program is the driver's child; it must not get a chance to tidy up.
        let _ = Command::new("pkill").args(["-KILL", "-P", &pid]).status();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    /// Closes the window as a person does.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    async fn wait_until<F: Future<Output = bool>>(
        &self,
        mut holds: impl FnMut() -> F,
        failure: impl Fn() -> String,
    ) {
        let started = Instant::now();
        while !holds().await {
            if started.elapsed() > PATIENCE {
                let picture = save_picture(&self.client).await;
                panic!("{}; the window: {}", failure(), picture.display());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn wait_for(&self, locator: Locator<'_>) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(locator).await {
            Ok(element) => element,
            Err(error) => {
                let picture = save_picture(&self.client).await;
                panic!("{locator:?} did not appear ({error}); the window: {}", picture.display());
            }
        }
    }
}

async fn connect(port: u16) -> Client {
    let options = serde_json::json!({
        "browserName": "wry",
        "webkitgtk:browserOptions": { "binary": programs::built("shenbao-desktop"), "args": [] },
    });
    let serde_json::Value::Object(capabilities) = options else {
        unreachable!("an object was written above")
    };
    let started = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) => assert!(started.elapsed() < PATIENCE, "the window did not open: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn save_picture(client: &Client) -> PathBuf {
    let path = std::env::temp_dir().join("shenbao-window.png");
    if let Ok(png) = client.screenshot().await {
        let _ = std::fs::write(&path, png);
    }
    path
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}
