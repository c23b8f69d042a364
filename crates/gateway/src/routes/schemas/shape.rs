//! From the unified body to what this connection takes.

use erpgate_connector::Connector;
use erpgate_model::{
    Capability, Connection, FieldSpec, Patch, Resource, Verb, WorkOrderKind, Writable, is_list,
};
use serde_json::{Map, Value, json};

/// The body's schema for this connection.
pub(super) fn shape(
    unified: Value,
    row: &Capability,
    connection: &Connection,
    kind: Option<WorkOrderKind>,
) -> Value {
    let creates = row.verb == Verb::Create;
    let defaults = defaults(connection, row.resource, kind.or(row.kind));
    Level { row, prefix: String::new(), creates, defaults: Some(&defaults) }.object(unified)
}

/// What the connection fills in; what it says of a kind of work order comes before what it says of all.
fn defaults(connection: &Connection, resource: Resource, kind: Option<WorkOrderKind>) -> Value {
    let name = resource.as_str();
    let mut all = connection.defaults.get(name).cloned().unwrap_or_else(|| json!({}));
    let of_kind = kind.and_then(|kind| connection.defaults.get(format!("{name}.{}", kind.as_str())));
    for (field, default) in of_kind.and_then(Value::as_object).into_iter().flatten() {
        match (all.get_mut(field).and_then(Value::as_object_mut), default.as_object()) {
            (Some(known), Some(more)) if is_list(field) => known.extend(more.clone()),
            _ => all[field] = default.clone(),
        }
    }
    all
}

/// A record, or the entries of one of its lists.
struct Level<'a> {
    row: &'a Capability,
    /// Of field names: nothing, or such as `lines.`.
    prefix: String,
    /// True where everything is new.
    creates: bool,
    /// What the connection fills in at this level.
    defaults: Option<&'a Value>,
}

impl<'a> Level<'a> {
    /// Keeps what can be written here, with the ERP's limits.
    fn object(&self, mut schema: Value) -> Value {
        let mut required = match schema["required"].take() {
            Value::Array(names) => names,
            _ => Vec::new(),
        };
        let mut kept = Map::new();
        for (name, form) in properties(&mut schema) {
            let path = format!("{}{name}", self.prefix);
            let is_key = name == "id" && !self.prefix.is_empty() && !self.creates;
            let spec = self.row.field(&path);
            let form = if is_key { Some(form) } else { self.field(&name, &path, spec, form) };
            let Some(mut form) = form else { continue };
            let needed = self.creates && spec.is_some_and(|spec| spec.required);
            match self.defaults.filter(|_| self.creates).and_then(|defaults| defaults.get(&name)) {
                Some(default) if !default.is_object() => form["default"] = default.clone(),
                _ if needed => {
                    without_null(&mut form);
                    if !required.contains(&json!(name)) {
                        required.push(json!(name));
                    }
                }
                _ => {}
            }
            kept.insert(name, form);
        }
        required.retain(|name| name.as_str().is_some_and(|name| kept.contains_key(name)));
        schema["properties"] = Value::Object(kept);
        schema["required"] = Value::Array(required);
        schema["additionalProperties"] = json!(false);
        schema
    }

    fn field(&self, name: &str, path: &str, spec: Option<&FieldSpec>, mut form: Value) -> Option<Value> {
        if spec.is_some_and(|spec| !self.writable(spec)) {
            return None;
        }
        let below = |creates: bool| Level {
            row: self.row,
            prefix: format!("{path}."),
            creates,
            defaults: self.defaults.and_then(|defaults| defaults.get(name)).filter(|_| creates),
        };
        if form["items"]["properties"].is_object() {
            form["items"] = below(self.creates).entries(form["items"].take())?;
            if self.creates && spec.is_some_and(|spec| spec.required) {
                form["minItems"] = json!(1);
            }
        } else if form["properties"]["add"].is_object() {
            form = below(true).list_changes(form)?;
        } else if form["properties"].is_object() {
            form = match spec {
                Some(_) => form,
                None => below(self.creates).entries(form)?,
            };
        } else {
            spec?;
        }
        if let Some(spec) = spec {
            limit(&mut form, spec);
        }
        Some(form)
    }

    /// Entries of a list or the parts of a group; nothing when none of their fields can be written.
    fn entries(&self, schema: Value) -> Option<Value> {
        let schema = self.object(schema);
        let fields = schema["properties"].as_object()?;
        fields.keys().any(|name| name != "id").then_some(schema)
    }

    /// Changes of a list by the ids of its entries.
    fn list_changes(&self, mut changes: Value) -> Option<Value> {
        let changed = Level { row: self.row, prefix: self.prefix.clone(), creates: false, defaults: None };
        let mut kept = Map::new();
        for (name, mut form) in properties(&mut changes) {
            let entries = match name.as_str() {
                "add" => self.entries(form["items"].take()),
                "update" => changed.entries(form["items"].take()),
                _ if self.can_change_entries() => Some(form["items"].take()),
                _ => None,
            };
            if let Some(entries) = entries {
                form["items"] = entries;
                kept.insert(name, form);
            }
        }
        let some = !kept.is_empty();
        changes["properties"] = Value::Object(kept);
        changes["additionalProperties"] = json!(false);
        some.then_some(changes)
    }

    fn can_change_entries(&self) -> bool {
        let below = |spec: &&FieldSpec| spec.name.starts_with(&self.prefix);
        self.row.fields.iter().filter(below).any(|spec| spec.writable == Writable::Always)
    }

    fn writable(&self, spec: &FieldSpec) -> bool {
        match spec.writable {
            Writable::Always => true,
            Writable::OnCreate => self.creates,
            Writable::No => false,
        }
    }
}

fn properties(schema: &mut Value) -> Map<String, Value> {
    match schema["properties"].take() {
        Value::Object(properties) => properties,
        _ => Map::new(),
    }
}

/// The ERP's limits and name.
fn limit(form: &mut Value, spec: &FieldSpec) {
    form["x-mapped-to"] = json!(spec.mapped_to);
    if let Some(most) = spec.max_length {
        form["maxLength"] = json!(most);
    }
    if let (Some(most), Some(_)) = (spec.max_scale, form.get("pattern")) {
        // Zeros at the end say nothing, and are not counted.
        let digits = if most == 0 { "0+".to_owned() } else { format!("[0-9]{{1,{most}}}0*") };
        form["pattern"] = json!(format!("^-?[0-9]+(\\.{digits})?$"));
    }
}

/// What is required cannot be null.
fn without_null(form: &mut Value) {
    let kinds = form["type"].as_array_mut();
    if let Some(kinds) = kinds {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            form["type"] = only.clone();
        }
    }
    if let Some(values) = form.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(|value| !value.is_null());
    }
}

/// A patch may ask for a status where the connection has the action of that name.
pub(super) fn offer_statuses(
    schema: &mut Value,
    connector: &dyn Connector,
    resource: Resource,
    kind: Option<WorkOrderKind>,
) {
    const STATUSES: [&str; 9] = [
        "planned",
        "released",
        "in_progress",
        "completed",
        "closed",
        "cancelled",
        "active",
        "blocked",
        "inactive",
    ];
    let action = |status: &&str| Patch::read(resource, &json!({"status": status})).ok()?.wanted_action();
    let can = |verb: Verb| connector.capability(resource, verb, kind).is_some_and(|row| row.usable());
    let offered: Vec<_> = STATUSES.iter().filter(|status| action(status).is_some_and(can)).collect();
    if !offered.is_empty() {
        schema["properties"]["status"] = json!({
            "type": "string",
            "enum": offered,
            "description": "Asks for the action of that name; stands alone in its request.",
        });
    }
}
