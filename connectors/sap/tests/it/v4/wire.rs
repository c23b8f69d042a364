//! Every request as it stands on the wire.

use erpgate_connector::WriteError;
use erpgate_model::{Command, Record, RecordId, Resource, Verb};
use serde_json::json;

use super::{SERVICE, document, error, settings, token};
use crate::bodies::{create, order, target, update};
use crate::scripted::{Request, Server, answer};
use crate::stand::{REFERENCE, apply, connect, read, visit};

const JSON: &str = "application/json;IEEE754Compatible=true";

fn delete() -> Command {
    Command::act(Resource::PurchaseOrder, Verb::Delete, target(&RecordId::new("4500000001")))
}

fn writes(requests: &[Request]) -> Vec<&Request> {
    requests.iter().filter(|request| !request.line.starts_with("GET")).collect()
}

#[tokio::test]
async fn a_create_is_one_deep_insert_with_exact_decimals_as_strings() {
    let created = answer(
        201,
        &json!({"@odata.context": "$metadata#PurchaseOrder/$entity", "PurchaseOrder": "4500000001"}),
    );
    let sap = Server::start([token(), created]).await;
    let receipt = apply(&connect(&sap.url, &settings()), &create(order())).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("4500000001"));
    let requests = sap.requests();
    let [fetch, post] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(fetch.line, format!("GET {SERVICE}/"));
    assert_eq!(fetch.header("x-csrf-token"), Some("Fetch"));
    assert_eq!(post.line, format!("POST {SERVICE}/PurchaseOrder"));
    assert_eq!(post.header("x-csrf-token"), Some("tok=="));
    assert_eq!(post.header("cookie"), Some("SAP_SESSIONID_S4H_100=one"));
    assert_eq!((post.header("accept"), post.header("content-type")), (Some(JSON), Some(JSON)));
    assert_eq!(post.header("if-match"), None);
    assert_eq!(
        post.json(),
        json!({"Supplier": "10300001", "CompanyCode": "1010", "PurchasingOrganization": "1010",
            "PurchasingGroup": "001", "PurchaseOrderType": "NB", "DocumentCurrency": "EUR",
            "CorrespncExternalReference": REFERENCE,
            "_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "Material": "TG11", "OrderQuantity": "12.50",
                "PurchaseOrderQuantityUnit": "PC", "NetPriceAmount": "3.999", "NetPriceQuantity": "1",
                "OrderPriceUnit": "PC", "Plant": "1010", "DocumentCurrency": "EUR",
                "_PurchaseOrderScheduleLineTP": [{"ScheduleLine": "1", "ScheduleLineDeliveryDate": "2031-04-05",
                    "ScheduleLineOrderQuantity": "12.50"}]}]})
    );
}

#[tokio::test]
async fn each_entity_is_changed_with_its_own_etag_and_a_measure_brings_its_unit() {
    let read = || answer(200, &document());
    let done = || answer(200, &document()).with("ETag", "W/\"new\"");
    let sap = Server::start([read(), token(), done(), read(), done(), read(), done(), read(), done()]).await;
    let patch = json!({"payment_terms_id": "0002", "lines": {"update": [
        {"id": "10", "quantity": "2.5", "unit_price": "4.10", "description": "Bolt", "delivery_date": "2031-04-05",
            "account_assignment": {"project_id": "P-100"}}]}});
    apply(&connect(&sap.url, &settings()), &update(&RecordId::new("4500000001"), patch)).await.unwrap();
    let requests = sap.requests();
    assert_eq!(
        requests[0].line.replace("%3D", "="),
        format!(
            "GET {SERVICE}/PurchaseOrder('4500000001')?$expand=_PurchaseOrderItem($expand=\
             _PurchaseOrderScheduleLineTP,_PurOrdAccountAssignment,_DeliveryAddress),_PurchaseOrderNote,_SupplierAddress"
        )
    );
    let writes = writes(&requests);
    let [header, item, schedule, account] = writes.as_slice() else { panic!("{requests:?}") };
    assert_eq!(header.line, format!("PATCH {SERVICE}/PurchaseOrder('4500000001')"));
    assert_eq!(header.header("if-match"), Some("W/\"header\""));
    assert_eq!(header.json(), json!({"PaymentTerms": "0002"}));
    let keys = "PurchaseOrder='4500000001',PurchaseOrderItem='10'";
    assert_eq!(item.line, format!("PATCH {SERVICE}/PurchaseOrderItem({keys})"));
    assert_eq!(item.header("if-match"), Some("W/\"item\""));
    assert_eq!(
        item.json(),
        json!({"OrderQuantity": "2.5", "NetPriceAmount": "4.10", "AccountAssignmentCategory": "P",
            "DocumentCurrency": "EUR", "PurchaseOrderQuantityUnit": "PC"})
    );
    assert_eq!(schedule.line, format!("PATCH {SERVICE}/PurchaseOrderScheduleLine({keys},ScheduleLine='1')"));
    assert_eq!(schedule.header("if-match"), Some("W/\"schedule\""));
    assert_eq!(
        schedule.json(),
        json!({"ScheduleLineDeliveryDate": "2031-04-05", "ScheduleLineOrderQuantity": "2.5"})
    );
    assert_eq!(account.line, format!("POST {SERVICE}/PurchaseOrderItem({keys})/_PurOrdAccountAssignment"));
    assert_eq!(account.header("if-match"), None, "nothing stands there yet");
    assert_eq!(account.json(), json!({"AccountAssignmentNumber": "1", "WBSElementExternalID": "P-100"}));
}

#[tokio::test]
async fn an_etag_that_the_order_did_not_show_is_asked_for() {
    let mut bare = document();
    bare.as_object_mut().unwrap().remove("@odata.etag");
    let wanted = error(428, "/IWBEP/CM_V4_RUNTIME/020", "try using If-Match");
    let sap =
        Server::start([answer(200, &bare), token(), wanted, answer(200, &document()), answer(204, "")]).await;
    apply(&connect(&sap.url, &settings()), &delete()).await.unwrap();
    let requests = sap.requests();
    assert_eq!(requests[2].header("if-match"), None);
    assert_eq!(requests[4].line, format!("DELETE {SERVICE}/PurchaseOrder('4500000001')"));
    assert_eq!(requests[4].header("if-match"), Some("W/\"header\""));
}

#[tokio::test]
async fn orders_and_vendors_share_one_security_session() {
    let created = answer(
        201,
        &json!({"@odata.context": "$metadata#PurchaseOrder/$entity", "PurchaseOrder": "4500000001"}),
    );
    let none = answer(
        404,
        &json!({"error": {"code": "/IWBEP/CM_MGW_RT/020", "message": {"value": "Resource not found"}}}),
    );
    let sap = Server::start([token(), created, none, answer(200, &json!({"d": {"results": []}}))]).await;
    let connector = connect(&sap.url, &settings());
    apply(&connector, &create(order())).await.unwrap();
    let found = connector.read(&visit(&connector), Resource::Vendor, &RecordId::new("4711"), false).await;
    assert_eq!(found.unwrap(), None);
    let requests = sap.requests();
    assert!(requests[2].line.contains("/sap/opu/odata/sap/API_BUSINESS_PARTNER/"), "{}", requests[2].line);
    assert_eq!(requests[2].header("cookie"), Some("SAP_SESSIONID_S4H_100=one"));
    assert_eq!(requests[2].header("accept"), Some("application/json"), "V2 keeps its own headers");
}

#[tokio::test]
async fn a_system_that_answers_with_numbers_all_the_same_is_read_to_the_digit() {
    let digits = document()
        .to_string()
        .replace(r#""OrderQuantity":"1""#, r#""OrderQuantity":9999999999.999"#)
        .replace(r#""NetAmount":"3.99""#, r#""NetAmount":12345678901.01"#);
    let sap = Server::start([answer(200, &digits)]).await;
    let order = read(&connect(&sap.url, &settings()), &RecordId::new("4500000001")).await;
    assert_eq!(order.lines[0].quantity.unwrap().to_string(), "9999999999.999");
    assert_eq!(order.lines[0].net_amount.unwrap().to_string(), "12345678901.01");
}

#[tokio::test]
async fn the_native_record_is_in_the_services_own_words() {
    let sap = Server::start([answer(200, &document())]).await;
    let connector = connect(&sap.url, &settings());
    let id = RecordId::new("4500000001");
    let found = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, true).await.unwrap();
    let Some(Record::PurchaseOrder(order)) = found else { panic!("{found:?}") };
    assert_eq!(order.native, Some(document()));
}

#[tokio::test]
async fn an_answer_that_is_no_order_leaves_a_create_in_doubt() {
    for body in [json!({"PurchaseOrder": "4500000001"}).to_string(), "{\"@odata".to_owned(), String::new()] {
        let sap = Server::start([token(), answer(201, &body)]).await;
        let result = apply(&connect(&sap.url, &settings()), &create(order())).await;
        assert!(matches!(result, Err(WriteError::Unknown(_))), "{body}: {result:?}");
    }
}
