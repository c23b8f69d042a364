//! What SAP refuses through V4, and what the client is told.

use erpgate_connector::{TroubleKind, WriteError};
use erpgate_model::{FailureCode, RecordId, Resource};
use serde_json::json;

use super::{document, error, settings, token};
use crate::bodies::{create, order, update};
use crate::scripted::{Server, answer};
use crate::stand::{apply, connect, visit};

#[tokio::test]
async fn warnings_among_the_details_are_no_errors() {
    let details = json!([
        {"code": "06/039", "message": "Can delivery date be met?", "@SAP__common.Severity": "warning"},
        {"code": "ME/083", "message": "Enter Plant", "@SAP__common.Severity": "error",
            "target": "_PurchaseOrderItem(PurchaseOrder='',PurchaseOrderItem='10')/Plant"},
        {"code": "AM/216", "message": "Postal code must have 5 characters", "@SAP__common.Severity": "error",
            "target": "_PurchaseOrderItem(PurchaseOrder='',PurchaseOrderItem='10')/_DeliveryAddress/PostalCode"},
        {"code": "KI/235", "message": "WBS element is not known", "@SAP__common.Severity": "error",
            "target": "WBSElementExternalID"}]);
    let body =
        json!({"error": {"code": "06/025", "message": "Vendor 10300001 not created", "details": details}});
    let sap = Server::start([token(), answer(400, &body)]).await;
    let Err(WriteError::Rejected(refused)) = apply(&connect(&sap.url, &settings()), &create(order())).await
    else {
        panic!("SAP refused")
    };
    let told: Vec<_> =
        refused.errors.iter().map(|error| error.pointer.as_deref().unwrap_or_default()).collect();
    assert_eq!(
        told,
        [
            "/vendor_id",
            "/lines/0/location_id",
            "/ship_to/postal_code",
            "/lines/0/account_assignment/project_id"
        ]
    );
}

#[tokio::test]
async fn an_order_that_is_not_there_is_no_record_and_a_service_that_is_not_there_is_a_setting() {
    let id = RecordId::new("4500000009");
    let none = error(404, "/IWBEP/CM_V4_APPS/002", "The requested entity does not exist");
    let sap = Server::start([none]).await;
    let connector = connect(&sap.url, &settings());
    let read = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, false).await;
    assert_eq!(read.unwrap(), None);
    for (status, code) in [(404, "/IWBEP/CM_V4_COS/014"), (403, "/IWBEP/CM_V4_COS/136")] {
        let sap = Server::start([error(status, code, "not published")]).await;
        let connector = connect(&sap.url, &settings());
        let read = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, false).await.unwrap_err();
        assert_eq!(read.kind, TroubleKind::Misconfigured);
        assert!(read.detail.contains("/IWFND/V4_ADMIN"), "{}", read.detail);
    }
}

#[tokio::test]
async fn a_stale_etag_is_a_stale_version() {
    let stale = error(412, "/IWBEP/CM_V4_RUNTIME/021", "The state of the resource was already changed");
    let sap = Server::start([answer(200, &document()), token(), stale]).await;
    let command = update(&RecordId::new("4500000001"), json!({"payment_terms_id": "0002"}));
    let Err(WriteError::Rejected(refused)) = apply(&connect(&sap.url, &settings()), &command).await else {
        panic!("SAP refused")
    };
    assert_eq!(refused.code, FailureCode::StaleVersion);
}

#[tokio::test]
async fn what_v4_does_not_do_is_said_in_saps_words() {
    let body =
        json!({"error": {"code": "CX_SADL_OPERATION_NOT_ENABLED", "message": "Operation is not enabled"}});
    let sap = Server::start([answer(200, &document()), token(), answer(400, &body)]).await;
    let command = update(&RecordId::new("4500000001"), json!({"payment_terms_id": "0002"}));
    let Err(WriteError::Rejected(refused)) = apply(&connect(&sap.url, &settings()), &command).await else {
        panic!("SAP refused")
    };
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    assert_eq!(refused.detail, "Operation is not enabled");
}
