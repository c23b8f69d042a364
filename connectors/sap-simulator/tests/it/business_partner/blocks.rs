use super::{at, created, held, order, partner_path};
use crate::support::{Sap, order_path};
use serde_json::json;

#[tokio::test]
async fn nothing_is_ordered_from_a_blocked_supplier_until_the_block_goes() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let general = at(&format!("/A_Supplier('{number}')"));
    let view = at(&format!("/A_SupplierPurchasingOrg(Supplier='{number}',PurchasingOrganization='1010')"));
    for (path, flag) in [
        (partner_path(&number), "BusinessPartnerIsBlocked"),
        (general, "PurchasingIsBlocked"),
        (view, "PurchasingIsBlockedForSupplier"),
    ] {
        assert_eq!(sap.patch(&path, &json!({flag: true})).await.status, 204);
        assert_eq!(order(&sap, &number).await.codes(), ["06/321"], "{flag}");
        assert_eq!(sap.patch(&path, &json!({flag: false})).await.status, 204);
        assert_eq!(order(&sap, &number).await.status, 201, "{flag}");
    }
}

#[tokio::test]
async fn blocks_of_postings_and_deletion_flags_are_kept_and_stop_no_order() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let company = at(&format!("/A_SupplierCompany(Supplier='{number}',CompanyCode='1010')"));
    for (path, body) in [
        (
            at(&format!("/A_Supplier('{number}')")),
            json!({"PostingIsBlocked": true, "DeletionIndicator": true}),
        ),
        (company, json!({"SupplierIsBlockedForPosting": true, "DeletionIndicator": true})),
        (partner_path(&number), json!({"IsMarkedForArchiving": true})),
    ] {
        assert_eq!(sap.patch(&path, &body).await.status, 204);
    }
    let partner = held(&sap, &number).await;
    assert_eq!(partner["IsMarkedForArchiving"], true);
    assert_eq!(partner["supplier"]["PostingIsBlocked"], true);
    assert_eq!(partner["supplier"]["companies"][0]["SupplierIsBlockedForPosting"], true);
    assert_eq!(order(&sap, &number).await.status, 201);
}

#[tokio::test]
async fn an_order_that_is_there_can_be_changed_after_the_block() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let placed = order(&sap, &number).await.d()["PurchaseOrder"].as_str().unwrap().to_owned();
    let general = at(&format!("/A_Supplier('{number}')"));
    assert_eq!(sap.patch(&general, &json!({"PurchasingIsBlocked": true})).await.status, 204);
    assert_eq!(sap.patch(&order_path(&placed), &json!({"PaymentTerms": "0001"})).await.status, 204);
}
