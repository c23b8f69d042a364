//! CSRF tokens, cookies, etags: every header of every request.

use erpgate_connector::{TroubleKind, WriteError};
use erpgate_model::{Command, RecordId, Resource, Verb};
use serde_json::{Value, json};

use crate::bodies::{create, order, target, update};
use crate::scripted::{Scripted, Server, answer};
use crate::stand::{REFERENCE, apply, connect, visit};

const SERVICE: &str = "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";

fn token(token: &str, session: &str) -> Scripted {
    answer(200, &json!({"d": {"EntitySets": []}}))
        .with("X-CSRF-Token", token)
        .with("Set-Cookie", &format!("SAP_SESSIONID_S4H_100={session}; path=/; secure; HttpOnly"))
        .with("Set-Cookie", "sap-usercontext=sap-client=100; path=/")
}

fn created() -> Scripted {
    answer(201, &json!({"d": {"PurchaseOrder": "4500000001"}}))
}

fn required() -> Scripted {
    answer(403, "CSRF token validation failed").with("x-csrf-token", "Required")
}

#[tokio::test]
async fn a_create_is_one_deep_insert_with_token_and_cookies() {
    let sap = Server::start([token("tok==", "one"), created()]).await;
    let connector = connect(&sap.url, &json!({}));
    let receipt = apply(&connector, &create(order())).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("4500000001"));

    let requests = sap.requests();
    let [fetch, post] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(fetch.line, format!("GET {SERVICE}/"));
    assert_eq!(fetch.header("x-csrf-token"), Some("Fetch"));
    assert_eq!(fetch.header("cookie"), None);
    assert_eq!(post.line, format!("POST {SERVICE}/A_PurchaseOrder"));
    assert_eq!(post.header("x-csrf-token"), Some("tok=="));
    assert_eq!(post.header("cookie"), Some("SAP_SESSIONID_S4H_100=one; sap-usercontext=sap-client=100"));
    assert_eq!(post.header("content-type"), Some("application/json"));
    for request in [fetch, post] {
        assert!(request.header("authorization").unwrap().starts_with("Basic "));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("sap-client"), Some("100"));
        assert_eq!(request.header("sap-language"), Some("EN"));
    }
    assert_eq!(
        post.json(),
        json!({"Supplier": "10300001", "CompanyCode": "1010", "PurchasingOrganization": "1010",
            "PurchasingGroup": "001", "PurchaseOrderType": "NB", "DocumentCurrency": "EUR",
            "CorrespncExternalReference": REFERENCE,
            "to_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "Material": "TG11", "OrderQuantity": "12.50",
                "PurchaseOrderQuantityUnit": "PC", "NetPriceAmount": "3.999", "NetPriceQuantity": "1",
                "OrderPriceUnit": "PC", "Plant": "1010",
                "to_ScheduleLine": [{"ScheduleLine": "1", "ScheduleLineDeliveryDate": "/Date(1933113600000)/",
                    "ScheduleLineOrderQuantity": "12.50"}]}]})
    );
}

#[tokio::test]
async fn a_refused_token_is_fetched_once_more_with_new_cookies_and_the_same_request_sent_again() {
    let sap = Server::start([token("old", "one"), required(), token("new", "two"), created()]).await;
    let connector = connect(&sap.url, &json!({}));
    apply(&connector, &create(order())).await.unwrap();
    let requests = sap.requests();
    let [_, first, fetch, second] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(fetch.header("cookie"), None, "a new session is asked for");
    assert_eq!(second.header("x-csrf-token"), Some("new"));
    assert_eq!(second.header("cookie"), Some("SAP_SESSIONID_S4H_100=two; sap-usercontext=sap-client=100"));
    assert_eq!((first.line.as_str(), first.json()), (second.line.as_str(), second.json()));
}

#[tokio::test]
async fn a_token_is_kept_for_the_next_write_and_its_cookies_for_reads() {
    let none = answer(
        404,
        &json!({"error": {"code": "/IWBEP/CM_MGW_RT/020", "message": {"value": "Resource not found"}}}),
    );
    let sap = Server::start([token("tok", "one"), created(), created(), none]).await;
    let connector = connect(&sap.url, &json!({}));
    apply(&connector, &create(order())).await.unwrap();
    apply(&connector, &create(order())).await.unwrap();
    let session = visit(&connector);
    let found = connector.read(&session, Resource::PurchaseOrder, &RecordId::new("4500000009"), false).await;
    assert_eq!(found.unwrap(), None);
    let requests = sap.requests();
    assert_eq!(requests[2].header("x-csrf-token"), Some("tok"));
    assert_eq!(requests[3].header("cookie"), requests[2].header("cookie"));
    assert_eq!(requests[3].header("x-csrf-token"), None);
    assert_eq!(
        requests[3].line,
        format!(
            "GET {SERVICE}/A_PurchaseOrder(%274500000009%27)?$expand=to_PurchaseOrderItem,\
             to_PurchaseOrderItem/to_ScheduleLine,to_PurchaseOrderItem/to_AccountAssignment,to_PurchaseOrderNote"
        )
        .replace("%27", "'")
    );
}

#[tokio::test]
async fn writes_at_the_same_time_share_one_token() {
    let sap = Server::start([token("tok", "one"), created(), created(), created()]).await;
    let connector = connect(&sap.url, &json!({}));
    let command = create(order());
    let all =
        tokio::join!(apply(&connector, &command), apply(&connector, &command), apply(&connector, &command));
    assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok(), "{all:?}");
    let fetches = sap.requests().iter().filter(|request| request.line.starts_with("GET")).count();
    assert_eq!(fetches, 1);
}

#[tokio::test]
async fn a_service_whose_check_is_switched_off_gets_no_token() {
    let sap = Server::start([answer(200, &json!({"d": {}})), created()]).await;
    apply(&connect(&sap.url, &json!({})), &create(order())).await.unwrap();
    assert_eq!(sap.requests()[1].header("x-csrf-token"), None);
}

#[tokio::test]
async fn refused_basic_credentials_are_not_tried_twice() {
    let sap = Server::start([token("tok", "one"), answer(401, "<html>Logon failed</html>")]).await;
    let result = apply(&connect(&sap.url, &json!({})), &create(order())).await;
    let Err(WriteError::NotApplied(trouble)) = result else { panic!("{result:?}") };
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    assert_eq!(sap.requests().len(), 2);
}

#[tokio::test]
async fn a_created_order_without_a_number_is_in_doubt() {
    for body in [json!({"d": {"Supplier": "10300001"}}).to_string(), "{\"d\":".to_owned(), String::new()] {
        let sap = Server::start([token("tok", "one"), answer(201, &body)]).await;
        let result = apply(&connect(&sap.url, &json!({})), &create(order())).await;
        assert!(matches!(result, Err(WriteError::Unknown(_))), "{result:?}");
    }
}

fn document() -> Value {
    let entity = |etag: &str| json!({"__metadata": {"uri": "http://x", "etag": etag}});
    let mut item = entity("W/\"item\"");
    item["PurchaseOrderItem"] = json!("10");
    item["OrderQuantity"] = json!("1.000");
    item["PurchaseOrderItemText"] = json!("Bolt");
    let mut schedule = entity("W/\"schedule\"");
    schedule["ScheduleLine"] = json!("1");
    schedule["ScheduleLineOrderQuantity"] = json!("1.000");
    item["to_ScheduleLine"] = json!({"results": [schedule]});
    item["to_AccountAssignment"] = json!({"results": []});
    let mut order = entity("W/\"header\"");
    order["PurchaseOrder"] = json!("4500000001");
    order["PaymentTerms"] = json!("0001");
    order["to_PurchaseOrderItem"] = json!({"results": [item]});
    order["to_PurchaseOrderNote"] = json!({"results": []});
    json!({"d": order})
}

#[tokio::test]
async fn each_entity_is_changed_with_its_own_etag_and_only_what_differs_is_sent() {
    let read = || answer(200, &document());
    let done = || answer(204, "");
    let sap = Server::start([read(), token("tok", "one"), done(), read(), done(), read(), done()]).await;
    let patch = json!({"payment_terms_id": "0002", "lines": {"update": [
        {"id": "10", "quantity": "2.5", "description": "Bolt", "delivery_date": "2031-04-05"}]}});
    let command = update(&RecordId::new("4500000001"), patch);
    apply(&connect(&sap.url, &json!({})), &command).await.unwrap();
    let requests = sap.requests();
    let writes: Vec<_> = requests.iter().filter(|request| request.line.starts_with("PATCH")).collect();
    let [header, item, schedule] = writes.as_slice() else { panic!("{requests:?}") };
    assert_eq!(header.line, format!("PATCH {SERVICE}/A_PurchaseOrder('4500000001')"));
    assert_eq!(header.header("if-match"), Some("W/\"header\""));
    assert_eq!(header.json(), json!({"PaymentTerms": "0002"}));
    assert_eq!(
        item.line,
        format!("PATCH {SERVICE}/A_PurchaseOrderItem(PurchaseOrder='4500000001',PurchaseOrderItem='10')")
    );
    assert_eq!(item.header("if-match"), Some("W/\"item\""));
    assert_eq!(item.json(), json!({"OrderQuantity": "2.5"}));
    assert_eq!(
        schedule.line,
        format!(
            "PATCH {SERVICE}/A_PurchaseOrderScheduleLine(PurchasingDocument='4500000001',\
             PurchasingDocumentItem='10',ScheduleLine='1')"
        )
    );
    assert_eq!(schedule.header("if-match"), Some("W/\"schedule\""));
    assert_eq!(
        schedule.json(),
        json!({"ScheduleLineDeliveryDate": "/Date(1933113600000)/", "ScheduleLineOrderQuantity": "2.5"})
    );
}

#[tokio::test]
async fn a_system_that_wants_an_etag_and_shows_none_is_asked_for_it() {
    let mut bare = document();
    bare["d"]["__metadata"] = json!({"uri": "http://x"});
    let wanted =
        answer(428, &json!({"error": {"code": "428", "message": {"value": "Precondition Required"}}}));
    let single = answer(200, &json!({"d": {"PurchaseOrder": "4500000001"}})).with("ETag", "W/\"late\"");
    let sap = Server::start([answer(200, &bare), token("tok", "one"), wanted, single, answer(204, "")]).await;
    let command = Command::act(Resource::PurchaseOrder, Verb::Delete, target(&RecordId::new("4500000001")));
    apply(&connect(&sap.url, &json!({})), &command).await.unwrap();
    let requests = sap.requests();
    assert_eq!(requests[2].header("if-match"), None);
    assert_eq!(requests[4].line, format!("DELETE {SERVICE}/A_PurchaseOrder('4500000001')"));
    assert_eq!(requests[4].header("if-match"), Some("W/\"late\""));
}

#[tokio::test]
async fn a_sign_in_page_with_status_200_is_no_answer() {
    let page = || answer(200, "<html>Please sign in</html>");
    let sap = Server::start([page(), answer(200, &document()), token("tok", "one"), page()]).await;
    let connector = connect(&sap.url, &json!({}));
    let id = RecordId::new("4500000001");
    let read = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, false).await;
    assert_eq!(read.unwrap_err().kind, TroubleKind::Unreadable);
    let deleted = apply(&connector, &Command::act(Resource::PurchaseOrder, Verb::Delete, target(&id))).await;
    assert!(matches!(deleted, Err(WriteError::Unknown(_))), "{deleted:?}");
}
