//! Public keys of M2M clients and the verification of their signatures.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
};
use rustls::server::ParsedCertificate;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, SubjectPublicKeyInfoDer};

/// A `SubjectPublicKeyInfo`, taken from a certificate or given as such.
#[derive(Debug, Clone)]
pub(crate) struct PublicKey {
    spki: Vec<u8>,
}

impl PublicKey {
    /// Reads a PEM certificate or a PEM public key.
    pub(crate) fn from_pem(text: &str) -> Result<Self, String> {
        if let Ok(certificate) = CertificateDer::from_pem_slice(text.as_bytes()) {
            let parsed = ParsedCertificate::try_from(&certificate).map_err(|error| error.to_string())?;
            return Ok(Self { spki: parsed.subject_public_key_info().to_vec() });
        }
        match SubjectPublicKeyInfoDer::from_pem_slice(text.as_bytes()) {
            Ok(key) => Ok(Self { spki: key.to_vec() }),
            Err(error) => Err(format!("neither a PEM certificate nor a PEM public key ({error})")),
        }
    }

    /// Whether the signature (JWS form) of `message` was made with this key and this algorithm. An
    /// algorithm that does not fit the key is no.
    pub(crate) fn verifies(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        let algorithm: &'static dyn VerificationAlgorithm = match algorithm {
            "PS256" => &RSA_PSS_2048_8192_SHA256,
            "PS384" => &RSA_PSS_2048_8192_SHA384,
            "PS512" => &RSA_PSS_2048_8192_SHA512,
            "ES256" => &ECDSA_P256_SHA256_FIXED,
            "ES384" => &ECDSA_P384_SHA384_FIXED,
            "ES512" => &ECDSA_P521_SHA512_FIXED,
            _ => return false,
        };
        UnparsedPublicKey::new(algorithm, &self.spki).verify(message, signature).is_ok()
    }
}
