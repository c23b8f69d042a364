//! The paper ERP itself: orders in unified words, because the suite is tested here and not a mapping.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Every order by its number.
#[derive(Debug, Default)]
pub(super) struct Erp {
    orders: BTreeMap<u32, Value>,
    last: u32,
    changes: u32,
}

impl Erp {
    pub(super) fn orders(&self) -> Vec<&Value> {
        self.orders.values().collect()
    }

    /// Carries one request out: status and body.
    pub(super) fn answer(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let steps: Vec<&str> = path.trim_matches('/').split('/').collect();
        let id = steps.get(1).and_then(|id| id.parse().ok()).unwrap_or_default();
        match (method, steps.as_slice()) {
            ("GET", ["orders"]) => (200, json!(self.orders())),
            ("POST", ["orders"]) => self.create(body),
            _ if !self.orders.contains_key(&id) => (404, refusal("MISSING", "there is no such order")),
            ("GET", ["orders", _]) => (200, self.orders[&id].clone()),
            ("DELETE", ["orders", _]) => (200, self.orders.remove(&id).unwrap_or_default()),
            ("PATCH", ["orders", _]) => self.change(id, |order| set(order, body)),
            ("POST", ["orders", _, "lines"]) if body["item_id"] == "nothing" => {
                (422, refusal("ITEM", "nothing is no item"))
            }
            ("POST", ["orders", _, "lines"]) => self.change(id, |order| add(order, body)),
            ("PATCH", ["orders", _, "lines", line]) => self.change(id, |order| set(find(order, line), body)),
            ("DELETE", ["orders", _, "lines", line]) => self.change(id, |order| {
                lines(order).retain(|present| present["id"] != **line);
            }),
            _ => (405, refusal("WHAT", "not on this paper")),
        }
    }

    fn create(&mut self, body: &Value) -> (u16, Value) {
        let reference = &body["reference"];
        let known = |order: &&Value| !reference.is_null() && order["reference"] == *reference;
        if let Some(order) = self.orders.values().find(known) {
            return (409, json!({"code": "DUPLICATE", "message": "it stands there", "id": order["id"]}));
        }
        if body["vendor_id"] == "nobody" {
            return (422, refusal("VENDOR", "nobody sells nothing"));
        }
        self.last += 1;
        let mut order =
            json!({"status": "open", "totals": {}, "custom_fields": {}, "lines": [], "last_line": 0});
        order["id"] = self.last.to_string().into();
        order["number"] = format!("P{}", self.last).into();
        let (mut header, wanted) = (body.clone(), body["lines"].as_array().cloned().unwrap_or_default());
        fields(&mut header).remove("lines");
        set(&mut order, &header);
        wanted.iter().for_each(|line| add(&mut order, line));
        self.orders.insert(self.last, order);
        let (_, order) = self.change(self.last, |_| {});
        (201, order)
    }

    fn change(&mut self, id: u32, change: impl FnOnce(&mut Value)) -> (u16, Value) {
        self.changes += 1;
        let order = self.orders.get_mut(&id).expect("looked up before");
        change(order);
        order["version"] = self.changes.to_string().into();
        order["updated_at"] = format!("2026-01-15T08:{:02}:00Z", self.changes % 60).into();
        (200, order.clone())
    }
}

fn refusal(code: &str, message: &str) -> Value {
    json!({"code": code, "message": message})
}

fn fields(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("orders and lines are objects")
}

fn lines(order: &mut Value) -> &mut Vec<Value> {
    order["lines"].as_array_mut().expect("orders have lines")
}

fn set(place: &mut Value, values: &Value) {
    fields(place).extend(values.as_object().cloned().unwrap_or_default());
}

fn add(order: &mut Value, line: &Value) {
    let number = order["last_line"].as_u64().unwrap_or_default() + 1;
    order["last_line"] = number.into();
    let mut new = json!({"id": number.to_string(), "status": "open", "custom_fields": {}});
    set(&mut new, line);
    lines(order).push(new);
}

fn find<'a>(order: &'a mut Value, id: &str) -> &'a mut Value {
    lines(order).iter_mut().find(|line| line["id"] == id).expect("the tests know the lines")
}
