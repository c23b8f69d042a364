use super::{CONFIRMATIONS, create, operation, released, status};
use crate::support::{Got, Sap};
use serde_json::{Value, json};

async fn confirm(sap: &Sap, number: &str, operation: &str, more: Value) -> Got {
    let mut body = json!({"MaintenanceOrder": number, "MaintenanceOrderOperation": operation});
    body.as_object_mut().expect("it is there").extend(more.as_object().expect("it is there").clone());
    sap.post(CONFIRMATIONS, &body).await
}

#[tokio::test]
async fn work_adds_up_until_all_operations_are_confirmed() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let work =
        json!({"ActualWorkQuantity": "1.5", "ActualWorkQuantityUnit": "H", "ConfirmationText": "begun"});
    let got = confirm(&sap, &number, "0010", work).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["MaintOrderConfCntrValue"], "1");
    assert_eq!(status(&sap, &number).await, "REL PCNF PRC SETC");
    let last = json!({"ActualWorkQuantity": "1", "IsFinalConfirmation": true});
    assert_eq!(confirm(&sap, &number, "0010", last.clone()).await.d()["MaintOrderConfCntrValue"], "2");
    let first = sap.get(&operation(&number, "0010")).await.d();
    assert_eq!(
        (&first["ActualWorkQuantity"], &first["SystemStatusText"]),
        (&json!("2.500"), &json!("REL CNF"))
    );
    assert_eq!(first["MaintOrdOpHasNoRemainingWork"], true);
    assert_eq!(status(&sap, &number).await, "REL PCNF PRC SETC");
    assert_eq!(confirm(&sap, &number, "20", last).await.status, 201);
    assert_eq!(status(&sap, &number).await, "REL CNF PRC SETC");
    let order = &sap.ledger().await["maintenance_orders"][0];
    assert_eq!(order["confirmations"].as_array().unwrap().len(), 3);
    assert_eq!(order["reference"], "EG7K2M9QX4TB");
}

#[tokio::test]
async fn work_on_what_is_not_released_or_not_there_is_refused() {
    let sap = Sap::start().await;
    let created = create(&sap).await;
    let number = released(&sap).await;
    for (order, operation, more, code) in [
        (created.as_str(), "0010", json!({}), "ZSIM_PM/003"),
        (number.as_str(), "0090", json!({}), "ZSIM_PM/002"),
        (number.as_str(), "0010", json!({"ActualWorkQuantity": "-1"}), "ZSIM_PM/005"),
        ("4711", "0010", json!({}), "ZSIM_PM/001"),
    ] {
        let got = confirm(&sap, order, operation, more).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{}", got.text);
    }
    assert_eq!(sap.get(&format!("{CONFIRMATIONS}/$count")).await.text, "0");
}

#[tokio::test]
async fn an_operation_with_confirmations_cannot_be_deleted() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    confirm(&sap, &number, "0010", json!({"ActualWorkQuantity": "1"})).await;
    let got = sap.delete(&operation(&number, "0010")).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PM/006".to_owned()]));
}
