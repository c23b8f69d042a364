//! Work orders as records: creation, components, statuses, references, SuiteQL.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World, with_switches, world};
use crate::stock::rows;

pub(crate) const ORDERS: &str = "/record/v1/workOrder";

/// Three pump units at the main warehouse.
pub(crate) fn pumps(external_id: &str) -> Value {
    json!({"externalId": external_id, "assemblyItem": {"externalId": "FG100"}, "subsidiary": {"id": "1"},
           "location": {"externalId": "1010"}, "quantity": 3})
}

/// Creates a work order and gives its path.
pub(crate) async fn create(world: &World, body: &Value) -> String {
    format!("{ORDERS}/{}", world.post(ORDERS, body).await.new_id())
}

/// The record with its lines.
pub(crate) async fn read(world: &World, path: &str) -> Value {
    world.get(&format!("{path}?expandSubResources=true")).await.json()
}

pub(crate) async fn status(world: &World, path: &str) -> String {
    world.get(path).await.json()["status"]["id"].as_str().unwrap().to_owned()
}

/// Item and quantity of every component.
fn components(order: &Value) -> Vec<(String, String)> {
    let lines = order["item"]["items"].as_array().unwrap().iter();
    lines
        .map(|line| (line["item"]["refName"].as_str().unwrap().to_owned(), line["quantity"].to_string()))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(item, quantity)| ((*item).to_owned(), (*quantity).to_owned())).collect()
}

/// A refused request: the field it names.
fn refused(reply: &Reply) -> String {
    assert_eq!(reply.status, 400, "{reply:?}");
    reply.json()["o:errorDetails"][0]["o:errorPath"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_order_without_lines_gets_the_components_of_its_assembly() {
    let world = world().await;
    let mut body = pumps("wo-1");
    body["memo"] = json!("for stock");
    body["startDate"] = json!("2026-12-01");
    body["endDate"] = json!("2026-12-05");
    body["custbody_project_code"] = json!("P-1");
    let path = create(&world, &body).await;
    let order = read(&world, &path).await;
    assert_eq!(components(&order), pairs(&[("SG20", "3.0"), ("RM20", "0.75"), ("TG11", "12.0")]));
    let shown =
        ["tranId", "memo", "startDate", "endDate", "custbody_project_code"].map(|field| &order[field]);
    assert_eq!(shown, ["WO1001", "for stock", "2026-12-01", "2026-12-05", "P-1"].map(Value::from).each_ref());
    assert_eq!(order["orderStatus"], json!({"id": "B", "refName": "Released"}));
    assert_eq!((order["built"].to_string(), &order["isWip"]), ("0.0".to_owned(), &json!(false)));
    assert_eq!(order["item"]["items"][1]["bomQuantity"], "0.25");
    let ledger = world.ledger().await;
    assert_eq!(ledger["work_orders"][0]["externalId"], "wo-1");
    assert_eq!(ledger["work_orders"][0]["created_by"], "integration");
}

#[tokio::test]
async fn lines_of_the_body_take_the_place_of_the_assemblys_components() {
    let world = world().await;
    let mut body = pumps("wo-1");
    body["item"] =
        json!({"items": [{"item": {"id": "731"}, "quantity": 2}, {"item": {"externalId": "TG12"}}]});
    let path = create(&world, &body).await;
    assert_eq!(components(&read(&world, &path).await), pairs(&[("RM20", "2.0"), ("TG12", "1.0")]));
}

#[tokio::test]
async fn a_new_quantity_changes_the_components_that_nobody_chose() {
    let world = world().await;
    let path = create(&world, &pumps("wo-1")).await;
    let line = world.patch(&format!("{path}/item/2"), &json!({"quantity": 1})).await;
    assert_eq!(line.status, 204);
    world.patch(&path, &json!({"quantity": 6, "memo": "doubled"})).await.new_id();
    let order = read(&world, &path).await;
    assert_eq!(components(&order), pairs(&[("SG20", "6.0"), ("RM20", "1.0"), ("TG11", "24.0")]));
    world.patch(&path, &json!({"item": {"items": [{"item": {"id": "702"}, "quantity": 5}]}})).await.new_id();
    assert_eq!(components(&read(&world, &path).await).len(), 4);
    assert_eq!(refused(&world.patch(&path, &json!({"quantity": 0})).await), "quantity");
}

#[tokio::test]
async fn planned_orders_are_released_and_unbuilt_ones_cancelled_for_good() {
    let world = with_switches(json!({"planned_work_orders": true})).await;
    let path = create(&world, &pumps("wo-1")).await;
    assert_eq!(status(&world, &path).await, "A");
    for (wanted, then) in [("B", "B"), ("A", "A"), ("B", "B"), ("C", "C")] {
        assert_eq!(world.patch(&path, &json!({"orderStatus": {"id": wanted}})).await.status, 204);
        assert_eq!(status(&world, &path).await, then);
    }
    for wanted in ["A", "B", "D", "G", "H"] {
        assert_eq!(refused(&world.patch(&path, &json!({"orderStatus": wanted})).await), "orderStatus");
    }
    assert_eq!(world.patch(&path, &json!({"orderStatus": "C", "memo": "kept"})).await.status, 204);
    let reply = world.patch(&path, &json!({"item": {"items": [{"line": 1, "quantity": 9}]}})).await;
    assert!(reply.error().1.contains("cannot be changed"), "{reply:?}");
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.ledger().await["work_orders"], json!([]));
}

#[tokio::test]
async fn an_order_starts_planned_or_released_and_nothing_else() {
    let world = world().await;
    for (wanted, code) in [("A", 204), ("B", 204), ("C", 400), ("D", 400), ("G", 400), ("H", 400), ("E", 400)]
    {
        let mut body = pumps(&format!("wo-{wanted}"));
        body["orderStatus"] = json!({"id": wanted});
        assert_eq!(world.post(ORDERS, &body).await.status, code, "{wanted}");
    }
}

#[tokio::test]
async fn an_order_that_is_not_in_process_is_closed_and_reopened_by_its_status() {
    let world = world().await;
    let path = create(&world, &pumps("wo-1")).await;
    world.patch(&path, &json!({"orderStatus": "H"})).await.new_id();
    assert_eq!(status(&world, &path).await, "H");
    let reply = world.post(&format!("{path}/!transform/assemblyBuild"), &json!({})).await;
    assert!(reply.error().1.contains("nothing left to do"), "{reply:?}");
    world.patch(&path, &json!({"orderStatus": "D"})).await.new_id();
    assert_eq!(status(&world, &path).await, "B");
}

#[tokio::test]
async fn what_an_order_lacks_or_has_wrong_is_named() {
    let world = world().await;
    let missing = async |body: &Value| world.post(ORDERS, body).await.error().1;
    let opening = "Error while accessing a resource. Please enter value(s) for:";
    assert_eq!(missing(&json!({"location": "11"})).await, format!("{opening} Assembly, Subsidiary"));
    let wip = json!({"assemblyItem": "733", "subsidiary": "1", "isWip": true});
    assert_eq!(missing(&wip).await, format!("{opening} Location"));
    for (field, value) in [
        ("assemblyItem", json!({"id": "701"})),
        ("location", json!({"id": "21"})),
        ("quantity", json!(-1)),
        ("manufacturingRouting", json!({"externalId": "FG100-MAIN"})),
    ] {
        let mut body = pumps("wo-1");
        body[field] = value;
        assert_eq!(refused(&world.post(ORDERS, &body).await), field);
    }
    let mut unknown = pumps("wo-1");
    unknown["assemblyItem"] = json!({"externalId": "nothing"});
    assert_eq!(world.post(ORDERS, &unknown).await.status, 404);
    assert_eq!(world.ledger().await["work_orders"], json!([]));
}

#[tokio::test]
async fn external_ids_are_shared_with_all_other_transactions() {
    let world = world().await;
    world.create_order("shared-1").await;
    let reply = world.post(ORDERS, &pumps("shared-1")).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This record already exists.");
    let put = format!("{ORDERS}/eid:wo-9");
    let first = world.send(Method::PUT, &put, &pumps("wo-9")).await.new_id();
    assert_eq!(world.send(Method::PUT, &put, &json!({"memo": "again"})).await.new_id(), first);
    let reply = world.get(&format!("/record/v1/purchaseOrder/{first}")).await;
    assert!(reply.error().1.contains("Transaction type specified is incorrect"));
}

#[tokio::test]
async fn suiteql_shows_orders_with_the_assembly_on_the_main_line_and_components_as_outgoing() {
    let world = world().await;
    let path = create(&world, &pumps("wo-1")).await;
    world.post(&format!("{path}/!transform/assemblyBuild"), &json!({"quantity": 1})).await.new_id();
    let q = "SELECT t.tranid, t.status, BUILTIN.DF(t.status) AS label, m.quantity, m.quantityshiprecv AS built, \
             BUILTIN.DF(m.item) AS assembly, m.location FROM transaction t JOIN transactionline m \
             ON m.transaction = t.id AND m.mainline = 'T' WHERE t.type = 'WorkOrd' AND t.status = 'D'";
    assert_eq!(
        rows(&world, q).await,
        [
            json!({"tranid": "WO1001", "status": "WorkOrd:D", "label": "Work Order : In Process", "quantity": "3",
                "built": "1", "assembly": "FG100", "location": "11"})
        ]
    );
    let q = "SELECT l.id, l.item, l.quantity, ABS(l.quantityshiprecv) AS used FROM transaction t \
             JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'F' \
             WHERE t.recordtype = 'workorder' ORDER BY l.id";
    let used = |id: &str, item: &str, quantity: &str, used: &str| json!({"id": id, "item": item, "quantity": quantity, "used": used});
    let expected =
        [used("1", "732", "-3", "1"), used("2", "731", "-0.75", "0.25"), used("3", "701", "-12", "4")];
    assert_eq!(rows(&world, q).await, expected);
}

#[tokio::test]
async fn somebody_else_touches_and_builds_an_order() {
    let world = world().await;
    let path = create(&world, &pumps("wo-1")).await;
    let id = path.rsplit('/').next().unwrap();
    world.admin(Method::POST, "/clock", json!({"advance_seconds": 60})).await;
    let before = read(&world, &path).await["lastModifiedDate"].clone();
    let touched =
        world.admin(Method::POST, &format!("/work_orders/{id}/touch"), json!({"memo": "theirs"})).await;
    assert_eq!(touched["memo"], "theirs");
    assert_ne!(touched["lastModifiedDate"], before);
    let built =
        world.admin(Method::POST, &format!("/work_orders/{id}/build"), json!({"quantity": "2"})).await;
    assert_eq!((built["built"].to_string(), &built["status"]["id"]), ("2.0".to_owned(), &json!("D")));
    let built = world.admin(Method::POST, &format!("/work_orders/{id}/build"), Value::Null).await;
    assert_eq!(built["status"]["id"], "G");
    assert_eq!(world.ledger().await["assembly_builds"][0]["created_by"], "admin");
}

#[tokio::test]
async fn accounts_without_subsidiaries_or_locations_have_work_orders_too() {
    let world = with_switches(json!({"one_world": false})).await;
    let path = create(&world, &json!({"assemblyItem": "733", "location": "11"})).await;
    assert_eq!(read(&world, &path).await["quantity"].to_string(), "1.0");
    let world = with_switches(json!({"multi_location_inventory": false})).await;
    let path =
        create(&world, &json!({"assemblyItem": "732", "subsidiary": "1", "quantity": 2, "isWip": true}))
            .await;
    let body = json!({"isBackflush": true});
    assert_eq!(world.post(&format!("{path}/!transform/workOrderCompletion"), &body).await.status, 204);
    let q = "SELECT item, quantityonhand FROM inventorybalance WHERE item IN (731, 732) ORDER BY item";
    let held = |item: &str, quantity: &str| json!({"item": item, "quantityonhand": quantity});
    assert_eq!(rows(&world, q).await, [held("731", "497"), held("732", "62")]);
}

#[tokio::test]
async fn the_statuses_that_an_order_may_get_are_offered() {
    let world = world().await;
    let offered = async |method: Method, path: &str| {
        let options = "application/vnd.oracle.resource+json; type=select-options";
        let request = world.request(method, &format!("{path}?fields=orderStatus")).header("accept", options);
        let reply = Reply::of(request.json(&json!({})).send().await.unwrap()).await.json();
        let items = reply["orderStatus"]["_selectOptions"]["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect::<String>()
    };
    assert_eq!(offered(Method::POST, ORDERS).await, "AB");
    let path = create(&world, &pumps("wo-1")).await;
    assert_eq!(offered(Method::PATCH, &path).await, "ABCH");
    world.post(&format!("{path}/!transform/assemblyBuild"), &json!({"quantity": 1})).await.new_id();
    assert_eq!(offered(Method::PATCH, &path).await, "DH");
    world.patch(&path, &json!({"orderStatus": "H"})).await.new_id();
    assert_eq!(offered(Method::PATCH, &path).await, "ABDH");
}
