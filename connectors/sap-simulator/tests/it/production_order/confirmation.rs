use super::{CONFIRMATIONS, create, path, released, rows, statuses};
use crate::support::{Got, Sap};
use serde_json::{Value, json};

const KEY: &str = "5f0c2b6e-0000-4000-8000-00000000000a";

async fn confirm(sap: &Sap, number: &str, operation: &str, more: Value) -> Got {
    let mut body = json!({"OrderID": number, "OrderOperation": operation});
    body.as_object_mut().expect("it is there").extend(more.as_object().expect("it is there").clone());
    sap.post(CONFIRMATIONS, &body).await
}

#[tokio::test]
async fn an_order_is_partially_and_at_last_wholly_confirmed() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let got = confirm(&sap, &number, "0010", json!({"ConfirmationYieldQuantity": "6"})).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let made = got.d();
    assert_eq!((&made["ConfirmationCount"], &made["FinalConfirmationType"]), (&json!("1"), &json!("")));
    assert!(statuses(&sap, &number).await.contains(&"PCNF".to_owned()));
    // What was made is what left the last operation.
    assert_eq!(sap.get(&path(&number)).await.d()["MfgOrderConfirmedYieldQty"], "0.000");
    for operation in ["0010", "0020", "0030"] {
        let last = json!({"ConfirmationYieldQuantity": "4", "ConfirmationScrapQuantity": "1",
            "FinalConfirmationType": "X", "PostingDate": "/Date(1798761600000)/"});
        let got = confirm(&sap, &number, operation, last).await;
        assert_eq!((got.status, &got.d()["IsFinalConfirmation"]), (201, &json!(true)), "{}", got.text);
    }
    let order = sap.get(&path(&number)).await.d();
    assert_eq!((&order["OrderIsConfirmed"], &order["OrderIsPartiallyConfirmed"]), (&json!("X"), &json!("")));
    assert_eq!(order["MfgOrderConfirmedYieldQty"], "4.000");
    let operations = rows(&sap, &number, "to_ProductionOrderOperation").await;
    assert_eq!(operations[0]["OpTotalConfirmedYieldQty"], "10.000");
    assert_eq!(sap.ledger().await["production_orders"][0]["scrapped"], "3");
}

#[tokio::test]
async fn a_confirmation_is_found_by_its_external_key_and_cancelled_once() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let more = json!({"ConfirmationYieldQuantity": "6", "ExternalSystemConfirmation": KEY});
    let made = confirm(&sap, &number, "0030", more).await.d();
    let filter = format!("ExternalSystemConfirmation eq guid'{KEY}'");
    let found = sap.query(CONFIRMATIONS, &[("$filter", &filter)]).await.d();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    let cancel = format!(
        "{}?ConfirmationGroup='{}'&ConfirmationCount='{}'",
        CONFIRMATIONS.replace("ProdnOrdConf2", "CancelProdnOrdConf"),
        made["ConfirmationGroup"].as_str().unwrap(),
        made["ConfirmationCount"].as_str().unwrap()
    );
    let got = sap.post(&cancel, &json!({})).await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!((&got.d()["ConfirmationCount"], &got.d()["IsReversal"]), (&json!("2"), &json!(true)));
    let order = sap.get(&path(&number)).await.d();
    assert_eq!(
        (&order["MfgOrderConfirmedYieldQty"], &order["OrderIsPartiallyConfirmed"]),
        (&json!("0.000"), &json!(""))
    );
    let again = sap.post(&cancel, &json!({})).await;
    assert_eq!((again.status, again.codes()), (400, vec!["ZSIM_PP/008".to_owned()]));
    let all = sap.query(CONFIRMATIONS, &[("$filter", "IsReversed eq true")]).await.d();
    assert_eq!(all["results"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_confirmation_that_does_not_fit_is_refused() {
    let sap = Sap::start().await;
    let created = create(&sap).await;
    let number = released(&sap).await;
    for (order, operation, more, code) in [
        (created.as_str(), "0010", json!({}), "ZSIM_PP/004"),
        (number.as_str(), "0090", json!({}), "ZSIM_PP/007"),
        (number.as_str(), "0010", json!({"ConfirmationYieldQuantity": "-1"}), "ZSIM_PP/002"),
        (number.as_str(), "0010", json!({"ConfirmationUnit": "KG"}), "ZSIM_PP/002"),
        ("4711", "0010", json!({}), "ZSIM_PP/001"),
    ] {
        let got = confirm(&sap, order, operation, more).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{}", got.text);
    }
    assert_eq!(sap.get(&format!("{CONFIRMATIONS}/$count")).await.text, "0");
}

#[tokio::test]
async fn the_quantity_cannot_fall_below_what_is_confirmed() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    confirm(&sap, &number, "0030", json!({"ConfirmationYieldQuantity": "6"})).await;
    let got = sap.patch(&path(&number), &json!({"TotalQuantity": "5"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/006".to_owned()]));
    assert_eq!(sap.patch(&path(&number), &json!({"TotalQuantity": "6"})).await.status, 204);
}
