//! TLS from PEM files.

use crate::Error;
use crate::options::Tls;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// Builds the acceptor.
pub(crate) fn acceptor(tls: &Tls) -> Result<TlsAcceptor, Error> {
    let wrong = |what: &str, error: &dyn std::fmt::Display| Error::Tls(format!("{what}: {error}"));
    let certificates = CertificateDer::pem_slice_iter(tls.certificate_pem.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| wrong("the certificate is not PEM", &error))?;
    let key = PrivateKeyDer::from_pem_slice(tls.key_pem.as_bytes())
        .map_err(|error| wrong("the key is not PEM", &error))?;
    // Named here because a process with two providers has no default.
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong("TLS versions", &error))?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .map_err(|error| wrong("certificate and key do not fit", &error))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
