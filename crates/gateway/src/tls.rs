//! TLS at the door: 1.2 and 1.3 by rustls.

use std::path::Path;

use anyhow::Context;
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

/// A server configuration from PEM files.
pub(crate) fn server(cert: &Path, key: &Path) -> anyhow::Result<ServerConfig> {
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("server.tls_cert: {} holds no usable certificates", cert.display()))?;
    let secret = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("server.tls_key: {} holds no usable private key", key.display()))?;
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .context("server.tls_cert and server.tls_key do not belong together")
}
