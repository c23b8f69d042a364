//! Tells whether two requests with one idempotency key are the same request.

use actix_web::HttpRequest;
use actix_web::http::header::IF_MATCH;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 over method, path, `If-Match` and the body with sorted keys, in hexadecimal. Keys are
/// sorted because a client library may serialise the same object in another order when it retries.
pub(crate) fn fingerprint(request: &HttpRequest, body: &Value) -> String {
    let mut hash = Sha256::new();
    let condition = request.headers().get(IF_MATCH).map_or(&b""[..], |value| value.as_bytes());
    for part in [request.method().as_str().as_bytes(), request.path().as_bytes(), condition] {
        hash.update(part);
        hash.update(b"\n");
    }
    hash.update(sorted(body).to_string());
    hex::encode(hash.finalize())
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut entries: Vec<_> = fields.iter().collect();
            entries.sort_by_key(|(name, _)| *name);
            entries.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect()
        }
        Value::Array(list) => list.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
