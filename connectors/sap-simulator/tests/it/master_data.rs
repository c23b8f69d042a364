use crate::support::{Got, Sap};
use reqwest::Method;
use serde_json::{Value, json};

fn at(path: &str) -> String {
    format!("/sap/opu/odata/sap/{path}")
}

async fn rows(sap: &Sap, path: &str) -> Vec<Value> {
    let got: Got = sap.get(&at(path)).await;
    assert_eq!(got.status, 200, "{path}: {}", got.text);
    got.d()["results"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn suppliers_of_the_seed_can_be_looked_up() {
    let sap = Sap::start().await;
    let path = "API_BUSINESS_PARTNER/A_Supplier('0010300001')?$expand=to_SupplierPurchasingOrg";
    let d = sap.get(&at(path)).await.d();
    assert_eq!(d["SupplierName"], "Domestic Supplier 1");
    assert_eq!(d["to_SupplierPurchasingOrg"]["results"][0]["PurchaseOrderCurrency"], "EUR");
    let path = "API_BUSINESS_PARTNER/A_BusinessPartner?$filter=BusinessPartnerName%20eq%20'Blocked%20Supplier%209'&$expand=to_Supplier";
    let found = rows(&sap, path).await;
    assert_eq!(found[0]["to_Supplier"]["PurchasingIsBlocked"], true);
}

#[tokio::test]
async fn products_can_be_looked_up() {
    let sap = Sap::start().await;
    let expand = "to_Description,to_Plant,to_ProductUnitsOfMeasure";
    let d = sap.get(&at(&format!("API_PRODUCT_SRV/A_Product('TG11')?$expand={expand}"))).await.d();
    assert_eq!(d["BaseUnit"], "PC");
    assert_eq!(d["to_Description"]["results"][0]["ProductDescription"], "Trad.Good 11,PD,Reg.Trading");
    assert_eq!(d["to_Plant"]["results"].as_array().unwrap().len(), 3);
    let units = &d["to_ProductUnitsOfMeasure"]["results"];
    assert_eq!([&units[0]["AlternativeUnit"], &units[0]["QuantityNumerator"]], ["CAR", "12"]);
    assert_eq!([&units[1]["AlternativeUnit"], &units[1]["QuantityDenominator"]], ["PC", "1"]);
}

#[tokio::test]
async fn a_form_finds_plants_storage_locations_and_companies() {
    let sap = Sap::start().await;
    let plants = rows(&sap, "API_PLANT_SRV/A_Plant?$orderby=Plant").await;
    assert_eq!(plants.len(), 3);
    assert_eq!((&plants[1]["PlantName"], &plants[1]["CompanyCode"]), (&json!("Plant 2 DE"), &json!("1010")));
    let path = "API_STORAGELOCATION_SRV/StorageLocation?$filter=Plant%20eq%20'1010'";
    let locations = rows(&sap, path).await;
    assert_eq!((locations.len(), &locations[0]["StorageLocationName"]), (3, &json!("Main store")));
    let company = sap.get(&at("API_COMPANYCODE_SRV/A_CompanyCode('1710')")).await.d();
    assert_eq!((&company["Currency"], &company["Country"]), (&json!("USD"), &json!("US")));
    assert_eq!(company["ChartOfAccounts"], "YCOA");
}

#[tokio::test]
async fn a_form_finds_accounts_cost_centers_and_banks_with_their_names() {
    let sap = Sap::start().await;
    let path = "API_GLACCOUNTINCHARTOFACCOUNTS_SRV/A_GLAccountInChartOfAccounts?$expand=to_Text";
    let accounts = rows(&sap, path).await;
    let payables = accounts.iter().find(|account| account["GLAccount"] == "21100000").expect("is there");
    assert_eq!(payables["IsBalanceSheetAccount"], true);
    assert_eq!(payables["to_Text"]["results"][0]["GLAccountLongName"], "Payables domestic");
    let path = "API_COSTCENTER_SRV/A_CostCenter?$filter=CompanyCode%20eq%20'1710'&$expand=to_Text";
    let centers = rows(&sap, path).await;
    assert_eq!((centers.len(), &centers[0]["CostCenter"]), (1, &json!("17101101")));
    assert_eq!(centers[0]["ControllingArea"], "A000");
    assert_eq!(centers[0]["to_Text"]["results"][0]["CostCenterDescription"], "Finance US");
    let key = "(ControllingArea='A000',CostCenter='17101101',ValidityEndDate=datetime'9999-12-31T00:00:00')";
    assert_eq!(sap.get(&at(&format!("API_COSTCENTER_SRV/A_CostCenter{key}"))).await.status, 200);
    let banks = rows(&sap, "API_BANKDETAIL_SRV/A_BankDetail?$filter=BankCountry%20eq%20'DE'").await;
    assert_eq!(banks[0]["BankInternalID"], "37040044");
}

#[tokio::test]
async fn master_data_cannot_be_written() {
    let sap = Sap::start().await;
    for (method, path) in [
        (Method::POST, "API_PLANT_SRV/A_Plant"),
        (Method::PATCH, "API_COMPANYCODE_SRV/A_CompanyCode('1010')"),
        (Method::DELETE, "API_PRODUCT_SRV/A_Product('TG11')"),
    ] {
        let request = sap.write(method, &at(path), &json!({})).header("if-match", "*");
        let got = crate::support::read(request).await.expect("an answer");
        assert_eq!(
            (got.status, got.codes()),
            (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]),
            "{path}"
        );
    }
}
