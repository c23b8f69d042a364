//! `purchase_order_api`: `auto`.

use erpgate_connector::TroubleKind;
use erpgate_model::{RecordId, Resource, Verb, Writable};
use erpgate_sap_simulator::Seed;
use serde_json::{Value, json};

use super::{SERVICE, document, error};
use crate::bodies::{create, order};
use crate::scripted::{Scripted, Server, answer};
use crate::stand::{Stand, apply, connect, read, visit};

const V2: &str = "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";

fn auto() -> Value {
    json!({"purchase_order_api": "auto"})
}

fn metadata() -> Scripted {
    answer(200, "<?xml version=\"1.0\"?><edmx:Edmx Version=\"4.0\"/>")
}

fn v2_document() -> Scripted {
    answer(200, &json!({"d": {"PurchaseOrder": "4500000001", "to_PurchaseOrderItem": {"results": []}}}))
}

#[tokio::test]
async fn a_system_with_v4_is_asked_once_and_used_through_it() {
    let read_v4 = || answer(200, &document());
    let sap = Server::start([metadata(), read_v4(), read_v4()]).await;
    let connector = connect(&sap.url, &auto());
    for _ in 0..2 {
        read(&connector, &RecordId::new("4500000001")).await;
    }
    let requests = sap.requests();
    assert_eq!(requests.len(), 3, "{requests:?}");
    assert_eq!(requests[0].line, format!("GET {SERVICE}/$metadata"));
    assert_eq!(requests[0].header("accept"), Some("application/xml"));
    assert!(requests[2].line.starts_with(&format!("GET {SERVICE}/PurchaseOrder(")), "{}", requests[2].line);
}

#[tokio::test]
async fn a_system_without_v4_or_with_v4_closed_is_used_through_v2() {
    for refusal in [
        error(404, "/IWBEP/CM_V4_COS/014", "Service group 'API_PURCHASEORDER_2' not published"),
        error(403, "/IWBEP/CM_V4_COS/136", "Service is not assigned to group"),
        answer(403, "<html>no start authorization</html>"),
        answer(404, "<html>Not found</html>"),
    ] {
        let sap = Server::start([refusal, v2_document()]).await;
        let connector = connect(&sap.url, &auto());
        read(&connector, &RecordId::new("4500000001")).await;
        let requests = sap.requests();
        assert!(requests[1].line.starts_with(&format!("GET {V2}/A_PurchaseOrder(")), "{requests:?}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_tell_settles_nothing() {
    for (unclear, kind) in [
        (answer(500, "<html>oops</html>"), TroubleKind::ErpFailed),
        (answer(401, "<html>Logon failed</html>"), TroubleKind::CredentialsRefused),
        (answer(200, "<html>Please sign in</html>"), TroubleKind::Unreadable),
    ] {
        let sap = Server::start([unclear, metadata(), answer(200, &document())]).await;
        let connector = connect(&sap.url, &auto());
        let id = RecordId::new("4500000001");
        let first = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, false).await;
        assert_eq!(first.unwrap_err().kind, kind);
        assert_eq!(read(&connector, &id).await.id, id, "asked again, and V4 is there");
    }
}

#[tokio::test]
async fn the_capabilities_follow_what_was_found() {
    let stand = Stand::with_seed(Seed::default_world(), &auto()).await;
    let notes = || {
        let row = stand.connector.capability(Resource::PurchaseOrder, Verb::Update, None).unwrap();
        row.fields.iter().find(|field| field.name == "notes").unwrap().writable
    };
    assert_eq!(notes(), Writable::Always, "SAP was not asked yet");
    let found = stand.connector.probe(&visit(&stand.connector)).await.unwrap().found;
    assert!(found[0].starts_with("CE_PURCHASEORDER_0001 is active"), "{found:?}");
    assert_eq!(notes(), Writable::OnCreate);
    apply(&stand.connector, &create(order())).await.unwrap();
    assert_eq!(stand.orders().await, 1);
}
