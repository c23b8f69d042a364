use super::{SERVICE, call, create, path, released, rows};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

fn component(row: &Value, view: u32) -> String {
    let key = |name: &str| format!("{name}='{}'", row[name].as_str().expect("it is there"));
    let (reservation, item) = (key("Reservation"), key("ReservationItem"));
    let record = if view == 2 { String::new() } else { format!(",{}", "ReservationRecordType=''") };
    format!("{SERVICE}/A_ProductionOrderComponent_{view}({reservation},{item}{record})")
}

#[tokio::test]
async fn a_new_quantity_reaches_item_operations_and_components() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let got = sap.patch(&path(&number), &json!({"TotalQuantity": "4"})).await;
    assert_eq!(got.status, 204, "{}", got.text);
    let items = rows(&sap, &number, "to_ProductionOrderItem").await;
    assert_eq!(items[0]["MfgOrderItemPlannedTotalQty"], "4.000");
    let operations = rows(&sap, &number, "to_ProductionOrderOperation").await;
    assert_eq!(operations[0]["OpPlannedTotalQuantity"], "4.000");
    let components = rows(&sap, &number, "to_ProductionOrderComponent").await;
    assert_eq!(components[1]["RequiredQuantity"], "1.000");
}

#[tokio::test]
async fn a_change_needs_the_etag_and_moves_the_change_time_of_fourteen_digits() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let bare = sap.write(Method::PATCH, &path(&number), &json!({"TotalQuantity": "4"}));
    assert_eq!(read(bare).await.unwrap().status, 428);
    let before = sap.get(&path(&number)).await;
    let time = before.d()["LastChangeDateTime"].as_str().unwrap().to_owned();
    assert!(time.len() == 14 && time.bytes().all(|b| b.is_ascii_digit()), "{time}");
    sap.patch(&path(&number), &json!({"TotalQuantity": "4"})).await;
    let after = sap.get(&path(&number)).await;
    assert_ne!(after.header("etag"), before.header("etag"));
    let filter = format!("LastChangeDateTime ge '{time}'");
    let found = sap.query(&super::orders(), &[("$filter", &filter)]).await.d();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_fixed_at_creation_cannot_be_changed() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    for (field, value) in
        [("Material", "SG20"), ("ProductionPlant", "1020"), ("ManufacturingOrderType", "YP01")]
    {
        let got = sap.patch(&path(&number), &json!({field: value})).await;
        assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/005".to_owned()]), "{field}");
    }
    // The metadata does not mark them, but no client decides on these.
    let got = sap.patch(&path(&number), &json!({"OrderIsClosed": "X", "CompanyCode": "1710"})).await;
    assert_eq!(got.status, 204);
    let order = sap.get(&path(&number)).await.d();
    assert_eq!((&order["OrderIsClosed"], &order["CompanyCode"]), (&json!(""), &json!("1010")));
}

#[tokio::test]
async fn a_finished_order_cannot_be_changed() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    call(&sap, "TechlyCmpltOrder", &number).await;
    let got = sap.patch(&path(&number), &json!({"TotalQuantity": "4"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/004".to_owned()]));
    assert!(got.message().contains("TECO"), "{}", got.message());
}

#[tokio::test]
async fn an_operation_moves_to_another_work_center() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let operation = &rows(&sap, &number, "to_ProductionOrderOperation").await[0];
    let path = format!(
        "{SERVICE}/A_ProductionOrderOperation_2(OrderInternalBillOfOperations='{}',OrderIntBillOfOperationsItem='1')",
        operation["OrderInternalBillOfOperations"].as_str().unwrap()
    );
    let change = json!({"WorkCenter": "CASTING", "MfgOrderOperationText": "Cast instead"});
    assert_eq!(sap.patch(&path, &change).await.status, 204);
    let changed = sap.get(&path).await.d();
    assert_eq!(
        (&changed["WorkCenter"], &changed["MfgOrderOperationText"]),
        (&json!("CASTING"), &json!("Cast instead"))
    );
    let got = sap.patch(&path, &json!({"WorkCenter": "RES-1700"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/001".to_owned()]));
    assert_eq!(sap.delete(&path).await.status, 405);
}

#[tokio::test]
async fn a_component_changes_and_goes_in_all_its_views_at_once() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let row = rows(&sap, &number, "to_ProductionOrderComponent").await[1].clone();
    let change = json!({"RequiredQuantity": "3", "MatlCompFreeDefinedAttribute": "A1"});
    assert_eq!(sap.patch(&component(&row, 2), &json!({"RequiredQuantity": "3"})).await.status, 405);
    assert_eq!(sap.patch(&component(&row, 3), &change).await.status, 204);
    let shown = sap.get(&component(&row, 4)).await.d();
    assert_eq!(
        (&shown["RequiredQuantity"], &shown["GoodsMovementEntryQty"]),
        (&json!("3.000"), &json!("3.000"))
    );
    assert_eq!(sap.get(&component(&row, 2)).await.d()["SortField"], "A1");
    assert_eq!(sap.delete(&component(&row, 3)).await.status, 405);
    assert_eq!(sap.delete(&component(&row, 4)).await.status, 204);
    for view in [2, 3, 4] {
        assert_eq!(sap.get(&component(&row, view)).await.status, 404);
    }
    assert_eq!(rows(&sap, &number, "to_ProductionOrderComponent").await.len(), 2);
}
