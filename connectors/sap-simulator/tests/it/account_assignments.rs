use crate::support::{Sap, order_with};
use serde_json::{Value, json};

fn service(assignment: &Value) -> Value {
    json!([{"PurchaseOrderItemText": "Cleaning", "MaterialGroup": "L004", "Plant": "1010",
        "OrderQuantity": "1", "PurchaseOrderQuantityUnit": "AU", "NetPriceAmount": "500",
        "AccountAssignmentCategory": "K", "to_AccountAssignment": [assignment]}])
}

#[tokio::test]
async fn a_free_text_line_is_paid_by_a_cost_center() {
    let sap = Sap::start().await;
    let items = service(&json!({"GLAccount": "0065100000", "CostCenter": "0010101101"}));
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let number = got.d()["PurchaseOrder"].as_str().unwrap().to_owned();
    let key = format!("(PurchaseOrder='{number}',PurchaseOrderItem='10',AccountAssignmentNumber='01')");
    let held = sap.get(&format!("/A_PurOrdAccountAssignment{key}")).await.d();
    assert_eq!(held["GLAccount"], "65100000");
    assert_eq!(held["CostCenter"], "10101101");
    assert_eq!(held["Quantity"], "1.000");
    let change = json!({"CostCenter": "10101201"});
    assert_eq!(sap.patch(&format!("/A_PurOrdAccountAssignment{key}"), &change).await.status, 204);
    let wrong = json!({"CostCenter": "99999999"});
    let got = sap.patch(&format!("/A_PurOrdAccountAssignment{key}"), &wrong).await;
    assert_eq!(got.message(), "Enter Cost Center");
}

#[tokio::test]
async fn missing_or_unknown_accounts_are_refused() {
    let sap = Sap::start().await;
    for (assignment, text) in [
        (json!({"CostCenter": "10101101"}), "Enter G/L Account"),
        (json!({"GLAccount": "1", "CostCenter": "10101101"}), "Enter G/L Account"),
        (json!({"GLAccount": "65100000"}), "Enter Cost Center"),
        (json!({"GLAccount": "65100000", "CostCenter": "1"}), "Enter Cost Center"),
    ] {
        let items = service(&assignment);
        let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
        assert_eq!((got.status, got.message()), (400, text.to_owned()), "{assignment}");
    }
    assert_eq!(sap.orders().await, 0);
}

#[tokio::test]
async fn a_free_text_line_needs_text_group_unit_and_assignment() {
    let sap = Sap::start().await;
    for (missing, text) in [
        ("PurchaseOrderItemText", "Enter Short Text"),
        ("MaterialGroup", "Enter Material Group"),
        ("PurchaseOrderQuantityUnit", "Enter Order Unit"),
        ("NetPriceAmount", "Enter Net Price"),
        ("to_AccountAssignment", "Enter G/L Account"),
    ] {
        let mut items = service(&json!({"GLAccount": "65100000", "CostCenter": "10101101"}));
        items[0].as_object_mut().unwrap().remove(missing);
        let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
        assert_eq!((got.status, got.message()), (400, text.to_owned()), "{missing}");
    }
}
