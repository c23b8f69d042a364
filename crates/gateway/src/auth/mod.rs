//! Who asks, and whether they may.

mod authorize;
mod key_text;

pub(crate) use authorize::authorize;
pub use authorize::{Caller, Needed};
pub use key_text::KeyText;
