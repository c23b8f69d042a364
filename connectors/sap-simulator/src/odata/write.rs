//! POST, PATCH, MERGE, PUT and DELETE: generic checks here, business rules in the service's module.

use super::dispatch::Scene;
use super::draft::{self, Draft};
use super::failure::{Failure, Message};
use super::message::{Reply, Request};
use super::metadata::EntitySet;
use super::path::{Parent, Target};
use super::precondition;
use super::query::{Options, Tree};
use super::table::{Key, Row};
use super::value::Value;
use super::view::{Viewer, address};
use crate::services::Work;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Carries out a modifying request.
pub(super) fn answer(scene: &mut Scene<'_>, request: &Request, target: &Target) -> Result<Reply, Failure> {
    if Options::parse(&request.query)?.any {
        return Err(Failure::options_on_write());
    }
    let is_xml = request.header("content-type").is_some_and(|kind| kind.contains("xml"));
    if is_xml && !request.body.is_empty() {
        let text = "This simulator reads request bodies in JSON only; send Content-Type: application/json";
        return Err(Failure::new(415, "/IWFND/CM_MGW/415", text));
    }
    match (request.method.as_str(), target) {
        ("POST", Target::Feed { set, parent, count: false }) => create(scene, request, set, parent.as_ref()),
        ("PATCH" | "MERGE", Target::Entity { set, key }) => update(scene, request, set, key, false),
        ("PUT", Target::Entity { set, key }) => update(scene, request, set, key, true),
        ("DELETE", Target::Entity { set, key }) => delete(scene, request, set, key),
        (method, _) => Err(Failure::wrong_method(method)),
    }
}

fn create(
    scene: &mut Scene<'_>,
    request: &Request,
    set: &Arc<EntitySet>,
    parent: Option<&Parent>,
) -> Result<Reply, Failure> {
    let through = |parent: &Parent| parent.set.navigation(&parent.navigation).is_some_and(|n| n.insertable);
    if !set.creatable && !parent.is_some_and(through) {
        return Err(Failure::switched_off("Creating", &scene.metadata().service, &set.set));
    }
    let mut draft = draft::parse(scene.metadata(), set, &request.body)?;
    drop_read_only(&mut draft);
    if let Some(parent) = parent {
        let link = parent.link(&scene.world.tables);
        let (row, navigation) = link.ok_or_else(|| Failure::not_found(&parent.set.type_name))?;
        for (own, theirs) in &navigation.on {
            draft.fields.insert(theirs.clone(), row.get(own).clone());
        }
        for (name, text) in &navigation.fixed {
            draft.fields.insert(name.clone(), Value::Text(text.clone()));
        }
    }
    let expand = sent(&draft);
    let service = scene.service;
    let (key, messages) = scene.work(|work| service.rules.create(work, draft))?;
    let row = scene
        .world
        .tables
        .get(set.table(), &key)
        .ok_or_else(|| Failure::new(500, "/IWBEP/CM_MGW_RT/500", "The created entity is not there"))?;
    let location = format!("{}/{}", scene.base, address(row));
    let hollow = service.rules.hollow_after_create(&scene.world.seed);
    let view = Viewer { hollow, ..scene.viewer() }.view(row, None, &expand);
    let mut reply = super::read::entity(scene, request, &view, 201).with("location", location);
    reply.commits = 1;
    Ok(with_messages(reply, &messages))
}

/// Deep inserts come back with what was inserted.
fn sent(draft: &Draft) -> Tree {
    let mut tree = Tree::default();
    for (navigation, children) in &draft.children {
        let below = tree.0.entry(navigation.clone()).or_default();
        for child in children {
            below.0.extend(sent(child).0);
        }
    }
    tree
}

fn drop_read_only(draft: &mut Draft) {
    let set = Arc::clone(&draft.set);
    draft.fields.retain(|name, _| set.property(name).is_some_and(|property| property.creatable));
    draft.children.values_mut().flatten().for_each(drop_read_only);
}

fn update(
    scene: &mut Scene<'_>,
    request: &Request,
    set: &Arc<EntitySet>,
    key: &Key,
    replace: bool,
) -> Result<Reply, Failure> {
    if !set.updatable {
        return Err(Failure::switched_off("Updating", &scene.metadata().service, &set.set));
    }
    let before = guarded(scene, request, set, key)?;
    let draft = draft::parse(scene.metadata(), set, &request.body)?;
    // Clients that send back a whole entity send empty lists with it; those ask for nothing.
    if let Some((navigation, _)) = draft.children.iter().find(|(_, children)| !children.is_empty()) {
        let text = format!("Deep update is not supported: change the entities of '{navigation}' one by one");
        return Err(Failure::new(400, "/IWBEP/CM_MGW_RT/053", text));
    }
    let after = changed(&before, draft, replace);
    let service = scene.service;
    let ((), messages) = scene.work(|work| service.rules.update(work, &before, after))?;
    let mut reply = Reply::empty(204);
    reply.commits = 1;
    Ok(with_messages(reply, &messages))
}

/// The row as the client wants it. What it may not change stays, silently.
fn changed(before: &Row, mut draft: Draft, replace: bool) -> Row {
    let mut after = before.clone();
    for property in &before.set.properties {
        let fixed = !property.updatable || property.immutable || before.set.is_key(&property.name);
        if fixed {
            continue;
        }
        match draft.fields.remove(&property.name) {
            Some(value) => after.set(&property.name, value),
            None if replace => after.set(&property.name, Value::initial(property)),
            None => {}
        }
    }
    after
}

fn delete(
    scene: &mut Scene<'_>,
    request: &Request,
    set: &Arc<EntitySet>,
    key: &Key,
) -> Result<Reply, Failure> {
    if !set.deletable {
        let refusal = scene.service.rules.deletion_refused(set);
        return Err(
            refusal.unwrap_or_else(|| Failure::switched_off("Deleting", &scene.metadata().service, &set.set))
        );
    }
    let row = guarded(scene, request, set, key)?;
    let service = scene.service;
    let ((), messages) = scene.work(|work| service.rules.delete(work, &row))?;
    let mut reply = Reply::empty(204);
    reply.commits = 1;
    Ok(with_messages(reply, &messages))
}

fn guarded(scene: &Scene<'_>, request: &Request, set: &EntitySet, key: &Key) -> Result<Row, Failure> {
    let row = scene.world.tables.get(set.table(), key).ok_or_else(|| Failure::not_found(&set.type_name))?;
    precondition::check(scene.world.seed.switches.etags, request.header("if-match"), row)?;
    Ok(row.clone())
}

/// Success messages and warnings travel in the header `sap-message`.
pub(super) fn with_messages(reply: Reply, messages: &[Message]) -> Reply {
    let Some((first, rest)) = messages.split_first() else { return reply };
    let one = |m: &Message| {
        json!({"code": m.code, "message": m.text, "target": m.target, "severity": m.severity.word(),
               "transition": false})
    };
    let mut header = one(first);
    header["details"] = rest.iter().map(one).collect();
    reply.with("sap-message", ascii(&header))
}

/// JSON as a header carries it: in ASCII.
pub(crate) fn ascii(json: &Json) -> String {
    let text = json.to_string();
    text.chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect()
}

impl Scene<'_> {
    /// Runs a business rule and gives back its messages with its result.
    pub(crate) fn work<T>(
        &mut self,
        rule: impl FnOnce(&mut Work<'_>) -> Result<T, Failure>,
    ) -> Result<(T, Vec<Message>), Failure> {
        let mut work = self.world.work(self.service.tables(), self.user);
        let done = rule(&mut work)?;
        let Work { messages, documents, .. } = work;
        self.documents.extend(documents);
        Ok((done, messages))
    }
}
