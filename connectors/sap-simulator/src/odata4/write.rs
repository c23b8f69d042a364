//! POST, PATCH and DELETE of V4: generic checks here, business rules in the service's module.

use super::dispatch::{Stage, stage};
use super::path::link;
use super::projection::column;
use super::query::Options;
use super::{body, failure, precondition, read};
use crate::odata::dispatch::Scene;
use crate::odata::failure::{Failure, Message};
use crate::odata::message::{Reply, Request};
use crate::odata::metadata::EntitySet;
use crate::odata::path::{Parent, Target};
use crate::odata::table::{Key, Row};
use crate::odata::view::address;
use crate::services::{Asked, Shown};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Carries out a modifying request.
pub(crate) fn answer(
    scene: &mut Scene<'_>,
    shown: &Shown,
    request: &Request,
    target: &Target,
) -> Result<Reply, Failure> {
    let options = Options::parse(&request.query)?;
    match (request.method.as_str(), target) {
        ("POST", Target::Feed { set, parent, count: false }) => {
            create(scene, shown, request, set, parent.as_ref())
        }
        ("PATCH", Target::Entity { set, key }) => update(scene, shown, request, set, key, &options),
        ("DELETE", Target::Entity { set, key }) => delete(scene, shown, request, set, key),
        _ => Err(failure::method_not_allowed()),
    }
}

fn create(
    scene: &mut Scene<'_>,
    shown: &Shown,
    request: &Request,
    set: &Arc<EntitySet>,
    parent: Option<&Parent>,
) -> Result<Reply, Failure> {
    let projection = stage(scene, shown).projection;
    let allowed = match parent {
        None => set.creatable,
        Some(parent) => parent.set.navigation(&parent.navigation).is_some_and(|n| n.insertable),
    };
    if !allowed {
        return Err(failure::switched_off("Creating", projection.metadata, &set.set));
    }
    let draft = body::read(projection.metadata, set, request)?;
    let answered = Options::sent(&draft);
    let under = parent.and_then(|parent| projection.kept(&parent.set, &parent.key));
    let asked = Asked { method: "POST", kept: under, draft: Some(&draft) };
    shown.projection.allow(projection.tables, &asked)?;
    let mut kept = projection.keep(draft)?;
    if let Some(parent) = parent {
        let link = link(parent, &projection);
        let (row, navigation) = link.ok_or_else(|| failure::not_found(&parent.set.type_name))?;
        for (own, theirs) in &navigation.on {
            let theirs = set.property(theirs).and_then(|property| column(property, &kept.set));
            if let Some(theirs) = theirs.map(|property| property.name.clone()) {
                kept.fields.insert(theirs, row.get(own).clone());
            }
        }
    }
    let rules = &scene.service.rules;
    let (key, messages) = scene.work(|work| rules.create(work, kept))?;
    let stage = stage(scene, shown);
    let row = stage.projection.get(set, &key);
    let row =
        row.ok_or_else(|| Failure::new(500, "/IWBEP/CM_V4_RUNTIME/500", "The created entity is not there"))?;
    let location = format!("{}/{}", scene.base, address(&row));
    let reply = if is_minimal(request) {
        minimal(&stage, &row).with("odata-entityid", location.clone())
    } else {
        read::entity(&stage, request, &row, 201, &answered)?
    };
    Ok(committed(reply.with("location", location), &stage, &messages))
}

fn update(
    scene: &mut Scene<'_>,
    shown: &Shown,
    request: &Request,
    set: &Arc<EntitySet>,
    key: &Key,
    options: &Options,
) -> Result<Reply, Failure> {
    if !set.updatable {
        return Err(failure::switched_off("Updating", &scene.service.metadata, &set.set));
    }
    let before = guarded(scene, shown, request, set, key)?;
    let projection = stage(scene, shown).projection;
    options.check(set, &projection)?;
    let draft = body::read(projection.metadata, set, request)?;
    if let Some((navigation, _)) = draft.children.iter().find(|(_, children)| !children.is_empty()) {
        let text = format!("Deep update is not supported: change the entities of '{navigation}' one by one");
        return Err(failure::malformed(text));
    }
    let asked = Asked { method: "PATCH", kept: Some(&before), draft: Some(&draft) };
    shown.projection.allow(projection.tables, &asked)?;
    let after = projection.changed(&before, &draft);
    let rules = &scene.service.rules;
    let ((), messages) = scene.work(|work| rules.update(work, &before, after))?;
    let stage = stage(scene, shown);
    let row = stage.projection.get(set, key).ok_or_else(|| failure::not_found(&set.type_name))?;
    let reply = if is_minimal(request) {
        minimal(&stage, &row)
    } else {
        read::entity(&stage, request, &row, 200, options)?
    };
    Ok(committed(reply, &stage, &messages))
}

fn delete(
    scene: &mut Scene<'_>,
    shown: &Shown,
    request: &Request,
    set: &Arc<EntitySet>,
    key: &Key,
) -> Result<Reply, Failure> {
    if !set.deletable {
        return Err(failure::switched_off("Deleting", &scene.service.metadata, &set.set));
    }
    let row = guarded(scene, shown, request, set, key)?;
    let asked = Asked { method: "DELETE", kept: Some(&row), draft: None };
    shown.projection.allow(&scene.world.tables, &asked)?;
    let rules = &scene.service.rules;
    let ((), messages) = scene.work(|work| rules.delete(work, &row))?;
    Ok(committed(Reply::empty(204), &stage(scene, shown), &messages))
}

/// The V2 row of an entity whose etag the client knows.
fn guarded(
    scene: &Scene<'_>,
    shown: &Shown,
    request: &Request,
    set: &Arc<EntitySet>,
    key: &Key,
) -> Result<Row, Failure> {
    let stage = stage(scene, shown);
    let kept = stage.projection.kept(set, key).ok_or_else(|| failure::not_found(&set.type_name))?;
    if set.etag {
        precondition::check(stage.etags, request.header("if-match"), kept)?;
    }
    Ok(kept.clone())
}

fn is_minimal(request: &Request) -> bool {
    request
        .header("prefer")
        .is_some_and(|prefer| prefer.split([',', ';']).any(|one| one.trim() == "return=minimal"))
}

/// 204 instead of the entity, for clients that prefer it.
fn minimal(stage: &Stage<'_>, row: &Row) -> Reply {
    let reply = Reply::empty(204).with("preference-applied", "return=minimal");
    let etag = precondition::etag(row);
    if stage.etags == crate::odata::precondition::Etags::None { reply } else { reply.with("etag", etag) }
}

/// Success messages and warnings travel in the header `sap-messages`.
fn committed(mut reply: Reply, stage: &Stage<'_>, messages: &[Message]) -> Reply {
    reply.commits = 1;
    if messages.is_empty() {
        return reply;
    }
    let list: Vec<Json> = messages
        .iter()
        .map(|message| {
            let mut json = json!({
                "code": message.code,
                "message": message.text,
                "numericSeverity": failure::numeric(message.severity),
            });
            if !message.target.is_empty() {
                json["target"] = json!(stage.projection.name_of(&message.target));
            }
            json
        })
        .collect();
    reply.with("sap-messages", crate::odata::write::ascii(&Json::Array(list)))
}
