//! The program's own source: its functions and constants, and where it hands a statement to PostgreSQL.

use std::fs;
use std::path::{Path, PathBuf};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, ExprCall, ExprMethodCall, File, GenericArgument, Pat, Signature, Token};

/// Methods of `tokio_postgres` that take a statement. The first three exist elsewhere, too: there a `client` has them.
const OF_CLIENTS: [&str; 3] = ["query", "execute", "prepare"];
const ALWAYS_SQL: [&str; 7] =
    ["query_one", "query_opt", "query_raw", "batch_execute", "simple_query", "copy_in", "copy_out"];

/// What sends a statement of diesel's off: after it nothing is bound any more.
const ENDS: [&str; 8] =
    ["load", "load_stream", "get_result", "get_results", "execute", "first", "internal_load", "optional"];

/// Everything under `src`, without its unit tests.
#[derive(Default)]
pub struct Program {
    pub functions: Vec<Function>,
    pub constants: Vec<Constant>,
}

pub struct Function {
    pub file: String,
    pub name: String,
    pub inputs: Vec<Pat>,
    pub block: Block,
}

pub struct Constant {
    pub file: String,
    pub name: String,
    pub value: Expr,
}

/// A statement on its way to PostgreSQL.
pub struct Sent<'a> {
    pub function: &'a Function,
    pub statement: Expr,
    pub bound: Bound,
}

/// What is bound to a statement's parameters.
pub enum Bound {
    /// By diesel: types as they are written; all of them, or only those that are bound where the statement stands.
    Types { types: Vec<syn::Type>, are_all: bool },
    /// By `tokio_postgres`: so many. None: that cannot be read from the source.
    Values(Option<usize>),
}

impl Program {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = rust_files(&root);
        files.sort();
        let mut program = Self::default();
        for path in files {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            program.add(name, &syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
        }
        program
    }

    /// A program of one file, to try this test itself.
    pub fn of(text: &str) -> Self {
        let mut program = Self::default();
        program.add("example.rs".to_owned(), &syn::parse_file(text).unwrap());
        program
    }

    fn add(&mut self, name: String, file: &File) {
        Collector { program: self, file: name }.visit_file(file);
    }

    /// Every statement that is sent anywhere.
    pub fn sent(&self) -> Vec<Sent<'_>> {
        let mut all = Vec::new();
        for function in &self.functions {
            let mut found = Finder { function, sent: &mut all };
            found.visit_block(&function.block);
        }
        all
    }
}

impl Sent<'_> {
    /// As the list of composed statements names it.
    pub fn place(&self) -> String {
        format!("{} {}", self.function.file, self.function.name)
    }
}

pub fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

struct Collector<'a> {
    program: &'a mut Program,
    file: String,
}

impl Collector<'_> {
    fn function(&mut self, signature: &Signature, block: &Block) {
        let inputs = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(typed) => Some((*typed.pat).clone()),
            syn::FnArg::Receiver(_) => None,
        });
        let (file, name) = (self.file.clone(), signature.ident.to_string());
        self.program.functions.push(Function { file, name, inputs: inputs.collect(), block: block.clone() });
    }

    fn constant(&mut self, name: String, value: &Expr) {
        self.program.constants.push(Constant { file: self.file.clone(), name, value: value.clone() });
    }
}

fn is_of_tests(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|one| one.path().is_ident("cfg") && one.parse_args::<syn::Ident>().is_ok_and(|on| on == "test"))
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_of_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_const(&mut self, constant: &'ast syn::ItemConst) {
        self.constant(constant.ident.to_string(), &constant.expr);
    }

    fn visit_impl_item_const(&mut self, constant: &'ast syn::ImplItemConst) {
        self.constant(constant.ident.to_string(), &constant.expr);
    }
}

struct Finder<'a, 'b> {
    function: &'a Function,
    sent: &'b mut Vec<Sent<'a>>,
}

impl Finder<'_, '_> {
    fn found(&mut self, statement: &Expr, bound: Bound) {
        self.sent.push(Sent { function: self.function, statement: statement.clone(), bound });
    }

    /// `sql_query(…).bind::<…>(…).bind::<…>(…).load(…)`, from its end. True: it was one.
    fn diesel(&mut self, end: &ExprMethodCall) -> bool {
        let mut links = vec![end];
        while let Expr::MethodCall(inner) = &*links[links.len() - 1].receiver {
            links.push(inner);
        }
        let Expr::Call(call) = &*links[links.len() - 1].receiver else { return false };
        let Some(statement) = statement_of(call) else { return false };
        links.reverse();
        let is_called = |names: &[&str]| links.iter().any(|link| names.iter().any(|name| link.method == name));
        let are_all = is_called(&ENDS) && !is_called(&["into_boxed"]);
        let types = links.iter().filter(|link| link.method == "bind").filter_map(|link| first_type(link)).collect();
        self.found(statement, Bound::Types { types, are_all });
        links.iter().flat_map(|link| &link.args).for_each(|argument| self.visit_expr(argument));
        true
    }

    fn of_client(&mut self, call: &ExprMethodCall) {
        let method = call.method.to_string();
        let is_client = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("client"));
        let is_sql = |names: &[&str]| names.contains(&method.as_str());
        if !(is_sql(&ALWAYS_SQL) || is_client && is_sql(&OF_CLIENTS)) {
            return;
        }
        let values = match call.args.iter().nth(1) {
            None => Some(0),
            Some(Expr::Reference(values)) => match &*values.expr {
                Expr::Array(values) => Some(values.elems.len()),
                _ => None,
            },
            Some(_) => None,
        };
        self.found(&call.args[0], Bound::Values(values));
    }
}

impl<'ast> Visit<'ast> for Finder<'_, '_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if !self.diesel(call) {
            self.of_client(call);
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Some(statement) = statement_of(call) {
            self.found(statement, Bound::Types { types: Vec::new(), are_all: false });
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        arguments(call).iter().for_each(|argument| self.visit_expr(argument));
    }

    // A function within a function is found by itself.
    fn visit_item_fn(&mut self, _: &'ast syn::ItemFn) {}
}

/// What a macro is given, where that is a list of expressions.
pub fn arguments(call: &syn::Macro) -> Vec<Expr> {
    let list = Punctuated::<Expr, Token![,]>::parse_terminated;
    list.parse2(call.tokens.clone()).map(|list| list.into_iter().collect()).unwrap_or_default()
}

fn statement_of(call: &ExprCall) -> Option<&Expr> {
    let Expr::Path(path) = &*call.func else { return None };
    let is_query = path.path.segments.last().is_some_and(|last| last.ident == "sql_query");
    is_query.then(|| &call.args[0])
}

fn first_type(call: &ExprMethodCall) -> Option<syn::Type> {
    match call.turbofish.as_ref()?.args.first()? {
        GenericArgument::Type(bound) => Some(bound.clone()),
        _ => None,
    }
}
