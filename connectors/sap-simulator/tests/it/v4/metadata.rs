use super::V4;

#[tokio::test]
async fn the_metadata_is_edmx_4_with_all_sets() {
    let v4 = V4::start().await;
    let got = v4.get("/$metadata").await;
    assert_eq!((got.status, got.header("content-type")), (200, "application/xml"));
    assert!(got.text.contains("<edmx:Edmx Version=\"4.0\""));
    let count = |what: &str| got.text.matches(what).count();
    assert_eq!((count("<EntitySet "), count("<EntityType ")), (13, 13));
    assert_eq!(count("<NavigationProperty "), count("<NavigationPropertyBinding "));
    assert!(got.text.contains("Namespace=\"com.sap.gateway.srvd_a2x.api_purchaseorder_2.v0001\""));
}

#[tokio::test]
async fn the_metadata_says_what_fits_and_what_is_forbidden() {
    let v4 = V4::start().await;
    let text = v4.get("/$metadata").await.text;
    for part in [
        "<Property Name=\"NetPriceAmount\" Type=\"Edm.Decimal\" Nullable=\"false\" Precision=\"11\" Scale=\"variable\"/>",
        "<Property Name=\"OrderQuantity\" Type=\"Edm.Decimal\" Nullable=\"false\" Precision=\"13\" Scale=\"3\"/>",
        "<Property Name=\"ScheduleLineDeliveryDate\" Type=\"Edm.Date\"/>",
        "<NavigationProperty Name=\"_PurchaseOrderItem\" \
         Type=\"Collection(com.sap.gateway.srvd_a2x.api_purchaseorder_2.v0001.PurchaseOrderItem_Type)\"/>",
        "<Annotations Target=\"SAP__self.Container/PurchaseOrderItem\">\
         <Annotation Term=\"SAP__capabilities.InsertRestrictions\"><Record>\
         <PropertyValue Property=\"Insertable\" Bool=\"false\"/>",
        "<Annotations Target=\"SAP__self.PurchaseOrder_Type/CreatedByUser\">\
         <Annotation Term=\"SAP__core.Computed\"/>",
        "<Annotation Term=\"SAP__measures.ISOCurrency\" Path=\"DocumentCurrency\"/>",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("A_PurchaseOrder"), "the rows behind it do not show");
}
