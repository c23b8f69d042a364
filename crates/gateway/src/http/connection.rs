//! The connection in the path: only those that the API key may use exist for it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use erpgate_model::ConnectionId;

use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};

/// `{connection_id}` of the path. Ids of others answer 404, as if there were none.
pub(crate) struct ConnectionPath(pub(crate) ConnectionId);

impl FromRequest for ConnectionPath {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("connection_id").and_then(|text| text.parse().ok());
        let extensions = request.extensions();
        let reaches =
            |id: &ConnectionId| extensions.get::<Caller>().is_some_and(|caller| caller.reaches(*id));
        let missing = || Problem::new(ProblemCode::NotFound, "there is no such connection");
        ready(id.filter(reaches).map(Self).ok_or_else(missing))
    }
}
