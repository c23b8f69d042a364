//! From a request inside a service to its reply.

use super::failure::{self, Circumstances, Failure};
use super::message::{Reply, Request};
use super::metadata::Metadata;
use super::path::{self, Target};
use super::precondition::Etags;
use super::view::Viewer;
use super::{batch, invoke, read, write};
use crate::services::Service;
use crate::world::World;
use std::collections::BTreeSet;

/// Everything a request is carried out with.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) service: &'a Service,
    pub(crate) world: &'a mut World,
    pub(crate) user: &'a str,
    /// `https://host/sap/opu/odata/sap/SERVICE`
    pub(crate) base: &'a str,
    /// The documents touched since the last commit.
    pub(crate) documents: BTreeSet<String>,
}

impl Scene<'_> {
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.service.metadata
    }

    pub(crate) fn viewer(&self) -> Viewer<'_> {
        Viewer {
            metadata: &self.service.metadata,
            tables: &self.world.tables,
            base: self.base,
            etags: self.world.seed.switches.etags != Etags::None,
            hollow: &[],
        }
    }
}

/// Answers a request and makes its changes last.
pub(crate) fn handle(scene: &mut Scene<'_>, request: &Request) -> Reply {
    let target = path::resolve(&request.path, scene.metadata(), &scene.world.tables);
    let reply = match target {
        Ok(Target::Batch) if request.method == "POST" => batch::answer(scene, request),
        Ok(target) => one(scene, request, &target),
        Err(failure) => refuse(scene, request, &failure),
    };
    scene.world.commit(reply.commits);
    reply.with("dataserviceversion", "2.0").with("sap-server", "true")
}

/// Answers one request that is no batch, without making its changes last. What a refused one changed is undone.
pub(crate) fn one(scene: &mut Scene<'_>, request: &Request, target: &Target) -> Reply {
    let mark = scene.world.tables.mark();
    let done = match target {
        Target::Function(function) => invoke::answer(scene, request, function),
        _ if request.modifies() => write::answer(scene, request, target),
        _ => read::answer(scene, request, target),
    };
    done.unwrap_or_else(|failure| {
        scene.world.tables.roll_back(mark);
        refuse(scene, request, &failure)
    })
}

/// The error document in the format the client asked for.
pub(crate) fn refuse(scene: &mut Scene<'_>, request: &Request, failure: &Failure) -> Reply {
    let now = scene.world.now();
    let language = request.language();
    let about = Circumstances {
        language: &language,
        service: &scene.service.metadata.service,
        component: scene.service.component,
        transaction: scene.world.transaction_id(),
        timestamp: format!("{}.{:07}", now.format("%Y%m%d%H%M%S"), now.timestamp_subsec_nanos() / 100),
    };
    if request.wants_json() {
        Reply::json(failure.status, &failure::json_document(failure, &about))
    } else {
        let xml = failure::xml_document(failure, &about);
        Reply::text(failure.status, "application/xml;charset=utf-8", xml)
    }
}
