//! What holds for the records of every resource.

mod paths;
mod scopes;
mod unsupported;
