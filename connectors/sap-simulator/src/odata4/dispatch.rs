//! From a V4 request to its reply.

use super::failure;
use super::path;
use super::projection::Projection;
use super::{read, write};
use crate::odata::dispatch::Scene;
use crate::odata::failure::Failure;
use crate::odata::message::{Reply, Request};
use crate::odata::precondition::Etags;
use crate::services::Shown;

/// What a request is answered from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage<'a> {
    pub(crate) projection: Projection<'a>,
    pub(crate) etags: Etags,
}

/// The stage of a scene.
pub(crate) fn stage<'a>(scene: &'a Scene<'_>, shown: &'a Shown) -> Stage<'a> {
    let projection = Projection { metadata: &scene.service.metadata, shown, tables: &scene.world.tables };
    Stage { projection, etags: scene.world.seed.switches.etags }
}

/// Answers a request and makes its changes last; what a refused one changed is undone.
pub(crate) fn handle(scene: &mut Scene<'_>, shown: &Shown, request: &Request) -> Reply {
    let target = path::resolve(&request.path, &stage(scene, shown).projection);
    let mark = scene.world.tables.mark();
    let done = target.and_then(|target| {
        if request.modifies() {
            write::answer(scene, shown, request, &target)
        } else {
            read::answer(&stage(scene, shown), request, &target)
        }
    });
    let reply = done.unwrap_or_else(|failure| {
        scene.world.tables.roll_back(mark);
        let failure = renamed(failure, &stage(scene, shown));
        refuse(scene, &failure)
    });
    scene.world.commit(reply.commits);
    let reply = if reply.status < 400 { reply.with("odata-version", "4.0") } else { reply };
    reply.with("sap-server", "true")
}

/// The rules speak in the names of the rows; the client knows those of its service.
fn renamed(mut failure: Failure, stage: &Stage<'_>) -> Failure {
    for message in &mut failure.messages {
        message.target = stage.projection.name_of(&message.target);
        message.text = stage.projection.text_of(&message.text);
    }
    failure
}

/// The error document.
pub(crate) fn refuse(scene: &Scene<'_>, failure: &Failure) -> Reply {
    failure::reply(scene.world, scene.service.component, &scene.service.metadata.service, failure)
}
