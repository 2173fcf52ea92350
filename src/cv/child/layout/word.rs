//! A word of a page, with its place.

/// A word and where it stands, in points from the page's lower left corner.
#[derive(Clone, Debug)]
pub(in crate::cv::child) struct Word {
    pub(in crate::cv::child) text: String,
    pub(in crate::cv::child) left: f32,
    pub(in crate::cv::child) right: f32,
    pub(in crate::cv::child) bottom: f32,
    /// The font's height.
    pub(in crate::cv::child) height: f32,
}
