//! Errors in the body format of the REST services.

use hyper::StatusCode;
use serde_json::{Value, json};

use super::{Answer, media};

/// Where in the request the mistake is.
#[derive(Debug, Clone)]
pub(crate) enum Locus {
    /// A JSON path in the body (`item.items[0].item`).
    Body(String),
    /// A query parameter.
    Query(&'static str),
    /// A header.
    Header(&'static str),
    /// The URL.
    Url(String),
}

/// An error that becomes an answer.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) detail: String,
    title: Option<&'static str>,
    locus: Option<Locus>,
    headers: Vec<(&'static str, String)>,
}

impl Problem {
    /// An error without a place.
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), title: None, locus: None, headers: Vec::new() }
    }

    /// 400 `USER_ERROR` with the usual opening.
    pub(crate) fn user(detail: impl AsRef<str>) -> Self {
        let detail = format!("Error while accessing a resource. {}", detail.as_ref());
        Self::new(StatusCode::BAD_REQUEST, "USER_ERROR", detail)
    }

    /// 400 `INVALID_CONTENT` at a place in the body.
    pub(crate) fn content(detail: impl Into<String>, path: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_CONTENT", detail).at(Locus::Body(path.into()))
    }

    /// A value that names nothing usable: the wording NetSuite uses for every bad reference.
    pub(crate) fn field_value(value: &str, field: &str, path: impl Into<String>) -> Self {
        let detail = format!(
            "Error while accessing a resource. You have entered an Invalid Field Value {value} for the following \
             field: {field}"
        );
        Self::content(detail, path)
    }

    /// Mandatory fields are empty.
    pub(crate) fn missing(labels: &[String]) -> Self {
        Self::user(format!("Please enter value(s) for: {}", labels.join(", ")))
    }

    /// 403: the caller's role lacks a permission, named as people find it in the role's setup.
    pub(crate) fn permission(name: &str) -> Self {
        let detail = format!(
            "Permission Violation: You need a higher level of the '{name}' permission to access this page. Please \
             contact your account administrator."
        );
        Self::new(StatusCode::FORBIDDEN, "INSUFFICIENT_PERMISSION", detail)
    }

    /// 404 for an internal id.
    pub(crate) fn no_such_record() -> Self {
        let detail = "The record instance does not exist. Provide a valid record instance ID.";
        Self::new(StatusCode::NOT_FOUND, "NONEXISTENT_ID", detail)
    }

    /// 404 for an external id, in the URL or in the body.
    pub(crate) fn no_such_external_id(external_id: &str) -> Self {
        let detail = format!(
            "The record instance for external ID '{external_id}' does not exist. Provide a valid record instance ID."
        );
        Self::new(StatusCode::NOT_FOUND, "NONEXISTENT_ID", detail)
    }

    /// 400 for a query parameter.
    pub(crate) fn parameter(name: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_PARAMETER", detail).at(Locus::Query(name))
    }

    /// 405 for a method that the resource does not know.
    pub(crate) fn method(method: &hyper::Method) -> Self {
        let detail = format!("Method {method} is not allowed for this resource.");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", detail)
    }

    /// 404 for a path that no service has.
    pub(crate) fn no_such_resource(path: &str) -> Self {
        let detail = format!("The resource '{path}' does not exist.");
        Self::new(StatusCode::NOT_FOUND, "NONEXISTENT_ID", detail).at(Locus::Url(path.to_owned()))
    }

    /// Says where the mistake is.
    #[must_use]
    pub(crate) fn at(mut self, locus: Locus) -> Self {
        self.locus = Some(locus);
        self
    }

    /// Replaces the title that the status would give.
    #[must_use]
    pub(crate) fn titled(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The error body.
    pub(crate) fn body(&self) -> Value {
        let section = match self.status.as_u16() {
            400 => "15.5.1",
            401 => "15.5.2",
            403 => "15.5.4",
            404 => "15.5.5",
            405 => "15.5.6",
            413 => "15.5.14",
            500 => "15.6.1",
            _ => "15.6.4",
        };
        let mut detail = json!({"detail": self.detail});
        match &self.locus {
            Some(Locus::Body(path)) => detail["o:errorPath"] = json!(path),
            Some(Locus::Query(name)) => detail["o:errorQueryParam"] = json!(name),
            Some(Locus::Header(name)) => detail["o:errorHeader"] = json!(name),
            Some(Locus::Url(url)) => detail["o:errorUrl"] = json!(url),
            None => {}
        }
        detail["o:errorCode"] = json!(self.code);
        let title = self.title.or(self.status.canonical_reason()).unwrap_or("Error");
        json!({
            "type": format!("https://www.rfc-editor.org/rfc/rfc9110.html#section-{section}"),
            "title": title,
            "status": self.status.as_u16(),
            "o:errorDetails": [detail],
        })
    }

    /// The error as an answer.
    pub(crate) fn into_answer(self) -> Answer {
        let mut answer = Answer::json(self.status, media::ERROR, &self.body());
        answer.headers.extend(self.headers);
        answer
    }
}
