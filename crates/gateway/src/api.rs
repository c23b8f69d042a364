//! The router as one column, and the OpenAPI document made from it.

use actix_web::web::Data;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::document;
use crate::routes::{
    api_keys, audit_log, capabilities, connections, connectors, deliveries, health, operations, passthrough,
    records, schemas, webhook_endpoints,
};

/// Every route.
pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .map(records::routes)
        .service(passthrough::call_passthrough)
        .service(capabilities::get_capabilities)
        .service(schemas::get_write_schema)
        .service(audit_log::list_audit_log)
        .service(operations::list::list_operations)
        .service(operations::get::get_operation)
        .service(operations::cancel::cancel_operation)
        .service(operations::resolve::resolve_operation)
        .service(connectors::list_connectors)
        .service(connections::list::list_connections)
        .service(connections::create::create_connection)
        .service(connections::get::get_connection)
        .service(connections::update::update_connection)
        .service(connections::delete::delete_connection)
        .service(connections::test::test_connection)
        .service(connections::credentials::put_credentials)
        .service(webhook_endpoints::list::list_webhook_endpoints)
        .service(webhook_endpoints::create::create_webhook_endpoint)
        .service(webhook_endpoints::get::get_webhook_endpoint)
        .service(webhook_endpoints::update::update_webhook_endpoint)
        .service(webhook_endpoints::delete::delete_webhook_endpoint)
        .service(webhook_endpoints::test::test_webhook_endpoint)
        .service(webhook_endpoints::rotate::rotate_webhook_secret)
        .service(webhook_endpoints::deliveries::list_endpoint_deliveries)
        .service(deliveries::get::get_delivery)
        .service(deliveries::resend::resend_delivery)
        .service(api_keys::list::list_api_keys)
        .service(api_keys::create::create_api_key)
        .service(api_keys::revoke::revoke_api_key)
        .service(health::healthz)
        .service(health::readyz);
}

/// The OpenAPI 3.1 document, as served under `/openapi.json` and checked in under `openapi/`.
#[must_use]
pub fn openapi() -> OpenApi {
    // Routes need app data only when they are called, never to describe themselves.
    let (_, mut paths) = actix_web::App::new()
        .app_data(Data::new(()))
        .into_utoipa_app()
        .openapi(document::Base::openapi())
        .configure(routes)
        .split_for_parts();
    records::document(&mut paths);
    document::complete(paths)
}
