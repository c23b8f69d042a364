use super::{SERVICE, V4, codes, item_path, order};
use crate::support::{PASSWORD, USER, read};
use reqwest::Method;
use serde_json::{Value, json};

/// Orders with the references A to E.
async fn five() -> V4 {
    let v4 = V4::start().await;
    for reference in ["A", "B", "C", "D", "E"] {
        let mut body = order();
        body["CorrespncExternalReference"] = json!(reference);
        assert_eq!(v4.post("/PurchaseOrder", &body).await.status, 201);
    }
    v4
}

fn references(list: &Value) -> String {
    let orders = list["value"].as_array().cloned().unwrap_or_default();
    orders
        .iter()
        .map(|order| order["CorrespncExternalReference"].as_str().unwrap_or("?").to_owned())
        .collect()
}

#[tokio::test]
async fn a_list_has_a_context_and_counts_when_asked() {
    let v4 = five().await;
    let list = v4.query("/PurchaseOrder", &[("$count", "true"), ("$top", "2"), ("$skip", "1")]).await.json();
    assert_eq!(references(&list), "BC");
    assert_eq!(list["@odata.count"], 5);
    assert_eq!(list["@odata.context"], "$metadata#PurchaseOrder");
    assert!(list["@odata.metadataEtag"].as_str().unwrap().starts_with("W/\"20"));
    assert!(list["value"][0]["@odata.etag"].as_str().unwrap().starts_with("W/\"SADL-"));
    assert_eq!(list["value"][0]["SAP__Messages"], json!([]));
    assert!(list.get("@odata.nextLink").is_none());
    assert!(v4.get("/PurchaseOrder").await.json().get("@odata.count").is_none());
    let count = v4.query("/PurchaseOrder/$count", &[("$filter", "CorrespncExternalReference gt 'B'")]).await;
    assert_eq!(count.text, "3");
}

#[tokio::test]
async fn filters_have_the_operators_and_literals_of_v4() {
    let v4 = five().await;
    let change = json!({"PaymentTerms": "0004", "ValidityEndDate": "2101-12-31"});
    assert_eq!(v4.patch("/PurchaseOrder('4500000002')", &change).await.status, 200);
    for (filter, expected) in [
        ("CorrespncExternalReference eq 'C'", "C"),
        ("CorrespncExternalReference ne 'C'", "ABDE"),
        ("CorrespncExternalReference ge 'D' or CorrespncExternalReference lt 'B'", "ADE"),
        ("not (CorrespncExternalReference le 'D')", "E"),
        ("contains(CorrespncExternalReference,'B')", "B"),
        ("startswith(Supplier,'103') and endswith(PurchaseOrder,'5')", "E"),
        ("ValidityEndDate eq 2101-12-31", "B"),
        ("ValidityEndDate eq null and PurchaseOrder gt '4500000003'", "DE"),
        ("LastChangeDateTime gt 2020-01-01T00:00:00Z and ExchangeRate eq 1.0", "ABCDE"),
        ("LastChangeDateTime gt 2999-01-01T00:00:00Z", ""),
        ("ReleaseIsNotCompleted eq true", ""),
    ] {
        let got = v4.query("/PurchaseOrder", &[("$filter", filter)]).await;
        assert_eq!((got.status, references(&got.json()).as_str()), (200, expected), "{filter}: {}", got.text);
    }
}

#[tokio::test]
async fn filters_of_v2_or_with_unknown_names_are_refused() {
    let v4 = five().await;
    for filter in [
        "LastChangeDateTime gt datetimeoffset'2020-01-01T00:00:00Z'",
        "ExchangeRate eq 1.0M",
        "substringof('B',CorrespncExternalReference)",
        "ValidityEndDate eq '2101-12-31'",
        "NoSuchProperty eq '1'",
        "Supplier eq",
    ] {
        assert_eq!(v4.query("/PurchaseOrder", &[("$filter", filter)]).await.status, 400, "{filter}");
    }
    for (name, value) in [
        ("$select", "NoSuchProperty"),
        ("$expand", "to_PurchaseOrderItem"),
        ("$orderby", "NoSuchProperty"),
        ("$inlinecount", "allpages"),
        ("$top", "many"),
    ] {
        assert_eq!(v4.query("/PurchaseOrder", &[(name, value)]).await.status, 400, "{name}");
    }
}

#[tokio::test]
async fn a_list_is_sorted_and_shows_what_is_selected() {
    let v4 = five().await;
    let query = [
        ("$orderby", "CompanyCode,CorrespncExternalReference desc"),
        ("$top", "2"),
        ("$select", "CorrespncExternalReference"),
    ];
    let list = v4.query("/PurchaseOrder", &query).await.json();
    assert_eq!(references(&list), "ED");
    assert_eq!(list["@odata.context"], "$metadata#PurchaseOrder(CorrespncExternalReference)");
    let names: Vec<&String> = list["value"][0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["@odata.etag", "CorrespncExternalReference"]);
}

#[tokio::test]
async fn expansions_take_options_of_their_own() {
    let v4 = five().await;
    let expand = "_PurchaseOrderItem($select=Material,OrderQuantity;$filter=OrderQuantity gt 5;$count=true;\
                  $expand=_PurchaseOrderScheduleLineTP($select=ScheduleLineDeliveryDate)),_PurchaseOrderNote";
    let query = [("$expand", expand), ("$select", "PurchaseOrder")];
    let order = v4.query("/PurchaseOrder('4500000003')", &query).await.json();
    assert_eq!(order["_PurchaseOrderNote"], json!([]));
    assert_eq!(order["_PurchaseOrderItem@odata.count"], 1);
    let mut items = order["_PurchaseOrderItem"].clone();
    for etag in [items.pointer_mut("/0"), None].into_iter().flatten() {
        etag.as_object_mut().unwrap().shift_remove("@odata.etag");
        etag["_PurchaseOrderScheduleLineTP"][0].as_object_mut().unwrap().shift_remove("@odata.etag");
    }
    let line = json!({"ScheduleLineDeliveryDate": "2100-01-01"});
    let item = json!({"Material": "TG11", "OrderQuantity": 12.5, "_PurchaseOrderScheduleLineTP": [line]});
    assert_eq!(items, json!([item]));
    let query = [("$expand", "_PurchaseOrder($select=Supplier)")];
    let item = v4.query(&item_path("4500000003", "10"), &query).await.json();
    assert_eq!(item["_PurchaseOrder"]["Supplier"], "10300001", "to one, an object");
}

#[tokio::test]
async fn expansions_nested_without_end_are_refused() {
    let v4 = five().await;
    let nested = |levels: usize| {
        let open = "_PurchaseOrderItem($expand=_PurchaseOrder($expand=".repeat(levels);
        format!("{open}_PurchaseOrderNote{}", "))".repeat(levels))
    };
    let order = v4.query("/PurchaseOrder('4500000001')", &[("$expand", &nested(2))]).await;
    assert_eq!(order.status, 200, "{}", order.text);
    assert_eq!(v4.query("/PurchaseOrder('4500000001')", &[("$expand", &nested(400))]).await.status, 400);
}

#[tokio::test]
async fn entities_are_addressed_in_brackets_and_in_segments() {
    let v4 = five().await;
    for (path, context) in [
        ("/PurchaseOrderItem(PurchaseOrder='4500000001',PurchaseOrderItem='10')", "$metadata"),
        ("/PurchaseOrderItem(PurchaseOrderItem='00010',PurchaseOrder='4500000001')", "$metadata"),
        ("/PurchaseOrderItem/4500000001/10", "../../$metadata"),
        (
            "/PurchaseOrder('4500000001')/_PurchaseOrderItem(PurchaseOrder='4500000001',PurchaseOrderItem='10')",
            "../$metadata",
        ),
        ("/PurchaseOrder(%274500000001%27)/_PurchaseOrderItem('10')", "../$metadata"),
        ("/PurchaseOrder/4500000001/_PurchaseOrderItem/10", "../../../$metadata"),
    ] {
        let got = v4.get(path).await;
        assert_eq!((got.status, &got.json()["Material"]), (200, &json!("TG11")), "{path} {}", got.text);
        assert_eq!(got.json()["@odata.context"], format!("{context}#PurchaseOrderItem/$entity"), "{path}");
    }
    let list = v4.get("/PurchaseOrder/4500000001/_PurchaseOrderItem").await.json();
    assert_eq!(list["value"].as_array().map(Vec::len), Some(2));
    assert_eq!(v4.get("/PurchaseOrder/4500000001/_PurchaseOrderItem/$count").await.text, "2");
    assert_eq!(
        v4.get("/PurchaseOrderItem/4500000001/10/_PurchaseOrder/Supplier").await.json()["value"],
        "10300001"
    );
    assert_eq!(v4.get("/PurchaseOrderItem/4500000001/10/OrderQuantity/$value").await.text, "12.5");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let v4 = five().await;
    for (path, code) in [
        ("/PurchaseOrder('4599999999')", "/IWBEP/CM_V4_APPS/002"),
        ("/PurchaseOrder/4599999999", "/IWBEP/CM_V4_APPS/002"),
        ("/PurchaseOrder/4500000001/_PurchaseOrderItem/90", "/IWBEP/CM_V4_APPS/002"),
        (
            "/PurchaseOrder('4500000001')/_PurchaseOrderItem(PurchaseOrder='4500000002',PurchaseOrderItem='10')",
            "/IWBEP/CM_V4_APPS/002",
        ),
        ("/NoSuchSet", "/IWCOR/CX_OD_NOT_FOUND"),
        ("/PurchaseOrder/4500000001/to_PurchaseOrderItem", "/IWCOR/CX_OD_NOT_FOUND"),
        ("/A_PurchaseOrder", "/IWCOR/CX_OD_NOT_FOUND"),
    ] {
        let got = v4.get(path).await;
        assert_eq!((got.status, codes(&got)), (404, vec![code.to_owned()]), "{path}");
    }
    assert_eq!(v4.get("/PurchaseOrderItem('4500000001')").await.status, 400, "a key is missing");
}

#[tokio::test]
async fn long_lists_come_in_pages_that_lead_to_each_other() {
    let v4 = five().await;
    let (mut url, mut seen) = (
        format!("{}{SERVICE}/PurchaseOrder?$filter=Supplier eq '10300001'", v4.sap.running.odata_url()),
        String::new(),
    );
    for _ in 0..4 {
        let request = v4.sap.client.get(&url).basic_auth(USER, Some(PASSWORD));
        let page = read(request.header("prefer", "odata.maxpagesize=2")).await.unwrap().json();
        seen.push_str(&references(&page));
        let Some(next) = page["@odata.nextLink"].as_str() else { break };
        url = reqwest::Url::parse(&url).unwrap().join(next).unwrap().to_string();
        seen.push('|');
    }
    assert_eq!(seen, "AB|CD|E");
}

#[tokio::test]
async fn head_answers_as_get_without_a_body() {
    let v4 = five().await;
    let got = read(v4.request(Method::HEAD, "/PurchaseOrder('4500000001')")).await.unwrap();
    assert_eq!((got.status, got.text.as_str()), (200, ""));
    assert_eq!(got.header("etag"), v4.get("/PurchaseOrder('4500000001')").await.header("etag"));
}
