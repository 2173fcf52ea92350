//! The picture that a device's camera reads: a QR code as one path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// White squares around a code, as its standard asks for.
const QUIET: i32 = 4;

/// A code's squares.
pub(super) struct Picture {
    /// Squares on each side, the white edge included.
    pub(super) side: i32,
    /// The dark squares, as the path of an SVG.
    pub(super) path: String,
}

impl Picture {
    /// The picture of a text; empty where the text is too long for any code.
    pub(super) fn of(text: &str) -> Self {
        match QrCode::encode_text(text, QrCodeEcc::Medium) {
            Ok(code) => Self { side: code.size() + 2 * QUIET, path: path(&code) },
            Err(_too_long) => Self { side: 0, path: String::new() },
        }
    }
}

fn path(code: &QrCode) -> String {
    let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    squares.filter(|(x, y)| code.get_module(*x, *y)).fold(String::new(), |mut path, (x, y)| {
        // Writing to a String cannot fail.
        let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET);
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_begins_with_the_corner_that_cameras_look_for() {
        let picture = Picture::of("otpauth://totp/Jobfill:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(picture.side > 2 * QUIET + 20);
        assert!(picture.path.starts_with("M4,4h1v1h-1zM5,4h1v1h-1z"), "{}", &picture.path[..40]);
        assert_eq!(Picture::of(&"x".repeat(5_000)).side, 0);
    }
}
