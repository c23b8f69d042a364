//! What answers where no route does: 404 and 405 as problems.

use actix_web::http::header::ALLOW;
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use crate::problem::{Problem, ProblemCode};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// 405 when the path exists for another method, else 404.
pub(crate) async fn no_such_route(
    request: HttpRequest,
    needed: actix_web::web::Data<crate::auth::Needed>,
) -> HttpResponse {
    let allowed: Vec<&str> =
        METHODS.into_iter().filter(|method| needed.knows(method, request.path())).collect();
    if allowed.is_empty() {
        let detail = format!("there is no route {} {}; see /docs", request.method(), request.path());
        return Problem::new(ProblemCode::NotFound, detail).error_response();
    }
    let detail = format!("{} takes {}", request.path(), allowed.join(", "));
    let mut response = Problem::new(ProblemCode::MethodNotAllowed, detail).error_response();
    if let Ok(value) = allowed.join(", ").parse() {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
