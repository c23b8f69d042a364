//! Query and path parameters: strict, with a problem that names the wrong one.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::problem::{Problem, ProblemCode};

/// The query string as `T`; unknown parameters are refused by `deny_unknown_fields`.
pub(crate) struct Params<T>(pub(crate) T);

impl<T: DeserializeOwned + 'static> FromRequest for Params<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = web::Query::<T>::from_query(request.query_string());
        ready(parsed.map(|query| Self(query.into_inner())).map_err(|error| {
            let detail = format!("the query string cannot be used: {error}");
            Problem::new(ProblemCode::InvalidParameter, detail)
        }))
    }
}

/// How many entries a page may have: 50 unless said.
pub(crate) fn page_limit(given: Option<u16>) -> Result<u16, Problem> {
    let limit = Some(given.unwrap_or(50)).filter(|limit| (1..=200).contains(limit));
    limit.ok_or_else(|| Problem::new(ProblemCode::InvalidParameter, "limit: give 1 to 200"))
}

/// actix's own query extractor answers with problems, too.
pub(crate) fn query_config() -> web::QueryConfig {
    web::QueryConfig::default()
        .error_handler(|error, _| Problem::new(ProblemCode::InvalidParameter, error.to_string()).into())
}

/// A path part that is no id names nothing that exists.
pub(crate) fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|error, _| {
        Problem::new(ProblemCode::NotFound, format!("the path names nothing that exists: {error}")).into()
    })
}
