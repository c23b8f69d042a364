//! Assembly builds: what they take, what they give, and how they are taken back.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World, with_switches, world};
use crate::stock::{on_hand, rows};
use crate::work_orders::{create, pumps, read, status};

const BUILDS: &str = "/record/v1/assemblyBuild";

async fn build(world: &World, order: &str, body: &Value) -> Reply {
    world.post(&format!("{order}/!transform/assemblyBuild"), body).await
}

/// On hand at the main warehouse: pump units, casings, raw material, trading good 11.
async fn stock(world: &World) -> [String; 4] {
    let mut held = Vec::new();
    for item in ["733", "732", "731", "701"] {
        held.push(on_hand(world, item, "11").await);
    }
    held.try_into().unwrap()
}

#[tokio::test]
async fn a_build_takes_components_gives_assemblies_and_moves_the_status() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    assert_eq!(stock(&world).await, ["0", "60", "500", "100"]);
    let id =
        build(&world, &order, &json!({"quantity": 1, "externalId": "ab-1", "memo": "first"})).await.new_id();
    assert_eq!(stock(&world).await, ["1", "59", "499.75", "96"]);
    let shown = read(&world, &order).await;
    assert_eq!((shown["built"].to_string(), &shown["status"]["id"]), ("1.0".to_owned(), &json!("D")));
    assert_eq!(shown["item"]["items"][2]["quantityFulfilled"].to_string(), "4.0");
    assert!(shown["actualProductionStartDate"].is_string() && shown["actualProductionEndDate"].is_null());
    let made = read(&world, &format!("{BUILDS}/eid:ab-1")).await;
    assert_eq!(
        (&made["id"], &made["item"]["refName"], &made["memo"]),
        (&json!(id), &json!("FG100"), &json!("first"))
    );
    assert_eq!(made["createdFrom"]["refName"], "Work Order #WO1001");
    assert_eq!(made["component"]["items"][1]["item"], "731");
    assert_eq!(made["component"]["items"][1]["quantity"].to_string(), "0.25");
    build(&world, &order, &json!({})).await.new_id();
    assert_eq!(stock(&world).await, ["3", "57", "499.25", "88"]);
    let shown = read(&world, &order).await;
    assert_eq!((shown["built"].to_string(), &shown["status"]["id"]), ("3.0".to_owned(), &json!("G")));
    assert!(shown["actualProductionEndDate"].is_string());
}

#[tokio::test]
async fn shares_that_do_not_divide_evenly_add_up_with_the_last_build() {
    let world = world().await;
    let mut body = pumps("wo-1");
    body["item"] = json!({"items": [{"item": {"id": "731"}, "quantity": 1}]});
    let order = create(&world, &body).await;
    for _ in 0..3 {
        build(&world, &order, &json!({"quantity": 1})).await.new_id();
    }
    assert_eq!(on_hand(&world, "731", "11").await, "499");
    assert_eq!(read(&world, &order).await["item"]["items"][0]["quantityFulfilled"].to_string(), "1.0");
}

#[tokio::test]
async fn a_deleted_build_is_taken_back_from_stock_and_order() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let first = build(&world, &order, &json!({"quantity": 2})).await.new_id();
    let last = build(&world, &order, &json!({})).await.new_id();
    let reply = world.delete(&order).await;
    assert!(reply.error().1.contains("linked to by one or more transactions"));
    assert_eq!(world.delete(&format!("{BUILDS}/{last}")).await.status, 204);
    assert_eq!(status(&world, &order).await, "D");
    assert_eq!(stock(&world).await, ["2", "58", "499.5", "92"]);
    assert_eq!(world.delete(&format!("{BUILDS}/{first}")).await.status, 204);
    let shown = read(&world, &order).await;
    assert_eq!((shown["built"].to_string(), &shown["status"]["id"]), ("0.0".to_owned(), &json!("B")));
    assert!(shown["actualProductionStartDate"].is_null());
    assert_eq!(stock(&world).await, ["0", "60", "500", "100"]);
    assert_eq!(world.delete(&order).await.status, 204);
    assert_eq!(world.ledger().await["assembly_builds"], json!([]));
}

#[tokio::test]
async fn builds_that_do_not_fit_the_order_change_nothing() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let planned = {
        let mut body = pumps("wo-2");
        body["orderStatus"] = json!("A");
        create(&world, &body).await
    };
    let in_process = {
        let mut body = pumps("wo-3");
        body["isWip"] = json!(true);
        create(&world, &body).await
    };
    let writes = world.ledger().await["writes"].clone();
    for (order, body, text) in [
        (&order, json!({"quantity": 4}), "Invalid Field Value 4 for the following field: quantity"),
        (&order, json!({"quantity": 0}), "Invalid Field Value 0 for the following field: quantity"),
        (&order, json!({"component": {"items": [{"item": "731", "quantity": 1}]}}), "Invalid Field Value 1"),
        (
            &order,
            json!({"component": {"items": [{"item": "702", "quantity": 1}]}}),
            "Invalid Field Value 702",
        ),
        (&order, json!({"createdFrom": {"externalId": "wo-2"}}), "following field: createdFrom"),
        (&order, json!({"externalId": "wo-2"}), "This record already exists."),
        (&planned, json!({}), "is not released"),
        (&in_process, json!({}), "uses work in process"),
    ] {
        let reply = build(&world, order, &body).await;
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.error().1.contains(text), "{body}: {reply:?}");
    }
    let ledger = world.ledger().await;
    assert_eq!((&ledger["assembly_builds"], &ledger["writes"]), (&json!([]), &writes));
    assert_eq!(stock(&world).await, ["0", "60", "500", "100"]);
    assert_eq!(status(&world, &order).await, "B");
}

#[tokio::test]
async fn what_was_built_fixes_the_orders_assembly_quantity_and_used_components() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let id = build(&world, &order, &json!({"quantity": 1})).await.new_id();
    for body in [
        json!({"quantity": 9}),
        json!({"assemblyItem": {"id": "721"}}),
        json!({"isWip": true}),
        json!({"item": {"items": [{"line": 3, "quantity": 3}]}}),
        json!({"orderStatus": "B"}),
        json!({"orderStatus": "C"}),
    ] {
        assert_eq!(world.patch(&order, &body).await.status, 400, "{body}");
    }
    let reply =
        world.patch(&format!("{order}?replace=item"), &json!({"item": {"items": [{"line": 1}]}})).await;
    assert!(reply.error().1.contains("has been used already"), "{reply:?}");
    let same = json!({"quantity": 3, "memo": "kept", "item": {"items": [{"line": 3, "quantity": 4}]}});
    assert_eq!(world.patch(&order, &same).await.status, 204);
    let reply = world.patch(&format!("{BUILDS}/{id}"), &json!({"quantity": 2})).await;
    assert!(reply.error().1.contains("Delete the transaction"), "{reply:?}");
    assert_eq!(world.patch(&format!("{BUILDS}/{id}"), &json!({"memo": "late"})).await.status, 204);
    assert_eq!(on_hand(&world, "733", "11").await, "1");
}

#[tokio::test]
async fn a_closed_order_keeps_its_builds_and_is_reopened_in_process() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let id = build(&world, &order, &json!({"quantity": 1})).await.new_id();
    world.patch(&order, &json!({"orderStatus": "H"})).await.new_id();
    assert!(world.delete(&format!("{BUILDS}/{id}")).await.error().1.contains("is closed"));
    world.patch(&order, &json!({"orderStatus": "B"})).await.new_id();
    assert_eq!(status(&world, &order).await, "D");
}

#[tokio::test]
async fn a_build_stands_alone_with_the_assemblys_members() {
    let world = world().await;
    let body =
        json!({"item": {"id": "732"}, "location": {"id": "11"}, "subsidiary": {"id": "1"}, "quantity": 4});
    let id = world.post(BUILDS, &body).await.new_id();
    assert_eq!(
        (on_hand(&world, "732", "11").await, on_hand(&world, "731", "11").await),
        ("64".into(), "494".into())
    );
    let q = "SELECT t.type, t.tranid, l.mainline, l.item, l.quantity FROM transaction t JOIN transactionline l \
             ON l.transaction = t.id WHERE t.recordtype = 'assemblybuild' ORDER BY l.linesequencenumber";
    let line = |main: &str, item: &str, quantity: &str| json!({"type": "Build", "tranid": "ASSYB1001", "mainline": main, "item": item, "quantity": quantity});
    assert_eq!(rows(&world, q).await, [line("T", "732", "4"), line("F", "731", "-6")]);
    assert_eq!(world.delete(&format!("{BUILDS}/{id}")).await.status, 204);
    assert_eq!(on_hand(&world, "731", "11").await, "500");
    assert_eq!(world.post(BUILDS, &json!({"item": {"id": "732"}})).await.status, 400);
}

#[tokio::test]
async fn components_that_are_not_there_stop_a_build_where_stock_may_not_be_negative() {
    let world = with_switches(json!({"negative_stock": false})).await;
    let mut body = pumps("wo-1");
    body["quantity"] = json!(30);
    let order = create(&world, &body).await;
    let reply = build(&world, &order, &json!({})).await;
    assert!(reply.error().1.contains("TG11"), "{reply:?}");
    assert_eq!(status(&world, &order).await, "B");
    assert_eq!(build(&world, &order, &json!({"quantity": 25})).await.status, 204);
    assert_eq!(on_hand(&world, "701", "11").await, "0");
}

#[tokio::test]
async fn a_form_shows_the_build_as_it_would_be_and_saves_nothing() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let path = format!("{order}/!transform/assemblyBuild?expandSubResources=true");
    let form = "application/vnd.oracle.resource+json; type=create-form";
    let request = world.request(Method::POST, &path).header("accept", form).json(&json!({"quantity": 2}));
    let reply = Reply::of(request.send().await.unwrap()).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, form));
    let shown = reply.json();
    let used: Vec<_> =
        shown["component"]["items"].as_array().unwrap().iter().map(|line| &line["quantity"]).collect();
    assert_eq!(used.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2.0", "0.5", "8.0"]);
    assert_eq!(world.ledger().await["assembly_builds"], json!([]));
    assert_eq!((status(&world, &order).await, stock(&world).await[0].as_str()), ("B".to_owned(), "0"));
    let request = world.request(Method::POST, &path).header("accept", form).json(&json!({"quantity": 9}));
    assert_eq!(Reply::of(request.send().await.unwrap()).await.status, 400);
}

#[tokio::test]
async fn a_lost_answer_of_a_build_is_found_by_its_external_id() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    world.fault(json!({"kind": "lose_answer", "on": {"path_contains": "assemblyBuild"}})).await;
    let body = json!({"quantity": 1, "externalId": "ab-1"});
    let path = format!("{order}/!transform/assemblyBuild");
    assert!(world.request(Method::POST, &path).json(&body).send().await.is_err());
    let reply = build(&world, &order, &body).await;
    assert!(reply.error().1.contains("This record already exists."), "{reply:?}");
    assert_eq!(world.get(&format!("{BUILDS}/eid:ab-1")).await.json()["quantity"].to_string(), "1.0");
    assert_eq!(read(&world, &order).await["built"].to_string(), "1.0");
    assert_eq!(stock(&world).await, ["1", "59", "499.75", "96"]);
}

#[tokio::test]
async fn components_in_lots_say_which_lots_are_used() {
    let world = world().await;
    let mut body = pumps("wo-1");
    body["item"] = json!({"items": [{"item": {"externalId": "TG20"}, "quantity": 3}]});
    let order = create(&world, &body).await;
    let reply = build(&world, &order, &json!({})).await;
    assert!(reply.error().1.contains("Please configure the inventory detail in line 1"), "{reply:?}");
    let used = |quantity: i32| {
        json!({"component": {"items": [{"item": "703", "quantity": 3, "componentInventoryDetail": {
            "quantity": 3, "inventoryAssignment": {"items": [
                {"issueInventoryNumber": {"refName": "LOT-B"}, "quantity": quantity},
                {"issueInventoryNumber": {"refName": "LOT-A"}, "quantity": 1}]}}}]}})
    };
    assert!(build(&world, &order, &used(1)).await.error().1.contains("quantity must be 3"));
    let id = build(&world, &order, &used(2)).await.new_id();
    let lots = async || {
        let q = "SELECT BUILTIN.DF(inventorynumber) AS lot, quantityonhand AS held FROM inventorybalance \
                 WHERE item = 703 ORDER BY inventorynumber";
        rows(&world, q).await
    };
    assert_eq!(lots().await, [json!({"lot": "LOT-A", "held": "9"})]);
    assert_eq!(world.delete(&format!("{BUILDS}/{id}")).await.status, 204);
    assert_eq!(lots().await, [json!({"lot": "LOT-A", "held": "10"}), json!({"lot": "LOT-B", "held": "2"})]);
}

#[tokio::test]
async fn a_build_runs_as_a_job_too() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    let path = format!("{order}/!transform/assemblyBuild");
    let request = world.request(Method::POST, &path).header("Prefer", "respond-async");
    let reply = Reply::of(request.json(&json!({"externalId": "ab-1"})).send().await.unwrap()).await;
    let job = reply.header("location").split("/services/rest").nth(1).unwrap().to_owned();
    let id = world.get(&format!("{job}/task/1/result")).await.new_id();
    assert_eq!(world.get(&format!("{BUILDS}/eid:ab-1")).await.json()["id"], json!(id));
    assert_eq!(status(&world, &order).await, "G");
}
