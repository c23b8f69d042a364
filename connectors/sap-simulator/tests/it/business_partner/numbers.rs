use super::{post, supplier, supplier_with};
use crate::support::Sap;
use serde_json::json;

#[tokio::test]
async fn an_internal_grouping_numbers_one_after_the_other() {
    let sap = Sap::start().await;
    for expected in ["1000000", "1000001"] {
        assert_eq!(post(&sap, &supplier()).await.d()["BusinessPartner"], expected);
    }
    let got = post(&sap, &supplier_with("/BusinessPartner", json!("7000001"))).await;
    assert_eq!(got.codes(), ["R1/092"]);
}

#[tokio::test]
async fn an_external_grouping_takes_the_number_once() {
    let sap = Sap::start().await;
    let mut body = supplier_with("/BusinessPartnerGrouping", json!("BP03"));
    assert_eq!(post(&sap, &body).await.codes(), ["R1/091"]);
    body["BusinessPartner"] = json!("0020500001");
    let got = post(&sap, &body).await;
    assert_eq!((got.status, &got.d()["Supplier"]), (201, &json!("20500001")), "{}", got.text);
    assert_eq!(post(&sap, &body).await.codes(), ["R1/204"]);
    body["BusinessPartner"] = json!("10300001");
    assert_eq!(post(&sap, &body).await.codes(), ["R1/204"]);
}

#[tokio::test]
async fn without_a_grouping_the_number_decides() {
    let sap = Sap::start().await;
    let mut body = supplier_with("/BusinessPartnerGrouping", json!(null));
    assert_eq!(post(&sap, &body).await.d()["BusinessPartnerGrouping"], "BP02");
    body["BusinessPartner"] = json!("ACME");
    let d = post(&sap, &body).await.d();
    assert_eq!((&d["BusinessPartnerGrouping"], &d["BusinessPartner"]), (&json!("BP03"), &json!("ACME")));
}
