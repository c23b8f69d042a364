//! The door with TLS.

use erpgate_gateway::config::Configuration;

use crate::stand::Stand;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_certificate_the_gateway_speaks_tls_and_nothing_else() {
    let mut stand = Stand::start().await;
    stand.stop_gateway().await;
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let (cert, key) = (directory.path().join("cert.pem"), directory.path().join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let mut configuration = Configuration::default();
    (configuration.server.tls_cert, configuration.server.tls_key) = (Some(cert), Some(key));
    let node = stand.node(configuration).await;
    assert!(node.url().starts_with("https://"));
    let authority = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    for version in [reqwest::tls::Version::TLS_1_2, reqwest::tls::Version::TLS_1_3] {
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([authority.clone()])
            .tls_version_max(version);
        let answer = client.build().unwrap().get(format!("{}/healthz", node.url())).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }
    let plain = node.url().replace("https://", "http://");
    assert!(stand.http.get(format!("{plain}/healthz")).send().await.is_err());
    node.stop().await;
}
