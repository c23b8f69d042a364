//! Signatures and tokens.

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_RSA_SHA256, RsaKeySize};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, Signing, World, authorization, world};
use erpgate_netsuite_simulator::M2mClient;

const PATH: &str = "/record/v1/vendor/501";

async fn with_header(world: &World, header: String) -> Reply {
    let request = world.http.get(world.url(PATH)).header("authorization", header);
    Reply::of(request.send().await.unwrap()).await
}

async fn signed(world: &World, signing: &Signing) -> Reply {
    with_header(world, authorization(signing, "GET", &world.url(PATH))).await
}

fn refused(reply: &Reply) {
    assert_eq!(reply.status, 401, "{reply:?}");
    assert_eq!(reply.error().0, "INVALID_LOGIN");
    assert!(
        reply.error().1.starts_with("Invalid login attempt. For more details, see the Login Audit Trail")
    );
}

#[tokio::test]
async fn a_signed_request_is_answered() {
    let world = world().await;
    let reply = signed(&world, &Signing::now()).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["companyName"], "Domestic Supplier");
}

#[tokio::test]
async fn a_wrong_secret_realm_token_time_or_method_is_an_invalid_login() {
    let world = world().await;
    let reply = signed(&world, &Signing { token: ("fake-token-id", "other"), ..Signing::now() }).await;
    refused(&reply);
    assert!(reply.header("www-authenticate").starts_with("OAuth realm=\"1234567_SB1\""));
    refused(&signed(&world, &Signing { token: ("other", "fake-token-secret"), ..Signing::now() }).await);
    refused(&signed(&world, &Signing { realm: "7654321", ..Signing::now() }).await);
    let old = Signing::now();
    refused(&signed(&world, &Signing { timestamp: old.timestamp - 301, ..old }).await);
    let other_method = authorization(&Signing::now(), "POST", &world.url(PATH));
    refused(&with_header(&world, other_method).await);
    let sha1 = authorization(&Signing::now(), "GET", &world.url(PATH)).replace("HMAC-SHA256", "HMAC-SHA1");
    refused(&with_header(&world, sha1).await);
    refused(&Reply::of(world.http.get(world.url(PATH)).send().await.unwrap()).await);
}

#[tokio::test]
async fn a_nonce_is_good_for_one_request() {
    let world = world().await;
    let signing = Signing::now();
    assert_eq!(signed(&world, &signing).await.status, 200);
    refused(&signed(&world, &signing).await);
}

#[tokio::test]
async fn query_parameters_and_a_body_hash_are_part_of_the_signature() {
    let world = world().await;
    assert_eq!(world.get("/record/v1/vendor?limit=2&offset=2").await.status, 200);
    let unsigned_query = authorization(&Signing::now(), "GET", &world.url("/record/v1/vendor"));
    let request =
        world.http.get(world.url("/record/v1/vendor?limit=2")).header("authorization", unsigned_query);
    refused(&Reply::of(request.send().await.unwrap()).await);
    let extra = vec![("oauth_body_hash", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=")];
    assert_eq!(signed(&world, &Signing { extra, ..Signing::now() }).await.status, 200);
}

#[tokio::test]
async fn an_external_id_with_special_characters_is_signed_as_it_is_on_the_wire() {
    let world = world().await;
    let reply = world.get("/record/v1/vendor/eid:10300001").await;
    assert_eq!(reply.json()["id"], "501");
    let reply = world.get("/record/v1/vendor/eid%3A10300001").await;
    assert_eq!(reply.json()["id"], "501");
}

struct M2m {
    key: KeyPair,
    algorithm: Algorithm,
}

impl M2m {
    fn new(kind: &'static rcgen::SignatureAlgorithm, algorithm: Algorithm) -> Self {
        let key = if kind == &PKCS_RSA_SHA256 {
            KeyPair::generate_rsa_for(kind, RsaKeySize::_3072).unwrap()
        } else {
            KeyPair::generate_for(kind).unwrap()
        };
        Self { key, algorithm }
    }

    fn client(&self) -> M2mClient {
        M2mClient {
            client_id: "fake-client".into(),
            certificate_id: "fake-certificate".into(),
            public_key_pem: self.key.public_key_pem(),
        }
    }

    fn assertion(&self, changes: &Value) -> String {
        let now = Signing::now().timestamp;
        let mut claims = json!({
            "iss": "fake-client",
            "scope": ["rest_webservices"],
            "aud": "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
            "iat": now,
            "exp": now + 3600,
        });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let header = Header { kid: Some("fake-certificate".into()), ..Header::new(self.algorithm) };
        let pem = self.key.serialize_pem();
        let key = match self.algorithm {
            Algorithm::ES256 | Algorithm::ES384 => EncodingKey::from_ec_pem(pem.as_bytes()),
            _ => EncodingKey::from_rsa_pem(pem.as_bytes()),
        };
        jsonwebtoken::encode(&header, &claims, &key.unwrap()).unwrap()
    }
}

async fn ask(world: &World, assertion: &str) -> Reply {
    let form = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
    ];
    let request = world.http.post(world.url("/auth/oauth2/v1/token")).form(&form);
    Reply::of(request.send().await.unwrap()).await
}

async fn with_bearer(world: &World, token: &str) -> Reply {
    Reply::of(world.http.get(world.url(PATH)).bearer_auth(token).send().await.unwrap()).await
}

#[tokio::test]
async fn certificates_of_every_kind_give_a_token_that_is_good_for_an_hour() {
    let world = world().await;
    for client in [
        M2m::new(&PKCS_ECDSA_P256_SHA256, Algorithm::ES256),
        M2m::new(&PKCS_ECDSA_P384_SHA384, Algorithm::ES384),
        M2m::new(&PKCS_RSA_SHA256, Algorithm::PS256),
    ] {
        world.running.add_m2m_client(client.client()).unwrap();
        let body = ask(&world, &client.assertion(&json!({"scope": "rest_webservices"}))).await.json();
        assert_eq!(body["token_type"], "bearer");
        assert_eq!(body["expires_in"], "3600");
        let token = body["access_token"].as_str().unwrap();
        assert_eq!(with_bearer(&world, token).await.status, 200);
    }
    let client = M2m::new(&PKCS_ECDSA_P256_SHA256, Algorithm::ES256);
    world.running.add_m2m_client(client.client()).unwrap();
    let body = ask(&world, &client.assertion(&json!({}))).await.json();
    world.admin(Method::POST, "/clock", json!({"advance_seconds": 3601})).await;
    let reply = with_bearer(&world, body["access_token"].as_str().unwrap()).await;
    refused(&reply);
    assert_eq!(
        reply.header("www-authenticate"),
        "Bearer realm=\"1234567_SB1\", error=\"invalid_token\", error_description=\"Invalid login attempt.\""
    );
}

#[tokio::test]
async fn a_certificate_added_over_the_admin_port_signs_in() {
    let world = world().await;
    let client = M2m::new(&PKCS_ECDSA_P256_SHA256, Algorithm::ES256);
    let certificate = rcgen::CertificateParams::new(vec!["client.example".to_owned()]).unwrap();
    let pem = certificate.self_signed(&client.key).unwrap().pem();
    let body =
        json!({"client_id": "fake-client", "certificate_id": "fake-certificate", "public_key_pem": pem});
    world.admin(Method::POST, "/m2m-clients", body).await;
    assert_eq!(ask(&world, &client.assertion(&json!({}))).await.status, 200);
}

#[tokio::test]
async fn a_wrong_assertion_gives_the_error_of_the_specification() {
    let world = world().await;
    let client = M2m::new(&PKCS_ECDSA_P256_SHA256, Algorithm::ES256);
    world.running.add_m2m_client(client.client()).unwrap();
    let now = Signing::now().timestamp;
    for (changes, status, error) in [
        (json!({"iss": "other"}), 401, "invalid_client"),
        (json!({"scope": "restlets"}), 400, "invalid_scope"),
        (json!({"aud": "https://other.example/token"}), 400, "invalid_grant"),
        (json!({"exp": now + 3700}), 400, "invalid_grant"),
        (json!({"iat": now - 4000, "exp": now - 400}), 400, "invalid_grant"),
    ] {
        let reply = ask(&world, &client.assertion(&changes)).await;
        assert_eq!((reply.status, reply.json()), (status, json!({"error": error})), "{changes}");
    }
    let stranger = M2m::new(&PKCS_ECDSA_P256_SHA256, Algorithm::ES256);
    let reply = ask(&world, &stranger.assertion(&json!({}))).await;
    assert_eq!((reply.status, reply.header("www-authenticate")), (401, "Basic realm=\"1234567_SB1\""));
    let form = [("grant_type", "password")];
    let request = world.http.post(world.url("/auth/oauth2/v1/token")).form(&form);
    let reply = Reply::of(request.send().await.unwrap()).await;
    assert_eq!(reply.json(), json!({"error": "unsupported_grant_type"}));
}
