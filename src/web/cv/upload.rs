//! The upload form: streamed, never more than the limit kept in memory.

use crate::cv::{CvError, MAX_FILE_BYTES};
use crate::large;
use crate::reading::CvFile;
use crate::typed::clean;
use crate::web::error::{AppError, AppResult};
use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::error::PayloadError;
use futures_util::TryStreamExt;
use std::io::ErrorKind;
use url::form_urlencoded;

/// The longest text for pasting, in bytes; longer than the text of any file that a reader is given.
const MAX_TEXT_BYTES: usize = 200_000;

/// The longest value of a ticked box, in bytes.
const MAX_FLAG_BYTES: usize = 16;

/// The largest form that is read to its end: a browser that sends too much then gets an answer instead of a closed
/// connection. Bytes over a field's limit are thrown away as they arrive.
const MAX_FORM_BYTES: usize = 32 * 1024 * 1024;

/// The most bytes of a form in memory at once: the file, the text, and the chunk being read.
pub(in crate::web) const MOST_KEPT_BYTES: usize = MAX_FILE_BYTES + MAX_TEXT_BYTES + 64 * 1024;

/// The longest kept file name, in characters.
const MAX_NAME_LENGTH: usize = 120;

/// A file, or pasted text, of a permitted size.
pub(in crate::web) struct Chosen {
    pub file: CvFile,
    is_text: bool,
}

/// A refusal's request to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Remedy {
    /// Another file or text.
    Other,
    /// A second try a little later.
    Later,
    /// Wait for the upload under way.
    Wait,
}

/// Reason why an upload was refused.
pub(in crate::web) struct UploadRefusal {
    pub remedy: Remedy,
    /// Field of the message: true for the text field, false for the file field.
    pub is_of_text: bool,
    pub sentence: String,
    /// The pasted text, for the field.
    pub text: String,
    /// The choice for the last CV's searches, to be shown again.
    pub replaces: bool,
    /// The person wants no model to read the CV; shown again, so that no second try is sent by mistake.
    pub is_kept_here: bool,
}

/// A form as received.
pub(in crate::web) struct Sent {
    pub chosen: Result<Chosen, Unfit>,
    /// The text field, to be shown again.
    pub text: String,
    /// The choice for the last CV's searches, to be shown again.
    pub replaces: bool,
    /// The person wants no model to read the CV; shown again, so that no second try is sent by mistake.
    pub is_kept_here: bool,
}

impl Chosen {
    /// True for pasted text.
    pub(super) fn is_text(&self) -> bool {
        self.is_text
    }
}

impl Sent {
    /// The form again with a sentence. `is_of_text`: beside the text, else beside the file.
    pub(super) fn refused(self, is_of_text: bool, remedy: Remedy, sentence: String) -> UploadRefusal {
        let Self { text, replaces, is_kept_here, .. } = self;
        UploadRefusal { remedy, is_of_text, sentence, text, replaces, is_kept_here }
    }

    /// The fields that a browser cannot lose for good, as a query string.
    pub(in crate::web) fn fields(&self) -> String {
        let mut fields = form_urlencoded::Serializer::new(String::new());
        fields.append_pair("text", &self.text);
        if self.replaces {
            fields.append_pair("earlier", "replace");
        }
        if self.is_kept_here {
            fields.append_pair("without_model", "on");
        }
        fields.finish()
    }
}

impl UploadRefusal {
    /// The text pasted when the session was over, from [`Sent::fields`].
    pub(super) fn of_kept(fields: &str) -> Self {
        let field = |name: &str| {
            let found = form_urlencoded::parse(fields.as_bytes()).find(|(one, _)| one == name);
            found.map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        let (text, replaces) = (field("text"), field("earlier") == "replace");
        let is_kept_here = !field("without_model").is_empty();
        let sentence = say!("cv-kept");
        Self { remedy: Remedy::Other, is_of_text: true, sentence, text, replaces, is_kept_here }
    }
}

/// An unfit CV's message, and the field beside which the message stands.
pub(in crate::web) struct Unfit {
    pub is_of_text: bool,
    pub sentence: String,
}

/// Reads the form: a chosen file, else the text.
pub(in crate::web) async fn receive(form: Multipart) -> AppResult<Sent> {
    read(form, MAX_FILE_BYTES).await
}

/// Reads the form without keeping its file: the bytes are thrown away as they come.
pub(in crate::web) async fn receive_without_file(form: Multipart) -> AppResult<Sent> {
    read(form, 0).await
}

async fn read(form: Multipart, most_of_file: usize) -> AppResult<Sent> {
    let parts = Parts::read(form, most_of_file).await?;
    let text = String::from_utf8_lossy(parts.text.bytes()).into_owned();
    let replaces = parts.replaces();
    let is_kept_here = parts.is_kept_here;
    Ok(Sent { chosen: parts.chosen(), text, replaces, is_kept_here })
}

/// Contents of the form's fields.
#[derive(Default)]
struct Parts {
    file_name: String,
    files: usize,
    file: Collected,
    text: Collected,
    earlier: Collected,
    is_kept_here: bool,
}

/// The longest value read of the choice, in bytes.
const MAX_CHOICE_BYTES: usize = 20;

/// The content of one field.
#[derive(Default)]
struct Collected {
    bytes: Vec<u8>,
    is_over: bool,
}

impl Collected {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Parts {
    async fn read(mut form: Multipart, most_of_file: usize) -> AppResult<Self> {
        let mut parts = Self::default();
        let mut left = MAX_FORM_BYTES;
        while let Some(mut field) = form.try_next().await.map_err(unreadable)? {
            match field.name() {
                Some("file") => {
                    let file_name = file_name(&field);
                    let file = collect(&mut field, most_of_file, &mut left).await?;
                    // A browser sends an empty part where no file was chosen.
                    if !file_name.is_empty() || !file.bytes.is_empty() || file.is_over {
                        parts.files += 1;
                        (parts.file_name, parts.file) = (file_name, file);
                    }
                }
                Some("text") => parts.text = collect(&mut field, MAX_TEXT_BYTES, &mut left).await?,
                Some("earlier") => parts.earlier = collect(&mut field, MAX_CHOICE_BYTES, &mut left).await?,
                Some("without_model") => {
                    parts.is_kept_here = !collect(&mut field, MAX_FLAG_BYTES, &mut left).await?.bytes.is_empty();
                }
                _ => drop(collect(&mut field, 0, &mut left).await?),
            }
        }
        Ok(parts)
    }

    /// Earlier searches leave a list only by the person's choice.
    fn replaces(&self) -> bool {
        self.earlier.bytes() == b"replace"
    }

    fn chosen(self) -> Result<Chosen, Unfit> {
        let replaces = self.replaces();
        let is_kept_here = self.is_kept_here;
        let chosen =
            |file_name, bytes, is_text| Chosen { file: CvFile { file_name, bytes, replaces, is_kept_here }, is_text };
        let refused = |is_of_text, sentence| Err(Unfit { is_of_text, sentence });
        match self.files {
            0 if self.text.is_over => refused(true, say!("cv-refused-long-text")),
            0 if self.text.bytes.trim_ascii().is_empty() => refused(false, say!("cv-refused-nothing")),
            0 => Ok(chosen(say!("cv-pasted"), self.text.bytes, true)),
            1 if self.file.is_over => refused(false, CvError::TooLarge.message()),
            1 => Ok(chosen(self.file_name, self.file.bytes, false)),
            _ => refused(false, say!("cv-refused-several")),
        }
    }
}

/// Keeps at most `limit` bytes of a field and throws the rest away.
async fn collect(field: &mut Field, limit: usize, left: &mut usize) -> AppResult<Collected> {
    let mut collected = Collected::default();
    while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
        *left = left.checked_sub(chunk.len()).ok_or_else(too_large)?;
        if collected.is_over || collected.bytes.len() + chunk.len() > limit {
            collected = Collected { bytes: Vec::new(), is_over: true };
        } else {
            large::extend(&mut collected.bytes, &chunk);
        }
    }
    Ok(collected)
}

/// The file's name on the person's computer, without folders, for showing only.
fn file_name(field: &Field) -> String {
    let sent = field.content_disposition().and_then(|disposition| disposition.get_filename()).unwrap_or_default();
    shown_name(sent)
}

fn shown_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).collect();
    clean(&plain).unwrap_or_default().chars().take(MAX_NAME_LENGTH).collect()
}

fn too_large() -> AppError {
    AppError::TooLarge(CvError::TooLarge.message())
}

fn unreadable(error: MultipartError) -> AppError {
    match error {
        MultipartError::Payload(PayloadError::Io(error)) if error.kind() == ErrorKind::ResourceBusy => {
            AppError::Busy(say!("error-busy"))
        }
        _ => AppError::BadRequest(say!("cv-refused-broken-off")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_folders_and_what_could_do_harm() {
        assert_eq!(shown_name("C:\\Users\\ada\\Lebenslauf 2026.pdf"), "Lebenslauf 2026.pdf");
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("<img src=x>\u{0}\u{202e}.pdf"), "img src=x.pdf");
        assert_eq!(shown_name(&"x".repeat(1_000)).len(), MAX_NAME_LENGTH);
    }

    #[test]
    fn without_a_file_the_text_counts() {
        let text = Collected { bytes: b"Ada Lovelace".to_vec(), is_over: false };
        let upload = Parts { text, ..Parts::default() }.chosen().map_err(|unfit| unfit.sentence);
        assert!(upload.unwrap().is_text);
        let unfit = Parts::default().chosen().err().unwrap();
        assert!(!unfit.is_of_text && unfit.sentence.starts_with("Please choose a file"));
    }
}
