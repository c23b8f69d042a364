use crate::support::{Got, Sap, item_path, order_path, read};
use reqwest::Method;
use serde_json::json;

async fn patch(sap: &Sap, path: &str, if_match: Option<&str>) -> Got {
    let mut request = sap.write(Method::PATCH, path, &json!({"PaymentTerms": "0002"}));
    if let Some(value) = if_match {
        request = request.header("if-match", value);
    }
    read(request).await.expect("an answer")
}

#[tokio::test]
async fn a_change_without_if_match_is_told_that_it_is_required() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    assert_eq!(patch(&sap, &path, None).await.status, 428);
    let bare = sap.write(Method::DELETE, &path, &json!({}));
    assert_eq!(read(bare).await.unwrap().status, 428);
    assert_eq!(sap.get(&path).await.d()["PaymentTerms"], "0001");
}

#[tokio::test]
async fn a_stale_etag_is_refused_and_the_fresh_one_taken() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let path = order_path(&number);
    let stale = sap.get(&path).await.header("etag").to_owned();
    assert_eq!(sap.get(&path).await.d()["__metadata"]["etag"], stale);
    sap.admin(Method::POST, &format!("/purchase_orders/{number}/touch"), None).await;
    let got = patch(&sap, &path, Some(&stale)).await;
    assert_eq!((got.status, got.codes()), (412, vec!["/IWBEP/CM_MGW_RT/190".to_owned()]));
    assert_eq!(got.message(), "State of the resource (entity) was already changed (If-Match)");
    let fresh = sap.get(&path).await.header("etag").to_owned();
    assert_eq!(patch(&sap, &path, Some(&fresh)).await.status, 204);
}

#[tokio::test]
async fn every_change_makes_a_new_etag_for_the_whole_document() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let mut seen = Vec::new();
    for quantity in 1..30 {
        let item =
            sap.patch(&item_path(&number, "10"), &json!({"OrderQuantity": quantity.to_string()})).await;
        assert_eq!(item.status, 204);
        let etag = sap.get(&order_path(&number)).await.header("etag").to_owned();
        assert_eq!(sap.get(&item_path(&number, "20")).await.header("etag"), etag);
        assert!(!seen.contains(&etag));
        seen.push(etag);
    }
}

#[tokio::test]
async fn a_malformed_etag_is_a_bad_request_and_a_star_matches_all() {
    let sap = Sap::start().await;
    let path = order_path(&sap.order().await);
    let got = patch(&sap, &path, Some("nonsense")).await;
    assert_eq!((got.status, got.codes()), (400, vec!["/IWFND/CM_MGW/094".to_owned()]));
    assert_eq!(patch(&sap, &path, Some("*")).await.status, 204);
}

#[tokio::test]
async fn optional_etags_are_checked_only_when_sent() {
    let sap = Sap::switched(json!({"etags": "optional"})).await;
    let path = order_path(&sap.order().await);
    assert_eq!(patch(&sap, &path, None).await.status, 204);
    assert_eq!(patch(&sap, &path, Some("W/\"datetimeoffset'2000'\"")).await.status, 412);
}

#[tokio::test]
async fn an_older_release_sends_no_etags_and_ignores_if_match() {
    let sap = Sap::switched(json!({"etags": "none"})).await;
    let path = order_path(&sap.order().await);
    let got = sap.get(&path).await;
    assert_eq!((got.header("etag"), got.d()["__metadata"].get("etag")), ("", None));
    assert_eq!(patch(&sap, &path, Some("W/\"datetimeoffset'2000'\"")).await.status, 204);
}
