//! The HTTP client towards an ERP: it sends each request once, or not at all.

use std::time::Duration;

use crate::settings::SettingError;

/// What a connection says about TLS.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tls {
    /// A PEM bundle of certificate authorities to trust besides the public ones (settings `ca_pem`).
    pub extra_authorities: Option<String>,
}

/// A client that never retries, follows no redirect, uses no proxy from the environment, speaks
/// HTTP/1.1 over TLS 1.2 or later, and gives an idle connection up before a usual ERP front does.
///
/// # Errors
/// When the certificate bundle cannot be read.
pub fn http_client(tls: &Tls) -> Result<reqwest::Client, SettingError> {
    let mut builder = reqwest::Client::builder()
        .retry(reqwest::retry::never())
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .http1_only()
        .min_tls_version(reqwest::tls::Version::TLS_1_2)
        .connect_timeout(Duration::from_secs(10))
        .pool_idle_timeout(Duration::from_secs(20))
        .user_agent(concat!("erpgate/", env!("CARGO_PKG_VERSION")));
    if let Some(pem) = &tls.extra_authorities {
        let wrong = |detail: String| SettingError::new("ca_pem", detail);
        let authorities = reqwest::Certificate::from_pem_bundle(pem.as_bytes())
            .map_err(|error| wrong(format!("not a PEM bundle of certificates: {error}")))?;
        if authorities.is_empty() {
            return Err(wrong("holds no certificate: paste the `BEGIN CERTIFICATE` blocks".into()));
        }
        builder = builder.tls_certs_merge(authorities);
    }
    builder.build().map_err(|error| SettingError::new("ca_pem", format!("TLS cannot be set up: {error}")))
}
