use crate::support::{PASSWORD, Sap, USER, read};

async fn at(sap: &Sap, path: &str) -> crate::support::Got {
    let url = format!("{}{path}", sap.running.odata_url());
    let request = sap.client.get(url).basic_auth(USER, Some(PASSWORD)).header("accept", "application/json");
    read(request).await.expect("an answer")
}

#[tokio::test]
async fn a_service_answers_with_and_without_slash_and_version() {
    let sap = Sap::start().await;
    let root = "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";
    for path in [
        root.to_owned(),
        format!("{root}/"),
        format!("{root};v=0001/"),
        format!("{root};v=1/A_PurchaseOrder"),
    ] {
        assert_eq!(at(&sap, &path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_service_or_version_is_forbidden() {
    let sap = Sap::start().await;
    let got = at(&sap, "/sap/opu/odata/sap/API_NOTHING_SRV/A_Nothing").await;
    assert_eq!((got.status, got.codes()), (403, vec!["/IWFND/MED/170".to_owned()]));
    assert_eq!(got.message(), "No service found for namespace '', name 'API_NOTHING_SRV', version '0001'");
    let got = at(&sap, "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV;v=0002/").await;
    assert_eq!((got.status, got.codes()), (403, vec!["/IWFND/MED/170".to_owned()]));
    assert_ne!(got.header("x-csrf-token"), "Required");
}

#[tokio::test]
async fn a_path_outside_odata_is_not_found() {
    let sap = Sap::start().await;
    assert_eq!(at(&sap, "/sap/nothing").await.status, 404);
}
