//! What can be done with a record.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Make a new record.
    Create,
    /// Change fields or lines.
    Update,
    /// Take it away, in the ERP's meaning.
    Delete,
    /// Take it back before anything came of it, in the ERP's meaning.
    Cancel,
    /// Expect nothing more of it.
    Close,
    /// Let it go on to the vendor.
    Approve,
    /// Let the work begin.
    Release,
    /// Say that the work is done.
    Complete,
    /// Let nobody order from it or post to it.
    Block,
    /// Take the block, or the deactivation, back.
    Unblock,
    /// Take it out of use for good.
    Deactivate,
    /// Undo a posting by its opposite.
    Reverse,
    /// Send a request in the ERP's own words.
    Call,
    /// Read one.
    Get,
    /// Read many.
    List,
}

impl Verb {
    /// Every verb.
    pub const ALL: &'static [Self] = &[
        Self::Create,
        Self::Update,
        Self::Delete,
        Self::Cancel,
        Self::Close,
        Self::Approve,
        Self::Release,
        Self::Complete,
        Self::Block,
        Self::Unblock,
        Self::Deactivate,
        Self::Reverse,
        Self::Call,
        Self::Get,
        Self::List,
    ];

    /// The name on the wire, such as `create`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Cancel => "cancel",
            Self::Close => "close",
            Self::Approve => "approve",
            Self::Release => "release",
            Self::Complete => "complete",
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::Deactivate => "deactivate",
            Self::Reverse => "reverse",
            Self::Call => "call",
            Self::Get => "get",
            Self::List => "list",
        }
    }

    /// The verb with this name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.as_str() == name)
    }

    /// True when it changes something in the ERP.
    #[must_use]
    pub fn writes(self) -> bool {
        !matches!(self, Self::Get | Self::List)
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
