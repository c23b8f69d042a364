//! Requests, answers and errors as the simulator's handlers see them.

mod answer;
mod problem;
mod request;

pub(crate) use answer::Answer;
pub(crate) use problem::{Locus, Problem};
pub(crate) use request::{Request, parse_form};

/// Media types that NetSuite labels its answers with.
pub(crate) mod media {
    pub(crate) const SINGULAR: &str = "application/vnd.oracle.resource+json; type=singular";
    pub(crate) const COLLECTION: &str = "application/vnd.oracle.resource+json; type=collection";
    pub(crate) const ERROR: &str = "application/vnd.oracle.resource+json; type=error";
    pub(crate) const SELECT_OPTIONS: &str = "application/vnd.oracle.resource+json; type=select-options";
    pub(crate) const SWAGGER: &str = "application/swagger+json";
    pub(crate) const SCHEMA: &str = "application/schema+json";
    pub(crate) const JSON: &str = "application/json";
}
