//! Reading one record.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::Asked;
use super::endpoint::Endpoint;
use crate::http::{Params, etag};
use crate::problem::Problem;

/// What to add to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Include {
    /// The ERP's own record, under `native`.
    Native,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GetParams {
    /// What to add to the record.
    include: Option<Include>,
}

/// The record as the ERP holds it at this moment; its version is the `ETag`.
pub(super) async fn get(
    endpoint: &Endpoint,
    asked: Asked,
    params: Params<GetParams>,
) -> Result<HttpResponse, Problem> {
    let native = params.0.include.is_some();
    let engine = &asked.app.engine;
    let read = engine.read(asked.connection_id, endpoint.resource(), &asked.record_id(), native).await?;
    let (told, record) = read;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(record.version().as_str()))).json(told))
}
