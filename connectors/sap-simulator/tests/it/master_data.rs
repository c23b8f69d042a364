use crate::support::{PASSWORD, Sap, USER, read};
use reqwest::Method;
use serde_json::json;

async fn send(sap: &Sap, method: Method, path: &str) -> crate::support::Got {
    let token = sap.fetch_token().await;
    let url = format!("{}/sap/opu/odata/sap/{path}", sap.running.odata_url());
    let mut request = sap.client.request(method.clone(), url).basic_auth(USER, Some(PASSWORD));
    if method != Method::GET {
        request = request.header("x-csrf-token", token).header("if-match", "*").json(&json!({}));
    }
    read(request.header("accept", "application/json")).await.expect("an answer")
}

#[tokio::test]
async fn suppliers_can_be_looked_up() {
    let sap = Sap::start().await;
    let path = "API_BUSINESS_PARTNER/A_Supplier('0010300001')?$expand=to_SupplierPurchasingOrg";
    let d = send(&sap, Method::GET, path).await.d();
    assert_eq!(d["SupplierName"], "Domestic Supplier 1");
    assert_eq!(d["to_SupplierPurchasingOrg"]["results"][0]["PurchaseOrderCurrency"], "EUR");
    let path = "API_BUSINESS_PARTNER/A_BusinessPartner?$filter=BusinessPartnerName%20eq%20'Blocked%20Supplier%209'&$expand=to_Supplier";
    let d = send(&sap, Method::GET, path).await.d();
    assert_eq!(d["results"][0]["to_Supplier"]["PurchasingIsBlocked"], true);
}

#[tokio::test]
async fn products_can_be_looked_up() {
    let sap = Sap::start().await;
    let d = send(&sap, Method::GET, "API_PRODUCT_SRV/A_Product('TG11')?$expand=to_Description,to_Plant")
        .await
        .d();
    assert_eq!(d["BaseUnit"], "PC");
    assert_eq!(d["to_Description"]["results"][0]["ProductDescription"], "Trad.Good 11,PD,Reg.Trading");
    assert_eq!(d["to_Plant"]["results"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn master_data_cannot_be_written() {
    let sap = Sap::start().await;
    for (method, path) in [
        (Method::POST, "API_BUSINESS_PARTNER/A_Supplier"),
        (Method::PATCH, "API_BUSINESS_PARTNER/A_Supplier('10300001')"),
        (Method::DELETE, "API_PRODUCT_SRV/A_Product('TG11')"),
    ] {
        let got = send(&sap, method, path).await;
        assert_eq!(
            (got.status, got.codes()),
            (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]),
            "{path}"
        );
    }
}
