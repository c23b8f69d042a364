//! The door: every route's scope is read from the OpenAPI document, so the document cannot lie.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, ResponseError, web};
use erpgate_model::{ApiKey, ConnectionId, Scope};
use subtle::ConstantTimeEq;
use utoipa::openapi::OpenApi;

use crate::app::App;
use crate::auth::key_text::KeyText;
use crate::problem::{Problem, ProblemCode};

/// Which scopes open each route, any of them, by method and path pattern.
#[derive(Debug, Clone, Default)]
pub struct Needed(Arc<HashMap<(Method, String), Vec<Scope>>>);

impl Needed {
    /// Reads the `security` of every operation in the document.
    ///
    /// # Panics
    /// When an operation under `/v1` names no scope, or one that does not exist: such a build must not start.
    #[must_use]
    pub fn by(document: &OpenApi) -> Self {
        let json = serde_json::to_value(document).expect("an OpenAPI document is JSON");
        let mut needed = HashMap::new();
        for (path, methods) in json["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let Ok(method) = Method::from_bytes(method.to_ascii_uppercase().as_bytes()) else { continue };
                if !path.starts_with("/v1") {
                    continue;
                }
                let ways = operation["security"].as_array().map_or(&[][..], Vec::as_slice);
                let scope = |way: &serde_json::Value| way["api_key"][0].as_str()?.parse().ok();
                let scopes: Option<Vec<Scope>> = ways.iter().map(scope).collect();
                let scopes = scopes.filter(|scopes| !scopes.is_empty());
                let scopes = scopes.unwrap_or_else(|| panic!("{method} {path} declares no scope"));
                needed.insert((method, path.clone()), scopes);
            }
        }
        Self(Arc::new(needed))
    }

    /// True when some route takes this method on this very path.
    pub(crate) fn knows(&self, method: &str, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        self.0.keys().any(|(known, pattern)| {
            let pattern: Vec<&str> = pattern.split('/').collect();
            let same = |(part, wanted): (&&str, &&str)| wanted.starts_with('{') || part == wanted;
            known.as_str() == method && parts.len() == pattern.len() && parts.iter().zip(&pattern).all(same)
        })
    }

    fn scopes(&self, method: &Method, pattern: &str) -> Option<&[Scope]> {
        self.0.get(&(method.clone(), pattern.to_owned())).map(Vec::as_slice)
    }
}

/// Who asks: the live API key of this request.
#[derive(Debug, Clone)]
pub struct Caller(Arc<ApiKey>);

impl Caller {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &ApiKey {
        &self.0
    }

    /// True when the key may use the connection.
    #[must_use]
    pub fn reaches(&self, connection: ConnectionId) -> bool {
        self.0.reaches(connection)
    }

    /// The connections that a list is about: the one that is asked for, if the key may use it, else all that
    /// it may use; `None`: all there are.
    pub(crate) fn connections_among(&self, asked: Option<ConnectionId>) -> Option<Vec<ConnectionId>> {
        match asked {
            Some(id) => Some(if self.reaches(id) { vec![id] } else { Vec::new() }),
            None => self.0.connections.clone(),
        }
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(missing_key))
    }
}

/// Lets a request to `/v1` through when its key is live and carries the route's scope. Unknown routes
/// and methods go on to 404 and 405, but only with a live key, so that nobody can feel for routes.
pub(crate) async fn authorize(
    app: web::Data<App>,
    needed: web::Data<Needed>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if !request.path().starts_with("/v1/") {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    match allowed(&app, &needed, &request).await {
        Ok(key) => {
            request.extensions_mut().insert(Caller(Arc::new(key)));
            Ok(next.call(request).await?.map_into_left_body())
        }
        // An answer, not an error: errors would pass the outer layers by, and go without a Request-Id.
        Err(problem) => Ok(request.into_response(problem.error_response()).map_into_right_body()),
    }
}

async fn allowed(app: &App, needed: &Needed, request: &ServiceRequest) -> Result<ApiKey, Problem> {
    let key = live_key(app, request).await?;
    let scopes = request.match_pattern().and_then(|pattern| needed.scopes(request.method(), &pattern));
    let scopes = scopes.unwrap_or_default();
    if scopes.is_empty() || scopes.iter().any(|scope| key.allows(*scope)) {
        return Ok(key);
    }
    let names: Vec<_> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
    let detail = format!(
        "this API key lacks the scope {}; ask your administrator for a key that has it",
        names.join(" or ")
    );
    Err(Problem::new(ProblemCode::MissingScope, detail))
}

async fn live_key(app: &App, request: &ServiceRequest) -> Result<ApiKey, Problem> {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let text = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(missing_key)?;
    let unknown =
        || Problem::new(ProblemCode::InvalidApiKey, "this API key is not known, mistyped or revoked");
    let given = KeyText::parse(text.trim()).ok_or_else(unknown)?;
    let key = app.store.api_key(given.id()).await?.ok_or_else(unknown)?;
    if !bool::from(key.secret_sha256.ct_eq(&given.sha256())) || key.revoked_at.is_some() {
        return Err(unknown());
    }
    if !key.is_live(app.clock.now()) {
        return Err(Problem::new(ProblemCode::ExpiredApiKey, "this API key has expired; ask for a new one"));
    }
    Ok(key)
}

fn missing_key() -> Problem {
    Problem::new(ProblemCode::MissingApiKey, "send your API key as `Authorization: Bearer eg_…`")
}
