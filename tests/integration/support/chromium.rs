//! A real browser, for where layout or JavaScript matters.
//!
//! It is driven by the page's tree and by mouse and keyboard events, never by scripts in the page, so that it
//! works the same with JavaScript and without.

mod axe;

use super::browser::PASSWORD;
use super::wait::{self, PATIENCE};
use chromiumoxide::Page;
use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::dom::{
    FocusParams, GetBoxModelParams, GetDocumentParams, GetOuterHtmlParams, NodeId, QuerySelectorParams,
    ScrollIntoViewIfNeededParams, SetFileInputFilesParams,
};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType, InsertTextParams,
    MouseButton,
};
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotParams, GetLayoutMetricsParams, NavigateParams};
use futures_util::StreamExt;
use std::future::ready;
use std::path::{Path, PathBuf};

/// What Debian and others call it.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How people look at a page: on a desk and on a telephone, in the light and in the dark.
const LOOKS: [(i32, &str); 4] = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")];

pub struct Chromium {
    browser: Browser,
    page: Page,
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
            .launch_timeout(PATIENCE)
            .request_timeout(PATIENCE)
            .build()
            .unwrap();
        let (browser, events) = Browser::launch(config).await.unwrap();
        tokio::spawn(async move { events.for_each(|_| ready(())).await });
        let page = browser.new_page("about:blank").await.unwrap();
        page.execute(SetScriptExecutionDisabledParams::new(!has_javascript)).await.unwrap();
        let this = Self { browser, page, _profile: profile };
        this.set_width(1280).await;
        this
    }

    pub async fn close(mut self) {
        self.browser.close().await.unwrap();
        wait::end_of("the end of a browser", self.browser.wait()).await.unwrap();
    }

    pub async fn open(&self, url: &str) {
        self.page.execute(NavigateParams::new(url)).await.unwrap();
    }

    /// Waits until an element is there.
    pub async fn find(&self, selector: &str) -> NodeId {
        let look = async || match self.look_for(selector).await {
            Some(node) => Ok(node),
            None => Err(self.html().await),
        };
        wait::for_some(&format!("{selector} on a page"), look).await
    }

    async fn look_for(&self, selector: &str) -> Option<NodeId> {
        let root = self.page.execute(GetDocumentParams::default()).await.ok()?.result.root.node_id;
        let found = self.page.execute(QuerySelectorParams::new(root, selector)).await.ok()?.result.node_id;
        (*found.inner() != 0).then_some(found)
    }

    pub async fn type_into(&self, selector: &str, text: &str) {
        self.focus(selector).await;
        self.page.execute(InsertTextParams::new(text)).await.unwrap();
    }

    /// Chooses a file for an upload field.
    pub async fn choose_file(&self, selector: &str, path: &Path) {
        let field = self.find(selector).await;
        let files = SetFileInputFilesParams::builder().file(path.to_string_lossy()).node_id(field).build().unwrap();
        self.page.execute(files).await.unwrap();
    }

    /// Signs somebody in who has the visitors' password.
    pub async fn sign_in(&self, url: &str, email: &str) {
        self.open(&format!("{url}/login")).await;
        self.type_into("input[name=email]", email).await;
        self.type_into("input[name=password]", PASSWORD).await;
        self.click("main form button").await;
        self.find("nav[aria-label=Account] form").await;
    }

    /// Clicks into the middle of an element, once it is at rest: a page may be changing it or moving it just now.
    pub async fn click(&self, selector: &str) {
        let at_rest = async || {
            let (before, now) = (self.middle_of(selector).await, self.middle_of(selector).await);
            now.filter(|_| before == now).ok_or((before, now))
        };
        let (x, y) = wait::for_some(&format!("{selector} to be at rest"), at_rest).await;
        for kind in [DispatchMouseEventType::MousePressed, DispatchMouseEventType::MouseReleased] {
            let event =
                DispatchMouseEventParams::builder().r#type(kind).x(x).y(y).button(MouseButton::Left).click_count(1);
            self.page.execute(event.build().unwrap()).await.unwrap();
        }
    }

    /// Where the middle of an element is in the window, in pixels; nothing: it has just gone, or is not shown.
    async fn middle_of(&self, selector: &str) -> Option<(f64, f64)> {
        let node = self.find(selector).await;
        self.page.execute(ScrollIntoViewIfNeededParams::builder().node_id(node).build()).await.ok()?;
        let shape = self.page.execute(GetBoxModelParams::builder().node_id(node).build()).await.ok()?;
        let corners = shape.result.model.content.inner();
        Some(((corners[0] + corners[4]) / 2.0, (corners[1] + corners[5]) / 2.0))
    }

    /// Sets the screen: a telephone's, say.
    pub async fn set_size(&self, width: i64, height: i64) {
        self.page.execute(SetDeviceMetricsOverrideParams::new(width, height, 1.0, false)).await.unwrap();
    }

    /// Pixels from the top of the window to an element, as it is scrolled now.
    pub async fn top_of(&self, selector: &str) -> f64 {
        let top = async || {
            let box_of = GetBoxModelParams::builder().node_id(self.find(selector).await).build();
            Some(self.page.execute(box_of).await.ok()?.result.model.border.inner()[1])
        };
        wait::for_some(&format!("the place of {selector}"), async || top().await.ok_or("it has just gone")).await
    }

    /// Presses a key that is a letter or a sign.
    pub async fn press(&self, key: &str) {
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let event = DispatchKeyEventParams::builder().r#type(kind).key(key).text(key).build().unwrap();
            self.page.execute(event).await.unwrap();
        }
    }

    /// Holds such a key for a while, so that it repeats.
    pub async fn hold(&self, key: &str) {
        for repeated in [false, true, true, true] {
            let event = DispatchKeyEventParams::builder().r#type(DispatchKeyEventType::KeyDown).key(key).text(key);
            self.page.execute(event.auto_repeat(repeated).build().unwrap()).await.unwrap();
        }
        let event = DispatchKeyEventParams::builder().r#type(DispatchKeyEventType::KeyUp).key(key);
        self.page.execute(event.build().unwrap()).await.unwrap();
    }

    /// Presses a key that has a name, such as `ArrowLeft`.
    pub async fn press_named(&self, key: &str) {
        for kind in [DispatchKeyEventType::RawKeyDown, DispatchKeyEventType::KeyUp] {
            let event = DispatchKeyEventParams::builder().r#type(kind).key(key).build().unwrap();
            self.page.execute(event).await.unwrap();
        }
    }

    /// Puts an element in focus. A page that comes just then takes the element away, and has its own.
    pub async fn focus(&self, selector: &str) {
        let focused = async || {
            let element = self.find(selector).await;
            self.page.execute(FocusParams::builder().node_id(element).build()).await.is_ok()
        };
        wait::until(&format!("the focus on {selector}"), focused, |is_focused| *is_focused).await;
    }

    /// Waits until an element is gone.
    pub async fn loses(&self, selector: &str) {
        let is_gone = async || self.look_for(selector).await.is_none() && !self.html().await.is_empty();
        wait::until(&format!("the end of {selector}"), is_gone, |is_gone| *is_gone).await;
    }

    /// Waits until the page shows a text.
    pub async fn sees(&self, text: &str) {
        wait::until(&format!("{text:?} on a page"), async || self.html().await, |html| html.contains(text)).await;
    }

    /// The page as it is now; empty while it changes.
    async fn html(&self) -> String {
        let Ok(document) = self.page.execute(GetDocumentParams::default()).await else { return String::new() };
        let whole = GetOuterHtmlParams::builder().node_id(document.result.root.node_id).build();
        self.page.execute(whole).await.map(|answer| answer.result.outer_html).unwrap_or_default()
    }

    /// Leaves pictures of the page as it is: wide and narrow, light and dark. Nothing may stick out at the side.
    pub async fn pictures(&self, name: &str) {
        for (width, theme) in LOOKS {
            self.look(width, theme).await;
            self.picture(name, width, theme).await;
        }
        self.set_width(1280).await;
    }

    /// Nothing moves, so that two pictures of one page are the same.
    async fn look(&self, width: i32, theme: &str) {
        self.set_width(width).await;
        let features = [("prefers-color-scheme", theme), ("prefers-reduced-motion", "reduce")];
        let features = features.map(|(name, value)| MediaFeature::new(name, value)).into();
        self.page.emulate_media_features(features).await.unwrap();
    }

    /// Leaves one picture of the upper part of a page, for the README: wide and light.
    pub async fn upper_part(&self, name: &str, height: i64) {
        self.look(1280, "light").await;
        self.page.execute(SetDeviceMetricsOverrideParams::new(1280, height, 1.0, false)).await.unwrap();
        self.keep(CaptureScreenshotParams::default(), name).await;
        self.set_width(1280).await;
    }

    async fn picture(&self, name: &str, width: i32, theme: &str) {
        let whole = CaptureScreenshotParams::builder().capture_beyond_viewport(true).build();
        self.keep(whole, &format!("{name}-{width}-{theme}")).await;
        let real = self.page.execute(GetLayoutMetricsParams {}).await.unwrap().result.css_content_size.width;
        assert!(real <= f64::from(width), "{name} is {real} pixels wide on a screen of {width}");
    }

    async fn keep(&self, picture: CaptureScreenshotParams, name: &str) {
        use base64::Engine;
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&directory).unwrap();
        let picture = self.page.execute(picture).await.unwrap().result.data;
        let picture = base64::prelude::BASE64_STANDARD.decode(AsRef::<[u8]>::as_ref(&picture)).unwrap();
        std::fs::write(directory.join(format!("{name}.png")), picture).unwrap();
    }

    async fn set_width(&self, width: i32) {
        let size = SetDeviceMetricsOverrideParams::new(i64::from(width), 900, 1.0, false);
        self.page.execute(size).await.unwrap();
    }
}

fn program() -> Option<PathBuf> {
    let path = super::env("PATH")?;
    std::env::split_paths(&path).flat_map(|dir| PROGRAMS.map(|name| dir.join(name))).find(|file| file.is_file())
}
