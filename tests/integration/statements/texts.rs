//! Every text that an expression can have, as far as reading the source tells: literals, constants, `format!`, the
//! branches of `if` and `match`, and functions that are made of these.

use super::program::{Constant, Function, Program, arguments};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, Lit, Member, Pat, Stmt};

/// Methods that leave a text as it is.
const SAME_TEXT: [&str; 6] = ["to_owned", "to_string", "as_str", "into", "clone", "as_ref"];

/// How deep functions and names may refer to each other.
const DEEPEST: usize = 30;

/// Variants that are told apart; a statement with more has to list its own.
const MOST_VARIANTS: usize = 5_000;

/// What is known of a value: the texts that it can be, and what its fields can be.
#[derive(Clone, Debug, Default)]
struct Known {
    texts: BTreeSet<String>,
    fields: BTreeMap<String, Self>,
}

type Reading<T> = Result<T, String>;

/// Where an expression stands: its function, and what is known of the names that the function was given.
#[derive(Clone)]
struct Scope<'a> {
    program: &'a Program,
    function: &'a Function,
    given: Option<BTreeMap<String, Reading<Known>>>,
    depth: usize,
}

/// The texts of an expression in a function, or why they cannot be told.
pub fn of(program: &Program, function: &Function, expression: &Expr) -> Reading<BTreeSet<String>> {
    let scope = Scope { program, function, given: None, depth: 0 };
    let texts = scope.read(expression)?.texts;
    if texts.is_empty() { Err("it is no text".to_owned()) } else { Ok(texts) }
}

impl Known {
    fn text(text: String) -> Self {
        Self { texts: BTreeSet::from([text]), fields: BTreeMap::new() }
    }

    fn or(mut self, other: Self) -> Self {
        self.texts.extend(other.texts);
        for (name, field) in other.fields {
            let known = self.fields.remove(&name).unwrap_or_default();
            self.fields.insert(name, known.or(field));
        }
        self
    }
}

impl<'a> Scope<'a> {
    fn read(&self, expression: &Expr) -> Reading<Known> {
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Ok(Known::text(text.value())),
                Lit::Int(number) => Ok(Known::text(number.base10_digits().to_owned())),
                _ => Err("a literal that is no text".to_owned()),
            },
            Expr::Reference(one) => self.read(&one.expr),
            Expr::Paren(one) => self.read(&one.expr),
            Expr::Group(one) => self.read(&one.expr),
            Expr::Path(path) => self.name(&path.path.segments.last().unwrap().ident.to_string()),
            Expr::Macro(call) if call.mac.path.is_ident("format") => self.format(&arguments(&call.mac)),
            Expr::If(one) => {
                let (_, otherwise) = one.else_branch.as_ref().ok_or("an `if` without `else`")?;
                Ok(self.tail(&one.then_branch)?.or(self.read(otherwise)?))
            }
            Expr::Match(one) => self.any(one.arms.iter().map(|arm| &*arm.body)),
            Expr::Block(block) => self.tail(&block.block),
            Expr::Tuple(tuple) => self.fields(tuple.elems.iter().enumerate().map(|(at, one)| (at.to_string(), one))),
            Expr::Struct(whole) => self.fields(whole.fields.iter().map(|one| (member(&one.member), &one.expr))),
            Expr::Array(array) => self.any(&array.elems),
            Expr::Field(field) => {
                let mut base = self.read(&field.base)?;
                base.fields.remove(&member(&field.member)).ok_or("a field that is not known".to_owned())
            }
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => {
                    let names: Vec<_> = path.path.segments.iter().map(|one| one.ident.to_string()).collect();
                    self.call(&names, &call.args.iter().collect::<Vec<_>>())
                }
                _ => Err("a call of what is no function".to_owned()),
            },
            Expr::MethodCall(call) => self.method(call),
            _ => Err("an expression of another kind".to_owned()),
        }
    }

    fn any<'e>(&self, expressions: impl IntoIterator<Item = &'e Expr>) -> Reading<Known> {
        expressions.into_iter().try_fold(Known::default(), |all, one| Ok(all.or(self.read(one)?)))
    }

    fn fields<'e>(&self, fields: impl Iterator<Item = (String, &'e Expr)>) -> Reading<Known> {
        let fields = fields.map(|(name, value)| Ok((name, self.read(value)?))).collect::<Reading<_>>()?;
        Ok(Known { texts: BTreeSet::new(), fields })
    }

    /// What a block ends with.
    fn tail(&self, block: &Block) -> Reading<Known> {
        match block.stmts.last() {
            Some(Stmt::Expr(expression, None)) => self.read(expression),
            Some(Stmt::Macro(one)) => self.format(&arguments(&one.mac)),
            _ => Err("a block without a value".to_owned()),
        }
    }

    fn method(&self, call: &ExprMethodCall) -> Reading<Known> {
        let name = call.method.to_string();
        let arguments: Vec<_> = call.args.iter().collect();
        match (name.as_str(), arguments.as_slice()) {
            (same, []) if SAME_TEXT.contains(&same) => self.read(&call.receiver),
            ("map_or", [otherwise, Expr::Closure(then)]) => Ok(self.read(otherwise)?.or(self.read(&then.body)?)),
            _ if is_self(&call.receiver) => self.call(&[name], &arguments),
            _ => Err(format!("the method {name}")),
        }
    }

    /// A function's value for what it is given.
    fn call(&self, path: &[String], arguments: &[&Expr]) -> Reading<Known> {
        let function = self.function(path).ok_or(format!("the function {}", path.join("::")))?;
        let mut given = BTreeMap::new();
        for (input, argument) in function.inputs.iter().zip(arguments) {
            bind(input, self.read(argument), &mut given);
        }
        self.deeper(function, Some(given))?.tail(&function.block)
    }

    fn deeper(&self, function: &'a Function, given: Option<BTreeMap<String, Reading<Known>>>) -> Reading<Self> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            Err("it refers to itself".to_owned())
        } else {
            Ok(Scope { function, given, depth, ..*self })
        }
    }

    /// The function `room::name` in the file of that room, or `name` in the same file, else the only one anywhere.
    fn function(&self, path: &[String]) -> Option<&'a Function> {
        let (name, rooms) = path.split_last()?;
        let room = rooms.last().filter(|room| room.starts_with(char::is_lowercase) && *room != "self");
        let is_here = |one: &Function| match room {
            Some(room) => one.file.ends_with(&format!("{room}.rs")),
            None => one.file == self.function.file,
        };
        let all: Vec<_> = self.program.functions.iter().filter(|one| one.name == *name).collect();
        all.iter().copied().find(|one| is_here(one)).or(if all.len() == 1 { all.first().copied() } else { None })
    }

    /// What stands behind a name: a `let`, a loop, something given, or a constant.
    fn name(&self, name: &str) -> Reading<Known> {
        let mut bindings = Bindings { name, found: Vec::new() };
        bindings.visit_block(&self.function.block);
        let deeper = self.deeper(self.function, self.given.clone())?;
        if !bindings.found.is_empty() {
            return bindings.found.iter().try_fold(Known::default(), |all, (pattern, value)| {
                let mut bound = BTreeMap::new();
                bind(pattern, deeper.read(value), &mut bound);
                Ok(all.or(bound.remove(name).unwrap_or(Err(format!("the pattern of {name}")))?))
            });
        }
        let inputs = self.function.inputs.iter().map(names_of).collect::<Vec<_>>();
        match (inputs.iter().position(|names| names.iter().any(|one| one == name)), &self.given) {
            (Some(_), Some(given)) => given.get(name).cloned().unwrap_or(Err(format!("what {name} is"))),
            (Some(position), None) => deeper.given_by_callers(name, position),
            (None, _) => self.constant(name),
        }
    }

    /// What all callers in the same file give for an input.
    fn given_by_callers(&self, name: &str, position: usize) -> Reading<Known> {
        let mut all = Vec::new();
        for caller in self.program.functions.iter().filter(|one| one.file == self.function.file) {
            let mut callers = Callers { name: &self.function.name, position, found: Vec::new() };
            callers.visit_block(&caller.block);
            all.extend(callers.found.into_iter().map(|argument| (caller, argument)));
        }
        if all.is_empty() {
            return Err(format!("{name}, which nobody in this file gives"));
        }
        let mut known = Known::default();
        for (caller, argument) in all {
            let mut bound = BTreeMap::new();
            bind(&self.function.inputs[position], self.deeper(caller, None)?.read(&argument), &mut bound);
            known = known.or(bound.remove(name).unwrap_or(Err(format!("the pattern of {name}")))?);
        }
        Ok(known)
    }

    fn constant(&self, name: &str) -> Reading<Known> {
        let all: Vec<&Constant> = self.program.constants.iter().filter(|one| one.name == name).collect();
        if let Some(here) = all.iter().find(|one| one.file == self.function.file) {
            return self.read(&here.value);
        }
        // Of those elsewhere, the only one that is a text.
        let is_text = |value: &Expr| matches!(value, Expr::Lit(one) if matches!(one.lit, Lit::Str(_)));
        let texts: Vec<_> = all.iter().filter(|one| is_text(&one.value)).collect();
        match texts.as_slice() {
            [one] => self.read(&one.value),
            _ => Err(format!("the name {name}")),
        }
    }

    /// Every combination of what stands between the braces.
    fn format(&self, arguments: &[Expr]) -> Reading<Known> {
        let Some((Expr::Lit(pattern), values)) = arguments.split_first() else {
            return Err("a macro without a text".to_owned());
        };
        let Lit::Str(pattern) = &pattern.lit else { return Err("a macro without a text".to_owned()) };
        let mut values = values.iter();
        let mut texts = BTreeSet::from([String::new()]);
        for piece in pieces(&pattern.value()) {
            let choices = match piece {
                Piece::Text(text) => BTreeSet::from([text]),
                Piece::Hole(name) if name.is_empty() => {
                    self.read(values.next().ok_or("a hole without a value")?)?.texts
                }
                Piece::Hole(name) => self.name(&name)?.texts,
            };
            if texts.len() * choices.len() > MOST_VARIANTS {
                return Err("too many variants".to_owned());
            }
            texts = texts.iter().flat_map(|text| choices.iter().map(move |choice| format!("{text}{choice}"))).collect();
        }
        Ok(Known { texts, fields: BTreeMap::new() })
    }
}

/// What a pattern makes of a value, name by name.
fn bind(pattern: &Pat, value: Reading<Known>, bound: &mut BTreeMap<String, Reading<Known>>) {
    let field = |name: &str| match &value {
        Ok(known) => known.fields.get(name).cloned().ok_or(format!("the field {name}")),
        Err(why) => Err(why.clone()),
    };
    match pattern {
        Pat::Ident(name) => {
            bound.insert(name.ident.to_string(), value);
        }
        Pat::Type(typed) => bind(&typed.pat, value, bound),
        Pat::Reference(one) => bind(&one.pat, value, bound),
        Pat::Tuple(tuple) => {
            tuple.elems.iter().enumerate().for_each(|(at, one)| bind(one, field(&at.to_string()), bound));
        }
        Pat::Struct(whole) => whole.fields.iter().for_each(|one| bind(&one.pat, field(&member(&one.member)), bound)),
        _ => {}
    }
}

fn names_of(pattern: &Pat) -> Vec<String> {
    let mut bound = BTreeMap::new();
    bind(pattern, Err(String::new()), &mut bound);
    bound.into_keys().collect()
}

fn member(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

fn is_self(expression: &Expr) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident("self"))
}

enum Piece {
    Text(String),
    Hole(String),
}

/// A pattern of `format!`, cut at its braces.
fn pieces(pattern: &str) -> Vec<Piece> {
    let (mut pieces, mut text, mut rest) = (Vec::new(), String::new(), pattern);
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let is_doubled = rest[at..].starts_with("{{") || rest[at..].starts_with("}}");
        if is_doubled {
            text.push_str(&rest[at..=at]);
            rest = &rest[at + 2..];
        } else {
            let end = at + rest[at..].find('}').unwrap();
            let name = rest[at + 1..end].split(':').next().unwrap();
            pieces.extend([Piece::Text(std::mem::take(&mut text)), Piece::Hole(name.to_owned())]);
            rest = &rest[end + 1..];
        }
    }
    pieces.push(Piece::Text(text + rest));
    pieces
}

/// Where a function binds a name.
struct Bindings<'a> {
    name: &'a str,
    found: Vec<(Pat, Expr)>,
}

impl Bindings<'_> {
    fn look(&mut self, pattern: &Pat, value: &Expr) {
        if names_of(pattern).iter().any(|one| one == self.name) {
            self.found.push((pattern.clone(), value.clone()));
        }
    }
}

impl<'ast> Visit<'ast> for Bindings<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.look(&local.pat, &init.expr);
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_for_loop(&mut self, one: &'ast syn::ExprForLoop) {
        self.look(&one.pat, &one.expr);
        visit::visit_expr_for_loop(self, one);
    }
}

/// What is given for one input of a function, wherever that is called in its own file.
struct Callers<'a> {
    name: &'a str,
    position: usize,
    found: Vec<Expr>,
}

impl<'ast> Visit<'ast> for Callers<'_> {
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_called =
            matches!(&*call.func, Expr::Path(path) if path.path.segments.last().unwrap().ident == self.name);
        if is_called {
            self.found.extend(call.args.iter().nth(self.position).cloned());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == self.name && is_self(&call.receiver) {
            self.found.extend(call.args.iter().nth(self.position).cloned());
        }
        visit::visit_expr_method_call(self, call);
    }
}
