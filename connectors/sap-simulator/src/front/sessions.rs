//! Security sessions with their CSRF tokens, and OAuth2 access tokens.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;

/// A security session ends after this long without use.
const IDLE: TimeDelta = TimeDelta::minutes(30);

#[derive(Debug)]
struct Session {
    user: String,
    token: String,
    used: DateTime<Utc>,
}

#[derive(Debug)]
struct Access {
    user: String,
    until: DateTime<Utc>,
}

/// All sessions and tokens.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    sessions: HashMap<String, Session>,
    access: HashMap<String, Access>,
}

fn random() -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(rand::random::<[u8; 16]>())
}

impl Sessions {
    /// The CSRF token of a user's session, which is opened when `id` names none. Gives (id, token).
    pub(crate) fn open(&mut self, id: Option<&str>, user: &str, now: DateTime<Utc>) -> (String, String) {
        self.sessions.retain(|_, session| now - session.used < IDLE);
        let known = id.and_then(|id| self.sessions.get_key_value(id));
        if let Some((id, session)) = known.filter(|(_, session)| session.user == user) {
            return (id.clone(), session.token.clone());
        }
        // The id travels in a cookie, where base64's characters need no quoting but '=' confuses some.
        let id = hex::encode(rand::random::<[u8; 16]>());
        let session = Session { user: user.to_owned(), token: random(), used: now };
        let token = session.token.clone();
        self.sessions.insert(id.clone(), session);
        (id, token)
    }

    /// Does this token belong to this user's living session?
    pub(crate) fn accepts(&mut self, id: &str, token: &str, user: &str, now: DateTime<Utc>) -> bool {
        let Some(session) = self.sessions.get_mut(id) else { return false };
        let good = session.user == user && session.token == token && now - session.used < IDLE;
        if good {
            session.used = now;
        }
        good
    }

    pub(crate) fn expire_sessions(&mut self) {
        self.sessions.clear();
    }

    /// A new access token for a user.
    pub(crate) fn grant(&mut self, user: &str, until: DateTime<Utc>, now: DateTime<Utc>) -> String {
        self.access.retain(|_, access| access.until > now);
        let token = format!("{}{}", random(), random()).replace(['=', '+', '/'], "");
        self.access.insert(token.clone(), Access { user: user.to_owned(), until });
        token
    }

    pub(crate) fn bearer(&self, token: &str, now: DateTime<Utc>) -> Option<&str> {
        self.access.get(token).filter(|access| access.until > now).map(|access| access.user.as_str())
    }

    pub(crate) fn expire_tokens(&mut self) {
        self.access.clear();
    }
}
