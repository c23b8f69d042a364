//! From a path to a service.

use crate::odata::failure::{self, Circumstances, Failure};
use crate::odata::message::{Reply, Request};
use crate::world::World;

const ROOT: &str = "/sap/opu/odata/sap/";

/// A path below the OData root, cut into its parts.
#[derive(Debug)]
pub(super) struct Route<'a> {
    /// Service and version as the client wrote them.
    pub(super) segment: &'a str,
    pub(super) service: &'a str,
    pub(super) version: u32,
    /// What follows the service, with a leading slash or empty.
    pub(super) rest: &'a str,
}

/// Finds service and version in a path; none outside OData.
pub(super) fn find(path: &str) -> Option<Route<'_>> {
    let (root, below) = path.split_at_checked(ROOT.len())?;
    if !root.eq_ignore_ascii_case(ROOT) {
        return None;
    }
    let end = below.find('/').unwrap_or(below.len());
    let (name, rest) = below.split_at(end);
    let (service, version) = match name.split_once(";v=") {
        Some((service, version)) => (service, version.parse().ok()?),
        None => (name, 1),
    };
    Some(Route { segment: name, service, version, rest })
}

/// A path outside OData.
pub(super) fn no_page() -> Reply {
    Reply::text(404, "text/html;charset=utf-8", "<html><body><h1>404 Not found</h1></body></html>")
}

/// A service that is unknown or not activated.
pub(super) fn no_service(world: &World, request: &Request, route: &Route<'_>) -> Reply {
    let text = format!(
        "No service found for namespace '', name '{}', version '{:04}'",
        route.service, route.version
    );
    let failure = Failure::new(403, "/IWFND/MED/170", text);
    let language = request.language();
    let now = world.now();
    let about = Circumstances {
        language: &language,
        service: "",
        component: "OPU-BSE-SDE",
        transaction: world.transaction_id(),
        timestamp: format!("{}.{:07}", now.format("%Y%m%d%H%M%S"), now.timestamp_subsec_nanos() / 100),
    };
    if request.wants_json() {
        Reply::json(403, &failure::json_document(&failure, &about))
    } else {
        Reply::text(403, "application/xml;charset=utf-8", failure::xml_document(&failure, &about))
    }
}
