use crate::support::{Got, Sap, read};
use reqwest::Method;
use serde_json::json;

const SERVICE: &str = "API_MATERIAL_STOCK_SRV";

async fn get(sap: &Sap, path: &str, query: &[(&str, &str)]) -> Got {
    read(sap.to(Method::GET, &format!("{SERVICE}/{path}")).query(query)).await.expect("an answer")
}

#[tokio::test]
async fn levels_are_filtered_by_material_and_place() {
    let sap = Sap::start().await;
    let filter = "Material eq 'TG11' and Plant eq '1010' and InventoryStockType eq '01' and \
                  InventorySpecialStockType eq ''";
    let got = get(&sap, "A_MatlStkInAcctMod", &[("$filter", filter)]).await;
    let levels: Vec<_> = got.d()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|level| (level["StorageLocation"].clone(), level["MatlWrhsStkQtyInMatlBaseUnit"].clone()))
        .collect();
    let (first, second) = (json!("250.00000000000000"), json!("40.00000000000000"));
    assert_eq!(levels, [(json!("101A"), first), (json!("101B"), second)]);
}

#[tokio::test]
async fn a_material_leads_to_its_levels() {
    let sap = Sap::start().await;
    let d = get(&sap, "A_MaterialStock('TG20')", &[("$expand", "to_MatlStkInAcctMod")]).await.d();
    assert_eq!(d["MaterialBaseUnit"], "KG");
    let levels = d["to_MatlStkInAcctMod"]["results"].as_array().unwrap();
    assert_eq!([&levels[0]["Batch"], &levels[1]["Batch"]], ["B0001", "B0002"]);
    assert_eq!(levels[1]["MatlWrhsStkQtyInMatlBaseUnit"], "120.50000000000000");
}

#[tokio::test]
async fn a_level_has_a_key_of_eleven_parts() {
    let sap = Sap::start().await;
    let key = "A_MatlStkInAcctMod(Material='TG11',Plant='1010',StorageLocation='101B',Batch='',Supplier='',\
               Customer='',WBSElementInternalID='',SDDocument='',SDDocumentItem='',\
               InventorySpecialStockType='',InventoryStockType='01')";
    let d = get(&sap, key, &[]).await.d();
    assert_eq!(d["MatlWrhsStkQtyInMatlBaseUnit"], "40.00000000000000");
    assert!(d["__metadata"]["uri"].as_str().unwrap().ends_with(key), "{}", d["__metadata"]["uri"]);
}

#[tokio::test]
async fn levels_cannot_be_written() {
    let sap = Sap::start().await;
    let request = sap.to(Method::POST, &format!("{SERVICE}/A_MatlStkInAcctMod")).json(&json!({}));
    let got = read(request).await.unwrap();
    assert_eq!((got.status, got.codes()), (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]));
}
