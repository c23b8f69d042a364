use crate::support::{PASSWORD, Sap, USER, order_path, read};
use reqwest::Method;

async fn plain(sap: &Sap, path: &str) -> crate::support::Got {
    let request = sap.client.get(sap.url(path)).basic_auth(USER, Some(PASSWORD));
    read(request).await.expect("an answer")
}

#[tokio::test]
async fn who_does_not_ask_for_json_gets_atom() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let entry = plain(&sap, &format!("{}?$expand=to_PurchaseOrderItem", order_path(&number))).await;
    assert!(entry.header("content-type").starts_with("application/atom+xml;type=entry"));
    assert!(entry.text.contains("<d:PurchaseOrder>4500000001</d:PurchaseOrder>"), "{}", entry.text);
    assert!(entry.text.contains("<d:OrderQuantity>12.500</d:OrderQuantity>"));
    assert!(entry.text.contains("<d:ValidityStartDate m:null=\"true\"/>"));
    assert!(entry.text.contains("m:etag=\"W/&quot;datetimeoffset&apos;"), "{}", entry.text);
    let feed = plain(&sap, "/A_PurchaseOrder?$inlinecount=allpages").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml;type=feed"));
    assert!(feed.text.contains("<m:count>1</m:count>"));
    let services = plain(&sap, "/").await;
    assert!(services.header("content-type").starts_with("application/atomsvc+xml"));
    assert!(services.text.contains("<app:collection href=\"A_PurchaseOrder\">"));
    let property = plain(&sap, &format!("{}/Supplier", order_path(&number))).await;
    assert!(property.text.contains(">10300001</d:Supplier>"));
}

#[tokio::test]
async fn errors_come_as_xml_too() {
    let sap = Sap::start().await;
    let got = plain(&sap, &order_path("4599999999")).await;
    assert_eq!(got.status, 404);
    assert!(got.header("content-type").starts_with("application/xml"));
    assert!(got.text.contains("<code>/IWBEP/CM_MGW_RT/020</code>"));
}

#[tokio::test]
async fn the_format_option_asks_for_json_on_get() {
    let sap = Sap::start().await;
    let got = plain(&sap, "/A_PurchaseOrder?$format=json").await;
    assert_eq!(got.d()["results"], serde_json::json!([]));
    assert_eq!(plain(&sap, "/?$format=json").await.d()["EntitySets"][1], "A_PurchaseOrder");
    assert_eq!(plain(&sap, "/A_PurchaseOrder?$format=yaml").await.status, 400);
}

#[tokio::test]
async fn the_error_s_language_follows_sap_language() {
    let sap = Sap::start().await;
    let got = sap.query(&order_path("4599999999"), &[("sap-language", "DE")]).await;
    assert_eq!(got.json()["error"]["message"]["lang"], "de");
    assert_eq!(sap.get(&order_path("4599999999")).await.json()["error"]["message"]["lang"], "en");
}

#[tokio::test]
async fn an_xml_body_is_refused_by_name() {
    let sap = Sap::start().await;
    let token = sap.fetch_token().await;
    let request = sap.request(Method::POST, "/A_PurchaseOrder").header("x-csrf-token", token);
    let got = read(request.header("content-type", "application/atom+xml").body("<entry/>")).await.unwrap();
    assert_eq!(got.status, 415);
    assert_eq!(sap.orders().await, 0);
}
