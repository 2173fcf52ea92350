//! TLS to PostgreSQL: `sslmode` and `sslrootcert`, with their meaning in libpq's documentation.
//!
//! Unlike libpq, this code reads no files of the home directory, and names count only as `subjectAltName`.

use anyhow::{Context, bail, ensure};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_cert_signed_by_trust_anchor};
use rustls::crypto::{self, CryptoProvider};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::sync::Arc;
use tokio_postgres::Socket;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Stream below an encrypted connection.
pub(super) type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// Value of `sslrootcert` that means the system's certificates, and checks the host's name too.
const SYSTEM: &str = "system";

/// Strictness of TLS: libpq's `sslmode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Never encrypts.
    Disable,
    /// Encrypts if possible, without any check: keeps out mere listeners at best.
    Prefer,
    /// Encrypts or fails, without a check, so that anybody in between can pass for the server; with an `sslrootcert`
    /// equal to `VerifyCa`.
    Require,
    /// Requires a certificate by an authority in `sslrootcert`, for any host.
    VerifyCa,
    /// Requires a certificate for the host's name: the only safe mode in a network of strangers.
    VerifyFull,
}

/// Parameters for TLS; without any, `prefer`.
#[derive(Debug, Default)]
pub(super) struct Settings {
    mode: Option<Mode>,
    root_cert: Option<String>,
}

impl Settings {
    /// Settings without TLS, for local sockets.
    pub(super) fn unencrypted() -> Self {
        Self { mode: Some(Mode::Disable), root_cert: None }
    }

    /// Takes a parameter of `DATABASE_URL`; false: not for TLS.
    ///
    /// # Errors
    ///
    /// For an unknown `sslmode`.
    pub(super) fn take(&mut self, name: &str, value: &str) -> anyhow::Result<bool> {
        match name {
            "sslmode" => self.mode = Some(mode(value)?),
            "sslrootcert" => self.root_cert = Some(value.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// TLS mode for tokio-postgres.
    pub(super) fn ssl_mode(&self) -> SslMode {
        match self.mode() {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
        }
    }

    /// Connector that encrypts and checks certificates.
    ///
    /// # Errors
    ///
    /// If there are no certificates to check with, or the settings ask for a check that would prove nothing.
    pub(super) fn connector(&self) -> anyhow::Result<MakeRustlsConnect> {
        let file = self.root_cert.as_deref();
        let provider = Arc::new(crypto::ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = match (self.mode(), file) {
            (Mode::VerifyFull, None | Some(SYSTEM)) => names(system_roots()?, &provider)?,
            (Mode::VerifyFull, Some(file)) => names(roots_in(file)?, &provider)?,
            (Mode::VerifyCa, None) | (_, Some(SYSTEM)) => bail!(
                "everybody can get a certificate that this machine trusts: in DATABASE_URL, either set \
                 sslmode=verify-full, or name the file of your own authority's certificate in sslrootcert"
            ),
            (Mode::VerifyCa | Mode::Require, Some(file)) => Lenient::new(Some(roots_in(file)?), &provider),
            (Mode::Require, None) | (Mode::Prefer | Mode::Disable, _) => Lenient::new(None, &provider),
        };
        connector(verifier, provider)
    }

    fn mode(&self) -> Mode {
        let default = if self.root_cert.as_deref() == Some(SYSTEM) { Mode::VerifyFull } else { Mode::Prefer };
        self.mode.unwrap_or(default)
    }
}

/// Mode by its name. `allow`, which encrypts only on demand, is left out.
fn mode(name: &str) -> anyhow::Result<Mode> {
    Ok(match name {
        "disable" => Mode::Disable,
        "prefer" => Mode::Prefer,
        "require" => Mode::Require,
        "verify-ca" => Mode::VerifyCa,
        "verify-full" => Mode::VerifyFull,
        _ => bail!("sslmode in DATABASE_URL must be disable, prefer, require, verify-ca or verify-full"),
    })
}

fn system_roots() -> anyhow::Result<RootCertStore> {
    let roots = crate::http::system_roots();
    ensure!(!roots.is_empty(), "this machine has no CA certificates: install them, or set sslrootcert in DATABASE_URL");
    Ok(roots)
}

fn roots_in(file: &str) -> anyhow::Result<RootCertStore> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates.with_context(|| format!("sslrootcert {file} cannot be read"))?);
    ensure!(!roots.is_empty(), "sslrootcert {file} holds no certificate in PEM format");
    Ok(roots)
}

/// Verifier that checks everything, as browsers do.
fn names(roots: RootCertStore, provider: &Arc<CryptoProvider>) -> anyhow::Result<Arc<WebPkiServerVerifier>> {
    Ok(WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone()).build()?)
}

fn connector(
    verifier: Arc<dyn ServerCertVerifier>,
    provider: Arc<CryptoProvider>,
) -> anyhow::Result<MakeRustlsConnect> {
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Verifier that ignores the host's name and, without authorities, the certificate too: only the server's possession of
/// the key is checked.
#[derive(Debug)]
struct Lenient {
    authorities: Option<RootCertStore>,
    provider: Arc<CryptoProvider>,
}

impl Lenient {
    fn new(authorities: Option<RootCertStore>, provider: &Arc<CryptoProvider>) -> Arc<Self> {
        Arc::new(Self { authorities, provider: provider.clone() })
    }
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _host: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if let Some(authorities) = &self.authorities {
            let certificate = ParsedCertificate::try_from(certificate)?;
            let algorithms = self.provider.signature_verification_algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&certificate, authorities, intermediates, now, algorithms)?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(parameters: &[(&str, &str)]) -> String {
        let mut settings = Settings::default();
        for (name, value) in parameters {
            assert!(settings.take(name, value).unwrap());
        }
        settings.connector().err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn the_machines_own_authorities_are_no_check_without_the_hosts_name() {
        for parameters in [
            &[("sslmode", "verify-ca")][..],
            &[("sslmode", "verify-ca"), ("sslrootcert", "system")],
            &[("sslmode", "prefer"), ("sslrootcert", "system")],
        ] {
            assert!(refusal(parameters).contains("sslmode=verify-full"), "{parameters:?}");
        }
        assert_eq!(refusal(&[("sslrootcert", "system")]), "");
        assert_eq!(refusal(&[("sslmode", "verify-full")]), "");
    }

    #[test]
    fn a_file_without_certificates_is_named() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        assert!(refusal(&[("sslmode", "require"), ("sslrootcert", file)]).contains("Cargo.toml holds no certificate"));
        let said = refusal(&[("sslmode", "verify-full"), ("sslrootcert", "/nowhere/ca.pem")]);
        assert!(said.contains("/nowhere/ca.pem cannot be read"), "{said}");
    }

    #[test]
    fn an_unknown_mode_is_refused_and_other_parameters_are_left_alone() {
        let mut settings = Settings::default();
        assert!(settings.take("sslmode", "verify_full").unwrap_err().to_string().contains("verify-full"));
        assert!(!settings.take("connect_timeout", "5").unwrap());
        assert_eq!(settings.ssl_mode(), SslMode::Prefer);
    }
}
