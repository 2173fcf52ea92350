//! Loops that await, and waits for somebody else, in the program and in the chaos harness: each has a bound around it, or
//! stands in a list with the reason why it ends.

mod reasoned;

use self::reasoned::REASONED;
use super::rust_files;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};
use syn::{Expr, ExprAwait, ExprCall, ExprForLoop, ExprLoop, ExprMethodCall, ExprWhile, ImplItemFn, ItemFn, ItemMod};

/// Where loops are looked for.
const FOLDERS: [&str; 2] = ["src", "tests/chaos"];

/// Calls around a wait that end it.
const BOUNDS: [&str; 2] = ["timeout", "timeout_at"];

/// Methods that wait until somebody else does something, with so many arguments.
const WAITS: [(&str, usize); 5] =
    [("wait_for", 1), ("changed", 0), ("notified", 0), ("acquire", 0), ("acquire_owned", 0)];

/// Macros that await what stands in them.
const AWAITING: [&str; 3] = ["select", "join", "try_join"];

/// Finds loops that await, and waits for others, outside of a bound.
#[derive(Default)]
struct Awaits {
    function: String,
    found: BTreeSet<String>,
}

/// Whether something awaits, apart from what it hands to others.
#[derive(Default)]
struct Has(bool);

impl<'ast> Visit<'ast> for Has {
    fn visit_expr_await(&mut self, _: &'ast ExprAwait) {
        self.0 = true;
    }

    fn visit_expr_async(&mut self, _: &'ast syn::ExprAsync) {}

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.0 |= call.path.segments.last().is_some_and(|last| AWAITING.iter().any(|name| last.ident == name));
    }
}

impl Awaits {
    fn of(text: &str) -> BTreeSet<String> {
        let mut awaits = Self::default();
        awaits.visit_file(&syn::parse_file(text).unwrap());
        awaits.found
    }

    fn note_if(&mut self, awaits: impl FnOnce(&mut Has)) {
        let mut has = Has::default();
        awaits(&mut has);
        if has.0 {
            self.found.insert(self.function.clone());
        }
    }

    fn within(&mut self, function: String, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.function, function);
        visit(self);
        self.function = before;
    }
}

impl<'ast> Visit<'ast> for Awaits {
    /// Unit tests wait for nobody.
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.within(function.sig.ident.to_string(), |awaits| visit::visit_item_fn(awaits, function));
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.within(function.sig.ident.to_string(), |awaits| visit::visit_impl_item_fn(awaits, function));
    }

    fn visit_expr_loop(&mut self, one: &'ast ExprLoop) {
        self.note_if(|has| has.visit_block(&one.body));
        visit::visit_expr_loop(self, one);
    }

    fn visit_expr_while(&mut self, one: &'ast ExprWhile) {
        self.note_if(|has| has.visit_expr_while(one));
        visit::visit_expr_while(self, one);
    }

    fn visit_expr_for_loop(&mut self, one: &'ast ExprForLoop) {
        if matches!(&*one.expr, Expr::Range(range) if range.end.is_none()) {
            self.note_if(|has| has.visit_block(&one.body));
        }
        visit::visit_expr_for_loop(self, one);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let is_bound =
            |path: &syn::Path| path.segments.last().is_some_and(|last| BOUNDS.iter().any(|one| last.ident == one));
        match &*call.func {
            Expr::Path(path) if is_bound(&path.path) => {}
            _ => visit::visit_expr_call(self, call),
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if WAITS.iter().any(|(name, arguments)| call.method == name && call.args.len() == *arguments) {
            self.found.insert(self.function.clone());
        }
        visit::visit_expr_method_call(self, call);
    }
}

#[test]
fn every_loop_that_awaits_has_a_bound_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for path in FOLDERS.iter().flat_map(|folder| rust_files(&root.join(folder))) {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        found.extend(
            Awaits::of(&fs::read_to_string(&path).unwrap()).into_iter().map(|function| (name.clone(), function)),
        );
    }
    let reasoned: BTreeSet<_> =
        REASONED.iter().map(|(file, function, _)| ((*file).to_owned(), (*function).to_owned())).collect();
    let unbounded: Vec<_> = found.difference(&reasoned).collect();
    assert!(unbounded.is_empty(), "these may wait for ever; put a bound around them: {unbounded:#?}");
    let needless: Vec<_> = reasoned.difference(&found).collect();
    assert!(needless.is_empty(), "these need no reason any more: {needless:#?}");
    assert!(REASONED.iter().all(|(_, _, why)| why.len() > 10));
}

#[test]
fn a_loop_that_awaits_is_found_wherever_it_stands() {
    for unbounded in [
        "loop { step().await; }",
        "while count().await < 3 {}",
        "while let Some(one) = stream.next().await { read(one); }",
        "for round in 1.. { step(round).await; }",
        "spawn(async move { loop { tokio::select! { () = a() => {} } } });",
        "seen.changed().await;",
        "held.wait_for(|held| *held).await;",
        "let seat = seats.acquire().await;",
        "bell.notified().await",
    ] {
        assert_eq!(Awaits::of(&format!("async fn work() {{ {unbounded} }}")).len(), 1, "{unbounded}");
    }
    for bounded in [
        "timeout(BOUND, async { loop { step().await; } }).await;",
        "let seat = tokio::time::timeout(BOUND, seats.acquire()).await;",
        "for one in all { step(one).await; }",
        "loop { spawn(async { step().await }); }",
        "claim.wait_for(conn, source, at_most).await;",
    ] {
        assert_eq!(Awaits::of(&format!("async fn work() {{ {bounded} }}")).len(), 0, "{bounded}");
    }
}
