use crate::support::{Sap, item_path, order_path, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let before = sap.get(&order_path(&number)).await.d();
    let got = sap.patch(&order_path(&number), &json!({"PaymentTerms": "0004"})).await;
    assert_eq!((got.status, got.text.as_str()), (204, ""));
    let mut after = sap.get(&order_path(&number)).await.d();
    assert_eq!(after["PaymentTerms"], "0004");
    for name in ["PaymentTerms", "__metadata", "LastChangeDateTime"] {
        after[name] = before[name].clone();
    }
    assert_eq!(after, before);
}

#[tokio::test]
async fn merge_works_as_a_method_and_tunnelled_through_post() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    let merge = Method::from_bytes(b"MERGE").unwrap();
    let request = sap.write(merge, &path, &json!({"PaymentTerms": "0002"}));
    assert_eq!(read(request.header("if-match", "*")).await.unwrap().status, 204);
    assert_eq!(sap.get(&path).await.d()["PaymentTerms"], "0002");
    for (header, method, terms) in
        [("x-http-method", "MERGE", "0004"), ("x-http-method-override", "PATCH", "NT30")]
    {
        let request = sap.write(Method::POST, &path, &json!({"PaymentTerms": terms}));
        let got = read(request.header(header, method).header("if-match", "*")).await.unwrap();
        assert_eq!(got.status, 204, "{}", got.text);
        assert_eq!(sap.get(&path).await.d()["PaymentTerms"], terms);
    }
}

#[tokio::test]
async fn put_empties_what_it_does_not_name() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    let request = sap.write(Method::PUT, &path, &json!({"PaymentTerms": "0002"}));
    let got = read(request.header("if-match", "*")).await.unwrap();
    assert_eq!(got.status, 204, "{}", got.text);
    let after = sap.get(&path).await.d();
    assert_eq!(after["CorrespncExternalReference"], "");
    assert_eq!(after["IncotermsClassification"], "");
    assert_eq!(after["Supplier"], "10300001", "write-once fields stay");
    assert_eq!(after["CreatedByUser"], "ERPGATE", "read-only fields stay");
}

#[tokio::test]
async fn write_once_fields_are_refused_or_ignored() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let path = order_path(&number);
    for (name, value) in [
        ("Supplier", "10300002"),
        ("CompanyCode", "1710"),
        ("PurchasingOrganization", "1710"),
        ("DocumentCurrency", "USD"),
        ("PurchaseOrderType", "ZNB"),
    ] {
        let got = sap.patch(&path, &json!({name: value})).await;
        assert_eq!((got.status, got.codes()), (400, vec!["MMPUR_POHANDLER_TECH/010".to_owned()]), "{name}");
        let field = name.to_uppercase();
        let text = format!("The input of field {field} on A_PurchaseOrderType level cannot be processed.");
        assert_eq!(got.message(), text);
    }
    let got = sap.patch(&item_path(&number, "10"), &json!({"Material": "TG12"})).await;
    assert_eq!(got.codes(), ["MMPUR_POHANDLER_TECH/010"]);
    assert_eq!(sap.patch(&path, &json!({"Supplier": "10300001"})).await.status, 204, "no change");
    assert_eq!(sap.patch(&path, &json!({"PurchasingGroup": "002"})).await.status, 204);
    assert_eq!(sap.get(&path).await.d()["PurchasingGroup"], "001", "taken silently, without effect");
}

#[tokio::test]
async fn a_quantity_goes_down_to_the_only_schedule_line_and_into_the_price() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let got = sap.patch(&item_path(&number, "10"), &json!({"OrderQuantity": "20"})).await;
    assert_eq!(got.status, 204, "{}", got.text);
    let item = sap.ledger().await["purchase_orders"][0]["items"][0].clone();
    assert_eq!(item["OrderQuantity"], "20.000");
    assert_eq!(item["schedule_lines"][0]["ScheduleLineOrderQuantity"], "20.000");
    assert_eq!(item["pricing_elements"][0]["ConditionAmount"], "79.980");
}

#[tokio::test]
async fn a_change_is_checked_as_a_creation_is() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    for (body, code) in [
        (json!({"OrderQuantity": "-1"}), "MMPUR_POHANDLER_TECH/015"),
        (json!({"Plant": "9999"}), "ME/083"),
        (json!({"StorageLocation": "999X"}), "ME/083"),
        (json!({"Nothing": "1"}), "005056A509B11ED1B9BF94F386DD82E6"),
    ] {
        let got = sap.patch(&item_path(&number, "10"), &body).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{body}");
    }
    assert_eq!(sap.get(&item_path(&number, "10")).await.d()["OrderQuantity"], "12.500");
}

#[tokio::test]
async fn a_change_that_changes_nothing_leaves_the_etag_alone() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    let before = sap.get(&path).await.header("etag").to_owned();
    assert_eq!(sap.patch(&path, &json!({"PaymentTerms": "0001"})).await.status, 204);
    assert_eq!(sap.get(&path).await.header("etag"), before);
}

#[tokio::test]
async fn a_deep_update_is_refused_but_empty_lists_are_not() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    let deep = json!({"to_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "OrderQuantity": "1"}]});
    assert_eq!(sap.patch(&path, &deep).await.status, 400);
    let empty = json!({"PaymentTerms": "0002", "to_PurchaseOrderItem": []});
    assert_eq!(sap.patch(&path, &empty).await.status, 204);
}

#[tokio::test]
async fn an_order_that_is_not_there_cannot_be_changed() {
    let sap = Sap::start().await;
    let got = sap.patch(&order_path("4599999999"), &json!({"PaymentTerms": "0002"})).await;
    assert_eq!((got.status, got.codes()), (404, vec!["/IWBEP/CM_MGW_RT/020".to_owned()]));
}
