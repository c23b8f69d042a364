//! Inventory adjustments: what they do to the stock, and what is refused.

use serde_json::{Value, json};

use crate::client::{with_switches, world};
use crate::stock::{on_hand, rows};

pub(crate) const ADJUSTMENTS: &str = "/record/v1/inventoryAdjustment";

/// An adjustment in subsidiary 1 with these lines.
pub(crate) fn adjustment(lines: &Value) -> Value {
    json!({"account": {"id": "59"}, "subsidiary": {"id": "1"}, "memo": "counted", "inventory": {"items": lines}})
}

/// A line that changes the stock of an item at a location.
pub(crate) fn line(item: &str, location: &str, change: &str) -> Value {
    json!({"item": {"id": item}, "location": {"id": location}, "adjustQtyBy": change})
}

#[tokio::test]
async fn an_adjustment_moves_the_stock_and_shows_in_every_place_that_tells_it() {
    let world = world().await;
    let mut body = adjustment(&json!([line("701", "11", "-3"), line("702", "12", "2.5")]));
    body["externalId"] = json!("adj-1");
    let id = world.post(ADJUSTMENTS, &body).await.new_id();
    assert_eq!(on_hand(&world, "701", "11").await, "97");
    assert_eq!(on_hand(&world, "702", "12").await, "2.5");
    let item = world.get("/record/v1/inventoryItem/701?expandSubResources=true").await.json();
    let places = item["locations"]["items"].as_array().unwrap();
    let at = places.iter().find(|place| place["locationId"] == 11).unwrap();
    assert_eq!(at["quantityOnHand"].to_string(), "97.0");
    assert_eq!(item["quantityOnHand"].to_string(), "117.0");
    let shown = world.get(&format!("{ADJUSTMENTS}/eid:adj-1?expandSubResources=true")).await.json();
    assert_eq!((&shown["id"], &shown["tranId"]), (&json!(id), &json!("IA101")));
    let first = &shown["inventory"]["items"][0];
    assert_eq!((&first["line"], &first["item"]["refName"]), (&json!(1), &json!("TG11")));
    assert_eq!(
        ["quantityOnHand", "adjustQtyBy", "newQuantity", "unitCost"].map(|name| first[name].to_string()),
        ["100.0", "-3.0", "97.0", "12.5"]
    );
    // -3 × 12.5 + 2.5 × 8
    assert_eq!(shown["estimatedTotalValue"].to_string(), "-17.5");
    let q = "SELECT t.type, t.tranid, tl.item, tl.quantity, tl.location FROM transaction t JOIN transactionline tl \
             ON tl.transaction = t.id WHERE t.externalid = 'adj-1' AND tl.mainline = 'F' ORDER BY tl.linesequencenumber";
    let expected =
        json!({"type": "InvAdjst", "tranid": "IA101", "item": "701", "quantity": "-3", "location": "11"});
    assert_eq!(rows(&world, q).await[0], expected);
}

#[tokio::test]
async fn a_deleted_adjustment_gives_the_stock_back() {
    let world = world().await;
    let id = world.post(ADJUSTMENTS, &adjustment(&json!([line("701", "11", "40")]))).await.new_id();
    assert_eq!(on_hand(&world, "701", "11").await, "140");
    assert_eq!(world.delete(&format!("{ADJUSTMENTS}/{id}")).await.status, 204);
    assert_eq!(on_hand(&world, "701", "11").await, "100");
    let q = "SELECT type, recordid, name FROM deletedrecord";
    let expected =
        json!({"type": "inventoryadjustment", "recordid": id, "name": "Inventory Adjustment #IA101"});
    assert_eq!(rows(&world, q).await, [expected]);
}

#[tokio::test]
async fn a_changed_adjustment_moves_the_difference() {
    let world = world().await;
    let id = world.post(ADJUSTMENTS, &adjustment(&json!([line("701", "11", "-10")]))).await.new_id();
    let change = json!({"memo": "counted again", "inventory": {"items": [{"line": 1, "adjustQtyBy": -4}]}});
    assert_eq!(world.patch(&format!("{ADJUSTMENTS}/{id}"), &change).await.new_id(), id);
    assert_eq!(on_hand(&world, "701", "11").await, "96");
    world.patch(&format!("{ADJUSTMENTS}/{id}"), &json!({"memo": "as it was"})).await.new_id();
    assert_eq!(on_hand(&world, "701", "11").await, "96");
}

#[tokio::test]
async fn a_preview_shows_the_new_quantity_and_moves_nothing() {
    let world = world().await;
    let request = world
        .request(reqwest::Method::POST, &format!("{ADJUSTMENTS}?expandSubResources=true"))
        .header("accept", "application/vnd.oracle.resource+json; type=create-form");
    let body = adjustment(&json!([line("701", "11", "5")]));
    let reply = crate::client::Reply::of(request.json(&body).send().await.unwrap()).await;
    assert_eq!(reply.json()["inventory"]["items"][0]["newQuantity"].to_string(), "105.0");
    assert_eq!(on_hand(&world, "701", "11").await, "100");
    assert_eq!(rows(&world, "SELECT id FROM transaction").await, [] as [Value; 0]);
}

#[tokio::test]
async fn lines_that_cannot_be_posted_are_refused_with_their_place_and_nothing_moves() {
    let world = world().await;
    let lots = |rows: Value, change: &str| {
        let mut line = line("703", "11", change);
        line["inventoryDetail"] = json!({"inventoryAssignment": {"items": rows}});
        line
    };
    let whole = "Error while accessing a resource. ";
    for (line, place, text) in [
        (
            line("999", "11", "1"),
            "item",
            "You have entered an Invalid Field Value 999 for the following field: item",
        ),
        (
            line("711", "11", "1"),
            "item",
            "You have entered an Invalid Field Value 711 for the following field: item",
        ),
        (
            line("701", "99", "1"),
            "location",
            "You have entered an Invalid Field Value 99 for the following field: location",
        ),
        (
            line("701", "21", "1"),
            "location",
            "You have entered an Invalid Field Value 21 for the following field: location",
        ),
        (
            line("701", "11", "0"),
            "adjustQtyBy",
            "You have entered an Invalid Field Value 0 for the following field: adjustQtyBy",
        ),
        (
            json!({"item": "701", "location": "11"}),
            "adjustQtyBy",
            "Please enter value(s) for: Adjust Qty. By",
        ),
        (json!({"item": "701", "adjustQtyBy": 1}), "location", "Please enter value(s) for: Location"),
        (
            line("703", "11", "1"),
            "inventoryDetail",
            "Please configure the inventory detail in line 1 of the inventory list.",
        ),
        (
            lots(json!([{"receiptInventoryNumber": "L", "quantity": 1}]), "2"),
            "inventoryDetail",
            "The total inventory detail quantity must be 2.",
        ),
        (
            lots(json!([{"quantity": 2}]), "2"),
            "inventoryDetail.inventoryAssignment.items[0].receiptInventoryNumber",
            "Please enter value(s) for: Serial/Lot Number",
        ),
        (
            lots(json!([{"issueInventoryNumber": {"refName": "LOT-B"}, "quantity": -3}]), "-3"),
            "inventoryDetail.inventoryAssignment.items[0]",
            "The quantity on hand is not sufficient: 2 of item TG20, number LOT-B, location Main Warehouse.",
        ),
    ] {
        let reply = world.post(ADJUSTMENTS, &adjustment(&json!([line]))).await;
        assert_eq!((reply.status, reply.error().1), (400, format!("{whole}{text}")));
        assert_eq!(
            reply.json()["o:errorDetails"][0]["o:errorPath"],
            format!("inventory.items[0].{place}"),
            "{text}"
        );
    }
    let mut body = adjustment(&json!([line("701", "11", "1")]));
    body["account"] = json!({"id": "9999"});
    let reply = world.post(ADJUSTMENTS, &body).await;
    assert_eq!(
        reply.error().1,
        format!("{whole}You have entered an Invalid Field Value 9999 for the following field: account")
    );
    body.as_object_mut().unwrap().retain(|name, _| name == "inventory");
    let reply = world.post(ADJUSTMENTS, &body).await;
    assert_eq!(reply.error().1, format!("{whole}Please enter value(s) for: Adjustment Account, Subsidiary"));
    assert_eq!(on_hand(&world, "701", "11").await, "100");
    assert_eq!(world.ledger().await["writes"], 0);
}

#[tokio::test]
async fn stock_falls_below_zero_only_where_the_account_allows_it() {
    let body = adjustment(&json!([line("701", "12", "-21")]));
    let lenient = world().await;
    lenient.post(ADJUSTMENTS, &body).await.new_id();
    assert_eq!(on_hand(&lenient, "701", "12").await, "-1");
    let strict = with_switches(json!({"negative_stock": false})).await;
    let reply = strict.post(ADJUSTMENTS, &body).await;
    assert!(reply.error().1.contains("The quantity on hand is not sufficient: 20 of item TG11"), "{reply:?}");
    assert_eq!(on_hand(&strict, "701", "12").await, "20");
    let plus = strict.post(ADJUSTMENTS, &adjustment(&json!([line("701", "12", "5")]))).await.new_id();
    strict.post(ADJUSTMENTS, &adjustment(&json!([line("701", "12", "-25")]))).await.new_id();
    // Taking the receipt of five back would leave less than nothing.
    assert_eq!(strict.delete(&format!("{ADJUSTMENTS}/{plus}")).await.status, 400);
    assert_eq!(on_hand(&strict, "701", "12").await, "0");
}

#[tokio::test]
async fn an_external_id_is_shared_with_every_other_transaction() {
    let world = world().await;
    world.create_order("tx-1").await;
    let mut body = adjustment(&json!([line("701", "11", "1")]));
    body["externalId"] = json!("tx-1");
    let reply = world.post(ADJUSTMENTS, &body).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This record already exists.");
    assert_eq!(on_hand(&world, "701", "11").await, "100");
}
