//! Token-based authentication: OAuth 1.0a signatures (RFC 5849) with HMAC-SHA256.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use erpgate_connector::{Secrets, SettingError};
use erpgate_model::Clock;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderValue, Method};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use url::Url;

use crate::settings::Settings;

/// RFC 5849 §3.6: everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Debug)]
pub(crate) struct Tba {
    realm: String,
    consumer_key: String,
    consumer_secret: SecretString,
    token_id: String,
    token_secret: SecretString,
    clock: Arc<dyn Clock>,
}

impl Tba {
    pub(super) fn new(
        settings: &Settings,
        secrets: &Secrets,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SettingError> {
        Ok(Self {
            realm: settings.realm(),
            consumer_key: settings.consumer_key()?.to_owned(),
            consumer_secret: secrets.require("consumer_secret")?,
            token_id: settings.token_id()?.to_owned(),
            token_secret: secrets.require("token_secret")?,
            clock,
        })
    }

    pub(super) fn header(&self, method: &Method, url: &Url) -> HeaderValue {
        let nonce = hex::encode(rand::random::<[u8; 16]>());
        let text = self.sign(method, url, &nonce, self.clock.now().timestamp());
        let mut header = HeaderValue::from_str(&text).expect("percent-encoded text is ASCII");
        header.set_sensitive(true);
        header
    }

    fn sign(&self, method: &Method, url: &Url, nonce: &str, timestamp: i64) -> String {
        let timestamp = timestamp.to_string();
        let oauth = [
            ("oauth_consumer_key", self.consumer_key.as_str()),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA256"),
            ("oauth_timestamp", &timestamp),
            ("oauth_token", &self.token_id),
            ("oauth_version", "1.0"),
        ];
        let base = base_string(method, url, &oauth);
        let key = format!(
            "{}&{}",
            encode(self.consumer_secret.expose_secret()),
            encode(self.token_secret.expose_secret())
        );
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(base.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        // The realm is not signed (RFC 5849 §3.4.1.3.1).
        let mut header = format!("OAuth realm=\"{}\"", encode(&self.realm));
        for (name, value) in oauth.into_iter().chain([("oauth_signature", signature.as_str())]) {
            header.push_str(&format!(", {name}=\"{}\"", encode(value)));
        }
        header
    }
}

/// RFC 5849 §3.4.1. The body is never part of it: it is JSON, not a form.
fn base_string(method: &Method, url: &Url, oauth: &[(&str, &str)]) -> String {
    let mut parameters: Vec<(String, String)> = url
        .query_pairs()
        .map(|(name, value)| (encode(&name), encode(&value)))
        .chain(oauth.iter().map(|(name, value)| (encode(name), encode(value))))
        .collect();
    parameters.sort();
    let parameters: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    // `Url` has dropped default ports and lower-cased scheme and host already (§3.4.1.2).
    let address = format!("{}{}", url.origin().ascii_serialization(), url.path());
    format!("{method}&{}&{}", encode(&address), encode(&parameters.join("&")))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use erpgate_model::FakeClock;

    use super::*;

    /// The inputs of Oracle's published example ("The Signature for Web Services and RESTlets").
    fn oracle() -> Tba {
        Tba {
            realm: "123456".into(),
            consumer_key: "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4".into(),
            consumer_secret: "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5".into(),
            token_id: "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc".into(),
            token_secret: "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295".into(),
            clock: Arc::new(FakeClock::default()),
        }
    }

    fn signature(method: &Method, url: &str) -> String {
        let header = oracle().sign(method, &url.parse().unwrap(), "fjaLirsIcCGVZWzBX0pg", 1_508_242_306);
        header.split("oauth_signature=").nth(1).unwrap().trim_matches('"').to_owned()
    }

    #[test]
    fn oracles_published_rest_example_signs_to_the_published_value() {
        let url = "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40";
        assert_eq!(signature(&Method::GET, url), "B5OIWznZ2YP0OB7VrJrGkYsTh%2B8H%2B5T9Hag%2Bo92q0zY%3D");
    }

    #[test]
    fn oracles_published_example_with_query_parameters_signs_to_the_published_value() {
        // Oracle prints it without its leading plus sign.
        let url = "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1\
                   &customParam=someValue&testParam=someOtherValue";
        let published = encode("+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=");
        assert_eq!(signature(&Method::POST, url), published);
    }

    #[test]
    fn the_base_string_encodes_colons_marks_and_spaces_as_rfc_3986_does() {
        let url =
            "https://A.example:443/v1/purchaseOrder/eid:EG1/!transform/x?q=a%20b+c&n=1!".parse().unwrap();
        assert_eq!(
            base_string(&Method::GET, &url, &[("oauth_nonce", "7")]),
            "GET&https%3A%2F%2Fa.example%2Fv1%2FpurchaseOrder%2Feid%3AEG1%2F%21transform%2Fx\
             &n%3D1%2521%26oauth_nonce%3D7%26q%3Da%2520b%2520c"
        );
    }

    #[test]
    fn a_port_that_is_not_the_scheme_s_own_is_signed_and_the_realm_is_not() {
        let url = "http://127.0.0.1:8080/v1".parse().unwrap();
        assert_eq!(base_string(&Method::POST, &url, &[]), "POST&http%3A%2F%2F127.0.0.1%3A8080%2Fv1&");
        let header = oracle().sign(&Method::POST, &url, "n", 1);
        assert!(header.starts_with("OAuth realm=\"123456\", oauth_consumer_key="), "{header}");
    }

    #[test]
    fn every_header_has_a_nonce_of_its_own_and_does_not_print() {
        let url = "https://a.example/".parse().unwrap();
        let (one, other) = (oracle().header(&Method::GET, &url), oracle().header(&Method::GET, &url));
        assert_ne!(one, other);
        assert_eq!(format!("{one:?}"), "Sensitive");
    }
}
