use super::{SERVICE, call, create, orders, path, released, rows, statuses};
use crate::material_document;
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn an_order_goes_from_created_to_closed_and_deleted() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    assert_eq!(statuses(&sap, &number).await, ["CRTD", "PRC", "SETC"]);
    for (function, flag, short) in [
        ("ReleaseOrder", "OrderIsReleased", "REL"),
        ("TechlyCmpltOrder", "OrderIsTechnicallyCompleted", "TECO"),
        ("CloseOrder", "OrderIsClosed", "CLSD"),
        ("DeletionFlagOrder", "OrderIsMarkedForDeletion", "DLFL"),
        ("DeletionIndOrder", "OrderIsDeleted", "DLT"),
    ] {
        let got = call(&sap, function, &number).await;
        assert_eq!(got.status, 200, "{function}: {}", got.text);
        let message = &got.d()[function];
        assert_eq!(message["SystemMessageType"], "S");
        assert!(message["SystemMessageLongText"].as_str().unwrap().contains(&number));
        assert_eq!(sap.get(&path(&number)).await.d()[flag], "X", "{function}");
        assert!(statuses(&sap, &number).await.contains(&short.to_owned()));
        assert_eq!(call(&sap, function, &number).await.status, 400, "{function} twice");
    }
    assert_eq!(sap.get(&path(&number)).await.d()["OrderIsTechnicallyCompleted"], "");
}

#[tokio::test]
async fn a_function_that_the_status_forbids_changes_nothing() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    for function in ["TechlyCmpltOrder", "CloseOrder", "DeletionIndOrder", "DeliveryCompletedOrder"] {
        let got = call(&sap, function, &number).await;
        assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/004".to_owned()]), "{function}");
        assert!(got.message().contains("CRTD"), "{}", got.message());
    }
    assert_eq!(sap.ledger().await["writes"], 1);
    assert_eq!(statuses(&sap, &number).await, ["CRTD", "PRC", "SETC"]);
    assert_eq!(call(&sap, "ReleaseOrder", "4711").await.status, 404);
    assert_eq!(call(&sap, "NoSuchFunction", &number).await.status, 404);
}

#[tokio::test]
async fn operations_are_released_one_by_one_until_the_order_is() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    for (operation, partly, wholly) in [("0010", "X", ""), ("0020", "X", ""), ("0030", "", "X")] {
        let path = format!(
            "{SERVICE}/ReleaseOperation?ManufacturingOrder='{number}'\
             &ManufacturingOrderOperation='{operation}'&ManufacturingOrderSequence='0'"
        );
        let request = sap.write(Method::POST, &path, &json!({})).header("if-match", "*");
        let got = read(request).await.unwrap();
        assert_eq!(got.status, 200, "{}", got.text);
        let order = sap.get(&super::path(&number)).await.d();
        assert_eq!(order["OrderIsPartiallyReleased"], partly);
        assert_eq!(order["OrderIsReleased"], wholly);
    }
}

#[tokio::test]
async fn a_delivery_is_declared_complete_on_the_item_too() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    assert_eq!(call(&sap, "DeliveryCompletedOrder", &number).await.status, 200);
    assert_eq!(sap.get(&path(&number)).await.d()["OrderIsDelivered"], "X");
    assert_eq!(rows(&sap, &number, "to_ProductionOrderItem").await[0]["IsCompletelyDelivered"], true);
}

#[tokio::test]
async fn a_function_needs_the_orders_etag_and_a_fresh_one() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let function = format!("{SERVICE}/ReleaseOrder?ManufacturingOrder='{number}'");
    assert_eq!(sap.post(&function, &json!({})).await.status, 428);
    let stale = sap.get(&path(&number)).await.header("etag").to_owned();
    sap.patch(&path(&number), &json!({"GoodsRecipientName": "Gate 3"})).await;
    let with = |etag: &str| {
        let request = sap.write(Method::POST, &function, &json!({})).header("if-match", etag);
        async { read(request).await.unwrap().status }
    };
    assert_eq!(with(&stale).await, 412);
    let fresh = sap.get(&path(&number)).await.header("etag").to_owned();
    assert_eq!(with(&fresh).await, 200);
}

#[tokio::test]
async fn an_order_cannot_be_deleted() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    assert_eq!(sap.delete(&path(&number)).await.status, 405);
    assert_eq!(sap.get(&format!("{}/$count", orders())).await.text, "1");
}

#[tokio::test]
async fn a_locked_order_is_refused_as_its_service_does() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    sap.fault(json!({"kind": "lock", "times": 2})).await;
    let got = call(&sap, "TechlyCmpltOrder", &number).await;
    assert_eq!((got.status, got.codes()), (400, vec!["MC/601".to_owned()]));
    let body = json!({"OrderID": number, "OrderOperation": "0010"});
    let got = sap.post(super::CONFIRMATIONS, &body).await;
    assert_eq!((got.status, got.codes()), (423, vec!["MC/601".to_owned()]));
    assert_eq!(sap.ledger().await["writes"], 2);
}

#[tokio::test]
async fn goods_received_for_an_order_show_in_its_status() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let line = |quantity: &str| {
        json!({"GoodsMovementType": "101", "GoodsMovementRefDocType": "F", "ManufacturingOrder": number,
               "StorageLocation": "101A", "QuantityInEntryUnit": quantity})
    };
    let first = material_document::posted(&sap, &material_document::movement("02", &line("4"))).await;
    assert!(statuses(&sap, &number).await.contains(&"PDLV".to_owned()));
    material_document::posted(&sap, &material_document::movement("02", &line("6"))).await;
    let now = statuses(&sap, &number).await;
    assert!(now.contains(&"DLV".to_owned()) && !now.contains(&"PDLV".to_owned()), "{now:?}");
    assert_eq!(material_document::stock(&sap, "FG100", "1010", "101A").await, "10");
    assert_eq!(material_document::cancel(&sap, &first).await.status, 200);
    assert_eq!(
        rows(&sap, &number, "to_ProductionOrderItem").await[0]["MfgOrderItemGoodsReceiptQty"],
        "6.000"
    );
    let mut back = line("7");
    back["GoodsMovementType"] = json!("102");
    let got = material_document::post(&sap, &material_document::movement("02", &back)).await;
    assert!(got.codes().contains(&"M7/021".to_owned()), "{}", got.text);
}

#[tokio::test]
async fn an_order_that_is_not_released_takes_no_goods() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let line = json!({"GoodsMovementType": "101", "GoodsMovementRefDocType": "F", "ManufacturingOrder": number,
        "StorageLocation": "101A", "QuantityInEntryUnit": "1"});
    let got = material_document::post(&sap, &material_document::movement("02", &line)).await;
    assert_eq!(got.codes(), ["M7/036"]);
}
