//! Looking for what keeps people out: axe-core judges a page by the rules of WCAG 2.0, levels A and AA.

use super::{Chromium, LOOKS};
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use serde_json::Value;

const AXE: &str = include_str!("../../../vendor/axe-core/axe.min.js");

/// Resolves when everything that the page names is here.
const LOADED: &str =
    "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))";

/// One line for each thing that is wrong: the rule, where, and why.
const RUN: &str = "axe.run({ runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations'] }).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`)))";

impl Chromium {
    /// Leaves pictures of the page, as `pictures` does, and has axe judge each of them. The protocol runs scripts
    /// whatever the page's policy allows, so that the policy stays as people have it.
    pub async fn examine(&self, name: &str) {
        self.evaluate(LOADED).await;
        let said = self.evaluate("document.querySelector('main').innerText").await;
        assert!(!said.as_str().unwrap().contains("Something went wrong"), "{name}: {said}");
        self.evaluate(AXE).await;
        for (width, theme) in LOOKS {
            self.look(width, theme).await;
            self.picture(name, width, theme).await;
            let wrong = self.evaluate(RUN).await;
            assert_eq!(wrong, Value::Array(Vec::new()), "{name} at {width} pixels, {theme}: {wrong:#}");
        }
    }

    async fn evaluate(&self, script: &str) -> Value {
        let script = EvaluateParams::builder().expression(script).await_promise(true).return_by_value(true);
        let answer = self.page.execute(script.build().unwrap()).await.unwrap().result;
        assert!(answer.exception_details.is_none(), "{:?}", answer.exception_details);
        answer.result.value.unwrap_or_default()
    }
}
