//! From a path to an OData V4 service: `/sap/opu/odata4/sap/GROUP/REPOSITORY/NAMESPACE/SERVICE/VERSION`.

use crate::odata::failure::Failure;
use crate::odata::message::Reply;
use crate::odata4;
use crate::services::Service;
use crate::world::World;

const ROOT: &str = "/sap/opu/odata4/sap/";

/// A V4 service and the path that led to it, cut behind the service.
#[derive(Debug)]
pub(super) struct Route<'a> {
    /// Index into the services.
    pub(super) service: usize,
    pub(super) path: &'a str,
    /// What follows the service, with a leading slash or empty.
    pub(super) rest: &'a str,
}

/// Is this a path of OData V4?
pub(super) fn is_v4(path: &str) -> bool {
    below(path, ROOT).is_some()
}

/// Finds the service of a V4 path.
pub(super) fn find<'a>(services: &[Service], path: &'a str) -> Option<Route<'a>> {
    let inner = below(path, ROOT)?;
    services.iter().enumerate().find_map(|(service, one)| {
        let rest = below(inner, one.shown()?.path)?;
        let ends = rest.is_empty() || rest.starts_with('/');
        ends.then(|| Route { service, path: &path[..path.len() - rest.len()], rest })
    })
}

/// What follows `root` in a path; SAP does not look at the case of this part.
fn below<'a>(path: &'a str, root: &str) -> Option<&'a str> {
    let (head, below) = path.split_at_checked(root.len())?;
    head.eq_ignore_ascii_case(root).then_some(below)
}

/// A service group that is not published, or one that has no such service.
pub(super) fn no_service(services: &[Service], world: &World, path: &str) -> Reply {
    let mut parts = path[ROOT.len()..].split('/').map(str::to_uppercase);
    let mut part = || parts.next().unwrap_or_default();
    let (group, repository, _, service) = (part(), part(), part(), part());
    let mut groups = services.iter().filter_map(|service| service.shown()?.path.split('/').next());
    let failure = if groups.any(|known| known.eq_ignore_ascii_case(&group)) {
        let text =
            format!("Service '{service}' repository '{repository}' is not assigned to group '{group}'");
        Failure::new(403, "/IWBEP/CM_V4_COS/136", text)
    } else {
        Failure::new(404, "/IWBEP/CM_V4_COS/014", format!("Service group '{group}' not published"))
    };
    odata4::failure::reply(world, "OPU-BSE-SDE", "", &failure)
}
