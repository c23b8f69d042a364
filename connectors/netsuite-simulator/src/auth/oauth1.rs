//! OAuth 1.0a with HMAC-SHA256 (RFC 5849 with NetSuite's token-based authentication).

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::http::Request;
use crate::seed::TbaToken;

/// Timestamps may be this far from the server's clock, in seconds, on either side.
const WINDOW_SECONDS: i64 = 300;

/// RFC 3986 unreserved characters stay; everything else, `!` included, is encoded.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Nonces seen within the window.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    seen: HashMap<(String, String), i64>,
}

impl Nonces {
    /// Notes a nonce; false when it was used before.
    fn note(&mut self, token: &str, nonce: &str, timestamp: i64, now: i64) -> bool {
        if self.seen.len() > 10_000 {
            self.seen.retain(|_, at| now - *at <= WINDOW_SECONDS);
        }
        self.seen.insert((token.to_owned(), nonce.to_owned()), timestamp).is_none()
    }
}

/// Checks the header's parameters and signature; the error says what was wrong, for the log only.
pub(super) fn check(
    account_id: &str,
    tokens: &[TbaToken],
    nonces: &mut Nonces,
    request: &Request,
    header: &str,
    now: DateTime<Utc>,
) -> Result<String, &'static str> {
    let parameters = parse_header(header).ok_or("the Authorization header cannot be read")?;
    let get = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    for (position, (name, _)) in parameters.iter().enumerate() {
        if parameters[..position].iter().any(|(earlier, _)| earlier == name) {
            return Err("a parameter stands twice in the header");
        }
    }
    if !get("realm").is_some_and(|realm| realm.eq_ignore_ascii_case(account_id)) {
        return Err("realm is not the account id");
    }
    if get("oauth_signature_method") != Some("HMAC-SHA256") {
        return Err("oauth_signature_method is not HMAC-SHA256");
    }
    if get("oauth_version").is_some_and(|version| version != "1.0") {
        return Err("oauth_version is not 1.0");
    }
    let token = tokens
        .iter()
        .find(|token| {
            get("oauth_consumer_key") == Some(&token.consumer_key)
                && get("oauth_token") == Some(&token.token_id)
        })
        .ok_or("consumer key or token is unknown")?;
    let timestamp: i64 =
        get("oauth_timestamp").and_then(|text| text.parse().ok()).ok_or("oauth_timestamp is no number")?;
    let seconds = now.timestamp();
    if (seconds - timestamp).abs() > WINDOW_SECONDS {
        return Err("oauth_timestamp is outside the window");
    }
    let nonce = get("oauth_nonce").filter(|nonce| !nonce.is_empty()).ok_or("oauth_nonce is missing")?;
    let given = get("oauth_signature").ok_or("oauth_signature is missing")?;
    let signed = parameters.iter().filter(|(name, _)| name != "realm" && name != "oauth_signature");
    let all: Vec<(String, String)> = signed.cloned().chain(request.query.iter().cloned()).collect();
    let url = format!("{}{}", without_default_port(&request.origin), request.path);
    let base = base_string(request.method.as_str(), &url, &all);
    let expected = sign(&base, &token.consumer_secret, &token.token_secret);
    if !bool::from(expected.as_bytes().ct_eq(given.as_bytes())) {
        return Err("the signature does not match");
    }
    // Only a request that its owner signed may use a nonce up.
    if !nonces.note(&token.token_id, nonce, timestamp, seconds) {
        return Err("oauth_nonce was used before");
    }
    Ok(token.user.clone())
}

/// `name="value"` pairs, percent-decoded.
fn parse_header(header: &str) -> Option<Vec<(String, String)>> {
    let mut out = Vec::new();
    for part in header.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
        let decode = |text: &str| percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned());
        out.push((decode(name.trim())?, decode(value)?));
    }
    Some(out)
}

fn without_default_port(origin: &str) -> &str {
    let port = if origin.starts_with("https://") { ":443" } else { ":80" };
    origin.strip_suffix(port).unwrap_or(origin)
}

fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The signature base string (RFC 5849 §3.4.1).
fn base_string(method: &str, url: &str, parameters: &[(String, String)]) -> String {
    let mut pairs: Vec<(String, String)> =
        parameters.iter().map(|(name, value)| (escape(name), escape(value))).collect();
    pairs.sort();
    let joined: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{}&{}&{}", method.to_ascii_uppercase(), escape(url), escape(&joined.join("&")))
}

/// HMAC-SHA256 of the base string, in base64 (RFC 5849 §3.4.2 with SHA-256).
fn sign(base: &str, consumer_secret: &str, token_secret: &str) -> String {
    let key = format!("{}&{}", escape(consumer_secret), escape(token_secret));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(base.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{base_string, sign, without_default_port};

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// The example that Oracle prints in "The Signature for Web Services and RESTlets".
    #[test]
    fn the_published_rest_example_is_reproduced() {
        let parameters = pairs(&[
            ("oauth_consumer_key", "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4"),
            ("oauth_nonce", "fjaLirsIcCGVZWzBX0pg"),
            ("oauth_signature_method", "HMAC-SHA256"),
            ("oauth_timestamp", "1508242306"),
            ("oauth_token", "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc"),
            ("oauth_version", "1.0"),
        ]);
        let url = "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40";
        let base = base_string("GET", url, &parameters);
        let signature = sign(
            &base,
            "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
            "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
        );
        assert_eq!(signature, "B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=");
    }

    #[test]
    fn the_published_restlet_example_is_reproduced_with_its_query_parameters() {
        let parameters = pairs(&[
            ("script", "6"),
            ("deploy", "1"),
            ("customParam", "someValue"),
            ("testParam", "someOtherValue"),
            ("oauth_consumer_key", "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4"),
            ("oauth_nonce", "fjaLirsIcCGVZWzBX0pg"),
            ("oauth_signature_method", "HMAC-SHA256"),
            ("oauth_timestamp", "1508242306"),
            ("oauth_token", "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc"),
            ("oauth_version", "1.0"),
        ]);
        let url = "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl";
        let base = base_string("POST", url, &parameters);
        let signature = sign(
            &base,
            "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
            "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
        );
        assert_eq!(signature, "+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=");
    }

    #[test]
    fn an_exclamation_mark_is_encoded_and_a_default_port_is_left_out() {
        let base = base_string("post", "https://host/a/!transform/b", &[]);
        assert_eq!(base, "POST&https%3A%2F%2Fhost%2Fa%2F%21transform%2Fb&");
        assert_eq!(without_default_port("https://host:443"), "https://host");
        assert_eq!(without_default_port("http://host:443"), "http://host:443");
    }
}
