//! Every request has an id: the client's, or one of ours.

use std::future::{Ready, ready};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use erpgate_model::RequestId;
use tracing::Instrument;

use crate::app::App;

/// The request's id.
#[derive(Debug, Clone)]
pub(crate) struct RequestIdText(pub(crate) String);

impl FromRequest for RequestIdText {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(request.extensions().get::<Self>().cloned().unwrap_or(Self(String::new()))))
    }
}

/// Takes `Request-Id` if it is usable, else makes one; gives it to the handler, the log and the answer.
pub(crate) async fn request_id(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let given = request.headers().get("request-id").and_then(|value| value.to_str().ok());
    let usable = |id: &&str| !id.is_empty() && id.len() <= 128 && id.chars().all(|c| c.is_ascii_graphic());
    let id = given.filter(usable).map_or_else(
        || {
            let id: RequestId = app.ids.make();
            id.to_string()
        },
        str::to_owned,
    );
    request.extensions_mut().insert(RequestIdText(id.clone()));
    let span = tracing::info_span!("request", method = %request.method(), path = request.path(), id);
    let mut response = next.call(request).instrument(span.clone()).await?;
    tracing::info!(parent: &span, status = response.status().as_u16(), "answered");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("request-id"), value);
    }
    Ok(response)
}
