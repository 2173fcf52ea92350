pub mod child;
pub mod claude;
pub mod offline;
pub mod profile;
pub struct Extracted {
    pub kind: Kind,
    pub text: String,
}
pub struct Kind;
impl Kind {
    pub fn as_str(&self) -> &'static str {
        "pdf"
    }
}
pub fn mask(t: &str) -> String {
    t.into()
}
pub fn masked_key(a: &str, b: &str, c: &str) -> String {
    format!("{a}{b}{c}")
}
