use crate::support::{Got, Sap};

async fn metadata(sap: &Sap) -> Got {
    sap.get("/$metadata").await
}

#[tokio::test]
async fn the_metadata_names_all_sets_with_their_keys() {
    let sap = Sap::start().await;
    let got = metadata(&sap).await;
    assert_eq!((got.status, got.header("content-type")), (200, "application/xml"));
    assert_eq!(got.text.matches("<EntitySet ").count(), 8);
    assert!(got.text.contains("<EntityType Name=\"A_PurchaseOrderType\""));
    assert!(got.text.contains(
        "<Key><PropertyRef Name=\"PurchaseOrder\"/><PropertyRef Name=\"PurchaseOrderItem\"/></Key>"
    ));
    assert!(got.text.contains("m:DataServiceVersion=\"2.0\""));
}

#[tokio::test]
async fn the_metadata_says_what_fits_and_what_is_read_only() {
    let sap = Sap::start().await;
    let text = metadata(&sap).await.text;
    assert!(
        text.contains("Name=\"OrderQuantity\" Type=\"Edm.Decimal\" Precision=\"13\" Scale=\"3\""),
        "{text}"
    );
    assert!(text.contains("Name=\"CorrespncExternalReference\" Type=\"Edm.String\" MaxLength=\"12\"/>"));
    let created_by = text.split("Name=\"CreatedByUser\"").nth(1).unwrap().split("/>").next().unwrap();
    assert!(created_by.contains("sap:creatable=\"false\" sap:updatable=\"false\""), "{created_by}");
}

#[tokio::test]
async fn every_navigation_has_its_association() {
    let sap = Sap::start().await;
    let text = metadata(&sap).await.text;
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("<NavigationProperty "), count("<Association "));
    assert_eq!(count("<NavigationProperty "), count("<AssociationSet "));
    assert!(count("<NavigationProperty ") >= 8);
}
