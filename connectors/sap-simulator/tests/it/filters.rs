use crate::support::{Sap, order, order_with};
use serde_json::json;

/// Two orders: EXT-0000001 with two items, and O'NEIL & CO in dollars.
async fn world() -> Sap {
    let sap = Sap::start().await;
    sap.order().await;
    let mut body = order_with("/CorrespncExternalReference", json!("O'NEIL & CO"));
    body["Supplier"] = json!("10300006");
    body["PurchaseOrderDate"] = json!("/Date(1767225600000)/");
    assert_eq!(sap.post("/A_PurchaseOrder", &body).await.status, 201);
    sap
}

async fn found(sap: &Sap, set: &str, filter: &str) -> String {
    let got = sap.query(&format!("/{set}/$count"), &[("$filter", filter)]).await;
    assert_eq!(got.status, 200, "{filter}: {}", got.text);
    got.text
}

#[tokio::test]
async fn filters_on_orders_find_what_they_say() {
    let sap = world().await;
    for (filter, count) in [
        ("CorrespncExternalReference eq 'EXT-0000001'", "1"),
        ("CorrespncExternalReference eq 'O''NEIL & CO'", "1"),
        ("CorrespncExternalReference eq 'ext-0000001'", "0"),
        ("(CorrespncExternalReference eq 'O''NEIL & CO')", "1"),
        ("Supplier eq '0010300001'", "1"),
        ("'10300001' eq Supplier", "1"),
        ("Supplier ne '10300001'", "1"),
        ("CompanyCode eq '1010' and DocumentCurrency eq 'USD'", "1"),
        ("DocumentCurrency eq 'USD' or DocumentCurrency eq 'EUR'", "2"),
        ("CompanyCode eq '1710' or CompanyCode eq '1010' and DocumentCurrency eq 'USD'", "1"),
        ("(CompanyCode eq '1710' or CompanyCode eq '1010') and not (DocumentCurrency eq 'USD')", "1"),
        ("not DocumentCurrency eq 'USD'", "1"),
        ("ReleaseIsNotCompleted eq false", "2"),
        ("ReleaseIsNotCompleted", "0"),
        ("substringof('NEIL', CorrespncExternalReference)", "1"),
        ("substringof('NEIL',CorrespncExternalReference) eq true", "1"),
        ("startswith(CorrespncExternalReference,'EXT-')", "1"),
        ("endswith(CorrespncExternalReference,'CO') eq false", "1"),
        ("toupper(CorrespncExternalReference) eq 'EXT-0000001'", "1"),
        ("PurchaseOrderDate eq datetime'2026-01-01T00:00:00'", "1"),
        ("PurchaseOrderDate ge datetime'2026-01-02T00:00:00'", "1"),
        ("LastChangeDateTime gt datetimeoffset'2020-01-01T00:00:00Z'", "2"),
        ("LastChangeDateTime le datetimeoffset'2020-01-01T00:00:00.1234567+01:00'", "0"),
        ("ValidityStartDate eq null", "2"),
        ("PurchasingDocumentDeletionCode eq ''", "2"),
    ] {
        assert_eq!(found(&sap, "A_PurchaseOrder", filter).await, count, "{filter}");
    }
}

#[tokio::test]
async fn filters_on_items_compare_numbers_exactly() {
    let sap = world().await;
    for (filter, count) in [
        ("OrderQuantity eq 12.5M", "2"),
        ("OrderQuantity eq 12.500", "2"),
        ("OrderQuantity gt 2", "2"),
        ("OrderQuantity ge 2m", "4"),
        ("NetPriceAmount lt 3.9990001M", "2"),
        ("NetPriceAmount lt 3.999M", "0"),
        ("PurchaseOrderItem eq '00020'", "2"),
        ("PurchaseOrder eq '4500000002' and Material eq 'tg11'", "1"),
    ] {
        assert_eq!(found(&sap, "A_PurchaseOrderItem", filter).await, count, "{filter}");
    }
}

#[tokio::test]
async fn filters_on_times_work() {
    let sap = Sap::start().await;
    let mut body = order();
    body["to_PurchaseOrderItem"][0]["to_ScheduleLine"][0]["ScheduleLineDeliveryTime"] = json!("PT08H30M00S");
    assert_eq!(sap.post("/A_PurchaseOrder", &body).await.status, 201);
    let filter = "ScheduleLineDeliveryTime gt time'PT08H00M00S'";
    assert_eq!(found(&sap, "A_PurchaseOrderScheduleLine", filter).await, "1");
}

#[tokio::test]
async fn filters_that_cannot_be_understood_are_refused() {
    let sap = Sap::start().await;
    for (set, filter) in [
        ("A_PurchaseOrder", "CompanyCode eq"),
        ("A_PurchaseOrder", "CompanyCode = '1010'"),
        ("A_PurchaseOrder", "CompanyCode eq 1010"),
        ("A_PurchaseOrder", "CompanyCode eq '1010' and"),
        ("A_PurchaseOrder", "ReleaseIsNotCompleted eq 'true'"),
        ("A_PurchaseOrder", "PurchaseOrderDate gt '2026-01-01'"),
        ("A_PurchaseOrder", "unknownfunction(CompanyCode)"),
        ("A_PurchaseOrder", "startswith(CompanyCode)"),
        ("A_PurchaseOrder", "(CompanyCode eq '1010'"),
        ("A_PurchaseOrderNote", "PlainLongText eq 'x'"),
    ] {
        let got = sap.query(&format!("/{set}"), &[("$filter", filter)]).await;
        assert_eq!(got.status, 400, "{filter}: {}", got.text);
    }
}

#[tokio::test]
async fn a_filter_may_be_long_but_not_bottomless() {
    let sap = world().await;
    let long = vec!["(CompanyCode eq '1710')"; 300].join(" or ") + " or Supplier eq '10300001'";
    assert_eq!(found(&sap, "A_PurchaseOrder", &long).await, "1");
    let nested = |depth: usize| format!("{}CompanyCode eq '(1010('{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(found(&sap, "A_PurchaseOrder", &nested(40)).await, "0");
    for bottomless in [nested(5000), "not ".repeat(5000) + "ReleaseIsNotCompleted"] {
        let got = sap.query("/A_PurchaseOrder", &[("$filter", &bottomless)]).await;
        assert_eq!(got.status, 400, "{}", got.text);
    }
    assert_eq!(found(&sap, "A_PurchaseOrder", "CompanyCode eq '1010'").await, "2", "it lives on");
}

#[tokio::test]
async fn a_comparison_and_an_order_agree_about_numbers_of_different_length() {
    let sap = Sap::start().await;
    let path = "/sap/opu/odata/sap/API_GLACCOUNTINCHARTOFACCOUNTS_SRV/A_GLAccountInChartOfAccounts";
    let beyond = [("$filter", "GLAccount gt '400000'"), ("$orderby", "GLAccount")];
    let found = sap.query(path, &beyond).await.d();
    let ids: Vec<_> = found["results"].as_array().unwrap().iter().map(|one| &one["GLAccount"]).collect();
    assert_eq!(ids, ["21100000", "21300000", "51600000", "65100000"]);
}
