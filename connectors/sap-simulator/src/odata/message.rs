//! Requests and replies as the engine sees them: whole, with no socket behind.

use serde_json::Value as Json;

/// One request inside a service, from the wire or out of a `$batch`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// The method meant, after `X-HTTP-Method`.
    pub(crate) method: String,
    /// The path, still percent-encoded; the engine gets it without the service's part.
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A value of the query string.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
    }

    pub(crate) fn modifies(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }

    /// Does the client want JSON? SAP answers Atom to everyone who does not ask.
    pub(crate) fn wants_json(&self) -> bool {
        match self.parameter("$format") {
            Some(format) => format.contains("json"),
            None => self.header("accept").is_some_and(|accept| accept.contains("json")),
        }
    }

    pub(crate) fn language(&self) -> String {
        let asked = self.parameter("sap-language").or_else(|| self.header("sap-language").map(str::to_owned));
        let asked = asked.or_else(|| self.header("accept-language").map(str::to_owned));
        match asked.as_deref().and_then(|text| text.get(..2)) {
            Some(two) if two.bytes().all(|b| b.is_ascii_alphabetic()) => two.to_lowercase(),
            _ => "en".to_owned(),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How many changes this request committed.
    pub(crate) commits: u64,
}

impl Reply {
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), commits: 0 }
    }

    pub(crate) fn text(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let mut reply = Self::empty(status);
        reply.body = body.into();
        reply.with("content-type", content_type)
    }

    pub(crate) fn json(status: u16, body: &Json) -> Self {
        Self::text(status, "application/json;charset=utf-8", body.to_string())
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}
