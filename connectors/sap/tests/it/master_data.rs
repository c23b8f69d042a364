//! Items, locations, companies and accounts as SAP tells them.

use erpgate_model::{Query, RecordId, Resource, Support, Verb};
use serde_json::{Value, json};

use crate::scripted::{Server, answer};
use crate::stand::{Stand, connect, visit};

async fn read(stand: &Stand, resource: Resource, id: &str) -> Option<Value> {
    let connector = &stand.connector;
    let found = connector.read(&visit(connector), resource, &RecordId::new(id), false).await;
    found.expect("reading works").map(|record| record.to_json())
}

async fn list(stand: &Stand, resource: Resource, query: &Query) -> (Vec<Value>, Option<String>) {
    let page = stand.connector.list(&visit(&stand.connector), resource, query).await.expect("listing works");
    (page.records.iter().map(erpgate_model::Record::to_json).collect(), page.next_cursor)
}

fn assert_shows(record: &Value, expected: &Value) {
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&record[name], value, "{name} of {record}");
    }
}

#[tokio::test]
async fn each_kind_is_read_by_the_id_that_other_records_use() {
    let stand = Stand::start(&json!({})).await;
    for (resource, id, expected) in [
        (
            Resource::Item,
            "TG11",
            json!({"id": "TG11", "number": "TG11", "name": "Trad.Good 11,PD,Reg.Trading", "kind": "HAWA",
                "unit": "PC", "is_active": true, "storage_locations": []}),
        ),
        (
            Resource::Location,
            "1010",
            json!({"id": "1010", "name": "Plant 1 DE", "company_id": "1010",
                "storage_locations": ["101A", "101B", "101C"]}),
        ),
        (
            Resource::Company,
            "1710",
            json!({"id": "1710", "name": "Company Code 1710", "currency": "USD", "country": "US"}),
        ),
        (
            Resource::Account,
            "21100000",
            json!({"id": "21100000", "name": "Payables domestic", "description": "Payables domestic",
                "kind": "X", "parent_id": "YCOA", "is_active": true}),
        ),
    ] {
        let record = read(&stand, resource, id).await.unwrap_or_else(|| panic!("{resource} {id}"));
        assert_shows(&record, &expected);
        assert!(record["version"].as_str().is_some_and(|version| version.len() == 16));
        assert_eq!(read(&stand, resource, "99").await, None, "{resource}");
        assert_eq!(read(&stand, resource, &"9".repeat(41)).await, None, "{resource}");
    }
}

#[tokio::test]
async fn each_list_gives_every_entry_once_and_is_narrowed_by_number() {
    let stand = Stand::start(&json!({})).await;
    for (resource, expected) in [
        (Resource::Item, ["1000042", "RM20", "TG10", "TG11", "TG12", "TG20"].as_slice()),
        (Resource::Location, &["1010", "1020", "1710"]),
        (Resource::Company, &["1010", "1710"]),
        (Resource::Account, &["400000", "21100000", "21300000", "51600000", "65100000"]),
    ] {
        let (mut found, mut query) = (Vec::new(), Query { limit: 2, ..Query::default() });
        loop {
            let (records, next) = list(&stand, resource, &query).await;
            found.extend(records.iter().map(|record| record["id"].as_str().expect("an id").to_owned()));
            let Some(next) = next else { break };
            query.cursor = Some(next);
        }
        for id in expected {
            assert_eq!(found.iter().filter(|found| found == id).count(), 1, "{resource} {id}: {found:?}");
        }
        let number = Some(expected[0].to_owned());
        let (records, next) = list(&stand, resource, &Query { limit: 9, number, ..Query::default() }).await;
        assert_eq!((records.len(), next), (1, None), "{resource}");
        assert_eq!(records[0]["id"], expected[0]);
        let number = Some("9".repeat(41));
        let (records, _) = list(&stand, resource, &Query { limit: 9, number, ..Query::default() }).await;
        assert!(records.is_empty());
    }
}

#[tokio::test]
async fn plants_are_locations_also_without_the_service_of_storage_locations() {
    let plant = json!({"d": {"Plant": "1010", "PlantName": "Plant 1 DE", "CompanyCode": "1010"}});
    let inactive = json!({"error": {"code": "/IWFND/MED/170", "message": {"value": "No service found"}}});
    let sap = Server::start([answer(200, &plant), answer(403, &inactive)]).await;
    let connector = connect(&sap.url, &json!({}));
    let found = connector.read(&visit(&connector), Resource::Location, &RecordId::new("1010"), true).await;
    let record = found.unwrap().unwrap().to_json();
    assert_shows(&record, &json!({"name": "Plant 1 DE", "storage_locations": []}));
    assert_eq!(record["native"]["PlantName"], "Plant 1 DE");
    let asked = &sap.requests()[1].line;
    assert!(asked.contains("API_STORAGELOCATION_SRV/StorageLocation?$filter=Plant%20ge"), "{asked}");
}

#[tokio::test]
async fn a_chart_of_accounts_narrows_every_question() {
    let account = json!({"ChartOfAccounts": "INT", "GLAccount": "400000", "AccountIsBlockedForPosting": true,
        "to_Text": {"results": []}});
    let page = json!({"d": {"results": [account]}});
    let sap = Server::start([answer(200, &page), answer(200, &page)]).await;
    let connector = connect(&sap.url, &json!({"chart_of_accounts": "INT"}));
    let visit = visit(&connector);
    let found = connector.read(&visit, Resource::Account, &RecordId::new("400000"), false).await;
    assert_eq!(found.unwrap().unwrap().to_json()["is_active"], false);
    connector.list(&visit, Resource::Account, &Query { limit: 5, ..Query::default() }).await.unwrap();
    for request in sap.requests() {
        assert!(request.line.contains("ChartOfAccounts%20eq%20%27INT%27"), "{}", request.line);
    }
}

#[test]
fn what_no_service_tells_is_said_with_its_reason() {
    let connector = connect("https://sap.example.com", &json!({}));
    for resource in [Resource::PaymentTerms, Resource::Unit, Resource::TaxCode] {
        for verb in [Verb::Get, Verb::List] {
            let row = connector.capability(resource, verb, None).expect("there is a row");
            assert_eq!(row.supported, Support::No);
            assert!(row.how.contains("no released OData V2 service"), "{}", row.how);
        }
    }
}
