//! What the simulator holds, for tests that check the world after a call.

use super::{inventory, maintenance_orders, production_orders};
use crate::odata::table::{Row, Tables};
use crate::services::purchase_order::{
    ACCOUNT, COMPONENT, ITEM, ITEM_NOTE, NOTE, ORDER, PRICE, SCHEDULE, admin,
};
use crate::services::{maintenance_order, material_document, physical_inventory, production_order};
use crate::world::World;
use chrono::SecondsFormat;
use serde_json::{Map, Value as Json, json};

/// How a document of one kind is shown.
type Show = fn(&Tables, &Row) -> Json;

/// The kinds of documents: name, table, length of the number, form.
const KINDS: [(&str, &str, usize, Show); 5] = [
    ("purchase_orders", ORDER, 10, purchase_order),
    ("production_orders", production_order::ORDER, 12, production_orders::document),
    ("maintenance_orders", maintenance_order::ORDER, 12, maintenance_orders::document),
    ("material_documents", material_document::HEADER, 10, inventory::material_document),
    ("physical_inventory_documents", physical_inventory::HEADER, 10, inventory::physical_inventory_document),
];

/// Confirmations stand below their orders, and here by themselves.
const CONFIRMATIONS: [(&str, &str); 2] = [
    ("production_order_confirmations", production_order::CONFIRMATION),
    ("maintenance_order_confirmations", maintenance_order::CONFIRMATION),
];

/// Everything.
pub(super) fn whole(world: &World) -> Json {
    let mut all = Map::new();
    for (name, table, _, show) in KINDS {
        let documents = world.tables.all(table).map(|row| show(&world.tables, row)).collect();
        all.insert(name.into(), documents);
    }
    let requests: Json = world
        .requests
        .iter()
        .map(|r| json!({"method": r.method, "path": r.path, "status": r.status, "committed": r.committed}))
        .collect();
    for (name, table) in CONFIRMATIONS {
        all.insert(name.into(), world.tables.all(table).map(|row| Json::Object(fields(row))).collect());
    }
    all.insert("business_partners".into(), super::business_partners::all(world).into());
    all.insert("stock".into(), inventory::stock(&world.tables));
    all.insert("writes".into(), world.writes.into());
    all.insert("requests".into(), requests);
    Json::Object(all)
}

/// How much there is.
pub(super) fn count(world: &World) -> Json {
    json!({"purchase_orders": world.tables.all(ORDER).count(), "writes": world.writes})
}

/// One document with everything below it: by its number, or by its year and its number.
pub(super) fn document(world: &World, kind: &str, key: &[&str]) -> Option<Json> {
    let (_, table, width, show) = KINDS.into_iter().find(|known| known.0 == kind)?;
    let (number, year) = key.split_last()?;
    let year = year.iter().map(|year| (*year).to_owned());
    let key: Vec<String> = year.chain([format!("{number:0>width$}")]).collect();
    world.tables.get(table, &key).map(|row| show(&world.tables, row))
}

pub(super) fn fields(row: &Row) -> Map<String, Json> {
    row.properties().map(|(property, value)| (property.name.clone(), value.json(property))).collect()
}

pub(super) fn list(rows: &[Row]) -> Json {
    rows.iter().map(|row| Json::Object(fields(row))).collect()
}

/// With when and by whom it was made.
pub(super) fn stamped(mut shown: Map<String, Json>, row: &Row, by: Json) -> Json {
    shown.insert("created_at".into(), row.created.to_rfc3339_opts(SecondsFormat::Micros, true).into());
    shown.insert("created_by".into(), by);
    Json::Object(shown)
}

fn purchase_order(tables: &Tables, order: &Row) -> Json {
    let key = order.key();
    let list = |set: &str, key: &[String]| -> Json {
        tables.under(set, key).into_iter().map(|row| Json::Object(fields(row))).collect()
    };
    let items = tables.under(ITEM, &key).into_iter().map(|item| {
        let key = item.key();
        let mut body = fields(item);
        body.insert("received".into(), admin::received(item).normalize().to_string().into());
        body.insert("schedule_lines".into(), list(SCHEDULE, &key));
        body.insert("account_assignments".into(), list(ACCOUNT, &key));
        body.insert("pricing_elements".into(), list(PRICE, &key));
        body.insert("components".into(), list(COMPONENT, &key));
        body.insert("notes".into(), list(ITEM_NOTE, &key));
        Json::Object(body)
    });
    let items: Json = items.collect();
    let mut body = fields(order);
    body.insert("items".into(), items);
    body.insert("notes".into(), list(NOTE, &key));
    body.insert("reference".into(), order.text("CorrespncExternalReference").into());
    stamped(body, order, order.text("CreatedByUser").into())
}
