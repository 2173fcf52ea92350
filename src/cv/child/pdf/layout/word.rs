//! A word of a page, with its place.

/// A word and where it stands, in points from the page's lower left corner.
#[derive(Clone, Debug)]
pub(in crate::cv::child::pdf) struct Word {
    pub(in crate::cv::child::pdf) text: String,
    pub(in crate::cv::child::pdf) left: f32,
    pub(in crate::cv::child::pdf) right: f32,
    pub(in crate::cv::child::pdf) bottom: f32,
    /// The font's height.
    pub(in crate::cv::child::pdf) height: f32,
}
