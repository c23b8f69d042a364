//! Errors as RFC 9457 problem documents: what was wrong, where, and what to do.

mod code;
mod from_refusal;

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use erpgate_model::{FieldError, OperationId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

pub use code::{Outcome, ProblemCode, Retry};
pub use from_refusal::settled_problem;

/// The body of every answer that is not 2xx (`application/problem+json`, RFC 9457).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// A closed list; see `docs/errors.md`.
    pub code: ProblemCode,
    /// What happened and what to do.
    pub detail: String,
    /// The operation, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<OperationId>,
    /// Whether the ERP holds the change.
    pub outcome: Outcome,
    /// Whether and how to try again.
    pub retry: Retry,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Details by place in the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The record as it stands (`stale_version`, `partially_applied`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<Value>,
}

impl Problem {
    /// A problem with this code, about this request.
    #[must_use]
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/docs/errors#{}", code.as_str()),
            title: code.title(),
            status: code.status().as_u16(),
            code,
            detail: detail.into(),
            operation_id: None,
            outcome: code.outcome(),
            retry: code.retry(),
            retry_after: None,
            errors: Vec::new(),
            current: None,
        }
    }

    /// The same, with details by place.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// The same, with one detail at a JSON pointer.
    #[must_use]
    pub fn at(self, pointer: impl Into<String>, code: &str) -> Self {
        let error = FieldError::at(pointer, code, self.detail.clone());
        self.with_errors(vec![error])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.content_type("application/problem+json");
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, HeaderValue::from(seconds)));
        }
        if self.status == 401 {
            response.insert_header(("WWW-Authenticate", "Bearer"));
        }
        response.body(serde_json::to_string(self).expect("a problem holds only texts, numbers and JSON"))
    }
}
