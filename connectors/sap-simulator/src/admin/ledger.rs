//! What the simulator holds, for tests that check the world after a call.

use crate::odata::table::{Row, Tables};
use crate::services::purchase_order::{
    ACCOUNT, COMPONENT, ITEM, ITEM_NOTE, NOTE, ORDER, PRICE, SCHEDULE, admin,
};
use crate::world::World;
use chrono::SecondsFormat;
use serde_json::{Map, Value as Json, json};

/// Everything.
pub(super) fn whole(world: &World) -> Json {
    let orders: Vec<Json> = world.tables.all(ORDER).map(|row| document(&world.tables, row)).collect();
    let requests: Vec<Json> = world
        .requests
        .iter()
        .map(|r| json!({"method": r.method, "path": r.path, "status": r.status, "committed": r.committed}))
        .collect();
    let partners = super::business_partners::all(world);
    json!({"purchase_orders": orders, "business_partners": partners, "writes": world.writes, "requests": requests})
}

/// How much there is.
pub(super) fn count(world: &World) -> Json {
    json!({"purchase_orders": world.tables.all(ORDER).count(), "writes": world.writes})
}

/// One order with everything below it.
pub(super) fn purchase_order(world: &World, number: &str) -> Option<Json> {
    world.tables.get(ORDER, &[format!("{number:0>10}")]).map(|row| document(&world.tables, row))
}

pub(super) fn fields(row: &Row) -> Map<String, Json> {
    row.properties().map(|(property, value)| (property.name.clone(), value.json(property))).collect()
}

fn document(tables: &Tables, order: &Row) -> Json {
    let key = order.key();
    let list = |set: &str, key: &[String]| -> Json {
        tables.under(set, key).into_iter().map(|row| Json::Object(fields(row))).collect()
    };
    let items = tables.under(ITEM, &key).into_iter().map(|item| {
        let key = item.key();
        let mut body = fields(item);
        body.insert("received".into(), admin::received(item).to_string().into());
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
    body.insert("created_at".into(), order.created.to_rfc3339_opts(SecondsFormat::Micros, true).into());
    body.insert("created_by".into(), order.text("CreatedByUser").into());
    Json::Object(body)
}
