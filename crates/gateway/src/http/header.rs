//! Headers of a write: `Idempotency-Key`, `If-Match`, `Prefer`.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderMap, IF_MATCH};
use actix_web::{FromRequest, HttpRequest, web};
use erpgate_model::Version;

use crate::app::{App, Rules};
use crate::problem::{Problem, ProblemCode};

/// No client waits longer than this for one answer.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What a write says in its headers.
pub(crate) struct WriteHeaders {
    /// The client's key.
    pub(crate) idempotency_key: Option<String>,
    /// Only if the record still has this version.
    pub(crate) if_match: Option<Version>,
    /// How long to wait for the ERP; zero for `Prefer: respond-async`.
    pub(crate) wait: Duration,
}

impl FromRequest for WriteHeaders {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let rules = request.app_data::<web::Data<App>>().expect("the server sets the app data").rules;
        ready(read(request.headers(), rules))
    }
}

fn read(headers: &HeaderMap, rules: Rules) -> Result<WriteHeaders, Problem> {
    Ok(WriteHeaders {
        idempotency_key: idempotency_key(headers)?,
        if_match: if_match(headers)?,
        wait: wait(headers, rules)?,
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Problem> {
    headers.get(name).map(|value| value.to_str()).transpose().map_err(|_| {
        Problem::new(ProblemCode::InvalidParameter, format!("the header {name} may hold visible ASCII only"))
    })
}

impl WriteHeaders {
    /// Refuses a write without a key, where the rules demand one.
    pub(crate) fn need_key(&self, rules: Rules) -> Result<(), Problem> {
        if self.idempotency_key.is_some() || !rules.require_idempotency_key {
            return Ok(());
        }
        let detail = "send an Idempotency-Key that stays the same when you retry (a UUID will do): without it \
                      a lost answer cannot be told from a lost request";
        Err(Problem::new(ProblemCode::MissingIdempotencyKey, detail))
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    match text(headers, "idempotency-key")? {
        Some(key) if !key.is_empty() && key.len() <= 255 => Ok(Some(key.to_owned())),
        Some(_) => {
            let detail = "Idempotency-Key must hold 1 to 255 characters";
            Err(Problem::new(ProblemCode::InvalidParameter, detail))
        }
        None => Ok(None),
    }
}

/// One strong entity tag (RFC 9110 §13.1.1); `*` asks for nothing that a write does not check anyway.
fn if_match(headers: &HeaderMap) -> Result<Option<Version>, Problem> {
    let Some(given) = text(headers, IF_MATCH.as_str())?.map(str::trim).filter(|given| *given != "*") else {
        return Ok(None);
    };
    let tag = given.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(given);
    if tag.is_empty() || tag.contains('"') || tag.contains(',') {
        let detail = "If-Match takes one version, as in the record's ETag or its `version`";
        return Err(Problem::new(ProblemCode::InvalidParameter, detail));
    }
    Ok(Some(Version::new(tag)))
}

/// `Prefer: respond-async` and `Prefer: wait=N` (RFC 7240); other preferences are ignored, as the RFC wants.
fn wait(headers: &HeaderMap, rules: Rules) -> Result<Duration, Problem> {
    let mut wait = rules.default_wait;
    for preference in text(headers, "prefer")?.unwrap_or("").split(',').map(str::trim) {
        if preference.eq_ignore_ascii_case("respond-async") {
            return Ok(Duration::ZERO);
        }
        if let Some(seconds) = preference.strip_prefix("wait=") {
            let seconds = seconds.trim_matches('"').parse().map_err(|_| {
                let detail = format!("`{preference}`: wait takes whole seconds, such as wait=10");
                Problem::new(ProblemCode::InvalidParameter, detail)
            })?;
            wait = Duration::from_secs(seconds);
        }
    }
    Ok(wait.min(LONGEST_WAIT))
}

/// The `ETag` of a version.
pub(crate) fn etag(version: &str) -> String {
    format!("\"{version}\"")
}
