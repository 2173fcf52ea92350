//! A real browser, for where layout or JavaScript matters.

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::page::ScreenshotParams;
use chromiumoxide::{Element, Page};
use futures_util::StreamExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where Debian and others put it.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long a page may take to show something. Only a bound: the test goes on as soon as it is there.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Chromium {
    browser: Browser,
    pub page: Page,
    _profile: tempfile::TempDir,
}

impl Chromium {
    /// Starts a browser with an empty profile, and opens a page. Without a browser the test fails with a sentence.
    pub async fn start(has_javascript: bool) -> Self {
        let program =
            program().expect("the browser tests need Chromium: run bin/setup --tests, or apt-get install chromium");
        let profile = tempfile::tempdir().unwrap();
        let config = BrowserConfig::builder()
            .chrome_executable(program)
            .no_sandbox()
            .user_data_dir(profile.path())
            .viewport(None)
            .arg("--disable-dev-shm-usage")
            .arg("--disable-background-networking")
            .arg("--disable-component-update")
            .arg("--no-proxy-server")
            .launch_timeout(Duration::from_secs(60))
            .build()
            .unwrap();
        let (browser, mut events) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { while events.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        if !has_javascript {
            page.execute(SetScriptExecutionDisabledParams::new(true)).await.unwrap();
        }
        Self { browser, page, _profile: profile }
    }

    pub async fn close(mut self) {
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
    }

    pub async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap();
    }

    /// Waits until an element is there.
    pub async fn find(&self, selector: &str) -> Element {
        let begun = Instant::now();
        loop {
            if let Ok(element) = self.page.find_element(selector).await {
                return element;
            }
            assert!(begun.elapsed() < PATIENCE, "{selector} did not appear; the page says:\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn type_into(&self, selector: &str, text: &str) {
        self.find(selector).await.click().await.unwrap().type_str(text).await.unwrap();
    }

    /// Chooses a file for an upload field.
    pub async fn choose_file(&self, selector: &str, path: &Path) {
        let field = self.find(selector).await;
        let files = SetFileInputFilesParams::builder()
            .file(path.to_string_lossy())
            .backend_node_id(field.backend_node_id)
            .build()
            .unwrap();
        self.page.execute(files).await.unwrap();
    }

    pub async fn click(&self, selector: &str) {
        self.find(selector).await.click().await.unwrap();
    }

    /// Waits until the page shows a text.
    pub async fn sees(&self, text: &str) {
        let begun = Instant::now();
        while !self.text().await.contains(text) {
            assert!(begun.elapsed() < PATIENCE, "{text:?} did not appear; the page says:\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The page's HTML, as it is now.
    pub async fn text(&self) -> String {
        self.page.content().await.unwrap_or_default()
    }

    /// Leaves pictures of the page as it is: wide and narrow, light and dark.
    pub async fn pictures(&self, name: &str) {
        let directory = pictures_dir();
        std::fs::create_dir_all(&directory).unwrap();
        for (width, theme) in [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")] {
            self.set_width(width).await;
            let feature = MediaFeature::new("prefers-color-scheme", theme);
            self.page.emulate_media_features(vec![feature]).await.unwrap();
            let picture = self.page.screenshot(ScreenshotParams::builder().full_page(true).build()).await.unwrap();
            std::fs::write(directory.join(format!("{name}-{width}-{theme}.png")), picture).unwrap();
            self.fits(width, name).await;
        }
        self.set_width(1280).await;
    }

    async fn set_width(&self, width: i64) {
        let size = SetDeviceMetricsOverrideParams::new(width, 900, 1.0, width < 500);
        self.page.execute(size).await.unwrap();
    }

    /// Nothing sticks out at the side.
    async fn fits(&self, width: i64, name: &str) {
        if let Ok(found) = self.page.evaluate("document.documentElement.scrollWidth").await {
            let real: i64 = found.into_value().unwrap();
            assert!(real <= width, "{name} is {real} pixels wide on a screen of {width}");
        }
    }
}

fn pictures_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures")
}

fn program() -> Option<PathBuf> {
    let path = super::env("PATH")?;
    std::env::split_paths(&path).flat_map(|dir| PROGRAMS.map(|name| dir.join(name))).find(|file| file.is_file())
}
