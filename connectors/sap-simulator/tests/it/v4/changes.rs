use super::{V4, codes, item_path, message};
use crate::support::{Got, read};
use erpgate_sap_simulator::{Options, Seed};
use reqwest::Method;
use serde_json::{Value, json};

async fn patch(v4: &V4, path: &str, body: &Value, headers: &[(&str, &str)]) -> Got {
    let request = headers
        .iter()
        .fold(v4.write(Method::PATCH, path, body), |request, (name, value)| request.header(*name, *value));
    read(request).await.expect("an answer")
}

#[tokio::test]
async fn a_patch_answers_with_the_changed_entity() {
    let v4 = V4::start().await;
    let path = format!("/PurchaseOrder('{}')", v4.order().await);
    let before = v4.get(&path).await;
    let got =
        patch(&v4, &path, &json!({"PaymentTerms": "0004"}), &[("if-match", before.header("etag"))]).await;
    assert_eq!((got.status, &got.json()["PaymentTerms"]), (200, &json!("0004")), "{}", got.text);
    assert_eq!(got.json()["@odata.etag"], got.header("etag"));
    assert_ne!(got.header("etag"), before.header("etag"));
    assert_eq!(v4.get(&path).await.json(), got.json());
}

#[tokio::test]
async fn a_client_that_prefers_it_gets_no_body() {
    let v4 = V4::start().await;
    let path = format!("/PurchaseOrder('{}')", v4.order().await);
    let body = json!({"PaymentTerms": "0004"});
    let got = patch(&v4, &path, &body, &[("if-match", "*"), ("prefer", "return=minimal")]).await;
    assert_eq!((got.status, got.text.as_str()), (204, ""));
    assert_eq!(got.header("preference-applied"), "return=minimal");
    assert_eq!(v4.get(&path).await.header("etag"), got.header("etag"));
    assert_eq!(v4.get(&path).await.json()["PaymentTerms"], "0004");
    let request = v4.write(Method::POST, "/PurchaseOrder", &super::order());
    let got = read(request.header("prefer", "return=minimal")).await.unwrap();
    assert_eq!((got.status, got.text.as_str()), (204, ""));
    assert!(got.header("location").ends_with("/PurchaseOrder('4500000002')"), "{}", got.header("location"));
}

#[tokio::test]
async fn a_change_needs_the_current_etag() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let path = format!("/PurchaseOrder('{number}')");
    let stale = v4.get(&path).await.header("etag").to_owned();
    assert!(stale.starts_with("W/\"SADL-20") && stale.contains("C~20"), "{stale}");
    v4.sap.admin(Method::POST, &format!("/purchase_orders/{number}/touch"), None).await;
    let body = json!({"PaymentTerms": "0004"});
    for (headers, status, code) in [
        (vec![], 428, "/IWBEP/CM_V4_RUNTIME/020"),
        (vec![("if-match", stale.as_str())], 412, "/IWBEP/CM_V4_RUNTIME/021"),
        (vec![("if-match", "nonsense")], 400, "/IWFND/CM_MGW/094"),
    ] {
        let got = patch(&v4, &path, &body, &headers).await;
        assert_eq!((got.status, codes(&got)), (status, vec![code.to_owned()]));
    }
    let bare = v4.request(Method::DELETE, &path).header("x-csrf-token", &v4.sap.token);
    assert_eq!(read(bare).await.unwrap().status, 428);
    assert_eq!(v4.get(&path).await.json()["PaymentTerms"], "0001");
    assert_eq!(v4.sap.ledger().await["writes"], 1, "the creation alone");
}

#[tokio::test]
async fn a_price_needs_its_currency_and_a_quantity_its_unit() {
    let v4 = V4::start().await;
    let path = item_path(&v4.order().await, "10");
    for body in [
        json!({"NetPriceAmount": 4}),
        json!({"OrderQuantity": 4}),
        json!({"NetPriceAmount": 4, "DocumentCurrency": "USD"}),
    ] {
        let got = v4.patch(&path, &body).await;
        assert_eq!(got.status, 400, "{body}");
        assert_eq!(v4.get(&path).await.json()["NetPriceAmount"], json!(3.999));
    }
    let body = json!({"NetPriceAmount": 4, "DocumentCurrency": "EUR", "OrderQuantity": 3,
        "PurchaseOrderQuantityUnit": "PC"});
    let item = v4.patch(&path, &body).await.json();
    assert_eq!((&item["NetPriceAmount"], &item["NetAmount"]), (&json!(4), &json!(12)));
}

#[tokio::test]
async fn only_orders_of_standard_types_can_be_changed() {
    let mut seed = Seed::default_world();
    seed.purchase_order_types.push("ZFO".into());
    let v4 = V4 { sap: crate::support::Sap::start_with(Options { seed, ..Options::default() }).await };
    let body = crate::support::order_with("/PurchaseOrderType", json!("ZFO"));
    let number =
        v4.sap.post("/A_PurchaseOrder", &body).await.d()["PurchaseOrder"].as_str().unwrap().to_owned();
    let path = format!("/PurchaseOrder('{number}')");
    let item = json!({"Material": "TG11", "Plant": "1010", "OrderQuantity": 1});
    for got in [
        v4.patch(&path, &json!({"PaymentTerms": "0004"})).await,
        v4.patch(&item_path(&number, "10"), &json!({"RequisitionerName": "ME"})).await,
        v4.delete(&path).await,
        v4.post(&format!("{path}/_PurchaseOrderItem"), &item).await,
    ] {
        assert_eq!((got.status, message(&got).as_str()), (400, "Operation is not enabled"));
    }
    assert_eq!(v4.get(&path).await.status, 200, "reading is possible");
    assert_eq!(v4.sap.ledger().await["writes"], 1);
}

#[tokio::test]
async fn write_once_and_read_only_properties_behave_as_in_v2() {
    let v4 = V4::start().await;
    let path = format!("/PurchaseOrder('{}')", v4.order().await);
    let got = v4.patch(&path, &json!({"Supplier": "10300002"})).await;
    assert_eq!((got.status, codes(&got)), (400, vec!["MMPUR_POHANDLER_TECH/010".to_owned()]));
    let before = v4.get(&path).await.header("etag").to_owned();
    let got = v4.patch(&path, &json!({"CreatedByUser": "ME", "PurchasingGroup": "002"})).await;
    assert_eq!((got.status, &got.json()["CreatedByUser"]), (200, &json!("ERPGATE")));
    assert_eq!(got.json()["PurchasingGroup"], "001", "taken silently, without effect");
    assert_eq!(got.header("etag"), before, "nothing changed");
}

#[tokio::test]
async fn deleting_marks_with_l_and_answers_without_a_body() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let got = v4.delete(&item_path(&number, "20")).await;
    assert_eq!((got.status, got.text.as_str()), (204, ""));
    assert_eq!(v4.get(&item_path(&number, "20")).await.json()["PurchasingDocumentDeletionCode"], "L");
    assert_eq!(v4.delete(&format!("/PurchaseOrder/{number}")).await.status, 204);
    let order = v4.get(&format!("/PurchaseOrder/{number}")).await;
    assert_eq!((order.status, &order.json()["PurchaseOrderDeletionCode"]), (200, &json!("L")));
    let got = v4.patch(&format!("/PurchaseOrder/{number}"), &json!({"PaymentTerms": "0004"})).await;
    assert_eq!((got.status, codes(&got)), (400, vec!["06/020".to_owned()]));
}

#[tokio::test]
async fn put_and_deep_updates_are_not_offered() {
    let v4 = V4::start().await;
    let path = format!("/PurchaseOrder('{}')", v4.order().await);
    let put = v4.write(Method::PUT, &path, &json!({"PaymentTerms": "0004"})).header("if-match", "*");
    assert_eq!(read(put).await.unwrap().status, 405);
    let deep = json!({"_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "RequisitionerName": "ME"}]});
    assert_eq!(v4.patch(&path, &deep).await.status, 400);
}
