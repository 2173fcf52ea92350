//! Style, script and icon: part of the program, named by their content so that browsers may keep them for ever.

use super::error::{AppError, AppResult};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Path;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// A file of the program.
struct File {
    name: &'static str,
    kind: &'static str,
    body: &'static [u8],
}

const FILES: [File; 3] = [
    File { name: "app.css", kind: "text/css; charset=utf-8", body: include_bytes!("../../static/app.css") },
    File { name: "app.js", kind: "text/javascript; charset=utf-8", body: include_bytes!("../../static/app.js") },
    File { name: "icon.svg", kind: "image/svg+xml", body: include_bytes!("../../static/icon.svg") },
];

/// A name for all files together, which changes with the content of any.
fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let mut hasher = Sha256::new();
        for file in &FILES {
            hasher.update(file.body);
        }
        hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    })
}

/// Address of a file.
pub(super) fn url(name: &str) -> String {
    format!("/static/{}/{name}", hash())
}

/// Sends a file, which browsers may keep for ever.
pub(super) async fn show(path: Path<(String, String)>) -> AppResult {
    let (_, name) = path.into_inner();
    let file = FILES.iter().find(|file| file.name == name).ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(file.kind)
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.body))
}
