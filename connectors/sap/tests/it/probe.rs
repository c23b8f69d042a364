//! What the connection test finds, service by service.

use serde_json::json;

use crate::scripted::{Scripted, Server, answer};
use crate::stand::{Stand, connect, visit};

#[tokio::test]
async fn every_service_that_is_there_is_named() {
    let stand = Stand::start(&json!({})).await;
    let found = stand.connector.probe(&visit(&stand.connector)).await.unwrap().found;
    for service in [
        "API_PURCHASEORDER_PROCESS_SRV",
        "API_BUSINESS_PARTNER",
        "API_PRODUCTION_ORDER_2_SRV",
        "API_MAINTENANCEORDER",
        "API_PROD_ORDER_CONFIRMATION_2_SRV",
        "API_MAINTORDERCONFIRMATION",
        "API_MATERIAL_DOCUMENT_SRV",
        "API_PHYSICAL_INVENTORY_DOC_SRV",
        "API_MATERIAL_STOCK_SRV",
        "API_PRODUCT_SRV",
        "API_PLANT_SRV",
        "API_STORAGELOCATION_SRV",
        "API_COMPANYCODE_SRV",
        "API_GLACCOUNTINCHARTOFACCOUNTS_SRV",
    ] {
        let sentence = format!("{service} is active and lets this user read");
        assert!(found.iter().any(|found| found.starts_with(&sentence)), "{sentence}: {found:?}");
    }
}

#[tokio::test]
async fn a_missing_service_a_missing_permission_and_an_old_release_are_told_apart() {
    let list = || answer(200, &json!({"d": {"results": []}}));
    let inactive = json!({"error": {"code": "/IWFND/MED/170", "message": {"value": "No service found"}}});
    let page = "<html>You do not have start authorization for R3TR IWSV API_BUSINESS_PARTNER</html>";
    let unknown = json!({"error": {"code": "/IWBEP/CM_MGW_RT/021",
        "message": {"value": "Property 'SearchTerm2' is invalid"}}});
    let cases: [(Scripted, &str); 4] = [
        (answer(403, &inactive), "is not active, so no vendors: the service API_BUSINESS_PARTNER"),
        (answer(403, page), "is not open to this user, so no vendors: the user has no start authorization"),
        (answer(404, "<html>"), "is not active, so no vendors: there is no OData service at this address"),
        (answer(400, &unknown), "Let `vendor_reference_field` name another field."),
    ];
    for (vendors, expected) in cases {
        let orders = [list(), answer(200, &json!({"d": {}})).with("X-CSRF-Token", "t")];
        let rest = std::iter::repeat_with(list).take(12);
        let sap = Server::start(orders.into_iter().chain([vendors]).chain(rest)).await;
        let connector = connect(&sap.url, &json!({}));
        let found = connector.probe(&visit(&connector)).await.unwrap().found;
        let sentence = found.iter().find(|found| found.starts_with("API_BUSINESS_PARTNER")).unwrap();
        assert!(sentence.contains(expected), "{sentence}");
        assert!(found.iter().any(|found| found.starts_with("API_PRODUCT_SRV is active")), "{found:?}");
        let asked = &sap.requests()[2].line;
        assert!(asked.ends_with("A_BusinessPartner?$top=1&$select=SearchTerm2"), "{asked}");
    }
}
