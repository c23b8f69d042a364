use super::{cancel, documents, item, movement, post, posted, stock, stock_of};
use crate::support::Sap;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_transfer_in_one_step_shows_both_sides() {
    let sap = Sap::start().await;
    for (kind, changes, [material, plant, location], before) in [
        ("311", json!({"IssuingOrReceivingStorageLoc": "101B"}), ["TG11", "1010", "101B"], 40),
        (
            "301",
            json!({"IssuingOrReceivingPlant": "1020", "IssuingOrReceivingStorageLoc": "102A"}),
            ["TG11", "1020", "102A"],
            30,
        ),
        ("309", json!({"IssgOrRcvgMaterial": "TG12"}), ["TG12", "1010", "101A"], 80),
    ] {
        let document = posted(&sap, &movement("04", &item(kind, &changes))).await;
        assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "240", "{kind}");
        assert_eq!(stock(&sap, material, plant, location).await, (before + 10).to_string(), "{kind}");
        let held = documents(&sap).await.pop().unwrap();
        let other = &held["items"][1];
        assert_eq!(other["IsAutomaticallyCreated"], "X");
        assert_eq!(
            [&other["Material"], &other["Plant"], &other["StorageLocation"]],
            [material, plant, location]
        );
        assert_eq!(cancel(&sap, &document).await.status, 200);
        assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250", "{kind}");
        assert_eq!(stock(&sap, material, plant, location).await, before.to_string(), "{kind}");
    }
}

#[tokio::test]
async fn a_transfer_in_two_steps_is_on_its_way_between_them() {
    let sap = Sap::start().await;
    let remove = item("303", &json!({"IssuingOrReceivingPlant": "1020"}));
    posted(&sap, &movement("04", &remove)).await;
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "240");
    assert_eq!(stock_of(&sap, "TG11", "1020", "", "04").await, "10");
    let put_away = |quantity: &str| {
        let place = json!({"Plant": "1020", "StorageLocation": "102A", "QuantityInEntryUnit": quantity});
        movement("04", &item("305", &place))
    };
    assert_eq!(post(&sap, &put_away("11")).await.codes(), ["M7/021"]);
    posted(&sap, &put_away("10")).await;
    assert_eq!(stock(&sap, "TG11", "1020", "102A").await, "40");
    assert_eq!(stock_of(&sap, "TG11", "1020", "", "04").await, "0");
}

#[tokio::test]
async fn a_transfer_says_where_to() {
    let sap = Sap::start().await;
    for (kind, changes, codes) in [
        ("311", json!({}), vec!["M7/018"]),
        ("311", json!({"IssuingOrReceivingStorageLoc": "102A"}), vec!["M7/001"]),
        ("301", json!({}), vec!["M7/018", "M7/018", "MM_IM_ODATA_API_MDOC/014"]),
        (
            "301",
            json!({"IssuingOrReceivingPlant": "9999", "IssuingOrReceivingStorageLoc": "1"}),
            vec!["M7/001", "M3/351", "MM_IM_ODATA_API_MDOC/014"],
        ),
        ("303", json!({}), vec!["M7/018"]),
        ("309", json!({"IssgOrRcvgMaterial": "NIX"}), vec!["M3/351"]),
    ] {
        let got = post(&sap, &movement("04", &item(kind, &changes))).await;
        assert_eq!(
            (got.status, got.codes()),
            (400, codes.into_iter().map(str::to_owned).collect()),
            "{kind} {changes}"
        );
    }
    let line = item("201", &json!({"CostCenter": "10101101", "IssuingOrReceivingStorageLoc": "101B"}));
    assert_eq!(post(&sap, &movement("03", &line)).await.codes(), ["MM_IM_ODATA_API_MDOC/011"]);
}

#[tokio::test]
async fn stock_in_inspection_is_released() {
    let sap = Sap::start().await;
    posted(&sap, &movement("05", &item("501", &json!({"InventoryStockType": "2"})))).await;
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(stock_of(&sap, "TG11", "1010", "101A", "02").await, "10");
    posted(&sap, &movement("04", &item("321", &json!({})))).await;
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "260");
    assert_eq!(stock_of(&sap, "TG11", "1010", "101A", "02").await, "0");
}

#[tokio::test]
async fn somebody_else_moves_stock() {
    let sap = Sap::start().await;
    let body = |quantity: &str| json!({"material": "TG11", "plant": "1010", "storage_location": "101A", "quantity": quantity});
    assert_eq!(sap.admin(Method::POST, "/stock/move", Some(&body("-7.5"))).await.status, 204);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "242.5");
    assert_eq!(documents(&sap).await[0]["created_by"], "SAPGUI");
    let got = sap.admin(Method::POST, "/stock/move", Some(&body("-1000"))).await;
    assert_eq!(got.status, 400);
    assert!(got.text.contains("M7/021"), "{}", got.text);
    assert_eq!(documents(&sap).await.len(), 1);
    assert_eq!(sap.ledger().await["writes"], 0);
}
