//! `/v1/connections/{connection_id}/…`: one set of handlers for the records of every resource.
//!
//! [`kind`] is the table of resources, [`endpoint`] the routes made from it, [`describe`] their
//! documentation. What an ERP cannot do is refused by the engine, from the connection's capabilities.

mod asked;
mod describe;
mod dry_run;
mod endpoint;
mod filter;
mod get;
mod kind;
mod list;
mod schemas;
mod write;

use actix_web::web::{self, ServiceConfig};
use erpgate_model::Verb;

use crate::http::{JsonBody, Params};

use asked::Asked;
use get::GetParams;

pub(crate) use describe::{body_name, document};
pub(crate) use dry_run::{DryRunView, WriteParams};
pub(crate) use endpoint::endpoint;
pub(crate) use get::Include;
pub(crate) use schemas::components;
pub(crate) use write::{Around, submit};

/// Adds every route.
pub(crate) fn routes(config: &mut ServiceConfig) -> &mut ServiceConfig {
    for endpoint in endpoint::endpoints() {
        let route = web::method(endpoint.method.clone());
        let route = match endpoint.verb {
            Verb::List => route.to(move |asked: Asked| list::list(endpoint, asked)),
            Verb::Get => {
                route.to(move |asked: Asked, params: Params<GetParams>| get::get(endpoint, asked, params))
            }
            Verb::Create => route.to(move |asked: Asked, around: Around, body: JsonBody| {
                write::create(endpoint, asked, around, body)
            }),
            Verb::Update => route.to(move |asked: Asked, around: Around, body: JsonBody| {
                write::update(endpoint, asked, around, body)
            }),
            _ => route.to(move |asked: Asked, around: Around| write::act(endpoint, asked, around)),
        };
        config.route(&endpoint.path, route);
    }
    config
}
