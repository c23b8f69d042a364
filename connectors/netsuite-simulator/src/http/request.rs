//! One request, read completely before anything is done with it.

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::HOST;
use hyper::{HeaderMap, Method};
use percent_encoding::percent_decode_str;

/// Bodies above this size are refused; the largest real batch is far below it.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// A request with its body.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// `scheme://host[:port]` as the client addressed it, used in links and OAuth signatures.
    pub(crate) origin: String,
    /// The path as it was on the wire, still percent-encoded.
    pub(crate) path: String,
    /// Query parameters in order, decoded as a form (RFC 5849 §3.4.1.3.1: `+` is a space).
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The body exceeded the limit or could not be read to its end.
#[derive(Debug)]
pub(crate) struct BodyTooLarge;

impl Request {
    /// Reads a request that arrived over `scheme`.
    pub(crate) async fn read(
        scheme: &str,
        fallback_host: &str,
        request: hyper::Request<Incoming>,
    ) -> Result<Self, BodyTooLarge> {
        let (head, body) = request.into_parts();
        let host = head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or(fallback_host);
        let origin = format!("{scheme}://{}", host.to_ascii_lowercase());
        let path = head.uri.path().to_owned();
        let query = parse_form(head.uri.query().unwrap_or_default());
        let body = Limited::new(body, MAX_BODY_BYTES).collect().await.map_err(|_| BodyTooLarge)?.to_bytes();
        Ok(Self { method: head.method, origin, path, query, headers: head.headers, body })
    }

    /// The header's value, if it is there and is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether a comma-separated header such as `Prefer` holds this token, without regard to case.
    pub(crate) fn prefers(&self, token: &str) -> bool {
        self.headers
            .get_all("prefer")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split([',', ';']))
            .any(|part| part.trim().eq_ignore_ascii_case(token))
    }

    /// Whether the `type=` parameter of `Accept` or `Content-Type` has this value.
    pub(crate) fn media_type_is(&self, header: &str, kind: &str) -> bool {
        self.header(header)
            .into_iter()
            .flat_map(|value| value.split([',', ';']))
            .any(|part| part.trim().to_ascii_lowercase().replace(['"', ' '], "") == format!("type={kind}"))
    }

    /// The first query parameter with this name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a boolean query parameter is `true`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The path without the service prefix, split and decoded.
    pub(crate) fn segments(&self) -> Vec<String> {
        self.path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect()
    }
}

/// Decodes `application/x-www-form-urlencoded` pairs.
pub(crate) fn parse_form(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}
