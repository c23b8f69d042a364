//! Who is calling: OAuth 1.0a signatures (TBA) and OAuth 2.0 bearer tokens (M2M).

mod assertion;
mod bearer;
mod keys;
mod oauth1;
mod token_endpoint;

pub(crate) use bearer::Tokens;
pub(crate) use keys::PublicKey;
pub(crate) use oauth1::Nonces;
pub(crate) use token_endpoint::{TOKEN_PATH, token};

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hyper::StatusCode;

use crate::http::{Problem, Request};
use crate::seed::{M2mClient, Role, Seed, TbaToken};

/// The credentials of the account and what was issued or seen so far.
#[derive(Debug)]
pub(crate) struct Auth {
    account_id: String,
    tba: Vec<TbaToken>,
    clients: std::sync::RwLock<Vec<(M2mClient, PublicKey)>>,
    /// Roles by the name of their user or client; who has none may do everything.
    roles: std::sync::RwLock<BTreeMap<String, Role>>,
    nonces: std::sync::Mutex<Nonces>,
    tokens: std::sync::Mutex<Tokens>,
}

impl Auth {
    /// Takes the credentials of a seed; fails on a key that is none.
    pub(crate) fn new(seed: &Seed) -> Result<Self, String> {
        let auth = Self {
            account_id: seed.account_id.clone(),
            tba: seed.tba.clone(),
            clients: std::sync::RwLock::default(),
            roles: std::sync::RwLock::new(seed.roles.clone()),
            nonces: std::sync::Mutex::default(),
            tokens: std::sync::Mutex::default(),
        };
        for client in &seed.m2m_clients {
            auth.add_client(client.clone())?;
        }
        Ok(auth)
    }

    /// Adds or replaces an M2M mapping.
    pub(crate) fn add_client(&self, client: M2mClient) -> Result<(), String> {
        let key = PublicKey::from_pem(&client.public_key_pem)
            .map_err(|reason| format!("public key of client '{}': {reason}", client.client_id))?;
        let mut clients = self.clients.write().expect("no holder of this lock panics");
        clients.retain(|(old, _)| {
            old.certificate_id != client.certificate_id || old.client_id != client.client_id
        });
        clients.push((client, key));
        Ok(())
    }

    /// The role of a user or client.
    pub(crate) fn role(&self, caller: &str) -> Role {
        self.roles.read().expect("no holder of this lock panics").get(caller).cloned().unwrap_or_default()
    }

    /// Gives users or clients roles; those that are not named keep theirs.
    pub(crate) fn give_roles(&self, roles: BTreeMap<String, Role>) {
        self.roles.write().expect("no holder of this lock panics").extend(roles);
    }

    /// Puts the roles back to those of a seed.
    pub(crate) fn reset_roles(&self, seed: &Seed) {
        seed.roles.clone_into(&mut self.roles.write().expect("no holder of this lock panics"));
    }

    /// Forgets every issued bearer token.
    pub(crate) fn expire_tokens(&self) {
        *self.tokens.lock().expect("no holder of this lock panics") = Tokens::default();
    }

    /// The caller's name, or the 401 that NetSuite answers.
    pub(crate) fn check(&self, request: &Request, now: DateTime<Utc>) -> Result<String, Problem> {
        let (scheme, rest) = scheme(request);
        if scheme.eq_ignore_ascii_case("oauth") {
            let mut nonces = self.nonces.lock().expect("no holder of this lock panics");
            return oauth1::check(&self.account_id, &self.tba, &mut nonces, request, rest, now).map_err(
                |reason| {
                    tracing::info!(reason, path = request.path, "signature refused");
                    self.refusal(request)
                },
            );
        }
        let tokens = self.tokens.lock().expect("no holder of this lock panics");
        let holder =
            if scheme.eq_ignore_ascii_case("bearer") { tokens.holder(rest.trim(), now) } else { None };
        holder.ok_or_else(|| self.refusal(request))
    }

    /// 401 as for every failed login, with the challenge of the scheme that was tried.
    pub(crate) fn refusal(&self, request: &Request) -> Problem {
        let (scheme, error) = match scheme(request).0 {
            oauth if oauth.eq_ignore_ascii_case("oauth") => ("OAuth", "token_rejected"),
            _ => ("Bearer", "invalid_token"),
        };
        let challenge = format!(
            "{scheme} realm=\"{}\", error=\"{error}\", error_description=\"Invalid login attempt.\"",
            self.account_id
        );
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "INVALID_LOGIN",
            "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > \
             Users/Roles > User Management > View Login Audit Trail.",
        )
        .with("www-authenticate", challenge)
    }
}

/// The scheme of the `Authorization` header and what follows it.
fn scheme(request: &Request) -> (&str, &str) {
    let header = request.header("authorization").unwrap_or_default();
    header.split_once(' ').unwrap_or((header, ""))
}
