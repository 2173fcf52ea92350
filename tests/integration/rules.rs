//! What the house keeps to, read from its source: rooms, owners of tables, and waits. No test waits without a bound, and
//! every bounded wait says what it waited for.

mod loops;
mod rooms;
mod tables;

use crate::statements::program::{arguments, rust_files};
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall, ImplItemFn, ItemFn};

/// Where waits are made.
const MAKES_WAITS: &str = "support/wait.rs";

/// Functions that wait for a time, or until somebody else comes by.
const UNBOUNDED: [&str; 5] = ["sleep", "sleep_until", "interval", "yield_now", "park"];

/// Methods that wait until somebody else does something, whatever they are given.
const FOR_OTHERS: [&str; 5] = ["wait_for", "changed", "notified", "acquire", "acquire_owned"];

/// Files whose waits end with what they stand in for.
const STAND_INS: [(&str, &str); 2] =
    [("support/gate.rs", "carry: .wait_for()"), ("support/quiet_line.rs", "join: .wait_for()")];

/// Methods of children, threads and channels that block for as long as it takes.
const BLOCKING: [&str; 5] = ["recv", "wait", "wait_with_output", "output", "join"];

/// Finds, outside of calls of `wait`, what may wait for ever.
struct Waits {
    function: String,
    found: Vec<String>,
}

impl Waits {
    fn of(text: &str) -> Vec<String> {
        let mut waits = Self { function: String::new(), found: Vec::new() };
        waits.visit_file(&syn::parse_file(text).unwrap());
        waits.found
    }

    fn found(&mut self, what: &str) {
        self.found.push(format!("{}: {what}", self.function));
    }
}

impl<'ast> Visit<'ast> for Waits {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.function = function.sig.ident.to_string();
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.function = function.sig.ident.to_string();
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_expr_loop(&mut self, one: &'ast syn::ExprLoop) {
        self.found("a `loop`");
        visit::visit_expr_loop(self, one);
    }

    /// What a stream brings ends with the stream, so `while let` passes.
    fn visit_expr_while(&mut self, one: &'ast syn::ExprWhile) {
        if !matches!(&*one.cond, Expr::Let(_)) {
            self.found("a `while`");
        }
        visit::visit_expr_while(self, one);
    }

    fn visit_expr_for_loop(&mut self, one: &'ast syn::ExprForLoop) {
        if matches!(&*one.expr, Expr::Range(range) if range.end.is_none()) {
            self.found("a `for` without end");
        }
        visit::visit_expr_for_loop(self, one);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func {
            let names: Vec<_> = path.path.segments.iter().map(|one| one.ident.to_string()).collect();
            if names.first().is_some_and(|first| first == "wait") {
                return;
            }
            if names.last().is_some_and(|last| UNBOUNDED.contains(&last.as_str())) {
                self.found(&names.join("::"));
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        if call.args.is_empty() && BLOCKING.contains(&name.as_str()) || FOR_OTHERS.contains(&name.as_str()) {
            self.found(&format!(".{name}()"));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        arguments(call).iter().for_each(|argument| self.visit_expr(argument));
    }
}

#[test]
fn every_wait_of_a_test_has_a_bound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration");
    let mut unbounded = Vec::new();
    for path in rust_files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        if name != MAKES_WAITS {
            let found = Waits::of(&fs::read_to_string(&path).unwrap());
            let is_stand_in = |what: &String| STAND_INS.contains(&(name.as_str(), what.as_str()));
            unbounded.extend(found.iter().filter(|what| !is_stand_in(what)).map(|what| format!("{name}, {what}")));
        }
    }
    assert!(unbounded.is_empty(), "waits without a bound, use support::wait:\n{}", unbounded.join("\n"));
}

#[test]
fn a_wait_without_a_bound_is_found_wherever_it_stands() {
    for unbounded in [
        "while count().await < 3 { look().await; }",
        "tokio::join!(step(), async { loop { step().await; } });",
        "for round in 1.. { step(round).await; }",
        "tokio::time::sleep(LOOK).await;",
        "child.wait().unwrap();",
        "let heard = bell.recv().await;",
        "seen.changed().await;",
        "held.wait_for(|held| *held).await;",
        "let place = places.acquire().await;",
    ] {
        assert_eq!(Waits::of(&format!("async fn test() {{ {unbounded} }}")).len(), 1, "{unbounded}");
    }
    for bounded in [
        "wait::until(\"three\", async || count().await, |count| *count == 3).await;",
        "wait::blocking(\"its end\", move || child.wait()).unwrap();",
        "while let Some(chunk) = body.next().await { read(chunk); }",
    ] {
        assert_eq!(Waits::of(&format!("async fn test() {{ {bounded} }}")), [""; 0], "{bounded}");
    }
}
