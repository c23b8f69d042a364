use crate::support::{Sap, item_path, order_path, order_with};
use serde_json::{Value, json};

#[tokio::test]
async fn a_key_may_be_named_padded_and_percent_encoded() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    for path in [
        format!("/A_PurchaseOrder('{number}')"),
        format!("/A_PurchaseOrder(%27{number}%27)"),
        format!("/A_PurchaseOrder%28%27{number}%27%29"),
        format!("/A_PurchaseOrder(PurchaseOrder='{number}')"),
        format!("/A_PurchaseOrder(PurchaseOrder%3D%27{number}%27)/"),
    ] {
        let got = sap.get(&path).await;
        assert_eq!((got.status, got.d()["PurchaseOrder"].as_str()), (200, Some(number.as_str())), "{path}");
    }
    for item in ["10", "00010", "010"] {
        assert_eq!(sap.get(&item_path(&number, item)).await.d()["PurchaseOrderItem"], "10");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    for (path, segment) in [
        (order_path("4599999999"), "A_PurchaseOrderType"),
        (item_path(&number, "90"), "A_PurchaseOrderItemType"),
        ("/A_Nothing".to_owned(), "A_Nothing"),
        (format!("{}/to_Nowhere", order_path(&number)), "to_Nowhere"),
        (format!("{}/to_PurchaseOrderItem", order_path("4599999999")), "A_PurchaseOrderType"),
    ] {
        let got = sap.get(&path).await;
        assert_eq!((got.status, got.codes()), (404, vec!["/IWBEP/CM_MGW_RT/020".to_owned()]), "{path}");
        assert_eq!(got.message(), format!("Resource not found for segment '{segment}'"));
    }
    assert_eq!(sap.get("/A_PurchaseOrderItem('1')").await.status, 400, "half a key");
}

#[tokio::test]
async fn select_and_expand_choose_what_is_shown() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let query = [
        ("$expand", "to_PurchaseOrderItem,to_PurchaseOrderItem/to_ScheduleLine"),
        ("$select", "PurchaseOrder,to_PurchaseOrderItem/Material,to_PurchaseOrderItem/to_ScheduleLine"),
    ];
    let d = sap.query(&order_path(&number), &query).await.d();
    let names: Vec<&String> = d.as_object().unwrap().keys().collect();
    assert_eq!(names, ["__metadata", "PurchaseOrder", "to_PurchaseOrderItem"]);
    let item = &d["to_PurchaseOrderItem"]["results"][0];
    let names: Vec<&String> = item.as_object().unwrap().keys().collect();
    assert_eq!(names, ["__metadata", "Material", "to_ScheduleLine"]);
    assert_eq!(item["to_ScheduleLine"]["results"][0]["ScheduleLine"], "1");

    let plain = sap.get(&order_path(&number)).await.d();
    let deferred = sap.url(&format!("{}/to_PurchaseOrderItem", order_path(&number)));
    assert_eq!(plain["to_PurchaseOrderItem"]["__deferred"]["uri"], deferred);
    let back = sap.query(&item_path(&number, "10"), &[("$expand", "to_PurchaseOrder")]).await.d();
    assert_eq!(back["to_PurchaseOrder"]["Supplier"], "10300001");
}

#[tokio::test]
async fn unknown_names_in_a_query_are_refused() {
    let sap = Sap::start().await;
    for query in [
        ("$select", "Nothing"),
        ("$filter", "Nothing eq '1'"),
        ("$orderby", "Nothing"),
        ("$expand", "Nothing"),
    ] {
        let got = sap.query("/A_PurchaseOrder", &[query]).await;
        assert_eq!((got.status, got.codes()), (400, vec!["005056A509B11EE1B9A8FEA8DE87F78E".to_owned()]));
        assert_eq!(got.message(), "Property Nothing not found in type A_PurchaseOrderType");
    }
    assert_eq!(sap.query("/A_PurchaseOrder", &[("$nothing", "1")]).await.status, 400);
}

#[tokio::test]
async fn lists_are_paged_sorted_and_counted() {
    let sap = Sap::start().await;
    for reference in ["B", "A", "C"] {
        sap.post("/A_PurchaseOrder", &order_with("/CorrespncExternalReference", json!(reference))).await;
    }
    let query = [
        ("$orderby", "CorrespncExternalReference desc"),
        ("$top", "1"),
        ("$skip", "1"),
        ("$inlinecount", "allpages"),
        ("$select", "CorrespncExternalReference"),
    ];
    let d = sap.query("/A_PurchaseOrder", &query).await.d();
    assert_eq!(d["__count"], "3");
    let results = d["results"].as_array().unwrap();
    assert_eq!((results.len(), results[0]["CorrespncExternalReference"].as_str()), (1, Some("B")));
    let count = sap.get("/A_PurchaseOrder/$count").await;
    assert_eq!((count.header("content-type"), count.text.as_str()), ("text/plain;charset=utf-8", "3"));
    let filtered =
        sap.query("/A_PurchaseOrder/$count", &[("$filter", "CorrespncExternalReference gt 'A'")]).await;
    assert_eq!(filtered.text, "2");
    assert_eq!(sap.query("/A_PurchaseOrder", &[("$top", "many")]).await.status, 400);
}

#[tokio::test]
async fn items_sort_by_number_and_not_by_text() {
    let sap = Sap::start().await;
    let item = |number: &str| json!({"PurchaseOrderItem": number, "Material": "TG11", "Plant": "1010", "OrderQuantity": "1"});
    let items = json!([item("100"), item("20"), item("9")]);
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    for query in [vec![], vec![("$orderby", "PurchaseOrderItem")]] {
        let d = sap.query("/A_PurchaseOrder('4500000001')/to_PurchaseOrderItem", &query).await.d();
        let numbers: Vec<&Value> =
            d["results"].as_array().unwrap().iter().map(|item| &item["PurchaseOrderItem"]).collect();
        assert_eq!(numbers, ["9", "20", "100"]);
    }
}

#[tokio::test]
async fn navigations_properties_and_raw_values_are_addressed() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let items = format!("{}/to_PurchaseOrderItem", order_path(&number));
    assert_eq!(sap.get(&items).await.d()["results"].as_array().unwrap().len(), 2);
    assert_eq!(sap.get(&format!("{items}/$count")).await.text, "2");
    let one = format!("{items}(PurchaseOrder='{number}',PurchaseOrderItem='20')");
    assert_eq!(sap.get(&one).await.d()["Material"], "TG12");
    assert_eq!(sap.get(&format!("{one}/Plant")).await.d(), json!({"Plant": "1010"}));
    assert_eq!(sap.get(&format!("{one}/OrderQuantity/$value")).await.text, "2.000");
    let lines = sap.get(&format!("{one}/to_ScheduleLine")).await.d();
    assert_eq!(lines["results"][0]["ScheduleLineOrderQuantity"], "2.000");
    let supplier = sap.get(&format!("{}/to_PurchaseOrder/Supplier/$value", item_path(&number, "10"))).await;
    assert_eq!(supplier.text, "10300001");
}
