//! What every route of a record is asked with.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use erpgate_model::{ConnectionId, RecordId};
use serde::Deserialize;

use crate::app::App;
use crate::http::ConnectionPath;
use crate::problem::{Problem, ProblemCode};

/// What every route of a record is asked with.
pub(super) struct Asked {
    pub(super) app: web::Data<App>,
    pub(super) request: HttpRequest,
    pub(super) connection_id: ConnectionId,
    /// `{id}` of the path, decoded: ids of some ERPs hold a slash, which comes as `%2F`.
    id: String,
}

impl Asked {
    /// The `{id}` of the path.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The record that the path names.
    pub(super) fn record_id(&self) -> RecordId {
        RecordId::new(self.id())
    }
}

impl FromRequest for Asked {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(read(request, payload))
    }
}

/// What the path names besides the connection; empty where the pattern has no such part.
#[derive(Deserialize)]
struct Parts {
    #[serde(default)]
    id: String,
}

fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Asked, Problem> {
    let connection = ConnectionPath::from_request(request, payload).into_inner()?;
    let parts = web::Path::<Parts>::from_request(request, payload).into_inner();
    let parts = parts.map_err(|error| {
        Problem::new(ProblemCode::NotFound, format!("the path names nothing that exists: {error}"))
    })?;
    Ok(Asked {
        app: request.app_data::<web::Data<App>>().expect("the server sets the app data").clone(),
        request: request.clone(),
        connection_id: connection.0,
        id: parts.into_inner().id,
    })
}
